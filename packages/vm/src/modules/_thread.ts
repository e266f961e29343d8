/**
 * `_thread`: locks and thread identity for a program that runs in one thread.
 *
 * Locks keep their state and their errors; one that would wait for ever (nobody else is there to release it) raises
 * instead of hanging. Starting a thread is not supported yet and says so.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type Entry, defineModule, defineType, fn, getset, method } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { addressOf } from "../kernel/identity.ts";
import type { HeapObject, PyObject, Result } from "../kernel/object.ts";
import { must, notImplementedError, runtimeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { utf16Of } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import { type PyType, objectType } from "../kernel/type.ts";
import { makeFloat, toDouble } from "../objects/float.ts";
import { dictAttribute } from "../objects/instance-dict.ts";
import { defineStructSequence } from "../objects/structseq.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { listOf } from "../protocols/iterate.ts";
import { exactStr, str } from "../protocols/repr.ts";
import { displayException, writeError } from "./sys/excepthook.ts";

const MAIN_THREAD = 1;
const TIMEOUT_MAX = 9223372036;

class PyLock implements HeapObject {
  declare readonly cls: PyType;
  locked = false;
}

/** Wait for a lock that is held: only a timeout can end it, since no other thread runs. */
function waitForLock(blocking: PyObject, timeout: PyObject): boolean {
  const wait = must(isTrue(blocking));
  const seconds = toDouble(timeout);
  if (!wait && seconds !== -1) throw valueError("can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1) throw valueError("timeout value must be a non-negative number");
  if (seconds > TIMEOUT_MAX)
    throw makeException(exceptionTypes.OverflowError, ["timeout value is too large"]);
  if (!wait) return false;
  if (seconds === -1)
    throw runtimeError("deadlock: the lock is held and no other thread runs that could release it");
  rt.host.clock.sleep(seconds);
  return false;
}

const LOCK_SIGNATURE = "($self, /, blocking=True, timeout=-1.0)";

function acquire(self: PyLock, blocking: PyObject, timeout: PyObject): Result {
  if (self.locked) return waitForLock(blocking, timeout);
  self.locked = true;
  return true;
}

function release(self: PyLock): Result {
  if (!self.locked) throw runtimeError("release unlocked lock");
  self.locked = false;
  return None;
}

const lockMethods: Record<string, Entry> = {
  acquire: method(LOCK_SIGNATURE, "Lock; answers whether it is now held.", acquire),
  acquire_lock: method(LOCK_SIGNATURE, "An obsolete synonym of acquire().", acquire),
  release: method("($self, /)", "Unlock.", release),
  release_lock: method("($self, /)", "An obsolete synonym of release().", release),
  locked: method("($self, /)", "Whether it is held.", (self: PyLock) => self.locked),
  locked_lock: method("($self, /)", "An obsolete synonym of locked().", (self: PyLock) => self.locked),
  __enter__: method("($self, /)", "Lock.", (self: PyLock) => acquire(self, true, makeFloat(-1))),
  __exit__: method("($self, /, *exc_info)", "Unlock.", release),
  _at_fork_reinit: method("($self, /)", null, (self: PyLock) => {
    self.locked = false;
    return None;
  }),
};

export const lockType = defineType("lock", {
  instance: PyLock,
  module: "_thread",
  hasWeakref: true,
  final: true,
  doc: "A lock: held or not.",
  slots: {
    __new__: (type) => new type.JS(),
    __repr__: (self: PyLock) =>
      `<${self.locked ? "locked" : "unlocked"} _thread.lock object at ${addressOf(self)}>`,
  },
  methods: lockMethods,
});

class PyRLock implements HeapObject {
  declare readonly cls: PyType;
  count = 0;
}

function releaseRecursive(self: PyRLock): Result {
  if (self.count === 0) throw runtimeError("cannot release un-acquired lock");
  self.count--;
  return None;
}

function acquireRecursive(self: PyRLock): Result {
  self.count++;
  return true;
}

export const rlockType = defineType("RLock", {
  instance: PyRLock,
  module: "_thread",
  hasWeakref: true,
  doc: "A lock that its holder may take again.",
  slots: {
    __new__: (type) => new type.JS(),
    __repr__: (self: PyRLock) =>
      `<${self.count > 0 ? "locked" : "unlocked"} _thread.RLock object owner=${self.count > 0 ? MAIN_THREAD : 0} count=${self.count} at ${addressOf(self)}>`,
  },
  methods: {
    acquire: method(LOCK_SIGNATURE, "Lock; answers whether it is now held.", acquireRecursive),
    release: method("($self, /)", "Unlock.", releaseRecursive),
    locked: method("($self, /)", "Whether it is held.", (self: PyRLock) => self.count > 0),
    __enter__: method("($self, /)", "Lock.", acquireRecursive),
    __exit__: method("($self, /, *exc_info)", "Unlock.", releaseRecursive),
    _is_owned: method("($self, /)", "Whether this thread holds it.", (self: PyRLock) => self.count > 0),
    _recursion_count: method("($self, /)", "How often it is held.", (self: PyRLock) => self.count),
    _at_fork_reinit: method("($self, /)", null, (self: PyRLock) => {
      self.count = 0;
      return None;
    }),
  },
});

/** Thread-local data: with one thread, an object with attributes. Subclasses' `__init__` runs once. */
const localType = defineType("_local", {
  base: objectType,
  module: "_thread",
  hasDict: true,
  hasWeakref: true,
  doc: "Thread-local data.",
  slots: { __new__: (type) => new type.JS() },
  methods: { __dict__: dictAttribute },
});

class PyThreadHandle implements HeapObject {
  declare readonly cls: PyType;
  ident = 0;
  done = false;
}

const threadHandleType = defineType("_ThreadHandle", {
  instance: PyThreadHandle,
  module: "_thread",
  doc: "A handle of a thread.",
  slots: {
    __new__: (type) => new type.JS(),
    __repr__: (self: PyThreadHandle) => `<_ThreadHandle object: ident=${self.ident}>`,
  },
  methods: {
    ident: getset(null, (self: PyThreadHandle) => self.ident),
    is_done: method("($self, /)", "Whether the thread has ended.", (self: PyThreadHandle) => self.done),
    _set_done: method("($self, /)", null, (self: PyThreadHandle) => {
      self.done = true;
      return None;
    }),
    join: method("($self, timeout=None, /)", "Wait for the end of the thread.", () => None),
  },
});

function noThreads(): never {
  throw notImplementedError("starting threads is not supported by pyvm yet");
}

/** `threading.excepthook`: show what ended a thread; SystemExit ends it silently. */
function exceptHook(args: PyObject): Result {
  const [type, value, , thread] = must(listOf(args)) as [PyObject, PyObject, PyObject, PyObject];
  if (type === exceptionTypes.SystemExit) return None;
  const name = thread === None ? MAIN_THREAD : must(getAttribute(thread, attributeName("name")));
  writeError(`Exception in thread ${utf16Of(exactStr(must(str(name))) as string)}:\n`);
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
    get_ident: fn("()", "The identity of this thread.", () => MAIN_THREAD),
    get_native_id: fn("()", "The identity of this thread as the system has it.", () => rt.host.processId),
    _get_main_thread_ident: fn("()", "The identity of the main thread.", () => MAIN_THREAD),
    _is_main_interpreter: fn("()", "Whether this is the main interpreter.", () => true),
    _count: fn("()", "Number of threads that were started.", () => 0),
    stack_size: fn("(size=0, /)", "The stack size of new threads.", () => 0),
    start_new_thread: fn("(function, args, kwargs=None, /)", "Start a thread.", noThreads),
    start_new: fn("(function, args, kwargs=None, /)", "Start a thread.", noThreads),
    start_joinable_thread: fn(
      "(function, handle=None, daemon=True)",
      "Start a thread that can be waited for.",
      noThreads,
    ),
    daemon_threads_allowed: fn("()", "Whether daemon threads may be started.", () => true),
    _make_thread_handle: fn("(ident, /)", "A handle of a thread that runs.", (ident) => {
      const handle = new PyThreadHandle();
      handle.ident = Number(ident);
      return handle;
    }),
    _get_main_thread_handle: fn("()", "A handle of the main thread.", () => {
      const handle = new PyThreadHandle();
      handle.ident = MAIN_THREAD;
      return handle;
    }),
    _shutdown: fn("()", "Wait for all threads: there are none.", () => None),
    interrupt_main: fn("(signum=2, /)", "Interrupt the main thread.", () => {
      throw makeException(exceptionTypes.KeyboardInterrupt, []);
    }),
    exit: fn("()", "End this thread.", () => {
      throw makeException(exceptionTypes.SystemExit, []);
    }),
    _excepthook: fn("($module, args, /)", "Handle an uncaught exception of a thread.", exceptHook),
    set_name: fn("(name)", "Name this thread for the system.", () => None),
  },
});
