/**
 * What a string token is worth: prefix, quotes, escapes.
 *
 * A str is decoded to a JavaScript string; as soon as an escape names a surrogate it becomes code points, because
 * Python never joins two of them into one character. Bad escapes raise with the words and positions of
 * CPython's codec, which counts in a text where each character beyond ASCII is spelled `\UXXXXXXXX`.
 */
import { CodePoints } from "../ast/constants.ts";
import { characterNames } from "./character-names.ts";

/** A str. */
export type StringValue = string | CodePoints;

/** A literal that cannot be decoded; the message is complete but for `(unicode error)` in front of it. */
export class LiteralError {
  readonly msg: string;
  constructor(msg: string) {
    this.msg = msg;
  }
}

/** Called with what follows the backslash of an escape that means nothing, and its offset in the text. */
export type OnInvalidEscape = (escape: string, offset: number) => void;

/** Where the text of a string token starts and ends in it, and what its prefix says. */
export interface StringLayout {
  readonly isBytes: boolean;
  readonly isRaw: boolean;
  readonly isUnicode: boolean;
  readonly text: string;
}

export function stringLayout(token: string): StringLayout {
  let isBytes = false;
  let isRaw = false;
  let at = 0;
  for (;;) {
    const letter = token.charCodeAt(at) | 0x20;
    if (letter === 0x62) isBytes = true;
    else if (letter === 0x72) isRaw = true;
    else if (letter !== 0x75) break;
    at++;
  }
  const quote = token.charCodeAt(at);
  const triple =
    token.length - at >= 6 && token.charCodeAt(at + 1) === quote && token.charCodeAt(at + 2) === quote;
  const size = triple ? 3 : 1;
  // Only a small u is remembered in the tree.
  const isUnicode = token.charCodeAt(0) === 0x75;
  return { isBytes, isRaw, isUnicode, text: token.slice(at + size, token.length - size) };
}

/** The str that the text of a literal denotes. */
export function decodeString(text: string, onInvalidEscape: OnInvalidEscape): StringValue {
  if (!text.includes("\\")) return text;
  return decodeEscapes(text, onInvalidEscape);
}

/** The bytes that the text of a literal denotes, or `undefined` if a character is beyond ASCII. */
export function decodeBytes(
  text: string,
  isRaw: boolean,
  onInvalidEscape: OnInvalidEscape,
): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at++);
    if (code > 0x7f) return undefined;
    if (code !== BACKSLASH || isRaw) {
      bytes[length++] = code;
      continue;
    }
    const escaped = text.charCodeAt(at++);
    const simple = simpleEscape(escaped);
    if (simple >= 0) {
      bytes[length++] = simple;
    } else if (escaped === LINE_FEED) {
      continue;
    } else if (isOctal(escaped)) {
      const end = octalEnd(text, at);
      const value = Number.parseInt(text.slice(at - 1, end), 8);
      if (value > 0xff) onInvalidEscape(text.slice(at - 1, end), at - 1);
      bytes[length++] = value & 0xff;
      at = end;
    } else if (escaped === 0x78) {
      const value = hexValue(text, at, 2);
      if (value < 0) throw new LiteralError(`(value error) invalid \\x escape at position ${at - 2}`);
      bytes[length++] = value;
      at += 2;
    } else {
      if (escaped > 0x7f) return undefined;
      onInvalidEscape(text.slice(at - 1, at), at - 1);
      bytes[length++] = BACKSLASH;
      at--;
    }
  }
  return bytes.slice(0, length);
}

/** One str after another. */
export function concatenateStrings(values: readonly StringValue[]): StringValue {
  if (values.every((value) => typeof value === "string")) return values.join("");
  const points: number[] = [];
  for (const value of values) {
    if (typeof value !== "string") for (const point of value.points) points.push(point);
    else for (const character of value) points.push(character.codePointAt(0)!);
  }
  return new CodePoints(Uint32Array.from(points));
}

const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;

