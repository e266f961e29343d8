/**
 * Source to tree: decode, tokenize, parse, and only if that fails, find out why. Start reading here.
 */
import type * as ast from "./ast/generated/nodes.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { isStackOverflow } from "./errors/stack-overflow.ts";
import { PySyntaxError } from "./errors/syntax-error.ts";
import { parseTokens, type Mode } from "./grammar/modules.ts";
import { ParserState, tooComplex } from "./grammar/state.ts";
import { loadCharacterNames, takeMissed } from "./literals/character-names.ts";
import { recoverTree, type Recovered } from "./recovery/recover.ts";
import { decodeLeniently, decodeSource, translateNewlines } from "./source/decode.ts";
import { tokenizeSource, type SyntaxWarning } from "./tokenizer/tokenizer.ts";

export interface ParseOptions<M extends Mode = Mode> {
  /** What errors call the source; `<unknown>` unless given. */
  readonly filename?: string;
  readonly mode?: M;
  /** The minor version whose grammar is accepted, 14 unless given. Best effort, as in CPython. */
  readonly featureVersion?: number;
  /** Whether type comments are read into the tree. */
  readonly typeComments?: boolean;
  /**
   * Whether a source that is refused only because it ends is an `_IncompleteInputError` ("incomplete input"), as
   * with `PyCF_ALLOW_INCOMPLETE_INPUT`: whoever reads a prompt asks for another line then.
   */
  readonly allowIncompleteInput?: boolean;
  /** In mode `single`, whether a block ends with a newline only, as with `PyCF_DONT_IMPLY_DEDENT`. */
  readonly dontImplyDedent?: boolean;
  /** Whether `<>` is the operator, as behind `from __future__ import barry_as_FLUFL`. */
  readonly barryAsFLUFL?: boolean;
  /** Called for what CPython warns about: bad escapes, keywords that touch a number. */
  readonly onWarning?: (warning: SyntaxWarning) => void;
  /** Whether to give a tree of what is no program, too, and all that is wrong with it. */
  readonly recover?: boolean;
}

/** The node that each mode gives. */
export interface ModuleOfMode {
  readonly exec: ast.Module;
  readonly eval: ast.Expression;
  readonly single: ast.Interactive;
  readonly func_type: ast.FunctionType;
}

/** The minor version of the grammar this parser knows. */
export const NEWEST_FEATURE_VERSION = 14;

/**
 * Parses a program to CPython's AST. With `recover: true` any source has a tree: where it is no program there are
 * error nodes (`ErrorStmt`, `ErrorExpr`, `ErrorPattern`), a block that is missing is an empty list, and a parameter
 * that cannot be read has no name and an `ErrorExpr` for its annotation.
 *
 * @param source Text, or bytes with an optional encoding declaration (PEP 263).
 * @throws {PySyntaxError} if the source is no program; never with `recover: true`.
 * @example
 * const tree = parse("x = 1\n");
 * tree.body[0]!.nodeType; // "Assign"
 * @example
 * const { tree, diagnostics } = parse("x = (1\ny = 2\n", { recover: true });
 * tree.body.map((node) => node.nodeType); // ["ErrorStmt", "Assign"]
 * diagnostics[0]!.msg; // "'(' was never closed"
 */
export function parse<M extends Mode = "exec">(
  source: string | Uint8Array,
  options: ParseOptions<M> & { readonly recover: true },
): Recovered<ModuleOfMode[M]>;
export function parse<M extends Mode = "exec">(
  source: string | Uint8Array,
  options?: ParseOptions<M> & { readonly recover?: false },
): ModuleOfMode[M];
export function parse(source: string | Uint8Array, options: ParseOptions = {}): ast.mod | Recovered<ast.mod> {
  return options.recover === true ? parseRecovering(source, options) : parseStrictly(source, options);
}

/**
 * The same; if the source has a `\N{…}` and the names of characters are not loaded, they are loaded first.
 *
 * @throws {PySyntaxError} as `parse`.
 */
