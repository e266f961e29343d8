/**
 * Monitoring: which tools want to be told of which events, and telling them (PEP 669; CPython
 * Python/instrumentation.c). sys.settrace() and sys.setprofile() are tools, too.
 *
 * Where events come from is instrumentation.ts and unwind.ts. While a tool is being told nothing else is told.
 */
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, raiseCaught, valueError } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { objectType } from "../kernel/type.ts";
import type { PyCode } from "../objects/code.ts";
import { type PyFrame, lastInstruction } from "../objects/frame.ts";

/** Events, by their bit in an event set (Include/cpython/monitoring.h). */
export const EventKind = {
  PY_START: 0,
  PY_RESUME: 1,
  PY_RETURN: 2,
  PY_YIELD: 3,
  CALL: 4,
  LINE: 5,
  INSTRUCTION: 6,
  JUMP: 7,
  BRANCH_LEFT: 8,
  BRANCH_RIGHT: 9,
  STOP_ITERATION: 10,
  RAISE: 11,
  EXCEPTION_HANDLED: 12,
  PY_UNWIND: 13,
  PY_THROW: 14,
  RERAISE: 15,
  C_RETURN: 16,
  C_RAISE: 17,
  BRANCH: 18,
} as const;

export const EVENT_NAMES = Object.keys(EventKind);

/** Events below this one belong to places in code, and can be switched on and off there. */
const FIRST_GLOBAL_EVENT: number = EventKind.RAISE;

/** How a tool is told: undefined with an exception pending, DISABLE not to be told of this place again. */
export type Callback = (frame: PyFrame, args: PyObject[]) => Result;

export const PROFILE_TOOL = 6;
export const TRACE_TOOL = 7;
const TOOL_COUNT = 8;

export const DISABLE: PyObject = new objectType.JS();
export const MISSING: PyObject = new objectType.JS();

class Tool {
  /** The events that are on everywhere. */
  events = 0;
  readonly callbacks: (Callback | null)[] = EVENT_NAMES.map(() => null);
  /** The events that are on in one code object. */
  local = new Map<PyCode, number>();
  /** Places where the tool wanted no more: events by byte offset. */
  disabled = new Map<PyCode, Map<number, number>>();

  isDisabled(code: PyCode, offset: number, event: number): boolean {
    return (((this.disabled.get(code)?.get(offset) ?? 0) >> event) & 1) !== 0;
  }

  disable(code: PyCode, offset: number, event: number): void {
    let places = this.disabled.get(code);
    if (places === undefined) this.disabled.set(code, (places = new Map()));
    places.set(offset, (places.get(offset) ?? 0) | (1 << event));
  }
}

/** The tools of one interpreter. */
export class Monitors {
  readonly tools: readonly Tool[] = Array.from({ length: TOOL_COUNT }, () => new Tool());
  /** The events that any tool wants everywhere. */
  events = 0;
  /** A tool is being told. */
  busy = false;

  /** The events that anybody wants in a code object. */
  wanted(code: PyCode): number {
    let events = this.events;
    for (const tool of this.tools) events |= tool.local.get(code) ?? 0;
    return events;
  }
}

const monitorsByInterpreter = new WeakMap<object, Monitors>();

export function monitors(): Monitors {
  let found = monitorsByInterpreter.get(rt.interpreter);
  if (found === undefined) monitorsByInterpreter.set(rt.interpreter, (found = new Monitors()));
  return found;
}

/** Whether anything is monitored at all: asked where an exception passes, so a variable. */
export let isMonitoring = false;

export function setMonitoring(value: boolean): void {
  isMonitoring = value;
}

/** The event that decides whether another is on: what native functions answer comes with calls. */
function switchOf(event: number): number {
  return event === EventKind.C_RETURN || event === EventKind.C_RAISE ? EventKind.CALL : event;
}

/** Tell the tools of an event at the frame's instruction. Answers false when unwinding. */
export function tell(
  frame: PyFrame,
  event: number,
  args: readonly PyObject[],
  offset = lastInstruction(frame),
): boolean {
  const here = monitors();
  if (here.busy) return true;
  const { code } = frame;
  const bit = 1 << switchOf(event);
  for (let number = TOOL_COUNT - 1; number >= 0; number--) {
    const tool = here.tools[number]!;
    const callback = tool.callbacks[event];
    if (callback === null || callback === undefined) continue;
    if (((tool.events | (tool.local.get(code) ?? 0)) & bit) === 0) continue;
    if (tool.isDisabled(code, offset, event)) continue;
    here.busy = true;
    const answer = protectedCall(callback, frame, [code, ...args]);
    here.busy = false;
    if (answer === undefined) return false;
    if (answer !== DISABLE) continue;
    if (event < FIRST_GLOBAL_EVENT) {
      tool.disable(code, offset, event);
      continue;
    }
    tool.callbacks[event] = null;
    raise(valueError(`Cannot disable ${EVENT_NAMES[event]} events. Callback removed.`));
    return false;
  }
  return true;
}

function protectedCall(callback: Callback, frame: PyFrame, args: PyObject[]): Result {
  try {
    return callback(frame, args);
  } catch (caught) {
    return raiseCaught(caught);
  }
}

/** As `tell`, while an exception is pending: it stays so, unless a tool raises another. */
export function tellOfException(frame: PyFrame, event: number, exception: PyObject, offset: number): void {
  const { pending } = rt;
  rt.pending = null;
  if (tell(frame, event, [offset, exception], offset)) rt.pending = pending;
}
