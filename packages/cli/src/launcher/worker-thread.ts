/**
 * The command's worker: loads the command and runs it.
 */
import * as path from "node:path";
import * as v8 from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import type * as Command from "../command.ts";
import { loadScript } from "./code-cache.ts";
import type { WorkerStart } from "./shared-state.ts";

const script = loadScript(path.join(__dirname, "command.cjs"), require);
// While Python starts, and while it shows an exception at the end, nothing runs long enough to gain from V8's optimising
// compiler, which takes a second thread's time, and at the end ours. After the cache: its validity depends on flags.
v8.setFlagsFromString("--no-opt");
const { runInWorker } = script.exports as typeof Command;
const { status, started } = runInWorker({
  ...(workerData as WorkerStart),
  ask: (request) => parentPort!.postMessage(request),
  onStarted: () => v8.setFlagsFromString("--opt"),
  onEnding: () => v8.setFlagsFromString("--no-opt"),
});
v8.setFlagsFromString("--opt");
if (started) script.saveCache();
process.exit(status);
