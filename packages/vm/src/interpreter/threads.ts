/**
 * Threads: frames that take turns on the one JavaScript thread there is.
 *
 * A thread runs until its budget is used up or it waits. Then, if nothing but the loop is on the JavaScript stack above
 * what started it, it leaves the loop (restart.ts) and whoever is below, at last the main program's entry, picks the
 * next. A thread that is inside native code (a sort that calls back, an import) cannot leave; the others then run on
 * top of it, and it goes on when they have given way. Turns go round in the order of starting and are counted in
 * instructions, so what a program prints does not depend on the machine, unless it looks at the clock.
 */
import type { PyBaseException } from "../kernel/exceptions.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, raiseCaught, runtimeError, takePending } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { ThreadState, type Wait } from "../kernel/thread-state.ts";
import type { PyFrame } from "../objects/frame.ts";
import { runLoop } from "./generated/loop.ts";
import { instrumentAtTick } from "./instrumentation.ts";
import { isMonitoring } from "./monitoring.ts";
import { SUSPENSION, canRestartCall, canRestartTick } from "./restart.ts";
import { unwind } from "./unwind.ts";

/** How many events (function entries, ends of loops) a second of `sys.getswitchinterval()` stands for. */
const EVENTS_PER_SECOND = 2_000_000;
const MAX_TURN = 10_000;

/**
 * The budget while there is one thread. At its end the loop is entered anew (semantics/control-flow.ts), which is to
 * happen soon after V8 has optimised it: often at first.
 */
const SHORT_BUDGET = 64;
const SHORT_BUDGETS = 4000;
const BUDGET = 2000;
let budgets = 0;

/** How long the host may sleep while something outside could wake a thread, in seconds. */
const POLL_INTERVAL = 0.005;

/** The main thread of the interpreter. */
export function mainThread(): ThreadState {
  return rt.threads[0]!;
}

/** The budget of a turn that begins. */
export function turnLength(): number {
  if (rt.threads.length === 1) return ++budgets < SHORT_BUDGETS ? SHORT_BUDGET : BUDGET;
  return Math.max(1, Math.min(MAX_TURN, Math.round(rt.switchInterval * EVENTS_PER_SECOND)));
}

/** A thread that will call `callable` when it is its turn for the first time. */
export function startThread(
  callable: PyObject,
  args: PyObject[],
  kwnames: readonly string[],
  onEnd: ThreadState["onEnd"],
): ThreadState {
  const thread = new ThreadState(++rt.lastIdent);
  thread.target = { callable, args, kwnames };
  thread.onEnd = onEnd;
  thread.parked = true;
  rt.threads.push(thread);
  rt.budget = Math.min(rt.budget, turnLength());
  return thread;
}

/** Forget the other threads: the program is over, or this is a copy of its process. */
export function abandonThreads(): void {
  rt.threads = [rt.thread];
}

/** What the loop calls when its budget is used up. Answers false when unwinding. */
export function tick(): boolean {
  rt.budget = turnLength();
  if (isMonitoring && !instrumentAtTick()) return false;
  if (rt.thread === mainThread() && !rt.poll()) return false;
  return rt.threads.length === 1 || takeTurns();
}

/** The others have their turns. Answers false when unwinding. */
function takeTurns(): boolean {
  const { thread } = rt;
  // Also those that are beneath this one on the JavaScript stack: they go on when it gives way.
  const wantsTurn = ({ wait }: ThreadState) => wait === null || isOver(wait);
  if (!rt.threads.some((other) => other !== thread && wantsTurn(other))) return true;
  if (canRestartTick()) {
    raise(SUSPENSION);
    return false;
  }
  // On top of an import they could ask for the module that this one is loading.
  if (thread.importing > 0) return true;
  for (const other of rt.threads.slice()) if (isRunnable(other)) runTurn(other);
  rt.budget = turnLength();
  return true;
}

export type WaitOptions = {
  /** In nanoseconds by the host's monotonic clock; null: for ever. */
  readonly deadline: bigint | null;
  /** Whether something outside of the program can make it ready. */
  readonly external?: boolean;
};

/**
 * Wait, while other threads run, until something is ready; false: the deadline has passed. undefined: unwinding, which
 * in a function marked `restartable` may mean that it will be called once more, so it must not have done anything yet.
 */
export function waitUntil(
  ready: () => boolean,
  { deadline, external = false }: WaitOptions,
): boolean | undefined {
  const { thread } = rt;
  if (thread.timedOut) {
    thread.timedOut = false;
    return false;
  }
  const wait: Wait = { ready, deadline, external };
  if (rt.threads.length > 1 && !isOver(wait) && canRestartCall()) {
    thread.wait = wait;
    return raise(SUSPENSION);
  }
  return waitHere(wait);
}

/**
 * Do something while the thread's frames are on the heap and nothing of them on the JavaScript stack, if that can be.
 * undefined: unwinding; the function, which is marked `restartable`, will be called once more when it is done.
 */
export function runOutsideLoop(job: (where: "in the loop" | "outside") => void): true | undefined {
  if (!canRestartCall()) {
    job("in the loop");
    return true;
  }
  let isDone = false;
  const ready = () => {
    if (!isDone) {
      isDone = true;
      job("outside");
    }
    return true;
  };
  rt.thread.wait = { ready, deadline: null, external: false };
  return raise(SUSPENSION);
}

