/**
 * `tokenize`: tokens as CPython's `tokenize` module shows them, comments and line breaks among them.
 *
 * Columns count characters here, not bytes, and every operator has the type OP. A token's `line` is the physical
 * line or lines it stands on; that CPython keeps the lines of a triple-quoted f-string for what follows it on its
 * last line is reproduced.
 */
import { PySyntaxError } from "../errors/syntax-error.ts";
import { errorOfTokenizer } from "../diagnosis/locate.ts";
import { tokenizeRecovering } from "../recovery/tokens.ts";
import { decodeLeniently, decodeSource, translateNewlines } from "../source/decode.ts";
import {
  DEDENT,
  ENCODING,
  ENDMARKER,
  ERRORTOKEN,
  FIRST_KEYWORD,
  FSTRING_MIDDLE,
  FSTRING_START,
  INDENT,
  KIND_NAMES,
  NAME,
  NEWLINE,
  NL,
  OP,
  STRING,
  TSTRING_END,
  TSTRING_MIDDLE,
} from "./token-kinds.ts";
import type { TokenList } from "./token-list.ts";
import { tokenizeSource } from "./tokenizer.ts";

/** A row, 1-based (0 for ENCODING), and a column, 0-based in characters. */
export type TokenPlace = readonly [row: number, column: number];

export interface TokenInfo {
  /** CPython's number, OP for every operator. */
  readonly type: number;
  /** CPython's number of the operator itself. */
  readonly exactType: number;
  /** The name of `type`. */
  readonly name: string;
  readonly string: string;
  readonly start: TokenPlace;
  readonly end: TokenPlace;
  /** The physical line, or lines for a string that spans several. */
  readonly line: string;
}

export interface TokenizeOptions {
  /**
   * Whether to give the tokens that CPython's parser sees: no comments, no blank lines, each operator by its own
   * type, and no columns (-1) for what stands for no text.
   */
  readonly exact?: boolean;
  /** Whether each token has the text in front of it, so that all of them together are the source. */
  readonly trivia?: boolean;
  /** Whether to go on behind what cannot be read, which is an ERRORTOKEN then, and never throw. */
  readonly recover?: boolean;
}

/** A token with everything that stands in the source. */
export interface LosslessToken extends TokenInfo {
  /** What stands between the token before and this one: white space, line continuations, with `exact` comments. */
  readonly leading: string;
  /** The token as it is written: other than `string`, with both of a doubled brace, and its own kind of newline. */
  readonly text: string;
  /** Where `text` starts in the source, in UTF-16 code units. */
  readonly offset: number;
}

/**
 * All tokens of a source. Bytes give an ENCODING token first, as `tokenize.tokenize`; text does not, as
 * `tokenize.generate_tokens`.
 *
 * @throws {PySyntaxError} if the text cannot be tokenized. What is merely no program has tokens all the same.
 * @example
 * tokenize("x = 1\n").map((token) => token.name); // ["NAME", "OP", "NUMBER", "NEWLINE", "ENDMARKER"]
 * @example
 * const tokens = tokenize("x  = 1 # one\r\n", { trivia: true });
 * tokens.map((token) => token.leading + token.text).join(""); // "x  = 1 # one\r\n"
 */
export function tokenize(
  source: string | Uint8Array,
  options: TokenizeOptions & { readonly trivia: true },
): LosslessToken[];
export function tokenize(source: string | Uint8Array, options?: TokenizeOptions): TokenInfo[];
export function tokenize(source: string | Uint8Array, options: TokenizeOptions = {}): TokenInfo[] {
  return [...generateTokens(source, options)];
}

