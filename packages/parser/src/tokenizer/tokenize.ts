/**
 * `tokenize`: tokens as CPython's `tokenize` module shows them, comments and line breaks among them.
 *
 * Columns count characters here, not bytes, and every operator has the type OP. A token's `line` is the physical
 * line or lines it stands on; that CPython keeps the lines of a triple-quoted f-string for what follows it on its
 * last line is reproduced.
 */
import { PySyntaxError } from "../errors/syntax-error.ts";
import { errorOfTokenizer } from "../diagnosis/locate.ts";
import { decodeSource, translateNewlines } from "../source/decode.ts";
import {
  DEDENT,
  ENCODING,
  ENDMARKER,
  ERRORTOKEN,
  FIRST_KEYWORD,
  FSTRING_START,
  INDENT,
  KIND_NAMES,
  NAME,
  NEWLINE,
  NL,
  OP,
  STRING,
  TSTRING_END,
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

/**
 * All tokens of a source. Bytes give an ENCODING token first, as `tokenize.tokenize`; text does not, as
 * `tokenize.generate_tokens`.
 *
 * @throws {PySyntaxError} if the text cannot be tokenized. What is merely no program has tokens all the same.
 * @example
 * tokenize("x = 1\n").map((token) => token.name); // ["NAME", "OP", "NUMBER", "NEWLINE", "ENDMARKER"]
 */
export function tokenize(source: string | Uint8Array): TokenInfo[] {
  return [...generateTokens(source)];
}

/** The same one by one: what stands in front of an error comes before it is thrown. */
export function* generateTokens(source: string | Uint8Array): Generator<TokenInfo> {
  let text: string;
  if (typeof source === "string") {
    text = source;
  } else {
    const decoded = decodeSource(source);
    text = decoded.text;
    const encoding = decoded.encoding === "utf-8-sig" ? "utf-8" : decoded.encoding;
    yield infoOf(ENCODING, ENCODING, encoding, [0, 0], [0, 0], "");
  }
  const lines = physicalLines(text);
  const translated = translateNewlines(text);
  const isImplicit = translated !== "" && !translated.endsWith("\n");
  const tokens = tokenizeSource(isImplicit ? `${translated}\n` : translated, {
    typeComments: false,
    extraTokens: true,
    endsLine: false,
    onWarning: null,
  });
  const end = lines.length + 1;
  const cache = { lineno: 0, line: "" };
  const columns = new ColumnCounter(tokens.source);
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kinds[index]!;
    if (kind === ERRORTOKEN) throw tokenizeError(tokens);
    if (kind === ENDMARKER || (kind === DEDENT && isAtEnd(tokens, index))) {
      yield infoOf(kind, kind, "", [end, 0], [end, 0], "");
      continue;
    }
    yield shownToken(tokens, index, lines, cache, columns, isImplicit);
  }
}

/** The lines with their ends. Only `\n` ends a line here. */
function physicalLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function isAtEnd(tokens: TokenList, index: number): boolean {
  return tokens.starts[index] === tokens.source.length;
}

interface LineCache {
  lineno: number;
  line: string;
}

function shownToken(
  tokens: TokenList,
  index: number,
  lines: readonly string[],
  cache: LineCache,
  columns: ColumnCounter,
  isImplicit: boolean,
): TokenInfo {
  const exactType = plainKind(tokens.kinds[index]!);
  const row = tokens.linenos[index]!;
  const endRow = tokens.endLinenos[index]!;
  const isString = exactType === STRING || (exactType >= FSTRING_START && exactType <= TSTRING_END);
  if (endRow !== cache.lineno) cache.line = lines.slice((isString ? row : endRow) - 1, endRow).join("");
  cache.lineno = isString ? row : endRow;
  let column = columns.columnOf(tokens.starts[index]!);
  let endColumn = columns.columnOf(tokens.ends[index]!);
  let string = tokens.textOf(index);
  if (string.includes("\n") && lines[row - 1]!.endsWith("\r\n")) string = string.replaceAll("\n", "\r\n");
  if (exactType === INDENT) {
    string = tokens.source.slice(tokens.starts[index]! - column, tokens.starts[index]);
    column = 0;
  } else if (exactType === NEWLINE || exactType === NL) {
    endColumn = column + (lines[row - 1]!.endsWith("\r\n") ? 2 : 1);
    if (isImplicit && row === lines.length) string = "";
  }
  const type = exactType > DEDENT && exactType < OP ? OP : exactType;
  return infoOf(type, exactType, string, [row, column], [endRow, endColumn], cache.line);
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
