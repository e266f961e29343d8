/**
 * Inside f-strings and t-strings (PEP 701, PEP 750): text, and where replacement fields begin and end.
 *
 * A stack of modes, one per string being read, says whether its text or one of its expressions comes next.
 * Expressions are tokenized like any other code; the brace, colon or exclamation mark that ends one is found in
 * operators.ts by counting brackets.
 */
import { quoteSizeAt } from "./strings.ts";
import { EOF, type Tokenizer } from "./tokenizer.ts";
import { MAX_EXPR_NESTING, MAXFSTRINGLEVEL } from "./tokenizer-error.ts";
import {
  FSTRING_END,
  FSTRING_MIDDLE,
  FSTRING_START,
  TSTRING_END,
  TSTRING_MIDDLE,
  TSTRING_START,
} from "./token-kinds.ts";

/** The state of one f-string or t-string that is being read. */
export interface StringMode {
  readonly letter: "f" | "t";
  readonly quote: number;
  readonly quoteSize: 1 | 3;
  readonly raw: boolean;
  /** Offset and line of the token that opened the string. */
  readonly start: number;
  readonly lineno: number;
  /** Whether code is read, not text. */
  inExpression: boolean;
  /** Brackets open inside this string. */
  bracketDepth: number;
  /** `bracketDepth` in front of the innermost replacement field; -1 outside of all. */
  exprStartDepth: number;
  inFormatSpec: boolean;
  /** Whether an `=` was seen in the replacement field. */
  inDebug: boolean;
}

const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** At the first quote of a string with an f or t in its prefix. */
export function startFString(t: Tokenizer, quote: number, prefix: string): void {
  const quoteSize = quoteSizeAt(t, quote);
  const letter = prefix.includes("t") ? "t" : "f";
  t.cur += quoteSize;
  if (t.modes.length + 1 >= MAXFSTRINGLEVEL) {
    t.syntaxError("too many nested f-strings or t-strings");
    return;
  }
  t.modes.push({
    letter,
    quote,
    quoteSize,
    raw: prefix.includes("r"),
    start: t.start,
    lineno: t.startLineno,
    inExpression: false,
    bracketDepth: 0,
    exprStartDepth: -1,
    inFormatSpec: false,
    inDebug: false,
  });
  t.emit(letter === "t" ? TSTRING_START : FSTRING_START);
}

/** At a colon in an expression: whether it starts the format specifier, which is text again. */
export function enterFormatSpec(mode: StringMode): boolean {
  if (mode.exprStartDepth < 0 || mode.bracketDepth - 1 !== mode.exprStartDepth) return false;
  mode.inExpression = false;
  mode.inFormatSpec = true;
  return true;
}

/** Behind the brace that closes a replacement field. */
export function leaveExpression(mode: StringMode): void {
  mode.exprStartDepth--;
  mode.inExpression = false;
  mode.inFormatSpec = false;
  mode.inDebug = false;
}

/** The text that comes next, or the end of the string. Nothing, when a replacement field starts right here. */
export function readFStringPart(t: Tokenizer, mode: StringMode): void {
  const { source } = t;
  t.begin();
  if (t.peek() === OPEN_BRACE && source.charCodeAt(t.cur + 1) !== OPEN_BRACE) {
    enterExpression(t, mode);
    return;
  }
  if (isAtClosingQuotes(t, mode)) {
    t.cur += mode.quoteSize;
    t.modes.pop();
    t.emit(mode.letter === "t" ? TSTRING_END : FSTRING_END);
    return;
  }
  readMiddle(t, mode);
}

function isAtClosingQuotes(t: Tokenizer, mode: StringMode): boolean {
  for (let index = 0; index < mode.quoteSize; index++) {
    if (t.source.charCodeAt(t.cur + index) !== mode.quote) return false;
  }
  return true;
}

/** The brace itself becomes a token of the expression. False if fields are nested too deeply. */
function enterExpression(t: Tokenizer, mode: StringMode): boolean {
  mode.exprStartDepth++;
  if (mode.exprStartDepth >= MAX_EXPR_NESTING) {
    t.syntaxError(`${mode.letter}-string: expressions nested too deeply`);
    return false;
  }
  mode.inExpression = true;
  return true;
}

