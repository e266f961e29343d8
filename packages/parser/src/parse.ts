/**
 * Source to tree: decode, tokenize, parse, and only if that fails, find out why. Start reading here.
 */
import type * as ast from "./ast/generated/nodes.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { PySyntaxError } from "./errors/syntax-error.ts";
import { parseTokens, type Mode } from "./grammar/modules.ts";
import { ParserState, tooComplex } from "./grammar/state.ts";
import { decodeSource, translateNewlines } from "./source/decode.ts";
import { tokenizeSource, type SyntaxWarning } from "./tokenizer/tokenizer.ts";

export interface ParseOptions<M extends Mode = Mode> {
  /** What errors call the source; `<unknown>` unless given. */
  readonly filename?: string;
  readonly mode?: M;
  /** The minor version whose grammar is accepted, 14 unless given. Best effort, as in CPython. */
  readonly featureVersion?: number;
  /** Whether type comments are read into the tree. */
  readonly typeComments?: boolean;
  /** Called for what CPython warns about: bad escapes, keywords that touch a number. */
  readonly onWarning?: (warning: SyntaxWarning) => void;
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
 * Parses a program to CPython's AST.
 *
 * @param source Text, or bytes with an optional encoding declaration (PEP 263).
 * @throws {PySyntaxError} if the source is no program.
 * @example
 * const tree = parse("x = 1\n");
 * tree.body[0]!.nodeType; // "Assign"
 */
export function parse<M extends Mode = "exec">(
  source: string | Uint8Array,
  options: ParseOptions<M> = {},
): ModuleOfMode[M] {
  const filename = options.filename ?? "<unknown>";
  const mode: Mode = options.mode ?? "exec";
  try {
    return parseText(sourceText(source, mode), mode, options) as ModuleOfMode[M];
  } catch (reason) {
    if (reason instanceof PySyntaxError) {
      reason.filename ??= filename;
      throw reason;
    }
    // The depth is counted, but how much stack is left when we are called is not ours to know.
    if (reason instanceof RangeError) throw tooComplex();
    throw reason;
  }
}

function sourceText(source: string | Uint8Array, mode: Mode): string {
  const text = translateNewlines(typeof source === "string" ? source : decodeSource(source).text);
  if (text.includes("\0")) throw new PySyntaxError("source code string cannot contain null bytes");
  if (LONE_SURROGATE.test(text)) throw unencodable(text);
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
  const tokens = tokenizeSource(text, {
    typeComments: options.typeComments ?? false,
    extraTokens: false,
    endsLine: mode === "single",
    onWarning,
  });
  const state = new ParserState(tokens, options.featureVersion ?? NEWEST_FEATURE_VERSION, onWarning);
  try {
    return parseTokens(state, mode);
  } catch (reason) {
    throw diagnose(state, mode, reason);
  }
}
