/**
 * What the two threads of the command share: a few 32-bit cells, with `Atomics` on both sides.
 *
 * Python runs in a worker, because a thread that runs JavaScript hears no signals. The main thread sleeps in Node's
 * event loop, hears Ctrl-C, and does for the worker what Node forbids to workers (`chdir`) and what must be abandoned
 * at a signal (reading a terminal or a pipe). It also starts child processes and hears of their end.
 */
import type { MessagePort } from "node:worker_threads";
import type { ProcessStart } from "@pyvm/vm/core";
import type { ScriptFile } from "./code-cache.ts";

/** Whether an interrupt waits to be handled. Set by the main thread, cleared by the worker. */
export const INTERRUPTED = 0;
/** Counts events; the worker sleeps on it. */
export const WAKE = 1;
/** The answer to a request: 0 or a process id, or minus a Linux errno; `PENDING` before. */
export const ANSWER = 2;
/** The answer to "read input": bytes read, or minus a Linux errno; `PENDING` before, `NOTHING` when nobody asked. */
export const INPUT_ANSWER = 3;
/** 1 once the command is in the worker's message queue. */
export const COMMAND_SENT = 4;
const CELLS = 5;

export const PENDING = -1_000_000;
export const NOTHING = -1_000_001;

/** As much of standard input as is read at a time. */
const INPUT_SIZE = 65536;

export type SharedState = { readonly cells: Int32Array; readonly input: Uint8Array };

export function createSharedMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(4 * CELLS + INPUT_SIZE);
  viewSharedState(memory).cells[INPUT_ANSWER] = NOTHING;
  return memory;
}

export function viewSharedState(memory: SharedArrayBuffer): SharedState {
  return { cells: new Int32Array(memory, 0, CELLS), input: new Uint8Array(memory, 4 * CELLS, INPUT_SIZE) };
}

/** How a child process ended. */
export type ChildEnded = {
  readonly pid: number;
  /** In wait(2)'s form. */
  readonly status: number;
};

/** What the worker asks of the main thread. */
export type WorkerRequest =
  | { readonly kind: "change directory"; readonly path: string | Uint8Array }
  | { readonly kind: "read input" }
  /** `ends`: where to tell how processes ended, from the first request on. */
  | { readonly kind: "start process"; readonly start: ProcessStart; readonly ends: MessagePort | null }
  /** Python is ready, the program begins. */
  | { readonly kind: "started" }
  /** The program ended by this signal: end the process the same way. */
  | { readonly kind: "die"; readonly signal: NodeJS.Signals };

/** What the worker is started with. */
export type WorkerStart = {
  readonly memory: SharedArrayBuffer;
  readonly arguments: readonly string[];
  /** `sys.executable`. */
  readonly executable: string;
};

/** What the main thread reads for the worker while that boots. */
export type CommandFiles = {
  readonly script: ScriptFile;
  /** Where the package of the standard library is, as a URL. */
  readonly stdlib: string;
};
