/** String literals side by side, f-strings and t-strings (language reference 2.4.2 – 2.4.4, 6.2.2). */
import * as ast from "../ast/generated/nodes.ts";
import type { CodePoints } from "../ast/constants.ts";
import {
  concatenateStrings,
  decodeBytes,
  decodeString,
  LiteralError,
  stringLayout,
  type OnInvalidEscape,
  type StringValue,
} from "../literals/strings.ts";
import { isSpace } from "@pyvm/unicode";
import {
  COLON,
  EQUAL,
  EXCLAMATION,
  FSTRING_END,
  FSTRING_MIDDLE,
  FSTRING_START,
  LBRACE,
  LPAR,
  LSQB,
  NOTEQUAL,
  RBRACE,
  RPAR,
  RSQB,
  STRING,
  TSTRING_END,
  TSTRING_MIDDLE,
  TSTRING_START,
} from "../tokenizer/token-kinds.ts";
import { annotatedRhs } from "./expressions.ts";
import { KnownError, REFUSED, type ParserState } from "./state.ts";

/** One literal or several: a Constant, a JoinedStr or a TemplateStr. */
export function strings(p: ParserState): ast.expr {
  const start = p.index;
  if (p.kind === STRING && !startsString(p.peek(1))) return plainString(p);
  const isTemplate = p.kind === TSTRING_START;
  const parts: ast.expr[] = [];
  while (startsString(p.kind)) {
    if ((p.kind === TSTRING_START) !== isTemplate) {
      throw REFUSED;
    }
    if (p.kind === STRING) parts.push(plainString(p));
    else formattedString(p, parts);
  }
  const { linenos, colOffsets } = p.tokens;
  const place = [linenos[start]!, colOffsets[start]!, p.endLineno(), p.endColOffset()] as const;
  if (isTemplate) {
    p.requireVersionBehind(14, "t-strings are");
    return ast.TemplateStr(foldConstants(parts), ...place);
  }
  const hasFString = hasKind(p, start, FSTRING_START);
  const bytes = parts.filter(isBytesConstant).length;
  if (bytes > 0 && (hasFString || bytes < parts.length)) {
    throw new KnownError("cannot mix bytes and nonbytes literals", p.index);
  }
  if (hasFString) return ast.JoinedStr(foldConstants(parts), ...place);
  const constants = parts as ast.Constant[];
  const values = constants.map((part) => part.value);
  const value = bytes > 0 ? joinBytes(values as Uint8Array[]) : concatenateStrings(values as StringValue[]);
  return ast.Constant(value, constants[0]!.kind, ...place);
}

function startsString(kind: number): boolean {
  return kind === STRING || kind === FSTRING_START || kind === TSTRING_START;
}

/** Whether a token of that kind stands between `start` and here, at the outermost level. */
function hasKind(p: ParserState, start: number, kind: number): boolean {
  for (let index = start; index < p.index; index++) if (p.kinds[index] === kind) return true;
  return false;
}

function isBytesConstant(node: ast.expr): boolean {
  return node.nodeType === "Constant" && node.value instanceof Uint8Array;
}

function joinBytes(values: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(values.reduce((length, value) => length + value.length, 0));
  let offset = 0;
  for (const value of values) {
    joined.set(value, offset);
    offset += value.length;
  }
  return joined;
}

/** At a STRING token. */
function plainString(p: ParserState): ast.Constant {
  const { index } = p;
  const token = p.tokens.textOf(index);
  const { isBytes, isRaw, isUnicode, text } = stringLayout(token);
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const warn = invalidEscapeWarner(p, text, lineno);
  let value: StringValue | Uint8Array | undefined;
  if (isBytes) {
    value = decodeOrFail(index, () => decodeBytes(text, isRaw, warn));
    if (value === undefined) {
      throw new KnownError("bytes can only contain ASCII literal characters", index);
    }
  } else {
    value = isRaw || !text.includes("\\") ? text : decodeOrFail(index, () => decodeString(text, warn));
  }
  return ast.Constant(value, isUnicode ? "u" : null, lineno, col, p.endLineno(), p.endColOffset());
}

function decodeOrFail<T>(tokenIndex: number, decode: () => T): T {
  try {
    return decode();
  } catch (reason) {
    if (reason instanceof LiteralError) throw new KnownError(reason.msg, tokenIndex);
    throw reason;
  }
}

