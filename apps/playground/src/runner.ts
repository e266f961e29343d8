/**
 * Runs a program in a worker of its own.
 *
 * Stop ends the worker: it works whatever the program is doing, and leaves nothing behind. The next
 * program's worker is started ahead of time, so that Run does not wait for it.
 */
import type { RunEvent, RunProgram } from "./messages.ts";

export interface Runner {
  /** Run a program; a running one is stopped first. */
  run(source: string): void;
  stop(): void;
}

export function createRunner(on: {
  output(stream: "stdout" | "stderr", text: string): void;
  /** `code` is undefined when the program was stopped. */
  ended(code: number | undefined): void;
}): Runner {
  let running: Worker | undefined;
  let next = startWorker();

  const end = (code: number | undefined) => {
    running?.terminate();
    running = undefined;
    on.ended(code);
  };
  return {
    run(source) {
      if (running !== undefined) end(undefined);
      const worker = next;
      running = worker;
      next = startWorker();
      worker.addEventListener("message", ({ data }: MessageEvent<RunEvent>) => {
        if (worker !== running) return;
        if (data.kind === "output") on.output(data.stream, data.text);
        else end(data.code);
      });
      worker.addEventListener("error", ({ message }) => {
        if (worker !== running) return;
        on.output("stderr", `${message}\n`);
        end(1);
      });
      const request: RunProgram = { source };
      worker.postMessage(request);
    },
    stop() {
      if (running !== undefined) end(undefined);
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL("./run-worker.ts", import.meta.url), { type: "module" });
}
