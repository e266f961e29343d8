/**
 * Operations on the representation of a decimal: its exponent, its neighbours, its digits one by one (General Decimal
 * Arithmetic: quantize, logb, scaleb, next-plus, shift, rotate, the logical operations and their like).
 */
import { add, subtract } from "./arithmetic.ts";
import { compareValues } from "./compare.ts";
import { type Arithmetic, ROUND_CEILING, ROUND_FLOOR } from "./context.ts";
import { dropDigits, finalize, invalid, largest, propagateNaN, rescale } from "./rounding.ts";
import { Clamped, DivisionByZero, Inexact, Overflow, Rounded, Subnormal, Underflow } from "./status.ts";
import { DecimalValue, QUIET_NAN, decimalOfInteger, infinity, powerOfTen } from "./value.ts";

/** a, rounded to the exponent of b. */
export function quantize(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  if (a.isSpecial || b.isSpecial) {
    const nan = propagateNaN(context, a, b);
    if (nan !== null) return nan;
    return a.isInfinite && b.isInfinite ? a : invalid(context);
  }
  return quantizeTo(a, b.exponent, context);
}

/** A finite number, rounded to an exponent. */
export function quantizeTo(a: DecimalValue, exponent: number, context: Arithmetic): DecimalValue {
  if (exponent < context.etiny || exponent > context.emax) return invalid(context);
  if (a.isZero) return finalize(new DecimalValue(a.sign, 0n, exponent), context);
  if (a.adjusted > context.emax || a.adjusted - exponent + 1 > context.precision) return invalid(context);
  const result = rescale(a, exponent, context.rounding);
  if (result.adjusted > context.emax || result.digits > context.precision) return invalid(context);
  let flags = 0;
  if (!result.isZero && result.adjusted < context.emin) flags |= Subnormal;
  if (exponent > a.exponent) {
    flags |= Rounded;
    if (dropDigits(a, exponent - a.exponent, context.rounding).inexact) flags |= Inexact;
  }
  context.status |= flags;
  return finalize(result, context);
}

/** Rounded to an integer; nothing is raised. */
export function toIntegral(a: DecimalValue, context: Arithmetic): DecimalValue {
  if (a.isSpecial) return propagateNaN(context, a) ?? a;
  return a.exponent >= 0 ? a : rescale(a, 0, context.rounding);
}

/** Rounded to an integer, with Inexact and Rounded. */
export function toIntegralExact(a: DecimalValue, context: Arithmetic): DecimalValue {
  if (a.isSpecial || a.exponent >= 0 || a.isZero) return toIntegral(a, context);
  context.status |= Rounded;
  if (dropDigits(a, -a.exponent, context.rounding).inexact) context.status |= Inexact;
  return rescale(a, 0, context.rounding);
}

/** The exponent of the most significant digit. */
export function logB(a: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a);
  if (nan !== null) return nan;
  if (a.isInfinite) return infinity(0);
  if (a.isZero) {
    context.status |= DivisionByZero;
    return infinity(1);
  }
  return finalize(decimalOfInteger(BigInt(a.adjusted)), context);
}

/** The integer that an operand with exponent 0 says, if it is between the bounds; null otherwise. */
function integerOperand(b: DecimalValue, bound: number): number | null {
  if (b.isSpecial || b.exponent !== 0 || b.coefficient > BigInt(bound)) return null;
  return b.sign === 1 ? -Number(b.coefficient) : Number(b.coefficient);
}

/** a · 10^b */
export function scaleB(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a, b);
  if (nan !== null) return nan;
  const shift = integerOperand(b, 2 * (context.emax + context.precision));
  if (shift === null) return invalid(context);
  if (a.isInfinite) return a;
  return finalize(new DecimalValue(a.sign, a.coefficient, a.exponent + shift), context);
}

/** The largest number below a. */
export function nextMinus(a: DecimalValue, context: Arithmetic): DecimalValue {
  return propagateNaN(context, a) ?? neighbour(a, context, ROUND_FLOOR);
}

/** The smallest number above a. */
export function nextPlus(a: DecimalValue, context: Arithmetic): DecimalValue {
  return propagateNaN(context, a) ?? neighbour(a, context, ROUND_CEILING);
}

