/**
 * The pyvm command as a test sees it: built from the current sources, started in a child process.
 */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildStale } from "../../generate/src/workspace/build-stale.js";
import { CORPUS_FOLDER } from "./read-corpus.ts";

const ROOT = join(CORPUS_FOLDER, "../..");
const COMMAND = join(ROOT, "packages/cli/bin/pyvm.js");

export interface CommandResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** Whether there is a command to run at all. */
export function hasCommand(): boolean {
  return existsSync(COMMAND);
}

/** Builds what changed since the last build, so that the command is what the sources say. */
export function buildCommand(): void {
  buildStale(ROOT);
}

/** Milliseconds after which a program counts as hanging. */
const TIME_LIMIT = 60_000;

/** Runs `pyvm ARGS` in `folder` and waits for it. */
export function runCommand(args: readonly string[], folder: string, stdin: string): Promise<CommandResult> {
  return new Promise((resolve) => {
    const options = { cwd: folder, timeout: TIME_LIMIT, maxBuffer: 64 * 1024 * 1024, killSignal: "SIGKILL" } as const;
    const child = execFile(process.execPath, [COMMAND, ...args], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ stdout, stderr: error?.killed ? `${stderr}killed after ${TIME_LIMIT} ms\n` : stderr, exitCode });
    });
    child.stdin?.on("error", () => {}); // a program that does not read its input
    child.stdin?.end(stdin);
  });
}
