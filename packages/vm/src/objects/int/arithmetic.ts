/**
 * Arithmetic on canonical ints: `number` while |n| ≤ 2^53−1, else `bigint`.
 *
 * Every function takes and gives canonical ints. The fast path computes in doubles and checks that the result is
 * exact: a sum or product that rounds to at most 2^53−1 is exact. Functions that Python can make fail (division
 * by zero, negative shift counts) raise and answer undefined.
 *
 * Hot: all of it.
 */
import {
  bitLength,
  divideToDouble,
  floorDivide,
  floorModulo,
  modularInverse,
  modularPower,
} from "../../algorithms/bigint.ts";
import { memoryError, overflowError, raise, valueError, zeroDivisionError } from "../../kernel/raise.ts";

export type Int = number | bigint;

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_SAFE_BIG = BigInt(MAX_SAFE);
/** V8 cannot make a BigInt of more bits. */
const MAX_BITS = 2 ** 30;

/** The canonical int of an integral value. */
export function normalize(value: Int): Int {
  if (typeof value === "number") {
    return value <= MAX_SAFE && value >= -MAX_SAFE ? value + 0 : BigInt(value);
  }
  return value <= MAX_SAFE_BIG && value >= -MAX_SAFE_BIG ? Number(value) : value;
}

export function addInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (sum <= MAX_SAFE && sum >= -MAX_SAFE) return sum;
  }
  return normalize(BigInt(a) + BigInt(b));
}

export function subtractInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (difference <= MAX_SAFE && difference >= -MAX_SAFE) return difference;
  }
  return normalize(BigInt(a) - BigInt(b));
}

export function multiplyInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (product <= MAX_SAFE && product >= -MAX_SAFE) return product + 0;
  }
  return multiplyBig(BigInt(a), BigInt(b));
}

function multiplyBig(a: bigint, b: bigint): Int {
  try {
    return normalize(a * b);
  } catch {
    throw tooLarge();
  }
}

function tooLarge() {
  return memoryError("");
}

export function negateInt(a: Int): Int {
  return typeof a === "number" ? 0 - a : normalize(-a);
}

export function absoluteInt(a: Int): Int {
  return a < 0 ? negateInt(a) : a;
}

/** `a // b` */
export function floorDivideInts(a: Int, b: Int): Int | undefined {
  if (b === 0) return raise(zeroDivisionError("division by zero"));
  if (typeof a === "number" && typeof b === "number") {
    const remainder = a % b;
    const quotient = (a - remainder) / b;
    return remainder !== 0 && remainder < 0 !== b < 0 ? quotient - 1 : quotient + 0;
  }
  return normalize(floorDivide(BigInt(a), BigInt(b)));
}

/** `a % b` */
export function moduloInts(a: Int, b: Int): Int | undefined {
  if (b === 0) return raise(zeroDivisionError("division by zero"));
  if (typeof a === "number" && typeof b === "number") {
    const remainder = a % b;
    return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder + 0;
  }
  return normalize(floorModulo(BigInt(a), BigInt(b)));
}

/** `a / b` as a double, correctly rounded. */
export function trueDivideInts(a: Int, b: Int): number | undefined {
  if (b === 0) return raise(zeroDivisionError("division by zero"));
  if (typeof a === "number" && typeof b === "number") return a / b;
  const quotient = divideToDouble(BigInt(a), BigInt(b));
  if (Number.isFinite(quotient)) return quotient;
  return raise(overflowError("integer division result too large for a float"));
}

/** `a ** b` for b ≥ 0. */
export function powerInts(a: Int, b: Int): Int | undefined {
  if (typeof b === "number" && typeof a === "number") {
    const power = smallPower(a, b);
    if (power !== undefined) return power;
  }
  if (a === 0 || a === 1) return b === 0 ? 1 : a;
  if (a === -1) return isOdd(b) ? -1 : 1;
  const base = BigInt(a);
  if (bitLength(base) * Number(b) > MAX_BITS + 64) return raise(tooLarge());
  return normalize(base ** BigInt(b));
}

