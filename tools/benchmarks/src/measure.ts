/**
 * One timed run, and the statistics over several.
 *
 * A program times its own work and prints `seconds: N` as its last line; the rest of its output is the
 * result, which must be the same everywhere. A program that prints no such line is timed from outside, from
 * the start of the process to its end.
 */

import { spawnSync } from "node:child_process";
import type { Interpreter } from "./interpreters.ts";

export interface Run {
  readonly seconds: number;
  readonly result: string;
}

/** Milliseconds after which a run is given up. */
const TIME_LIMIT = 300_000;

/** Runs the file once; throws with the program's error output if it fails. */
export function run(interpreter: Interpreter, file: string): Run {
  const [command, ...args] = interpreter.command(file);
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, signal } = spawnSync(command!, args, {
    encoding: "utf8",
    timeout: TIME_LIMIT,
  });
  const outside = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) {
    const reason = stderr.trim().split("\n").at(-1) ?? "";
    throw new Error(signal === null ? reason || `exit code ${status}` : `ended by ${signal}`);
  }
  const inside = /^seconds: (.*)\n/m.exec(stdout);
  if (inside === null) return { seconds: outside, result: stdout };
  return { seconds: Number(inside[1]), result: stdout.replace(inside[0], "") };
}

/** The middle of the values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
