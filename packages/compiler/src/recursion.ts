/**
 * The limit on the nesting of syntax, so that deep source is a Python error and no stack overflow.
 *
 * CPython measures its C stack; we count. The passes that walk the tree first count for those after them.
 */

import { PySyntaxError } from "@pyvm/parser";

/**
 * The deepest nesting of syntax nodes that compiles: about what fits on a one-megabyte stack, at one to three
 * JavaScript frames a level. How much of the stack is left when we are called is not ours to know, so
 * `withRecursionLimit` catches what the count does not.
 */
export const MAX_NESTING = 4000;

/** Count one level down. Raises a PySyntaxError of type RecursionError past MAX_NESTING. */
export function enterRecursiveCall(state: { depth: number }): void {
  if (++state.depth > MAX_NESTING) throw recursionError();
}

export function leaveRecursiveCall(state: { depth: number }): void {
  state.depth--;
}

/** Run a compilation; a JavaScript stack overflow in it is the same RecursionError. */
export function withRecursionLimit<T>(run: () => T): T {
  try {
    return run();
  } catch (reason) {
    if (reason instanceof RangeError) throw recursionError();
    throw reason;
  }
}

function recursionError(): PySyntaxError {
  return new PySyntaxError("maximum recursion depth exceeded during compilation", { type: "RecursionError" });
}
