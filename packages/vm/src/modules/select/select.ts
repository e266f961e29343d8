/**
 * `select`: waiting for descriptors, while other threads run.
 */
import { restartable } from "../../interpreter/restart.ts";
import { waitUntil } from "../../interpreter/threads.ts";
import { defineModule, fn } from "../../kernel/define.ts";
import { exceptionTypes } from "../../kernel/exceptions.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { makeList } from "../../objects/list.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { listOf } from "../../protocols/iterate.ts";
import { typeOf } from "../../kernel/type.ts";
import { PyPoll, pollConstants, pollType } from "./poll.ts";
import { deadlineAfter, descriptorOf, isReady, secondsOf } from "./readiness.ts";

type Watched = { readonly object: PyObject; readonly fd: number };

function watched(list: PyObject): Watched[] {
  if (typeOf(list).slots.__iter__ === undefined && typeOf(list).slots.__getitem__ === undefined)
    throw typeError("arguments 1-3 must be sequences");
  return must(listOf(list)).map((object) => ({ object, fd: descriptorOf(object) }));
}

const objectsOf = (items: readonly Watched[]) => makeList(items.map(({ object }) => object));

const select = restartable(
  (readers: PyObject, writers: PyObject, exceptional: PyObject, timeout: PyObject): Result => {
    const reading = watched(readers);
    const writing = watched(writers);
    watched(exceptional);
    const seconds = timeout === None ? null : secondsOf(timeout);
    if (seconds !== null && seconds < 0) throw valueError("timeout must be non-negative");
    const canRead = () => reading.filter(({ fd }) => isReady(fd, "read"));
    const canWrite = () => writing.filter(({ fd }) => isReady(fd, "write"));
    const isOver = () => canRead().length > 0 || canWrite().length > 0;
    const deadline = seconds === null ? null : deadlineAfter(seconds);
    if (waitUntil(isOver, { deadline, external: true }) === undefined) return undefined;
    return makeTuple([objectsOf(canRead()), objectsOf(canWrite()), makeList([])]);
  },
);

export const selectModule = defineModule("select", {
  doc: "Waiting for descriptors.",
  constants: { error: exceptionTypes.OSError, PIPE_BUF: 4096, ...pollConstants },
  functions: {
    select: fn(
      "($module, rlist, wlist, xlist, timeout=None, /)",
      "Wait until descriptors are ready.",
      select,
    ),
    poll: fn("()", "A polling object.", () => new PyPoll()),
  },
  execute: () => void pollType,
});
