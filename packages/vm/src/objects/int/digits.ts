/**
 * ints as text: `str(int)` and `int(text, base)`, with the limit on decimal digits that keeps both from taking
 * quadratic time on hostile input (library reference, "Integer string conversion length limitation").
 */
import { decimalValue, isSpace } from "@pyvm/unicode";
import { raise, valueError } from "../../kernel/raise.ts";
import { rt } from "../../kernel/state.ts";
import { type Int, normalize } from "./arithmetic.ts";

export const DEFAULT_MAX_STR_DIGITS = 4300;
/** `sys.int_info.str_digits_check_threshold` */
export const STR_DIGITS_CHECK_THRESHOLD = 640;
const LIMIT_KEY = "int_max_str_digits";

/** `sys.get_int_max_str_digits()`; 0 is no limit. */
export function maxStrDigits(): number {
  return (rt.interpreter.get(LIMIT_KEY) as number | undefined) ?? DEFAULT_MAX_STR_DIGITS;
}

/** `sys.set_int_max_str_digits()`, its argument already checked. */
export function setMaxStrDigits(limit: number): void {
  rt.interpreter.set(LIMIT_KEY, limit);
}

/** Decimal text of an int; ValueError beyond the limit. */
export function intToDecimal(value: Int): string | undefined {
  if (typeof value === "number") return String(value);
  const limit = maxStrDigits();
  const text = limit === 0 || couldFit(value, limit) ? value.toString() : null;
  if (
    text !== null &&
    (limit === 0 || text.length - (value < 0n ? 1 : 0) <= Math.max(limit, STR_DIGITS_CHECK_THRESHOLD))
  ) {
    return text;
  }
  return raise(
    valueError(
      `Exceeds the limit (${limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    ),
  );
}

/** Cheaply: |value| has at most about `limit` digits. Hexadecimal digits are few and written in linear time. */
function couldFit(value: bigint, limit: number): boolean {
  return BigInt.asIntN(Math.ceil(limit * 3.33) + 16, value) === value;
}

/** Digits of |value| in base 2, 8 or 16, lower case. */
export function intToPowerOfTwoBase(value: Int, base: 2 | 8 | 16): string {
  return (value < 0 ? -BigInt(value) : value).toString(base);
}

/**
 * The int that a text spells: white space around it, a sign, a prefix, single underscores between digits; any
 * Unicode decimal digits. "limit": beyond the limit on digits, ValueError pending. null: not a literal.
 */
export function parseIntText(text: string, base: number): Int | null | undefined {
  const stripped = asciiDigits(text);
  if (stripped === null) return null;
  const match = /^([+-]?)(0[xX]_?|0[oO]_?|0[bB]_?)?([0-9A-Za-z]+(?:_[0-9A-Za-z]+)*)$/.exec(stripped);
  if (match === null) return null;
  const [, sign, givenPrefix, givenDigits] = match as unknown as [string, string, string | undefined, string];
  const prefixBase = givenPrefix === undefined ? 0 : PREFIX_BASE[givenPrefix[1]!.toLowerCase()]!;
  let digits = givenDigits;
  if (prefixBase !== 0 && (base === 0 || base === prefixBase)) base = prefixBase;
  else {
    if (givenPrefix !== undefined) digits = givenPrefix + givenDigits;
    if (base === 0) {
      base = 10;
      if (/^0[0_]*[1-9]/.test(digits)) return null;
    }
  }
  digits = digits.replaceAll("_", "");
  if (!hasOnlyDigitsOf(digits, base)) return null;
  const magnitude = digitsToInt(digits, base);
  if (magnitude === undefined) return undefined;
  return sign === "-" ? normalize(typeof magnitude === "number" ? -magnitude : -magnitude) : magnitude;
}

const PREFIX_BASE: Record<string, number> = { x: 16, o: 8, b: 2 };

/** White space stripped, Unicode digits as ASCII; null when a character can be part of no literal. */
function asciiDigits(text: string): string | null {
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  let result = "";
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (isSpace(point)) result += " ";
    else if (point < 128) result += character;
    else {
      const digit = decimalValue(point);
      if (digit === undefined) return null;
      result += String(digit);
    }
  }
  return result.replace(/^ +| +$/g, "");
}

function hasOnlyDigitsOf(digits: string, base: number): boolean {
  if (base === 10) return /^[0-9]+$/.test(digits);
  for (let i = 0; i < digits.length; i++) {
    if (!(parseInt(digits[i]!, 36) < base)) return false;
  }
  return true;
}

const BIGINT_PREFIX: Record<number, string> = { 2: "0b", 8: "0o", 10: "", 16: "0x" };

/** The value of digits that are all of `base`; ValueError for too many of them in a base that is not a power of two. */
function digitsToInt(digits: string, base: number): Int | undefined {
  if ((base & (base - 1)) !== 0 && digits.length > STR_DIGITS_CHECK_THRESHOLD) {
    const limit = maxStrDigits();
    if (limit > 0 && digits.length > limit) {
      return raise(
        valueError(
          `Exceeds the limit (${limit} digits) for integer string conversion: value has ${digits.length} digits; ` +
            "use sys.set_int_max_str_digits() to increase the limit",
        ),
      );
    }
  }
  const small = digits.length * Math.log2(base) <= 53 ? parseInt(digits, base) : NaN;
  if (Number.isSafeInteger(small)) return small;
  const prefix = BIGINT_PREFIX[base];
  return normalize(prefix === undefined ? digitsInOddBase(digits, base) : BigInt(prefix + digits));
}

/** Divide and conquer: halves of the digits, joined by a multiplication. */
function digitsInOddBase(digits: string, base: number): bigint {
  if (digits.length <= 10) return BigInt(parseInt(digits, base));
  const low = digits.length >> 1;
  const high = digits.length - low;
  return (
    digitsInOddBase(digits.slice(0, high), base) * BigInt(base) ** BigInt(low) +
    digitsInOddBase(digits.slice(high), base)
  );
}
