/**
 * `_thread`: locks, and starting threads, which interpreter/threads.ts runs.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineModule, fn } from "../../kernel/define.ts";
import {
  type PyBaseException,
  exceptionTypes,
  isInstanceOfException,
  makeException,
} from "../../kernel/exceptions.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, runtimeError, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { isTrue } from "../../kernel/truth.ts";
import { typeOf } from "../../kernel/type.ts";
import { restartable } from "../../interpreter/restart.ts";
import { mainThread, startThread, waitUntil } from "../../interpreter/threads.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { makeFloat } from "../../objects/float.ts";
import { textOf } from "../../objects/item-array.ts";
import { defineStructSequence } from "../../objects/structseq.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { listOf } from "../../protocols/iterate.ts";
import { toIndex } from "../../protocols/number.ts";
import { exactStr, str } from "../../protocols/repr.ts";
import { tripSignal } from "../_signal.ts";
import { displayException, writeError } from "../sys/excepthook.ts";
import { reportUnraisable } from "../sys/unraisable.ts";
import { PyThreadHandle, threadHandleType } from "./handle.ts";
import { localType } from "./local.ts";
import { PyLock, TIMEOUT_MAX, lockType } from "./lock.ts";
import { rlockType } from "./rlock.ts";

/** The handles of threads for which the end of the program waits. */
const waitedFor = new WeakMap<object, Set<PyThreadHandle>>();

function handlesToWaitFor(): Set<PyThreadHandle> {
  let handles = waitedFor.get(rt.interpreter);
  if (handles === undefined) waitedFor.set(rt.interpreter, (handles = new Set()));
  return handles;
}

/** What ends a thread is reported, but for SystemExit. */
function reportEnd(callable: PyObject, exception: PyBaseException | null): void {
  if (exception === null || isInstanceOfException(exception, exceptionTypes.SystemExit)) return;
  reportUnraisable(exception, "Exception ignored in thread started by", callable);
}

function startNewThread(callable: PyObject, args: PyObject, kwargs: PyObject | undefined): Result {
  if (typeOf(callable).slots.__call__ === undefined) throw typeError("first arg must be callable");
  if (!(args instanceof PyTuple)) throw typeError("2nd arg must be a tuple");
  if (kwargs !== undefined && !(kwargs instanceof PyDict))
    throw typeError("optional 3rd arg must be a dictionary");
  refuseAtTheEnd();
  const entries = kwargs?.entriesArray() ?? [];
  const all = [...args.items, ...entries.map(([, value]) => value)];
  const names = entries.map(([name]) => textOf(name));
  return startThread(callable, all, names, (exception) => reportEnd(callable, exception)).ident;
}

/** A thread with a handle, which takes no arguments. */
function startJoinableThread(callable: PyObject, given: PyObject, daemon: PyObject): Result {
  if (typeOf(callable).slots.__call__ === undefined) throw typeError("thread function must be callable");
  if (given !== None && !(given instanceof PyThreadHandle))
    throw typeError("'handle' must be a _ThreadHandle");
  const isDaemon = must(isTrue(daemon));
  refuseAtTheEnd();
  const handle = given instanceof PyThreadHandle ? given : new PyThreadHandle();
  if (handle.state !== "not started") throw runtimeError("thread already started");
  const handles = handlesToWaitFor();
  const thread = startThread(callable, [], [], (exception) => {
    reportEnd(callable, exception);
    handle.state = "done";
    handles.delete(handle);
  });
  handle.ident = thread.ident;
  handle.state = "running";
  if (!isDaemon) handles.add(handle);
  return handle;
}

function refuseAtTheEnd(): void {
  if (rt.interpreter.get("finalizing") === true)
    throw makeException(exceptionTypes.PythonFinalizationError, [
      "can't create new thread at interpreter shutdown",
    ]);
}

/** Wait until all but daemon threads have ended; the others are then forgotten. */
const shutdown = restartable((): Result => {
  const handles = handlesToWaitFor();
  if (waitUntil(() => handles.size === 0, { deadline: null }) === undefined) return undefined;
  return None;
});

