/**
 * The four operations and what is made of them, correctly rounded (General Decimal Arithmetic, "Arithmetic
 * operations").
 *
 * Hot: add, multiply, divide.
 */
import { type Arithmetic, ROUND_FLOOR } from "./context.ts";
import { finalize, finalizeHalfEven, invalid, propagateNaN, rescale } from "./rounding.ts";
import {
  Clamped,
  DivisionByZero,
  DivisionImpossible,
  DivisionUndefined,
  InvalidOperation,
} from "./status.ts";
import {
  DecimalValue,
  FINITE,
  NAN,
  SIGNALING_NAN,
  type Sign,
  countDigits,
  infinity,
  powerOfTen,
} from "./value.ts";
import { integerSquareRoot } from "../bigint.ts";

export function plus(a: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a);
  if (nan !== null) return nan;
  return finalize(a.isZero && context.rounding !== ROUND_FLOOR ? a.withSign(0) : a, context);
}

export function minus(a: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a);
  if (nan !== null) return nan;
  if (a.isZero && context.rounding !== ROUND_FLOOR) return finalize(a.withSign(0), context);
  return finalize(negated(a), context);
}

export function absolute(a: DecimalValue, context: Arithmetic): DecimalValue {
  return a.sign === 1 ? minus(a, context) : plus(a, context);
}

/** The value with its sign changed, whatever it is. */
export function negated(a: DecimalValue): DecimalValue {
  return a.withSign(a.sign === 1 ? 0 : 1);
}

export function add(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = propagateNaN(context, a, b);
    if (nan !== null) return nan;
    if (!a.isInfinite) return b;
    return b.isInfinite && a.sign !== b.sign ? invalid(context) : a;
  }
  const low = Math.min(a.exponent, b.exponent);
  const cancelled: Sign = context.rounding === ROUND_FLOOR && a.sign !== b.sign ? 1 : 0;
  if (a.coefficient === 0n || b.coefficient === 0n) return addZero(a, b, low, cancelled, context);
  const [x, y] = align(a, b, context.precision);
  if (a.sign === b.sign) return finalize(new DecimalValue(a.sign, x + y, alignedExponent), context);
  if (x === y) return finalize(new DecimalValue(cancelled, 0n, low), context);
  if (x > y) return finalize(new DecimalValue(a.sign, x - y, alignedExponent), context);
  return finalize(new DecimalValue(b.sign, y - x, alignedExponent), context);
}

function addZero(
  a: DecimalValue,
  b: DecimalValue,
  low: number,
  cancelled: Sign,
  context: Arithmetic,
): DecimalValue {
  if (a.coefficient === 0n && b.coefficient === 0n) {
    const sign: Sign = cancelled === 1 || (a.sign === 1 && b.sign === 1) ? 1 : 0;
    return finalize(new DecimalValue(sign, 0n, low), context);
  }
  const other = a.coefficient === 0n ? b : a;
  const exponent = Math.max(low, other.exponent - context.precision - 1);
  return finalize(rescale(other, Math.min(exponent, other.exponent), context.rounding), context);
}

/** The exponent that the last `align` brought both operands to. */
let alignedExponent = 0;

/** Both coefficients at one exponent. An operand too small to matter becomes a mere trace of itself. */
function align(a: DecimalValue, b: DecimalValue, precision: number): [bigint, bigint] {
  if (a.exponent === b.exponent) {
    alignedExponent = a.exponent;
    return [a.coefficient, b.coefficient];
  }
  const swapped = a.exponent < b.exponent;
  const [high, low] = swapped ? [b, a] : [a, b];
  const trace = high.exponent + Math.min(-1, high.digits - precision - 2);
  let small = low.coefficient;
  alignedExponent = low.exponent;
  if (low.adjusted < trace) {
    small = 1n;
    alignedExponent = trace;
  }
  const large = high.coefficient * powerOfTen(high.exponent - alignedExponent);
  return swapped ? [small, large] : [large, small];
}

export function subtract(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  if (a.isNaN || b.isNaN) return propagateNaN(context, a, b)!;
  return add(a, negated(b), context);
}

