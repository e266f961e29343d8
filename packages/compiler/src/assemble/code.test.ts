/** Whole programs: every field of every code object is CPython's. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { CodeObject, constantKey, loads, readPyc, sameConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";
import { createOracle } from "@pyvm/tool-oracle";
import { describe, expect, test } from "vitest";
import { readCorpus } from "../../../../tools/corpus/src/read-corpus.ts";
import { compile } from "../compile.ts";

/** The programs that CPython has been asked about. */
const programs = readCorpus().filter(({ folder }) => existsSync(join(folder, "code.pyc")));

describe("the corpus", () => {
  test.each(programs.map((program) => [program.id, program] as const))("%s", (_, program) => {
    const actual = compile(program.source, { filename: program.fileName, mode: "exec" });
    expect(differences(actual, readPyc(program.pyc()).code)).toEqual([]);
  });
});

/** One module in this many: all of them take minutes. */
const STRIDE = 16;

describe("the standard library", () => {
  test.each([0, 1, 2] as const)("at optimization level %i", async (optimize) => {
    const oracle = await createOracle();
    const modules = JSON.parse(
      oracle.evaluate(`import importlib.util, json, marshal, pkgutil, sys, warnings
warnings.simplefilter("ignore")
result = []
for name in sorted(sys.stdlib_module_names)[${optimize}::${STRIDE}]:
    spec = importlib.util.find_spec(name)
    if spec is None or not hasattr(spec.loader, "get_data") or not spec.has_location:
        continue
    source = spec.loader.get_data(spec.origin)
    if not spec.origin.endswith(".py"):
        continue
    code = compile(source, name + ".py", "exec", dont_inherit=True, optimize=${optimize})
    result.append((name, source.hex(), marshal.dumps(code).hex()))
result = json.dumps(result)`),
    ) as [string, string, string][];
    expect(modules.length).toBeGreaterThan(5);
    const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
    for (const [name, source, code] of modules) {
      const actual = compile(fromHex(source), { filename: `${name}.py`, optimize });
      expect([name, differences(actual, loads(fromHex(code)) as CodeObject)]).toEqual([name, []]);
    }
  });
});

/** The fields that differ, by qualified name, nested code objects included. */
function differences(actual: CodeObject, expected: CodeObject): string[] {
  const found = (Object.keys(expected) as (keyof CodeObject)[])
    .filter((field) => !sameField(actual[field], expected[field]))
    .map((field) => `${String(expected.co_qualname)}: ${field}`);
  expected.co_consts.forEach((constant, index) => {
    const own = actual.co_consts[index];
    if (constant instanceof CodeObject && own instanceof CodeObject)
      found.push(...differences(own, constant));
  });
  return found;
}

function sameField(actual: unknown, expected: unknown): boolean {
  if (expected instanceof Uint8Array) return Buffer.compare(actual as Uint8Array, expected) === 0;
  if (Array.isArray(expected)) {
    const items = actual as Constant[];
    return (
      items.length === expected.length &&
      expected.every((item, index) => sameItem(items[index], item as Constant))
    );
  }
  return constantKey(actual as Constant) === constantKey(expected as Constant);
}

/** Code objects are compared one by one, above. */
function sameItem(actual: Constant, expected: Constant): boolean {
  if (expected instanceof CodeObject) return actual instanceof CodeObject;
  return sameConstant(actual, expected);
}
