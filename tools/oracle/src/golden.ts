/**
 * `pnpm golden NAME…`: writes CPython's answers beside the corpus programs. Nothing else writes them.
 *
 *     pnpm golden with classes/slots   every program whose id contains one of the words
 *     pnpm golden --missing            programs that have no goldens yet, or changed since
 *     pnpm golden --all                everything
 *
 * Programs that start threads or processes, which the oracle cannot, are run by a CPython 3.14 of the system:
 *
 *     PYVM_GOLDEN_PYTHON=python3.14 pnpm golden threads
 *
 * A golden that would not differ is not touched. Programs whose syntax CPython refuses have no stage
 * goldens: only what running them prints.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readCorpus, STAGES, type CorpusProgram } from "../../corpus/src/read-corpus.ts";
import { createOracle, type Oracle } from "./index.ts";
import { withoutFolder } from "./run-program.ts";

/** Runs the command; returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const programs = selectPrograms(args);
  if (programs === null) {
    console.error("usage: pnpm golden NAME… | --missing | --all");
    return 2;
  }
  if (programs.length === 0) {
    console.log("nothing to do");
    return 0;
  }
  const oracle = await createOracle();
  let changed = 0;
  for (const program of programs) {
    const files = await writeGoldens(oracle, program);
    changed += files.length;
    console.log(`${program.id}: ${files.length === 0 ? "unchanged" : files.join(" ")}`);
  }
  console.log(`${programs.length} programs, ${changed} files written, by CPython ${oracle.version}`);
  return 0;
}

function selectPrograms(args: readonly string[]): CorpusProgram[] | null {
  if (args.length === 0) return null;
  if (args.includes("--all")) return readCorpus();
  if (args.includes("--missing")) return readCorpus().filter(isStale);
  return readCorpus(...args);
}

/** No output yet, or output older than the program. */
function isStale({ folder }: CorpusProgram): boolean {
  const output = join(folder, "stdout.txt");
  return !existsSync(output) || statSync(output).mtimeMs < statSync(`${folder}.py`).mtimeMs;
}

/** Asks for every golden of one program; returns the names of the files that changed. */
async function writeGoldens(oracle: Oracle, program: CorpusProgram): Promise<string[]> {
  const goldens = { ...stageGoldens(oracle, program), ...(await outputGoldens(oracle, program)) };
  mkdirSync(program.folder, { recursive: true });
  const changed = Object.entries(goldens)
    .filter(([name, content]) => writeIfDifferent(join(program.folder, name), content))
    .map(([name]) => name);
  // The time stamp of stdout.txt says when the program was last asked about, see isStale.
  const output = goldens["stdout.txt"];
  if (typeof output === "string") writeFileSync(join(program.folder, "stdout.txt"), output);
  return changed;
}

/** File name to content; null means that there must be no such file. */
export type Goldens = Record<string, string | Uint8Array | null>;

/** What the stages make of the program's source. */
export function stageGoldens(oracle: Oracle, { source, fileName }: CorpusProgram): Goldens {
  const goldens: Goldens = { "code.pyc": null };
  for (const stage of STAGES) goldens[`${stage}.txt`] = null;
  if (oracle.compileError(source) !== null) return goldens;
  goldens["tokens.txt"] = oracle.tokens(source);
  goldens["ast.txt"] = oracle.ast(source);
  goldens["symtable.txt"] = oracle.symtable(source, fileName);
  for (const stage of ["instructions", "cfg", "dis"] as const) {
    goldens[`${stage}.txt`] = oracle[stage](source, { filename: fileName });
  }
  goldens["code.pyc"] = oracle.pyc(source, { filename: fileName });
  return goldens;
}

/** Areas whose programs need a system under them. */
const NATIVE_AREAS = ["threads/", "processes/"];

async function outputGoldens(oracle: Oracle, program: CorpusProgram): Promise<Goldens> {
  const isNative = NATIVE_AREAS.some((area) => program.id.startsWith(area));
  const command = process.env["PYVM_GOLDEN_PYTHON"];
  if (isNative && command === undefined) return {};
  const { fileName: name, source, args, stdin, files } = program;
  const run = isNative ? runNatively(command!, program) : oracle.run({ name, source, args, stdin, files });
  const { stdout, stderr, exitCode } = await run;
  return {
    "stdout.txt": stdout,
    "stderr.txt": stderr === "" ? null : stderr,
    "exit-code.txt": exitCode === 0 ? null : `${exitCode}\n`,
  };
}

function runNatively(command: string, program: CorpusProgram): Awaited<ReturnType<Oracle["run"]>> {
  const folder = mkdtempSync(join(tmpdir(), "golden-"));
  try {
    const files = { ...program.files, [program.fileName]: program.source };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const { stdout, stderr, status } = spawnSync(command, [program.fileName, ...program.args], {
      cwd: folder,
      input: program.stdin ?? "",
      encoding: "utf8",
    });
    return { stdout, stderr: withoutFolder(stderr, folder), exitCode: status ?? -1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeIfDifferent(path: string, content: string | Uint8Array | null): boolean {
  const present = existsSync(path);
  if (content === null) {
    rmSync(path, { force: true });
    return present;
  }
  if (present && Buffer.compare(readFileSync(path), Buffer.from(content as Uint8Array)) === 0) return false;
  writeFileSync(path, content);
  return true;
}
