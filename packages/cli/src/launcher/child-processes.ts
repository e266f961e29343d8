/**
 * Child processes, on the main thread: the worker cannot hear of their end, because it runs Python and no event loop.
 */
import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { MessagePort } from "node:worker_threads";
import type { ProcessStart } from "@pyvm/vm/core";
import type { ChildEnded } from "./shared-state.ts";

const ENOENT = 2;
const ENOTDIR = 20;

/** Where the end of children is told. */
let port: MessagePort | null = null;

export function tellEndsTo(to: MessagePort): void {
  port = to;
  // It must not keep the process alive.
  to.unref();
}

/** Start a program. `answer` gets its process id, or minus a Linux errno. */
export function startProcess(start: ProcessStart, answer: (value: number) => void, wake: () => void): void {
  attempt(start, 0, 0, answer, wake);
}

/** Try the paths in order, as execvp does: a path without such a program leads to the next. */
function attempt(
  start: ProcessStart,
  index: number,
  failure: number,
  answer: (value: number) => void,
  wake: () => void,
): void {
  const path = start.executables[index];
  if (path === undefined) return answer(failure || -ENOENT);
  // Few programs start others.
  const { spawn } = process.getBuiltinModule("node:child_process");
  const args = start.arguments.slice(1);
  const fail = (error: NodeJS.ErrnoException) => {
    const errno = error.errno ?? -ENOENT;
    const isAbsent = errno === -ENOENT || errno === -ENOTDIR;
    attempt(start, index + 1, isAbsent ? failure : errno, answer, wake);
  };
  let child: ChildProcess;
  try {
    child = spawn(path, args, optionsOf(start));
  } catch (error) {
    return fail(error as NodeJS.ErrnoException);
  }
  const { pid } = child;
  if (pid === undefined) {
    child.on("error", fail);
    return;
  }
  child.on("exit", (code, signal) => {
    const message: ChildEnded = { pid, status: waitStatus(code, signal) };
    port!.postMessage(message);
    wake();
  });
  answer(pid);
}

function optionsOf(start: ProcessStart): SpawnOptions {
  return {
    argv0: start.arguments[0]!,
    env: environmentOf(start.environment),
    stdio: start.descriptors.map((fd) => fd ?? "ignore"),
    detached: start.newSession,
    ...(start.directory !== null && { cwd: start.directory }),
    ...(start.uid !== null && { uid: start.uid }),
    ...(start.gid !== null && { gid: start.gid }),
  };
}

/** A status in wait(2)'s form. */
function waitStatus(code: number | null, signal: NodeJS.Signals | null): number {
  return signal === null ? (code ?? 0) << 8 : process.getBuiltinModule("node:os").constants.signals[signal];
}

function environmentOf(entries: readonly string[]): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const entry of entries) {
    const equals = entry.indexOf("=", 1);
    environment[entry.slice(0, equals)] = entry.slice(equals + 1);
  }
  return environment;
}
