/**
 * Correctly rounded powers of doubles.
 *
 * JavaScript leaves the last bit of `**` open, and engines use that freedom; C libraries of today get it
 * right in all but a handful of cases, so the correctly rounded result is the one CPython folds. Computed
 * with BigInts as fixed-point numbers: slow, and only used for constants.
 */

import { roundToDouble } from "./numbers.ts";

/** Bits after the point. */
const PRECISION = 192n;
const ONE = 1n << PRECISION;
const LN2 = 2n * arctanh(ONE / 3n);

/** `base ** exponent` with the special values as JavaScript has them, where the two languages agree. */
export function power(base: number, exponent: number): number {
  const native = base ** exponent;
  if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent) || Number.isNaN(native))
    return native;
  const magnitude = powerOfPositive(Math.abs(base), exponent);
  const isOdd = Math.abs(exponent % 2) === 1;
  return base < 0 && isOdd ? -magnitude : magnitude;
}

function powerOfPositive(base: number, exponent: number): number {
  const [mantissa, scale] = split(base);
  // Exact, since the result may lie midway between two doubles.
  if (Number.isInteger(exponent) && exponent > 0 && exponent <= 64) {
    return roundToDouble(mantissa ** BigInt(exponent), scale * exponent);
  }
  const [factor, factorScale] = split(exponent);
  const product = factor * logarithm2(mantissa, scale);
  const bits = factorScale >= 0 ? product << BigInt(factorScale) : product >> BigInt(-factorScale);
  const whole = bits >> PRECISION;
  if (whole > 1100n) return Infinity;
  if (whole < -1200n) return 0;
  const fraction = bits - (whole << PRECISION);
  const result = fraction === 0n ? ONE : exponential((fraction * LN2) >> PRECISION);
  return roundToDouble(result, Number(whole - PRECISION));
}

/** The double as integer · 2^exponent, the integer odd. */
function split(value: number): [bigint, number] {
  let exponent = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  let integer = BigInt(mantissa);
  while (integer !== 0n && (integer & 1n) === 0n) {
    integer >>= 1n;
    exponent++;
  }
  return [integer, exponent];
}

/** log₂(mantissa · 2^exponent), fixed-point. */
function logarithm2(mantissa: bigint, exponent: number): bigint {
  const length = mantissa.toString(2).length;
  // m in [1, 2): the logarithm by arctanh((m−1)/(m+1)), which converges fast there.
  const m = (mantissa << PRECISION) >> BigInt(length - 1);
  const natural = 2n * arctanh(((m - ONE) << PRECISION) / (m + ONE));
  return (natural << PRECISION) / LN2 + (BigInt(length - 1 + exponent) << PRECISION);
}

/** z + z³/3 + z⁵/5 + …, fixed-point, for 0 ≤ z ≤ 1/3. */
function arctanh(z: bigint): bigint {
  const square = (z * z) >> PRECISION;
  let term = z;
  let sum = 0n;
  for (let divisor = 1n; term !== 0n; divisor += 2n) {
    sum += term / divisor;
    term = (term * square) >> PRECISION;
  }
  return sum;
}

/** 1 + x + x²/2! + …, fixed-point, for 0 ≤ x < 1. */
function exponential(x: bigint): bigint {
  let term = ONE;
  let sum = 0n;
  for (let divisor = 1n; term !== 0n; divisor++) {
    sum += term;
    term = ((term * x) >> PRECISION) / divisor;
  }
  return sum;
}
