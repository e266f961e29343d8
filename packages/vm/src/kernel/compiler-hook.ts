/**
 * The compiler as the VM knows it: an interface that index.ts fills in. Without it (`@pyvm/vm/core`) only code that
 * is compiled already runs, and `compile()`, `eval()` and `exec()` of source say so.
 */
import type { CodeObject, Constant } from "@pyvm/bytecode";
import { exceptionTypes, makeException } from "./exceptions.ts";
import type { ExceptionName, PyBaseException } from "./exceptions.ts";

export type CompileMode = "exec" | "eval" | "single" | "func_type";

/** A node of a syntax tree: its type, and its fields under CPython's names (@pyvm/parser, nodes.ts). */
export type SyntaxNode = { readonly nodeType: string; readonly [field: string]: unknown };

export type CompileRequest = {
  /** Text in UTF-16, bytes in the encoding they declare (PEP 263), or a tree. */
  readonly source: string | Uint8Array | SyntaxNode;
  readonly filename: string;
  readonly mode: CompileMode;
  readonly optimize: 0 | 1 | 2;
  /** Compiler flags as `compile()` takes them: the future features in effect among them. */
  readonly flags: number;
  /** The minor version whose grammar is accepted; the newest unless given. */
  readonly featureVersion?: number;
  /** Receives each SyntaxWarning; "error": a filter turned it into a SyntaxError. */
  readonly onWarning: (warning: CompileWarning) => "error" | void;
};

export type CompileWarning = {
  readonly message: string;
  readonly lineno: number;
};

/** Why a source was refused: SyntaxError's fields. Lines and offsets are 1-based, offsets in characters. */
export class CompileFailure {
  /** SyntaxError, IndentationError, TabError; RecursionError, MemoryError or ValueError for what is no syntax error. */
  readonly type: ExceptionName;
  readonly message: string;
  readonly filename: string | null;
  readonly lineno: number | null;
  readonly offset: number | null;
  readonly text: string | null;
  readonly endLineno: number | null;
  readonly endOffset: number | null;
  constructor(parts: {
    type: ExceptionName;
    message: string;
    filename: string | null;
    lineno: number | null;
    offset: number | null;
    text: string | null;
    endLineno: number | null;
    endOffset: number | null;
  }) {
    this.type = parts.type;
    this.message = parts.message;
    this.filename = parts.filename;
    this.lineno = parts.lineno;
    this.offset = parts.offset;
    this.text = parts.text;
    this.endLineno = parts.endLineno;
    this.endOffset = parts.endOffset;
  }
}

/** A token as the library's `tokenize` shows it. Rows are 1-based, columns 0-based in characters. */
export type SourceToken = {
  readonly type: number;
  readonly string: string;
  readonly start: readonly [row: number, column: number];
  readonly end: readonly [row: number, column: number];
  readonly line: string;
};

/** A block of a symbol table, under CPython's names (@pyvm/compiler, symtable/scope.ts). */
export type SymbolBlock = {
  readonly ste_id: number;
  readonly ste_name: string;
  readonly ste_type: string;
  readonly ste_loc: { readonly lineno: number };
  readonly ste_nested: boolean;
  readonly ste_symbols: ReadonlyMap<string, number>;
  readonly ste_varnames: readonly string[];
  readonly ste_children: readonly SymbolBlock[];
};

export type CompilerHook = {
  /** Compile a source. Throws CompileFailure. */
  compile(request: CompileRequest): CodeObject;
  /** The syntax tree of a source, or with the flag PyCF_OPTIMIZED_AST a tree as it is compiled. Throws CompileFailure. */
  parse(request: CompileRequest): SyntaxNode;
  /** The tokens of a source one by one, comments among them. Throws CompileFailure at an error. */
  tokens(source: string): Iterable<SourceToken>;
  /** The symbol table of a source: its module block. Throws CompileFailure. */
  symbols(request: CompileRequest): SymbolBlock;
  /** The constant that `Constant.value` holds, and back: trees have classes of their own for floats and the like. */
  constantOfTree(value: unknown): Constant;
  constantForTree(constant: Constant): unknown;
  /** What stands in a tree for a value that no literal has; the compiler refuses it by the name of its type. */
  invalidConstant(typeName: string): unknown;
};

let installed: CompilerHook | null = null;

/** Join a compiler to the VM. */
export function installCompiler(compiler: CompilerHook): void {
  installed = compiler;
}

/** The compiler; throws a Python error that says there is none. */
export function compiler(): CompilerHook {
  if (installed === null) throw noCompiler();
  return installed;
}

function noCompiler(): PyBaseException {
  return makeException(exceptionTypes.NotImplementedError, [
    "this interpreter has no compiler: it runs compiled code only (@pyvm/vm/core)",
  ]);
}
