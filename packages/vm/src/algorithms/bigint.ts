/**
 * Integer functions that BigInt lacks: bit length, square root, greatest common divisor, modular power, and the
 * correctly rounded quotient and square root as doubles.
 */

const LOG2_WORD = 64;

/** Bits needed for |value|; 0 for 0. */
export function bitLength(value: bigint): number {
  if (value < 0n) value = -value;
  if (value === 0n) return 0;
  if (value <= 0xffffffffn) return 32 - Math.clz32(Number(value));
  // Hexadecimal digits are written in linear time.
  const digits = value.toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(parseInt(digits[0]!, 16)));
}

/** Number of zero bits below the lowest one bit; value ≠ 0. */
export function trailingZeros(value: bigint): number {
  let count = 0;
  while (BigInt.asUintN(LOG2_WORD, value) === 0n) {
    value >>= 64n;
    count += LOG2_WORD;
  }
  let low = BigInt.asUintN(LOG2_WORD, value);
  while ((low & 0xffn) === 0n) {
    low >>= 8n;
    count += 8;
  }
  while ((low & 1n) === 0n) {
    low >>= 1n;
    count++;
  }
  return count;
}

/** The integer square root of a non-negative integer (Newton's method from above). */
export function integerSquareRoot(value: bigint): bigint {
  if (value < 1n << 52n) return BigInt(Math.floor(Math.sqrt(Number(value))));
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The greatest common divisor, non-negative. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  if (a < 0n) a = -a;
  if (b < 0n) b = -b;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** Division towards minus infinity. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** The remainder of `floorDivide`: it has the sign of `b`. */
export function floorModulo(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
}

/** base ** exponent mod modulus for exponent ≥ 0, modulus > 0; the result is in [0, modulus). */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 1n) return 0n;
  let result = 1n;
  let square = floorModulo(base, modulus);
  const bits = exponent.toString(2);
  for (let i = bits.length - 1; i >= 0; i--) {
    if (bits[i] === "1") result = (result * square) % modulus;
    if (i > 0) square = (square * square) % modulus;
  }
  return result;
}

/** The inverse of `value` modulo `modulus` > 0, null when there is none (extended Euclid). */
export function modularInverse(value: bigint, modulus: bigint): bigint | null {
  let [a, b] = [floorModulo(value, modulus), modulus];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1n ? floorModulo(x, modulus) : null;
}

/**
 * numerator / denominator as the nearest double, ties to even; denominator ≠ 0. Beyond the range: ±Infinity.
 * The quotient is computed with two bits more than the result keeps, the last one sticky.
 */
export function divideToDouble(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return denominator < 0n ? -0 : 0;
  const negative = numerator < 0n !== denominator < 0n;
  if (numerator < 0n) numerator = -numerator;
  if (denominator < 0n) denominator = -denominator;
  const difference = bitLength(numerator) - bitLength(denominator);
  if (difference > 1025) return negative ? -Infinity : Infinity;
  if (difference < -1076) return negative ? -0 : 0;
  // The quotient is in [2^(difference−1), 2^(difference+1)): shift so that it has at least 55 bits, or ends two
  // bits below the smallest subnormal.
  const shift = Math.min(56 - difference, 1076);
  if (shift >= 0) numerator <<= BigInt(shift);
  else denominator <<= BigInt(-shift);
  let quotient = numerator / denominator;
  if (quotient * denominator !== numerator) quotient |= 1n;
  return scaleBigInt(negative ? -quotient : quotient, -shift);
}

/**
 * value · 2^exponent as the nearest double, ties to even. The last bits of `value` must be sticky where it has
 * more than the double keeps, which any exact value satisfies.
 */
export function scaleBigInt(value: bigint, exponent: number): number {
  if (value === 0n) return 0;
  const negative = value < 0n;
  if (negative) value = -value;
  const length = bitLength(value);
  // Exponent of the unit in the last place that the result will have.
  const unit = Math.max(length + exponent - 53, -1074);
  const drop = unit - exponent;
  if (drop > 0) {
    const half = 1n << BigInt(drop - 1);
    const rest = BigInt.asUintN(drop, value);
    value >>= BigInt(drop);
    if (rest > half || (rest === half && (value & 1n) === 1n)) value += 1n;
    exponent = unit;
  }
  const magnitude = multiplyByPowerOfTwo(Number(value), exponent);
  return negative ? -magnitude : magnitude;
}

/** x · 2^exponent for an x whose result is exact or overflows: in steps that are themselves exact. */
export function multiplyByPowerOfTwo(x: number, exponent: number): number {
  while (exponent > 1000) {
    x *= 2 ** 1000;
    exponent -= 1000;
  }
  while (exponent < -1000) {
    // Only reached with few significant bits left, so that the first step is exact.
    x *= 2 ** -1000;
    exponent += 1000;
  }
  return x * 2 ** exponent;
}
