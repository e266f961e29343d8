/**
 * Child processes: waiting for them, and signals. They are started by `_posixsubprocess` and `system`.
 */
import { osError } from "../../exceptions/os-error.ts";
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import type { Processes } from "../../host/host.ts";
import { restartable } from "../../interpreter/restart.ts";
import { waitUntil } from "../../interpreter/threads.ts";
import { type Entry, fn } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { toIndex } from "../../protocols/number.ts";
import { deliverSignal } from "../_signal.ts";
import { system, toPath } from "./paths.ts";
import { WNOHANG } from "./wait-status.ts";

function processes(): Processes {
  const { processes: granted } = rt.host;
  if (granted === null) throw osError(ERRNO.ENOSYS, errnoMessage(ERRNO.ENOSYS));
  return granted;
}

function noChild(): never {
  throw osError(ERRNO.ECHILD, errnoMessage(ERRNO.ECHILD));
}

/** Children that have ended and that nobody has waited for, with their statuses. */
const ended = new Map<number, number>();

const FAILED = 255 << 8;
const FIRST_FAILED_ID = 2 ** 22 + 1;
let failures = 0;

/** An id that no process has, for a child that could not be started and ended as a failed exec does. */
export function childThatFailed(): number {
  const id = FIRST_FAILED_ID + failures++;
  ended.set(id, FAILED);
  return id;
}

function hasEnded(id: number): boolean {
  if (ended.has(id)) return true;
  const status = system(() => processes().poll(id));
  if (status === null) return false;
  ended.set(id, status);
  return true;
}

type Ended = { readonly id: number; readonly status: number };

function take(id: number): Ended {
  const status = ended.get(id)!;
  ended.delete(id);
  return { id, status };
}

/** Wait for the first of some children to end; null: none has, and we are not to wait. undefined: unwinding. */
function waitFor(ids: () => readonly number[], options: number): Ended | null | undefined {
  if (ids().length === 0) noChild();
  const find = () => ids().find(hasEnded);
  if (
    (options & WNOHANG) === 0 &&
    waitUntil(() => find() !== undefined, { deadline: null, external: true }) === undefined
  )
    return undefined;
  const id = find();
  return id === undefined ? null : take(id);
}

function idsFor(pid: number): () => readonly number[] {
  if (pid > 0) return () => [pid];
  return () => [...ended.keys(), ...processes().children()];
}

const waitpid = restartable((pid: PyObject, options: PyObject): Result => {
  const flags = must(toIndex(options, "OverflowError"));
  const child = waitFor(idsFor(must(toIndex(pid, "OverflowError"))), flags);
  if (child === undefined) return undefined;
  return makeTuple(child === null ? [0, 0] : [child.id, child.status]);
});

/** A signal to ourselves is delivered here: the host's handlers belong to another thread. */
function kill(pid: PyObject, signal: PyObject): Result {
  const id = must(toIndex(pid, "OverflowError"));
  const number = must(toIndex(signal, "OverflowError"));
  if (id === rt.host.processId && number !== 0) return deliverSignal(number) === undefined ? undefined : None;
  system(() => processes().kill(id, number));
  return None;
}

/** `os.system()`: a shell runs the command; answers its wait status. */
function runShell(command: PyObject): Result {
  const id = system(() =>
    processes().start({
      executables: ["/bin/sh"],
      arguments: ["sh", "-c", toPath("system", command).text],
      environment: [...rt.host.environment].map(([name, value]) => `${name}=${value}`),
      directory: null,
      descriptors: [0, 1, 2],
      newSession: false,
      uid: null,
      gid: null,
    }),
  );
  return must(waitFor(() => [id], 0))!.status;
}

export const processFunctions: Record<string, Entry> = {
  waitpid: fn("($module, pid, options, /)", "Wait for a child process.", waitpid),
  wait: fn(
    "()",
    "Wait for any child process.",
    restartable(() => waitpid(-1, 0)),
  ),
  kill: fn("(pid, signal, /)", "Send a signal to a process.", kill),
  killpg: fn("(pgid, signal, /)", "Send a signal to a process group.", (group, signal) => {
    const id = must(toIndex(group, "OverflowError"));
    system(() => processes().kill(-id, must(toIndex(signal, "OverflowError"))));
    return None;
  }),
  system: fn("(command)", "Run a command in a shell.", runShell),
};
