/**
 * Names of characters: `unicodedata.name`, `unicodedata.lookup` and `\N{…}`.
 *
 * The table is the largest of all (34,000 names of 13,500 words), so that this is a package entry of its own and
 * nothing is unpacked before the first question. Names of Hangul syllables and of ideographs are computed.
 */
import { COMPUTED_NAMES, NAMES, NAME_LOOKUPS, NAME_WORDS } from "./generated/names.ts";
import { atEnd, readUnsigned, vlqReader } from "./vlq.ts";
import type { VlqReader } from "./vlq.ts";

/** The name of a character, or `undefined` (control characters have none). */
export function nameOf(codePoint: number): string | undefined {
  const syllable = codePoint - HANGUL_FIRST;
  if (syllable >= 0 && syllable < HANGUL_COUNT) return HANGUL_PREFIX + syllableName(syllable);
  for (const [prefix, first, count] of COMPUTED_NAMES) {
    if (codePoint >= first && codePoint < first + count) return prefix + hexadecimal(codePoint);
  }
  return tables().names.get(codePoint);
}

/**
 * The text that a name, an alias or the name of a sequence stands for; several characters only for a sequence.
 * `undefined` if there is no such name. Letter case counts only where CPython 3.14 computes the name.
 */
export function lookupName(name: string): string | undefined {
  if (name.startsWith(HANGUL_PREFIX)) return lookupSyllable(name.slice(HANGUL_PREFIX.length));
  if (name.startsWith(IDEOGRAPH_PREFIX)) return lookupIdeograph(name.slice(IDEOGRAPH_PREFIX.length));
  const upper = asciiUppercase(name);
  return lookupComputed(upper) ?? tables().texts.get(upper);
}

/** As `lookupName`, without sequences: what `\N{…}` accepts. */
export function lookupCharacter(name: string): number | undefined {
  const text = lookupName(name);
  if (text === undefined) return undefined;
  const codePoint = text.codePointAt(0)!;
  return text.length === (codePoint > 0xffff ? 2 : 1) ? codePoint : undefined;
}

const IDEOGRAPH_PREFIX = "CJK UNIFIED IDEOGRAPH-";
const HANGUL_PREFIX = "HANGUL SYLLABLE ";
const HANGUL_FIRST = 0xac00;
const HANGUL_COUNT = 11172;
const LEADING = [
  "G",
  "GG",
  "N",
  "D",
  "DD",
  "R",
  "M",
  "B",
  "BB",
  "S",
  "SS",
  "",
  "J",
  "JJ",
  "C",
  "K",
  "T",
  "P",
  "H",
];
const VOWELS = [
  ...["A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE"],
  ...["OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"],
];
const TRAILING = [
  ...["", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT"],
  ...["LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"],
];

function syllableName(syllable: number): string {
  const leading = Math.floor(syllable / (VOWELS.length * TRAILING.length));
  const vowel = Math.floor(syllable / TRAILING.length) % VOWELS.length;
  return LEADING[leading]! + VOWELS[vowel]! + TRAILING[syllable % TRAILING.length]!;
}

function lookupSyllable(name: string): string | undefined {
  const leading = longestPrefix(LEADING, name, 0);
  const vowel = longestPrefix(VOWELS, name, (LEADING[leading] ?? "").length);
  if (leading < 0 || vowel < 0) return undefined;
  const trailing = TRAILING.indexOf(name.slice(LEADING[leading]!.length + VOWELS[vowel]!.length));
  if (trailing < 0) return undefined;
  return String.fromCodePoint(HANGUL_FIRST + (leading * VOWELS.length + vowel) * TRAILING.length + trailing);
}

/** The index of the longest of the parts that stands in the name at the offset, or -1. */
function longestPrefix(parts: readonly string[], name: string, offset: number): number {
  let best = -1;
  parts.forEach((part, index) => {
    if (name.startsWith(part, offset) && (best < 0 || part.length > parts[best]!.length)) best = index;
  });
  return best;
}

function lookupIdeograph(digits: string): string | undefined {
  if (!/^[0-9A-F]{4,5}$/.test(digits)) return undefined;
  const codePoint = Number.parseInt(digits, 16);
  return nameOf(codePoint)?.startsWith(IDEOGRAPH_PREFIX) ? String.fromCodePoint(codePoint) : undefined;
}

function lookupComputed(name: string): string | undefined {
  for (const [prefix, first, count] of COMPUTED_NAMES) {
    if (prefix === IDEOGRAPH_PREFIX || !name.startsWith(prefix)) continue;
    const codePoint = Number.parseInt(name.slice(prefix.length), 16);
    if (codePoint < first || codePoint >= first + count) continue;
    if (name === prefix + hexadecimal(codePoint)) return String.fromCodePoint(codePoint);
  }
  return undefined;
}

function hexadecimal(codePoint: number): string {
  return codePoint.toString(16).toUpperCase().padStart(4, "0");
}

function asciiUppercase(name: string): string {
  return name.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

interface NameTables {
  readonly names: ReadonlyMap<number, string>;
  readonly texts: ReadonlyMap<string, string>;
}

let unpacked: NameTables | undefined;

function tables(): NameTables {
  return (unpacked ??= unpackTables());
}

function unpackTables(): NameTables {
  const words = NAME_WORDS.split(" ").map((word) => word.replace("_", " "));
  const names = new Map<number, string>();
  const texts = new Map<string, string>();
  const reader = vlqReader(NAMES);
  let codePoint = 0;
  let parts: string[] = [];
  while (!atEnd(reader)) {
    codePoint += readUnsigned(reader);
    parts = readName(reader, words, parts);
    const name = parts.join("");
    names.set(codePoint, name);
    texts.set(name, String.fromCodePoint(codePoint));
  }
  const lookups = vlqReader(NAME_LOOKUPS);
  parts = [];
  while (!atEnd(lookups)) {
    let text = "";
    for (let rest = readUnsigned(lookups); rest > 0; rest--)
      text += String.fromCodePoint(readUnsigned(lookups));
    parts = readName(lookups, words, parts);
    texts.set(parts.join(""), text);
  }
  return { names, texts };
}

function readName(reader: VlqReader, words: readonly string[], previous: readonly string[]): string[] {
  const parts = previous.slice(0, readUnsigned(reader));
  for (let rest = readUnsigned(reader); rest > 0; rest--) parts.push(words[readUnsigned(reader)]!);
  return parts;
}
