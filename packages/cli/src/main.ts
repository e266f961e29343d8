/**
 * The command: from arguments to an exit status.
 *
 * Everything that Python prints goes out before this returns; nothing here prints to stdout but what was asked for.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { PySyntaxError } from "@pyvm/parser";
import { libraryPath } from "@pyvm/stdlib";
import { type VM, createVM } from "@pyvm/vm";
import { type ThreadServices, createNodeHost } from "@pyvm/vm/node";
import { type Arguments, type Program, parseArguments } from "./args.ts";
import { HELP, USAGE } from "./help.ts";
import { type StageName, stageText } from "./stages.ts";

export type MainOptions = {
  /** What `sys.executable` says: the command's own path. */
  readonly executable: string;
  /** What another thread does for us; without it Ctrl-C ends the process at once. */
  readonly services?: ThreadServices;
  /** Whether standard input is read through `services`. */
  readonly inputMayWait?: boolean;
  /** Called when Python is ready to run the program. */
  readonly onReady?: () => void;
  /** Called when the program ended by an exception, before that is shown. */
  readonly onEnding?: () => void;
};

/** Run the command. Answers the exit status, or minus the number of the signal that the program ended by. */
export function main(argv: readonly string[], options: MainOptions): number {
  const request = parseArguments(argv);
  switch (request.kind) {
    case "help":
      fs.writeSync(1, HELP);
      return 0;
    case "version":
      fs.writeSync(1, request.detailed ? "Python 3.14.2 (pyvm) [JavaScript]\n" : "Python 3.14.2\n");
      return 0;
    case "misuse":
      fs.writeSync(2, `${request.message}${USAGE}Try \`pyvm -h' for more information.\n`);
      return 2;
    case "stage":
      return showStage(request.stage, request.path, request.optimize);
    case "run":
      return run(withEnvironment(request.arguments), argv, options);
  }
}

// ---- --stage

function showStage(stage: StageName, file: string, optimize: 0 | 1 | 2): number {
  let source: Uint8Array;
  try {
    source = fs.readFileSync(file);
  } catch (error) {
    return cannotOpen("pyvm", file, error as NodeJS.ErrnoException);
  }
  try {
    writeAll(stageText(stage, source, { filename: file, optimize }));
    return 0;
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    fs.writeSync(2, syntaxErrorText(error));
    return 1;
  }
}

/** As `python` shows it: the place, the line, a caret, the message. */
function syntaxErrorText(error: PySyntaxError): string {
  let text = "";
  if (error.lineno !== null) text += `  File "${error.filename ?? "<unknown>"}", line ${error.lineno}\n`;
  if (error.text !== null && error.offset !== null) {
    const line = error.text.trimEnd();
    const indent = line.length - line.trimStart().length;
    const start = Math.max(error.offset - 1 - indent, 0);
    const sameLine = error.end_lineno === null || error.end_lineno === error.lineno;
    const end = sameLine && error.end_offset !== null ? error.end_offset - 1 - indent : line.length - indent;
    text += `    ${line.trimStart()}\n    ${" ".repeat(start)}${"^".repeat(Math.max(1, end - start))}\n`;
  }
  return `${text}${error.type}: ${error.msg}\n`;
}

function cannotOpen(program: string, file: string, error: NodeJS.ErrnoException): number {
  const message = {
    ENOENT: "No such file or directory",
    EACCES: "Permission denied",
    EISDIR: "Is a directory",
  };
  const reason = message[error.code as keyof typeof message] ?? String(error.code);
  fs.writeSync(
    2,
    `${program}: can't open file '${path.resolve(file)}': [Errno ${Math.abs(error.errno ?? 5)}] ${reason}\n`,
  );
  return 2;
}

