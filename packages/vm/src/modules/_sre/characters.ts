/**
 * Questions about one character: categories, character sets, and lower case as the flags of a pattern mean it
 * (CPython Modules/_sre/sre.c).
 */
import { isAlnum, isDecimal, isLineBreak, isSpace, simpleLowercaseOf, uppercaseOf } from "@pyvm/unicode";
import { opcodeName } from "./opcodes.ts";

/** Which characters are letters and what is their lower case: ASCII's, Latin-1's (the C locale) or Unicode's. */
export type CaseRules = "ascii" | "locale" | "unicode";

export function lower(rules: CaseRules, point: number): number {
  if (point < 128) return point >= 65 && point <= 90 ? point + 32 : point;
  return rules === "unicode" ? simpleLowercaseOf(point) : point;
}

/** Simple upper case: the character itself where the full mapping has several. */
export function upper(point: number): number {
  if (point < 128) return point >= 97 && point <= 122 ? point - 32 : point;
  const mapped = uppercaseOf(point);
  const first = mapped.codePointAt(0)!;
  return String.fromCodePoint(first).length === mapped.length ? first : point;
}

/** Whether a character has another case under these rules. */
export function isCased(rules: CaseRules, point: number): boolean {
  if (rules !== "unicode") return (point >= 65 && point <= 90) || (point >= 97 && point <= 122);
  const small = lower(rules, point);
  return point !== small || point !== upper(point);
}

const isAsciiDigit = (point: number) => point >= 48 && point <= 57;
const isAsciiSpace = (point: number) => point === 32 || (point >= 9 && point <= 13);
const isAsciiWord = (point: number) =>
  isAsciiDigit(point) || (point >= 97 && point <= 122) || (point >= 65 && point <= 90) || point === 95;
const isUnicodeWord = (point: number) => (point < 128 ? isAsciiWord(point) : isAlnum(point));

/** Tests in the order of `re._constants.CHCODES`: each followed by its negation. */
const CATEGORIES: readonly ((point: number) => boolean)[] = [
  isAsciiDigit,
  isAsciiSpace,
  isAsciiWord,
  (point: number) => point === 10,
  isAsciiWord,
  isDecimal,
  isSpace,
  isUnicodeWord,
  isLineBreak,
].flatMap((test: (point: number) => boolean) => [test, (point: number) => !test(point)]);

export const isWord = { ascii: isAsciiWord, locale: isAsciiWord, unicode: isUnicodeWord } as const;

/** A set of characters: a table for Latin-1, a test for the others. */
export class CharacterSet {
  readonly latin: Uint8Array;
  readonly other: (point: number) => boolean;

  constructor(test: (point: number) => boolean) {
    this.latin = Uint8Array.from({ length: 256 }, (_, point) => Number(test(point)));
    this.other = test;
  }

  has(point: number): boolean {
    return point < 256 ? this.latin[point] === 1 : this.other(point);
  }
}

/** The test behind a category code. */
export function categoryTest(code: number): (point: number) => boolean {
  const test = CATEGORIES[code];
  if (test === undefined) throw new RangeError(`unknown category ${code}`);
  return test;
}

/**
 * The set that a charset program describes: items up to FAILURE. `program[at]` is its first word.
 * Throws RangeError for a malformed one.
 */
export function readCharacterSet(program: Uint32Array, at: number): CharacterSet {
  const tests: { test: (point: number) => boolean; negate: boolean }[] = [];
  let negate = false;
  for (let pc = at; ;) {
    const opcode = opcodeName(program[pc]!);
    const next = (test: (point: number) => boolean, words: number) => {
      tests.push({ test, negate });
      pc += 1 + words;
    };
    const [low, high] = [program[pc + 1]!, program[pc + 2]!];
    switch (opcode) {
      case "FAILURE":
        return new CharacterSet(combine(tests, negate));
      case "NEGATE":
        negate = !negate;
        pc++;
        break;
      case "LITERAL":
        next((point) => point === low, 1);
        break;
      case "CATEGORY":
        next(categoryTest(low), 1);
        break;
      case "RANGE":
        next((point) => point >= low && point <= high, 2);
        break;
      case "RANGE_UNI_IGNORE":
        next((point) => (point >= low && point <= high) || (upper(point) >= low && upper(point) <= high), 2);
        break;
      case "CHARSET":
        next(bitmapTest(program.subarray(pc + 1, pc + 9)), 8);
        break;
      case "BIGCHARSET": {
        const blocks = low;
        next(
          bigBitmapTest(
            program.subarray(pc + 2, pc + 2 + 64),
            program.subarray(pc + 66, pc + 66 + blocks * 8),
          ),
          1 + 64 + blocks * 8,
        );
        break;
      }
      default:
        throw new RangeError(`unexpected ${opcode} in a character set`);
    }
  }
}

/** The first item that has the character decides; NEGATE turns what follows around. */
function combine(tests: readonly { test: (point: number) => boolean; negate: boolean }[], negate: boolean) {
  return (point: number): boolean => {
    for (const item of tests) if (item.test(point)) return !item.negate;
    return negate;
  };
}

function bitmapTest(bitmap: Uint32Array) {
  return (point: number) => point < 256 && ((bitmap[point >> 5]! >>> (point & 31)) & 1) === 1;
}

/** 256 block numbers, a byte each, then blocks of 256 bits. */
function bigBitmapTest(indices: Uint32Array, blocks: Uint32Array) {
  return (point: number): boolean => {
    if (point >= 0x10000) return false;
    const block = (indices[point >> 10]! >>> (((point >> 8) & 3) * 8)) & 255;
    const bit = block * 256 + (point & 255);
    return ((blocks[bit >> 5]! >>> (bit & 31)) & 1) === 1;
  };
}
