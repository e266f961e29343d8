/**
 * Reading a JSON string, and the text that the scanner reads from. Positions are in characters, as Python counts.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import type { PyBaseException } from "../../kernel/exceptions.ts";
import { hooks } from "../../kernel/hooks.ts";
import { must } from "../../kernel/raise.ts";
import { PyStr } from "../../kernel/text.ts";
import { type Str, charOf, joinStrs, strSlice } from "../../objects/str/text.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { call } from "../../protocols/call.ts";

/** A document, by characters. Beyond the end there is NaN, which equals nothing. */
export class JsonText {
  readonly text: Str;
  readonly length: number;
  readonly #points: Uint32Array | null;
  readonly #units: string;

  constructor(text: Str) {
    this.text = text;
    this.#points = text instanceof PyStr ? text.points : null;
    this.#units = typeof text === "string" ? text : "";
    this.length = this.#points === null ? this.#units.length : this.#points.length;
  }

  at(index: number): number {
    return this.#points === null ? this.#units.charCodeAt(index) : (this.#points[index] ?? NaN);
  }

  slice(start: number, stop: number): Str {
    return this.#points === null ? this.#units.slice(start, stop) : strSlice(this.text, start, stop);
  }
}

/** `json.JSONDecodeError` at a position. */
export function decodeError(message: string, source: JsonText, position: number): PyBaseException {
  const module = must(hooks.importModule("json.decoder"));
  const type = must(getAttribute(module, attributeName("JSONDecodeError")));
  return must(call(type, [message, source.text, position])) as PyBaseException;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

const ESCAPES = new Map<number, string>([
  [QUOTE, '"'],
  [BACKSLASH, "\\"],
  [0x2f, "/"],
  [0x62, "\b"],
  [0x66, "\f"],
  [0x6e, "\n"],
  [0x72, "\r"],
  [0x74, "\t"],
]);

/** The string whose first character (behind the quotation mark) is at `start`, and the position behind it. */
export function scanString(source: JsonText, start: number, strict: boolean): { value: Str; end: number } {
  const begin = start - 1;
  const parts: Str[] = [];
  let position = start;
  for (;;) {
    const stop = endOfRun(source, position, strict);
    const mark = source.at(stop);
    if (mark !== QUOTE && mark !== BACKSLASH)
      throw decodeError("Unterminated string starting at", source, begin);
    if (stop > position) parts.push(source.slice(position, stop));
    if (mark === QUOTE) return { value: joined(parts), end: stop + 1 };
    const kind = source.at(stop + 1);
    if (Number.isNaN(kind)) throw decodeError("Unterminated string starting at", source, begin);
    if (kind === LETTER_U) {
      const { point, end } = unicodeEscape(source, stop);
      parts.push(charOf(point));
      position = end;
      continue;
    }
    const character = ESCAPES.get(kind);
    if (character === undefined) throw decodeError("Invalid \\escape", source, stop);
    parts.push(character);
    position = stop + 2;
  }
}

function joined(parts: readonly Str[]): Str {
  return parts.length === 1 ? parts[0]! : joinStrs("", parts);
}

/** The next quotation mark or backslash, or the end. */
function endOfRun(source: JsonText, start: number, strict: boolean): number {
  let index = start;
  for (; index < source.length; index++) {
    const character = source.at(index);
    if (character === QUOTE || character === BACKSLASH) break;
    if (character <= 0x1f && strict) throw decodeError("Invalid control character at", source, index);
  }
  return index;
}

/** `\uXXXX` at a backslash; two of them that are a surrogate pair are one character. */
function unicodeEscape(source: JsonText, backslash: number): { point: number; end: number } {
  const end = backslash + 6;
  const message = "Invalid \\uXXXX escape";
  if (end >= source.length) throw decodeError(message, source, backslash + 1);
  const first = hexadecimal(source, backslash + 2);
  if (first === null) throw decodeError(message, source, backslash + 1);
  const mayPair = (first & 0xfc00) === 0xd800 && end + 6 < source.length;
  if (!mayPair || source.at(end) !== BACKSLASH || source.at(end + 1) !== LETTER_U)
    return { point: first, end };
  const second = hexadecimal(source, end + 2);
  if (second === null) throw decodeError(message, source, end + 1);
  if ((second & 0xfc00) !== 0xdc00) return { point: first, end };
  return { point: 0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff), end: end + 6 };
}

/** Four hexadecimal digits. */
function hexadecimal(source: JsonText, start: number): number | null {
  let value = 0;
  for (let index = start; index < start + 4; index++) {
    const digit = Number.parseInt(String.fromCharCode(source.at(index)), 16);
    if (Number.isNaN(digit)) return null;
    value = value * 16 + digit;
  }
  return value;
}
