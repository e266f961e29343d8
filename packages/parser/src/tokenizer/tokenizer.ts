/**
 * Source text to tokens: CPython's tokenizer (`Parser/lexer/lexer.c`), newlines already translated to `\n`.
 *
 * Hot: one pass by character code, no regular expressions, one row of numbers per token. A column is the
 * distance from the line's start plus `extra`, the bytes by which the characters read so far on that line are
 * longer in UTF-8 than in UTF-16; on an ASCII line that is 0 and costs nothing.
 *
 * Numbers are in numbers.ts, operators in operators.ts, string prefixes and bodies in strings.ts, what is
 * inside f-strings and t-strings in fstrings.ts, indentation in indentation.ts. Errors end the token list with
 * an ERRORTOKEN and are decided on in `diagnosis/`.
 */
import { isIdentifierContinue, isIdentifierStart, isPrintable, normalize } from "@pyvm/unicode";
import { PySyntaxError } from "../errors/syntax-error.ts";
import { readIndentation } from "./indentation.ts";
import { NameTable } from "./names.ts";
import { readNumber } from "./numbers.ts";
import { readFStringPart, type StringMode } from "./fstrings.ts";
import { readOperator } from "./operators.ts";
import { readString } from "./strings.ts";
import {
  COMMENT,
  DEDENT,
  ENDMARKER,
  ERRORTOKEN,
  FIRST_KEYWORD,
  INDENT,
  KEYWORDS,
  NAME,
  NEWLINE,
  NL,
  TYPE_COMMENT,
} from "./token-kinds.ts";
import { TokenList } from "./token-list.ts";
import type { OpenBracket, TokenizerErrorCode } from "./tokenizer-error.ts";

/** The character code that stands for the end of the text; no character has it. */
export const EOF = -1;

/** A SyntaxWarning of the tokenizer or of a string literal. */
export interface SyntaxWarning {
  readonly msg: string;
  readonly lineno: number;
}

export interface TokenizerOptions {
  /** Whether TYPE_COMMENT tokens are made and `# type: ignore` is recorded. */
  readonly typeComments: boolean;
  /** Whether comments and line breaks are tokens, and brackets need not match: what `tokenize` shows. */
  readonly extraTokens: boolean;
  /** Whether the end of the text ends the line it is on, as at the prompt (mode `single`). */
  readonly endsLine: boolean;
  /** Whether a block must be ended by a line of its own then. */
  readonly dontImplyDedent?: boolean;
  /** Told the index of the token, too, that is being read. */
  readonly onWarning: ((warning: SyntaxWarning, token: number) => void) | null;
}

/** All tokens of the text; the last is ENDMARKER or ERRORTOKEN. */
export function tokenizeSource(source: string, options: TokenizerOptions): TokenList {
  const tokenizer = new Tokenizer(source, options);
  while (!tokenizer.done) readToken(tokenizer);
  return tokenizer.tokens;
}

/** The tokenizer's state. Fields are CPython's `tok_state` fields where they are the same thing. */
export class Tokenizer {
  readonly source: string;
  readonly options: TokenizerOptions;
  readonly tokens: TokenList;
  done = false;
  /** UTF-16 offset of the next character. */
  cur = 0;
  /** UTF-16 offset of the current line's first character. */
  lineStart = 0;
  /** 1-based. */
  lineno = 1;
  /** UTF-8 bytes minus UTF-16 units of what was read of the current line. */
  extra = 0;
  /** Where the current token starts: offset, line, byte column. */
  start = 0;
  startLineno = 1;
  startCol = 0;
  /** At the beginning of a line, where indentation counts. */
  atbol = true;
  /** The line so far is blank, or blank but for a comment. */
  blankline = false;
  /** For extra tokens: a comment stood alone on its line. */
  commentNewline = false;
  readonly indstack: number[] = [0];
  readonly altindstack: number[] = [0];
  readonly brackets: OpenBracket[] = [];
  readonly modes: StringMode[] = [];

  constructor(source: string, options: TokenizerOptions) {
    this.source = source;
    this.options = options;
    this.tokens = new TokenList(source, new NameTable());
    // No line has been read of a text that has none.
    if (source === "") this.lineno = 0;
  }

