/**
 * `_signal`: signals of Linux, of which the host delivers one: SIGINT, its interrupt (Ctrl-C).
 *
 * Handlers are Python functions. An interrupt that the host reports is handled when the interpreter's budget is used
 * up, a signal that the program raises itself at once. A signal without a handler ends the process, if the host lets
 * it.
 */
import { osError } from "../exceptions/os-error.ts";
import { ERRNO, errnoMessage } from "../host/errno.ts";
import { defineModule, fn } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, raiseCaught, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { PyIntInstance, typeOf } from "../kernel/type.ts";
import { currentFrame } from "../objects/frame.ts";
import { makeSet } from "../objects/set.ts";
import { call } from "../protocols/call.ts";
import { toIndex } from "../protocols/number.ts";

/** Numbers and descriptions, as Linux has them. */
const SIGNALS: Record<string, readonly [number: number, description: string]> = {
  SIGHUP: [1, "Hangup"],
  SIGINT: [2, "Interrupt"],
  SIGQUIT: [3, "Quit"],
  SIGILL: [4, "Illegal instruction"],
  SIGTRAP: [5, "Trace/breakpoint trap"],
  SIGABRT: [6, "Aborted"],
  SIGBUS: [7, "Bus error"],
  SIGFPE: [8, "Floating point exception"],
  SIGKILL: [9, "Killed"],
  SIGUSR1: [10, "User defined signal 1"],
  SIGSEGV: [11, "Segmentation fault"],
  SIGUSR2: [12, "User defined signal 2"],
  SIGPIPE: [13, "Broken pipe"],
  SIGALRM: [14, "Alarm clock"],
  SIGTERM: [15, "Terminated"],
  SIGSTKFLT: [16, "Stack fault"],
  SIGCHLD: [17, "Child exited"],
  SIGCONT: [18, "Continued"],
  SIGSTOP: [19, "Stopped (signal)"],
  SIGTSTP: [20, "Stopped"],
  SIGTTIN: [21, "Stopped (tty input)"],
  SIGTTOU: [22, "Stopped (tty output)"],
  SIGURG: [23, "Urgent I/O condition"],
  SIGXCPU: [24, "CPU time limit exceeded"],
  SIGXFSZ: [25, "File size limit exceeded"],
  SIGVTALRM: [26, "Virtual timer expired"],
  SIGPROF: [27, "Profiling timer expired"],
  SIGWINCH: [28, "Window changed"],
  SIGIO: [29, "I/O possible"],
  SIGPWR: [30, "Power failure"],
  SIGSYS: [31, "Bad system call"],
};

const ALIASES = { SIGIOT: 6, SIGCLD: 17, SIGPOLL: 29, SIGRTMIN: 34, SIGRTMAX: 64 };

const SIG_DFL = 0;
const SIG_IGN = 1;
const NSIG = 65;
const FIRST_REAL_TIME = 34;
const SIGINT = 2;

/** Signals that do nothing unless handled. */
const HARMLESS = new Set([17, 18, 23, 28]);
/** SIGKILL and SIGSTOP cannot be handled. */
const FIXED = new Set([9, 19]);

/** The handlers of one interpreter, by number; absent: SIG_DFL. */
class SignalTable {
  readonly handlers = new Map<number, PyObject>([
    [13, SIG_IGN],
    [25, SIG_IGN],
  ]);
  wakeupFd = -1;
  /** Signals that the program has simulated and that are not handled yet. */
  readonly tripped: number[] = [];
}

const tables = new WeakMap<object, SignalTable>();

function table(): SignalTable {
  let found = tables.get(rt.interpreter);
  if (found === undefined) tables.set(rt.interpreter, (found = new SignalTable()));
  return found;
}

function defaultIntHandler(): never {
  throw makeException(exceptionTypes.KeyboardInterrupt, []);
}

/** Run what is to happen at a signal; undefined: unwinding. Before `_signal` is imported SIGINT has its default. */
export function deliverSignal(number: number): true | undefined {
  const handler = table().handlers.get(number);
  if (handler === undefined && number === SIGINT) return defaultIntHandler();
  if (handler === SIG_IGN) return true;
  if (handler === undefined || handler === SIG_DFL) {
    if (!HARMLESS.has(number)) rt.host.exit?.(128 + number);
    return true;
  }
  return call(handler, [number, currentFrame() ?? None]) === undefined ? undefined : true;
}

