/**
 * The items of a set of constants: equal ones once, as Python's `==` has it.
 */

import { ComplexConstant, constantKey, FloatConstant, TupleConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

/** The constants without those equal to an earlier one. */
export function distinctConstants(constants: readonly Constant[]): Constant[] {
  const seen = new Set<unknown>();
  return constants.filter((constant) => {
    const key = equalityKey(constant);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Equal for constants that are equal in Python: `1`, `1.0`, `True` and `1+0j` share one. */
function equalityKey(constant: Constant): unknown {
  if (typeof constant === "boolean") return `n${constant ? 1 : 0}`;
  if (typeof constant === "number" || typeof constant === "bigint") return `n${constant}`;
  if (constant instanceof FloatConstant) return realKey(constant.value, constant);
  if (constant instanceof ComplexConstant) {
    if (constant.imag === 0) return realKey(constant.real, constant);
    return Number.isNaN(constant.real) || Number.isNaN(constant.imag)
      ? constant
      : `c${constant.real + 0},${constant.imag}`;
  }
  if (constant instanceof TupleConstant) {
    const keys = constant.items.map(equalityKey);
    return keys.every((key) => typeof key === "string")
      ? `(${keys.map((key) => `${key.length}:${key}`).join("")})`
      : constant;
  }
  return constantKey(constant);
}

/** NaN is equal to nothing; it is a member by identity. */
function realKey(value: number, holder: Constant): unknown {
  if (Number.isNaN(value)) return holder;
  return Number.isInteger(value) ? `n${BigInt(value)}` : `n${value}`;
}
