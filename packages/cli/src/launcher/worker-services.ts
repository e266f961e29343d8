/**
 * The worker's side of the shared state: what the host needs of the main thread.
 */
import * as fs from "node:fs";
import type { MessagePort } from "node:worker_threads";
import { HostError } from "@pyvm/vm/core";
import type { ThreadServices } from "@pyvm/vm/node";
import {
  ANSWER,
  INPUT_ANSWER,
  INTERRUPTED,
  NOTHING,
  PENDING,
  WAKE,
  type WorkerRequest,
  viewSharedState,
} from "./shared-state.ts";
import { workerProcesses } from "./worker-processes.ts";

const EINTR = 4;

/** Services over this memory; `ask` sends a request to the main thread. */
export function workerServices(
  memory: SharedArrayBuffer,
  ask: (request: WorkerRequest, transfer?: readonly MessagePort[]) => void,
): ThreadServices {
  const { cells, input } = viewSharedState(memory);
  /** Read, but not taken yet. */
  let start = 0;
  let end = 0;

  /** Sleep until `isOver`, or for a time. Answers false when an interrupt came first. */
  function sleepUntil(isOver: () => boolean, milliseconds = Infinity): boolean {
    const deadline = performance.now() + milliseconds;
    for (;;) {
      const events = Atomics.load(cells, WAKE);
      if (isOver()) return true;
      if (Atomics.load(cells, INTERRUPTED) === 1) return false;
      const left = deadline - performance.now();
      if (left <= 0) return true;
      Atomics.wait(cells, WAKE, events, left);
    }
  }

  function fetchInput(): void {
    if (Atomics.load(cells, INPUT_ANSWER) === NOTHING) {
      Atomics.store(cells, INPUT_ANSWER, PENDING);
      ask({ kind: "read input" });
    }
    if (!sleepUntil(() => Atomics.load(cells, INPUT_ANSWER) !== PENDING)) throw new HostError(EINTR);
    const count = Atomics.exchange(cells, INPUT_ANSWER, NOTHING);
    if (count < 0) throw new HostError(-count);
    start = 0;
    end = count;
  }

  /** Send a request and wait for its answer. */
  function request(message: WorkerRequest, transfer?: readonly MessagePort[]): number {
    Atomics.store(cells, ANSWER, PENDING);
    ask(message, transfer);
    for (;;) {
      Atomics.wait(cells, ANSWER, PENDING, 1);
      const answer = Atomics.load(cells, ANSWER);
      if (answer !== PENDING) return answer;
    }
  }

  return {
    processes: workerProcesses(request),
    interrupted: () => cells[INTERRUPTED] === 1 && Atomics.exchange(cells, INTERRUPTED, 0) === 1,
    sleep: (seconds) => sleepUntil(() => false, seconds * 1000),
    changeDirectory(path) {
      const answer = request({ kind: "change directory", path });
      if (answer < 0) throw new HostError(-answer);
    },
    readInput(buffer) {
      if (start === end) fetchInput();
      const count = Math.min(buffer.length, end - start);
      buffer.set(input.subarray(start, start + count));
      start += count;
      return count;
    },
  };
}

/** Whether reading standard input may wait for someone: a terminal, a pipe, a socket. */
export function inputMayWait(): boolean {
  try {
    return !fs.fstatSync(0).isFile();
  } catch {
    return false;
  }
}
