/**
 * `node tools/benchmarks/bin/bench.js [--rounds N] [NAME…]`: prints a table of medians and ratios.
 *
 * Each round runs every program once under every interpreter, one after the other, so that whatever else
 * the machine does falls on all of them alike. Only the ratios of one run of this command mean anything.
 */

import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bareNode, findInterpreters, type Interpreter } from "./interpreters.ts";
import { median, run } from "./measure.ts";
import { formatTable } from "./table.ts";

const PROGRAMS = fileURLToPath(new URL("../programs/", import.meta.url));
const STARTUP = "startup";

/** Runs the command; returns its exit code: 1 when a program failed or results differ. */
export async function main(args: readonly string[]): Promise<number> {
  const { rounds, names } = parseArguments(args);
  const programs = readdirSync(PROGRAMS)
    .filter((file) => file.endsWith(".py"))
    .map((file) => basename(file, ".py"))
    .filter((name) => names.length === 0 || names.includes(name));
  const interpreters = findInterpreters();
  const cells = new Map<string, Cell>();
  const measured: [string, Interpreter][] = programs.flatMap((program) =>
    (program === STARTUP ? [bareNode, ...interpreters] : interpreters).map((i): [string, Interpreter] => [
      program,
      i,
    ]),
  );
  for (const [program, { name }] of measured) cells.set(key(program, name), { seconds: [] });
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`round ${round} of ${rounds}\n`);
    for (const [program, interpreter] of measured)
      measure(cells.get(key(program, interpreter.name))!, program, interpreter);
  }
  report(programs, interpreters, cells);
  const problems = findProblems(programs, interpreters, cells);
  for (const problem of problems) console.log(problem);
  return problems.length === 0 ? 0 : 1;
}

function parseArguments(args: readonly string[]): { rounds: number; names: string[] } {
  const names = [...args];
  const at = names.indexOf("--rounds");
  const rounds = at < 0 ? 5 : Number(names.splice(at, 2)[1]);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds wants a number from 1 up");
  return { rounds, names };
}

/** What one program did under one interpreter. */
interface Cell {
  readonly seconds: number[];
  result?: string;
  failure?: string;
}

const key = (program: string, interpreter: string): string => `${program} under ${interpreter}`;

function measure(cell: Cell, program: string, interpreter: Interpreter): void {
  if (cell.failure !== undefined) return;
  try {
    const { seconds, result } = run(interpreter, join(PROGRAMS, `${program}.py`));
    cell.seconds.push(seconds);
    cell.result = result;
  } catch (error) {
    cell.failure = (error as Error).message;
  }
}

function report(
  programs: readonly string[],
  interpreters: readonly Interpreter[],
  cells: Map<string, Cell>,
): void {
  const names = interpreters.map(({ name }) => name);
  const timeOf = (program: string, name: string): number | undefined => {
    const cell = cells.get(key(program, name));
    return cell === undefined || cell.failure !== undefined ? undefined : median(cell.seconds);
  };
  const [base, ...others] = names;
  const header = [
    "program",
    ...names.map((name) => `${name} ms`),
    ...others.map((name) => `${name}/${base}`),
  ];
  const rows = programs.map((program) => {
    const baseTime = timeOf(program, base!);
    const ratio = (time: number | undefined): string =>
      time === undefined || baseTime === undefined ? "-" : (time / baseTime).toFixed(2);
    return [
      program,
      ...names.map((name) => milliseconds(timeOf(program, name))),
      ...others.map((name) => ratio(timeOf(program, name))),
    ];
  });
  console.log(formatTable(header, rows));
  if (!programs.includes(STARTUP)) return;
  const node = timeOf(STARTUP, bareNode.name);
  const pyvm = timeOf(STARTUP, "pyvm");
  const over = node === undefined || pyvm === undefined ? undefined : pyvm - node;
  console.log(`\nstart-up: bare node ${milliseconds(node)} ms; pyvm ${milliseconds(over)} ms over that`);
}

function milliseconds(seconds: number | undefined): string {
  return seconds === undefined ? "-" : (seconds * 1000).toFixed(seconds < 0.1 ? 1 : 0);
}

/** Failures, and results that are not everyone's. */
function findProblems(
  programs: readonly string[],
  interpreters: readonly Interpreter[],
  cells: Map<string, Cell>,
): string[] {
  return programs.flatMap((program) => {
    const own = interpreters.map(({ name }) => ({ name, cell: cells.get(key(program, name))! }));
    const failures = own
      .filter(({ cell }) => cell.failure !== undefined)
      .map(({ name, cell }) => `${key(program, name)}: ${cell.failure}`);
    const results = new Set(own.flatMap(({ cell }) => (cell.result === undefined ? [] : [cell.result])));
    return results.size > 1
      ? [...failures, `${program}: results differ: ${[...results].map((r) => JSON.stringify(r)).join(" ")}`]
      : failures;
  });
}
