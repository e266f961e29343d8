/**
 * Raising.
 *
 * Two ways, one meaning. Hot helpers write `return raise(typeError("…"))`: the exception becomes pending and
 * `undefined` travels up. Cold code writes `throw typeError("…")`: the exception object itself is thrown
 * (never a JavaScript Error: capturing its stack costs more than the whole raise), and the interpreter loop,
 * the only place that catches, makes it pending. A cold function that got `undefined` from a helper goes on
 * unwinding with `must(...)`.
 *
 * A real JavaScript Error is a broken invariant; nothing here catches it.
 */
import { PyBaseException, exceptionTypes, makeException } from "./exceptions.ts";
import type { PyObject } from "./object.ts";
import { rt } from "./state.ts";

/** Thrown by `must`: the exception is already pending. */
export class Unwinding {}
export const UNWINDING = new Unwinding();

/** Make an exception pending; the caller returns the `undefined` it gets. */
export function raise(exception: PyBaseException): undefined {
  rt.pending = exception;
  return undefined;
}

/** A value that is there, or the continued unwinding of what made it absent. */
export function must<T>(value: T | undefined): T {
  if (value === undefined) throw UNWINDING;
  return value;
}

/** The exception a JavaScript `catch` caught, pending again; anything else is rethrown. */
export function raiseCaught(caught: unknown): undefined {
  rt.pending = caughtException(caught);
  return undefined;
}

/** The Python exception behind whatever a JavaScript `catch` caught; anything else is rethrown. */
export function caughtException(caught: unknown): PyBaseException {
  if (caught === UNWINDING) return takePending();
  if (isException(caught)) return caught;
  if (isStackOverflow(caught)) return recursionError("maximum recursion depth exceeded");
  throw caught;
}

/** Take the pending exception, leaving none. */
export function takePending(): PyBaseException {
  const pending = pendingException();
  rt.pending = null;
  return pending;
}

/** The pending exception, left pending. */
export function pendingException(): PyBaseException {
  if (rt.pending === null)
    throw new Error("internal error: unwinding without a pending exception; please report it");
  return rt.pending;
}

export function isException(value: unknown): value is PyBaseException {
  return value instanceof PyBaseException;
}

/** Native recursion that no depth counter covers ends here instead of in a crash. */
function isStackOverflow(caught: unknown): boolean {
  return caught instanceof RangeError && /call stack/.test(caught.message);
}

type Raiser = (message: string) => PyBaseException;
const raiser =
  (name: keyof typeof exceptionTypes): Raiser =>
  (message) =>
    makeException(exceptionTypes[name], [message]);

export const typeError = raiser("TypeError");
export const valueError = raiser("ValueError");
export const indexError = raiser("IndexError");
export const attributeErrorMessage = raiser("AttributeError");
export const nameErrorMessage = raiser("NameError");
export const unboundLocalErrorMessage = raiser("UnboundLocalError");
export const overflowError = raiser("OverflowError");
export const zeroDivisionError = raiser("ZeroDivisionError");
export const runtimeError = raiser("RuntimeError");
export const notImplementedError = raiser("NotImplementedError");
export const recursionError = raiser("RecursionError");
export const systemError = raiser("SystemError");
export const memoryError = raiser("MemoryError");
export const bufferError = raiser("BufferError");
export const lookupError = raiser("LookupError");
export const assertionError = raiser("AssertionError");
export const importErrorMessage = raiser("ImportError");
export const eofError = raiser("EOFError");

/** KeyError holds the key itself, not a message. */
export function keyError(key: PyObject): PyBaseException {
  return makeException(exceptionTypes.KeyError, [key]);
}

/** StopIteration with its value, or without one. */
export function stopIteration(value?: PyObject): PyBaseException {
  return makeException(exceptionTypes.StopIteration, value === undefined ? [] : [value]);
}

/** The StopIteration for an iterator that just answered EXHAUSTED: a generator leaves what it returned. */
export function stopIterationOf(iterator: PyObject): PyBaseException {
  if (typeof iterator !== "object") return stopIteration();
  const { returned } = iterator as { returned?: PyObject };
  if (returned !== undefined) (iterator as { returned?: PyObject | undefined }).returned = undefined;
  return stopIteration(returned);
}
