/**
 * Rich comparison, identity and equality of any objects (language reference 6.10; CPython Objects/object.c).
 *
 * Hot: equals.
 */
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { NotImplemented } from "../kernel/singletons.ts";
import type { BinarySlot } from "../kernel/slots.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyFloat, isSubtype, typeName, typeOf } from "../kernel/type.ts";

export type Comparison = "__lt__" | "__le__" | "__eq__" | "__ne__" | "__gt__" | "__ge__";

const REFLECTED: Record<Comparison, Comparison> = {
  __lt__: "__gt__",
  __le__: "__ge__",
  __eq__: "__eq__",
  __ne__: "__ne__",
  __gt__: "__lt__",
  __ge__: "__le__",
};

const SYMBOL: Record<Comparison, string> = {
  __lt__: "<",
  __le__: "<=",
  __eq__: "==",
  __ne__: "!=",
  __gt__: ">",
  __ge__: ">=",
};

/** `left OP right` as an object. */
export function richCompare(left: PyObject, right: PyObject, comparison: Comparison): Result {
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  let reflectedTried = false;
  if (leftType !== rightType && isSubtype(rightType, leftType)) {
    const reflected = rightType.slots[REFLECTED[comparison]];
    if (reflected !== undefined) {
      reflectedTried = true;
      const result = reflected(right, left);
      if (result !== NotImplemented) return result;
    }
  }
  const slot = leftType.slots[comparison];
  if (slot !== undefined) {
    const result = slot(left, right);
    if (result !== NotImplemented) return result;
  }
  if (!reflectedTried) {
    const reflected = rightType.slots[REFLECTED[comparison]];
    if (reflected !== undefined) {
      const result = reflected(right, left);
      if (result !== NotImplemented) return result;
    }
  }
  if (comparison === "__eq__") return isSame(left, right);
  if (comparison === "__ne__") return !isSame(left, right);
  return raise(
    typeError(
      `'${SYMBOL[comparison]}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
    ),
  );
}

/** `left OP right` as a truth value. */
export function compareBool(left: PyObject, right: PyObject, comparison: Comparison): boolean | undefined {
  const result = richCompare(left, right, comparison);
  return result === undefined ? undefined : isTrue(result);
}

/** `left is right`. Ints and floats are the same object when they are the same value: boxes are re-created at will. */
export function isSame(left: PyObject, right: PyObject): boolean {
  if (left === right) return true;
  return (
    left instanceof PyFloat &&
    right instanceof PyFloat &&
    left.cls === right.cls &&
    Object.is(left.value, right.value)
  );
}

/** Identity or equality, as containers compare their items (PyObject_RichCompareBool). */
export function equals(left: PyObject, right: PyObject): boolean | undefined {
  if (left === right) return true;
  if (typeof left === "string" && typeof right === "string") return false;
  if (typeof left === "number" && typeof right === "number") return false;
  return compareBool(left, right, "__eq__");
}

/** Six slots out of one three-way body for types with a total order; `undefined` from it means "other type". */
export function orderedSlots<T>(
  order: (left: T, right: PyObject) => number | undefined,
): Record<Comparison, BinarySlot> {
  const slot = (test: (sign: number) => boolean) => (left: T, right: PyObject) => {
    const sign = order(left, right);
    return sign === undefined ? NotImplemented : test(sign);
  };
  return {
    __lt__: slot((sign) => sign < 0),
    __le__: slot((sign) => sign <= 0),
    __eq__: slot((sign) => sign === 0),
    __ne__: slot((sign) => sign !== 0 || Number.isNaN(sign)),
    __gt__: slot((sign) => sign > 0),
    __ge__: slot((sign) => sign >= 0),
  };
}
