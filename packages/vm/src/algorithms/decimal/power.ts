/**
 * Powers: x^y, and x^y modulo an integer (General Decimal Arithmetic, "power"; the approach is that of CPython
 * Lib/_pydecimal.py: exact where the result is representable, else exp(y·ln x) with digits enough to round).
 */
import { bitLength, modularPower } from "../bigint.ts";
import { compareValues } from "./compare.ts";
import type { Arithmetic } from "./context.ts";
import { commonLogarithmBound } from "./exponential.ts";
import { decimalExp, decimalLog, divideNearest } from "./logarithm-integers.ts";
import { finalize, invalid, isRoundable, propagateNaN } from "./rounding.ts";
import { Inexact, Rounded, Subnormal, Underflow } from "./status.ts";
import { DecimalValue, ONE, type Sign, countDigits, infinity, powerOfTen } from "./value.ts";

const lengthOf = (n: number): number => String(n).length;
const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** Whether a finite value is an integer. */
export function isInteger(a: DecimalValue): boolean {
  if (a.isSpecial) return false;
  if (a.exponent >= 0 || a.coefficient === 0n) return true;
  return -a.exponent < a.digits && a.coefficient % powerOfTen(-a.exponent) === 0n;
}

/** Whether an integral value is even. */
function isEven(a: DecimalValue): boolean {
  if (a.coefficient === 0n || a.exponent > 0) return true;
  return ((a.coefficient / powerOfTen(-a.exponent)) & 1n) === 0n;
}

/** The magnitude of an integral value. */
function integerOf(a: DecimalValue): bigint {
  return a.exponent >= 0 ? a.coefficient * powerOfTen(a.exponent) : a.coefficient / powerOfTen(-a.exponent);
}

export function power(base: DecimalValue, exponent: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, base, exponent);
  if (nan !== null) return nan;
  if (exponent.isZero) return base.isZero ? invalid(context) : ONE;
  let sign: Sign = 0;
  if (base.sign === 1) {
    if (isInteger(exponent)) sign = isEven(exponent) ? 0 : 1;
    else if (!base.isZero) return invalid(context);
    base = base.withSign(0);
  }
  if (base.isZero) return exponent.sign === 0 ? new DecimalValue(sign, 0n, 0) : infinity(sign);
  if (base.isInfinite) return exponent.sign === 0 ? infinity(sign) : new DecimalValue(sign, 0n, 0);
  if (compareValues(base, ONE) === 0) return powerOfOne(base, exponent, sign, context);
  if (exponent.isInfinite)
    return (exponent.sign === 0) === base.adjusted < 0 ? new DecimalValue(sign, 0n, 0) : infinity(sign);
  return finitePower(base, exponent, sign, context);
}

/** 1.000^y is 1 with as many zeros as the multiplication would give. */
function powerOfOne(
  base: DecimalValue,
  exponent: DecimalValue,
  sign: Sign,
  context: Arithmetic,
): DecimalValue {
  const lowest = 1 - context.precision;
  let result = lowest;
  if (!isInteger(exponent)) context.status |= Inexact | Rounded;
  else {
    const times =
      exponent.sign === 1
        ? 0
        : compareValues(exponent, new DecimalValue(0, BigInt(context.precision), 0)) > 0
          ? context.precision
          : Number(integerOf(exponent));
    result = base.exponent * times;
    if (result < lowest) {
      result = lowest;
      context.status |= Rounded;
    }
  }
  return new DecimalValue(sign, powerOfTen(Math.max(-result, 0)), Math.min(result, 0));
}

function finitePower(
  base: DecimalValue,
  exponent: DecimalValue,
  sign: Sign,
  context: Arithmetic,
): DecimalValue {
  const extreme = extremePower(base, exponent, sign, context);
  if (extreme !== null) return finalize(extreme, context);
  const exact = exactPower(base, exponent, context.precision + 1);
  if (exact === null)
    return finalize(approximatePower(base, exponent, context.precision).withSign(sign), context);
  if (isInteger(exponent)) return finalize(exact.withSign(sign), context);
  return inexactByRule(exact.withSign(sign), context);
}

/** A stand-in for results that certainly overflow or underflow; null where that is not certain. */
function extremePower(
  base: DecimalValue,
  exponent: DecimalValue,
  sign: Sign,
  context: Arithmetic,
): DecimalValue | null {
  const bound = commonLogarithmBound(base) + exponent.adjusted;
  if (base.adjusted >= 0 === (exponent.sign === 0))
    return bound >= lengthOf(context.emax) ? new DecimalValue(sign, 1n, context.emax + 1) : null;
  return bound >= lengthOf(-context.etiny) ? new DecimalValue(sign, 1n, context.etiny - 1) : null;
}

