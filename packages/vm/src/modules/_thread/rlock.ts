/**
 * `RLock`: a lock that a thread holds, as often as it takes it.
 */
import { defineType, method } from "../../kernel/define.ts";
import { addressOf } from "../../kernel/identity.ts";
import type { HeapObject, PyObject, Result } from "../../kernel/object.ts";
import { must, runtimeError, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import type { PyType } from "../../kernel/type.ts";
import { restartable } from "../../interpreter/restart.ts";
import { waitUntil } from "../../interpreter/threads.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { toIndex } from "../../protocols/number.ts";
import { ACQUIRE_SIGNATURE, acquireDeadline } from "./lock.ts";

class PyRLock implements HeapObject {
  declare readonly cls: PyType;
  /** The identity of the thread that holds it, and how often; 0: nobody. */
  owner = 0;
  count = 0;
}

const isFree = (lock: PyRLock) => lock.count === 0 || lock.owner === rt.thread.ident;

/** Take it, waiting until `deadline()`. */
function take(lock: PyRLock, deadline: () => bigint | null): Result {
  const { ident } = rt.thread;
  const free = lock.owner === ident || waitUntil(() => lock.count === 0, { deadline: deadline() });
  if (free !== true) return free;
  lock.owner = ident;
  lock.count++;
  return true;
}

const acquire = restartable((self: PyRLock, blocking: PyObject, timeout: PyObject): Result => {
  const deadline = acquireDeadline(blocking, timeout);
  return take(self, () => deadline);
});

const enter = restartable((self: PyRLock): Result => take(self, () => null));

function release(self: PyRLock): Result {
  if (self.count === 0 || !isFree(self)) throw runtimeError("cannot release un-acquired lock");
  if (--self.count === 0) self.owner = 0;
  return None;
}

/** For Condition.wait(): let go altogether, and tell what to restore. */
function releaseSave(self: PyRLock): Result {
  if (self.count === 0) throw runtimeError("cannot release un-acquired lock");
  const state = makeTuple([self.count, self.owner]);
  self.count = 0;
  self.owner = 0;
  return state;
}

const acquireRestore = restartable((self: PyRLock, state: PyObject): Result => {
  if (!(state instanceof PyTuple) || state.items.length !== 2)
    throw typeError("argument must be a tuple of two ints");
  const [count, owner] = state.items.map((item) => must(toIndex(item))) as [number, number];
  const free = waitUntil(() => self.count === 0, { deadline: null });
  if (free !== true) return free;
  self.count = count;
  self.owner = owner;
  return None;
});

export const rlockType = defineType("RLock", {
  instance: PyRLock,
  module: "_thread",
  signature: "()",
  hasWeakref: true,
  doc: "A lock that the thread that holds it may take again.",
  slots: {
    __new__: (type) => new type.JS(),
    __repr__: (self: PyRLock) =>
      `<${self.count > 0 ? "locked" : "unlocked"} ${self.cls.module}.${self.cls.name} object owner=${self.owner} count=${self.count} at ${addressOf(self)}>`,
  },
  methods: {
    acquire: method(ACQUIRE_SIGNATURE, "Lock; answers whether it is now held.", acquire),
    release: method("($self, /)", "Unlock once.", release),
    locked: method("($self, /)", "Whether it is held.", (self: PyRLock) => self.count > 0),
    __enter__: method("($self, /)", "Lock.", enter),
    __exit__: method("($self, /, *exc_info)", "Unlock once.", release),
    _acquire_restore: method("($self, state, /)", "For internal use by threading.Condition.", acquireRestore),
    _release_save: method("($self, /)", "For internal use by threading.Condition.", releaseSave),
    _is_owned: method(
      "($self, /)",
      "Whether this thread holds it.",
      (self: PyRLock) => self.owner === rt.thread.ident,
    ),
    _recursion_count: method("($self, /)", "How often this thread holds it.", (self: PyRLock) =>
      self.owner === rt.thread.ident ? self.count : 0,
    ),
    _at_fork_reinit: method("($self, /)", null, (self: PyRLock) => {
      self.owner = 0;
      self.count = 0;
      return None;
    }),
  },
});
