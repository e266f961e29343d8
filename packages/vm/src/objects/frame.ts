/**
 * frame: one execution of a code object, as data.
 *
 * The Python frame object and the interpreter's own frame are the same thing: the loop keeps instruction pointer
 * and stack pointer in registers while it runs a frame and stores them here when it leaves it (`ip` before anything
 * that could ask, so that `f_lineno` is right). A generator owns its frame; finished frames live on in tracebacks.
 *
 * `stack` holds the fast locals (parameters, variables, cells, free variables) and behind them the operands.
 *
 * Hot: PyFrame has one layout, all fields assigned in one order.
 */
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, CO_OPTIMIZED, lineAt } from "@pyvm/bytecode";
import { defineType, getset, method } from "../kernel/define.ts";
import type { PyBaseException } from "../kernel/exceptions.ts";
import { addressOf } from "../kernel/identity.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { attributeErrorMessage, raise, runtimeError, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import type { PyType } from "../kernel/type.ts";
import type { GlobalCells, PyCode } from "./code.ts";
import { frameLocals } from "./frame-locals.ts";
import type { PyFunction } from "./function.ts";
import type { PyGeneratorBase } from "./generator.ts";
import { textOf } from "./item-array.ts";

export class PyFrame implements HeapObject {
  declare readonly cls: PyType;
  declare readonly func: PyFunction;
  declare readonly code: PyCode;
  declare readonly stack: (PyObject | undefined)[];
  /** Index into `code.instructions` of what runs next (twice the instruction's number). */
  declare ip: number;
  /** Depth of `stack` when the frame is not running. */
  declare sp: number;
  /** The caller. */
  declare back: PyFrame | null;
  /** Returning from it is nothing but that: no entry, no generator, no `constructed`. */
  declare plain: boolean;
  /** Returning from it leaves the loop: native code called. */
  declare entry: boolean;
  /** The generator, coroutine or async generator that owns the frame. */
  declare generator: PyGeneratorBase | null;
  /** The namespace of a class body, a module or exec'd code; null when locals are fast. */
  declare locals: PyObject | null;
  declare cells: GlobalCells;
  /** The instance that a class call made and this frame's `__init__` fills in: its caller gets it. Or a FrameExit. */
  declare constructed: PyObject | FrameExit | undefined;

  constructor(func: PyFunction, code: PyCode) {
    this.func = func;
    this.code = code;
    this.stack = newStack(code);
    this.ip = 0;
    this.sp = code.localCount;
    this.back = null;
    this.plain = true;
    this.entry = false;
    this.generator = null;
    this.locals = null;
    this.cells = code.cells;
    this.constructed = undefined;
  }
}

/** What a native function that went on in a frame (kernel/native.ts, Enter) does when that is left. */
export abstract class FrameExit {
  /** `value` undefined: an exception leaves the frame. Answers what the caller gets. */
  abstract leave(value: PyObject | undefined): PyObject | undefined;
}

/** A stack of unbound locals and room for operands. Small ones as literals: V8 allocates those without a call. */
function newStack(code: PyCode): (PyObject | undefined)[] {
  const u = undefined;
  const size = code.stackSize;
  if (size <= 6) return [u, u, u, u, u, u];
  if (size <= 10) return [u, u, u, u, u, u, u, u, u, u];
  return code.emptyStack.slice();
}

/** How objects reach the interpreter loop, which is a layer above them. interpreter/run-frame.ts fills it in. */
export type Evaluator = {
  /** Call a function from native code. */
  callFunction: (func: PyFunction, args: readonly PyObject[], kwnames: KeywordNames) => Result;
  /** Run a suspended generator until it yields or ends (its state tells); undefined: it raised. */
  resume: (generator: PyGeneratorBase, value: PyObject) => Result;
  /** The same, raising an exception where it is suspended. */
  resumeWithException: (generator: PyGeneratorBase, exception: PyBaseException) => Result;
  /** Do what the generator does last, and forget its locals. */
  finalizeGenerator: (generator: PyGeneratorBase) => void;
  /** Tell of the events of the instruction that a frame is about to run; undefined: unwinding. */
  beforeInstruction: (frame: PyFrame, depth: number) => true | undefined;
  /** The frame in which a call goes on (kernel/native.ts, Enter). */
  frameForCall: (
    callable: PyObject,
    args: readonly PyObject[],
    kwnames: KeywordNames,
  ) => PyFrame | null | undefined;
};
const notLoaded = (): never => {
  throw new Error("internal error: the interpreter is used before it is loaded; please report it");
};
export const evaluator: Evaluator = {
  callFunction: notLoaded,
  resume: notLoaded,
  resumeWithException: notLoaded,
  finalizeGenerator: notLoaded,
  beforeInstruction: notLoaded,
  frameForCall: notLoaded,
};

