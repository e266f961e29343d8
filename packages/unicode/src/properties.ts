/**
 * What a character is: category, direction, width, combining class, and the yes/no questions of `str`.
 *
 * All of it hangs on one small number per character, the index of its record; characters with equal records
 * share one. The record indices are stored as runs and unpacked 256 characters at a time when first asked for,
 * so that a program of Latin text pays for one block.
 *
 * Every function takes a code point, 0 … 0x10FFFF, surrogates included, and never fails.
 */
import { PROPERTY_RECORDS, PROPERTY_RUN_LENGTHS, PROPERTY_RUN_RECORDS } from "./generated/properties.ts";
import { type VlqReader, atEnd, readUnsigned, vlqReader } from "./vlq.ts";

// ORDER: unicode flags
const ALPHA = 1 << 0;
const LOWER = 1 << 1;
const UPPER = 1 << 2;
const SPACE = 1 << 3;
const PRINTABLE = 1 << 4;
const IDENTIFIER_START = 1 << 5;
const IDENTIFIER_CONTINUE = 1 << 6;
const CASED = 1 << 7;
const CASE_IGNORABLE = 1 << 8;
const MIRRORED = 1 << 9;
const LINE_BREAK = 1 << 10;
const DECIMAL = 1 << 11;
const DIGIT = 1 << 12;
const NUMERIC = 1 << 13;

/** `str.isalpha` of one character: a letter (L*). */
export function isAlpha(codePoint: number): boolean {
  return hasFlag(codePoint, ALPHA);
}

/** `str.isalnum` of one character. */
export function isAlnum(codePoint: number): boolean {
  return hasFlag(codePoint, ALPHA | DECIMAL | DIGIT | NUMERIC);
}

/** Other_Lowercase included, as in `str.islower`. */
export function isLower(codePoint: number): boolean {
  return hasFlag(codePoint, LOWER);
}

/** Other_Uppercase included, as in `str.isupper`. */
export function isUpper(codePoint: number): boolean {
  return hasFlag(codePoint, UPPER);
}

/** A titlecase letter (Lt), such as U+01C5. */
export function isTitle(codePoint: number): boolean {
  return category(codePoint) === "Lt";
}

/** White space as `str.isspace`, `str.split` and `str.strip` have it. */
export function isSpace(codePoint: number): boolean {
  return hasFlag(codePoint, SPACE);
}

/** A character at which `str.splitlines` breaks. */
export function isLineBreak(codePoint: number): boolean {
  return hasFlag(codePoint, LINE_BREAK);
}

/** A character that `repr` shows as it is. */
export function isPrintable(codePoint: number): boolean {
  return hasFlag(codePoint, PRINTABLE);
}

/** May start an identifier (XID_Start and `_`). */
export function isIdentifierStart(codePoint: number): boolean {
  return hasFlag(codePoint, IDENTIFIER_START);
}

/** May continue an identifier (XID_Continue). */
export function isIdentifierContinue(codePoint: number): boolean {
  return hasFlag(codePoint, IDENTIFIER_CONTINUE);
}

/** `str.isdecimal` of one character: a digit of a decimal number system. */
export function isDecimal(codePoint: number): boolean {
  return hasFlag(codePoint, DECIMAL);
}

/** `str.isdigit` of one character: decimals and single digits in other shapes, such as superscripts. */
export function isDigit(codePoint: number): boolean {
  return hasFlag(codePoint, DIGIT);
}

/** `str.isnumeric` of one character: anything with a numeric value. */
export function isNumeric(codePoint: number): boolean {
  return hasFlag(codePoint, NUMERIC);
}

/** Cased, in the sense of the final-sigma rule and of `str.title`. */
export function isCased(codePoint: number): boolean {
  return hasFlag(codePoint, CASED);
}

/** Skipped by the final-sigma rule. Given only for characters that are not letters with case themselves. */
export function isCaseIgnorable(codePoint: number): boolean {
  return hasFlag(codePoint, CASE_IGNORABLE);
}

/** `unicodedata.mirrored`, as a boolean. */
export function isMirrored(codePoint: number): boolean {
  return hasFlag(codePoint, MIRRORED);
}

/** `unicodedata.category`: two letters, "Cn" for unassigned. */
export function category(codePoint: number): string {
  return PROPERTY_RECORDS[recordIndex(codePoint)]![0];
}

/** `unicodedata.bidirectional`: "" for unassigned. */
export function bidirectional(codePoint: number): string {
  return PROPERTY_RECORDS[recordIndex(codePoint)]![1];
}

/** `unicodedata.east_asian_width`: "N", "Na", "W", "F", "H" or "A". */
export function eastAsianWidth(codePoint: number): string {
  return PROPERTY_RECORDS[recordIndex(codePoint)]![2];
}

/** `unicodedata.combining`: the canonical combining class, 0 … 254. */
export function combining(codePoint: number): number {
  return PROPERTY_RECORDS[recordIndex(codePoint)]![3];
}

function hasFlag(codePoint: number, flag: number): boolean {
  return (flagsOfRecord[recordIndex(codePoint)]! & flag) !== 0;
}

const flagsOfRecord = /* @__PURE__ */ Uint16Array.from(PROPERTY_RECORDS, (record) => record[4]);

const BLOCK_BITS = 8;
const BLOCK_SIZE = 1 << BLOCK_BITS;
const blocks: (Uint16Array | undefined)[] = [];

function recordIndex(codePoint: number): number {
  const block = blocks[codePoint >> BLOCK_BITS] ?? unpackBlock(codePoint >> BLOCK_BITS);
  return block[codePoint & (BLOCK_SIZE - 1)]!;
}

function unpackBlock(number: number): Uint16Array {
  const first = number << BLOCK_BITS;
  const { starts, records } = runsThrough(first + BLOCK_SIZE);
  const block = new Uint16Array(BLOCK_SIZE);
  let run = lastAtOrBelow(starts, first);
  for (let index = 0; index < BLOCK_SIZE; index++) {
    if (run + 1 < starts.length && starts[run + 1]! <= first + index) run++;
    block[index] = records[run]!;
  }
  // Sparse indices would turn the array into a dictionary.
  while (blocks.length < number) blocks.push(undefined);
  blocks[number] = block;
  return block;
}

interface Runs {
  readonly lengths: VlqReader;
  readonly indices: VlqReader;
  /** First code point of each run that was read, ascending. */
  readonly starts: number[];
  /** The record index of each run. */
  readonly records: number[];
  /** Where the next run starts. */
  next: number;
}

let runs: Runs | undefined;

/** The runs that start before `end`, at least; they are read from the table as far as they are needed. */
function runsThrough(end: number): Runs {
  runs ??= {
    lengths: vlqReader(PROPERTY_RUN_LENGTHS),
    indices: vlqReader(PROPERTY_RUN_RECORDS),
    starts: [],
    records: [],
    next: 0,
  };
  const { lengths, indices, starts, records } = runs;
  while (runs.next < end && !atEnd(lengths)) {
    starts.push(runs.next);
    runs.next += readUnsigned(lengths);
    records.push(readUnsigned(indices));
  }
  return runs;
}

function lastAtOrBelow(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