  peek(): number {
    return this.cur < this.source.length ? this.source.charCodeAt(this.cur) : EOF;
  }

  /** Byte column of `cur`. */
  column(): number {
    return this.cur - this.lineStart + this.extra;
  }

  /** Marks `cur` as the start of a token. */
  begin(): void {
    this.start = this.cur;
    this.startLineno = this.lineno;
    this.startCol = this.cur - this.lineStart + this.extra;
  }

  /** The token from the mark to `cur`. */
  emit(kind: number): void {
    this.tokens.push(
      kind,
      this.start,
      this.cur,
      this.startLineno,
      this.startCol,
      this.lineno,
      this.cur - this.lineStart + this.extra,
      0,
    );
  }

  /** Call with `cur` behind a `\n`. Behind the last there is no line to go to. */
  newLine(): void {
    if (this.cur === this.source.length) return;
    this.lineno++;
    this.lineStart = this.cur;
    this.extra = 0;
  }

  /** An error of the tokenizer's own; it shows at the last character read. */
  syntaxError(msg: string): void {
    const offset = this.charactersUpTo(this.cur);
    this.fail("E_ERROR", msg, offset, offset);
  }

  /** The same for the current token, up to an offset into the source. CPython counts bytes here, not characters. */
  syntaxErrorUpTo(end: number, msg: string): void {
    this.fail("E_ERROR", msg, this.startCol + 1, this.startCol + end - this.start);
  }

  fail(code: TokenizerErrorCode, msg: string, offset = -1, endOffset = -1): void {
    const { lineno, lineStart, start, cur } = this;
    this.tokens.error = {
      code,
      msg,
      lineno,
      lineStart,
      start,
      cur,
      offset,
      endOffset,
      brackets: [...this.brackets],
      isInFString: this.modes.length > 0,
    };
    this.begin();
    this.emit(ERRORTOKEN);
    this.done = true;
  }

  warn(msg: string): void {
    if (!this.options.extraTokens) this.options.onWarning?.({ msg, lineno: this.lineno }, this.tokens.count);
  }

  /** How many characters the current line has in front of an offset. */
  charactersUpTo(offset: number): number {
    let count = 0;
    for (let at = this.lineStart; at < offset; at++) {
      if ((this.source.charCodeAt(at) & 0xfc00) !== 0xdc00) count++;
    }
    return count;
  }

  /** The bytes by which a character beyond ASCII is longer in UTF-8: for each half of a pair, 1. */
  countWide(code: number): void {
    this.extra += code < 0x800 || (code & 0xf800) === 0xd800 ? 1 : 2;
  }
}

const SPACE = 0x20;
const TAB = 0x09;
const FORM_FEED = 0x0c;
const LINE_FEED = 0x0a;
const HASH = 0x23;
const BACKSLASH = 0x5c;

/** Character classes by code below 128. */
const IDENTIFIER_START = 1;
const IDENTIFIER_PART = 2;
const DIGIT = 4;
const QUOTE = 8;
const classes = /* @__PURE__ */ makeClasses();

function makeClasses(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 0x30; code <= 0x39; code++) table[code] = IDENTIFIER_PART | DIGIT;
  for (let code = 0x41; code <= 0x5a; code++) table[code] = IDENTIFIER_START | IDENTIFIER_PART;
  for (let code = 0x61; code <= 0x7a; code++) table[code] = IDENTIFIER_START | IDENTIFIER_PART;
  table[0x5f] = IDENTIFIER_START | IDENTIFIER_PART;
  table[0x22] = table[0x27] = QUOTE;
  return table;
}

/** Whether the character may belong to an identifier, every character beyond ASCII counted in. */
export function mayBeInIdentifier(code: number): boolean {
  return code >= 128 || (code >= 0 && (classes[code]! & IDENTIFIER_PART) !== 0);
}

/** Reads on to the next token, or to several where blocks end. */
export function readToken(t: Tokenizer): void {
  const mode = t.modes.length > 0 ? t.modes[t.modes.length - 1]! : null;
  if (mode !== null && !mode.inExpression) {
    readFStringPart(t, mode);
    return;
  }
  if (t.atbol) {
    t.atbol = false;
    t.blankline = false;
    if (!readIndentation(t)) return;
  }
  readInLine(t, mode);
}

