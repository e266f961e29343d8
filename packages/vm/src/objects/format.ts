/**
 * format(value, spec): `__format__` looked up on the type (CPython Objects/abstract.c, PyObject_Format).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { isInstance, strType, typeName, typeOf } from "../kernel/type.ts";
import { callSpecial } from "../protocols/call.ts";
import { intToDecimal } from "./int/digits.ts";
import { strOf } from "./str/text.ts";

const formatName = attributeName("__format__");

/** format(value, spec): a str, or undefined: unwinding. */
export function format(value: PyObject, spec: PyObject = ""): Result {
  if (spec === "") {
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    if (typeof value === "bigint") return intToDecimal(value);
    if (typeOf(value) === strType) return value;
  }
  if (strOf(spec) === undefined)
    return raise(typeError(`Format specifier must be a string, not ${typeName(spec)}`));
  const result = callSpecial(value, formatName, [spec]);
  if (result === undefined || isInstance(result, strType)) return result;
  return raise(typeError(`__format__ must return a str, not ${typeName(result)}`));
}