/** The same one by one: what stands in front of an error comes before it is thrown. */
export function generateTokens(
  source: string | Uint8Array,
  options: TokenizeOptions & { readonly trivia: true },
): Generator<LosslessToken>;
export function generateTokens(source: string | Uint8Array, options?: TokenizeOptions): Generator<TokenInfo>;
export function* generateTokens(
  source: string | Uint8Array,
  options: TokenizeOptions = {},
): Generator<TokenInfo> {
  const { exact = false, trivia = false, recover = false } = options;
  let text: string;
  if (typeof source === "string") {
    text = source;
  } else {
    const decoded = recover ? decodeLeniently(source) : decodeSource(source);
    text = decoded.text;
    const encoding = decoded.encoding === "utf-8-sig" ? "utf-8" : decoded.encoding;
    const info = infoOf(ENCODING, ENCODING, encoding, [0, 0], [0, 0], "");
    // The byte order mark belongs to no other token.
    const mark = decoded.encoding === "utf-8-sig" ? "\ufeff" : "";
    yield trivia ? Object.assign(info, { leading: "", text: mark, offset: 0 }) : info;
  }
  const lines = physicalLines(text);
  const translated = translateNewlines(text);
  // CPython's parser gets no tokens of nothing, not even the end.
  if (exact && translated === "") return;
  const isImplicit = translated !== "" && !translated.endsWith("\n");
  const tokens = tokensOf(isImplicit ? `${translated}\n` : translated, !exact, recover);
  const show = exact ? exactToken : shownToken;
  const view: View = {
    tokens,
    lines,
    cache: { lineno: 0, line: "" },
    columns: new ColumnCounter(tokens.source),
    isImplicit,
  };
  const written = trivia ? new WrittenTokens(tokens, text) : null;
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kinds[index] === ERRORTOKEN && !recover) throw tokenizeError(tokens);
    const info = show(view, index);
    yield written === null ? info : Object.assign(info, written.next(index));
  }
}

function tokensOf(source: string, extraTokens: boolean, recover: boolean): TokenList {
  const options = { typeComments: false, extraTokens, endsLine: false, onWarning: null };
  return recover ? tokenizeRecovering(source, options).tokens : tokenizeSource(source, options);
}

/** The lines with their ends. */
function physicalLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g) ?? [];
}

function isAtEnd(tokens: TokenList, index: number): boolean {
  return tokens.starts[index] === tokens.source.length;
}

/** What the tokens of one source are shown from. */
interface View {
  readonly tokens: TokenList;
  readonly lines: readonly string[];
  /** The line shown last. */
  readonly cache: { lineno: number; line: string };
  readonly columns: ColumnCounter;
  /** Whether the last line has no newline. */
  readonly isImplicit: boolean;
}

/** As `tokenize` shows it. */
function shownToken(view: View, index: number): TokenInfo {
  const { tokens, lines, columns, isImplicit } = view;
  const exactType = plainKind(tokens.kinds[index]!);
  if (exactType === ENDMARKER || (exactType === DEDENT && isAtEnd(tokens, index))) {
    const end = lines.length + 1;
    return infoOf(exactType, exactType, "", [end, 0], [end, 0], "");
  }
  const row = tokens.linenos[index]!;
  const endRow = tokens.endLinenos[index]!;
  const line = lineOf(view, index);
  let column = columns.columnOf(tokens.starts[index]!);
  let endColumn = columns.columnOf(tokens.ends[index]!);
  let string = textOf(view, index);
  if (exactType === INDENT) {
    string = tokens.source.slice(tokens.starts[index]! - column, tokens.starts[index]);
    column = 0;
  } else if (exactType === NEWLINE || exactType === NL) {
    endColumn = column + (lines[row - 1]!.endsWith("\r\n") ? 2 : 1);
    if (isImplicit && row === lines.length) string = "";
  }
  const type = exactType > DEDENT && exactType < OP ? OP : exactType;
  return infoOf(type, exactType, string, [row, column], [endRow, endColumn], line);
}

/** As CPython's parser sees it. */
function exactToken(view: View, index: number): TokenInfo {
  const { tokens, columns } = view;
  const type = plainKind(tokens.kinds[index]!);
  const row = tokens.linenos[index]!;
  const endRow = tokens.endLinenos[index]!;
  // Behind lines without tokens the end of the text has no line.
  const line = isAtEnd(tokens, index) && view.cache.lineno !== endRow ? "" : lineOf(view, index);
  if (type === ENDMARKER || type === INDENT || type === DEDENT) {
    return infoOf(type, type, "", [row, -1], [row, -1], line);
  }
  const column = columns.columnOf(tokens.starts[index]!);
  if (type === NEWLINE) {
    // The comment in front of it is part of it, and so is the carriage return, but not the newline.
    const string = textOf(view, index).replace(/\n$/, "");
    return infoOf(type, type, string, [row, column], [row, column + Array.from(string).length], line);
  }
  const endColumn = columns.columnOf(tokens.ends[index]!);
  return infoOf(type, type, textOf(view, index), [row, column], [endRow, endColumn], line);
}

