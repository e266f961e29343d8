/**
 * repr(str), ascii(), and the escapes of both (language reference 2.4.1, read backwards).
 */
import { isPrintable } from "@pyvm/unicode";
import type { PyObject } from "../../kernel/object.ts";
import { strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { type Str, codePointAt, strLength, strOf } from "./text.ts";

const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;

/** repr(text). */
export function reprStr(text: Str): Str {
  if (typeof text === "string" && PLAIN.test(text)) return `'${text}'`;
  const quote = includes(text, 0x27) && !includes(text, 0x22) ? 0x22 : 0x27;
  const length = strLength(text);
  let shown = String.fromCharCode(quote);
  for (let i = 0; i < length; i++) {
    const point = codePointAt(text, i);
    if (point === quote || point === 0x5c) shown += "\\" + String.fromCharCode(point);
    else if (point === 0x0a) shown += "\\n";
    else if (point === 0x0d) shown += "\\r";
    else if (point === 0x09) shown += "\\t";
    else if (point < 0x20 || point === 0x7f) shown += hexEscape(point);
    else if (point < 0x7f || isPrintable(point)) {
      // Printable characters are no surrogates, so that UTF-16 holds them all.
      shown += String.fromCodePoint(point);
    } else shown += hexEscape(point);
  }
  return strFromUtf16(shown + String.fromCharCode(quote)) as Str;
}

function includes(text: Str, point: number): boolean {
  return typeof text === "string" ? text.includes(String.fromCharCode(point)) : text.points.includes(point);
}

/** `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, the shortest that holds the character. */
export function hexEscape(point: number): string {
  const digits = point.toString(16);
  if (point <= 0xff) return "\\x" + digits.padStart(2, "0");
  if (point <= 0xffff) return "\\u" + digits.padStart(4, "0");
  return "\\U" + digits.padStart(8, "0");
}

/** Every character that is not ASCII as an escape: what ascii() does to a repr. */
export function escapeNonAscii(text: Str): string {
  if (typeof text === "string" && /^[\x00-\x7f]*$/.test(text)) return text;
  let result = "";
  for (let i = 0; i < strLength(text); i++) {
    const point = codePointAt(text, i);
    result += point < 128 ? String.fromCharCode(point) : hexEscape(point);
  }
  return result;
}

/** repr of a str value in JavaScript text, for messages. */
export function reprText(value: PyObject): string {
  return utf16Of(reprStr(strOf(value)!));
}