/** As if the signal had come: its handler runs when the main thread does, unless the signal is ignored. */
export function tripSignal(number: number): void {
  const { handlers, tripped } = table();
  const handler = handlers.get(number);
  if (handler === SIG_IGN || handler === SIG_DFL || (handler === undefined && number !== SIGINT)) return;
  tripped.push(number);
  rt.budget = 0;
}

/** Run the handlers of the host's interrupt and of tripped signals; answers false when one raised. */
export function handleInterrupts(): boolean {
  const { tripped } = table();
  if (rt.host.interrupted()) tripped.push(SIGINT);
  try {
    while (tripped.length > 0) if (deliverSignal(tripped.shift()!) !== true) return false;
    return true;
  } catch (error) {
    raiseCaught(error);
    return false;
  }
}

function signalNumber(value: PyObject): number {
  const number = must(toIndex(value, "OverflowError"));
  if (number < 1 || number >= NSIG) throw valueError("signal number out of range");
  return number;
}

function handlerOf(number: number): PyObject {
  return table().handlers.get(number) ?? SIG_DFL;
}

function setHandler(signalnum: PyObject, handler: PyObject): Result {
  const number = signalNumber(signalnum);
  const kept = numericHandler(handler);
  if (kept === null && typeOf(handler).slots.__call__ === undefined) {
    throw typeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  }
  if (FIXED.has(number)) throw osError(ERRNO.EINVAL, errnoMessage(ERRNO.EINVAL));
  const previous = handlerOf(number);
  table().handlers.set(number, kept ?? handler);
  return previous;
}

/** SIG_IGN and SIG_DFL may come as members of an IntEnum. */
function numericHandler(handler: PyObject): number | null {
  if (typeof handler !== "number" && !(handler instanceof PyIntInstance)) return null;
  const number = must(toIndex(handler, "OverflowError"));
  return number === SIG_DFL || number === SIG_IGN ? number : null;
}

function describe(signalnum: PyObject): Result {
  const number = signalNumber(signalnum);
  const entry = Object.values(SIGNALS).find(([known]) => known === number);
  if (entry !== undefined) return entry[1];
  if (number >= FIRST_REAL_TIME) return `Real-time signal ${number - FIRST_REAL_TIME}`;
  return None;
}

function validSignals(): Result {
  const numbers: number[] = [];
  for (let number = 1; number < NSIG; number++)
    if (number < 32 || number >= FIRST_REAL_TIME) numbers.push(number);
  return makeSet(numbers);
}

export const signalModule = defineModule("_signal", {
  doc: "Signal handlers.",
  constants: {
    ...Object.fromEntries(Object.entries(SIGNALS).map(([name, [number]]) => [name, number])),
    ...ALIASES,
    SIG_DFL,
    SIG_IGN,
    NSIG,
    SIG_BLOCK: 0,
    SIG_UNBLOCK: 1,
    SIG_SETMASK: 2,
  },
  execute: (namespace) => {
    table().handlers.set(SIGINT, namespace.get("default_int_handler")!);
  },
  functions: {
    default_int_handler: fn(
      "($module, signalnum, frame, /)",
      "The default handler for SIGINT: raises KeyboardInterrupt.",
      defaultIntHandler,
    ),
    signal: fn(
      "($module, signalnum, handler, /)",
      "Set the action for the given signal; answers the previous one.",
      setHandler,
    ),
    getsignal: fn("($module, signalnum, /)", "The current action for the given signal.", (value) =>
      handlerOf(signalNumber(value)),
    ),
    raise_signal: fn("($module, signalnum, /)", "Send a signal to the executing process.", (value) => {
      const number = must(toIndex(value, "OverflowError"));
      if (number < 0 || number >= NSIG) throw osError(ERRNO.EINVAL, errnoMessage(ERRNO.EINVAL));
      if (number > 0) must(deliverSignal(number));
      return None;
    }),
    strsignal: fn("($module, signalnum, /)", "The description of a signal.", describe),
    valid_signals: fn("($module, /)", "The signal numbers there are.", validSignals),
    siginterrupt: fn(
      "($module, signalnum, flag, /)",
      "Whether system calls are interrupted: nothing interrupts them.",
      (value) => {
        signalNumber(value);
        return None;
      },
    ),
    set_wakeup_fd: fn(
      "($module, fd, /, *, warn_on_full_buffer=True)",
      "Remember a descriptor to write to at a signal.",
      (fd) => {
        const previous = table().wakeupFd;
        table().wakeupFd = must(toIndex(fd, "OverflowError"));
        return previous;
      },
    ),
  },
});
