/**
 * `compile()`: from source text or a syntax tree to a code object, with the builtin's arguments.
 */

import type { CodeObject } from "@pyvm/bytecode";
import { parse, type ast } from "@pyvm/parser";
import { parserWarningSink, type OnWarning } from "./errors.ts";
import {
  CO_FUTURE_BARRY_AS_BDFL,
  PyCF_ALLOW_INCOMPLETE_INPUT,
  PyCF_DONT_IMPLY_DEDENT,
  PyCF_IGNORE_COOKIE,
  PyCF_MASK,
  PyCF_OPTIMIZED_AST,
  PyCF_TYPE_COMMENTS,
} from "./flags.ts";
import { flowGraphText } from "./flow-graph-text.ts";
import { codegen, compileTree, type GeneratedCode, type StageOptions } from "./pipeline.ts";
import { futureFeatures } from "./preprocess/future.ts";
import { preprocess } from "./preprocess/preprocess.ts";
import { withRecursionLimit } from "./recursion.ts";
import { buildSymtable } from "./symtable/build.ts";
import type { Symtable } from "./symtable/scope.ts";
import { copyTree } from "./syntax-tree-copy.ts";
import { validate } from "./validate/validate.ts";

/** What a program is compiled as: a file, one expression, or one entry at the prompt. */
export type CompileMode = "exec" | "eval" | "single";

export interface CompileOptions {
  /** What code objects and errors call the source; `<string>` unless given. */
  readonly filename?: string;
  readonly mode?: CompileMode;
  /** 0, 1 (no asserts, `__debug__` is false) or 2 (no docstrings either). */
  readonly optimize?: 0 | 1 | 2;
  /** `CO_FUTURE_…` and `PyCF_…` bits. */
  readonly flags?: number;
  /** The `co_flags` of the code that calls `compile()`: its future features hold here too. */
  readonly inheritedFlags?: number;
  /** Do not inherit. */
  readonly dontInherit?: boolean;
  /** The minor version whose grammar is accepted; 14 unless given. */
  readonly featureVersion?: number;
  readonly onWarning?: OnWarning;
}

/** Options where only a tree is made, which may be of a mode that does not compile. */
export type TreeOptions = Omit<CompileOptions, "mode"> & { readonly mode?: CompileMode | "func_type" };

/** Source text, its bytes, or a tree that `parse` made (which stays as it is). */
export type CompilerInput = string | Uint8Array | ast.Module | ast.Expression | ast.Interactive;

/**
 * Compile Python 3.14 to CPython's bytecode.
 *
 * @throws {PySyntaxError} what CPython raises, with its message and position; `type` says which exception
 * @throws {InvalidTreeError} for a tree that no parser makes
 * @example
 * const code = compile("print(1 + 1)", { filename: "sum.py" });
 * code.co_names; // ["print"]
 */
export function compile(input: CompilerInput, options: CompileOptions = {}): CodeObject {
  return withRecursionLimit(() => compileTree(treeOf(input, options), stageOptions(options)));
}

/** The instructions of a program before the flow graph, as `_testinternalcapi.compiler_codegen` shows them. */
export function generateInstructions(input: CompilerInput, options: CompileOptions = {}): GeneratedCode {
  return withRecursionLimit(() => codegen(treeOf(input, options), stageOptions(options)));
}

/** Text of the optimised flow graphs of a program: one for each code object. */
export function cfgText(input: CompilerInput, options: CompileOptions = {}): string {
  return flowGraphText((onUnit) => compileTree(treeOf(input, options), stageOptions(options), onUnit));
}

/**
 * The syntax tree of a program as `compile()` answers it with the flag `PyCF_ONLY_AST`: checked for control
 * flow and future statements, and with `PyCF_OPTIMIZED_AST` changed as for compilation. Signatures in type comments have a mode of their own.
 */
export function compileToTree(source: CompilerInput | ast.FunctionType, options: TreeOptions = {}): ast.mod {
  return withRecursionLimit(() => {
    const mod = treeOf(source, options);
    const { filename, optimize, flags } = stageOptions(options);
    const features = futureFeatures(mod, filename).ff_features | flags;
    const syntaxCheckOnly = (flags & PyCF_OPTIMIZED_AST) !== PyCF_OPTIMIZED_AST;
    preprocess(mod, { optimize, features, syntaxCheckOnly, warn: () => {} });
    return mod;
  });
}

/** The symbol table of a program, as the `symtable` module shows it. */
export function symtable(input: CompilerInput, options: CompileOptions = {}): Symtable {
  return withRecursionLimit(() => {
    const mod = treeOf(input, options);
    const { filename, flags } = stageOptions(options);
    const future = futureFeatures(mod, filename);
    future.ff_features |= flags;
    return buildSymtable(mod, filename, future);
  });
}

function treeOf(input: CompilerInput | ast.FunctionType, options: TreeOptions): ast.mod {
  if (typeof input !== "string" && !(input instanceof Uint8Array)) {
    validate(input);
    return copyTree(input);
  }
  const { mode = "exec", featureVersion, onWarning } = options;
  const { filename, flags } = stageOptions(options);
  const ignoresCookie = (flags & PyCF_IGNORE_COOKIE) !== 0 && typeof input !== "string";
  return parse(ignoresCookie ? new TextDecoder().decode(input) : input, {
    filename,
    mode,
    typeComments: (flags & PyCF_TYPE_COMMENTS) !== 0,
    barryAsFLUFL: (flags & CO_FUTURE_BARRY_AS_BDFL) !== 0,
    allowIncompleteInput: (flags & PyCF_ALLOW_INCOMPLETE_INPUT) !== 0,
    dontImplyDedent: (flags & PyCF_DONT_IMPLY_DEDENT) !== 0,
    ...(featureVersion === undefined ? {} : { featureVersion }),
    onWarning: parserWarningSink(filename, onWarning),
  });
}

function stageOptions(options: TreeOptions): StageOptions {
  const { filename = "<string>", optimize = 0, flags = 0, inheritedFlags = 0, dontInherit = false } = options;
  const inherited = dontInherit ? 0 : inheritedFlags & PyCF_MASK;
  return { filename, optimize, flags: flags | inherited, onWarning: options.onWarning };
}
