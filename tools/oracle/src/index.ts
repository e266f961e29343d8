/**
 * The oracle: asks CPython 3.14 what it makes of a source text, at every stage of the pipeline.
 *
 * Every expected result in this repository comes from here. The text forms are described in README.md;
 * the Python that makes them lies in `../python/`.
 */

import { readFileSync } from "node:fs";
import { loadInterpreter, type Interpreter } from "./interpreter.ts";
import { runProgram, type Program, type ProgramResult } from "./run-program.ts";

export { runProgram, withoutFolder, type Program, type ProgramResult } from "./run-program.ts";

/** Python source: text, or the bytes of a file with an encoding declaration. */
export type Source = string | Uint8Array;

/** An exception that CPython raised instead of answering. */
export interface OracleException {
  /** The class, such as `SyntaxError`. */
  type: string;
  /** `str(exception)`, or a SyntaxError's `msg`. */
  message: string;
  /** A SyntaxError's fields: 1-based line, 1-based character column, and the line's text. */
  lineno?: number | null;
  offset?: number | null;
  end_lineno?: number | null;
  end_offset?: number | null;
  text?: string | null;
}

/** Thrown when CPython refuses the source; `exception` says with what. */
export class OracleError extends Error {
  readonly exception: OracleException;

  constructor(exception: OracleException) {
    super(`${exception.type}: ${exception.message}`);
    this.name = "OracleError";
    this.exception = exception;
  }
}

export interface CompileOptions {
  /** What tracebacks and code objects call the file; `program.py` unless given. */
  filename?: string;
  /** -1 (the interpreter's own level, 0), 0, 1 or 2. */
  optimize?: -1 | 0 | 1 | 2;
}

/** One CPython that answers any number of questions; see {@link createOracle}. */
export interface Oracle {
  /** `sys.version_info` as text: `3.14.2`. */
  readonly version: string;
  /** The tokens of `python -m tokenize -e`, or with `"parser"` the tokens that the parser sees. */
  tokens(source: Source, tokenizer?: "tokenize" | "parser"): string;
  /** `ast.dump(…, include_attributes=True)`: one line. */
  ast(source: Source, mode?: "exec" | "eval" | "single" | "func_type"): string;
  symtable(source: Source, filename?: string): string;
  /** The compiler's instruction sequences before any optimization, nested units included. */
  instructions(source: Source, options?: CompileOptions): string;
  /** The same after `optimize_cfg`, for each unit whose constants can be told from outside. */
  cfg(source: Source, options?: CompileOptions): string;
  /** `dis.dis` of the module and everything in it, with `0x…` for addresses. */
  dis(source: Source, options?: CompileOptions): string;
  /** A whole `.pyc` file: unchecked, hash-based. */
  pyc(source: Source, options?: CompileOptions): Uint8Array;
  /** What CPython raises when it compiles the source, or null when it compiles. */
  compileError(source: Source, options?: CompileOptions): OracleException | null;
  /** Evaluates Python statements in a fresh namespace and gives `str(result)`. */
  evaluate(statements: string): string;
  /** Runs a program in an interpreter of its own. */
  run(program: Program): Promise<ProgramResult>;
}

/**
 * Loads CPython (about two seconds) and returns the questions that can be put to it.
 *
 * @example
 * const oracle = await createOracle();
 * oracle.tokens("x = 1\n").split("\n")[0]; // "1,0-1,1 NAME 'x'"
 */
export async function createOracle(): Promise<Oracle> {
  const interpreter = await loadInterpreter();
  const ask = loadDriver(interpreter);
  const text = (name: string, ...args: unknown[]): string => ask(name, ...args) as string;
  const compileArguments = (options: CompileOptions = {}): [string, number] => [
    options.filename ?? "program.py",
    options.optimize ?? 0,
  ];
  return {
    version: interpreter.runPython("import sys; '.'.join(map(str, sys.version_info[:3]))"),
    tokens: (source, tokenizer = "tokenize") =>
      text(tokenizer === "parser" ? "parser_tokens_text" : "tokens_text", source),
    ast: (source, mode = "exec") => text("ast_text", source, mode),
    symtable: (source, filename = "program.py") => text("symtable_text", source, filename),
    instructions: (source, options) => text("instructions_text", source, ...compileArguments(options)),
    cfg: (source, options) => text("cfg_text", source, ...compileArguments(options)),
    dis: (source, options) => text("dis_text", source, ...compileArguments(options)),
    pyc: (source, options) => ask("pyc_bytes", source, ...compileArguments(options)) as Uint8Array,
    compileError: (source, options) =>
      ask("compile_error", source, ...compileArguments(options)) as OracleException | null,
    evaluate: (statements) => String(ask("evaluate", statements)),
    run: runProgram,
  };
}

type Ask = (name: string, ...args: unknown[]) => unknown;

const DRIVER_FILES = ["stages.py", "flow_graph.py", "answers.py"];

/** Installs the driver modules in the interpreter; `ask` calls one of their functions by name. */
function loadDriver(interpreter: Interpreter): Ask {
  const folder = new URL("../python/", import.meta.url);
  interpreter.FS.mkdirTree("/oracle");
  for (const name of DRIVER_FILES) {
    interpreter.FS.writeFile(`/oracle/${name}`, readFileSync(new URL(name, folder)));
  }
  interpreter.runPython("import sys; sys.path.insert(0, '/oracle')");
  const answer = interpreter.runPython("import answers; answers.answer");
  return (name, ...args) => {
    const reply = answer(name, interpreter.toPy(args.map(convertible)));
    if (reply.exception) throw new OracleError(reply.exception);
    return reply.value ?? null;
  };
}

/** pyodide converts plain typed arrays, but not the subclass that Node's files come in. */
function convertible(argument: unknown): unknown {
  return argument instanceof Uint8Array ? Uint8Array.from(argument) : argument;
}