/** Wait without leaving the native function: the other threads run on top of it. */
function waitHere(wait: Wait): boolean | undefined {
  const { thread } = rt;
  thread.wait = wait;
  try {
    for (;;) {
      if (thread === mainThread() && !rt.poll()) return undefined;
      if (wait.ready()) return true;
      if (isPast(wait)) return false;
      const next = nextThread();
      if (next !== null) runTurn(next);
      else if (!idle()) return raise(deadlock());
    }
  } finally {
    thread.wait = null;
  }
}

/**
 * The main thread has left the loop: go on with it when it is its turn again, until it returns (or yields) from the
 * frame by which it entered.
 */
export function resumeMain(): Result {
  const main = rt.thread;
  for (;;) {
    rt.pending = null;
    main.parked = true;
    const mayGoOn = letOthersRun(main);
    main.parked = false;
    main.base = rt.nativeDepth;
    const result = mayGoOn ? goOn(main) : goOnRaising();
    if (result !== undefined || rt.pending !== SUSPENSION) return result;
  }
}

/** Run the others until it is the main thread's turn; false: it has to raise what is pending. */
function letOthersRun(main: ThreadState): boolean {
  for (;;) {
    main.base = UNABLE_TO_LEAVE;
    if (!rt.poll()) return false;
    const next = nextThread();
    if (next === main) return true;
    if (next !== null) runTurn(next);
    else if (!idle()) {
      raise(deadlock());
      return false;
    }
  }
}

const UNABLE_TO_LEAVE = -2;

/** Run another thread until it gives way or ends. */
function runTurn(thread: ThreadState): void {
  const previous = rt.thread;
  putAside(previous);
  rt.thread = thread;
  rt.handled = thread.handled;
  rt.frame = thread.frame;
  rt.depth = thread.depth;
  rt.budget = turnLength();
  thread.parked = false;
  thread.base = rt.nativeDepth;
  const result = thread.target === null ? goOn(thread) : begin(thread);
  if (result === undefined && rt.pending === SUSPENSION) {
    rt.pending = null;
    thread.parked = true;
  } else end(thread, result);
  putAside(thread);
  rt.thread = previous;
  rt.handled = previous.handled;
  rt.frame = previous.frame;
  rt.depth = previous.depth;
}

function putAside(thread: ThreadState): void {
  thread.handled = rt.handled;
  thread.frame = rt.frame;
  thread.depth = rt.depth;
}

function begin(thread: ThreadState): Result {
  const { callable, args, kwnames } = thread.target!;
  thread.target = null;
  try {
    return call(callable, args, kwnames.length === 0 ? undefined : kwnames);
  } catch (error) {
    return raiseCaught(error);
  }
}

/** Run the instruction that the thread stands before, and on. */
function goOn(thread: ThreadState): Result {
  const { wait } = thread;
  thread.wait = null;
  thread.timedOut = wait !== null && !wait.ready();
  return activate(rt.frame as PyFrame);
}

/** Raise what is pending where the thread stands. */
function goOnRaising(): Result {
  const top = rt.frame as PyFrame;
  rt.thread.wait = null;
  const handler = unwind(top, top.ip + 2);
  return handler === null ? undefined : activate(handler);
}

function activate(frame: PyFrame): Result {
  rt.nativeDepth++;
  const result = runLoop(frame);
  rt.nativeDepth--;
  return result;
}

function end(thread: ThreadState, result: Result): void {
  thread.base = UNABLE_TO_LEAVE;
  thread.onEnd(result === undefined ? takePending() : null);
  rt.threads = rt.threads.filter((other) => other !== thread);
}

/** The next thread in turn that can run, after the one that ran last. */
function nextThread(): ThreadState | null {
  const { threads } = rt;
  for (let i = 0; i < threads.length; i++) {
    const thread = threads[(rt.lastTurn + 1 + i) % threads.length]!;
    if (!isRunnable(thread)) continue;
    rt.lastTurn = threads.indexOf(thread);
    return thread;
  }
  return null;
}

function isRunnable(thread: ThreadState): boolean {
  return thread.parked && (thread.wait === null || isOver(thread.wait));
}

function isOver(wait: Wait): boolean {
  return wait.ready() || isPast(wait);
}

function isPast({ deadline }: Wait): boolean {
  return deadline !== null && rt.host.clock.monotonic() >= deadline;
}

/** Sleep until a wait may be over; false: none ever will be. */
function idle(): boolean {
  let seconds = Infinity;
  const now = rt.host.clock.monotonic();
  for (const { wait } of rt.threads) {
    if (wait === null) continue;
    if (wait.external) seconds = Math.min(seconds, POLL_INTERVAL);
    if (wait.deadline !== null) seconds = Math.min(seconds, Number(wait.deadline - now) / 1e9);
  }
  if (seconds === Infinity) return false;
  rt.host.clock.sleep(Math.max(seconds, 0));
  return true;
}

function deadlock(): PyBaseException {
  return runtimeError("deadlock: no thread can go on, each waits for another");
}
