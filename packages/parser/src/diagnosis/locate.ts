/**
 * From tokens to the fields of a SyntaxError: lines, columns in characters, the text of the line.
 *
 * CPython's text is the line without its newline, but with it if the tokenizer had got no further. Columns that
 * are not known come out as 0 or -1; that is kept.
 */
import { PySyntaxError, type SyntaxErrorType } from "../errors/syntax-error.ts";
import { DEDENT, ENDMARKER, ERRORTOKEN, INDENT, NEWLINE } from "../tokenizer/token-kinds.ts";
import type { TokenList } from "../tokenizer/token-list.ts";
import type { OpenBracket } from "../tokenizer/tokenizer-error.ts";
import type { Place } from "./refusal.ts";

/** The error at a place when `fill` tokens had been looked at. */
export function errorAt(
  tokens: TokenList,
  type: SyntaxErrorType,
  msg: string,
  place: Place,
  fill: number,
): PySyntaxError {
  const reader = standing(tokens, fill);
  switch (place.kind) {
    case "range":
      return build(tokens, reader, type, msg, {
        lineno: tokens.linenos[place.first]!,
        col: hasColumn(tokens, place.first) ? tokens.colOffsets[place.first]! + 1 : 0,
        endLineno: tokens.endLinenos[place.last]!,
        endCol: hasColumn(tokens, place.last) ? tokens.endColOffsets[place.last]! + 1 : 0,
      });
    case "from":
      return build(tokens, reader, type, msg, {
        lineno: tokens.linenos[place.first]!,
        col: hasColumn(tokens, place.first) ? tokens.colOffsets[place.first]! + 1 : 0,
        endLineno: reader.lineno,
        endCol: reader.col,
      });
    case "end":
      return build(tokens, reader, type, msg, {
        lineno: tokens.linenos[place.last]!,
        col: tokens.endColOffsets[place.last]!,
        endLineno: tokens.endLinenos[place.last]!,
        endCol: 0,
      });
    case "line":
      return build(tokens, reader, type, msg, {
        lineno: tokens.linenos[place.index]!,
        col: 0,
        endLineno: tokens.endLinenos[place.index]!,
        endCol: 0,
      });
    case "last":
      return errorAtToken(tokens, reader, type, msg, fill - 1);
    case "token":
      return errorAtToken(tokens, reader, type, msg, place.index);
  }
}

/** The tokenizer's own error, in the parser's words. */
export function errorOfTokenizer(tokens: TokenList): PySyntaxError {
  const error = tokens.error!;
  const { lineno } = error;
  const lineEnd = tokens.source.indexOf("\n", error.lineStart);
  const text = tokens.source.slice(error.lineStart, lineEnd < 0 ? tokens.source.length : lineEnd);
  switch (error.code) {
    case "E_ERROR":
    case "E_EOFS":
    case "E_EOLS": {
      const { offset, endOffset } = error;
      return new PySyntaxError(error.msg, {
        lineno,
        offset,
        text,
        end_lineno: lineno,
        end_offset: endOffset,
      });
    }
    case "E_EOF": {
      const bracket = error.brackets[error.brackets.length - 1];
      if (bracket !== undefined) return errorOfBracket(tokens, bracket);
      return errorAt(tokens, "SyntaxError", error.msg, { kind: "last" }, tokens.count);
    }
    case "E_DEDENT":
      return errorAt(tokens, "IndentationError", error.msg, { kind: "last" }, tokens.count);
    case "E_TABSPACE":
    case "E_TOODEEP":
      return build(
        tokens,
        standing(tokens, tokens.count),
        error.code === "E_TABSPACE" ? "TabError" : "IndentationError",
        error.msg,
        { lineno, col: 1, endLineno: lineno, endCol: 0 },
      );
    case "E_LINECONT": {
      const reader = standing(tokens, tokens.count);
      return build(tokens, reader, "SyntaxError", error.msg, {
        lineno,
        col: reader.col + bytesInBuffer(tokens, error.lineStart),
        endLineno: lineno,
        endCol: 0,
      });
    }
  }
}

