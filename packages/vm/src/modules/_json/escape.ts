/**
 * Strings as JSON: in quotation marks, escaped where JSON needs it, or wherever ASCII has no such character.
 */
import { utf16Of } from "../../kernel/text.ts";
import { type Str, fromPoints } from "../../objects/str/text.ts";

const SHORT: Record<string, string> = {
  "\\": "\\\\",
  '"': '\\"',
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** One UTF-16 code unit as an escape. */
function escapeUnit(unit: string): string {
  return SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const NOT_PLAIN_ASCII = /[^ !#-[\]-~]/;
const NOT_PLAIN_ASCII_ALL = /[^ !#-[\]-~]/g;

/** JSON in ASCII: characters beyond it as `\uXXXX`, astral ones as surrogate pairs. */
export function asciiJson(text: Str): string {
  const units = typeof text === "string" ? text : utf16Of(text);
  return NOT_PLAIN_ASCII.test(units) ? `"${units.replace(NOT_PLAIN_ASCII_ALL, escapeUnit)}"` : `"${units}"`;
}

const NEEDS_ESCAPE = /["\\\x00-\x1f]/g;

/** JSON with all characters as they are, save those that JSON must escape. */
export function plainJson(text: Str): Str {
  if (typeof text === "string") return `"${text.replace(NEEDS_ESCAPE, escapeUnit)}"`;
  const points: number[] = [QUOTE];
  for (const point of text.points) {
    const character = point < 0x80 ? String.fromCharCode(point) : "";
    const escaped = character.replace(NEEDS_ESCAPE, escapeUnit);
    if (escaped === character) points.push(point);
    else for (let index = 0; index < escaped.length; index++) points.push(escaped.charCodeAt(index));
  }
  points.push(QUOTE);
  return fromPoints(points);
}

const QUOTE = 0x22;
