/**
 * Unwinding: from an exception to the handler that takes it, frame by frame (CPython InternalDocs/exception_handling.md).
 *
 * Each frame that an exception passes adds an entry to its traceback. The loop stops unwinding at the frame by which
 * native code entered it.
 */
import type { PyBaseException } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { pendingException } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import type { Handler } from "../objects/code.ts";
import { FrameExit, type PyFrame, lastInstruction } from "../objects/frame.ts";
import { FINISHED } from "../objects/generator.ts";
import { PyTraceback } from "../objects/traceback.ts";
import { checkInitResult } from "../semantics/calls.ts";
import { chainContext, takeReraising } from "../semantics/raising.ts";
import { tellHandled, tellRaised, tellUnwound } from "./instrumentation.ts";
import { isMonitoring } from "./monitoring.ts";
import { SUSPENSION, standBefore } from "./restart.ts";

/**
 * The frame in which the pending exception is handled, ready to go on at the handler; null when it leaves the loop.
 * `frame` is where it was raised, `next` behind the instruction that raised. (`frame.ip` is the same, but RERAISE
 * sets it back to where the exception came from first.)
 */
export function unwind(frame: PyFrame, next: number): PyFrame | null {
  let exception = pendingException();
  if (exception === SUSPENSION) {
    standBefore(frame, next);
    return null;
  }
  const reraising = takeReraising();
  if (!reraising) {
    if (exception.traceback === null) chainContext(exception, handledBy(frame));
    addTraceback(exception, frame);
  }
  if (isMonitoring) exception = tellRaised(frame, exception, reraising ? "reraised" : "raised");
  let at = frame;
  let index = next - 2;
  for (;;) {
    const handler = findHandler(at.code.handlers, index);
    if (handler !== null) {
      enterHandler(at, handler, exception);
      if (!isMonitoring || tellHandled(at, exception)) return at;
      exception = pendingException();
      index = at.ip;
      continue;
    }
    if (isMonitoring) exception = tellUnwound(at, exception);
    const caller: PyFrame | null = at.back;
    abandon(at);
    if (at.entry) {
      at.entry = false;
      rt.frame = caller;
      return null;
    }
    at = caller!;
    index = at.ip - 2;
    addTraceback(exception, at);
    if (isMonitoring) exception = tellRaised(at, exception, "raised");
  }
}

function handledBy(frame: PyFrame): PyBaseException | null {
  return frame.generator === null ? rt.handled : (frame.generator.handled ?? rt.handled);
}

function addTraceback(exception: PyBaseException, frame: PyFrame): void {
  exception.traceback = new PyTraceback(
    exception.traceback as PyTraceback | null,
    frame,
    lastInstruction(frame),
  );
}

/** The innermost entry that covers an instruction. */
function findHandler(handlers: readonly Handler[], index: number): Handler | null {
  for (const handler of handlers) if (index >= handler.start && index < handler.end) return handler;
  return null;
}

function enterHandler(frame: PyFrame, handler: Handler, exception: PyBaseException): void {
  let sp = frame.code.localCount + handler.depth;
  if (handler.lasti) frame.stack[sp++] = frame.ip;
  frame.stack[sp++] = exception;
  frame.sp = sp;
  frame.ip = handler.target;
  rt.pending = null;
}

/** The exception leaves the frame. */
function abandon(frame: PyFrame): void {
  rt.depth--;
  const { generator, constructed } = frame;
  if (constructed instanceof FrameExit) constructed.leave(undefined);
  if (generator === null) return;
  generator.state = FINISHED;
  generator.handled = null;
  rt.handled = generator.callerHandled;
  frame.back = null;
}

/**
 * A frame that is not plain returns: what its caller gets, undefined when that is an exception. A generator's caller
 * goes on where it wanted to when the generator is exhausted.
 */
export function finishFrame(frame: PyFrame, value: PyObject): PyObject | undefined {
  const { generator } = frame;
  if (generator !== null) {
    generator.state = FINISHED;
    generator.handled = null;
    rt.handled = generator.callerHandled;
    if (!frame.entry) frame.back!.ip = generator.returnTo;
    frame.back = null;
    return value;
  }
  const { constructed } = frame;
  if (constructed === undefined) return value;
  if (constructed instanceof FrameExit) return constructed.leave(value);
  return checkInitResult(value) === undefined ? undefined : constructed;
}
