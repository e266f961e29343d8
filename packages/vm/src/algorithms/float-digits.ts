/**
 * Decimal digits of a double, correctly rounded half to even at any place (CPython's `_Py_dg_dtoa`).
 *
 * The engine's `toFixed` and `toPrecision` stop at 100 digits and 10^21; here the exact value is a fraction of
 * BigInts and is divided once. The shortest digits that read back as the same double come from the engine, whose
 * `String(x)` guarantees exactly them.
 */
import { decompose } from "./float-bits.ts";

/** digits d₁d₂…dₙ and `point`: the value is 0.d₁d₂…dₙ · 10^point. No digits: zero. No trailing zeros are cut. */
export type Decimal = { readonly digits: string; readonly point: number };

/** Shortest digits that read back as x (dtoa mode 0); x finite, not negative. */
export function shortestDigits(x: number): Decimal {
  if (x === 0) return { digits: "0", point: 1 };
  const [mantissa, exponent] = x.toExponential().split("e") as [string, string];
  return { digits: mantissa.replace(".", ""), point: Number(exponent) + 1 };
}

/** Exactly `count` ≥ 1 significant digits (dtoa mode 2); x finite, not negative. */
export function significantDigits(x: number, count: number): Decimal {
  if (x === 0) return { digits: "0".repeat(count), point: 1 };
  if (count <= 17) {
    // toExponential picks the larger of two equally near candidates; a tie needs an exact short expansion.
    const [mantissa, exponent] = x.toExponential(count - 1).split("e") as [string, string];
    if (!mayBeTie(x, count)) return { digits: mantissa.replace(".", ""), point: Number(exponent) + 1 };
  }
  const { numerator, denominator } = fractionOf(x);
  let point = estimatePoint(x);
  let digits = roundedQuotient(numerator, denominator, count - point);
  if (digits.length > count) {
    point++;
    digits = roundedQuotient(numerator, denominator, count - point);
    if (digits.length > count) digits = digits.slice(0, count);
  } else if (digits.length < count) {
    point--;
    digits = roundedQuotient(numerator, denominator, count - point);
    if (digits.length > count) {
      point++;
      digits = digits.slice(0, count);
    }
  }
  return { digits, point };
}

/**
 * All digits down to 10^−`places`, rounded there (dtoa mode 3); x finite, not negative. `places` may be negative.
 * The answer has no leading zeros, and no digits at all if x rounds to zero.
 */
export function fixedDigits(x: number, places: number): Decimal {
  if (x === 0) return { digits: "", point: -places };
  const { numerator, denominator } = fractionOf(x);
  const digits = roundedQuotient(numerator, denominator, places);
  if (digits === "0") return { digits: "", point: -places };
  return { digits, point: digits.length - places };
}

/** A tie at `count` digits is a value with an exact expansion of count + 1 digits, ending in 5. */
function mayBeTie(x: number, count: number): boolean {
  const [mantissa] = x.toExponential(Math.min(count + 20, 100)).split("e") as [string, string];
  return /^50*$/.test(mantissa.replace(".", "").slice(count));
}

function fractionOf(x: number): { numerator: bigint; denominator: bigint } {
  const { mantissa, exponent } = decompose(x);
  return exponent >= 0
    ? { numerator: mantissa << BigInt(exponent), denominator: 1n }
    : { numerator: mantissa, denominator: 1n << BigInt(-exponent) };
}

/** floor(log10(x)) + 1. */
function estimatePoint(x: number): number {
  return Number(x.toExponential().split("e")[1]) + 1;
}

/** Round half even of numerator / denominator · 10^places, in decimal. */
function roundedQuotient(numerator: bigint, denominator: bigint, places: number): string {
  if (places >= 0) numerator *= 10n ** BigInt(places);
  else denominator *= 10n ** BigInt(-places);
  let quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  if (twice > denominator || (twice === denominator && (quotient & 1n) === 1n)) quotient += 1n;
  return quotient.toString();
}
