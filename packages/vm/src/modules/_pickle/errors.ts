/**
 * The exceptions of pickling, and notes on where one happened.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType } from "../../kernel/define.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import type { PyObject } from "../../kernel/object.ts";
import { caughtException, must } from "../../kernel/raise.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { callMethod } from "../../protocols/call.ts";

export const pickleErrorType = defineType("PickleError", {
  base: exceptionTypes.Exception,
  module: "_pickle",
  hasDict: true,
});
export const picklingErrorType = defineType("PicklingError", {
  base: pickleErrorType,
  module: "_pickle",
  hasDict: true,
});
export const unpicklingErrorType = defineType("UnpicklingError", {
  base: pickleErrorType,
  module: "_pickle",
  hasDict: true,
});

export const picklingError = (message: string) => makeException(picklingErrorType, [strFromUtf16(message)]);
export const unpicklingError = (message: string) =>
  makeException(unpicklingErrorType, [strFromUtf16(message)]);

const addNoteName = attributeName("add_note");

/** What was caught, with a note on what was being done. */
export function noted(caught: unknown, note: string): unknown {
  const exception = caughtException(caught);
  must(callMethod(exception as unknown as PyObject, addNoteName, [strFromUtf16(note)]));
  return exception;
}
