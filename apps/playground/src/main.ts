/**
 * The page: joins the editor, the panes, the stages worker and the runner.
 */
import { createEditor } from "./editor.ts";
import type { StageShown, ShowStages } from "./messages.ts";
import { createPanes } from "./panes.ts";
import { createRunner } from "./runner.ts";
import { stageTitles } from "./stage-names.ts";

const FIRST_PROGRAM = `def primes(limit):
    sieve = [True] * limit
    for n in range(2, limit):
        if sieve[n]:
            yield n
            for multiple in range(n * n, limit, n):
                sieve[multiple] = False

print(*primes(100))
`;

/** Milliseconds without a key press after which the stages are shown anew. */
const PAUSE = 150;

const runButton = element<HTMLButtonElement>("run");
const stopButton = element<HTMLButtonElement>("stop");
const status = element("status");
const { panes, select } = createPanes(
  element("tabs"),
  element("panes"),
  new Map([...stageTitles, ["output", "Output"]]),
);
const output = panes.get("output")!;
const stagesWorker = new Worker(new URL("./stages-worker.ts", import.meta.url), { type: "module" });
let revision = 0;
let pause: ReturnType<typeof setTimeout> | undefined;

const editor = createEditor(element("program"), FIRST_PROGRAM, {
  changed: () => {
    clearTimeout(pause);
    pause = setTimeout(requestStages, PAUSE);
  },
  run: runProgram,
});
const runner = createRunner({
  output: (stream, text) => output.append(text, stream),
  ended: (code) => {
    setRunning(false);
    status.textContent = code === undefined ? "stopped" : `exit code ${code}`;
  },
});

stagesWorker.addEventListener("message", ({ data }: MessageEvent<StageShown>) => {
  if (data.revision === revision) panes.get(data.stage)!.show(data.text, data.failed ? "failed" : "");
});
runButton.addEventListener("click", runProgram);
stopButton.addEventListener("click", () => runner.stop());
select("output");
requestStages();

function requestStages(): void {
  const request: ShowStages = { revision: ++revision, source: editor.source() };
  stagesWorker.postMessage(request);
}

function runProgram(): void {
  output.clear();
  select("output");
  runner.run(editor.source());
  setRunning(true);
  status.textContent = "running";
}

function setRunning(running: boolean): void {
  runButton.disabled = running;
  stopButton.disabled = !running;
}

function element<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}