/** The text, with the newlines of the source. */
function textOf({ tokens, lines }: View, index: number): string {
  const text = tokens.textOf(index);
  const isCrLf = text.includes("\n") && lines[tokens.linenos[index]! - 1]!.endsWith("\r\n");
  return isCrLf ? text.replaceAll("\n", "\r\n") : text;
}

/** The line the token stands on, or the lines. */
function lineOf({ tokens, lines, cache }: View, index: number): string {
  const kind = tokens.kinds[index]!;
  const endRow = tokens.endLinenos[index]!;
  const isString = kind === STRING || (kind >= FSTRING_START && kind <= TSTRING_END);
  const firstRow = isString ? tokens.linenos[index]! : endRow;
  if (endRow !== cache.lineno) cache.line = lines.slice(firstRow - 1, endRow).join("");
  cache.lineno = firstRow;
  return cache.line;
}

/** The text of each token as it stands in the source, and what is in front of it. */
class WrittenTokens {
  private readonly tokens: TokenList;
  private readonly source: string;
  private readonly hasReturns: boolean;
  /** An offset into the translated text, and the same place in the source. */
  private translated = 0;
  private offset = 0;
  /** The end of the last token in the source. */
  private end = 0;

  constructor(tokens: TokenList, source: string) {
    this.tokens = tokens;
    this.source = source;
    this.hasReturns = source.includes("\r");
  }

  /** To be called for each token, in order. */
  next(index: number): { leading: string; text: string; offset: number } {
    const { tokens, source } = this;
    const kind = tokens.kinds[index]!;
    // The second of two braces is neither in the text nor in the one behind it.
    const isMiddle = kind === FSTRING_MIDDLE || kind === TSTRING_MIDDLE;
    const isLast = index === tokens.count - 1;
    const offset = isLast ? source.length : this.inSource(tokens.starts[index]!);
    const end = isMiddle && !isLast ? tokens.starts[index + 1]! : tokens.ends[index]!;
    const leading = source.slice(this.end, offset);
    this.end = isLast ? source.length : this.inSource(end);
    return { leading, text: source.slice(offset, this.end), offset };
  }

  /** Where an offset that was not passed yet is in the source. */
  private inSource(offset: number): number {
    if (!this.hasReturns) return Math.min(offset, this.source.length);
    for (; this.translated < offset && this.offset < this.source.length; this.translated++) {
      this.offset += this.source.startsWith("\r\n", this.offset) ? 2 : 1;
    }
    return this.offset;
  }
}

/** Keywords are names to everyone outside the parser. */
function plainKind(kind: number): number {
  return kind >= FIRST_KEYWORD ? NAME : kind;
}

/** Columns of offsets that never go back by more than a token, in characters. */
class ColumnCounter {
  private readonly source: string;
  private offset = 0;
  private column = 0;

  constructor(source: string) {
    this.source = source;
  }

  columnOf(offset: number): number {
    if (offset < this.offset) this.goToLineStart(offset);
    for (; this.offset < offset; this.offset++) {
      const code = this.source.charCodeAt(this.offset);
      if (code === 0x0a) this.column = 0;
      else if ((code & 0xfc00) !== 0xdc00) this.column++;
    }
    return this.column;
  }

  private goToLineStart(offset: number): void {
    this.offset = offset === 0 ? 0 : this.source.lastIndexOf("\n", offset - 1) + 1;
    this.column = 0;
  }
}

function infoOf(
  type: number,
  exactType: number,
  string: string,
  start: TokenPlace,
  end: TokenPlace,
  line: string,
): TokenInfo {
  return { type, exactType, name: KIND_NAMES[type]!, string, start, end, line };
}

/** The end of the file inside brackets has words of its own here. */
function tokenizeError(tokens: TokenList): PySyntaxError {
  const error = tokens.error!;
  if (error.code !== "E_EOF") return errorOfTokenizer(tokens);
  return new PySyntaxError("unexpected EOF in multi-line statement", { lineno: error.lineno, offset: 0 });
}
