#!/usr/bin/env node
/**
 * `npm start -- FILE.py [ARGS]`: runs a Python program from a clone, whatever state the clone is in.
 *
 * Installs and builds what is missing or stale, then becomes `pyvm FILE.py ARGS`: same input, output and
 * exit code, in the directory where npm was called.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildStale } from "../src/workspace/build-stale.js";
import { ensureInstalled } from "../src/workspace/install.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
ensureInstalled(root);
buildStale(root);

const calledByNpm = process.env.npm_lifecycle_event === "start";
const child = spawn(process.execPath, [join(root, "packages/cli/bin/pyvm.js"), ...process.argv.slice(2)], {
  cwd: calledByNpm ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd(),
  stdio: "inherit",
});
// A terminal sends ^C to both of us; what it means is for the program to say.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => signal !== "SIGINT" && child.kill(signal));
}
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + constants.signals[signal]);
});
