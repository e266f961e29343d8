/**
 * Numeric operators on any objects: the binary operator protocol with reflected and in-place forms, unary
 * operators, and conversion to an index (language reference 3.3.8; CPython Objects/abstract.c).
 *
 * Nothing here knows a concrete type except that exact ints are primitives.
 *
 * Hot: binary, toIndex.
 */
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import { hooks } from "../kernel/hooks.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { indexError, overflowError, raise, typeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import type { BinarySlot, PowerSlot } from "../kernel/slots.ts";
import { PyIntInstance, isSubtype, lookup, typeName, typeOf } from "../kernel/type.ts";

/** A binary operator: its slots, and how messages show it. */
export class BinaryOperator {
  readonly name: BinarySlotName;
  readonly reflected: BinarySlotName;
  readonly inplace: BinarySlotName | null;
  readonly reflectedName: AttributeName;
  /** `+`, in messages. */
  readonly symbol: string;

  constructor(stem: string, symbol: string) {
    this.name = `__${stem}__` as BinarySlotName;
    this.reflected = `__r${stem}__` as BinarySlotName;
    this.inplace = stem === "divmod" ? null : (`__i${stem}__` as BinarySlotName);
    this.reflectedName = attributeName(`__r${stem}__`);
    this.symbol = symbol;
  }
}

type BinarySlotName =
  | "__add__"
  | "__sub__"
  | "__mul__"
  | "__matmul__"
  | "__truediv__"
  | "__floordiv__"
  | "__mod__"
  | "__divmod__"
  | "__lshift__"
  | "__rshift__"
  | "__and__"
  | "__xor__"
  | "__or__";

export const ADD = new BinaryOperator("add", "+");
export const SUBTRACT = new BinaryOperator("sub", "-");
export const MULTIPLY = new BinaryOperator("mul", "*");
export const MATRIX_MULTIPLY = new BinaryOperator("matmul", "@");
export const TRUE_DIVIDE = new BinaryOperator("truediv", "/");
export const FLOOR_DIVIDE = new BinaryOperator("floordiv", "//");
export const REMAINDER = new BinaryOperator("mod", "%");
export const DIVMOD = new BinaryOperator("divmod", "divmod()");
export const LSHIFT = new BinaryOperator("lshift", "<<");
export const RSHIFT = new BinaryOperator("rshift", ">>");
export const AND = new BinaryOperator("and", "&");
export const XOR = new BinaryOperator("xor", "^");
export const OR = new BinaryOperator("or", "|");

/** `left OP right`. */
export function binary(operator: BinaryOperator, left: PyObject, right: PyObject): Result {
  const result = tryBinary(operator, left, right);
  if (result !== NotImplemented) return result;
  const sequence = sequenceOperation(operator, left, right);
  return sequence === NotImplemented ? raise(unsupported(operator.symbol, left, right)) : sequence;
}

/** `left OP= right`. */
export function binaryInplace(operator: BinaryOperator, left: PyObject, right: PyObject): Result {
  const slots = typeOf(left).slots;
  if (operator.inplace !== null) {
    const slot = slots[operator.inplace];
    if (slot !== undefined) {
      const result = slot(left, right);
      if (result !== NotImplemented) return result;
    }
  }
  const result = tryBinary(operator, left, right);
  if (result !== NotImplemented) return result;
  if (operator === ADD && slots.inplaceConcat !== undefined) return slots.inplaceConcat(left, right);
  if (operator === MULTIPLY && slots.inplaceRepeat !== undefined)
    return repeat(slots.inplaceRepeat, left, right);
  const sequence = sequenceOperation(operator, left, right);
  return sequence === NotImplemented ? raise(unsupported(operator.symbol + "=", left, right)) : sequence;
}

