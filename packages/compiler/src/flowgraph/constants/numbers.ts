/**
 * Python's numbers as constants hold them: which there are, and conversions between them.
 */

import { ComplexConstant, FloatConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

/** An int constant in any of its forms, bool included. */
export type IntLike = number | bigint | boolean;

export function isInt(constant: Constant): constant is IntLike {
  return typeof constant === "number" || typeof constant === "bigint" || typeof constant === "boolean";
}

export function isNumber(constant: Constant): constant is IntLike | FloatConstant | ComplexConstant {
  return isInt(constant) || constant instanceof FloatConstant || constant instanceof ComplexConstant;
}

/** How many bits the magnitude needs (`int.bit_length`). */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  return magnitude === 0n ? 0 : magnitude.toString(2).length;
}

/** The nearest double, ties to even; `undefined` if it is out of range, as OverflowError in Python. */
export function intToDouble(value: IntLike): number | undefined {
  // Number() of a bigint rounds to nearest, ties to even.
  const double = Number(value);
  return Number.isFinite(double) ? double : undefined;
}

/** The int or float as a double; `undefined` if an int is out of range. */
export function toDouble(value: IntLike | FloatConstant): number | undefined {
  return value instanceof FloatConstant ? value.value : intToDouble(value);
}

/** The smallest exponent of a bit of a double: 2^−1074 is the smallest positive one. */
const MIN_EXPONENT = -1074;

/**
 * mantissa · 2^exponent as the nearest double, ties to even, subnormals included.
 *
 * @param mantissa Positive; for an inexact value, with its last bit set ("sticky").
 * @returns `Infinity` if it is out of range.
 */
export function roundToDouble(mantissa: bigint, exponent: number): number {
  const length = bitLength(mantissa);
  if (length + exponent > 1024) return Infinity;
  // The lowest bit that the result can have: 53 bits from the top, but not below the smallest.
  const lowest = Math.max(length + exponent - 53, MIN_EXPONENT);
  const drop = lowest - exponent;
  if (drop > length) return 0;
  if (drop <= 0) return scale(Number(mantissa), exponent);
  const half = 1n << BigInt(drop - 1);
  const rest = mantissa & ((half << 1n) - 1n);
  let kept = mantissa >> BigInt(drop);
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  return scale(Number(kept), lowest);
}

/** mantissa · 2^exponent where the result is exact or overflows; in steps that are doubles themselves. */
function scale(mantissa: number, exponent: number): number {
  if (exponent > 900) return mantissa * 2 ** 900 * 2 ** (exponent - 900);
  if (exponent < MIN_EXPONENT) return mantissa * 2 ** MIN_EXPONENT * 2 ** (exponent - MIN_EXPONENT);
  return mantissa * 2 ** exponent;
}
