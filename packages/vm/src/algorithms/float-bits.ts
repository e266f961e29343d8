/**
 * The parts of a double: sign, exponent and mantissa as integers, and neighbours of a double.
 */
import { multiplyByPowerOfTwo } from "./bigint.ts";

const view = new DataView(new ArrayBuffer(8));

/** The 64 bits of a double. */
export function bitsOf(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

/** The double with these 64 bits. */
export function fromBits(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** Whether the sign bit is set; of NaN and zero too. */
export function isNegative(x: number): boolean {
  return x < 0 || (x === 0 ? Object.is(x, -0) : Number.isNaN(x) && bitsOf(x) >> 63n === 1n);
}

/** A finite double is `mantissa` · 2^`exponent` exactly; the mantissa is an odd-or-even integer with x's sign. */
export function decompose(x: number): { mantissa: bigint; exponent: number } {
  const bits = bitsOf(x);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n === 1n ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 };
}

/** C's frexp: x = fraction · 2^exponent with 0.5 ≤ |fraction| < 1; 0, infinity and NaN are their own fraction. */
export function frexp(x: number): { fraction: number; exponent: number } {
  if (x === 0 || !Number.isFinite(x)) return { fraction: x, exponent: 0 };
  view.setFloat64(0, x);
  let high = view.getUint32(0);
  let exponent = (high >>> 20) & 0x7ff;
  if (exponent === 0) {
    view.setFloat64(0, x * 2 ** 54);
    high = view.getUint32(0);
    exponent = ((high >>> 20) & 0x7ff) - 54;
  }
  view.setUint32(0, (high & 0x800fffff) | (1022 << 20));
  return { fraction: view.getFloat64(0), exponent: exponent - 1022 };
}

/** C's ldexp, correctly rounded once: x · 2^exponent. Overflow gives ±Infinity. */
export function ldexp(x: number, exponent: number): number {
  if (x === 0 || !Number.isFinite(x) || exponent === 0) return x;
  const parts = frexp(x);
  const target = parts.exponent + exponent;
  if (target > 1024) return x < 0 ? -Infinity : Infinity;
  if (target < -1075) return x < 0 ? -0 : 0;
  // Into the normal range exactly, then one rounding step.
  if (target >= -1021) return multiplyByPowerOfTwo(parts.fraction * 2, target - 1);
  return parts.fraction * 2 ** (target + 100) * 2 ** -100;
}

/** The next double from x towards y. */
export function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const bits = bitsOf(x);
  return fromBits(y > x === x > 0 ? bits + 1n : bits - 1n);
}

/** The value of the least significant bit of x. */
export function ulp(x: number): number {
  if (Number.isNaN(x)) return x;
  x = Math.abs(x);
  if (x === Infinity) return x;
  const next = nextAfter(x, Infinity);
  return next === Infinity ? x - nextAfter(x, -Infinity) : next - x;
}
