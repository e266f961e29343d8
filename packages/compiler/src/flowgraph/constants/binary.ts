/**
 * Binary operations on constants, as the compiler may do them ahead of time (`eval_const_binop`).
 */

import { BinaryOp, ComplexConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

import { complexOperation } from "./complex-operations.ts";
import { floatOperation } from "./float-operations.ts";
import { intOperation } from "./int-operations.ts";
import { isInt, isNumber, toDouble } from "./numbers.ts";
import { concatenate, isSequence, repeat, subscript } from "./sequence-operations.ts";

/**
 * The result of the operation.
 *
 * @param operation An oparg of BINARY_OP, without the in-place ones.
 * @returns `undefined` if Python would raise, or if the result is too large to be folded.
 */
export function binaryOperation(operation: number, left: Constant, right: Constant): Constant | undefined {
  if (isNumber(left) && isNumber(right)) {
    if (isInt(left) && isInt(right)) return intOperation(operation, left, right);
    const isComplex = left instanceof ComplexConstant || right instanceof ComplexConstant;
    const v = left instanceof ComplexConstant ? left : toDouble(left);
    const w = right instanceof ComplexConstant ? right : toDouble(right);
    if (v === undefined || w === undefined) return undefined;
    return isComplex
      ? complexOperation(operation, v, w)
      : floatOperation(operation, v as number, w as number);
  }
  switch (operation) {
    case BinaryOp.NB_ADD:
      return isSequence(left) ? concatenate(left, right) : undefined;
    case BinaryOp.NB_MULTIPLY:
      if (isSequence(left) && isInt(right)) return repeat(left, right);
      return isSequence(right) && isInt(left) ? repeat(right, left) : undefined;
    case BinaryOp.NB_SUBSCR:
      return isSequence(left) ? subscript(left, right) : undefined;
    default:
      return undefined;
  }
}
