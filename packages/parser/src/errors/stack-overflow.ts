/** What becomes of a tree that is deeper than the JavaScript stack: Python's RecursionError. */
import { PySyntaxError } from "./syntax-error.ts";

/** @throws {PySyntaxError} RecursionError if the stack is used up. */
export function orRecursionError<T>(run: () => T): T {
  try {
    return run();
  } catch (reason) {
    if (!isStackOverflow(reason)) throw reason;
    throw new PySyntaxError("maximum recursion depth exceeded", { type: "RecursionError" });
  }
}

/** V8 and JavaScriptCore throw a RangeError, SpiderMonkey an InternalError. Other RangeErrors are not meant. */
export function isStackOverflow(reason: unknown): boolean {
  return reason instanceof Error && /call stack size|too much recursion/.test(reason.message);
}
