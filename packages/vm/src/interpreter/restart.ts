/**
 * Leaving the loop with every frame as it is, to come back to the same instruction: how a thread gives way.
 *
 * A frame is data between instructions. So a thread that has to wait unwinds with `SUSPENSION` pending, which no handler
 * sees: each frame stays, the top one stands before the instruction that was running, and running the thread again
 * executes that instruction once more. That is right for the ends of loops and the starts of functions, which only
 * count, and for calls of native functions that are written to be called again (`restartable`), as system calls are.
 *
 * Invariant of the loop: when RESUME, JUMP_BACKWARD and calls leave by unwinding, their operands are on the stack.
 */
import { Op, stackDepths } from "@pyvm/bytecode";
import { PyBuiltinFunction, PyMethodDescriptor } from "../kernel/descriptors.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { Result } from "../kernel/object.ts";
import { rt } from "../kernel/state.ts";
import type { PyCode } from "../objects/code.ts";
import { type PyFrame, currentFrame, lastInstruction } from "../objects/frame.ts";

/** Pending while a thread leaves the loop in order to come back. */
export const SUSPENSION = makeException(exceptionTypes.BaseException, []);

// Bodies have the parameters that their signatures say.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Body = (...args: any[]) => Result;
const restartableBodies = new WeakSet<Body>();

/** Declare a native function's body to be one that may be left by `SUSPENSION` and called again. */
export function restartable<B extends Body>(body: B): B {
  restartableBodies.add(body);
  return body;
}

/** Whether the running thread can leave the loop from the native function that is being called. */
export function canRestartCall(): boolean {
  const frame = topFrame();
  if (frame === null) return false;
  const callable = frame.stack[frame.code.localCount + operandDepth(frame) - operandCount(frame)];
  const isNative = callable instanceof PyBuiltinFunction || callable instanceof PyMethodDescriptor;
  return isNative && restartableBodies.has(callable.code.body);
}

/** Whether the running thread can leave the loop where its budget was used up. */
export function canRestartTick(): boolean {
  const frame = topFrame();
  if (frame === null) return false;
  const op = frame.code.source.co_code[lastInstruction(frame)];
  return op === Op.JUMP_BACKWARD || op === Op.RESUME;
}

/** The frame on top, if nothing but the loop is between it and what started the thread. */
function topFrame(): PyFrame | null {
  return rt.nativeDepth === rt.thread.base + 1 ? currentFrame() : null;
}

/** Put a frame before the instruction that it was running. */
export function standBefore(frame: PyFrame, next: number): void {
  frame.ip = next;
  frame.sp = frame.code.localCount + operandDepth(frame);
  frame.ip = next - 2;
}

/** Operands of the call that a frame is running, the callable included; 0 if it runs something else. */
function operandCount(frame: PyFrame): number {
  const oparg = frame.code.instructions![frame.ip - 1]!;
  switch (frame.code.source.co_code[lastInstruction(frame)]) {
    case Op.CALL:
      return oparg + 2;
    case Op.CALL_KW:
      return oparg + 3;
    case Op.CALL_FUNCTION_EX:
      return 4;
  }
  return 0;
}

const depthsByCode = new WeakMap<PyCode, ReadonlyMap<number, number>>();

/** How many operands the instruction that a frame runs has found on the stack. */
export function operandDepth(frame: PyFrame): number {
  const { code } = frame;
  let depths = depthsByCode.get(code);
  if (depths === undefined) depthsByCode.set(code, (depths = stackDepths(code.source)));
  let offset = Math.max(0, lastInstruction(frame));
  // Known by the first of its EXTENDED_ARG prefixes.
  while (!depths.has(offset)) offset -= 2;
  return depths.get(offset)!;
}
