/**
 * Instrumentation: how code that is monitored tells of its events, at no cost to code that is not (PEP 669; CPython
 * Python/instrumentation.c).
 *
 * Monitored code has INSTRUMENTED in the place of each operation. That tells of the events of the real one, puts the
 * real one back and has the loop run it; the next INSTRUMENTED that runs, wherever it is, restores the place. Code is
 * changed in its array, so running frames notice at once. Code that starts while something is monitored everywhere is
 * changed by the tick of its RESUME, which comes at each function entry then.
 *
 * What an instruction decides (which way a branch goes, how a native function ended) is told when the next one runs.
 */
import { Op, decodeExceptionTable, lineRanges, opcodeCaches } from "@pyvm/bytecode";
import type { PyBaseException } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { pendingException, stopIteration } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { PyMethod } from "../objects/bound-method.ts";
import type { PyCode } from "../objects/code.ts";
import { type PyFrame, currentFrame, evaluator, lastInstruction, tracingOf } from "../objects/frame.ts";
import { PyFunction } from "../objects/function.ts";
import { PyGeneratorBase } from "../objects/generator.ts";
import { PyTuple } from "../objects/tuple.ts";
import { FUSED, Operation } from "./generated/operations.ts";
import { EventKind, MISSING, monitors, setMonitoring, tell, tellOfException } from "./monitoring.ts";
import { fuseSequences, predecode } from "./predecode.ts";

/** What monitored code was before. Units are pairs of bytes of `co_code`. */
type Plain = {
  /** The operations, none fused. */
  readonly operations: Int32Array;
  /** The line of each unit, −1: none. */
  readonly lines: Int32Array;
  /** 1 for each unit that begins a line if control comes from another one. */
  readonly starts: Uint8Array;
};

/** How far a monitored frame has come. */
type Progress = {
  /** The instruction that ran last, and the unit behind it and its caches. */
  unit: number;
  end: number;
  /** The instruction jumps. */
  jumps: boolean;
  /** The call of something that is not a Python function which it is making. */
  call: { readonly callable: PyObject; readonly argument: PyObject } | null;
};

const plains = new WeakMap<PyCode, Plain>();
let progresses = new WeakMap<PyFrame, Progress>();
const instrumented = new Set<PyCode>();
/** The place whose real operation stands in the array now. */
let opened: { readonly instructions: Int32Array; readonly at: number } | null = null;

const FIRST_PART = new Map(FUSED.map(({ parts, operation }) => [operation, parts[0]!]));

// ---- Changing code

function instrument(code: PyCode): void {
  if (instrumented.has(code)) return;
  const instructions = code.instructions ?? predecode(code);
  const { length } = plainOf(code, instructions).operations;
  for (let i = 0; i < length; i++) instructions[2 * i] = Operation.INSTRUMENTED;
  instrumented.add(code);
}

function restore(code: PyCode): void {
  const { operations } = plains.get(code)!;
  const instructions = code.instructions!;
  operations.forEach((operation, i) => (instructions[2 * i] = operation));
  fuseSequences(instructions, operations.length);
  instrumented.delete(code);
}

function plainOf(code: PyCode, instructions: Int32Array): Plain {
  let plain = plains.get(code);
  if (plain !== undefined) return plain;
  const operations = Int32Array.from(code.offsets!, (_, i) => {
    const operation = instructions[2 * i]!;
    return FIRST_PART.get(operation) ?? operation;
  });
  const lines = linesOf(code);
  plains.set(code, (plain = { operations, lines, starts: lineStarts(code, lines) }));
  return plain;
}

function linesOf(code: PyCode): Int32Array {
  const lines = new Int32Array(code.source.co_code.length / 2).fill(-1);
  for (const { start, end, lineno } of lineRanges(code.source)) lines.fill(lineno, start / 2, end / 2);
  return lines;
}

const NEVER_START_LINES: ReadonlySet<number> = new Set([
  Op.END_ASYNC_FOR,
  Op.END_FOR,
  Op.END_SEND,
  Op.RESUME,
  Op.POP_ITER,
]);

