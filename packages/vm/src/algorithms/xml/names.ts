/**
 * Names and characters of XML 1.0 (fourth edition's simplification: whatever the fifth edition allows).
 */
const START =
  ":A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f" +
  "\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd";
const REST = `${START}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040`;

/** A name at `lastIndex`. */
export const NAME = new RegExp(`[${START}][${REST}]*`, "y");

/** A run of character data without markup, line ends and brackets. */
export const PLAIN_DATA = /[^<&\r\n\]\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+/y;

/** The first character that no document has. */
export const NO_CHARACTER = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

export const isNameStart = (character: string): boolean => new RegExp(`[${START}]`).test(character);

export const isSpace = (character: string): boolean =>
  character === " " || character === "\n" || character === "\t" || character === "\r";

/** Line ends as XML has them. */
export function normalizeLines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The character that a reference names; null for none. */
export function referencedCharacter(body: string): string | null {
  const hexadecimal = /^#x([0-9a-fA-F]+)$/.exec(body);
  const decimal = /^#([0-9]+)$/.exec(body);
  const point =
    hexadecimal !== null ? parseInt(hexadecimal[1]!, 16) : decimal !== null ? Number(decimal[1]) : NaN;
  const fits =
    point === 9 ||
    point === 10 ||
    point === 13 ||
    (point >= 32 && point < 0xd800) ||
    (point >= 0xe000 && point < 0xfffe);
  if (fits || (point > 0xffff && point <= 0x10ffff)) return String.fromCodePoint(point);
  return null;
}

export const PREDEFINED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};
