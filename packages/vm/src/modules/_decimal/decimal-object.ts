/**
 * A Python Decimal, and the operands and results of operations on Decimals.
 */
import { type DecimalValue, ZERO, decimalOfInteger } from "../../algorithms/decimal/value.ts";
import type { PyObject } from "../../kernel/object.ts";
import { typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { PyInstance, typeName } from "../../kernel/type.ts";
import { intValueOf } from "../../protocols/number.ts";
import { PyDecimalContext } from "./context-object.ts";
import { currentContext } from "./state.ts";

export class PyDecimal extends PyInstance {
  readonly value: DecimalValue;
  cachedHash: number | bigint | undefined = undefined;
  constructor(value: DecimalValue = ZERO) {
    super();
    this.value = value;
  }
}

/** The decimal of a Decimal or an int; null for anything else. */
export function operandOf(value: PyObject): DecimalValue | null {
  if (value instanceof PyDecimal) return value.value;
  const integer = intValueOf(value);
  return integer === undefined ? null : decimalOfInteger(BigInt(integer));
}

export const conversionError = (value: PyObject) =>
  typeError(`conversion from ${typeName(value)} to Decimal is not supported`);

/** The decimal of an operand. Throws TypeError. */
export function toOperand(value: PyObject): DecimalValue {
  const operand = operandOf(value);
  if (operand === null) throw conversionError(value);
  return operand;
}

/** The context that a method was given, the current one for None. Throws TypeError. */
export function contextArgument(value: PyObject): PyDecimalContext {
  if (value === None) return currentContext();
  if (!(value instanceof PyDecimalContext)) throw typeError("optional argument must be a context");
  return value;
}
