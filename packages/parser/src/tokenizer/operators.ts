/** Operators and delimiters, brackets, and the braces, colons and exclamation marks of replacement fields. */
import { isPrintable } from "@pyvm/unicode";
import { enterFormatSpec, leaveExpression, type StringMode } from "./fstrings.ts";
import { readNumber } from "./numbers.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { MAXLEVEL } from "./tokenizer-error.ts";
import { COLON, DOT, ELLIPSIS, OP, OPERATOR_TEXTS } from "./token-kinds.ts";

const POINT = 0x2e;

/** At a character that begins nothing else. */
export function readOperator(t: Tokenizer, code: number, mode: StringMode | null): void {
  const { source } = t;
  if (code === POINT) {
    const next = source.charCodeAt(t.cur + 1);
    if (next >= 0x30 && next <= 0x39) return readNumber(t);
    if (next === POINT && source.charCodeAt(t.cur + 2) === POINT) {
      t.cur += 3;
      t.emit(ELLIPSIS);
      return;
    }
    t.cur++;
    t.emit(DOT);
    return;
  }
  t.cur++;
  if (code === 0x3a && mode !== null && enterFormatSpec(mode)) {
    t.emit(COLON);
    return;
  }
  const two = kindOfTwo(code, source.charCodeAt(t.cur));
  if (two !== 0) {
    t.cur++;
    const three = kindOfThree(two, source.charCodeAt(t.cur));
    if (three !== 0) t.cur++;
    t.emit(three !== 0 ? three : two);
    return;
  }
  if (code === 0x28 || code === 0x5b || code === 0x7b) {
    if (!openBracket(t, code, mode)) return;
  } else if (code === 0x29 || code === 0x5d || code === 0x7d) {
    if (!closeBracket(t, code, mode)) return;
  }
  if (!isPrintable(code)) {
    const number = code.toString(16).toUpperCase().padStart(4, "0");
    t.syntaxError(`invalid non-printable character U+${number}`);
    return;
  }
  if (code === 0x3d && mode !== null && mode.exprStartDepth >= 0) mode.inDebug = true;
  const kind = oneCharacter[code]!;
  t.emit(kind === 0 ? OP : kind);
}

function openBracket(t: Tokenizer, code: number, mode: StringMode | null): boolean {
  if (t.brackets.length >= MAXLEVEL) {
    t.syntaxError("too many nested parentheses");
    return false;
  }
  t.brackets.push({ code, lineno: t.lineno, colOffset: t.startCol });
  if (mode !== null) mode.bracketDepth++;
  return true;
}

function closeBracket(t: Tokenizer, code: number, mode: StringMode | null): boolean {
  const text = String.fromCharCode(code);
  if (mode !== null && mode.bracketDepth === 0 && code === 0x7d) {
    t.syntaxError(`${mode.letter}-string: single '}' is not allowed`);
    return false;
  }
  const opening = t.brackets.pop();
  if (!t.options.extraTokens) {
    if (opening === undefined) {
      t.syntaxError(`unmatched '${text}'`);
      return false;
    }
    if (closerOf(opening.code) !== code) {
      t.syntaxError(mismatch(t, text, opening, mode));
      return false;
    }
  }
  if (mode === null) return true;
  mode.bracketDepth--;
  if (mode.bracketDepth < 0) {
    t.syntaxError(`${mode.letter}-string: unmatched '${text}'`);
    return false;
  }
  if (code === 0x7d && mode.bracketDepth === mode.exprStartDepth) leaveExpression(mode);
  return true;
}

function closerOf(opening: number): number {
  return opening === 0x28 ? 0x29 : opening + 2;
}

function mismatch(
  t: Tokenizer,
  closing: string,
  opening: { code: number; lineno: number },
  mode: StringMode | null,
): string {
  if (mode !== null && opening.code === 0x7b && mode.bracketDepth - 1 === mode.exprStartDepth) {
    return `${mode.letter}-string: unmatched '${closing}'`;
  }
  const words = `closing parenthesis '${closing}' does not match opening parenthesis '${String.fromCharCode(opening.code)}'`;
  return opening.lineno === t.lineno ? words : `${words} on line ${opening.lineno}`;
}

const oneCharacter = /* @__PURE__ */ makeOneCharacterTable();
const twoCharacters = /* @__PURE__ */ makeTwoCharacterTable();
const withEqualSign = /* @__PURE__ */ makeWithEqualSignTable();

function makeOneCharacterTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (const [kind, text] of OPERATOR_TEXTS) if (text.length === 1) table[text.charCodeAt(0)] = kind;
  return table;
}

/** By first × 128 + second. */
function makeTwoCharacterTable(): Uint8Array {
  const table = new Uint8Array(128 * 128);
  for (const [kind, text] of OPERATOR_TEXTS) {
    if (text.length === 2) table[text.charCodeAt(0) * 128 + text.charCodeAt(1)] = kind;
  }
  // `<>` is `!=` to the tokenizer; the parser takes it only from Barry.
  table[0x3c * 128 + 0x3e] = table[0x21 * 128 + 0x3d]!;
  return table;
}

/** Every operator of three characters is one of two and an equal sign: by the kind of the two. */
function makeWithEqualSignTable(): Uint8Array {
  const table = new Uint8Array(64);
  for (const [kind, text] of OPERATOR_TEXTS) {
    if (text.length !== 3 || text === "...") continue;
    table[kindOfTwo(text.charCodeAt(0), text.charCodeAt(1))] = kind;
  }
  return table;
}

/** 0 if there is no such operator. */
function kindOfTwo(first: number, second: number): number {
  return second < 128 && first < 128 ? twoCharacters[first * 128 + second]! : 0;
}

function kindOfThree(two: number, third: number): number {
  return third === 0x3d ? withEqualSign[two]! : 0;
}