/** The frame that is executing, null outside of any. */
export function currentFrame(): PyFrame | null {
  return rt.frame as PyFrame | null;
}

/** Byte offset in `co_code` of the instruction that runs or ran last; −1 before the first. */
export function lastInstruction(frame: PyFrame): number {
  const { offsets } = frame.code;
  return frame.ip === 0 || offsets === null ? -1 : offsets[(frame.ip >> 1) - 1]!;
}

/** The line that runs or ran last; −1 when the instruction has none. */
export function frameLine(frame: PyFrame): number {
  return lineAt(frame.code.source, lastInstruction(frame));
}

/** `f_trace` and its switches. */
type Tracing = {
  trace: PyObject;
  lines: boolean;
  opcodes: boolean;
  /** The line that is being told of; null: the running instruction's. */
  line: number | null;
};
const tracing = new WeakMap<PyFrame, Tracing>();
export function tracingOf(frame: PyFrame): Tracing {
  let state = tracing.get(frame);
  if (state === undefined)
    tracing.set(frame, (state = { trace: None, lines: true, opcodes: false, line: null }));
  return state;
}

export const frameType: PyType = defineType("frame", {
  instance: PyFrame,
  final: true,
  slots: {
    __repr__: (self: PyFrame) =>
      strFromUtf16(
        `<frame at ${addressOf(self)}, file ${quoted(self.code.filename)}, line ${frameLine(self)}, code ${textOf(self.code.name)}>`,
      ),
  },
  methods: {
    f_back: getset(null, (self: PyFrame) => self.back ?? None),
    f_code: getset(null, (self: PyFrame) => self.code),
    f_globals: getset(null, (self: PyFrame) => self.func.globals),
    f_builtins: getset(null, (self: PyFrame) => self.func.builtins),
    f_locals: getset(null, (self: PyFrame) => frameLocals(self)),
    f_lasti: getset(null, lastInstruction),
    f_lineno: getset(null, lineOrNone, setLine),
    f_generator: getset(null, (self: PyFrame) => self.generator ?? None),
    f_trace: getset(
      null,
      (self: PyFrame) => tracingOf(self).trace,
      (self: PyFrame, value) => {
        tracingOf(self).trace = value ?? None;
        return None;
      },
    ),
    f_trace_lines: getset(null, (self: PyFrame) => tracingOf(self).lines, setFlag("lines")),
    f_trace_opcodes: getset(null, (self: PyFrame) => tracingOf(self).opcodes, setFlag("opcodes")),
    clear: method("($self, /)", "Clear all references held by the frame.", clearFrame),
  },
});

function lineOrNone(self: PyFrame): Result {
  const line = tracing.get(self)?.line ?? frameLine(self);
  return line < 0 ? None : line;
}

/** Jumping is for trace functions only, and there are none. */
function setLine(self: PyFrame, value: PyObject | undefined): Result {
  if (value === undefined) return raise(attributeErrorMessage("cannot delete attribute"));
  return raise(valueError(`f_lineno can only be set by a trace function in '${textOf(self.code.name)}'`));
}

function setFlag(key: "lines" | "opcodes"): (self: PyFrame, value: PyObject | undefined) => Result {
  return (self, value) => {
    if (typeof value !== "boolean") return raise(typeError("attribute value type must be bool"));
    tracingOf(self)[key] = value;
    return None;
  };
}

/** frame.clear(): the locals of a frame that is over, or of a generator that is then closed. */
function clearFrame(self: PyFrame): Result {
  if (isRunning(self)) return raise(runtimeError("cannot clear an executing frame"));
  const { generator } = self;
  if (generator === null || generator.finished || self.ip === 0) {
    self.stack.fill(undefined);
    return None;
  }
  if (!generator.unstarted) return raise(runtimeError("cannot clear a suspended frame"));
  evaluator.finalizeGenerator(generator);
  return None;
}

function isRunning(frame: PyFrame): boolean {
  for (let running = currentFrame(); running !== null; running = running.back)
    if (running === frame) return true;
  return false;
}

function quoted(text: PyObject): string {
  return `'${textOf(text)}'`;
}

/** Whether calling the code makes a generator, coroutine or async generator. */
export function isGeneratorCode(code: PyCode): boolean {
  return (code.flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0;
}

/** Whether locals are fast: a function, not a class body, a module or exec'd code. */
export function hasFastLocals(code: PyCode): boolean {
  return (code.flags & CO_OPTIMIZED) !== 0;
}
