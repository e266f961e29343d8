/**
 * Instructions outside the loop: functions in a table (generated/cold.ts), called with the frame, its stack and depth.
 *
 * They answer the new depth, and `frame.ip` is where to go on. One place in the loop calls all of them, so V8 has seen
 * that place before it compiles the loop: an instruction that occurs for the first time afterwards costs nothing but
 * its own compilation.
 */
import type { PyObject } from "../kernel/object.ts";
import { rt } from "../kernel/state.ts";
import type { PyFrame } from "../objects/frame.ts";

export type ColdInstruction = (
  frame: PyFrame,
  s: (PyObject | undefined)[],
  sp: number,
  oparg: number,
) => number;

/** Answers in the place of a depth: an exception is pending; `rt.frame` is another frame, which runs next. */
export const UNWINDING = -1;
export const ENTERED = -2;

/** What the loop answers when it was left to be entered anew. */
export const RESTING = Symbol("resting");

/** Go on in a frame (undefined: unwinding); `sp` is the caller's depth meanwhile. */
export function enterFrame(frame: PyFrame, callee: PyFrame | undefined, sp: number): number {
  if (callee === undefined) return UNWINDING;
  frame.sp = sp;
  callee.back = frame;
  rt.frame = callee;
  return ENTERED;
}

export function unknownOperation(frame: PyFrame): number {
  const operation = frame.code.instructions![frame.ip - 2];
  throw new Error(`internal error: no operation ${operation}; please report it`);
}