/** The specification calls a power to a fraction inexact even where it is not. */
function inexactByRule(exact: DecimalValue, context: Arithmetic): DecimalValue {
  const missing = context.precision + 1 - exact.digits;
  const padded =
    missing > 0
      ? new DecimalValue(exact.sign, exact.coefficient * powerOfTen(missing), exact.exponent - missing)
      : exact;
  const own = context.fresh();
  const result = finalize(padded, own);
  own.status |= Inexact;
  if ((own.status & Subnormal) !== 0) own.status |= Underflow;
  context.status |= own.status;
  return result;
}

function approximatePower(base: DecimalValue, exponent: DecimalValue, precision: number): DecimalValue {
  const y = exponent.sign === 1 ? -exponent.coefficient : exponent.coefficient;
  for (let extra = 3; ; extra += 3) {
    const result = scaledPower(base.coefficient, base.exponent, y, exponent.exponent, precision + extra);
    if (isRoundable(result.coefficient, precision))
      return new DecimalValue(0, result.coefficient, result.exponent);
  }
}

/** (xc·10^xe)^(yc·10^ye) as p digits, wrong by at most one unit. */
function scaledPower(
  xc: bigint,
  xe: number,
  yc: bigint,
  ye: number,
  p: number,
): { coefficient: bigint; exponent: number } {
  const b = countDigits(absolute(yc)) + ye;
  const log = decimalLog(xc, xe, p + b + 1);
  const shift = ye - b;
  const product = shift >= 0 ? log * yc * powerOfTen(shift) : divideNearest(log * yc, powerOfTen(-shift));
  if (product === 0n) {
    // Not exactly 1, so that it is seen on which side of it the result lies.
    return countDigits(xc) + xe >= 1 === yc > 0n
      ? { coefficient: powerOfTen(p - 1) + 1n, exponent: 1 - p }
      : { coefficient: powerOfTen(p) - 1n, exponent: -p };
  }
  const { coefficient, exponent } = decimalExp(product, -(p + 1), p + 1);
  return { coefficient: divideNearest(coefficient, 10n), exponent: exponent + 1 };
}

/** c·10^e with c not divisible by ten. */
function stripZeros(c: bigint, e: number): [bigint, number] {
  while (c % 10n === 0n) {
    c /= 10n;
    e++;
  }
  return [c, e];
}

/** n·10^e if that is an integer, else null. */
function shiftExact(n: bigint, e: number): bigint | null {
  if (n === 0n) return 0n;
  if (e >= 0) return n * powerOfTen(e);
  if (-e > countDigits(absolute(n))) return null;
  const unit = powerOfTen(-e);
  return n % unit === 0n ? n / unit : null;
}

/**
 * base^exponent if it has at most p digits, else null. The base is positive and not 1.
 *
 * With base = xc·10^xe, |exponent| = yc·10^ye = m/n in lowest terms: xc must be the n-th power of an integer and n must
 * divide xe; for a negative exponent xc must be a power of 2 or 5 besides. What fails is seen before anything large is
 * computed.
 */
function exactPower(base: DecimalValue, exponent: DecimalValue, p: number): DecimalValue | null {
  const [xc, xe] = stripZeros(base.coefficient, base.exponent);
  const [yc, ye] = stripZeros(exponent.coefficient, exponent.exponent);
  if (xc === 1n) return powerOfPowerOfTen(base, exponent, p, xe, yc, ye);
  if (exponent.sign === 1) return negativeExactPower(xc, xe, yc, ye, p);
  return positiveExactPower(base, exponent, p, { xc, xe, yc, ye });
}

/** Zeros to put behind an exact result so that its exponent is nearer to the one that multiplication gives. */
function padding(base: DecimalValue, exponent: DecimalValue, resultExponent: number, room: number): number {
  if (!isInteger(exponent) || exponent.sign === 1) return 0;
  const ideal = base.exponent * Number(integerOf(exponent));
  return Math.max(Math.min(resultExponent - ideal, room), 0);
}

function powerOfPowerOfTen(
  base: DecimalValue,
  exponent: DecimalValue,
  p: number,
  xe: number,
  yc: bigint,
  ye: number,
): DecimalValue | null {
  const product = shiftExact(BigInt(xe) * yc, ye);
  if (product === null) return null;
  const result = Number(exponent.sign === 1 ? -product : product);
  const zeros = padding(base, exponent, result, p - 1);
  return new DecimalValue(0, powerOfTen(zeros), result - zeros);
}