export function parseAsync<M extends Mode = "exec">(
  source: string | Uint8Array,
  options: ParseOptions<M> & { readonly recover: true },
): Promise<Recovered<ModuleOfMode[M]>>;
export function parseAsync<M extends Mode = "exec">(
  source: string | Uint8Array,
  options?: ParseOptions<M> & { readonly recover?: false },
): Promise<ModuleOfMode[M]>;
export async function parseAsync(
  source: string | Uint8Array,
  options: ParseOptions = {},
): Promise<ast.mod | Recovered<ast.mod>> {
  const run = options.recover === true ? parseRecovering : parseStrictly;
  takeMissed();
  try {
    const result = run(source, options);
    if (!takeMissed()) return result;
  } catch (reason) {
    if (!takeMissed()) throw reason;
  }
  await loadCharacterNames();
  return run(source, options);
}

function parseStrictly(source: string | Uint8Array, options: ParseOptions): ast.mod {
  const filename = options.filename ?? "<unknown>";
  const mode: Mode = options.mode ?? "exec";
  try {
    return parseText(sourceText(source, mode), mode, options);
  } catch (reason) {
    if (reason instanceof PySyntaxError) {
      reason.filename ??= filename;
      throw reason;
    }
    // The depth is counted, but how much stack is left when we are called is not ours to know.
    if (isStackOverflow(reason)) throw tooComplex();
    throw reason;
  }
}

function parseRecovering(source: string | Uint8Array, options: ParseOptions): Recovered<ast.mod> {
  const { mode = "exec", filename = "<unknown>" } = options;
  try {
    return { tree: parseStrictly(source, options), diagnostics: [] };
  } catch (reason) {
    if (!(reason instanceof PySyntaxError)) throw reason;
    const text = translateNewlines(typeof source === "string" ? source : decodeLeniently(source).text);
    const recovered = recoverTree(withLastNewline(text, mode), reason, {
      mode,
      featureVersion: options.featureVersion ?? NEWEST_FEATURE_VERSION,
      typeComments: options.typeComments ?? false,
    });
    for (const diagnostic of recovered.diagnostics) diagnostic.filename ??= filename;
    return recovered;
  }
}

function sourceText(source: string | Uint8Array, mode: Mode): string {
  const text = translateNewlines(typeof source === "string" ? source : decodeSource(source).text);
  if (text.includes("\0")) throw new PySyntaxError("source code string cannot contain null bytes");
  if (LONE_SURROGATE.test(text)) throw unencodable(text);
  return withLastNewline(text, mode);
}

/** Files end with a newline, whether it is there or not. */
function withLastNewline(text: string, mode: Mode): string {
  if (mode === "exec" && !text.endsWith("\n") && text !== "") return `${text}\n`;
  return text;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function unencodable(text: string): PySyntaxError {
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  const position = points.findIndex((point) => point >= 0xd800 && point <= 0xdfff);
  const escape = `\\u${points[position]!.toString(16)}`;
  return new PySyntaxError(
    `'utf-8' codec can't encode character '${escape}' in position ${position}: surrogates not allowed`,
    { type: "UnicodeEncodeError" },
  );
}

function parseText(text: string, mode: Mode, options: ParseOptions): ast.mod {
  const onWarning = options.onWarning ?? null;
  // All tokens are made before the first is read, but CPython does not warn of those it never came to.
  const early: (readonly [warning: SyntaxWarning, token: number])[] = [];
  const tokens = tokenizeSource(text, {
    typeComments: options.typeComments ?? false,
    extraTokens: false,
    endsLine: mode === "single",
    dontImplyDedent: options.dontImplyDedent ?? false,
    onWarning: onWarning && ((warning, token) => early.push([warning, token])),
  });
  const state = new ParserState(tokens, options.featureVersion ?? NEWEST_FEATURE_VERSION, onWarning);
  state.barry = options.barryAsFLUFL ?? false;
  const reportEarly = (): void => {
    for (const [warning, token] of early) if (token < state.reached) onWarning?.(warning);
  };
  let tree: ast.mod;
  try {
    tree = parseTokens(state, mode);
  } catch (reason) {
    const error = diagnose(state, mode, reason, { allowsIncomplete: options.allowIncompleteInput ?? false });
    reportEarly();
    throw error;
  }
  reportEarly();
  return tree;
}
