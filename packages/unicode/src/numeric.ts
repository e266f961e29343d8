/**
 * The numbers that characters stand for: `unicodedata.decimal`, `digit` and `numeric`.
 *
 * Digits come in tens and other numbers in sequences, so that the table is a list of runs in which the value
 * grows by a fixed step. Fractions are kept as numerator and denominator until asked for.
 */
import { NUMERIC_RUNS } from "./generated/numeric.ts";
import { isDecimal, isDigit } from "./properties.ts";
import { atEnd, readSigned, readUnsigned, vlqReader } from "./vlq.ts";

/** The value 0 … 9 of a decimal digit, else `undefined`. */
export function decimalValue(codePoint: number): number | undefined {
  if (codePoint < 0x80) return codePoint >= 0x30 && codePoint <= 0x39 ? codePoint - 0x30 : undefined;
  return isDecimal(codePoint) ? numericValue(codePoint) : undefined;
}

/** The value 0 … 9 of a digit in any shape, else `undefined`. */
export function digitValue(codePoint: number): number | undefined {
  return isDigit(codePoint) ? numericValue(codePoint) : undefined;
}

/** The numeric value, a float in Python, else `undefined`. */
export function numericValue(codePoint: number): number | undefined {
  return (values ??= unpackValues()).get(codePoint);
}

let values: ReadonlyMap<number, number> | undefined;

function unpackValues(): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  const reader = vlqReader(NUMERIC_RUNS);
  let codePoint = 0;
  while (!atEnd(reader)) {
    codePoint += readUnsigned(reader);
    const count = readUnsigned(reader);
    const numerator = readSigned(reader);
    const denominator = readUnsigned(reader);
    const step = readSigned(reader);
    for (let index = 0; index < count; index++) {
      map.set(codePoint++, (numerator + index * step) / denominator);
    }
  }
  return map;
}