/**
 * CPython counts this one column from the start of its buffer, in which earlier lines remain when a string or a
 * continued line started there: the bytes in front of a line.
 */
function bytesInBuffer(tokens: TokenList, lineStart: number): number {
  const { source } = tokens;
  let start = lineStart;
  for (let index = tokens.count - 2; index >= -1 && start > 0;) {
    if (source[start - 2] === "\\") {
      start = source.lastIndexOf("\n", start - 2) + 1;
    } else if (index >= 0 && tokens.starts[index]! >= start) {
      index--;
    } else if (index >= 0 && tokens.ends[index]! > start) {
      start = source.lastIndexOf("\n", tokens.starts[index]!) + 1;
    } else {
      break;
    }
  }
  return new TextEncoder().encode(source.slice(start, lineStart)).length;
}

export function errorOfBracket(tokens: TokenList, bracket: OpenBracket): PySyntaxError {
  const { lineno, colOffset } = bracket;
  const msg = `'${String.fromCharCode(bracket.code)}' was never closed`;
  return build(tokens, standing(tokens, tokens.count), "SyntaxError", msg, {
    lineno,
    col: colOffset + 1,
    endLineno: lineno,
    endCol: 0,
  });
}

/** Where the tokenizer stands: its line, the byte column behind what it read. */
interface Standing {
  readonly lineno: number;
  readonly col: number;
}

function standing(tokens: TokenList, fill: number): Standing {
  return { lineno: tokens.endLinenos[fill - 1]!, col: tokens.endColOffsets[fill - 1]! };
}

/** Tokens that stand for no text have no column to CPython. */
function hasColumn(tokens: TokenList, index: number): boolean {
  const kind = tokens.kinds[index]!;
  if (kind === NEWLINE) return tokens.starts[index] !== tokens.ends[index];
  return kind !== INDENT && kind !== DEDENT && kind !== ENDMARKER && kind !== ERRORTOKEN;
}

function errorAtToken(
  tokens: TokenList,
  reader: Standing,
  type: SyntaxErrorType,
  msg: string,
  index: number,
): PySyntaxError {
  const known = hasColumn(tokens, index);
  return build(tokens, reader, type, msg, {
    lineno: tokens.linenos[index]!,
    col: known ? tokens.colOffsets[index]! + 1 : reader.col,
    endLineno: tokens.endLinenos[index]!,
    endCol: known ? tokens.endColOffsets[index]! + 1 : -1,
  });
}

/** Columns are 1-based in bytes; 0 and -1 stay what they are. */
interface Extent {
  readonly lineno: number;
  readonly col: number;
  readonly endLineno: number;
  readonly endCol: number;
}

function build(
  tokens: TokenList,
  reader: Standing,
  type: SyntaxErrorType,
  msg: string,
  { lineno, col, endLineno, endCol }: Extent,
): PySyntaxError {
  const line = lineOf(tokens, lineno);
  const text = reader.lineno <= lineno && line.hasNewline ? `${line.text}\n` : line.text;
  return new PySyntaxError(msg, {
    type,
    lineno,
    offset: characterColumn(text, col),
    text,
    end_lineno: endLineno,
    end_offset: endCol > 0 ? characterColumn(text, endCol) : endCol,
  });
}

function lineOf({ source, lines }: TokenList, lineno: number): { text: string; hasNewline: boolean } {
  const start = lines.offsetOf(lineno);
  const end = source.indexOf("\n", start);
  return { text: source.slice(start, end < 0 ? source.length : end), hasNewline: end >= 0 };
}

/** A 1-based column in bytes to one in characters, at most one past the end of the text. */
function characterColumn(text: string, byteColumn: number): number {
  if (byteColumn <= 0) return byteColumn;
  // A line may be as long as the text.
  if (!/[\u0080-\uffff]/.test(text.slice(0, byteColumn))) return Math.min(byteColumn, text.length + 1);
  let bytes = 0;
  let characters = 0;
  for (const character of text) {
    if (bytes >= byteColumn) return characters;
    const codePoint = character.codePointAt(0)!;
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    characters++;
  }
  return bytes >= byteColumn ? characters : characters + 1;
}
