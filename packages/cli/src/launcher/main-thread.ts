/**
 * The command's main thread: starts the worker that runs Python, and is its ear for signals (shared-state.ts).
 *
 * All of this is on the way to the first line of a program, so it loads nothing of pyvm but itself; what can be done
 * while the worker boots is done then.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import * as v8 from "node:v8";
import { SHARE_ENV, Worker } from "node:worker_threads";
import { startProcess, tellEndsTo } from "./child-processes.ts";
import { readScript } from "./code-cache.ts";
import {
  ANSWER,
  COMMAND_SENT,
  type CommandFiles,
  INPUT_ANSWER,
  INTERRUPTED,
  WAKE,
  type WorkerRequest,
  type WorkerStart,
  createSharedMemory,
  viewSharedState,
} from "./shared-state.ts";

/**
 * The stack is for native recursion (`repr` of nested lists, sorting by a recursive key): as deep as CPython goes in its
 * 8 MB. Memory is taken only where a program goes that deep. Short-lived objects, floats above all, are cheap as long
 * as they fit the young generation.
 */
const LIMITS = { stackSizeMb: 16, maxYoungGenerationSizeMb: 64 };

/** Milliseconds that a program runs before V8 optimises what is hot: shorter ones have ended by then. */
const OPTIMISE_AFTER = 20;

/** EX_SOFTWARE of sysexits.h. */
const INTERNAL_ERROR = 70;

const LINUX_ERRNO: Record<string, number> = {
  ENOENT: 2,
  EIO: 5,
  EBADF: 9,
  EACCES: 13,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENAMETOOLONG: 36,
  ELOOP: 40,
};

const memory = createSharedMemory();
const { cells, input } = viewSharedState(memory);
const start: WorkerStart = {
  memory,
  arguments: process.argv.slice(2),
  executable: path.join(__dirname, "../bin/pyvm.js"),
};
const WORKER = "worker.cjs";
const worker = new Worker(path.join(__dirname, WORKER), {
  workerData: start,
  env: SHARE_ENV,
  resourceLimits: LIMITS,
  // Descriptors are Python's to close.
  trackUnmanagedFds: false,
});

sendCommand();

process.on("SIGINT", () => {
  Atomics.store(cells, INTERRUPTED, 1);
  wake();
});

worker.on("message", (request: WorkerRequest) => {
  switch (request.kind) {
    case "change directory":
      return answer(ANSWER, changeDirectory(request.path));
    case "read input":
      return readInput();
    case "start process":
      if (request.ends !== null) tellEndsTo(request.ends);
      return startProcess(request.start, (value) => answer(ANSWER, value), wake);
    case "started":
      return optimiseSoon();
    case "die":
      process.removeAllListeners(request.signal);
      process.kill(process.pid, request.signal);
  }
});

// What command.ts cannot catch: no memory left, a worker that does not start.
worker.on("error", (error) => {
  const text = process.env["PYVM_DEBUG"] ? error.stack : `fatal error: ${error.message.split("\n")[0]}`;
  fs.writeSync(2, `pyvm: ${text}\n`);
  process.exitCode = INTERNAL_ERROR;
});

worker.on("exit", (status) => process.exit(process.exitCode ?? status));

function sendCommand(): void {
  const script = readScript(path.join(__dirname, "command.cjs"));
  const stdlib = pathToFileURL(require.resolve("@pyvm/stdlib")).href;
  const files: CommandFiles = { script, stdlib };
  const contents = [script.source, script.cache].flatMap((content) => (content?.buffer as ArrayBuffer) ?? []);
  worker.postMessage(files, contents);
  Atomics.store(cells, COMMAND_SENT, 1);
  Atomics.notify(cells, COMMAND_SENT);
}

/** The worker has told V8 not to (worker-thread.ts); flags are the process's. */
function optimiseSoon(): void {
  setTimeout(() => v8.setFlagsFromString("--opt"), OPTIMISE_AFTER);
}

function wake(): void {
  Atomics.add(cells, WAKE, 1);
  Atomics.notify(cells, WAKE);
}

function answer(cell: number, value: number): void {
  Atomics.store(cells, cell, value);
  wake();
}

function changeDirectory(directory: string | Uint8Array): number {
  try {
    process.chdir(directory as string);
    return 0;
  } catch (error) {
    return negativeErrno(error as NodeJS.ErrnoException);
  }
}

function negativeErrno(error: NodeJS.ErrnoException): number {
  return -(LINUX_ERRNO[error.code ?? ""] ?? LINUX_ERRNO["EIO"]!);
}

/** What was read and not asked for yet. */
let unread: Uint8Array = new Uint8Array();
let isOpen = false;
let atEnd = false;
let failure = 0;
let isAsked = false;

/**
 * By Node's stream and not by a read in its thread pool: the process could not exit while one waits. The worker may
 * stop waiting; then what comes is for the next read.
 */
function readInput(): void {
  isAsked = true;
  if (!isOpen) openInput();
  answerInput();
}

function openInput(): void {
  isOpen = true;
  process.stdin.on("readable", answerInput);
  process.stdin.on("end", () => {
    atEnd = true;
    answerInput();
  });
  process.stdin.on("error", (error) => {
    failure = negativeErrno(error);
    answerInput();
  });
}

function answerInput(): void {
  if (!isAsked) return;
  if (unread.length === 0) unread = (process.stdin.read() as Uint8Array | null) ?? unread;
  const count = Math.min(unread.length, input.length);
  if (count === 0 && !atEnd && failure === 0) return;
  isAsked = false;
  input.set(unread.subarray(0, count));
  unread = unread.subarray(count);
  answer(INPUT_ANSWER, count > 0 ? count : failure);
}
