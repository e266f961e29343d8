/**
 * What is compared: commands that run a Python file.
 *
 * CPython is the one that PYVM_BENCH_PYTHON names (`…/bin/python3.14`); without it the column stays empty.
 * pyvm is the built command: its own time counts as users see it, so it is built before anything is timed.
 */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HERE = new URL("..", import.meta.url);
const PYVM = fileURLToPath(new URL("../../packages/cli/bin/pyvm.js", HERE));
const PYODIDE = fileURLToPath(new URL("bin/pyodide.js", HERE));

export interface Interpreter {
  readonly name: string;
  /** The command line that runs the file. */
  command(file: string): readonly string[];
}

/** The interpreters that are there, CPython first: the others are measured against it. */
export function findInterpreters(): Interpreter[] {
  const found: Interpreter[] = [];
  const python = process.env["PYVM_BENCH_PYTHON"];
  if (python !== undefined) found.push({ name: "CPython", command: (file) => [python, "-B", file] });
  if (existsSync(PYVM)) found.push({ name: "pyvm", command: (file) => [process.execPath, PYVM, file] });
  found.push({ name: "pyodide", command: (file) => [process.execPath, PYODIDE, file] });
  return found;
}

/** What every JavaScript interpreter pays before its first own line. */
export const bareNode: Interpreter = { name: "node -e 0", command: () => [process.execPath, "-e", "0"] };
