/**
 * Runs one corpus program under pyvm in one of its three forms, in a folder of its own.
 *
 * The folder holds what lies beside the program, and its source, also when a `.pyc` runs: tracebacks show
 * source lines. Paths in output are made relative to it, as in the goldens.
 */

import { mkdtempSync, mkdirSync, rmSync, writeFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runCommand, type CommandResult } from "./pyvm-command.ts";
import type { CorpusProgram } from "./read-corpus.ts";

/** Runs the program from source, or from the bytes of a `.pyc`. */
export async function runProgram(program: CorpusProgram, pyc?: Uint8Array): Promise<CommandResult> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pyvm-corpus-")));
  try {
    writeFiles(folder, { ...program.files, [program.fileName]: program.source });
    const script = pyc === undefined ? program.fileName : `${program.fileName}c`;
    if (pyc !== undefined) writeFileSync(join(folder, script), pyc);
    const result = await runCommand([script, ...program.args], folder, program.stdin);
    const relative = (text: string): string => text.replaceAll(`${folder}/`, "");
    return { ...result, stdout: relative(result.stdout), stderr: relative(result.stderr) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
}