/** Both operands' number methods, the more derived type's first; NotImplemented when they pass. */
function tryBinary(operator: BinaryOperator, left: PyObject, right: PyObject): Result {
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  const slot = leftType.slots[operator.name];
  let reflected: BinarySlot | undefined;
  if (rightType !== leftType) {
    reflected = rightType.slots[operator.reflected];
    if (
      reflected !== undefined &&
      (slot === undefined || isSubtype(rightType, leftType)) &&
      lookup(rightType, operator.reflectedName) !== lookup(leftType, operator.reflectedName)
    ) {
      const result = reflected(right, left);
      if (result !== NotImplemented) return result;
      reflected = undefined;
    }
  }
  if (slot !== undefined) {
    const result = slot(left, right);
    if (result !== NotImplemented) return result;
  }
  return reflected === undefined ? NotImplemented : reflected(right, left);
}

function sequenceOperation(operator: BinaryOperator, left: PyObject, right: PyObject): Result {
  if (operator === ADD) {
    const concat = typeOf(left).slots.concat;
    return concat === undefined ? NotImplemented : concat(left, right);
  }
  if (operator === MULTIPLY) {
    const leftRepeat = typeOf(left).slots.repeat;
    if (leftRepeat !== undefined) return repeat(leftRepeat, left, right);
    const rightRepeat = typeOf(right).slots.repeat;
    if (rightRepeat !== undefined) return repeat(rightRepeat, right, left);
  }
  return NotImplemented;
}

function repeat(slot: BinarySlot, sequence: PyObject, count: PyObject): Result {
  if (!isIndex(count))
    return raise(typeError(`can't multiply sequence by non-int of type '${typeName(count)}'`));
  return slot(sequence, count);
}

function unsupported(symbol: string, left: PyObject, right: PyObject) {
  return typeError(`unsupported operand type(s) for ${symbol}: '${typeName(left)}' and '${typeName(right)}'`);
}

/** `pow(base, exponent, modulus)`; `base ** exponent` when the modulus is None. */
export function power(base: PyObject, exponent: PyObject, modulus: PyObject = None): Result {
  const result = tryPower(base, exponent, modulus);
  if (result !== NotImplemented) return result;
  return raise(unsupportedPower("** or pow()", base, exponent, modulus));
}

/** `base **= exponent`. */
export function powerInplace(base: PyObject, exponent: PyObject): Result {
  const slot = typeOf(base).slots.__ipow__;
  if (slot !== undefined) {
    const result = slot(base, exponent);
    if (result !== NotImplemented) return result;
  }
  const result = tryPower(base, exponent, None);
  if (result !== NotImplemented) return result;
  return raise(unsupportedPower("**=", base, exponent, None));
}

const reflectedPower = attributeName("__rpow__");

function tryPower(base: PyObject, exponent: PyObject, modulus: PyObject): Result {
  const given = modulus === None ? undefined : modulus;
  const baseType = typeOf(base);
  const exponentType = typeOf(exponent);
  const slot = baseType.slots.__pow__;
  let reflected: PowerSlot | undefined = exponentType === baseType ? undefined : exponentType.slots.__rpow__;
  if (
    reflected !== undefined &&
    (slot === undefined || isSubtype(exponentType, baseType)) &&
    lookup(exponentType, reflectedPower) !== lookup(baseType, reflectedPower)
  ) {
    const result = reflected(exponent, base, given);
    if (result !== NotImplemented) return result;
    reflected = undefined;
  }
  if (slot !== undefined) {
    const result = slot(base, exponent, given);
    if (result !== NotImplemented) return result;
  }
  return reflected === undefined ? NotImplemented : reflected(exponent, base, given);
}

function unsupportedPower(symbol: string, base: PyObject, exponent: PyObject, modulus: PyObject) {
  const types = `'${typeName(base)}'`;
  if (modulus === None) {
    return typeError(`unsupported operand type(s) for ${symbol}: ${types} and '${typeName(exponent)}'`);
  }
  return typeError(
    `unsupported operand type(s) for ${symbol}: ${types}, '${typeName(exponent)}', '${typeName(modulus)}'`,
  );
}

type UnarySlotName = "__neg__" | "__pos__" | "__invert__";

