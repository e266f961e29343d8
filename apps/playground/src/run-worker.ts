/**
 * The worker that runs one program, in a world of its own: files in memory, and two streams to the page.
 */
import { readArchive } from "@pyvm/stdlib";
import archiveUrl from "@pyvm/stdlib/library.pack?url";
import { createMemoryHost, createVM } from "@pyvm/vm";
import type { RunEvent, RunProgram } from "./messages.ts";

const LIBRARY = "/lib/python3.14";
const PROGRAM = "/home/program.py";

/** Fetched before the program is known: the worker is started ahead of time. */
const library = fetchLibrary();

self.addEventListener("message", ({ data }: MessageEvent<RunProgram>) => {
  library.then((files) => report({ kind: "exit", code: runProgram(data, files) })).catch(reportError);
});

async function fetchLibrary(): Promise<[path: string, content: Uint8Array][]> {
  const response = await fetch(archiveUrl);
  const files = await readArchive(new Uint8Array(await response.arrayBuffer()));
  return [...files].map(([path, content]) => [`${LIBRARY}/${path}`, content]);
}

function runProgram({ source, interrupt }: RunProgram, library: [string, Uint8Array][]): number {
  const decoders = { 1: new TextDecoder(), 2: new TextDecoder() };
  const host = createMemoryHost({
    files: [...library, [PROGRAM, new TextEncoder().encode(source)]],
    write: (fd, bytes) => {
      const text = decoders[fd].decode(bytes, { stream: true });
      report({ kind: "output", stream: fd === 1 ? "stdout" : "stderr", text });
    },
    interrupted: () => interrupt !== undefined && Atomics.exchange(interrupt, 0, 0) === 1,
  });
  const vm = createVM({ host, stdlib: LIBRARY, argv: [PROGRAM], programPath: "/home", unbuffered: true });
  const status = vm.finalize(vm.runFile(PROGRAM));
  // Ended by a signal: a shell shows it as 128 and the signal.
  return status < 0 ? 128 - status : status;
}

function report(event: RunEvent): void {
  self.postMessage(event);
}
