/**
 * Normalisation forms NFC, NFD, NFKC and NFKD (Unicode Standard Annex 15), and `unicodedata.decomposition`.
 *
 * Hangul syllables are computed (The Unicode Standard, section 3.12), everything else is looked up. The engine's
 * `String.prototype.normalize` is not used, because its Unicode version is not Python's.
 */
import { COMPOSITION_EXCLUSIONS, DECOMPOSITIONS, DECOMPOSITION_TAGS } from "./generated/normalization.ts";
import { combining } from "./properties.ts";
import { atEnd, readSigned, readUnsigned, vlqReader } from "./vlq.ts";

export type NormalizationForm = "NFC" | "NFD" | "NFKC" | "NFKD";

/** The text in the given form. Lone surrogates pass through. */
export function normalize(form: NormalizationForm, text: string): string {
  if (isAscii(text)) return text;
  const codePoints = decompose(text, form === "NFKC" || form === "NFKD");
  orderCombining(codePoints);
  return textOf(form === "NFC" || form === "NFKC" ? compose(codePoints) : codePoints);
}

/** Whether the text is in the given form already. */
export function isNormalized(form: NormalizationForm, text: string): boolean {
  return normalize(form, text) === text;
}

/** The decomposition as `unicodedata.decomposition` writes it: `"<compat> 0020 0308"`, or "" if there is none. */
export function decomposition(codePoint: number): string {
  const { tag, parts } =
    syllableParts(codePoint) ?? tables().decompositions.get(codePoint) ?? NO_DECOMPOSITION;
  const digits = parts.map((part) => part.toString(16).toUpperCase().padStart(4, "0"));
  return (tag === "" ? digits : [`<${tag}>`, ...digits]).join(" ");
}

interface Decomposition {
  /** "" for a canonical decomposition, else "compat", "noBreak", …. */
  readonly tag: string;
  readonly parts: readonly number[];
}

const NO_DECOMPOSITION: Decomposition = { tag: "", parts: [] };

interface Tables {
  readonly decompositions: ReadonlyMap<number, Decomposition>;
  /** The composite of two characters, by first × 2^21 + second. */
  readonly composites: ReadonlyMap<number, number>;
}

const HANGUL_FIRST = 0xac00;
const HANGUL_COUNT = 11172;
const LEADING_FIRST = 0x1100;
const LEADING_COUNT = 19;
const VOWEL_FIRST = 0x1161;
const VOWEL_COUNT = 21;
const TRAILING_FIRST = 0x11a7;
const TRAILING_COUNT = 28;

const PAIR_SCALE = 0x200000;

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function decompose(text: string, compatibility: boolean): number[] {
  const result: number[] = [];
  for (const character of text) decomposeInto(result, character.codePointAt(0)!, compatibility);
  return result;
}

function decomposeInto(result: number[], codePoint: number, compatibility: boolean): void {
  if (codePoint < 0xa0) {
    result.push(codePoint);
    return;
  }
  const found = syllableParts(codePoint) ?? tables().decompositions.get(codePoint);
  if (found === undefined || (found.tag !== "" && !compatibility)) {
    result.push(codePoint);
    return;
  }
  for (const part of found.parts) decomposeInto(result, part, compatibility);
}

/** The two or three letters of a Hangul syllable. */
function syllableParts(codePoint: number): Decomposition | undefined {
  const syllable = codePoint - HANGUL_FIRST;
  if (syllable < 0 || syllable >= HANGUL_COUNT) return undefined;
  const trailing = syllable % TRAILING_COUNT;
  const parts = [
    LEADING_FIRST + Math.floor(syllable / (VOWEL_COUNT * TRAILING_COUNT)),
    VOWEL_FIRST + (Math.floor(syllable / TRAILING_COUNT) % VOWEL_COUNT),
  ];
  if (trailing !== 0) parts.push(TRAILING_FIRST + trailing);
  return { tag: "", parts };
}

