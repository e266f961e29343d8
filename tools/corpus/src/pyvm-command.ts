/**
 * The pyvm command as a test sees it: built from the current sources, started in a child process.
 *
 * PYVM_CORPUS_COMMAND names another command to run instead, such as a native `python3.14`: the way to find
 * out whether a failure is the program's fault.
 */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { buildStale } from "../../generate/src/workspace/build-stale.js";
import { CORPUS_FOLDER } from "./read-corpus.ts";

const ROOT = join(CORPUS_FOLDER, "../..");
const PYVM = join(ROOT, "packages/cli/bin/pyvm.js");
const OTHER = process.env["PYVM_CORPUS_COMMAND"];

export interface CommandResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** Builds what changed since the last build, so that the command is what the sources say. */
export function buildCommand(): void {
  if (OTHER === undefined) buildStale(ROOT);
}

/** Milliseconds after which a program counts as hanging. */
const TIME_LIMIT = 60_000;

/** Two programs at a time: more would only wait for each other. */
const slots = [Promise.resolve(), Promise.resolve()];

/** Runs `pyvm ARGS` in `folder` and waits for it. */
export async function runCommand(
  args: readonly string[],
  folder: string,
  stdin: string,
): Promise<CommandResult> {
  const slot = (nextSlot = 1 - nextSlot);
  const result = slots[slot]!.then(() => start(args, folder, stdin));
  slots[slot] = result.then(() => {});
  return result;
}

let nextSlot = 0;

function start(args: readonly string[], folder: string, stdin: string): Promise<CommandResult> {
  const [command, prefix] = OTHER === undefined ? [process.execPath, [PYVM]] : [OTHER, []];
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      timeout: TIME_LIMIT,
      maxBuffer: 64 * 1024 * 1024,
      killSignal: "SIGKILL",
    } as const;
    const child = execFile(command, [...prefix, ...args], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({
        stdout,
        stderr: error?.killed ? `${stderr}killed after ${TIME_LIMIT} ms\n` : stderr,
        exitCode,
      });
    });
    child.stdin?.on("error", () => {}); // a program that does not read its input
    child.stdin?.end(stdin);
  });
}
