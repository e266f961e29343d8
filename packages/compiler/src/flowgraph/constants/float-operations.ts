/**
 * Binary operations on two floats (Objects/floatobject.c).
 */

import { BinaryOp, FloatConstant } from "@pyvm/bytecode";
import type { ComplexConstant } from "@pyvm/bytecode";

import { complexPower } from "./complex-operations.ts";
import { power } from "./power.ts";

/** The result; `undefined` if Python would raise. */
export function floatOperation(
  operation: number,
  left: number,
  right: number,
): FloatConstant | ComplexConstant | undefined {
  switch (operation) {
    case BinaryOp.NB_ADD:
      return new FloatConstant(left + right);
    case BinaryOp.NB_SUBTRACT:
      return new FloatConstant(left - right);
    case BinaryOp.NB_MULTIPLY:
      return new FloatConstant(left * right);
    case BinaryOp.NB_TRUE_DIVIDE:
      return right === 0 ? undefined : new FloatConstant(left / right);
    case BinaryOp.NB_FLOOR_DIVIDE:
      return right === 0 ? undefined : new FloatConstant(divmod(left, right)[0]);
    case BinaryOp.NB_REMAINDER:
      return right === 0 ? undefined : new FloatConstant(divmod(left, right)[1]);
    case BinaryOp.NB_POWER:
      return floatPower(left, right);
    default:
      return undefined;
  }
}

/** `left ** right`: a complex for a negative base with a broken exponent; `undefined` where Python raises. */
export function floatPower(left: number, right: number): FloatConstant | ComplexConstant | undefined {
  if (right === 0) return new FloatConstant(1);
  if (Number.isNaN(left)) return new FloatConstant(left);
  // JavaScript gives NaN for 1 ** NaN and (±1) ** ±Infinity, C gives 1.
  if (left === 1 || (left === -1 && !Number.isFinite(right) && !Number.isNaN(right)))
    return new FloatConstant(1);
  if (Number.isNaN(right)) return new FloatConstant(right);
  if (left === 0 && right < 0 && Number.isFinite(right)) return undefined;
  if (left < 0 && Number.isFinite(left) && Number.isFinite(right) && right !== Math.floor(right)) {
    return complexPower({ real: left, imag: 0 }, { real: right, imag: 0 });
  }
  const result = power(left, right);
  if (!Number.isFinite(result) && Number.isFinite(left) && Number.isFinite(right)) return undefined;
  return new FloatConstant(result);
}

/** Floor quotient and remainder with the sign of the divisor. */
function divmod(left: number, right: number): [number, number] {
  let remainder = left % right;
  let quotient = (left - remainder) / right;
  if (remainder !== 0) {
    if (right < 0 !== remainder < 0) {
      remainder += right;
      quotient -= 1;
    }
  } else {
    remainder = right < 0 ? -0 : 0;
  }
  if (quotient === 0) return [left / right < 0 || Object.is(left / right, -0) ? -0 : 0, remainder];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, remainder];
}