/** `threading.excepthook`: show what ended a thread; SystemExit ends it silently. */
function exceptHook(args: PyObject): Result {
  if (typeOf(args) !== exceptHookArgsType)
    throw typeError("_thread.excepthook argument type must be ExceptHookArgs");
  const [type, value, , thread] = must(listOf(args)) as [PyObject, PyObject, PyObject, PyObject];
  if (type === exceptionTypes.SystemExit) return None;
  const name = thread === None ? rt.thread.ident : must(getAttribute(thread, attributeName("name")));
  writeError(`Exception in thread ${textOf(exactStr(must(str(name))))}:\n`);
  displayException(value);
  return None;
}

const exceptHookArgsType = defineStructSequence("_ExceptHookArgs", {
  module: "_thread",
  doc: "What threading.excepthook is given.",
  fields: [
    ["exc_type", "Exception type"],
    ["exc_value", "Exception value"],
    ["exc_traceback", "Exception traceback"],
    ["thread", "Thread"],
  ],
});

/** A signal for the main thread, as if the system had sent it. */
function interruptMain(signum: PyObject): Result {
  const number = must(toIndex(signum, "OverflowError"));
  if (number < 1 || number > 64) throw valueError("signal number out of range");
  tripSignal(number);
  return rt.thread !== mainThread() || rt.poll() ? None : undefined;
}

/** The stack that a thread would get if it had one; kept for who asks. */
function stackSize(size: PyObject): Result {
  const number = must(toIndex(size, "OverflowError"));
  if (number < 0) throw valueError("size must be 0 or a positive value");
  if (number !== 0 && number < MIN_STACK_SIZE) throw valueError(`size not valid: ${number} bytes`);
  const previous = rt.interpreter.get(STACK_SIZE) ?? 0;
  rt.interpreter.set(STACK_SIZE, number);
  return previous;
}

const STACK_SIZE = "thread.stack_size";
const MIN_STACK_SIZE = 32768;

export const threadModule = defineModule("_thread", {
  doc: "Locks and threads.",
  constants: {
    TIMEOUT_MAX: makeFloat(TIMEOUT_MAX),
    error: exceptionTypes.RuntimeError,
    LockType: lockType,
  },
  types: [lockType, rlockType, localType, threadHandleType, exceptHookArgsType],
  functions: {
    allocate_lock: fn("()", "A new lock.", () => new PyLock()),
    allocate: fn("()", "An obsolete synonym of allocate_lock().", () => new PyLock()),
    get_ident: fn("()", "The identity of this thread.", () => rt.thread.ident),
    get_native_id: fn("()", "The identity of this thread as the system has it.", () =>
      rt.thread === mainThread() ? rt.host.processId : rt.host.processId + rt.thread.ident,
    ),
    _get_main_thread_ident: fn("()", "The identity of the main thread.", () => mainThread().ident),
    _is_main_interpreter: fn("()", "Whether this is the main interpreter.", () => true),
    _count: fn("()", "How many threads run beside the main thread.", () => rt.threads.length - 1),
    stack_size: fn("(size=0, /)", "The stack size of new threads.", stackSize),
    start_new_thread: fn("(function, args, kwargs=<unrepresentable>, /)", "Start a thread.", startNewThread),
    start_new: fn("(function, args, kwargs=<unrepresentable>, /)", "Start a thread.", startNewThread),
    start_joinable_thread: fn(
      "(function, handle=None, daemon=True)",
      "Start a thread that can be waited for.",
      startJoinableThread,
    ),
    daemon_threads_allowed: fn("()", "Whether daemon threads may be started.", () => true),
    _make_thread_handle: fn("(ident, /)", "A handle of a thread that runs.", (ident: PyObject) => {
      const handle = new PyThreadHandle();
      handle.ident = must(toIndex(ident));
      handle.state = "running";
      return handle;
    }),
    _get_main_thread_handle: fn("()", "A handle of the main thread.", () => {
      const handle = new PyThreadHandle();
      handle.ident = mainThread().ident;
      handle.state = "running";
      return handle;
    }),
    _shutdown: fn("()", "Wait for all threads that are no daemons.", shutdown),
    interrupt_main: fn("(signum=2, /)", "Simulate a signal for the main thread.", interruptMain),
    exit: fn("()", "End this thread.", () => {
      throw makeException(exceptionTypes.SystemExit, []);
    }),
    exit_thread: fn("()", "An obsolete synonym of exit().", () => {
      throw makeException(exceptionTypes.SystemExit, []);
    }),
    _excepthook: fn("($module, args, /)", "Handle an uncaught exception of a thread.", exceptHook),
    set_name: fn("(name)", "Name this thread for the system.", () => None),
  },
});