function readMiddle(t: Tokenizer, mode: StringMode): void {
  const middle = mode.letter === "t" ? TSTRING_MIDDLE : FSTRING_MIDDLE;
  let quotes = 0;
  let inNameEscape = false;
  while (quotes < mode.quoteSize) {
    const code = t.peek();
    const inFormatSpec = mode.inFormatSpec && mode.exprStartDepth >= 0;
    if (code === EOF || (mode.quoteSize === 1 && code === LINE_FEED)) {
      failUnterminated(t, mode, inFormatSpec && code === LINE_FEED);
      return;
    }
    t.cur++;
    if (code === mode.quote) {
      quotes++;
      continue;
    }
    quotes = 0;
    if (code >= 128) {
      t.countWide(code);
    } else if (code === LINE_FEED) {
      t.newLine();
    } else if (code === OPEN_BRACE) {
      if (t.peek() !== OPEN_BRACE || inFormatSpec) {
        t.cur--;
        if (!enterExpression(t, mode)) return;
        mode.inFormatSpec = false;
        t.emit(middle);
      } else {
        emitWithoutSecondBrace(t, middle);
      }
      return;
    } else if (code === CLOSE_BRACE) {
      if (inNameEscape) {
        t.emit(middle);
      } else if (t.peek() === CLOSE_BRACE && !inFormatSpec && mode.bracketDepth === 0) {
        emitWithoutSecondBrace(t, middle);
      } else {
        t.cur--;
        mode.inExpression = true;
        mode.inFormatSpec = false;
        t.emit(middle);
      }
      return;
    } else if (code === BACKSLASH) {
      const escaped = t.peek();
      if (escaped === OPEN_BRACE || escaped === CLOSE_BRACE) {
        if (!mode.raw) warnEscapedBrace(t, escaped);
        continue;
      }
      if (escaped === EOF) continue;
      t.cur++;
      if (escaped === LINE_FEED) t.newLine();
      else if (escaped >= 128) t.countWide(escaped);
      if (!mode.raw && escaped === 0x4e && t.peek() === OPEN_BRACE) {
        t.cur++;
        inNameEscape = true;
      }
    }
  }
  t.cur -= mode.quoteSize;
  t.emit(middle);
}

/** A doubled brace: the text has one of them, the position covers both. */
function emitWithoutSecondBrace(t: Tokenizer, middle: number): void {
  t.cur++;
  t.emit(middle);
  t.tokens.ends[t.tokens.count - 1]!--;
}

function warnEscapedBrace(t: Tokenizer, brace: number): void {
  const text = String.fromCharCode(brace);
  t.warn(
    `"\\${text}" is an invalid escape sequence. Such sequences will not work in the future. ` +
      `Did you mean "\\\\${text}"? A raw string is also an option.`,
  );
}

function failUnterminated(t: Tokenizer, mode: StringMode, newlineInFormatSpec: boolean): void {
  const { letter } = mode;
  if (newlineInFormatSpec) {
    t.cur++;
    t.syntaxError(
      `${letter}-string: newlines are not allowed in format specifiers for single quoted ${letter}-strings`,
    );
    return;
  }
  const detected = `(detected at line ${t.lineno})`;
  const atEnd = t.peek() === EOF;
  t.cur = mode.start + 1;
  t.lineno = mode.lineno;
  t.lineStart = mode.start === 0 ? 0 : t.source.lastIndexOf("\n", mode.start - 1) + 1;
  const offset = t.charactersUpTo(t.cur);
  if (mode.quoteSize === 3) {
    const code = atEnd ? "E_EOFS" : "E_ERROR";
    t.fail(code, `unterminated triple-quoted ${letter}-string literal ${detected}`, offset, offset);
  } else {
    t.fail("E_ERROR", `unterminated ${letter}-string literal ${detected}`, offset, offset);
  }
}
