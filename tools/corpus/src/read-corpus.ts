/**
 * The corpus as data: every program, what it is run with, and what CPython says about it.
 *
 * A program is `<area>/<name>.py`. The folder `<area>/<name>/` beside it holds two kinds of files. Inputs
 * are written by hand: `args.txt` (one command-line argument per line), `stdin.txt`, and `files/` (what
 * lies beside the program when it runs, such as the modules it imports). Everything else is a golden, and
 * only `pnpm golden` writes those.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const CORPUS_FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The goldens that hold one stage's text each. */
export const STAGES = ["tokens", "ast", "symtable", "instructions", "cfg", "dis"] as const;
export type Stage = (typeof STAGES)[number];

export interface CorpusProgram {
  /** `<area>/<name>`, such as `classes/descriptors`. */
  readonly id: string;
  /** The file name it is compiled and run under: `<name>.py`. */
  readonly fileName: string;
  readonly source: string;
  readonly args: readonly string[];
  readonly stdin: string;
  /** Relative path to content, for every file under `files/`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** False for the few programs whose syntax CPython refuses: they have no stage goldens. */
  readonly compiles: boolean;
  /** The folder of its inputs and goldens. */
  readonly folder: string;
  /** A stage's golden text; throws when `pnpm golden` has not been run for the program. */
  golden(stage: Stage): string;
  /** CPython's `.pyc` of the program. */
  pyc(): Uint8Array;
  /** What CPython printed, and how it left. */
  expected(): { stdout: string; stderr: string; exitCode: number };
}

/** Every program whose id contains one of `parts`; all of them when there are none. Sorted by id. */
export function readCorpus(...parts: readonly string[]): CorpusProgram[] {
  return programPaths()
    .map((path) => path.slice(0, -".py".length))
    .filter((id) => parts.length === 0 || parts.some((part) => id.includes(part)))
    .map(readProgram);
}

function programPaths(): string[] {
  return readdirSync(CORPUS_FOLDER, { withFileTypes: true })
    .filter((area) => area.isDirectory() && !["src", "expectations", "node_modules"].includes(area.name))
    .flatMap((area) =>
      readdirSync(join(CORPUS_FOLDER, area.name))
        .filter((name) => name.endsWith(".py"))
        .map((name) => `${area.name}/${name}`),
    )
    .sort();
}

function readProgram(id: string): CorpusProgram {
  const folder = join(CORPUS_FOLDER, id);
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");
  const textOr = (name: string, otherwise: string): string =>
    existsSync(join(folder, name)) ? text(name) : otherwise;
  return {
    id,
    fileName: `${id.slice(id.indexOf("/") + 1)}.py`,
    source: readFileSync(`${folder}.py`, "utf8"),
    args: textOr("args.txt", "").split("\n").slice(0, -1),
    stdin: textOr("stdin.txt", ""),
    files: readFiles(join(folder, "files")),
    compiles: existsSync(join(folder, "code.pyc")),
    folder,
    golden: (stage) => text(`${stage}.txt`),
    pyc: () => readFileSync(join(folder, "code.pyc")),
    expected: () => ({
      stdout: text("stdout.txt"),
      stderr: textOr("stderr.txt", ""),
      exitCode: Number(textOr("exit-code.txt", "0")),
    }),
  };
}

function readFiles(folder: string): Record<string, Uint8Array> {
  if (!existsSync(folder)) return {};
  const files: Record<string, Uint8Array> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.includes("__pycache__")) {
      files[relative(folder, path).replaceAll(sep, "/")] = readFileSync(path);
    }
  }
  return files;
}
