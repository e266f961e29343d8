/** Programs made from the grammar compile to CPython's code objects, in every field; from source and from their trees. */

import { loads, type CodeObject } from "@pyvm/bytecode";
import { parse } from "@pyvm/parser";
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, it } from "vitest";
import { randomProgram } from "../../../tools/differential/src/random-program.ts";
import { compile } from "./index.ts";
import { compareCode, type Comparison } from "./testing/code-differences.ts";

const PROGRAMS = 2_000;
const BATCH = 250;

/** Fold an int above 32 bits times an empty sequence, which the oracle, a 32-bit program, leaves alone. */
const TOO_LARGE_FOR_32_BITS: ReadonlySet<number> = new Set([813]);

let oracle: Oracle;

beforeAll(async () => {
  oracle = await createOracle();
});

const batches = Array.from({ length: PROGRAMS / BATCH }, (_, index) => 1 + index * BATCH);

it.each(batches)("from seed %d", (first) => {
  const seeds = Array.from({ length: BATCH }, (_, index) => first + index);
  const programs = seeds.filter((seed) => !TOO_LARGE_FOR_32_BITS.has(seed)).map(programOf);
  const marshalled = JSON.parse(oracle.evaluate(compileInPython(programs))) as string[];
  const comparison: Comparison = { compared: 0, equal: 0, differences: [] };
  for (const [index, { seed, source, optimize }] of programs.entries()) {
    const expected = loads(Buffer.from(marshalled[index], "base64")) as CodeObject;
    const input = seed % 2 === 0 ? source : parse(source);
    compareCode(expected, compile(input, { filename: `${seed}.py`, optimize }), comparison);
  }
  expect(comparison.differences).toEqual([]);
  expect(comparison.equal).toBeGreaterThan(BATCH);
});

interface Program {
  readonly seed: number;
  readonly source: string;
  readonly optimize: 0 | 1 | 2;
}

function programOf(seed: number): Program {
  return { seed, source: randomProgram(seed), optimize: (seed % 3) as 0 | 1 | 2 };
}

const compileInPython = (programs: readonly Program[]): string => `
import base64, json, marshal, warnings
warnings.simplefilter("ignore")
result = json.dumps([
    base64.b64encode(marshal.dumps(compile(source, f"{seed}.py", "exec", dont_inherit=True, optimize=level))).decode()
    for seed, source, level in json.loads(${JSON.stringify(
      JSON.stringify(programs.map(({ seed, source, optimize }) => [seed, source, optimize])),
    )})
])
`;
