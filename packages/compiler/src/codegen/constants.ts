/**
 * Constants of the syntax tree as constants of bytecode. They differ only in the classes that stand for
 * what JavaScript lacks: the two packages do not know each other.
 *
 * Python lets a hand-made tree hold tuples and frozensets of constants; they come as those of bytecode.
 */

import {
  CodePoints as BytecodeCodePoints,
  ComplexConstant,
  ELLIPSIS as BYTECODE_ELLIPSIS,
  FloatConstant,
  FrozenSetConstant,
  TupleConstant,
  type Constant,
} from "@pyvm/bytecode";
import { CodePoints, Complex, ELLIPSIS, Float, type ConstantValue } from "@pyvm/parser";
import { InvalidTreeError } from "../errors.ts";
import { InvalidConstant } from "../validate/checks.ts";

export function constantOf(value: ConstantValue): Constant {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Float) return new FloatConstant(value.value);
  if (value instanceof Complex) return new ComplexConstant(value.real, value.imag);
  if (value instanceof CodePoints) return new BytecodeCodePoints(value.points);
  if (value === ELLIPSIS) return BYTECODE_ELLIPSIS;
  const handMade: unknown = value;
  if (handMade instanceof TupleConstant || handMade instanceof FrozenSetConstant) return handMade;
  // Where CPython validates nothing (`Interpolation.str`) and would load any object.
  const typeName = handMade instanceof InvalidConstant ? handMade.typeName : typeof handMade;
  throw new InvalidTreeError(`got an invalid type in Constant: ${typeName}`, "TypeError");
}

/** `type(value).__name__` of a constant, for messages. */
export function constantTypeName(value: ConstantValue): string {
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "number":
    case "bigint":
      return "int";
    case "string":
      return "str";
  }
  if (value === null) return "NoneType";
  if (value instanceof Uint8Array) return "bytes";
  if (value instanceof Float) return "float";
  if (value instanceof Complex) return "complex";
  if (value instanceof CodePoints) return "str";
  return "ellipsis";
}