/** The token that follows on this line, after blanks, comments and continuation lines. */
function readInLine(t: Tokenizer, mode: StringMode | null): void {
  const { source } = t;
  for (;;) {
    let code = t.peek();
    while (code === SPACE || code === TAB || code === FORM_FEED) {
      t.cur++;
      code = t.peek();
    }
    t.begin();
    if (code === HASH) {
      const end = source.indexOf("\n", t.cur);
      const stop = end < 0 ? source.length : end;
      if (t.options.typeComments && readTypeComment(t, stop)) return;
      t.cur = stop;
      if (t.options.extraTokens) {
        t.emit(COMMENT);
        t.commentNewline = t.blankline;
        return;
      }
      code = t.peek();
    }
    if (code >= 128 || (code >= 0 && (classes[code]! & IDENTIFIER_START) !== 0)) {
      readNameOrString(t, code);
      return;
    }
    if (code === LINE_FEED) {
      if (readLineEnd(t)) return;
      continue;
    }
    if (code === EOF) {
      readEnd(t);
      return;
    }
    if ((classes[code]! & DIGIT) !== 0) return readNumber(t);
    if ((classes[code]! & QUOTE) !== 0) return readString(t, code, "");
    if (code === BACKSLASH) {
      t.cur++;
      if (!readContinuation(t)) return;
      continue;
    }
    return readOperator(t, code, mode);
  }
}

/** Passes the newline behind a backslash. False if there was none; the error is recorded. */
export function readContinuation(t: Tokenizer): boolean {
  if (t.peek() !== LINE_FEED) {
    if (t.peek() !== EOF) t.cur++;
    t.fail("E_LINECONT", "unexpected character after line continuation character");
    return false;
  }
  t.cur++;
  t.newLine();
  if (t.peek() === EOF) {
    t.fail("E_EOF", "unexpected EOF while parsing");
    return false;
  }
  return true;
}

/** At a `\n`. True if that made a token; else the next line is indented and ready. */
function readLineEnd(t: Tokenizer): boolean {
  const insignificant = t.blankline || t.brackets.length > 0;
  if (!insignificant || t.options.extraTokens) {
    t.cur++;
    const isNl = insignificant || t.commentNewline;
    t.commentNewline = false;
    t.emit(isNl ? NL : NEWLINE);
    t.newLine();
    t.atbol = true;
    return true;
  }
  t.cur++;
  t.newLine();
  t.blankline = false;
  // Inside brackets indentation has no meaning, but a backslash in it still continues the line.
  return !readIndentation(t);
}

function readEnd(t: Tokenizer): void {
  if (t.brackets.length > 0) {
    t.fail("E_EOF", "unexpected EOF while parsing");
    return;
  }
  const isMidLine = t.cur > 0 && t.source.charCodeAt(t.cur - 1) !== LINE_FEED;
  if (!isMidLine) closeIndentation(t);
  if (t.options.endsLine && t.tokens.count > 0) {
    t.emit(NEWLINE);
    // A block that ends with the text is followed by a NEWLINE of its own.
    if (t.indstack.length > 1 && t.options.dontImplyDedent !== true) {
      closeIndentation(t);
      t.emit(NEWLINE);
    }
  } else {
    closeIndentation(t);
  }
  t.emit(ENDMARKER);
  t.done = true;
}

function closeIndentation(t: Tokenizer): void {
  while (t.indstack.length > 1) {
    t.indstack.pop();
    t.altindstack.pop();
    t.emit(DEDENT);
  }
}

const TYPE_COMMENT_PREFIX = /#[ \t]*type:[ \t]*/y;
const TYPE_IGNORE_COMMENT = /ignore(?![A-Za-z0-9\u0080-\uffff])/y;

