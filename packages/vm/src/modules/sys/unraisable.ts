/**
 * Exceptions that nobody can be given: reported through `sys.unraisablehook` (CPython Python/errors.c,
 * _PyErr_FormatUnraisable).
 */
import type { PyBaseException } from "../../kernel/exceptions.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { PyObject } from "../../kernel/object.ts";
import { raiseCaught, takePending } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { typeOf } from "../../kernel/type.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { defineStructSequence, makeStructSequence } from "../../objects/structseq.ts";
import { call } from "../../protocols/call.ts";
import { repr } from "../../protocols/repr.ts";
import { utf16Of } from "../../kernel/text.ts";
import { displayException } from "./excepthook.ts";

export const unraisableHookArgsType = defineStructSequence("UnraisableHookArgs", {
  module: "builtins",
  doc: "What sys.unraisablehook is given.",
  final: true,
  fields: [
    ["exc_type", "Exception type"],
    ["exc_value", "Exception value"],
    ["exc_traceback", "Exception traceback"],
    ["err_msg", "Error message"],
    ["object", "Object causing the exception"],
  ],
});

/** Report an exception. `message` says what was going on, in words that a repr of `object` completes. */
export function reportUnraisable(exception: PyBaseException, message: string, object: PyObject): void {
  const hook = (rt.interpreter.get("sys") as PyDict).getText("unraisablehook");
  if (hook === undefined || hook === None) return;
  const shown = repr(object);
  const text = shown === undefined ? message : `${message} ${utf16Of(shown as string)}`;
  if (shown === undefined) takePending();
  const traceback = exception.traceback ?? None;
  const args = makeStructSequence(unraisableHookArgsType, [
    typeOf(exception),
    exception,
    traceback,
    text,
    None,
  ]);
  try {
    if (call(hook, [args]) !== undefined) return;
  } catch (error) {
    raiseCaught(error);
  }
  displayException(takePending());
}

hooks.reportUnraisable = (message, object) => reportUnraisable(takePending(), message, object);
