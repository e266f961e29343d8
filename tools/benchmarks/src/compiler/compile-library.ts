/**
 * Compiles every file of a folder, as ../../bin/compile-library.py does: once, and again for each line on standard
 * input, with a line of seconds of processor time for each. The first counts from the start of the process.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { compile } from "../../../../packages/compiler/src/index.ts";

const folder = process.argv[2]!;
const sources = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(`${folder}/${name}`));

let start: NodeJS.CpuUsage = { user: 0, system: 0 };
round();
for await (const _ of createInterface(process.stdin)) {
  start = process.cpuUsage();
  round();
}

function round(): void {
  for (const source of sources) compile(source, { filename: "library.py" });
  const { user, system } = process.cpuUsage();
  console.log((user - start.user + system - start.system) / 1e6);
}