/** CPython's initialize_lines. */
function lineStarts(code: PyCode, lines: Int32Array): Uint8Array {
  const { co_code: bytes } = code.source;
  const starts = new Uint8Array(lines.length);
  let current = -1;
  let traceable = false;
  for (let unit = 0; unit < lines.length; unit += unitsAt(bytes, unit)) {
    const op = bytes[2 * unit]!;
    traceable ||= op === Op.RESUME;
    if (!traceable || NEVER_START_LINES.has(op)) continue;
    if (lines[unit]! >= 0 && lines[unit] !== current) starts[unit] = 1;
    current = lines[unit]!;
  }
  const mark = (unit: number, but: number) => {
    if (lines[unit]! >= 0 && bytes[2 * unit] !== but) starts[unit] = 1;
  };
  for (const offset of code.offsets!) {
    const target = jumpTarget(bytes, offset / 2);
    if (target !== null) mark(target, Op.POP_ITER);
  }
  for (const { target } of decodeExceptionTable(code.source.co_exceptiontable))
    mark(target / 2, Op.END_ASYNC_FOR);
  return starts;
}

/** An instruction and its caches. */
function unitsAt(bytes: Uint8Array, unit: number): number {
  return 1 + opcodeCaches[bytes[2 * unit]!]!;
}

function opargAt(bytes: Uint8Array, unit: number): number {
  let oparg = bytes[2 * unit + 1]!;
  for (let shift = 8, at = unit - 1; at >= 0 && bytes[2 * at] === Op.EXTENDED_ARG; at--, shift += 8)
    oparg |= bytes[2 * at + 1]! << shift;
  return oparg;
}

/** Where an instruction jumps to, END_FOR and END_SEND skipped as by whoever jumps there; null if it does not. */
function jumpTarget(bytes: Uint8Array, unit: number): number | null {
  const end = unit + unitsAt(bytes, unit);
  const oparg = opargAt(bytes, unit);
  switch (bytes[2 * unit]) {
    case Op.POP_JUMP_IF_FALSE:
    case Op.POP_JUMP_IF_TRUE:
    case Op.POP_JUMP_IF_NONE:
    case Op.POP_JUMP_IF_NOT_NONE:
    case Op.JUMP_FORWARD:
      return end + oparg;
    case Op.FOR_ITER:
    case Op.SEND:
      return end + oparg + 1;
    case Op.JUMP_BACKWARD:
    case Op.JUMP_BACKWARD_NO_INTERRUPT:
      return end - oparg;
  }
  return null;
}

/** After tools have changed what they want. */
export function refreshInstrumentation(): void {
  closePlace();
  const here = monitors();
  here.events = here.tools.reduce((events, tool) => events | tool.events, 0);
  const codes = new Set(here.tools.flatMap((tool) => [...tool.local.keys()]));
  setMonitoring(here.events !== 0 || codes.size > 0);
  for (const code of [...instrumented]) if (here.wanted(code) === 0) restore(code);
  // How far frames come unwatched nobody knows.
  if (instrumented.size === 0) progresses = new WeakMap();
  for (const code of codes) if (here.wanted(code) !== 0) instrument(code);
  if (here.events === 0) return;
  for (const thread of rt.threads) {
    const top = thread === rt.thread ? currentFrame() : (thread.frame as PyFrame | null);
    for (let frame = top; frame !== null; frame = frame.back) instrument(frame.code);
  }
  rt.budget = 0;
}

/** At the tick of RESUME or a backward jump, while something is monitored everywhere. Answers false when unwinding. */
export function instrumentAtTick(): boolean {
  const here = monitors();
  if (here.events === 0) return true;
  rt.budget = 0;
  const frame = currentFrame();
  if (here.busy || frame === null || instrumented.has(frame.code)) return true;
  instrument(frame.code);
  const unit = lastInstruction(frame) / 2;
  const { co_code: bytes } = frame.code.source;
  if (bytes[2 * unit] !== Op.RESUME) return true;
  progresses.set(frame, { unit, end: unit + 1, jumps: false, call: null });
  return tellOfStart(frame, bytes, unit);
}

function closePlace(): void {
  if (opened !== null) opened.instructions[opened.at] = Operation.INSTRUMENTED;
  opened = null;
}

evaluator.beforeInstruction = (frame, depth) => {
  closePlace();
  const { code } = frame;
  const at = frame.ip - 2;
  if (!monitors().busy) {
    frame.sp = depth;
    if (!tellBefore(frame, at, depth)) return undefined;
    closePlace();
  }
  if (instrumented.has(code)) {
    code.instructions![at] = plains.get(code)!.operations[at >> 1]!;
    opened = { instructions: code.instructions!, at };
  }
  frame.ip = at;
  return true;
};

// ---- Telling

function tellBefore(frame: PyFrame, at: number, depth: number): boolean {
  const { code } = frame;
  const { co_code: bytes } = code.source;
  const unit = code.offsets![at >> 1]! / 2;
  const before = progresses.get(frame) ?? progressUntil(code, at);
  if (!tellOfOutcome(frame, before, bytes, unit, depth)) return false;
  if (!tellOfLines(frame, before, bytes, unit)) return false;
  const now: Progress = { unit, end: unit + unitsAt(bytes, unit), jumps: false, call: null };
  progresses.set(frame, now);
  if (!tell(frame, EventKind.INSTRUCTION, [2 * unit])) return false;
  return tellOfInstruction(frame, now, bytes, depth);
}

