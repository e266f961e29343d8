/**
 * Runs a program as the command `python NAME.py ARGS` would, and says what came out.
 *
 * Each run has an interpreter of its own and calls CPython's own main function (`Py_RunMain`), so
 * `__main__`, `sys.argv`, tracebacks and exit codes are the command's, and no program can see what another
 * one left behind. The program lies in an otherwise empty folder, which is also the current one.
 * Standard input is what the caller gives, and no stream is a terminal.
 *
 * Not as on the command line: the interpreter is not torn down at the end, so `__del__` of what is still
 * alive then does not run. `atexit` functions do run.
 */

import { loadInterpreter, type FileSystem, type Interpreter } from "./interpreter.ts";

/** A program and the world it runs in. */
export interface Program {
  /** The file name, such as `hello.py`. */
  name: string;
  source: string | Uint8Array;
  /** What follows the file name on the command line. */
  args?: readonly string[];
  stdin?: string;
  /** Files beside the program: relative path to content. */
  files?: Readonly<Record<string, string | Uint8Array>>;
}

/** What a program left for the world to see. */
export interface ProgramResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

const FOLDER = "/program";

export async function runProgram(program: Program): Promise<ProgramResult> {
  const args = [program.name, ...(program.args ?? [])];
  const interpreter = await loadInterpreter(args, (files) => writeFiles(files, program));
  const stdout = new Collector();
  const stderr = new Collector();
  interpreter.setStdout({ write: stdout.write, isatty: false });
  interpreter.setStderr({ write: stderr.write, isatty: false });
  interpreter.setStdin({ read: readerOf(program.stdin ?? ""), isatty: false });
  interpreter.FS.chdir(FOLDER);
  const exitCode = runMain(interpreter);
  return { stdout: withoutFolder(stdout.text()), stderr: withoutFolder(stderr.text()), exitCode };
}

/** Paths in output are relative to the program's folder, wherever that is. */
export function withoutFolder(text: string, folder: string = FOLDER): string {
  return text.replaceAll(`${folder}/`, "");
}

function writeFiles(FS: FileSystem, { name, source, files = {} }: Program): void {
  FS.mkdirTree(FOLDER);
  for (const [path, content] of Object.entries({ ...files, [name]: source })) {
    const full = `${FOLDER}/${path}`;
    FS.mkdirTree(full.slice(0, full.lastIndexOf("/")));
    FS.writeFile(full, content);
  }
  FS.chdir(FOLDER);
}

/** What pyodide puts into a fresh interpreter and the command does not. */
const REMOVE_TRACES = `
import sys
sys.path.remove("")
vars(sys.modules["__main__"]).pop("_pyodide_core", None)
del sys
`;

const FINISH = `
import atexit, sys
atexit._run_exitfuncs()
sys.stdout.flush()
sys.stderr.flush()
`;

function runMain(interpreter: Interpreter): number {
  interpreter.runPython(REMOVE_TRACES);
  try {
    const exitCode = runMainOf(interpreter);
    interpreter.runPython(FINISH, { globals: interpreter.runPython("{}") });
    return exitCode;
  } catch (error) {
    if (isExit(error)) return error.status;
    throw error;
  }
}

/** `_run_main` is `Py_RunMain`, exported by pyodide for its own `python` command. */
function runMainOf(interpreter: Interpreter): number {
  const module = (interpreter as unknown as { _module: { _run_main(): number } })._module;
  return module._run_main();
}

/** `sys.exit()` leaves the C program by way of a JavaScript exception. */
function isExit(error: unknown): error is { status: number } {
  return (error as { name?: string } | null)?.name === "ExitStatus";
}

class Collector {
  readonly chunks: Uint8Array[] = [];

  readonly write = (chunk: Uint8Array): number => {
    this.chunks.push(chunk.slice());
    return chunk.length;
  };

  text(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }
}

function readerOf(text: string): (buffer: Uint8Array) => number {
  const bytes = Buffer.from(text, "utf8");
  let position = 0;
  return (buffer) => {
    const chunk = bytes.subarray(position, position + buffer.length);
    buffer.set(chunk);
    position += chunk.length;
    return chunk.length;
  };
}
