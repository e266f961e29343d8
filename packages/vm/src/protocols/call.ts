/**
 * Calls from native code: functions, methods by name, and what a call site may pass.
 */
import { type AttributeName } from "../kernel/attribute-name.ts";
import { call, callUnbound } from "../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { lookup, typeOf } from "../kernel/type.ts";
import { getAttribute } from "./attribute.ts";

export { call, callSpecial, callUnbound } from "../kernel/invoke.ts";

/** `self.name(*args)`, the instance's own attributes included. */
export function callMethod(
  self: PyObject,
  name: AttributeName,
  args: PyObject[],
  kwnames: KeywordNames = undefined,
): Result {
  const method = getAttribute(self, name);
  return method === undefined ? undefined : call(method, args, kwnames);
}

/** Call a special method if the type has it; null when it has not. */
export function callSpecialIfPresent(
  self: PyObject,
  name: AttributeName,
  args: PyObject[],
): PyObject | null | undefined {
  const method = lookup(typeOf(self), name);
  return method === undefined ? null : callUnbound(method, self, args);
}