function unary(slotName: UnarySlotName, symbol: string, operand: PyObject): Result {
  const slot = typeOf(operand).slots[slotName];
  if (slot === undefined)
    return raise(typeError(`bad operand type for unary ${symbol}: '${typeName(operand)}'`));
  return slot(operand);
}

/** `-operand` */
export function negative(operand: PyObject): Result {
  return unary("__neg__", "-", operand);
}
/** `+operand` */
export function positive(operand: PyObject): Result {
  return unary("__pos__", "+", operand);
}
/** `~operand` */
export function invert(operand: PyObject): Result {
  return unary("__invert__", "~", operand);
}

/** `abs(operand)` */
export function absolute(operand: PyObject): Result {
  const slot = typeOf(operand).slots.__abs__;
  if (slot === undefined) return raise(typeError(`bad operand type for abs(): '${typeName(operand)}'`));
  return slot(operand);
}

/** Whether operator.index() would accept it. */
export function isIndex(value: PyObject): boolean {
  return typeof value === "number" || typeOf(value).slots.__index__ !== undefined;
}

/** The primitive of an int or a subclass instance; undefined for anything else. */
export function intValueOf(value: PyObject): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof PyIntInstance ? value.value : undefined;
}

/** `__index__` and `__int__` should answer exact ints; false: the warning became an error. */
export function warnOfSubclass(method: string, result: PyObject): boolean {
  const message =
    `${method} returned non-int (type ${typeName(result)}).  The ability to return an instance of a strict subclass ` +
    "of int is deprecated, and may not be supported in a future version of Python.";
  return hooks.warn("DeprecationWarning", message, 1) !== undefined;
}

/** operator.index(value) as a JavaScript primitive, of any size. */
export function toInteger(value: PyObject): number | bigint | undefined {
  const direct = intValueOf(value);
  if (direct !== undefined) return direct;
  const slot = typeOf(value).slots.__index__;
  if (slot === undefined) {
    return raise(typeError(`'${typeName(value)}' object cannot be interpreted as an integer`));
  }
  const result = slot(value);
  if (result === undefined) return undefined;
  const index = intValueOf(result);
  if (index === undefined) return raise(typeError(`__index__ returned non-int (type ${typeName(result)})`));
  if (typeof result !== "number" && typeof result !== "bigint" && !warnOfSubclass("__index__", result))
    return undefined;
  return index;
}

/**
 * The value as a Py_ssize_t-like JavaScript number. Beyond 64 bits it raises `error` (IndexError by default,
 * as subscripting does), or OverflowError.
 */
export function toIndex(
  value: PyObject,
  overflow: "IndexError" | "OverflowError" = "IndexError",
): number | undefined {
  if (typeof value === "number") return value;
  const integer = toInteger(value);
  if (integer === undefined || typeof integer === "number") return integer;
  // No index is that large: which number beyond 2^53 it becomes makes no difference.
  if (BigInt.asIntN(64, integer) === integer) return Number(integer);
  const message = `cannot fit '${typeName(value)}' into an index-sized integer`;
  return raise(overflow === "IndexError" ? indexError(message) : overflowError(message));
}

/** The value as a C int, for parameters that are one in CPython. */
export function toCInt(value: PyObject): number | undefined {
  const integer = toInteger(value);
  if (integer === undefined) return undefined;
  if (Number(integer) !== (Number(integer) | 0))
    return raise(overflowError("Python int too large to convert to C int"));
  return Number(integer);
}

/** The value as an index clamped to the range of Py_ssize_t: slices and `insert` never overflow. */
export function toClampedIndex(value: PyObject): number | undefined {
  const integer = toInteger(value);
  if (typeof integer !== "bigint") return integer;
  return integer < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** The shared parts of a type's binary slots: one body for `a OP b` and its reflection. */
export function bothWays(stem: string, body: BinarySlot): Record<string, BinarySlot> {
  return {
    [`__${stem}__`]: body,
    [`__r${stem}__`]: (self: PyObject, other: PyObject) => body(other, self),
  };
}
