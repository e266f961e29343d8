/**
 * exp, ln and log10, correctly rounded (General Decimal Arithmetic; the approach is that of CPython Lib/_pydecimal.py:
 * approximate with ever more digits until the rounding is certain).
 */
import { compareValues } from "./compare.ts";
import type { Arithmetic } from "./context.ts";
import { decimalExp, decimalLog, decimalLog10 } from "./logarithm-integers.ts";
import { finalizeHalfEven, invalid, isRoundable, propagateNaN } from "./rounding.ts";
import {
  DecimalValue,
  ONE,
  type Sign,
  ZERO,
  countDigits,
  decimalOfInteger,
  infinity,
  powerOfTen,
} from "./value.ts";

const lengthOf = (n: number): number => String(n).length;

export function exponential(a: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a);
  if (nan !== null) return nan;
  if (a.isInfinite) return a.sign === 1 ? ZERO : a;
  if (a.isZero) return ONE;
  return finalizeHalfEven(approximateExponential(a, context), context);
}

/** exp(a) to a digit more than the precision, or anything that rounds to it. */
function approximateExponential(a: DecimalValue, context: Arithmetic): DecimalValue {
  const p = context.precision;
  const { adjusted } = a;
  const { etiny, emax } = context;
  if (a.sign === 0 && adjusted > lengthOf((emax + 1) * 3)) return new DecimalValue(0, 1n, emax + 1);
  if (a.sign === 1 && adjusted > lengthOf((-etiny + 1) * 3)) return new DecimalValue(0, 1n, etiny - 1);
  // 1 + a, or 1 − |a|, of which only the direction counts
  if (a.sign === 0 && adjusted < -p) return new DecimalValue(0, powerOfTen(p) + 1n, -p);
  if (a.sign === 1 && adjusted < -p - 1) return new DecimalValue(0, powerOfTen(p + 1) - 1n, -p - 1);
  const c = a.sign === 1 ? -a.coefficient : a.coefficient;
  for (let extra = 3; ; extra += 3) {
    const { coefficient, exponent } = decimalExp(c, a.exponent, p + extra);
    if (isRoundable(coefficient, p)) return new DecimalValue(0, coefficient, exponent);
  }
}

/** What logarithms have in common: their special values; null for a finite positive number. */
function logarithmOfSpecial(a: DecimalValue, context: Arithmetic): DecimalValue | null {
  const nan = propagateNaN(context, a);
  if (nan !== null) return nan;
  if (a.isZero) return infinity(1);
  if (a.sign === 1) return invalid(context);
  return a.isInfinite ? infinity(0) : null;
}

/** A logarithm from its approximations with ever more places. */
function refine(
  a: DecimalValue,
  context: Arithmetic,
  firstPlaces: number,
  logarithm: (c: bigint, e: number, places: number) => bigint,
): DecimalValue {
  for (let places = firstPlaces; ; places += 3) {
    const value = logarithm(a.coefficient, a.exponent, places);
    if (!isRoundable(value, context.precision)) continue;
    const sign: Sign = value < 0n ? 1 : 0;
    return finalizeHalfEven(new DecimalValue(sign, value < 0n ? -value : value, -places), context);
  }
}

export function naturalLogarithm(a: DecimalValue, context: Arithmetic): DecimalValue {
  const special = logarithmOfSpecial(a, context);
  if (special !== null) return special;
  if (compareValues(a, ONE) === 0) return ZERO;
  return refine(a, context, context.precision - logarithmBound(a) + 2, decimalLog);
}

/** A lower bound of the adjusted exponent of ln a. */
function logarithmBound(a: DecimalValue): number {
  const { adjusted, coefficient: c, exponent: e } = a;
  if (adjusted >= 1) return lengthOf(Math.floor((adjusted * 23) / 10)) - 1;
  if (adjusted <= -2) return lengthOf(Math.floor(((-1 - adjusted) * 23) / 10)) - 1;
  if (adjusted === -1) return e + countDigits(powerOfTen(-e) - c) - 1;
  // 1 < a < 10: ln a ≥ 1 − 1/a
  return fractionBound(c - powerOfTen(-e), c);
}

/** Digits of n less digits of d, and one less where n's digits stand before d's in a dictionary. */
function fractionBound(n: bigint, d: bigint): number {
  const [numerator, denominator] = [n.toString(), d.toString()];
  return numerator.length - denominator.length - (numerator < denominator ? 1 : 0);
}

export function commonLogarithm(a: DecimalValue, context: Arithmetic): DecimalValue {
  const special = logarithmOfSpecial(a, context);
  if (special !== null) return special;
  if (a.coefficient === powerOfTen(a.digits - 1))
    return finalizeHalfEven(decimalOfInteger(BigInt(a.adjusted)), context);
  return refine(a, context, context.precision - commonLogarithmBound(a) + 2, decimalLog10);
}

/** A lower bound of the adjusted exponent of log10 a. */
export function commonLogarithmBound(a: DecimalValue): number {
  const { adjusted, coefficient: c, exponent: e } = a;
  if (adjusted >= 1) return lengthOf(adjusted) - 1;
  if (adjusted <= -2) return lengthOf(-1 - adjusted) - 1;
  if (adjusted === -1) {
    const numerator = (powerOfTen(-e) - c).toString();
    return numerator.length + e - (numerator < "231" ? 1 : 0) - 1;
  }
  return fractionBound(c - powerOfTen(-e), 231n * c) + 2;
}
