/**
 * The command as the worker runs it: one bundle with the VM and the compiler (build/build-command.js).
 */
import * as fs from "node:fs";
import type { MessagePort } from "node:worker_threads";
import { inputMayWait, workerServices } from "./launcher/worker-services.ts";
import type { WorkerRequest, WorkerStart } from "./launcher/shared-state.ts";
import { main } from "./main.ts";

export type WorkerOptions = WorkerStart & {
  /** Send a request to the main thread. */
  ask(request: WorkerRequest, transfer?: readonly MessagePort[]): void;
  /** Called when Python is ready to run the program. */
  onStarted(): void;
  /** Called when the program ended by an exception, before that is shown. */
  onEnding(): void;
};

/** EX_SOFTWARE of sysexits.h. */
const INTERNAL_ERROR = 70;

const REPORT_AT = "https://github.com/pyvm/pyvm/issues";

/** Run the command. `started`: whether it came as far as running a program. */
export function runInWorker({
  memory,
  arguments: argv,
  executable,
  ask,
  onStarted,
  onEnding,
}: WorkerOptions): {
  status: number;
  started: boolean;
} {
  let started = false;
  const onReady = () => {
    started = true;
    onStarted();
  };
  try {
    const services = workerServices(memory, ask);
    const status = main(argv, { executable, services, inputMayWait: inputMayWait(), onReady, onEnding });
    if (status >= 0) return { status, started };
    endBySignal(ask);
  } catch (error) {
    fs.writeSync(2, internalErrorText(error));
    return { status: INTERNAL_ERROR, started };
  }
}

/** Only SIGINT ends a program so. The main thread ends the process while we wait. */
function endBySignal(ask: WorkerOptions["ask"]): never {
  ask({ kind: "die", signal: "SIGINT" });
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function internalErrorText(error: unknown): string {
  if (process.env["PYVM_DEBUG"] && error instanceof Error) return `pyvm: internal error: ${error.stack}\n`;
  const message = String(error instanceof Error ? `${error.name}: ${error.message}` : error).split("\n")[0];
  return `pyvm: internal error: ${message}; please report it at ${REPORT_AT} (PYVM_DEBUG=1 shows where)\n`;
}