/** Canonical ordering: each run of combining characters sorted by class, equal classes keeping their order. */
function orderCombining(codePoints: number[]): void {
  for (let index = 1; index < codePoints.length; index++) {
    const codePoint = codePoints[index]!;
    const order = combining(codePoint);
    if (order === 0) continue;
    let place = index;
    while (place > 0 && combining(codePoints[place - 1]!) > order) {
      codePoints[place] = codePoints[place - 1]!;
      place--;
    }
    codePoints[place] = codePoint;
  }
}

/** Canonical composition: each character joins the last starter unless one of its class or higher intervenes. */
function compose(codePoints: readonly number[]): number[] {
  const result: number[] = [];
  let starter = -1;
  let lastClass = 0;
  for (const codePoint of codePoints) {
    const order = combining(codePoint);
    if (starter >= 0 && (result.length === starter + 1 || (lastClass !== 0 && lastClass < order))) {
      const composite = compositeOf(result[starter]!, codePoint);
      if (composite !== undefined) {
        result[starter] = composite;
        continue;
      }
    }
    if (order === 0) starter = result.length;
    lastClass = order;
    result.push(codePoint);
  }
  return result;
}

function compositeOf(first: number, second: number): number | undefined {
  const leading = first - LEADING_FIRST;
  if (leading >= 0 && leading < LEADING_COUNT) {
    const vowel = second - VOWEL_FIRST;
    if (vowel < 0 || vowel >= VOWEL_COUNT) return undefined;
    return HANGUL_FIRST + (leading * VOWEL_COUNT + vowel) * TRAILING_COUNT;
  }
  const syllable = first - HANGUL_FIRST;
  if (syllable >= 0 && syllable < HANGUL_COUNT && syllable % TRAILING_COUNT === 0) {
    const trailing = second - TRAILING_FIRST;
    return trailing > 0 && trailing < TRAILING_COUNT ? first + trailing : undefined;
  }
  return tables().composites.get(first * PAIR_SCALE + second);
}

function textOf(codePoints: readonly number[]): string {
  let result = "";
  for (const codePoint of codePoints) result += String.fromCodePoint(codePoint);
  return result;
}

let unpacked: Tables | undefined;

function tables(): Tables {
  return (unpacked ??= unpackTables());
}

/** Rows are read across the columns. Exclusions: distances. */
function unpackTables(): Tables {
  const excluded = new Set<number>();
  const exclusions = vlqReader(COMPOSITION_EXCLUSIONS);
  for (let codePoint = 0; !atEnd(exclusions);) excluded.add((codePoint += readUnsigned(exclusions)));

  const decompositions = new Map<number, Decomposition>();
  const composites = new Map<number, number>();
  const distances = vlqReader(DECOMPOSITIONS.distances);
  const tags = vlqReader(DECOMPOSITIONS.tags);
  const lengths = vlqReader(DECOMPOSITIONS.lengths);
  const first = vlqReader(DECOMPOSITIONS.first);
  const second = vlqReader(DECOMPOSITIONS.second);
  const rest = vlqReader(DECOMPOSITIONS.rest);
  /** The parts of the row before, by their places. */
  const before: number[] = [];
  for (let codePoint = 0; !atEnd(distances);) {
    codePoint += readUnsigned(distances);
    const tag = DECOMPOSITION_TAGS[readUnsigned(tags)]!;
    const parts = Array.from({ length: readUnsigned(lengths) }, (_, index) => {
      const column = index === 0 ? first : index === 1 ? second : rest;
      return (before[index] = (before[index] ?? 0) + readSigned(column));
    });
    decompositions.set(codePoint, { tag, parts });
    if (tag === "" && parts.length === 2 && !excluded.has(codePoint)) {
      composites.set(parts[0]! * PAIR_SCALE + parts[1]!, codePoint);
    }
  }
  return { decompositions, composites };
}
