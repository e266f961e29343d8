/**
 * sys.settrace() and sys.setprofile(): tools of their own among those of `sys.monitoring` (CPython
 * Python/legacy_tracing.c).
 */
import { refreshInstrumentation } from "../../interpreter/instrumentation.ts";
import {
  type Callback,
  EventKind,
  PROFILE_TOOL,
  TRACE_TOOL,
  monitors,
} from "../../interpreter/monitoring.ts";
import { PyBuiltinFunction, PyMethodDescriptor } from "../../kernel/descriptors.ts";
import type { PyBaseException } from "../../kernel/exceptions.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { typeOf } from "../../kernel/type.ts";
import { type PyFrame, frameLine, tracingOf } from "../../objects/frame.ts";
import { lineAt } from "@pyvm/bytecode";
import { makeTuple } from "../../objects/tuple.ts";

const TRACE = "trace";
const PROFILE = "profile";

export const traceFunction = (): PyObject => rt.interpreter.get(TRACE) ?? None;
export const profileFunction = (): PyObject => rt.interpreter.get(PROFILE) ?? None;

/** sys.settrace(function) */
export function setTraceFunction(func: PyObject): Result {
  rt.interpreter.set(TRACE, func);
  setCallbacks(TRACE_TOOL, func === None ? {} : traceCallbacks);
  return None;
}

/** sys.setprofile(function) */
export function setProfileFunction(func: PyObject): Result {
  rt.interpreter.set(PROFILE, func);
  setCallbacks(PROFILE_TOOL, func === None ? {} : profileCallbacks);
  return None;
}

type Callbacks = Partial<Record<keyof typeof EventKind, Callback>>;

function setCallbacks(number: number, callbacks: Callbacks): void {
  const tool = monitors().tools[number]!;
  tool.callbacks.fill(null);
  tool.events = 0;
  for (const [name, callback] of Object.entries(callbacks)) {
    const event = EventKind[name as keyof typeof EventKind];
    tool.callbacks[event] = callback;
    if (event < EventKind.C_RETURN) tool.events |= 1 << event;
  }
  refreshInstrumentation();
}

// ---- Tracing: a function for calls, and the one that it answers for the rest of the frame.

function callTracer(tracer: PyObject, frame: PyFrame, what: string, argument: PyObject): Result {
  const answer = call(tracer, [frame, what, argument]);
  if (answer === undefined) {
    const { pending } = rt;
    rt.pending = null;
    setTraceFunction(None);
    tracingOf(frame).trace = None;
    rt.pending = pending;
    return undefined;
  }
  if (answer !== None) tracingOf(frame).trace = answer;
  return None;
}

const traceStart: Callback = (frame) => callTracer(traceFunction(), frame, "call", None);

function traceInside(frame: PyFrame, what: string, argument: PyObject): Result {
  const { trace } = tracingOf(frame);
  return trace === None ? None : callTracer(trace, frame, what, argument);
}

const traceReturn: Callback = (frame, [, , value]) => traceInside(frame, "return", value!);

const traceException: Callback = (frame, [, , exception]) => {
  const { traceback } = exception as PyBaseException;
  return traceInside(frame, "exception", makeTuple([typeOf(exception!), exception!, traceback ?? None]));
};

const traceLine: Callback = (frame) => (tracingOf(frame).lines ? traceInside(frame, "line", None) : None);

/** A jump back to the line that it is on begins that line anew; others come to the start of a line. */
const traceJump: Callback = (frame, [, from, to]) => {
  if ((to as number) > (from as number)) return None;
  if (lineAt(frame.code.source, to as number) !== frameLine(frame)) return None;
  return traceLine(frame, []);
};

const traceOpcode: Callback = (frame) =>
  tracingOf(frame).opcodes ? traceInside(frame, "opcode", None) : None;

const traceCallbacks: Callbacks = {
  PY_START: traceStart,
  PY_RESUME: traceStart,
  PY_THROW: traceStart,
  PY_RETURN: traceReturn,
  PY_YIELD: traceReturn,
  PY_UNWIND: (frame) => traceInside(frame, "return", None),
  RAISE: traceException,
  STOP_ITERATION: traceException,
  LINE: traceLine,
  JUMP: traceJump,
  BRANCH_LEFT: traceJump,
  BRANCH_RIGHT: traceJump,
  INSTRUCTION: traceOpcode,
};

// ---- Profiling: one function for everything.

function callProfiler(frame: PyFrame, what: string, argument: PyObject): Result {
  if (call(profileFunction(), [frame, what, argument]) !== undefined) return None;
  const { pending } = rt;
  rt.pending = null;
  setProfileFunction(None);
  rt.pending = pending;
  return undefined;
}

const profiling =
  (what: string): Callback =>
  (frame) =>
    callProfiler(frame, what, None);

const profileNative =
  (what: string): Callback =>
  (frame, [, , callable]) => {
    const isNative = callable instanceof PyBuiltinFunction || callable instanceof PyMethodDescriptor;
    return isNative ? callProfiler(frame, what, callable) : None;
  };

const profileReturn: Callback = (frame, [, , value]) => callProfiler(frame, "return", value!);

const profileCallbacks: Callbacks = {
  PY_START: profiling("call"),
  PY_RESUME: profiling("call"),
  PY_THROW: profiling("call"),
  PY_RETURN: profileReturn,
  PY_YIELD: profileReturn,
  PY_UNWIND: profiling("return"),
  CALL: profileNative("c_call"),
  C_RETURN: profileNative("c_return"),
  C_RAISE: profileNative("c_exception"),
};