/** Repeated squaring in doubles; undefined as soon as a product may be inexact. */
function smallPower(base: number, exponent: number): number | undefined {
  let result = 1;
  for (;;) {
    if ((exponent & 1) === 1) {
      result *= base;
      if (result > MAX_SAFE || result < -MAX_SAFE) return undefined;
    }
    exponent = Math.floor(exponent / 2);
    if (exponent === 0) return result + 0;
    base *= base;
    if (base > MAX_SAFE) return undefined;
  }
}

/** `pow(a, b, modulus)` */
export function modularPowerInts(a: Int, b: Int, modulus: Int): Int | undefined {
  if (modulus === 0) return raise(valueError("pow() 3rd argument cannot be 0"));
  const negative = modulus < 0;
  const m = BigInt(absoluteInt(modulus));
  let base = BigInt(a);
  let exponent = BigInt(b);
  if (exponent < 0n) {
    const inverse = modularInverse(base, m);
    if (inverse === null) return raise(valueError("base is not invertible for the given modulus"));
    base = inverse;
    exponent = -exponent;
  }
  let result = modularPower(base, exponent, m);
  if (negative && result !== 0n) result -= m;
  return normalize(result);
}

/** `a << b` */
export function shiftLeftInts(a: Int, b: Int): Int | undefined {
  if (b < 0) return raise(valueError("negative shift count"));
  if (a === 0) return 0;
  if (typeof b !== "number") return raise(overflowError("too many digits in integer"));
  if (typeof a === "number" && b < 53) {
    const shifted = a * 2 ** b;
    if (shifted <= MAX_SAFE && shifted >= -MAX_SAFE) return shifted;
  }
  if (b >= MAX_BITS) return raise(tooLarge());
  try {
    return normalize(BigInt(a) << BigInt(b));
  } catch {
    return raise(tooLarge());
  }
}

/** `a >> b` */
export function shiftRightInts(a: Int, b: Int): Int | undefined {
  if (b < 0) return raise(valueError("negative shift count"));
  if (typeof a === "number") {
    if (b < 32 && (a | 0) === a) return a >> (b as number);
    return b > 53 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** (b as number)) + 0;
  }
  if (b > MAX_BITS) return a < 0 ? -1 : 0;
  return normalize(a >> BigInt(b));
}

export function andInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a & b;
  return normalize(BigInt(a) & BigInt(b));
}

export function orInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a | b;
  return normalize(BigInt(a) | BigInt(b));
}

export function xorInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a ^ b;
  return normalize(BigInt(a) ^ BigInt(b));
}

export function invertInt(a: Int): Int {
  return typeof a === "number" ? subtractInts(-1, a) : normalize(~a);
}

/** Three-way comparison. */
export function compareInts(a: Int, b: Int): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isOdd(a: Int): boolean {
  return typeof a === "number" ? a % 2 !== 0 : (a & 1n) === 1n;
}

/** `int.bit_length` */
export function bitLengthOfInt(a: Int): number {
  return bitLength(BigInt(a));
}

/** The int as a double; OverflowError beyond the range. */
export function doubleOfInt(a: Int): number | undefined {
  if (typeof a === "number") return a;
  const x = Number(a);
  return Number.isFinite(x) ? x : raise(overflowError("int too large to convert to float"));
}

/** Round half to even to a multiple of 10^−ndigits, for ndigits < 0. */
export function roundInt(a: Int, ndigits: Int): Int {
  // Beyond the number's own length everything rounds to 0 (at 10^n > 2|a|), whatever n is.
  const magnitude = BigInt(absoluteInt(a));
  const length = magnitude.toString().length;
  if (-Number(ndigits) > length) return 0;
  const unit = 10n ** BigInt(-Number(ndigits));
  let quotient = magnitude / unit;
  const twice = 2n * (magnitude - quotient * unit);
  if (twice > unit || (twice === unit && (quotient & 1n) === 1n)) quotient += 1n;
  const rounded = quotient * unit;
  return normalize(a < 0 ? -rounded : rounded);
}

/** The exact int of an integral double. */
export function intOfDouble(x: number): Int {
  return normalize(x);
}

/** Exact three-way comparison of an int with a double; NaN is unordered: NaN. */
export function compareIntWithDouble(a: Int, x: number): number {
  if (Number.isNaN(x)) return NaN;
  // JavaScript compares BigInt with Number by mathematical value.
  return a < x ? -1 : a > x ? 1 : 0;
}
