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
