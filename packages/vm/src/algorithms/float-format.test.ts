/** Text of doubles against the oracle: repr, and the C formats with precisions beyond what the engine offers. */
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, test } from "vitest";
import { fromBits } from "./float-bits.ts";
import { formatDouble, reprFloat } from "./float-format.ts";
import { hexOfDouble, parseHexFloat } from "./float-parse.ts";

let oracle: Oracle;

beforeAll(async () => {
  oracle = await createOracle();
}, 120_000);

/** Doubles of every size, ties and subnormals among them, the same in each run. */
function doubles(): number[] {
  const values = [0, 0.5, 1.5, 2.5, 0.125, 1e16, 1e15, 123456789.5, 9.5, 1e22, 5e-324, Number.MAX_VALUE];
  let state = 1n;
  for (let i = 0; i < 400; i++) {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    const value = Math.abs(fromBits(state));
    if (Number.isFinite(value)) values.push(value, Number(state >> 40n) / 64);
  }
  return values;
}

function ask<T>(expression: string, values: readonly number[]): T[] {
  const texts = JSON.stringify(values.map(hexOfDouble));
  const statements = `import json\nresult = json.dumps([(${expression}) for x in map(float.fromhex, ${texts})])`;
  return JSON.parse(oracle.evaluate(statements)) as T[];
}

test("repr", () => {
  const values = doubles();
  expect(values.map(reprFloat)).toEqual(ask("repr(x)", values));
});

test.each(["e", "f", "g"] as const)("%s with several precisions", (format) => {
  const values = doubles();
  const precisions = [0, 1, 3, 6, 17, 30, 120];
  const ours = values.map((x) => precisions.map((precision) => formatDouble(x, format, precision)));
  expect(ours).toEqual(ask(`["%.{}${format}".format(p) % x for p in ${JSON.stringify(precisions)}]`, values));
});

test("hexadecimal text goes both ways", () => {
  for (const value of doubles()) expect(parseHexFloat(hexOfDouble(value))).toBe(value);
});
