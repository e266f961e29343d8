/**
 * The rule `layers`: who may import whom, as `layers.json` says.
 *
 * Types count as much as values: a layer that mentions a higher one's types cannot be read without it. What
 * the rule cannot see is a low layer reaching a high one through a slot on a type; that is the way to do it.
 */
import {
  allowedPackages,
  house,
  isBelow,
  isTest,
  layerOf,
  packageOf,
  pathInRepository,
  resolveImport,
} from "./house.js";

/** @type {import("eslint").Rule.RuleModule} */
export const layers = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      package: "{{from}} does not import @pyvm/{{to}} (tools/eslint-plugin/layers.json)",
      intoPackage: "import @pyvm/{{to}} by its name, not by a path into its files",
      layer: "{{from}} comes before {{to}}: reach it through a slot on the type, or move the code",
      unknownLayer: "{{layer}} is not a layer of {{folder}} (tools/eslint-plugin/layers.json)",
      node: "{{specifier}} is Node's; only {{places}} may import it",
    },
  },
  create(context) {
    const path = pathInRepository(context);
    if (isTest(path) || packageOf(path) === undefined) return {};

    const check = (node) => {
      if (typeof node?.value !== "string") return;
      const problem = problemWith(path, node.value);
      if (problem !== undefined) context.report({ node, ...problem });
    };
    return {
      Program: (node) => {
        const place = layerOf(path);
        if (place?.rank === -1) context.report({ node, messageId: "unknownLayer", data: place });
      },
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
    };
  },
};

/** The problem with a file's importing `specifier`, as a report; undefined when there is none. */
function problemWith(path, specifier) {
  if (specifier.startsWith("node:")) return problemWithNode(path, specifier);
  if (specifier.startsWith("@pyvm/")) return problemWithPackage(path, specifier.split("/")[1]);
  if (specifier.startsWith(".")) return problemWithPath(path, resolveImport(path, specifier));
  return undefined;
}

function problemWithNode(path, specifier) {
  const places = house.platforms.node.allowed;
  if (isBelow(path, places)) return undefined;
  return { messageId: "node", data: { specifier, places: places.join(", ") } };
}

function problemWithPackage(path, to) {
  const from = packageOf(path);
  if (from === to || allowedPackages(path).includes(to)) return undefined;
  return { messageId: "package", data: { from: path, to } };
}

function problemWithPath(path, target) {
  const to = packageOf(target);
  if (to !== packageOf(path)) return { messageId: "intoPackage", data: { to: to ?? target } };
  const [here, there] = [layerOf(path), layerOf(target)];
  if (here === undefined || here.rank === -1) return undefined;
  if (there !== undefined && there.folder === here.folder && there.rank <= here.rank) return undefined;
  if (there === undefined && !target.startsWith(`${here.folder}/`)) return undefined;
  return {
    messageId: "layer",
    data: { from: here.layer, to: there?.layer ?? target.slice(here.folder.length + 1) },
  };
}
