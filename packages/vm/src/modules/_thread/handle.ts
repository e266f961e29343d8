/**
 * `_ThreadHandle`: by which others know whether a thread has ended, and wait for it.
 */
import { defineType, getset, method } from "../../kernel/define.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import { addressOf } from "../../kernel/identity.ts";
import type { HeapObject, PyObject, Result } from "../../kernel/object.ts";
import { runtimeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import type { PyType } from "../../kernel/type.ts";
import { restartable } from "../../interpreter/restart.ts";
import { waitUntil } from "../../interpreter/threads.ts";
import { deadlineIn, secondsOf } from "./lock.ts";

export type HandleState = "not started" | "starting" | "running" | "done";

export class PyThreadHandle implements HeapObject {
  declare readonly cls: PyType;
  ident = 0;
  state: HandleState = "not started";
}

/** Wait for the end. Joining oneself would be for ever (_threadmodule.c, ThreadHandle_join). */
const join = restartable((self: PyThreadHandle, timeout: PyObject): Result => {
  const seconds = timeout === None ? -1 : secondsOf(timeout);
  if (self.state === "not started" || self.state === "starting") throw runtimeError("thread not started");
  if (self.ident === rt.thread.ident && self.state === "running")
    throw runtimeError("Cannot join current thread");
  if (self.state === "running" && rt.interpreter.get("finalizing") === true)
    throw makeException(exceptionTypes.PythonFinalizationError, [
      "cannot join thread at interpreter shutdown",
    ]);
  const deadline = seconds < 0 ? null : deadlineIn(seconds);
  return waitUntil(() => self.state === "done", { deadline }) === undefined ? undefined : None;
});

export const threadHandleType = defineType("_ThreadHandle", {
  instance: PyThreadHandle,
  module: "_thread",
  signature: "()",
  final: true,
  hasWeakref: true,
  doc: "A handle of a thread: to know its end, and to wait for it.",
  slots: {
    __new__: (type) => new type.JS(),
    __repr__: (self: PyThreadHandle) => `<_ThreadHandle object at ${addressOf(self)}: ident=${self.ident}>`,
  },
  methods: {
    ident: getset(null, (self: PyThreadHandle) => self.ident),
    is_done: method(
      "($self, /)",
      "Whether the thread has ended.",
      (self: PyThreadHandle) => self.state === "done",
    ),
    _set_done: method("($self, /)", null, (self: PyThreadHandle) => {
      if (self.state === "not started") throw runtimeError("thread not started");
      self.state = "done";
      return None;
    }),
    join: method("($self, timeout=None, /)", "Wait for the end of the thread.", join),
  },
});
