/**
 * `lock`: held or not, by nobody in particular.
 */
import { type Entry, defineType, method } from "../../kernel/define.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import { addressOf } from "../../kernel/identity.ts";
import type { HeapObject, PyObject, Result } from "../../kernel/object.ts";
import { must, runtimeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { isTrue } from "../../kernel/truth.ts";
import type { PyType } from "../../kernel/type.ts";
import { restartable } from "../../interpreter/restart.ts";
import { waitUntil } from "../../interpreter/threads.ts";
import { toDouble } from "../../objects/float.ts";

/** The longest timeout, in seconds. */
export const TIMEOUT_MAX = 9223372036;

/** Also what `RLock.acquire` shows. */
export const ACQUIRE_SIGNATURE = "($self, /, blocking=True, timeout=-1.0)";

export class PyLock implements HeapObject {
  declare readonly cls: PyType;
  locked = false;
}

/** The deadline of `acquire(blocking, timeout)`, null for none (_threadmodule.c, lock_acquire_parse_args). */
export function acquireDeadline(blocking: PyObject, timeout: PyObject): bigint | null {
  const wait = must(isTrue(blocking));
  const seconds = secondsOf(timeout);
  if (!wait && seconds !== -1) throw valueError("can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1) throw valueError("timeout value must be a non-negative number");
  if (seconds > TIMEOUT_MAX)
    throw makeException(exceptionTypes.OverflowError, ["timeout value is too large"]);
  if (!wait) return 0n;
  return seconds === -1 ? null : deadlineIn(seconds);
}

/** A timeout in seconds. */
export function secondsOf(timeout: PyObject): number {
  const seconds = toDouble(timeout);
  if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
  return seconds;
}

/** So many seconds from now. */
export function deadlineIn(seconds: number): bigint {
  return rt.host.clock.monotonic() + BigInt(Math.ceil(seconds * 1e9));
}

const acquire = restartable((self: PyLock, blocking: PyObject, timeout: PyObject): Result => {
  const free = waitUntil(() => !self.locked, { deadline: acquireDeadline(blocking, timeout) });
  if (free === true) self.locked = true;
  return free;
});

const enter = restartable((self: PyLock): Result => {
  const free = waitUntil(() => !self.locked, { deadline: null });
  if (free === true) self.locked = true;
  return free;
});

function release(self: PyLock): Result {
  if (!self.locked) throw runtimeError("release unlocked lock");
  self.locked = false;
  return None;
}

const isLocked = (self: PyLock) => self.locked;

const methods: Record<string, Entry> = {
  acquire: method(ACQUIRE_SIGNATURE, "Lock; answers whether it is now held.", acquire),
  acquire_lock: method(ACQUIRE_SIGNATURE, "An obsolete synonym of acquire().", acquire),
  release: method("($self, /)", "Unlock.", release),
  release_lock: method("($self, /)", "An obsolete synonym of release().", release),
  locked: method("($self, /)", "Whether it is held.", isLocked),
  locked_lock: method("($self, /)", "An obsolete synonym of locked().", isLocked),
  __enter__: method("($self, /)", "Lock.", enter),
  __exit__: method("($self, /, *exc_info)", "Unlock.", release),
  _at_fork_reinit: method("($self, /)", null, (self: PyLock) => {
    self.locked = false;
    return None;
  }),
};

export const lockType = defineType("lock", {
  instance: PyLock,
  module: "_thread",
  signature: "()",
  hasWeakref: true,
  final: true,
  doc: "A lock: held or not. Whoever releases it, one that waits for it goes on.",
  slots: {
    __new__: (type) => new type.JS(),
    __repr__: (self: PyLock) =>
      `<${self.locked ? "locked" : "unlocked"} _thread.lock object at ${addressOf(self)}>`,
  },
  methods,
});
