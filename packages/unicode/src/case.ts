/**
 * Upper, lower, title and folded case: full mappings, special casing included, as `str`'s methods apply them.
 *
 * `…Of` map one code point to its image, one to three characters. The functions on texts take well-formed
 * JavaScript strings and also do what depends on the neighbours: the final sigma, the first letter of a word.
 * The engine's own `toUpperCase` is not used, because its Unicode version is not Python's.
 */
import { CASE_MAPPINGS } from "./generated/case.ts";
import { isCased, isCaseIgnorable, isLower, isTitle, isUpper } from "./properties.ts";
import { atEnd, readSigned, readUnsigned, vlqReader } from "./vlq.ts";

type CaseMap = ReadonlyMap<number, string>;

/** The full uppercase of one code point. */
export function uppercaseOf(codePoint: number): string {
  return maps().upper.get(codePoint) ?? String.fromCodePoint(codePoint);
}

/** The full lowercase of one code point, without regard to its neighbours. */
export function lowercaseOf(codePoint: number): string {
  return maps().lower.get(codePoint) ?? String.fromCodePoint(codePoint);
}

/** The full titlecase of one code point. */
export function titlecaseOf(codePoint: number): string {
  return maps().title.get(codePoint) ?? uppercaseOf(codePoint);
}

/** The full case folding of one code point. */
export function casefoldOf(codePoint: number): string {
  return maps().fold.get(codePoint) ?? lowercaseOf(codePoint);
}

/** The one-to-one lowercase that regular expressions compare by (`_sre.unicode_tolower`). */
export function simpleLowercaseOf(codePoint: number): number {
  return (maps().simpleLower.get(codePoint) ?? lowercaseOf(codePoint)).codePointAt(0)!;
}

/** `str.upper`. */
export function uppercase(text: string): string {
  return mapEach(text, uppercaseOf);
}

/** `str.lower`; a capital sigma at the end of a word becomes a final sigma. */
export function lowercase(text: string): string {
  return text.includes(CAPITAL_SIGMA) ? lowercaseWithSigma(text) : mapEach(text, lowercaseOf);
}

/** `str.casefold`. */
export function casefold(text: string): string {
  return mapEach(text, casefoldOf);
}

/** `str.title`: the first cased character of each run of cased characters in titlecase, the others lower. */
export function titlecase(text: string): string {
  let result = "";
  let previousIsCased = false;
  for (let index = 0; index < text.length;) {
    const codePoint = text.codePointAt(index)!;
    result += previousIsCased ? lowercaseAt(text, index) : titlecaseOf(codePoint);
    previousIsCased = isCased(codePoint);
    index += codePoint > 0xffff ? 2 : 1;
  }
  return result;
}

/** `str.capitalize`: the first character in titlecase, the others lower. */
export function capitalize(text: string): string {
  if (text === "") return "";
  const first = text.codePointAt(0)!;
  let result = titlecaseOf(first);
  for (let index = first > 0xffff ? 2 : 1; index < text.length;) {
    result += lowercaseAt(text, index);
    index += text.codePointAt(index)! > 0xffff ? 2 : 1;
  }
  return result;
}

/** `str.swapcase`. */
export function swapcase(text: string): string {
  let result = "";
  for (let index = 0; index < text.length;) {
    const codePoint = text.codePointAt(index)!;
    if (isUpper(codePoint)) result += lowercaseAt(text, index);
    else if (isLower(codePoint)) result += uppercaseOf(codePoint);
    else result += String.fromCodePoint(codePoint);
    index += codePoint > 0xffff ? 2 : 1;
  }
  return result;
}

/** `str.istitle`. */
export function isTitlecased(text: string): boolean {
  let found = false;
  let previousIsCased = false;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (isUpper(codePoint) || isTitle(codePoint)) {
      if (previousIsCased) return false;
      previousIsCased = true;
      found = true;
    } else if (isLower(codePoint)) {
      if (!previousIsCased) return false;
      found = true;
    } else {
      previousIsCased = false;
    }
  }
  return found;
}

const CAPITAL_SIGMA = "\u03a3";
const SMALL_SIGMA = "\u03c3";
const FINAL_SIGMA = "\u03c2";

function mapEach(text: string, imageOf: (codePoint: number) => string): string {
  let result = "";
  for (const character of text) result += imageOf(character.codePointAt(0)!);
  return result;
}

function lowercaseWithSigma(text: string): string {
  let result = "";
  for (let index = 0; index < text.length;) {
    result += lowercaseAt(text, index);
    index += text.codePointAt(index)! > 0xffff ? 2 : 1;
  }
  return result;
}

function lowercaseAt(text: string, index: number): string {
  if (text[index] !== CAPITAL_SIGMA) return lowercaseOf(text.codePointAt(index)!);
  return isFinalSigma(text, index) ? FINAL_SIGMA : SMALL_SIGMA;
}

/** The condition Final_Sigma: a cased character before it, none after it, case-ignorable ones not counted. */
function isFinalSigma(text: string, index: number): boolean {
  let before = index - 1;
  while (before >= 0 && isCaseIgnorable(codePointEndingAt(text, before))) {
    before -= codePointEndingAt(text, before) > 0xffff ? 2 : 1;
  }
  if (before < 0 || !isCased(codePointEndingAt(text, before))) return false;
  let after = index + 1;
  while (after < text.length && isCaseIgnorable(text.codePointAt(after)!)) {
    after += text.codePointAt(after)! > 0xffff ? 2 : 1;
  }
  return after >= text.length || !isCased(text.codePointAt(after)!);
}

function codePointEndingAt(text: string, index: number): number {
  const pair = index > 0 ? text.codePointAt(index - 1)! : 0;
  return pair > 0xffff ? pair : text.charCodeAt(index);
}

interface CaseMaps {
  readonly lower: CaseMap;
  readonly upper: CaseMap;
  /** Only where it differs from upper. */
  readonly title: CaseMap;
  /** Only where it differs from lower. */
  readonly fold: CaseMap;
  /** Only where it differs from lower. */
  readonly simpleLower: CaseMap;
}

let unpacked: CaseMaps | undefined;

function maps(): CaseMaps {
  return (unpacked ??= {
    lower: unpackMap(CASE_MAPPINGS.lower),
    upper: unpackMap(CASE_MAPPINGS.upper),
    title: unpackMap(CASE_MAPPINGS.title),
    fold: unpackMap(CASE_MAPPINGS.fold),
    simpleLower: unpackMap(CASE_MAPPINGS.simpleLower),
  });
}

/**
 * A map is a list of runs: distance from the end of the run before, length of an image, then for one-character
 * images the run's count, step and (image − code point), for longer ones the characters.
 */
function unpackMap(packed: string): CaseMap {
  const map = new Map<number, string>();
  const reader = vlqReader(packed);
  let codePoint = 0;
  while (!atEnd(reader)) {
    codePoint += readUnsigned(reader);
    const length = readUnsigned(reader);
    if (length > 1) {
      let image = "";
      for (let index = 0; index < length; index++) image += String.fromCodePoint(readUnsigned(reader));
      map.set(codePoint, image);
      continue;
    }
    const count = readUnsigned(reader);
    const step = readUnsigned(reader);
    const difference = readSigned(reader);
    for (let index = 0; index < count; index++) {
      if (index > 0) codePoint += step;
      map.set(codePoint, String.fromCodePoint(codePoint + difference));
    }
  }
  return map;
}