function neighbour(a: DecimalValue, context: Arithmetic, rounding: number): DecimalValue {
  const up = rounding === ROUND_CEILING;
  if (a.isInfinite) return (a.sign === 0) === up ? a : largest(a.sign, context);
  const directed = context.fresh();
  directed.rounding = rounding;
  const rounded = finalize(a, directed);
  if (compareValues(rounded, a) !== 0) return rounded;
  const trace = new DecimalValue(0, 1n, context.etiny - 1);
  return up ? add(a, trace, directed) : subtract(a, trace, directed);
}

export function nextToward(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a, b);
  if (nan !== null) return nan;
  const order = compareValues(a, b);
  if (order === 0) return a.withSign(b.sign);
  const result = neighbour(a, context, order < 0 ? ROUND_CEILING : ROUND_FLOOR);
  if (result.isInfinite) context.status |= Overflow | Inexact | Rounded;
  else if (result.isZero || result.adjusted < context.emin) {
    context.status |= Underflow | Subnormal | Inexact | Rounded;
    if (result.isZero) context.status |= Clamped;
  }
  return result;
}

export function sameQuantum(a: DecimalValue, b: DecimalValue): boolean {
  if (a.isSpecial || b.isSpecial) return (a.isNaN && b.isNaN) || (a.isInfinite && b.isInfinite);
  return a.exponent === b.exponent;
}

/** The class of a number, as number-class says it. */
export function numberClass(a: DecimalValue, context: Arithmetic): string {
  if (a.isNaN) return a.kind === QUIET_NAN ? "NaN" : "sNaN";
  const sign = a.sign === 1 ? "-" : "+";
  if (a.isInfinite) return `${sign}Infinity`;
  if (a.isZero) return `${sign}Zero`;
  return sign + (a.adjusted < context.emin ? "Subnormal" : "Normal");
}

export function isNormal(a: DecimalValue, context: Arithmetic): boolean {
  return !a.isSpecial && !a.isZero && a.adjusted >= context.emin;
}

export function isSubnormal(a: DecimalValue, context: Arithmetic): boolean {
  return !a.isSpecial && !a.isZero && a.adjusted < context.emin;
}

/** The digits of a moved by b places, zeros following. */
export function shift(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  return moveDigits(a, b, context, (coefficient, places) =>
    places >= 0
      ? (coefficient * powerOfTen(places)) % powerOfTen(context.precision)
      : coefficient / powerOfTen(-places),
  );
}

/** The digits of a, as many as the precision says, moved around by b places. */
export function rotate(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  const { precision } = context;
  return moveDigits(a, b, context, (coefficient, places) => {
    const left = places < 0 ? places + precision : places;
    const unit = powerOfTen(precision - left);
    const field = coefficient % powerOfTen(precision);
    return (field % unit) * powerOfTen(left) + field / unit;
  });
}

function moveDigits(
  a: DecimalValue,
  b: DecimalValue,
  context: Arithmetic,
  move: (coefficient: bigint, places: number) => bigint,
): DecimalValue {
  const nan = propagateNaN(context, a, b);
  if (nan !== null) return nan;
  const places = integerOperand(b, context.precision);
  if (places === null) return invalid(context);
  if (a.isInfinite) return a;
  const field = a.coefficient % powerOfTen(context.precision);
  return new DecimalValue(a.sign, move(field, places), a.exponent);
}

/** The digits of a logical operand, 0 and 1 only; null if it is none. */
function logicalDigits(a: DecimalValue, context: Arithmetic): bigint | null {
  if (a.isSpecial || a.sign === 1 || a.exponent !== 0) return null;
  const digits = (a.coefficient % powerOfTen(context.precision)).toString();
  return /^[01]+$/.test(a.coefficient.toString()) ? BigInt(`0b${digits}`) : null;
}

function logical(operation: (x: bigint, y: bigint) => bigint) {
  return (a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue => {
    const x = logicalDigits(a, context);
    const y = logicalDigits(b, context);
    if (x === null || y === null) return invalid(context);
    return new DecimalValue(0, BigInt(operation(x, y).toString(2)), 0);
  };
}

export const logicalAnd = logical((x, y) => x & y);
export const logicalOr = logical((x, y) => x | y);
export const logicalXor = logical((x, y) => x ^ y);

export function logicalInvert(a: DecimalValue, context: Arithmetic): DecimalValue {
  const x = logicalDigits(a, context);
  if (x === null) return invalid(context);
  const ones = (1n << BigInt(context.precision)) - 1n;
  return new DecimalValue(0, BigInt((x ^ ones).toString(2)), 0);
}
