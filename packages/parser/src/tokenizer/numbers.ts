/** Number tokens. What they are worth is in `literals/numbers.ts`. */
import { EOF, mayBeInIdentifier, type Tokenizer } from "./tokenizer.ts";
import { NUMBER } from "./token-kinds.ts";

/** At a digit, or at a point with a digit behind it. */
export function readNumber(t: Tokenizer): void {
  const first = t.peek();
  if (first === POINT) {
    t.cur++;
    readFraction(t);
    return;
  }
  if (first === ZERO) {
    t.cur++;
    readAfterZero(t);
    return;
  }
  if (readDecimalTail(t)) readAfterDecimal(t);
}

const ZERO = 0x30;
const POINT = 0x2e;
const UNDERSCORE = 0x5f;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}

function isOctalDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x37;
}

function isBinaryDigit(code: number): boolean {
  return code === 0x30 || code === 0x31;
}

function is(code: number, lowercaseLetter: number): boolean {
  return (code | 0x20) === lowercaseLetter;
}

function readAfterZero(t: Tokenizer): void {
  const code = t.peek();
  if (is(code, 0x78)) readRadix(t, isHexDigit, "hexadecimal");
  else if (is(code, 0x6f)) readRadix(t, isOctalDigit, "octal");
  else if (is(code, 0x62)) readRadix(t, isBinaryDigit, "binary");
  else readLeadingZeros(t);
}

/** Behind the 0 of 0x, 0o or 0b. */
function readRadix(t: Tokenizer, isRadixDigit: (code: number) => boolean, kind: string): void {
  t.cur++;
  do {
    if (t.peek() === UNDERSCORE) t.cur++;
    if (!isRadixDigit(t.peek())) {
      if (isDigit(t.peek())) failDigit(t, kind);
      else t.syntaxError(`invalid ${kind} literal`);
      return;
    }
    while (isRadixDigit(t.peek())) t.cur++;
  } while (t.peek() === UNDERSCORE);
  if (isDigit(t.peek())) failDigit(t, kind);
  else finish(t, kind);
}

function failDigit(t: Tokenizer, kind: string): void {
  const digit = t.source[t.cur++]!;
  t.syntaxError(`invalid digit '${digit}' in ${kind} literal`);
}

function readLeadingZeros(t: Tokenizer): void {
  for (;;) {
    if (t.peek() === UNDERSCORE) {
      t.cur++;
      if (!isDigit(t.peek())) return t.syntaxError("invalid decimal literal");
    }
    if (t.peek() !== ZERO) break;
    t.cur++;
  }
  const zerosEnd = t.cur;
  let nonzero = false;
  if (isDigit(t.peek())) {
    nonzero = true;
    if (!readDecimalTail(t)) return;
  }
  const code = t.peek();
  if (code === POINT) {
    t.cur++;
    readFraction(t);
  } else if (is(code, 0x65)) {
    readExponent(t);
  } else if (is(code, 0x6a)) {
    t.cur++;
    finish(t, "imaginary");
  } else if (nonzero && !t.options.extraTokens) {
    t.syntaxErrorUpTo(
      // CPython has read one character past the zeros here.
      zerosEnd + 1,
      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
    );
  } else {
    finish(t, "decimal");
  }
}

/** The digits of a decimal number, underscores between them. False if tokenizing ended with an error. */
function readDecimalTail(t: Tokenizer): boolean {
  for (;;) {
    while (isDigit(t.peek())) t.cur++;
    if (t.peek() !== UNDERSCORE) return true;
    t.cur++;
    if (!isDigit(t.peek())) {
      t.syntaxError("invalid decimal literal");
      return false;
    }
  }
}

function readAfterDecimal(t: Tokenizer): void {
  if (t.peek() === POINT) {
    t.cur++;
    readFraction(t);
  } else {
    readSuffix(t);
  }
}

/** Behind the point. */
function readFraction(t: Tokenizer): void {
  if (isDigit(t.peek()) && !readDecimalTail(t)) return;
  readSuffix(t);
}

function readSuffix(t: Tokenizer): void {
  if (is(t.peek(), 0x65)) {
    readExponent(t);
  } else {
    readImaginary(t);
  }
}

/** At the `e`, which may also be the first letter of what follows the number. */
function readExponent(t: Tokenizer): void {
  const exponentStart = t.cur++;
  const sign = t.peek();
  if (sign === 0x2b || sign === 0x2d) {
    t.cur++;
    if (!isDigit(t.peek())) return t.syntaxError("invalid decimal literal");
  } else if (!isDigit(sign)) {
    t.cur = exponentStart;
    finish(t, "decimal");
    return;
  }
  if (readDecimalTail(t)) readImaginary(t);
}

function readImaginary(t: Tokenizer): void {
  if (is(t.peek(), 0x6a)) {
    t.cur++;
    finish(t, "imaginary");
  } else {
    finish(t, "decimal");
  }
}

/** A keyword may follow a number without a blank, with a warning; no other letter may. */
function finish(t: Tokenizer, kind: string): void {
  const code = t.peek();
  if (code !== EOF && code < 128 && mayBeInIdentifier(code) && !t.options.extraTokens) {
    KEYWORD_AFTER_NUMBER.lastIndex = t.cur;
    if (!KEYWORD_AFTER_NUMBER.test(t.source)) return t.syntaxError(`invalid ${kind} literal`);
    t.warn(`invalid ${kind} literal`);
  }
  t.emit(NUMBER);
}

const KEYWORD_AFTER_NUMBER = /(?:and|else|for|or|not)(?![A-Za-z0-9_\u0080-\uffff])|i[fns]/y;
