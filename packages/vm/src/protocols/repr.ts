/**
 * repr() and str() of any object, and the guard against recursive containers.
 */
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { PyStrInstance, isInstance, strType, typeName, typeOf } from "../kernel/type.ts";

/** repr(value): a str. */
export function repr(value: PyObject): Result {
  const result = typeOf(value).slots.__repr__!(value);
  if (result === undefined || isInstance(result, strType)) return result;
  return raise(typeError(`__repr__ returned non-string (type ${typeName(result)})`));
}

/** str(value): a str, possibly of a subclass. */
export function str(value: PyObject): Result {
  if (typeof value === "string") return value;
  const result = typeOf(value).slots.__str__!(value);
  if (result === undefined || isInstance(result, strType)) return result;
  return raise(typeError(`__str__ returned non-string (type ${typeName(result)})`));
}

/** An exact str (string or PyStr) from a str or an instance of a subclass. */
export function exactStr(value: PyObject): PyObject {
  return value instanceof PyStrInstance ? value.value : value;
}

const active: PyObject[] = [];

/** Run `body` unless a repr of this very object is already running: then answer `recursive` (Py_ReprEnter). */
export function guardRecursion(value: PyObject, recursive: PyObject, body: () => Result): Result {
  if (active.includes(value)) return recursive;
  active.push(value);
  try {
    return body();
  } finally {
    active.pop();
  }
}