export function multiply(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = propagateNaN(context, a, b);
    if (nan !== null) return nan;
    return a.isZero || b.isZero ? invalid(context) : infinity(sign);
  }
  return finalize(new DecimalValue(sign, a.coefficient * b.coefficient, a.exponent + b.exponent), context);
}

/** a·b + c, rounded once. */
export function fusedMultiplyAdd(
  a: DecimalValue,
  b: DecimalValue,
  c: DecimalValue,
  context: Arithmetic,
): DecimalValue {
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.kind === FINITE && b.kind === FINITE)
    return add(new DecimalValue(sign, a.coefficient * b.coefficient, a.exponent + b.exponent), c, context);
  const nan = propagateNaN(context, a, b);
  if (nan !== null) {
    // The product is a quiet NaN then: a signaling third operand counts more.
    const signaled = a.kind === SIGNALING_NAN || b.kind === SIGNALING_NAN;
    return signaled ? nan : propagateNaN(context, nan, c)!;
  }
  if (a.isZero || b.isZero) return invalid(context);
  return add(infinity(sign), c, context);
}

export function divide(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = propagateNaN(context, a, b);
    if (nan !== null) return nan;
    if (a.isInfinite) return b.isInfinite ? invalid(context) : infinity(sign);
    context.status |= Clamped;
    return new DecimalValue(sign, 0n, context.etiny);
  }
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n) return invalid(context, DivisionUndefined);
    context.status |= DivisionByZero;
    return infinity(sign);
  }
  const ideal = a.exponent - b.exponent;
  if (a.coefficient === 0n) return finalize(new DecimalValue(sign, 0n, ideal), context);
  // As many digits of the quotient as are asked for, and one more to round by.
  const shift = b.digits - a.digits + context.precision + 1;
  const dividend = shift >= 0 ? a.coefficient * powerOfTen(shift) : a.coefficient;
  const divisor = shift >= 0 ? b.coefficient : b.coefficient * powerOfTen(-shift);
  let quotient = dividend / divisor;
  let exponent = ideal - shift;
  if (quotient * divisor !== dividend) {
    // What is left makes a tie no tie.
    if (quotient % 5n === 0n) quotient++;
  } else {
    while (exponent < ideal && quotient % 10n === 0n) {
      quotient /= 10n;
      exponent++;
    }
  }
  return finalize(new DecimalValue(sign, quotient, exponent), context);
}

/** Integer quotient and remainder of finite numbers, b ≠ 0; null: the quotient has too many digits. */
function quotientAndRemainder(
  a: DecimalValue,
  b: DecimalValue,
  context: Arithmetic,
): { quotient: DecimalValue; remainder: DecimalValue } | null {
  const sign = (a.sign ^ b.sign) as Sign;
  const exponent = b.isInfinite ? a.exponent : Math.min(a.exponent, b.exponent);
  if (a.isZero || b.isInfinite || a.adjusted - b.adjusted <= -2) {
    return {
      quotient: new DecimalValue(sign, 0n, 0),
      remainder: rescale(a, exponent, context.rounding),
    };
  }
  if (a.adjusted - b.adjusted > context.precision) return null;
  const x = a.coefficient * powerOfTen(a.exponent - exponent);
  const y = b.coefficient * powerOfTen(b.exponent - exponent);
  const q = x / y;
  if (countDigits(q) > context.precision) return null;
  return {
    quotient: new DecimalValue(sign, q, 0),
    remainder: new DecimalValue(a.sign, x - q * y, exponent),
  };
}

export function divideInteger(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a, b);
  if (nan !== null) return nan;
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.isInfinite) return b.isInfinite ? invalid(context) : infinity(sign);
  if (b.isZero) {
    if (a.isZero) return invalid(context, DivisionUndefined);
    context.status |= DivisionByZero;
    return infinity(sign);
  }
  const result = quotientAndRemainder(a, b, context);
  return result === null ? invalid(context, DivisionImpossible) : finalize(result.quotient, context);
}

export function remainder(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a, b);
  if (nan !== null) return nan;
  if (a.isInfinite) return invalid(context);
  if (b.isZero) return invalid(context, a.isZero ? DivisionUndefined : InvalidOperation);
  const result = quotientAndRemainder(a, b, context);
  return result === null ? invalid(context, DivisionImpossible) : finalize(result.remainder, context);
}

