/**
 * Entering the interpreter: running code, calling functions and resuming generators from native code.
 *
 * Each entry is one activation of the loop on the JavaScript stack (`rt.nativeDepth`); Python calls Python without
 * another. Importing this file connects the layers below to the loop (`evaluator`, `hooks`).
 */
import { FAST_CELL } from "@pyvm/bytecode";
import type { PyBaseException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { raise, recursionError, runtimeError, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { Cell } from "../objects/cell.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { type PyFrame, currentFrame, evaluator } from "../objects/frame.ts";
import { PyFunction, builtinsFor } from "../objects/function.ts";
import type { PyGeneratorBase } from "../objects/generator.ts";
import { frameFor, frameForKeywords } from "../semantics/bind-arguments.ts";
import { pythonFrame } from "../semantics/calls.ts";
import { chainContext } from "../semantics/raising.ts";
import { resumedFrame } from "../semantics/generators.ts";
import { runLoop } from "./generated/loop.ts";
import { tellThrown } from "./instrumentation.ts";
import { isMonitoring } from "./monitoring.ts";
import { SUSPENSION } from "./restart.ts";
import { mainThread, resumeMain } from "./threads.ts";
import { unwind } from "./unwind.ts";

/** Activations of the loop that the JavaScript stack holds safely. */
const MAX_NATIVE_DEPTH = 400;

/** Run a frame, which is counted in the depth, until it returns or yields; undefined: unwinding. */
function enter(frame: PyFrame): Result {
  const runtime = rt;
  if (runtime.nativeDepth >= MAX_NATIVE_DEPTH) {
    runtime.depth--;
    return raise(recursionError("maximum recursion depth exceeded"));
  }
  frame.back = currentFrame();
  frame.entry = true;
  frame.plain = false;
  return activate(frame);
}

/** One activation of the loop. The main thread, if it left it to give way to others, comes back to here. */
function activate(frame: PyFrame): Result {
  const runtime = rt;
  runtime.nativeDepth++;
  const result = runLoop(frame);
  runtime.nativeDepth--;
  if (result === undefined && runtime.pending === SUSPENSION && runtime.thread === mainThread())
    return resumeMain();
  return result;
}

/** `func(*args)`, the last arguments by keyword if there are names. */
export function callFunction(func: PyFunction, args: readonly PyObject[], kwnames: KeywordNames): Result {
  const frame =
    kwnames === undefined
      ? frameFor(func, undefined, args, 0, args.length)
      : frameForKeywords(func, undefined, args, 0, args.length, kwnames);
  return frame === undefined ? undefined : enter(frame);
}

/**
 * Run a code object in namespaces, as exec() and import do. `locals` null: the globals. The closure is for code with
 * free variables.
 */
export function runCode(
  code: PyCode,
  globals: PyDict,
  locals: PyObject | null = null,
  closure: Cell[] | null = null,
): Result {
  const func = new PyFunction(code, globals, builtinsFor(globals));
  func.closure = closure;
  return runBody(func, locals ?? globals);
}

function runBody(func: PyFunction, locals: PyObject): Result {
  const frame = frameFor(func, undefined, [], 0, 0);
  if (frame === undefined) return undefined;
  frame.locals = locals;
  return enter(frame);
}

function resume(generator: PyGeneratorBase, value: PyObject): Result {
  const frame = resumedFrame(generator, value, 0);
  return frame === undefined ? undefined : enter(frame);
}

/** The exception appears in the generator's frame at the instruction where it is suspended. */
function resumeWithException(generator: PyGeneratorBase, exception: PyBaseException): Result {
  const frame = resumedFrame(generator, None, 0);
  if (frame === undefined) return undefined;
  const runtime = rt;
  if (generator.handled !== null) chainContext(exception, generator.handled);
  frame.back = currentFrame();
  frame.entry = true;
  runtime.frame = frame;
  raise(exception);
  if (isMonitoring) tellThrown(frame, exception);
  if (unwind(frame, frame.ip) === null) return undefined;
  return activate(frame);
}

evaluator.callFunction = callFunction;
evaluator.resume = resume;
evaluator.resumeWithException = resumeWithException;
evaluator.frameForCall = (callable, args, kwnames) =>
  pythonFrame(callable, undefined, args, 0, args.length, kwnames);

hooks.runClassBody = (body, namespace) => {
  if (!(body instanceof PyFunction)) {
    return raise(typeError("__build_class__: func must be a function"));
  }
  return runBody(body, namespace);
};

hooks.callerGlobals = () => currentFrame()?.func.globals;

/** `super()`: the first argument of the running function and its `__class__` cell (typeobject.c, super_init_impl). */
hooks.superArguments = () => {
  const frame = currentFrame();
  if (frame === null) return raise(runtimeError("super(): no current frame"));
  const { code } = frame;
  if (code.source.co_argcount === 0) return raise(runtimeError("super(): no arguments"));
  const first = frame.stack[0];
  const isCell = (code.source.co_localspluskinds[0]! & FAST_CELL) !== 0;
  const self = isCell && first instanceof Cell ? first.value : first;
  if (self === undefined) return raise(runtimeError("super(): arg[0] deleted"));
  for (let i = code.localCount - code.freeCount; i < code.localCount; i++) {
    if (code.localNames[i] !== "__class__") continue;
    const cell = frame.stack[i];
    if (!(cell instanceof Cell)) return raise(runtimeError("super(): bad __class__ cell"));
    if (cell.value === undefined) return raise(runtimeError("super(): empty __class__ cell"));
    return { type: cell.value, self };
  }
  return raise(runtimeError("super(): __class__ cell not found"));
};
