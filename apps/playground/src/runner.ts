/**
 * Runs a program in a worker of its own.
 *
 * Stop interrupts the program, as Ctrl-C does at a terminal: it gets KeyboardInterrupt and may clean up.
 * That takes memory that both threads see, which a page has only when it is served with the headers for
 * it; and a program may ignore it. So where there is no such memory, at once, and otherwise after a moment,
 * Stop ends the worker: that works whatever the program is doing, and leaves nothing behind.
 *
 * The next program's worker is started ahead of time, so that Run does not wait for it.
 */
import type { RunEvent, RunProgram } from "./messages.ts";

/** Milliseconds that an interrupted program has to end by itself. */
const GRACE = 1000;

export interface Runner {
  /** Run a program; a running one is ended first. */
  run(source: string): void;
  stop(): void;
}

export function createRunner(on: {
  output(stream: "stdout" | "stderr", text: string): void;
  /** `code` is undefined when the program was ended from outside. */
  ended(code: number | undefined): void;
}): Runner {
  let running: { readonly worker: Worker; readonly interrupt: Int32Array | undefined } | undefined;
  let next = startWorker();

  const end = (code: number | undefined) => {
    running?.worker.terminate();
    running = undefined;
    on.ended(code);
  };
  return {
    run(source) {
      if (running !== undefined) end(undefined);
      const worker = next;
      const interrupt = crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
      running = { worker, interrupt };
      next = startWorker();
      worker.addEventListener("message", ({ data }: MessageEvent<RunEvent>) => {
        if (worker !== running?.worker) return;
        if (data.kind === "output") on.output(data.stream, data.text);
        else end(data.code);
      });
      worker.addEventListener("error", ({ message }) => {
        if (worker !== running?.worker) return;
        on.output("stderr", `${message}\n`);
        end(1);
      });
      const request: RunProgram = { source, interrupt };
      worker.postMessage(request);
    },
    stop() {
      if (running === undefined) return;
      const { worker, interrupt } = running;
      if (interrupt === undefined) return end(undefined);
      Atomics.store(interrupt, 0, 1);
      setTimeout(() => {
        if (worker === running?.worker) end(undefined);
      }, GRACE);
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL("./run-worker.ts", import.meta.url), { type: "module" });
}
