/**
 * What raising means: the exception that `raise` is given, its cause and context, and what `except` matches
 * (language reference 7.8, 8.4; CPython Python/ceval.c do_raise, Python/errors.c).
 */
import { PyBaseException, exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { raise, runtimeError, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { PyType, isSubtype, typeOf } from "../kernel/type.ts";
import { PyTuple } from "../objects/tuple.ts";
import { textOf } from "../objects/item-array.ts";
import { call } from "../protocols/call.ts";
import { repr } from "../protocols/repr.ts";

let reraising = false;

/** Raise an exception that already passed here: no new traceback entry for this frame, no new context. */
export function reraise(exception: PyBaseException): undefined {
  reraising = true;
  return raise(exception);
}

/** Whether the pending exception came through `reraise`; asked once for each. */
export function takeReraising(): boolean {
  const was = reraising;
  reraising = false;
  return was;
}

/** `raise exception from cause`. */
export function raiseException(given: PyObject, cause: PyObject | undefined): undefined {
  const exception = exceptionToRaise(given);
  if (exception === undefined) return undefined;
  if (cause !== undefined) {
    const fixed = causeOf(cause);
    if (fixed === undefined) return undefined;
    exception.cause = fixed;
    exception.suppress_context = true;
  }
  chainContext(exception, rt.handled);
  return raise(exception);
}

/** `raise` alone. */
export function raiseHandled(): undefined {
  if (rt.handled === null) return raise(runtimeError("No active exception to reraise"));
  return reraise(rt.handled);
}

function isExceptionClass(value: PyObject): value is PyType {
  return value instanceof PyType && isSubtype(value, exceptionTypes.BaseException);
}

function exceptionToRaise(given: PyObject): PyBaseException | undefined {
  if (given instanceof PyBaseException) return given;
  if (isExceptionClass(given)) return instantiate(given);
  return raise(typeError("exceptions must derive from BaseException"));
}

/** null: `from None`. */
function causeOf(cause: PyObject): PyBaseException | null | undefined {
  if (cause === None) return null;
  if (cause instanceof PyBaseException) return cause;
  if (isExceptionClass(cause)) return instantiate(cause);
  return raise(typeError("exception causes must derive from BaseException"));
}

function instantiate(type: PyType): PyBaseException | undefined {
  const exception = call(type, []);
  if (exception === undefined || exception instanceof PyBaseException) return exception;
  const shown = repr(type);
  const shownResult = repr(typeOf(exception));
  if (shown === undefined || shownResult === undefined) return undefined;
  return raise(
    typeError(
      `calling ${textOf(shown)} should have returned an instance of BaseException, not ${textOf(shownResult)}`,
    ),
  );
}

/** `exception.__context__ = handled`, unless that would close a cycle: then the cycle is cut behind it. */
export function chainContext(exception: PyBaseException, handled: PyBaseException | null): void {
  if (handled === null || handled === exception) return;
  let slow: PyBaseException = handled;
  let even = true;
  for (let at: PyBaseException = handled; at.context !== null; at = at.context) {
    if (at.context === exception) {
      at.context = null;
      break;
    }
    even = !even;
    if (even) slow = slow.context!;
    if (slow === at.context) break; // A cycle that does not involve the exception.
  }
  exception.context = handled;
}

const CANNOT_CATCH = "catching classes that do not inherit from BaseException is not allowed";

/** Whether `except matcher` catches the exception; undefined: unwinding. */
export function matchesExcept(exception: PyObject, matcher: PyObject): boolean | undefined {
  if (!mayCatch(matcher)) return raise(typeError(CANNOT_CATCH));
  return matches(exception, matcher);
}

export function mayCatch(matcher: PyObject): boolean {
  return matcher instanceof PyTuple ? matcher.items.every(isExceptionClass) : isExceptionClass(matcher);
}

/** Plain MRO membership, in any of a tuple's classes (PyErr_GivenExceptionMatches). */
export function matches(exception: PyObject, matcher: PyObject): boolean {
  if (matcher instanceof PyTuple) return matcher.items.some((item) => matches(exception, item));
  return (
    matcher instanceof PyType &&
    exception instanceof PyBaseException &&
    isInstanceOfException(exception, matcher)
  );
}