/** Only the first bad escape of a literal is reported. */
function invalidEscapeWarner(
  p: ParserState,
  text: string,
  lineno: number,
  { isFormatted = false } = {},
): OnInvalidEscape {
  let isFirst = true;
  return (escape, offset) => {
    if (!isFirst) return;
    isFirst = false;
    // The tokenizer has warned of a brace already, wherever a brace means something.
    if (isFormatted && (escape === "{" || escape === "}")) return;
    const kind = escape.length > 1 && /^[0-7]/.test(escape) ? "octal escape" : "escape";
    p.onWarning?.({
      msg:
        `"\\${escape}" is an invalid ${kind} sequence. Such sequences will not work in the future. ` +
        `Did you mean "\\\\${escape}"? A raw string is also an option.`,
      lineno: lineno + text.slice(0, offset).split("\n").length - 1,
    });
  };
}

/** What its prefix says of the string that a part belongs to. */
interface StringForm {
  readonly isRaw: boolean;
  /** The kind of its text's tokens. */
  readonly middle: number;
  /** Whether a field is interpolated, not formatted. Not so in format specifiers, whatever the string is. */
  readonly isTemplate: boolean;
}

/** At FSTRING_START or TSTRING_START: appends the parts of the string. */
function formattedString(p: ParserState, parts: ast.expr[]): void {
  const isTemplate = p.kind === TSTRING_START;
  const isRaw = /r/i.test(p.tokens.textOf(p.index));
  const middle = isTemplate ? TSTRING_MIDDLE : FSTRING_MIDDLE;
  const form: StringForm = { isRaw, middle, isTemplate };
  p.advance();
  const withEscapes: ast.Constant[] = [];
  while (p.kind === middle || p.kind === LBRACE) {
    if (p.kind === LBRACE) {
      replacementField(p, parts, form);
      continue;
    }
    const node = middleConstant(p);
    const text = node.value as string;
    if (text === "") continue;
    if (!isRaw && text.includes("\\")) withEscapes.push(node);
    parts.push(node);
  }
  p.expect(isTemplate ? TSTRING_END : FSTRING_END);
  // Decoded when the string is complete: errors show at its last token, and warnings count lines from there.
  const endToken = p.index - 1;
  for (const node of withEscapes) {
    decodeInPlace(p, node, endToken);
    if (node.value === "") parts.splice(parts.indexOf(node), 1);
  }
}

function decodeInPlace(p: ParserState, node: ast.Constant, tokenIndex: number): void {
  const text = node.value as string;
  const warn = invalidEscapeWarner(p, text, p.tokens.linenos[tokenIndex]!, { isFormatted: true });
  node.value = decodeOrFail(tokenIndex, () => decodeString(text, warn));
}

/** The text here as a Constant, not decoded yet. */
function middleConstant(p: ParserState): ast.Constant {
  const text = p.tokens.textOf(p.index);
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  return ast.Constant(text, null, lineno, col, p.endLineno(), p.endColOffset());
}

/** At the `{`: appends the field, with its source text in front if there is an `=`. */
function replacementField(p: ParserState, parts: ast.expr[], form: StringForm): void {
  const { isTemplate } = form;
  const open = p.index;
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  p.enter(32);
  const value = annotatedRhs(p);
  p.leave(32);
  const isDebug = p.accept(EQUAL);
  // Whichever comes first of `!`, `:` and `}` ends the source text.
  const textEnd = p.index;
  let conversion = -1;
  if (p.accept(EXCLAMATION)) conversion = conversionCode(p);
  const hasConversion = conversion !== -1;
  const formatSpec = p.kind === COLON ? formatSpecifier(p, form) : null;
  p.expect(RBRACE);
  if (isDebug && !hasConversion && formatSpec === null) conversion = 0x72;
  const { tokens } = p;
  const endLineno = p.endLineno();
  const endCol = p.endColOffset();
  const source = isDebug || isTemplate ? expressionSource(p, open, textEnd) : "";
  if (isDebug) {
    parts.push(
      ast.Constant(source, null, lineno, col + 1, tokens.linenos[textEnd]!, tokens.colOffsets[textEnd]!),
    );
  }
  parts.push(
    isTemplate
      ? ast.Interpolation(
          value,
          withoutDebugSuffix(source),
          conversion,
          formatSpec,
          lineno,
          col,
          endLineno,
          endCol,
        )
      : ast.FormattedValue(value, conversion, formatSpec, lineno, col, endLineno, endCol),
  );
}