function decodeEscapes(text: string, onInvalidEscape: OnInvalidEscape): StringValue {
  /** Finished parts; numbers are surrogates by escape. */
  const parts: (string | number)[] = [];
  let pending = "";
  let at = 0;
  for (;;) {
    const backslash = text.indexOf("\\", at);
    if (backslash < 0) break;
    pending += text.slice(at, backslash);
    at = backslash + 2;
    const escaped = text.charCodeAt(backslash + 1);
    const simple = simpleEscape(escaped);
    if (simple >= 0) {
      pending += String.fromCharCode(simple);
    } else if (escaped === LINE_FEED) {
      continue;
    } else if (isOctal(escaped)) {
      at = octalEnd(text, at);
      const value = Number.parseInt(text.slice(backslash + 1, at), 8);
      if (value > 0xff) onInvalidEscape(text.slice(backslash + 1, at), backslash + 1);
      pending += String.fromCharCode(value);
    } else if (escaped === 0x78 || escaped === 0x75 || escaped === 0x55 || escaped === 0x4e) {
      const codePoint = escaped === 0x4e ? namedCharacter(text, backslash) : hexEscape(text, backslash);
      at = codePoint.end;
      if (codePoint.value >= 0xd800 && codePoint.value <= 0xdfff) {
        parts.push(pending, codePoint.value);
        pending = "";
      } else {
        pending += String.fromCodePoint(codePoint.value);
      }
    } else {
      // The backslash stands for itself; at the end of the text, which only an f-string's part can be, too.
      pending += "\\";
      at = backslash + 1;
      // CPython says nothing of characters beyond ASCII.
      if (at < text.length && text.charCodeAt(at) < 0x80) onInvalidEscape(text[at]!, at);
    }
  }
  pending += text.slice(at);
  if (parts.length === 0) return pending;
  parts.push(pending);
  return new CodePoints(Uint32Array.from(parts.flatMap((part) => codePointsOf(part))));
}

function codePointsOf(part: string | number): number[] {
  return typeof part === "number" ? [part] : Array.from(part, (character) => character.codePointAt(0)!);
}

/** The character code, or -1 if the escape is not a simple one. */
function simpleEscape(code: number): number {
  switch (code) {
    case 0x6e:
      return 0x0a;
    case BACKSLASH:
    case 0x27:
    case 0x22:
      return code;
    case 0x74:
      return 0x09;
    case 0x72:
      return 0x0d;
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    case 0x76:
      return 0x0b;
    case 0x61:
      return 0x07;
    default:
      return -1;
  }
}

function isOctal(code: number): boolean {
  return code >= 0x30 && code <= 0x37;
}

/** `at` is behind the first digit; there are up to three. */
function octalEnd(text: string, at: number): number {
  let end = at;
  while (end < at + 2 && isOctal(text.charCodeAt(end))) end++;
  return end;
}

function isHex(code: number): boolean {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}

function hexValue(text: string, at: number, count: number): number {
  for (let index = 0; index < count; index++) if (!isHex(text.charCodeAt(at + index))) return -1;
  return Number.parseInt(text.slice(at, at + count), 16);
}

interface Decoded {
  readonly value: number;
  readonly end: number;
}

function hexEscape(text: string, backslash: number): Decoded {
  const letter = text[backslash + 1]!;
  const count = letter === "x" ? 2 : letter === "u" ? 4 : 8;
  const start = backslash + 2;
  const value = hexValue(text, start, count);
  if (value < 0) {
    let end = start;
    while (end < start + count && isHex(text.charCodeAt(end))) end++;
    throw escapeError(text, backslash, end, `truncated \\${letter}${"X".repeat(count)} escape`);
  }
  if (value > 0x10ffff) throw escapeError(text, backslash, start + count, "illegal Unicode character");
  return { value, end: start + count };
}

function namedCharacter(text: string, backslash: number): Decoded {
  const malformed = "malformed \\N character escape";
  const open = backslash + 2;
  if (text[open] !== "{") throw escapeError(text, backslash, open, malformed);
  const close = text.indexOf("}", open + 1);
  if (close < 0) throw escapeError(text, backslash, text.length, malformed);
  if (close === open + 1) throw escapeError(text, backslash, close, malformed);
  const names = characterNames();
  if (names === null) {
    throw new LiteralError(
      "\\N{…} needs the names of characters, which are not loaded: see loadCharacterNames",
    );
  }
  const value = names(text.slice(open + 1, close));
  if (value === undefined) throw escapeError(text, backslash, close + 1, "unknown Unicode character name");
  return { value, end: close + 1 };
}

function escapeError(text: string, start: number, end: number, reason: string): LiteralError {
  const first = codecPosition(text, start);
  const last = codecPosition(text, end) - 1;
  const place =
    last <= first ? `decode byte 0x5c in position ${first}` : `decode bytes in position ${first}-${last}`;
  return new LiteralError(`(unicode error) 'unicodeescape' codec can't ${place}: ${reason}`);
}

/** An offset in the text as CPython's codec counts it. */
function codecPosition(text: string, offset: number): number {
  let position = 0;
  let afterBackslash = false;
  for (let at = 0; at < offset;) {
    const codePoint = text.codePointAt(at)!;
    if (codePoint > 0x7f) position += afterBackslash ? 15 : 10;
    else position++;
    afterBackslash = codePoint === BACKSLASH && !afterBackslash;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return position;
}
