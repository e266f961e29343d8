/**
 * Why a program was refused, in CPython's words and at CPython's place.
 *
 * CPython parses a refused program twice. The first time finds how far it could get; the second time tries, along
 * with the grammar, rules that match what is wrong. Then errors of the tokenizer further on may still take
 * precedence. The same is done here, with the rules of `rules/`, from the top-level statement on that was refused; or
 * rather from the one in front of it, for an `elif` behind an `else` is refused as a statement of its own.
 */
import { isStackOverflow } from "../errors/stack-overflow.ts";
import { PySyntaxError } from "../errors/syntax-error.ts";
import { MULTIPLE_STATEMENTS, type Mode } from "../grammar/modules.ts";
import { FeatureTooNew, KnownError, REFUSED, type ParserState } from "../grammar/state.ts";
import {
  DEDENT,
  ERRORTOKEN,
  FSTRING_END,
  INDENT,
  NEWLINE,
  STRING,
  TSTRING_END,
} from "../tokenizer/token-kinds.ts";
import type { TokenList } from "../tokenizer/token-list.ts";
import { errorAt, errorOfBracket, errorOfTokenizer } from "./locate.ts";
import { Matcher, matchRule } from "./matcher.ts";
import { Refusal, type Place } from "./refusal.ts";

const START_RULES: Readonly<Record<Mode, string>> = {
  exec: "file",
  eval: "eval",
  single: "interactive",
  func_type: "func_type",
};

/**
 * The error to raise for what the parser threw; what is no refusal is given back. An input may be called incomplete
 * if the parser, going over it for the first time, came to its end.
 */
export function diagnose(
  state: ParserState,
  mode: Mode,
  reason: unknown,
  { allowsIncomplete = false } = {},
): unknown {
  const error = errorFor(state, mode, reason);
  if (!allowsIncomplete) return error;
  if (reason === REFUSED) return incompleteInput(state.tokens, state.firstReached) ?? error;
  if (reason instanceof KnownError) return incompleteInput(state.tokens, reason.tokenIndex + 1) ?? error;
  return reason instanceof FeatureTooNew ? (incompleteInput(state.tokens, reason.fill) ?? error) : error;
}

function incompleteInput(tokens: TokenList, fill: number): PySyntaxError | null {
  if (!isEndOfSource(tokens, fill - 1)) return null;
  const error = errorAt(tokens, "_IncompleteInputError", "incomplete input", { kind: "last" }, fill);
  const isString = tokens.error?.code === "E_EOFS" && fill === tokens.count;
  // Of a string CPython shows all the lines.
  return isString
    ? new PySyntaxError(error.msg, { ...error, text: tokens.source.slice(tokens.error!.lineStart) })
    : error;
}

/** Whether the tokenizer had seen the end of the text when it had made this token. */
function isEndOfSource(tokens: TokenList, index: number): boolean {
  const kind = tokens.kinds[index]!;
  if (kind === ERRORTOKEN) return ["E_EOF", "E_EOFS", "E_EOLS"].includes(tokens.error!.code);
  const end = tokens.source.length;
  if (tokens.starts[index] === end) return true;
  // It looks at the character behind most tokens.
  return tokens.ends[index] === end && ![NEWLINE, STRING, FSTRING_END, TSTRING_END].includes(kind);
}

function errorFor(state: ParserState, mode: Mode, reason: unknown): unknown {
  const { tokens } = state;
  state.reached = state.index + 1;
  if (reason instanceof KnownError) {
    const place: Place = reason.isWholeLine ? { kind: "line", index: reason.tokenIndex } : { kind: "last" };
    const error = errorAt(tokens, "SyntaxError", reason.msg, place, reason.tokenIndex + 1);
    return laterTokenizerError(state, reason.tokenIndex + 1) ?? error;
  }
  if (reason instanceof FeatureTooNew) return atLastToken(tokens, reason.msg, reason.fill);
  if (reason === MULTIPLE_STATEMENTS) {
    return atLastToken(tokens, "multiple statements found while compiling a single statement", state.index);
  }
  if (reason !== REFUSED) return reason;
  try {
    return explain(state, START_RULES[mode]);
  } catch (failure) {
    // Nested too deeply for the rules, or more results than a Map holds: the plain words where the parser gave up.
    if (!isStackOverflow(failure) && !(failure instanceof RangeError)) throw failure;
    return plainError(state, state.index + 1, state.index + 1);
  }
}

function atLastToken(tokens: TokenList, msg: string, fill: number): PySyntaxError {
  return errorAt(tokens, "SyntaxError", msg, { kind: "last" }, fill);
}

function explain(state: ParserState, rule: string): PySyntaxError {
  const { tokens } = state;
  const m = new Matcher(tokens, state.previousStatement);
  m.barry = state.barry;
  let refusal = attempt(m, rule);
  const reached = m.fill;
  state.reached = state.firstReached = reached;
  if (refusal === null) {
    m.mark = state.previousStatement;
    m.results.clear();
    m.withErrorRules = true;
    refusal = attempt(m, rule);
  }
  if (refusal === null) return plainError(state, reached, m.fill);
  if (refusal.source === "tokenizer") return errorOfTokenizer(tokens);
  const type = refusal.source === "indentation" ? "IndentationError" : "SyntaxError";
  if (refusal.place.kind === "token") m.fill = Math.max(m.fill, refusal.place.index + 1);
  const error = errorAt(tokens, type, refusal.msg, refusal.place, m.fill);
  return laterTokenizerError(state, m.fill) ?? error;
}

function attempt(m: Matcher, rule: string): Refusal | null {
  try {
    matchRule(m, rule);
    return null;
  } catch (reason) {
    if (reason instanceof Refusal) return reason;
    throw reason;
  }
}

/** No error rule matched. The error shows at the last token of the first attempt; the second may have seen more. */
function plainError(state: ParserState, reached: number, fill: number): PySyntaxError {
  const { tokens } = state;
  const last = reached - 1;
  const kind = tokens.kinds[last];
  if (kind === ERRORTOKEN) return errorOfTokenizer(tokens);
  if (kind === INDENT || kind === DEDENT) {
    const msg = kind === INDENT ? "unexpected indent" : "unexpected unindent";
    return errorAt(tokens, "IndentationError", msg, { kind: "last" }, fill);
  }
  const place: Place = { kind: "range", first: last, last };
  const error = errorAt(tokens, "SyntaxError", "invalid syntax", place, fill);
  return laterTokenizerError(state, fill) ?? error;
}

/**
 * CPython reads on to the end for errors of the tokenizer: its own errors take precedence, and so does a bracket
 * that was never closed if it was opened on an earlier line. Not from inside an f-string.
 */
function laterTokenizerError(state: ParserState, fill: number): PySyntaxError | null {
  const { tokens } = state;
  const { error } = tokens;
  state.reached = tokens.count;
  if (error === null || error.isInFString) return null;
  if (error.code === "E_ERROR" || error.code === "E_EOFS" || error.code === "E_EOLS") {
    return errorOfTokenizer(tokens);
  }
  const bracket = error.brackets[error.brackets.length - 1];
  const line = tokens.linenos[fill - 1]!;
  if (bracket === undefined || line <= bracket.lineno) return null;
  return errorOfBracket(tokens, bracket);
}
