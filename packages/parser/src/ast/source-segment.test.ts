import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { parse } from "../parse.ts";
import { getSourceSegment } from "./source-segment.ts";
import { walk } from "./visitor.ts";

const SOURCE = "x = 'é𝒳', [1,\r\n  2]\nif a:\n\tdef f(b,\n\t\tc): return (b\n  + c)\n";

test("every node of a program, against the oracle", async () => {
  const oracle = await loadPyodide();
  oracle.globals.set("source", SOURCE);
  const segments = (padded: string): unknown =>
    JSON.parse(
      oracle.runPython(`import ast, json
json.dumps([ast.get_source_segment(source, node, padded=${padded})
            for node in ast.walk(ast.parse(source)) if type(node).__name__ not in ENUMERATIONS])`) as string,
    );
  oracle.runPython("ENUMERATIONS = {'Load', 'Store', 'Add'}");
  const nodes = [...walk(parse(SOURCE))];
  expect(nodes.map((node) => getSourceSegment(SOURCE, node))).toEqual(segments("False"));
  expect(nodes.map((node) => getSourceSegment(SOURCE, node, { padded: true }))).toEqual(segments("True"));
});