/** Monitoring began while the frame ran: as if the instruction in front had run. */
function progressUntil(code: PyCode, at: number): Progress {
  const unit = at === 0 ? 0 : code.offsets![(at >> 1) - 1]! / 2;
  return { unit, end: unit + unitsAt(code.source.co_code, unit), jumps: false, call: null };
}

/** What the instruction before has decided. */
function tellOfOutcome(
  frame: PyFrame,
  before: Progress,
  bytes: Uint8Array,
  unit: number,
  depth: number,
): boolean {
  const { call } = before;
  before.call = null;
  if (call !== null && entryOf(before, bytes, unit) === before.end) {
    const args = [2 * before.unit, call.callable, call.argument];
    if (!tell(frame, EventKind.C_RETURN, args, 2 * before.unit)) return false;
  }
  if (bytes[2 * before.unit] !== Op.FOR_ITER) return true;
  const origin = 2 * before.unit;
  if (bytes[2 * unit] !== Op.POP_ITER || unit !== jumpTarget(bytes, before.unit)) {
    return tell(frame, EventKind.BRANCH_LEFT, [origin, 2 * behindNotTaken(bytes, before.end)], origin);
  }
  if (frame.stack[depth - 1] instanceof PyGeneratorBase) {
    if (!tell(frame, EventKind.STOP_ITERATION, [2 * unit - 2, stopIteration()], 2 * unit - 2)) return false;
  }
  return tell(frame, EventKind.BRANCH_RIGHT, [origin, 2 * unit + 2], origin);
}

function behindNotTaken(bytes: Uint8Array, unit: number): number {
  return bytes[2 * unit] === Op.NOT_TAKEN ? unit + 1 : unit;
}

/** The lines that begin between where control came in and the instruction: NOPs, which never run, may have lines. */
function tellOfLines(frame: PyFrame, before: Progress, bytes: Uint8Array, unit: number): boolean {
  const { lines, starts } = plains.get(frame.code)!;
  let last = bytes[2 * before.unit] === Op.RESUME ? -1 : lines[before.unit]!;
  for (let at = entryOf(before, bytes, unit); at <= unit; at++) {
    const line = lines[at]!;
    if (starts[at] === 0 || line === last) continue;
    last = line;
    const state = tracingOf(frame);
    state.line = line;
    const goesOn = tell(frame, EventKind.LINE, [line], 2 * at);
    state.line = null;
    if (!goesOn) return false;
  }
  return true;
}

function entryOf(before: Progress, bytes: Uint8Array, unit: number): number {
  const isBetween = (from: number) => {
    for (let at = from; at < unit; at++) {
      const op = bytes[2 * at];
      if (op !== Op.NOP && op !== Op.NOT_TAKEN && op !== Op.EXTENDED_ARG) return false;
    }
    return from <= unit;
  };
  if (!before.jumps && isBetween(before.end)) return before.end;
  const target = jumpTarget(bytes, before.unit);
  if (target !== null && isBetween(target)) return target;
  let entry = unit;
  while (entry > 0 && bytes[2 * entry - 2] === Op.EXTENDED_ARG) entry--;
  return entry;
}

function tellOfStart(frame: PyFrame, bytes: Uint8Array, unit: number): boolean {
  const isStart = (bytes[2 * unit + 1]! & 3) === 0;
  return tell(frame, isStart ? EventKind.PY_START : EventKind.PY_RESUME, [2 * unit]);
}

