/**
 * The command's worker: loads the command and runs it.
 */
import * as v8 from "node:v8";
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type * as Command from "../command.ts";
import { loadScript } from "./code-cache.ts";
import {
  COMMAND_SENT,
  type CommandFiles,
  type WorkerRequest,
  type WorkerStart,
  viewSharedState,
} from "./shared-state.ts";

const start = workerData as WorkerStart;
const ask = (request: WorkerRequest, transfer?: readonly MessagePort[]) =>
  parentPort!.postMessage(request, transfer);

const { cells } = viewSharedState(start.memory);
Atomics.wait(cells, COMMAND_SENT, 0);
const files = receiveMessageOnPort(parentPort!)!.message as CommandFiles;

const script = loadScript(files.script);
// While Python starts, and while it shows an exception at the end, nothing runs long enough to gain from V8's optimising
// compiler, which takes a second thread's time, and at the end ours. After the cache: its validity depends on flags.
v8.setFlagsFromString("--no-opt");
// What start-up allocates stays. Let the young generation grow at once instead of copying it six times.
v8.setFlagsFromString("--semi-space-growth-factor=16");
const command = { exports: {} as typeof Command };
(script.value as CommandFunction)(command.exports, require, command, files.script.filename, files.stdlib);
const { status, started } = command.exports.runInWorker({
  ...start,
  ask,
  onStarted: () => ask({ kind: "started" }),
  onEnding: () => v8.setFlagsFromString("--no-opt"),
});
if (started) saveCache();
process.exit(status);

/** V8 takes a cache only under the flags that it was made under. */
function saveCache(): void {
  v8.setFlagsFromString("--opt");
  v8.setFlagsFromString("--semi-space-growth-factor=2");
  script.saveCache();
}

/** What the command's script is: a CommonJS module that is also told where the standard library is. */
type CommandFunction = (
  exports: object,
  require: NodeJS.Require,
  module: object,
  filename: string,
  stdlib: string,
) => void;
