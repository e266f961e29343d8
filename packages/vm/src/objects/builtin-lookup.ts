/**
 * Functions of the builtins module that pickling names: `__reduce__` of an iterator answers `(iter, …)`, looked
 * up in the namespace at that moment, as CPython does.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { Result } from "../kernel/object.ts";
import { raise } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { PyDict } from "./dict/dict.ts";

export function builtinFunction(name: string): Result {
  const builtins = rt.interpreter.get("builtins");
  const value = builtins instanceof PyDict ? builtins.getText(name) : undefined;
  return value ?? raise(makeException(exceptionTypes.AttributeError, [attributeName(name).value]));
}
