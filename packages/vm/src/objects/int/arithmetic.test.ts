/** Arithmetic on canonical ints against the oracle, around the border of what a double holds exactly. */
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, test } from "vitest";
import {
  type Int,
  addInts,
  andInts,
  floorDivideInts,
  moduloInts,
  multiplyInts,
  normalize,
  orInts,
  roundInt,
  shiftLeftInts,
  shiftRightInts,
  subtractInts,
  trueDivideInts,
  xorInts,
} from "./arithmetic.ts";

let oracle: Oracle;

beforeAll(async () => {
  oracle = await createOracle();
}, 120_000);

const MAGNITUDES = [
  0n,
  1n,
  2n,
  3n,
  7n,
  10n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  10n ** 25n,
  3n ** 90n,
];
const VALUES = [...MAGNITUDES, ...MAGNITUDES.slice(1).map((value) => -value)];

/** Every operation on every pair, as texts. */
function table(
  operation: (a: Int, b: Int) => Int | number | undefined,
  skip: (b: bigint) => boolean = () => false,
): string[] {
  return VALUES.flatMap((a) =>
    VALUES.filter((b) => !skip(b)).map((b) => {
      const result = operation(normalize(a), normalize(b));
      expect(
        typeof result === "number" ? Number.isSafeInteger(result) : !Number.isSafeInteger(Number(result)),
      ).toBe(true);
      return String(result);
    }),
  );
}

function ask(expression: string, condition = "True"): string[] {
  const values = `[${VALUES.join(", ")}]`;
  const statements = `import json\nvalues = ${values}\nresult = json.dumps([str(${expression}) for a in values for b in values if ${condition}])`;
  return JSON.parse(oracle.evaluate(statements)) as string[];
}

const isZero = (b: bigint) => b === 0n;

test.each([
  ["a + b", addInts],
  ["a - b", subtractInts],
  ["a * b", multiplyInts],
  ["a & b", andInts],
  ["a | b", orInts],
  ["a ^ b", xorInts],
])("%s", (expression, operation) => {
  expect(table(operation)).toEqual(ask(expression));
});

test.each([
  ["a // b", floorDivideInts],
  ["a % b", moduloInts],
])("%s", (expression, operation) => {
  expect(table(operation, isZero)).toEqual(ask(expression, "b != 0"));
});

test("shifts and rounding", () => {
  const outside = (b: bigint) => b < 0n || b > 60n;
  expect(table(shiftLeftInts, outside)).toEqual(ask("a << b", "0 <= b <= 60"));
  expect(table(shiftRightInts, outside)).toEqual(ask("a >> b", "0 <= b <= 60"));
  expect(table((a, b) => roundInt(a, -Number(b)), outside)).toEqual(ask("round(a, -b)", "0 <= b <= 60"));
});

test("true division is rounded once", () => {
  const ours = VALUES.flatMap((a) =>
    VALUES.filter((b) => b !== 0n).map((b) => trueDivideInts(normalize(a), normalize(b))),
  );
  const statements = `import json\nvalues = [${VALUES.join(", ")}]\nresult = json.dumps([a / b for a in values for b in values if b])`;
  expect(ours).toEqual(JSON.parse(oracle.evaluate(statements)));
});