/** A pipe takes as much as fits; go on until everything is out. */
function writeAll(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(fs.writeSync(1, bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}

// ---- running a program

type Environment = {
  readonly pythonPath: readonly string[];
  readonly pycachePrefix: string | null;
  /** null: PYTHONHASHSEED makes no sense. */
  readonly hashSeed: number | "random" | null;
};

/** The options as the `PYTHON*` variables complete them. */
function withEnvironment(given: Arguments): Arguments & Environment {
  const variable = (name: string) => (given.ignoreEnvironment ? undefined : process.env[name] || undefined);
  const level = variable("PYTHONOPTIMIZE");
  const fromVariable = level === undefined ? 0 : Math.min(/^\d+$/.test(level) ? Number(level) : 1, 2);
  return {
    ...given,
    optimize: Math.max(given.optimize, fromVariable) as 0 | 1 | 2,
    dontWriteBytecode: given.dontWriteBytecode || variable("PYTHONDONTWRITEBYTECODE") !== undefined,
    noUserSite: given.noUserSite || variable("PYTHONNOUSERSITE") !== undefined,
    safePath: given.safePath || variable("PYTHONSAFEPATH") !== undefined,
    unbuffered: given.unbuffered || variable("PYTHONUNBUFFERED") !== undefined,
    inspect: given.inspect || variable("PYTHONINSPECT") !== undefined,
    warnOptions: [...(variable("PYTHONWARNINGS")?.split(",") ?? []), ...given.warnOptions],
    pythonPath: variable("PYTHONPATH")?.split(path.delimiter) ?? [],
    pycachePrefix: variable("PYTHONPYCACHEPREFIX") ?? null,
    hashSeed: given.randomHashes ? "random" : parseHashSeed(variable("PYTHONHASHSEED")),
  };
}

const MAX_HASH_SEED = 0xffffffff;

function parseHashSeed(text: string | undefined): number | "random" | null {
  if (text === undefined || text === "random") return "random";
  return /^\d+$/.test(text) && Number(text) <= MAX_HASH_SEED ? Number(text) : null;
}

const BAD_HASH_SEED = `Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; ${MAX_HASH_SEED}]
Python runtime state: preinitialized

`;

function run(given: Arguments & Environment, argv: readonly string[], options: MainOptions): number {
  if (given.hashSeed === null) {
    fs.writeSync(2, BAD_HASH_SEED);
    return 1;
  }
  const program = absolute(given.program);
  const importable = program.kind === "file" && isImportable(program.path);
  const vm = createVM({
    host: createNodeHost(options),
    stdlib: libraryPath,
    argv: [programName(given), ...given.rest],
    originalArgv: [options.executable, ...argv],
    path: given.pythonPath,
    ...(given.safePath && !importable ? {} : { programPath: firstPath(program, importable) }),
    flags: { ...given, isolated: given.isolated, hashRandomization: given.hashSeed !== 0 },
    hashSeed: given.hashSeed,
    warnOptions: given.warnOptions,
    xoptions: given.xoptions,
    pycachePrefix: given.pycachePrefix,
    checkHashBasedPycs: given.checkHashBasedPycs,
    unbuffered: given.unbuffered,
    ...(options.onEnding !== undefined && { onEnding: options.onEnding }),
  });
  options.onReady?.();
  let status = importable ? vm.runMainOfPath() : runProgram(vm, program, given);
  if (given.inspect && program.kind !== "stdin") status = interact(vm, "");
  return status < 0 ? status : vm.finalize(status);
}

function runProgram(vm: VM, program: Program, given: Arguments): number {
  switch (program.kind) {
    case "command":
      return vm.runMain(dedent(program.source) + "\n", "<string>");
    case "module":
      return vm.runModule(program.name);
    case "file":
      return vm.runFile(program.path, { skipFirstLine: given.skipFirstLine });
    case "stdin":
      if (isTerminal() || given.inspect) return interact(vm, given.quiet ? "" : BANNER);
      return vm.runMain(fs.readFileSync(0), "<stdin>");
  }
}

/** Asked of `node:tty` only here: it takes its time to load. */
function isTerminal(): boolean {
  return process.getBuiltinModule("node:tty").isatty(0);
}

/** Relative to where the command started, whatever the program does. */
function absolute(program: Program): Program {
  if (program.kind !== "file" || path.isAbsolute(program.path)) return program;
  return { kind: "file", path: `${process.cwd()}${path.sep}${program.path}` };
}

/** `-c` code may be indented as a whole (Objects/unicodeobject.c, _PyUnicode_Dedent). */
export function dedent(source: string): string {
  const lines = source.split("\n");
  let margin: string | null = null;
  for (const line of lines) {
    const indent = /^[ \t]*/.exec(line)![0];
    if (indent.length === line.length) continue;
    margin = margin === null ? indent : commonStart(margin, indent);
  }
  if (!margin) return source;
  const { length } = margin;
  return lines.map((line) => (/^[ \t]*$/.test(line) ? "" : line.slice(length))).join("\n");
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

// ---- the prompt

const BANNER = 'Python 3.14.2 (pyvm)\nType "help", "copyright", "credits" or "license" for more information.';

/** The library's console on the names of `__main__`. What is not a terminal is prompted for on stderr, as CPython does. */
const CONSOLE = `
def __interact(banner):
    import code, sys
    class Console(code.InteractiveConsole):
        def raw_input(self, prompt=""):
            if sys.stdin.isatty():
                return input(prompt)
            sys.stderr.write(prompt)
            sys.stderr.flush()
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            return line.rstrip("\\n")
    names = sys.modules["__main__"].__dict__
    del names["__interact"], names["__banner__"]
    console = Console(names, "<stdin>")
    console.interact(banner, exitmsg="")
__interact(__banner__)
`;

function interact(vm: VM, banner: string): number {
  vm.set("__banner__", banner);
  return vm.runMain(CONSOLE, "<console>");
}

// ---- paths

/** Whether importlib finds a `__main__` in it: a directory, an archive. */
function isImportable(file: string): boolean {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return status !== undefined && (status.isDirectory() || (status.isFile() && isArchive(file, status.size)));
}

const ZIP_END_SIZE = 22;
const ZIP_COMMENT_SIZE = 65535;
const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/** A zip file, whatever precedes the archive: it ends with the end of a central directory. */
function isArchive(file: string, size: number): boolean {
  if (size < ZIP_END_SIZE) return false;
  const tail = Buffer.alloc(Math.min(size, ZIP_END_SIZE + ZIP_COMMENT_SIZE));
  try {
    const fd = fs.openSync(file, "r");
    try {
      fs.readSync(fd, tail, 0, tail.length, size - tail.length);
    } finally {
      fs.closeSync(fd);
    }
  } catch {
    return false;
  }
  return tail.includes(ZIP_END);
}

/** `sys.argv[0]` */
function programName({ program, isDash }: Arguments): string {
  switch (program.kind) {
    case "command":
      return "-c";
    case "module":
      return "-m";
    case "file":
      return program.path;
    case "stdin":
      return isDash ? "-" : "";
  }
}

/** `sys.path[0]`: the program's folder; the current one for `-m`; whatever is current, always, for `-c`. */
function firstPath(program: Program, importable: boolean): string {
  switch (program.kind) {
    case "command":
    case "stdin":
      return "";
    case "module":
      return process.cwd();
    case "file":
      return importable ? program.path : path.dirname(realPath(program.path));
  }
}

/** The file behind links, absolute; the path itself where there is no file. */
function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