/** The name behind `!`, which must touch it. */
function conversionCode(p: ParserState): number {
  const { tokens, index } = p;
  const text = p.name();
  if (tokens.ends[index - 1] !== tokens.starts[index]) throw REFUSED;
  if (text !== "s" && text !== "r" && text !== "a") throw REFUSED;
  return text.charCodeAt(0);
}

/** At the colon. */
function formatSpecifier(p: ParserState, form: StringForm): ast.expr {
  const { isRaw, middle } = form;
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const parts: ast.expr[] = [];
  while (p.kind === middle || p.kind === LBRACE) {
    if (p.kind === LBRACE) {
      replacementField(p, parts, { ...form, isTemplate: false });
      continue;
    }
    const node = middleConstant(p);
    if (!isRaw && (node.value as string).includes("\\")) decodeInPlace(p, node, p.index - 1);
    if (node.value !== "") parts.push(node);
  }
  const place = [lineno, col, p.endLineno(), p.endColOffset()] as const;
  if (parts.length > 1 && parts.every((part) => part.nodeType === "Constant")) {
    // As CPython has it: several pieces of text, one escape `\N{…}` is enough, make a Constant.
    return ast.Constant(
      concatenateStrings(parts.map((part) => (part as ast.Constant).value as StringValue)),
      null,
      ...place,
    );
  }
  return ast.JoinedStr(parts.length > 1 ? foldConstants(parts) : parts, ...place);
}

/** Joins neighbouring texts and drops empty ones. */
function foldConstants(parts: readonly ast.expr[]): ast.expr[] {
  const folded: ast.expr[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!;
    if (part.nodeType !== "Constant") {
      folded.push(part);
      continue;
    }
    let last = index;
    while (parts[last + 1]?.nodeType === "Constant") last++;
    const run = parts.slice(index, last + 1) as ast.Constant[];
    index = last;
    const node = run.length === 1 ? part : joinConstants(run);
    if (node.value !== "") folded.push(node);
  }
  return folded;
}

function joinConstants(run: readonly ast.Constant[]): ast.Constant {
  const first = run[0]!;
  const last = run[run.length - 1]!;
  return ast.Constant(
    concatenateStrings(run.map((part) => part.value as string | CodePoints)),
    first.kind,
    first.lineno,
    first.col_offset,
    last.end_lineno,
    last.end_col_offset,
  );
}

/** The text of an expression, without comments, from the brace to the token that ends it. */
function expressionSource(p: ParserState, open: number, end: number): string {
  const { source, ends, starts } = p.tokens;
  const text = source.slice(ends[open], starts[endOfSource(p, open, end)]);
  return hasComment(text) ? withoutComments(text) : text;
}

/** In front of a format specifier CPython 3.14 takes `!=` for the end of the expression. */
function endOfSource(p: ParserState, open: number, end: number): number {
  if (p.kinds[end] !== COLON) return end;
  let depth = 0;
  for (let index = open + 1; index < end; index++) {
    const kind = p.kinds[index]!;
    if (OPENERS.has(kind)) depth++;
    else if (CLOSERS.has(kind)) depth--;
    else if (kind === NOTEQUAL && depth === 0) return index;
  }
  return end;
}

const OPENERS: ReadonlySet<number> = new Set([LPAR, LSQB, LBRACE, FSTRING_START, TSTRING_START]);
const CLOSERS: ReadonlySet<number> = new Set([RPAR, RSQB, RBRACE, FSTRING_END, TSTRING_END]);

// Both of these count quotes as CPython does, which knows nothing of triple quotes.

function hasComment(text: string): boolean {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "\\") at++;
    else if (character === '"' || character === "'") {
      if (quote === "") quote = character;
      else if (quote === character) quote = "";
    } else if (character === "#" && quote === "") return true;
  }
  return false;
}

function withoutComments(text: string): string {
  let result = "";
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"' || character === "'") {
      if (quote === "") quote = character;
      else if (quote === character) quote = "";
      result += character;
    } else if (character === "#" && quote === "") {
      while (at < text.length && text[at] !== "\n") at++;
      if (at < text.length) result += "\n";
    } else {
      result += character;
    }
  }
  return result;
}

/** The text of an Interpolation, without the `=` and white space at its end. */
function withoutDebugSuffix(text: string): string {
  let length = text.length;
  while (length > 0 && (text[length - 1] === "=" || isSpace(text.charCodeAt(length - 1)))) length--;
  return text.slice(0, length);
}
