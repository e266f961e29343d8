/**
 * The truth value of a constant (`bool(x)`).
 */

import { CodePoints, ComplexConstant, FloatConstant, FrozenSetConstant, TupleConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

export function isTrue(constant: Constant): boolean {
  if (constant === null || constant === "") return false;
  if (typeof constant !== "object") return Boolean(constant);
  if (constant instanceof FloatConstant) return constant.value !== 0;
  if (constant instanceof ComplexConstant) return constant.real !== 0 || constant.imag !== 0;
  if (constant instanceof Uint8Array) return constant.length > 0;
  if (constant instanceof TupleConstant || constant instanceof FrozenSetConstant)
    return constant.items.length > 0;
  if (constant instanceof CodePoints) return constant.points.length > 0;
  return true;
}
