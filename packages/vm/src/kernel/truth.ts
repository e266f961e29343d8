/**
 * Truth value testing (library reference, "Truth Value Testing").
 */
import type { PyObject } from "./object.ts";
import { None } from "./singletons.ts";
import { typeOf } from "./type.ts";

/** bool(value) as a JavaScript boolean; undefined: unwinding. */
export function isTrue(value: PyObject): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === None) return false;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string") return value !== "";
  const slots = typeOf(value).slots;
  if (slots.__bool__ !== undefined) return slots.__bool__(value);
  if (slots.__len__ === undefined) return true;
  const length = slots.__len__(value);
  return length === undefined ? undefined : length !== 0;
}
