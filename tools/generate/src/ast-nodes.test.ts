import { expect, test } from "vitest";
import { generateAstNodes } from "./ast-nodes.ts";

test("a node becomes a type, a constructor function and a row of fields", () => {
  const text = generateAstNodes({
    enumerations: [{ name: "expr_context", doc: "What is done.", members: ["Load", "Store"] }],
    sums: [
      {
        name: "expr",
        doc: "An expression.",
        located: true,
        nodes: [
          { name: "Name", doc: "A name.", fields: [{ name: "id", type: "identifier", doc: "The name." }] },
          { name: "Tuple", doc: "A tuple.", fields: [{ name: "elts", type: "expr*", doc: "The items." }] },
        ],
      },
    ],
  });
  expect(text).toContain(`export type expr_context =\n  | "Load"\n  | "Store";`);
  expect(text).toContain("export type expr =\n  | Name\n  | Tuple;");
  expect(text).toContain("elts: expr[]");
});
