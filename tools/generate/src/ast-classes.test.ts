import { expect, test } from "vitest";
import { generateAstClasses } from "./ast-classes.ts";

test("a sum, its nodes with their fields as ASDL writes them, and an enumeration", () => {
  const text = generateAstClasses({
    sums: [
      {
        name: "expr",
        doc: "An expression.",
        located: true,
        nodes: [{ name: "Yield", doc: "`yield`.", fields: [{ type: "expr?", name: "value", doc: "What." }] }],
      },
    ],
    enumerations: [{ name: "boolop", doc: "`and`, `or`.", members: ["And", "Or"] }],
  });
  expect(text).toContain('["expr", true, [\n    ["Yield", ["expr? value"]],\n  ]],');
  expect(text).toContain('["boolop", ["And", "Or"]],');
});
