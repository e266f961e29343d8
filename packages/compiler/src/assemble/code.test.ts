/** Whole programs: every field of every code object is CPython's. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { CodeObject, constantKey, readPyc, sameConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";
import { expect, test } from "vitest";
import { readCorpus } from "../../../../tools/corpus/src/read-corpus.ts";
import { compile } from "../compile.ts";

/** The programs that CPython has been asked about. */
const programs = readCorpus().filter(({ folder }) => existsSync(join(folder, "code.pyc")));

test.each(programs.map((program) => [program.id, program] as const))("%s", (_, program) => {
  const actual = compile(program.source, { filename: program.fileName, mode: "exec" });
  expect(differences(actual, readPyc(program.pyc()).code)).toEqual([]);
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
