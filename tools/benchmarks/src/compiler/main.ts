/**
 * `node tools/benchmarks/bin/compiler.js [--rounds N]`: source to code objects, over the whole standard library,
 * under pyvm and under the CPython that PYVM_BENCH_PYTHON names.
 *
 * Cold is a process from its start, Node's own included, with all of the library compiled once; warm is each later
 * time in the same process. Processes take turns. Processor time counts what the engine's other threads do, too;
 * the time that passes does not, and depends on what else runs.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { readLibrary } from "@pyvm/tool-differential/library";
import { compile } from "../../../../packages/compiler/src/index.ts";
import { median } from "../measure.ts";
import { formatTable } from "../table.ts";

const NATIVE = fileURLToPath(new URL("../../bin/compile-library.py", import.meta.url));
const WARM_UP = 3;

export async function compilers(args: readonly string[]): Promise<number> {
  const at = args.indexOf("--rounds");
  const rounds = at < 0 ? 7 : Number(args[at + 1]);
  const folder = mkdtempSync(join(tmpdir(), "pyvm-compiler-"));
  try {
    const library = join(folder, "library");
    await extractLibrary(library);
    const commands = [["pyvm", process.execPath, bundled(folder), library]];
    const python = process.env["PYVM_BENCH_PYTHON"];
    if (python !== undefined) commands.push(["CPython", python, NATIVE, library]);
    await reportCold(commands, rounds);
    await reportWarm(commands, rounds);
    reportLinearity();
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 0;
}

async function extractLibrary(library: string): Promise<void> {
  const files = await readLibrary();
  mkdirSync(library);
  for (const [index, { bytes }] of files.entries()) writeFileSync(join(library, `${index}.py`), bytes);
  const size = files.reduce((total, { bytes }) => total + bytes.length, 0);
  console.log(`${files.length} files, ${(size / 1e6).toFixed(2)} MB\n`);
}

/** The compiler as one script, as the command has it. */
function bundled(folder: string): string {
  const outfile = join(folder, "compile-library.mjs");
  buildSync({
    entryPoints: [fileURLToPath(new URL("compile-library.ts", import.meta.url))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["@pyvm/source"],
    minify: true,
  });
  return outfile;
}

/** Name, then the command line. */
type Command = readonly string[];

async function reportCold(commands: readonly Command[], rounds: number): Promise<void> {
  const processor: number[][] = commands.map(() => []);
  const passed: number[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) {
      const start = process.hrtime.bigint();
      const child = startChild(command);
      processor[index]!.push(await child.answer());
      passed[index]!.push(Number(process.hrtime.bigint() - start) / 1e9);
      child.end();
    }
  }
  report("cold", commands, [
    ["processor s", processor],
    ["passed s", passed],
  ]);
}

async function reportWarm(commands: readonly Command[], rounds: number): Promise<void> {
  const children = commands.map(startChild);
  const processor: number[][] = commands.map(() => []);
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [index, child] of children.entries()) {
      if (round > -WARM_UP) child.ask();
      const seconds = await child.answer();
      if (round >= 0) processor[index]!.push(seconds);
    }
  }
  for (const child of children) child.end();
  report("warm", commands, [["processor s", processor]]);
}

function startChild([, executable, ...args]: Command) {
  const child = spawn(executable!, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    ask: () => child.stdin.write("\n"),
    answer: async () => Number((await lines.next()).value),
    end: () => child.stdin.end(),
  };
}

function report(
  title: string,
  commands: readonly Command[],
  measures: readonly (readonly [name: string, seconds: readonly (readonly number[])[]])[],
): void {
  const header = [title, ...measures.flatMap(([name]) => [name, "pyvm is ×"])];
  const rows = commands.map(([name], index) => [
    name!,
    ...measures.flatMap(([, seconds]) => {
      const own = median(seconds[index]!);
      return [own.toFixed(2), (own / median(seconds[0]!)).toFixed(2)];
    }),
  ]);
  console.log(`${formatTable(header, rows)}\n`);
}

/** One function of N statements, and N functions. */
const SHAPES: Readonly<Record<string, (count: number) => string>> = {
  "one function": (count) =>
    `def f(a, y):\n${lines(count, (n) => `    x${n % 50} = a.b${n % 20}(x${(n * 7) % 50} + ${n}, y)`)}`,
  branches: (count) => `def f(x):\n${lines(count, (n) => `    if x == ${n}: return ${n}`)}`,
  handlers: (count) => `def f(x):\n${lines(count / 2, (n) => `    try: x = y${n % 9}\n    except E: pass`)}`,
  functions: (count) => lines(count / 2, (n) => `def f${n}(a, b=1):\n    return a + b * ${n}`),
};

/** Microseconds for a statement, at 1,000 to 100,000 of them; 10 MB of text are some 400,000. */
function reportLinearity(): void {
  const counts = [1_000, 10_000, 100_000, 400_000];
  const rows = Object.entries(SHAPES).map(([name, make]) => [
    name,
    ...counts.map((count) => {
      const source = make(count);
      const start = process.cpuUsage();
      compile(source);
      const { user, system } = process.cpuUsage(start);
      return ((user + system) / count).toFixed(1);
    }),
  ]);
  console.log(formatTable(["pyvm, µs a statement", ...counts.map(String)], rows));
}

function lines(count: number, make: (index: number) => string): string {
  return `${Array.from({ length: count }, (_, index) => make(index)).join("\n")}\n`;
}