function negativeExactPower(xc: bigint, xe: number, yc: bigint, ye: number, p: number): DecimalValue | null {
  let e: number;
  let root: bigint;
  let highest: number;
  if ((xc & 1n) === 0n) {
    if ((xc & -xc) !== xc) return null;
    e = bitLength(xc) - 1;
    root = 5n;
    highest = Math.floor((p * 93) / 65);
  } else if (xc % 5n === 0n) {
    e = Math.floor((bitLength(xc) * 28) / 65);
    let rest = 5n ** BigInt(e);
    if (rest % xc !== 0n) return null;
    for (rest /= xc; rest % 5n === 0n; rest /= 5n) e--;
    if (rest !== 1n) return null;
    root = 2n;
    highest = Math.floor((p * 10) / 3);
  } else return null;
  if (ye >= lengthOf(highest)) return null;
  const power = shiftExact(BigInt(e) * yc, ye);
  const tens = shiftExact(BigInt(xe) * yc, ye);
  if (power === null || tens === null || power > BigInt(highest)) return null;
  const coefficient = root ** power;
  if (countDigits(coefficient) > p) return null;
  return new DecimalValue(0, coefficient, Number(-power - tens));
}

function positiveExactPower(
  base: DecimalValue,
  exponent: DecimalValue,
  p: number,
  { xc, xe, yc, ye }: { xc: bigint; xe: number; yc: bigint; ye: number },
): DecimalValue | null {
  let m = yc;
  let n = 1n;
  if (ye >= 0) {
    // A base of two digits or more has too long a power.
    if (ye > lengthOf(p) + 1) return null;
    m = yc * powerOfTen(ye);
  } else {
    if (xe !== 0 && countDigits(yc * BigInt(Math.abs(xe))) <= -ye) return null;
    if (countDigits(yc * BigInt(bitLength(xc))) <= -ye) return null;
    n = powerOfTen(-ye);
    while (((m | n) & 1n) === 0n) {
      m /= 2n;
      n /= 2n;
    }
    while (m % 5n === 0n && n % 5n === 0n) {
      m /= 5n;
      n /= 5n;
    }
  }
  if (n > 1n) {
    if (BigInt(bitLength(xc)) <= n || BigInt(xe) % n !== 0n) return null;
    const root = exactRoot(xc, Number(n));
    if (root === null) return null;
    xc = root;
    xe /= Number(n);
  }
  if (xc > 1n && m > BigInt(Math.floor((p * 100) / logarithmLowerBound(xc)))) return null;
  const coefficient = xc ** m;
  const digits = countDigits(coefficient);
  if (digits > p) return null;
  const resultExponent = xe * Number(m);
  const zeros = padding(base, exponent, resultExponent, p - digits);
  return new DecimalValue(0, coefficient * powerOfTen(zeros), resultExponent - zeros);
}

/** The n-th root of x if it is an integer, else null (Newton). */
function exactRoot(x: bigint, n: number): bigint | null {
  const degree = BigInt(n);
  let a = 1n << BigInt(Math.ceil(bitLength(x) / n));
  for (;;) {
    const unit = a ** (degree - 1n);
    const quotient = x / unit;
    if (a <= quotient) return a === quotient && quotient * unit === x ? a : null;
    a = (a * (degree - 1n) + quotient) / degree;
  }
}

/** 100·log10 of the first digit, from above, to take off 100 a digit. */
const CORRECTION = [0, 100, 70, 53, 40, 31, 23, 16, 10, 5];

/** A lower bound of 100·log10(c). */
function logarithmLowerBound(c: bigint): number {
  const text = c.toString();
  return 100 * text.length - CORRECTION[Number(text[0])]!;
}

/** base^exponent modulo `modulus`; all are integers, the modulus of at most `precision` digits. */
export function powerModulo(
  base: DecimalValue,
  exponent: DecimalValue,
  modulus: DecimalValue,
  context: Arithmetic,
): DecimalValue {
  const nan = propagateNaN(context, base, exponent, modulus);
  if (nan !== null) return nan;
  const fits =
    isInteger(base) &&
    isInteger(exponent) &&
    isInteger(modulus) &&
    (exponent.sign === 0 || exponent.isZero) &&
    !modulus.isZero &&
    modulus.adjusted < context.precision &&
    !(base.isZero && exponent.isZero);
  if (!fits) return invalid(context);
  const m = integerOf(modulus);
  const sign: Sign = isEven(exponent) ? 0 : base.sign;
  let result = reduced(base, m);
  if (exponent.exponent > 0) {
    for (let i = 0; i < exponent.exponent; i++) result = modularPower(result, 10n, m);
    result = modularPower(result, exponent.coefficient, m);
  } else result = modularPower(result, integerOf(exponent), m);
  return new DecimalValue(sign, result % m, 0);
}

/** An integral value modulo m. */
function reduced(a: DecimalValue, m: bigint): bigint {
  if (a.exponent <= 0) return integerOf(a) % m;
  return ((a.coefficient % m) * modularPower(10n % m, BigInt(a.exponent), m)) % m;
}
