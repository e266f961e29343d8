/**
 * Comparison of decimals: by value, by the total order of representations, and what is chosen by it (General Decimal
 * Arithmetic: compare, compare-total, max, min and their like).
 */
import type { Arithmetic } from "./context.ts";
import { finalize, propagateNaN } from "./rounding.ts";
import { InvalidOperation } from "./status.ts";
import type { DecimalValue } from "./value.ts";
import { MINUS_ONE, ONE, QUIET_NAN, ZERO, powerOfTen } from "./value.ts";

/** Three-way comparison by value; neither is a NaN. */
export function compareValues(a: DecimalValue, b: DecimalValue): number {
  if (a.isZero && b.isZero) return 0;
  const direction = a.sign === 1 ? -1 : 1;
  if (a.isZero) return b.sign === 1 ? 1 : -1;
  if (b.isZero) return direction;
  if (a.sign !== b.sign) return direction;
  return direction * compareMagnitudes(a, b);
}

/** Three-way comparison without signs; neither is a NaN. */
function compareMagnitudes(a: DecimalValue, b: DecimalValue): number {
  if (a.isInfinite || b.isInfinite) return Number(a.isInfinite) - Number(b.isInfinite);
  if (a.isZero || b.isZero) return Number(b.isZero) - Number(a.isZero);
  const distance = a.adjusted - b.adjusted;
  if (distance !== 0) return distance < 0 ? -1 : 1;
  const low = Math.min(a.exponent, b.exponent);
  const x = a.coefficient * powerOfTen(a.exponent - low);
  const y = b.coefficient * powerOfTen(b.exponent - low);
  return x < y ? -1 : x > y ? 1 : 0;
}

const decimalOfSign = (sign: number): DecimalValue => (sign < 0 ? MINUS_ONE : sign > 0 ? ONE : ZERO);

export function compare(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  return propagateNaN(context, a, b) ?? decimalOfSign(compareValues(a, b));
}

/** The same, but quiet NaNs signal too. */
export function compareSignal(a: DecimalValue, b: DecimalValue, context: Arithmetic): DecimalValue {
  if (a.isNaN || b.isNaN) context.status |= InvalidOperation;
  return compare(a, b, context);
}

/** Three-way comparison of representations. */
export function totalOrder(a: DecimalValue, b: DecimalValue): number {
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  return (a.sign === 1 ? -1 : 1) * totalOrderOfMagnitudes(a, b);
}

function totalOrderOfMagnitudes(a: DecimalValue, b: DecimalValue): number {
  if (a.isNaN || b.isNaN) {
    if (a.kind === b.kind) return a.coefficient < b.coefficient ? -1 : a.coefficient > b.coefficient ? 1 : 0;
    // Numbers, then signaling NaNs, then quiet ones.
    const rank = ({ isNaN, kind }: DecimalValue) => (isNaN ? (kind === QUIET_NAN ? 2 : 1) : 0);
    return rank(a) - rank(b);
  }
  const order = compareMagnitudes(a, b);
  return order !== 0 || a.isInfinite ? order : Math.sign(a.exponent - b.exponent);
}

export function compareTotal(a: DecimalValue, b: DecimalValue): DecimalValue {
  return decimalOfSign(totalOrder(a, b));
}

export function compareTotalMagnitude(a: DecimalValue, b: DecimalValue): DecimalValue {
  return decimalOfSign(totalOrderOfMagnitudes(a, b));
}

type Choice = (a: DecimalValue, b: DecimalValue, context: Arithmetic) => DecimalValue;

/** One of two, by an order; a number before a quiet NaN. */
function choose(order: (a: DecimalValue, b: DecimalValue) => number, wanted: 1 | -1): Choice {
  return (a, b, context) => {
    if (a.kind === QUIET_NAN && !b.isNaN) return finalize(b, context);
    if (b.kind === QUIET_NAN && !a.isNaN) return finalize(a, context);
    const nan = propagateNaN(context, a, b);
    if (nan !== null) return nan;
    const sign = order(a, b) || totalOrder(a, b);
    return finalize(sign * wanted < 0 ? b : a, context);
  };
}

export const maximum: Choice = choose(compareValues, 1);
export const minimum: Choice = choose(compareValues, -1);
export const maximumMagnitude: Choice = choose(compareMagnitudes, 1);
export const minimumMagnitude: Choice = choose(compareMagnitudes, -1);
