/**
 * `select.poll()`: descriptors that are registered once and waited for often.
 */
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import { osError } from "../../exceptions/os-error.ts";
import { restartable } from "../../interpreter/restart.ts";
import { waitUntil } from "../../interpreter/threads.ts";
import { defineType, method } from "../../kernel/define.ts";
import type { HeapObject, PyObject, Result } from "../../kernel/object.ts";
import { keyError, must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import type { PyType } from "../../kernel/type.ts";
import { makeList } from "../../objects/list.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { toIndex } from "../../protocols/number.ts";
import { deadlineAfter, descriptorOf, isReady, secondsOf } from "./readiness.ts";

const POLLIN = 1;
const POLLPRI = 2;
const POLLOUT = 4;

/** Event bits of Linux. */
export const pollConstants = {
  POLLIN,
  POLLPRI,
  POLLOUT,
  POLLERR: 8,
  POLLHUP: 16,
  POLLNVAL: 32,
  POLLRDNORM: 64,
  POLLRDBAND: 128,
  POLLWRNORM: 256,
  POLLWRBAND: 512,
  POLLMSG: 1024,
  POLLRDHUP: 8192,
};

const DEFAULT_EVENTS = POLLIN | POLLPRI | POLLOUT;

export class PyPoll implements HeapObject {
  declare readonly cls: PyType;
  /** Event bits, by descriptor. */
  readonly registered = new Map<number, number>();
}

/** What a descriptor is ready for, of what is asked. */
function eventsOf(fd: number, asked: number): number {
  const read = (asked & POLLIN) !== 0 && isReady(fd, "read") ? POLLIN : 0;
  const write = (asked & POLLOUT) !== 0 && isReady(fd, "write") ? POLLOUT : 0;
  return read | write;
}

const poll = restartable((self: PyPoll, timeout: PyObject): Result => {
  const milliseconds = timeout === None ? -1 : secondsOf(timeout);
  const deadline = milliseconds < 0 ? null : deadlineAfter(milliseconds / 1000);
  const ready = () =>
    [...self.registered]
      .map(([fd, asked]) => [fd, eventsOf(fd, asked)] as const)
      .filter(([, events]) => events !== 0);
  if (waitUntil(() => ready().length > 0, { deadline, external: true }) === undefined) return undefined;
  return makeList(ready().map(([fd, events]) => makeTuple([fd, events])));
});

function register(self: PyPoll, fd: PyObject, events: PyObject): Result {
  self.registered.set(descriptorOf(fd), must(toIndex(events, "OverflowError")));
  return None;
}

function modify(self: PyPoll, fd: PyObject, events: PyObject): Result {
  const number = descriptorOf(fd);
  if (!self.registered.has(number)) throw osError(ERRNO.ENOENT, errnoMessage(ERRNO.ENOENT));
  self.registered.set(number, must(toIndex(events, "OverflowError")));
  return None;
}

function unregister(self: PyPoll, fd: PyObject): Result {
  if (!self.registered.delete(descriptorOf(fd))) throw keyError(fd);
  return None;
}

export const pollType = defineType("poll", {
  instance: PyPoll,
  module: "select",
  final: true,
  doc: "Descriptors and the events that are waited for.",
  slots: {},
  methods: {
    register: method(`($self, fd, eventmask=${DEFAULT_EVENTS}, /)`, "Watch a descriptor.", register),
    modify: method("($self, fd, eventmask, /)", "Change what is waited for.", modify),
    unregister: method("($self, fd, /)", "Do not watch a descriptor any more.", unregister),
    poll: method("($self, timeout=None, /)", "Wait; answers pairs of descriptor and events.", poll),
  },
});
