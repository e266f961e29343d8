/**
 * exp and ln on scaled integers, with known error (the fixed-point kernels under decimal's exponential, logarithms
 * and power; Tim Peters' and Mark Dickinson's algorithms of CPython Lib/_pydecimal.py).
 *
 * A real number x is given as the integer nearest to x·M.
 */
import { bitLength } from "../bigint.ts";
import { countDigits, powerOfTen } from "./value.ts";

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** a / b for b > 0, rounded to nearest, ties to even. */
export function divideNearest(a: bigint, b: bigint): bigint {
  let quotient = a / b;
  let rest = a - quotient * b;
  if (rest < 0n) {
    rest += b;
    quotient--;
  }
  const twice = 2n * rest + (quotient & 1n);
  return twice > b ? quotient + 1n : quotient;
}

/** a / 2^shift, rounded to nearest, ties to even. */
function shiftNearest(a: bigint, shift: number): bigint {
  const unit = 1n << BigInt(shift);
  const quotient = a >> BigInt(shift);
  return 2n * (a & (unit - 1n)) + (quotient & 1n) > unit ? quotient + 1n : quotient;
}

/** The integer nearest to √n, from an approximation of it (Newton). */
function squareRootNearest(n: bigint, approximation: bigint): bigint {
  let before = 0n;
  let a = approximation;
  while (a !== before) {
    before = a;
    // ⌈·⌉ of the quotient, so that the iteration comes from above.
    const quotient = -(n / a) - (n % a === 0n ? 0n : 1n);
    a = (a - quotient) >> 1n;
  }
  return a;
}

/** Halvings before the series is used. */
const REDUCTIONS = 8;

/** Terms of a series whose argument was reduced so. */
function termsFor(m: bigint): number {
  return Math.ceil((10 * countDigits(m)) / (3 * REDUCTIONS));
}

/** M·ln(x/M) */
export function integerLog(x: bigint, m: bigint): bigint {
  let y = x - m;
  // Take the square root until the argument is near 1: each halves the logarithm.
  let reductions = 0;
  const isFar = (): boolean => {
    const size = absolute(y);
    return reductions <= REDUCTIONS
      ? size << BigInt(REDUCTIONS - reductions) >= m
      : size >> BigInt(reductions - REDUCTIONS) >= m;
  };
  while (isFar()) {
    const root = squareRootNearest(m * (m + shiftNearest(y, reductions)), m);
    y = divideNearest((m * y) << 1n, m + root);
    reductions++;
  }
  const shifted = shiftNearest(y, reductions);
  const terms = termsFor(m);
  let sum = divideNearest(m, BigInt(terms));
  for (let k = terms - 1; k > 0; k--) sum = divideNearest(m, BigInt(k)) - divideNearest(shifted * sum, m);
  return divideNearest(sum * y, m);
}

/** M·exp(x/M) for 0 ≤ x/M ≤ 2.4 */
export function integerExp(x: bigint, m: bigint): bigint {
  const reductions = bitLength((x << BigInt(REDUCTIONS)) / m);
  const terms = termsFor(m);
  let y = divideNearest(x, BigInt(terms));
  const scaled = m << BigInt(reductions);
  for (let i = terms - 1; i > 0; i--) y = divideNearest(x * (scaled + y), scaled * BigInt(i));
  for (let k = reductions - 1; k >= 0; k--) {
    const unit = m << BigInt(k + 2);
    y = divideNearest(y * (y + unit), unit);
  }
  return m + y;
}

/** ⌊ln(10)·10^known⌋, extended when more digits are asked for. */
let logOfTen = 23025850929940456840179914546843642076011014886n;
let knownDigits = 46;

/** ⌊ln(10)·10^p⌋ */
export function logOfTenDigits(p: number): bigint {
  if (p > knownDigits) extendLogOfTen(p);
  return logOfTen / powerOfTen(knownDigits - p);
}

function extendLogOfTen(p: number): void {
  for (let extra = 3; ; extra += 3) {
    const m = powerOfTen(p + extra + 2);
    const digits = divideNearest(integerLog(10n * m, m), 100n);
    if (digits % powerOfTen(extra) === 0n) continue;
    logOfTen = digits / powerOfTen(extra);
    knownDigits = p;
    return;
  }
}

/** n·10^shift, rounded where digits are lost. */
function scale(n: bigint, shift: number): bigint {
  return shift >= 0 ? n * powerOfTen(shift) : divideNearest(n, powerOfTen(-shift));
}

/** c·10^e as m·10^f with 0.1 ≤ m ≤ 1 or 1 ≤ m ≤ 10, whichever is nearer to 1. */
function splitPower(c: bigint, e: number): number {
  const position = e + countDigits(c);
  return position >= 1 ? position - 1 : position;
}

/** 10^p·log10(c·10^e), the error below 1. */
export function decimalLog10(c: bigint, e: number, p: number): bigint {
  p += 2;
  const f = splitPower(c, e);
  if (p <= 0) return divideNearest(divideNearest(BigInt(f), powerOfTen(-p)), 100n);
  const m = powerOfTen(p);
  const log = divideNearest(integerLog(scale(c, e + p - f), m) * m, logOfTenDigits(p));
  return divideNearest(BigInt(f) * m + log, 100n);
}

/** 10^p·ln(c·10^e), the error below 1. */
export function decimalLog(c: bigint, e: number, p: number): bigint {
  p += 2;
  const f = splitPower(c, e);
  const log = p > 0 ? integerLog(scale(c, e + p - f), powerOfTen(p)) : 0n;
  let logOfPower = 0n;
  if (f !== 0) {
    const extra = String(Math.abs(f)).length - 1;
    if (p + extra >= 0) logOfPower = divideNearest(BigInt(f) * logOfTenDigits(p + extra), powerOfTen(extra));
  }
  return divideNearest(logOfPower + log, 100n);
}

/** exp(c·10^e) as a coefficient of p digits, wrong by less than one unit, and its exponent. */
export function decimalExp(c: bigint, e: number, p: number): { coefficient: bigint; exponent: number } {
  p += 2;
  // exp(x) = 10^q · exp(r) with x = q·ln(10) + r
  const extra = Math.max(0, e + countDigits(absolute(c)) - 1);
  const places = p + extra;
  const shift = e + places;
  const unit = logOfTenDigits(places);
  const scaled = shift >= 0 ? c * powerOfTen(shift) : floorQuotient(c, powerOfTen(-shift));
  const quotient = floorQuotient(scaled, unit);
  const rest = divideNearest(scaled - quotient * unit, powerOfTen(extra));
  const coefficient = divideNearest(integerExp(rest, powerOfTen(p)), 1000n);
  return { coefficient, exponent: Number(quotient) - p + 3 };
}

function floorQuotient(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}
