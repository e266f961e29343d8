import { expect, test } from "vitest";
import { generateReference } from "./ast-reference.ts";

test("a node becomes a heading and a list of its fields", () => {
  const text = generateReference({
    enumerations: [{ name: "expr_context", doc: "What is done.", members: ["Load", "Store"] }],
    sums: [
      {
        name: "expr",
        doc: "An expression.",
        located: true,
        nodes: [
          { name: "Name", doc: "A name.", fields: [{ name: "id", type: "identifier", doc: "The name." }] },
          { name: "Pass", doc: "Nothing.", fields: [] },
        ],
      },
    ],
  });
  expect(text).toContain(
    "## expr\n\nAn expression. _Located._\n\n### Name\n\nA name.\n\n- `id: string` – The name.\n\n### Pass",
  );
  expect(text).toContain('- `expr_context`: What is done. `"Load"`, `"Store"`');
});
