/**
 * The rule `platform-globals`: a global that only one platform has is named only where `layers.json` allows it.
 *
 * Everywhere else code must run on any engine: pyvm reaches the platform through a host.
 */
import { house, isBelow, isTest, pathInRepository } from "./house.js";

/** @type {import("eslint").Rule.RuleModule} */
export const platformGlobals = {
  meta: {
    type: "problem",
    schema: [],
    messages: { platform: "{{name}} exists only on the platform {{platform}}: go through the host" },
  },
  create(context) {
    const path = pathInRepository(context);
    if (isTest(path)) return {};
    const forbidden = new Map(
      Object.entries(house.platforms)
        .filter(([, { allowed }]) => !isBelow(path, allowed))
        .flatMap(([platform, { globals }]) => globals.map((name) => [name, platform])),
    );
    return {
      Program(node) {
        const scope = context.sourceCode.getScope(node);
        const declared = scope.variables.filter(({ defs }) => defs.length === 0);
        const references = [...scope.through, ...declared.flatMap(({ references }) => references)];
        for (const { identifier } of references) {
          const platform = forbidden.get(identifier.name);
          if (platform === undefined) continue;
          context.report({
            node: identifier,
            messageId: "platform",
            data: { name: identifier.name, platform },
          });
        }
      },
    };
  },
};