/** At a `#`. True if it was a type comment that made a token; `ignore` is recorded and makes none. */
function readTypeComment(t: Tokenizer, stop: number): boolean {
  TYPE_COMMENT_PREFIX.lastIndex = t.cur;
  const prefix = TYPE_COMMENT_PREFIX.exec(t.source.slice(0, stop));
  if (prefix === null) return false;
  const textStart = t.cur + prefix[0].length;
  TYPE_IGNORE_COMMENT.lastIndex = textStart;
  if (TYPE_IGNORE_COMMENT.test(t.source)) {
    // Alone on its line it takes the newline along.
    const end = t.blankline ? stop + 1 : stop;
    t.tokens.typeIgnores.push({ lineno: t.lineno, tag: t.source.slice(textStart + 6, end) });
    return false;
  }
  t.cur = textStart;
  t.begin();
  for (t.cur = textStart; t.cur < stop; t.cur++) {
    const code = t.source.charCodeAt(t.cur);
    if (code >= 128) t.countWide(code);
  }
  t.emit(TYPE_COMMENT);
  // The line is no longer blank: a NEWLINE follows.
  t.blankline = false;
  return true;
}

/** At a letter: an identifier, a keyword, or the prefix of a string. */
function readNameOrString(t: Tokenizer, first: number): void {
  const { source } = t;
  let at = t.cur;
  let code = first;
  while (code < 128 && (classes[code]! & IDENTIFIER_PART) !== 0) {
    code = ++at < source.length ? source.charCodeAt(at) : 0;
  }
  t.cur = at;
  if ((code === 0x22 || code === 0x27) && at - t.start <= 5 && isStringPrefix(source, t.start, at)) {
    readString(t, code, source.slice(t.start, at).toLowerCase());
    return;
  }
  if (code >= 128) {
    readWideName(t);
    return;
  }
  const name = t.tokens.names.intern(source, t.start, at);
  t.tokens.push(
    name < KEYWORDS.length ? FIRST_KEYWORD + name : NAME,
    t.start,
    at,
    t.startLineno,
    t.startCol,
    t.lineno,
    at - t.lineStart + t.extra,
    name,
  );
}

/** Only letters of b, r, u, f and t, none twice. Which go together is for strings.ts to say. */
function isStringPrefix(source: string, start: number, end: number): boolean {
  let seen = 0;
  for (let at = start; at < end; at++) {
    const letter = "bruft".indexOf(String.fromCharCode(source.charCodeAt(at) | 0x20));
    if (letter < 0 || (seen & (1 << letter)) !== 0) return false;
    seen |= 1 << letter;
  }
  return true;
}

/** An identifier with characters beyond ASCII: verified and normalised to NFKC. */
function readWideName(t: Tokenizer): void {
  const { source } = t;
  while (mayBeInIdentifier(t.peek())) {
    const code = source.charCodeAt(t.cur++);
    if (code >= 128) t.countWide(code);
  }
  const text = source.slice(t.start, t.cur);
  if (!t.options.extraTokens && !verifyIdentifier(t, text)) return;
  const normalized = normalize("NFKC", text);
  if (!t.options.extraTokens && CONSTANT_NAMES.has(normalized)) {
    throw new PySyntaxError(`identifier field can't represent '${normalized}' constant`, {
      type: "ValueError",
    });
  }
  const name = t.tokens.names.intern(normalized, 0, normalized.length);
  t.tokens.push(
    NAME,
    t.start,
    t.cur,
    t.startLineno,
    t.startCol,
    t.lineno,
    t.cur - t.lineStart + t.extra,
    name,
  );
}

/** What an identifier cannot become by normalisation. Other keywords can. */
const CONSTANT_NAMES: ReadonlySet<string> = new Set(["None", "True", "False"]);

function verifyIdentifier(t: Tokenizer, text: string): boolean {
  let at = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (!(at === 0 ? isIdentifierStart(codePoint) : isIdentifierContinue(codePoint))) {
      t.cur = t.start + at + character.length;
      const number = codePoint.toString(16).toUpperCase().padStart(4, "0");
      t.syntaxError(
        isPrintable(codePoint)
          ? `invalid character '${character}' (U+${number})`
          : `invalid non-printable character U+${number}`,
      );
      return false;
    }
    at += character.length;
  }
  return true;
}

/** The INDENT or DEDENT tokens stand where the first token of the line starts. */
export function emitIndent(t: Tokenizer): void {
  t.begin();
  t.emit(INDENT);
}

export function emitDedent(t: Tokenizer): void {
  t.begin();
  t.emit(DEDENT);
}
