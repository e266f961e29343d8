/**
 * The limit on the nesting of syntax, so that deep source is a Python error and no stack overflow.
 *
 * CPython measures its C stack; we count. The passes that walk the tree first count for those after them.
 */

import { PySyntaxError } from "@pyvm/parser";

/**
 * The deepest nesting of syntax nodes that compiles. A level costs up to three JavaScript frames; this
 * leaves half of a one-megabyte stack to the caller.
 */
export const MAX_NESTING = 1000;

/** Count one level down. Raises a PySyntaxError of type RecursionError past MAX_NESTING. */
export function enterRecursiveCall(state: { depth: number }): void {
  if (++state.depth > MAX_NESTING) {
    throw new PySyntaxError("maximum recursion depth exceeded during compilation", { type: "RecursionError" });
  }
}

export function leaveRecursiveCall(state: { depth: number }): void {
  state.depth--;
}