function tellOfInstruction(frame: PyFrame, now: Progress, bytes: Uint8Array, depth: number): boolean {
  const { stack } = frame;
  const offset = 2 * now.unit;
  const top = stack[depth - 1]!;
  const op = bytes[offset]!;
  const branch = (jumps: boolean): boolean => {
    now.jumps = jumps;
    if (jumps) return tell(frame, EventKind.BRANCH_RIGHT, [offset, 2 * jumpTarget(bytes, now.unit)!]);
    if (bytes[2 * now.end] !== Op.NOT_TAKEN) return true;
    return tell(frame, EventKind.BRANCH_LEFT, [offset, 2 * now.end + 2]);
  };
  switch (op) {
    case Op.RESUME:
      return tellOfStart(frame, bytes, now.unit);
    case Op.RETURN_VALUE:
      return tell(frame, EventKind.PY_RETURN, [offset, top]);
    case Op.YIELD_VALUE:
      return tell(frame, EventKind.PY_YIELD, [offset, top]);
    case Op.JUMP_FORWARD:
    case Op.JUMP_BACKWARD:
      now.jumps = true;
      return tell(frame, EventKind.JUMP, [offset, 2 * jumpTarget(bytes, now.unit)!]);
    case Op.POP_JUMP_IF_FALSE:
      return branch(top === false);
    case Op.POP_JUMP_IF_TRUE:
      return branch(top === true);
    case Op.POP_JUMP_IF_NONE:
      return branch(top === None);
    case Op.POP_JUMP_IF_NOT_NONE:
      return branch(top !== None);
    case Op.END_SEND:
      if (!(stack[depth - 2] instanceof PyGeneratorBase)) return true;
      return tell(frame, EventKind.STOP_ITERATION, [offset, stopIteration(top)]);
    case Op.CALL:
    case Op.CALL_KW:
    case Op.CALL_FUNCTION_EX:
    case Op.LOAD_SUPER_ATTR:
      return tellOfCall(frame, now, operandsOfCall(stack, depth, op, opargAt(bytes, now.unit)));
  }
  return true;
}

type Call = { readonly callable: PyObject; readonly argument: PyObject };

/** The callable and its first argument. */
function operandsOfCall(
  stack: readonly (PyObject | undefined)[],
  depth: number,
  op: number,
  oparg: number,
): Call {
  if (op === Op.LOAD_SUPER_ATTR)
    return { callable: stack[depth - 3]!, argument: (oparg & 2) !== 0 ? stack[depth - 2]! : MISSING };
  if (op === Op.CALL_FUNCTION_EX) {
    const args = stack[depth - 2];
    const first = args instanceof PyTuple ? args.items[0] : undefined;
    return { callable: stack[depth - 4]!, argument: first ?? MISSING };
  }
  const base = depth - oparg - (op === Op.CALL_KW ? 3 : 2);
  const callable = stack[base]!;
  const self = stack[base + 1];
  if (self === undefined && callable instanceof PyMethod)
    return { callable: callable.func, argument: callable.self };
  return { callable, argument: self ?? (oparg > 0 ? stack[base + 2]! : MISSING) };
}

function tellOfCall(frame: PyFrame, now: Progress, call: Call): boolean {
  if (!tell(frame, EventKind.CALL, [2 * now.unit, call.callable, call.argument])) return false;
  if (!(call.callable instanceof PyFunction)) now.call = call;
  return true;
}

// ---- Exceptions (unwind.ts)

/** An exception is raised in a frame, or has come into it. Answers what is pending then. */
export function tellRaised(
  frame: PyFrame,
  exception: PyBaseException,
  how: "raised" | "reraised",
): PyBaseException {
  if (!instrumented.has(frame.code)) return exception;
  rt.frame = frame;
  const offset = lastInstruction(frame);
  const progress = progresses.get(frame);
  if (progress !== undefined && progress.call !== null) {
    const { callable, argument } = progress.call;
    progress.call = null;
    rt.pending = null;
    if (!tell(frame, EventKind.C_RAISE, [offset, callable, argument])) return pendingException();
    rt.pending = exception;
  }
  const event = how === "raised" ? EventKind.RAISE : EventKind.RERAISE;
  tellOfException(frame, event, pendingException(), offset);
  return pendingException();
}

/** An exception leaves a frame. */
export function tellUnwound(frame: PyFrame, exception: PyBaseException): PyBaseException {
  if (!instrumented.has(frame.code)) return exception;
  rt.frame = frame;
  tellOfException(frame, EventKind.PY_UNWIND, exception, lastInstruction(frame));
  return pendingException();
}

/** A handler has taken an exception, which is not pending any more. Answers false when it did not come to that. */
export function tellHandled(frame: PyFrame, exception: PyBaseException): boolean {
  if (!instrumented.has(frame.code)) return true;
  rt.frame = frame;
  const offset = frame.code.offsets![frame.ip >> 1]!;
  return tell(frame, EventKind.EXCEPTION_HANDLED, [offset, exception], offset);
}

/** An exception is thrown into a generator, whose frame goes on. Answers what is pending then. */
export function tellThrown(frame: PyFrame, exception: PyBaseException): PyBaseException {
  if (monitors().wanted(frame.code) === 0) return exception;
  instrument(frame.code);
  rt.frame = frame;
  tellOfException(frame, EventKind.PY_THROW, exception, lastInstruction(frame));
  return pendingException();
}
