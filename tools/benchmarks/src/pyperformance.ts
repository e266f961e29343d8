/**
 * `node tools/benchmarks/bin/pyperformance.js DIRECTORY [NAME…]`: programs of pyperformance, unmodified, under CPython
 * and pyvm, and the ratios of their steady times with the geometric mean.
 *
 * DIRECTORY is `pyperformance/data-files/benchmarks` of a checkout. Without names: all programs that need no other
 * package than `pyperf`, of which ours in `pyperf/` takes the place.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Interpreter, findInterpreters } from "./interpreters.ts";
import { formatTable } from "./table.ts";

const SHIM = fileURLToPath(new URL("../pyperf", import.meta.url));
/** Milliseconds after which a program is given up. */
const TIME_LIMIT = 600_000;

interface Program {
  readonly name: string;
  readonly command: readonly string[];
}

/** What one program printed: seconds by benchmark, and digests of what the benchmarks answered. */
interface Measured {
  readonly seconds: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<string, string>;
  readonly failure: string | null;
}

/** Runs the command; returns its exit code: 1 when a program failed or answered something else than CPython. */
export function main([directory, ...names]: readonly string[]): number {
  const [base, ...others] = findInterpreters().filter(({ name }) => name !== "pyodide");
  if (directory === undefined || base === undefined || others.length !== 1)
    throw new Error("usage: PYVM_BENCH_PYTHON=python3.14 pyperformance.js DIRECTORY [NAME...]");
  const pyvm = others[0]!;
  const programs = findPrograms(directory).filter(({ name }) => names.length === 0 || names.includes(name));
  const rows: string[][] = [];
  const ratios: number[] = [];
  const problems: string[] = [];
  for (const program of programs) {
    process.stderr.write(`${program.name}\n`);
    const expected = measure(base, program);
    const found = measure(pyvm, program);
    if (expected.failure !== null) problems.push(`${program.name} under ${base.name}: ${expected.failure}`);
    else if (found.failure !== null) problems.push(`${program.name}: ${found.failure}`);
    for (const [benchmark, seconds] of expected.seconds) {
      const own = found.seconds.get(benchmark);
      if (own === undefined) continue;
      if (expected.answers.get(benchmark) !== found.answers.get(benchmark))
        problems.push(`${benchmark}: another answer than ${base.name}'s`);
      ratios.push(own / seconds);
      rows.push([benchmark, milliseconds(seconds), milliseconds(own), (own / seconds).toFixed(2)]);
    }
  }
  console.log(formatTable(["benchmark", `${base.name} ms`, "pyvm ms", "ratio"], rows));
  console.log(`\n${ratios.length} benchmarks, geometric mean ${geometricMean(ratios).toFixed(2)}`);
  for (const problem of problems) console.log(problem);
  return problems.length === 0 ? 0 : 1;
}

function milliseconds(seconds: number): string {
  return (seconds * 1000).toPrecision(4);
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** The programs that only need `pyperf`: a `.toml` file each, which may give the program options. */
export function findPrograms(directory: string): Program[] {
  const folders = readdirSync(directory).filter((name) => name.startsWith("bm_"));
  return folders.sort().flatMap((folder) => {
    const read = (file: string): string => readFileSync(join(directory, folder, file), "utf8");
    if (!/dependencies = \[\s*"pyperf",?\s*\]/.test(read("pyproject.toml"))) return [];
    const files = readdirSync(join(directory, folder)).filter((file) => file.endsWith(".toml"));
    return files.sort().map((file): Program => {
      const text = read(file);
      const options = /extra_opts = (\[[^\]]*\])/.exec(text);
      const name =
        /\[tool.pyperformance\][^[]*\bname = "([^"]+)"/.exec(text)?.[1] ?? basename(file, ".toml").slice(3);
      const extra = options === null ? [] : (JSON.parse(options[1]!.replace(/,\s*\]/, "]")) as string[]);
      return { name, command: [join(directory, folder, "run_benchmark.py"), ...extra] };
    });
  });
}

function measure(interpreter: Interpreter, { command: [file, ...options] }: Program): Measured {
  const [executable, ...args] = [...interpreter.command(file!), ...options];
  const { status, stdout, stderr, signal } = spawnSync(executable!, args, {
    encoding: "utf8",
    timeout: TIME_LIMIT,
    env: { ...process.env, PYTHONPATH: SHIM, PYTHONDONTWRITEBYTECODE: "1" },
  });
  const failure = status === 0 ? null : (signal ?? stderr.trim().split("\n").at(-1) ?? `exit code ${status}`);
  return { seconds: readTimes(stdout), answers: readAnswers(stdout), failure };
}

/** The lines `name: seconds`. */
function readTimes(output: string): Map<string, number> {
  return new Map([...output.matchAll(/^(.+): (\d+\.\d+)$/gm)].map(([, name, time]) => [name!, Number(time)]));
}

/** The lines `name answers digest`. */
function readAnswers(output: string): Map<string, string> {
  return new Map([...output.matchAll(/^(.+) answers (\w+)$/gm)].map(([, name, digest]) => [name!, digest!]));
}