export function divideModulo(
  a: DecimalValue,
  b: DecimalValue,
  context: Arithmetic,
): [DecimalValue, DecimalValue] {
  const nan = propagateNaN(context, a, b);
  if (nan !== null) return [nan, nan];
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.isInfinite) {
    const failed = invalid(context);
    return [b.isInfinite ? failed : infinity(sign), failed];
  }
  if (b.isZero) {
    if (a.isZero) return [invalid(context, DivisionUndefined), NAN];
    return [infinity(sign), invalid(context, DivisionByZero | InvalidOperation)];
  }
  const result = quotientAndRemainder(a, b, context);
  if (result === null) return [invalid(context, DivisionImpossible), NAN];
  return [finalize(result.quotient, context), finalize(result.remainder, context)];
}

/** a − b·n for the integer n nearest to a/b, ties to even. */
export function remainderNear(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a, b);
  if (nan !== null) return nan;
  if (a.isInfinite) return invalid(context);
  if (b.isZero) return invalid(context, a.isZero ? DivisionUndefined : InvalidOperation);
  if (b.isInfinite) return finalize(a, context);
  const exponent = Math.min(a.exponent, b.exponent);
  if (a.isZero) return finalize(new DecimalValue(a.sign, 0n, exponent), context);
  const distance = a.adjusted - b.adjusted;
  if (distance >= context.precision + 1) return invalid(context, DivisionImpossible);
  if (distance <= -2) return finalize(rescale(a, exponent, context.rounding), context);
  const x = a.coefficient * powerOfTen(a.exponent - exponent);
  const y = b.coefficient * powerOfTen(b.exponent - exponent);
  let q = x / y;
  let r = x - q * y;
  if (2n * r + (q & 1n) > y) {
    r -= y;
    q++;
  }
  if (countDigits(q) > context.precision) return invalid(context, DivisionImpossible);
  const sign = (r < 0n ? a.sign ^ 1 : a.sign) as Sign;
  return finalize(new DecimalValue(sign, r < 0n ? -r : r, exponent), context);
}

export function squareRoot(a: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a);
  if (nan !== null) return nan;
  if (a.isInfinite) return a.sign === 1 ? invalid(context) : a;
  if (a.isZero) return finalize(new DecimalValue(a.sign, 0n, Math.floor(a.exponent / 2)), context);
  if (a.sign === 1) return invalid(context);
  // One digit more than the precision, so that a rest can be told from a tie.
  const wanted = context.precision + 1;
  const odd = (a.exponent & 1) !== 0;
  let exponent = Math.floor(a.exponent / 2);
  let c = odd ? a.coefficient * 10n : a.coefficient;
  const length = odd ? (a.digits >> 1) + 1 : (a.digits + 1) >> 1;
  const shift = wanted - length;
  let exact = true;
  if (shift >= 0) c *= powerOfTen(2 * shift);
  else {
    const unit = powerOfTen(-2 * shift);
    exact = c % unit === 0n;
    c /= unit;
  }
  exponent -= shift;
  let root = integerSquareRoot(c);
  if (exact && root * root === c) {
    root = shift >= 0 ? root / powerOfTen(shift) : root * powerOfTen(-shift);
    exponent += shift;
  } else if (root % 5n === 0n) root++;
  return finalizeHalfEven(new DecimalValue(0, root, exponent), context);
}

/** The value without trailing zeros, rounded. */
export function reduce(a: DecimalValue, context: Arithmetic): DecimalValue {
  const nan = propagateNaN(context, a);
  if (nan !== null) return nan;
  const rounded = finalize(a, context);
  if (rounded.isInfinite) return rounded;
  if (rounded.isZero) return new DecimalValue(rounded.sign, 0n, 0);
  const highest = context.clamp === 1 ? context.etop : context.emax;
  let { coefficient, exponent } = rounded;
  while (exponent < highest && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent++;
  }
  return new DecimalValue(rounded.sign, coefficient, exponent);
}
