/**
 * Unary operations on constants (`eval_const_unaryop`).
 */

import { ComplexConstant, FloatConstant, intConstant, Op } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

import { isInt } from "./numbers.ts";
import { isTrue } from "./truth.ts";

/**
 * The result of the operation.
 *
 * @param opcode UNARY_NEGATIVE, UNARY_INVERT, UNARY_NOT, or CALL_INTRINSIC_1 for `+x`.
 * @returns `undefined` if Python would raise, or warn, as for `~True`.
 */
export function unaryOperation(opcode: number, operand: Constant): Constant | undefined {
  switch (opcode) {
    case Op.UNARY_NOT:
      return !isTrue(operand);
    case Op.UNARY_INVERT:
      return isInt(operand) && typeof operand !== "boolean" ? intConstant(~BigInt(operand)) : undefined;
    case Op.UNARY_NEGATIVE:
      if (isInt(operand)) return intConstant(-BigInt(operand));
      if (operand instanceof FloatConstant) return new FloatConstant(-operand.value);
      return operand instanceof ComplexConstant
        ? new ComplexConstant(-operand.real, -operand.imag)
        : undefined;
    case Op.CALL_INTRINSIC_1:
      if (isInt(operand)) return intConstant(BigInt(operand));
      return operand instanceof FloatConstant || operand instanceof ComplexConstant ? operand : undefined;
    default:
      return undefined;
  }
}
