/**
 * Every corpus program under pyvm: from source, from the `.pyc` that pyvm writes, and from the `.pyc` that
 * CPython wrote. Standard output, standard error and exit code are CPython's.
 *
 * PYVM_CORPUS=NAME,NAME runs only the programs whose id contains one of the names.
 */

import { beforeAll, describe, expect, test } from "vitest";
import { expectations } from "../expectations/expectations.ts";
import { compileToPyc } from "./compile-to-pyc.ts";
import { buildCommand } from "./pyvm-command.ts";
import { readCorpus, type CorpusProgram } from "./read-corpus.ts";
import { runProgram } from "./run-program.ts";

const programs = readCorpus(...(process.env["PYVM_CORPUS"]?.split(",") ?? []));

test("the expectations name programs of the corpus", () => {
  const ids = new Set(readCorpus().map(({ id }) => id));
  expect(Object.keys(expectations).filter((id) => !ids.has(id))).toEqual([]);
});

describe("pyvm runs", () => {
  beforeAll(buildCommand, 300_000);

  test.concurrent.for(programs)("$id from source", async (program, { expect }) => {
    await check(expect, program);
  });

  const compiled = programs.filter(({ compiles }) => compiles);
  test.concurrent.for(compiled)("$id from the .pyc that pyvm wrote", async (program, { expect }) => {
    await check(expect, program, compileToPyc(program));
  });

  test.concurrent.for(compiled)("$id from the .pyc that CPython wrote", async (program, { expect }) => {
    await check(expect, program, program.pyc());
  });
});

/** A program that is expected to fail must fail: one that passes has to leave the list. */
async function check(expect_: typeof expect, program: CorpusProgram, pyc?: Uint8Array): Promise<void> {
  const result = await runProgram(program, pyc);
  const reason = expectations[program.id];
  if (reason === undefined) expect_(result).toEqual(program.expected());
  else
    expect_(result, `${program.id} passes now: remove it from the expectations`).not.toEqual(
      program.expected(),
    );
}
