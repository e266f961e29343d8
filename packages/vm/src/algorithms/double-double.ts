/**
 * Numbers of about 106 bits as unevaluated sums of two doubles (Dekker, Knuth; "double-double").
 *
 * They carry the elementary functions to enough digits that rounding once at the end is correct but for about one
 * argument in 2^40. A value is `hi + lo` with |lo| ≤ ulp(hi)/2.
 *
 * Hot: no allocation but of the result.
 */

export class DoubleDouble {
  readonly hi: number;
  readonly lo: number;
  constructor(hi: number, lo: number) {
    this.hi = hi;
    this.lo = lo;
  }
}

const SPLITTER = 134217729; // 2^27 + 1

/** a + b exactly. */
export function twoSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  const bVirtual = sum - a;
  return new DoubleDouble(sum, a - (sum - bVirtual) + (b - bVirtual));
}

/** a + b exactly, for |a| ≥ |b|. */
export function quickTwoSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  return new DoubleDouble(sum, b - (sum - a));
}

/** a · b exactly, away from overflow and underflow. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const product = a * b;
  const aBig = SPLITTER * a;
  const aHigh = aBig - (aBig - a);
  const aLow = a - aHigh;
  const bBig = SPLITTER * b;
  const bHigh = bBig - (bBig - b);
  const bLow = b - bHigh;
  return new DoubleDouble(product, aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow);
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = twoSum(a.hi, b.hi);
  const low = twoSum(a.lo, b.lo);
  const middle = quickTwoSum(high.hi, high.lo + low.hi);
  return quickTwoSum(middle.hi, middle.lo + low.lo);
}

export function addDouble(a: DoubleDouble, b: number): DoubleDouble {
  const sum = twoSum(a.hi, b);
  return quickTwoSum(sum.hi, sum.lo + a.lo);
}

export function negate(a: DoubleDouble): DoubleDouble {
  return new DoubleDouble(-a.hi, -a.lo);
}

export function subtract(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return add(a, negate(b));
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = twoProduct(a.hi, b.hi);
  return quickTwoSum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

export function multiplyDouble(a: DoubleDouble, b: number): DoubleDouble {
  const product = twoProduct(a.hi, b);
  return quickTwoSum(product.hi, product.lo + a.lo * b);
}

/** a · 2^n, exactly. */
export function scale(a: DoubleDouble, powerOfTwo: number): DoubleDouble {
  return new DoubleDouble(a.hi * powerOfTwo, a.lo * powerOfTwo);
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.hi / b.hi;
  let rest = subtract(a, multiplyDouble(b, first));
  const second = rest.hi / b.hi;
  rest = subtract(rest, multiplyDouble(b, second));
  return addDouble(quickTwoSum(first, second), rest.hi / b.hi);
}

/** √a for a > 0. */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  if (a.hi === 0) return a;
  const root = Math.sqrt(a.hi);
  const rest = subtract(a, twoProduct(root, root));
  return quickTwoSum(root, rest.hi / (2 * root));
}

/** The nearest double-double to a ratio of integers. */
export function fromRatio(numerator: bigint, denominator: bigint): DoubleDouble {
  const bits = 200n;
  const fixed = (numerator << bits) / denominator;
  return fromFixedPoint(fixed, 200);
}

/** value · 2^−bits. */
export function fromFixedPoint(value: bigint, bits: number): DoubleDouble {
  const unit = 2 ** -bits;
  const hi = Number(value);
  const lo = Number(value - BigInt(hi));
  return new DoubleDouble(hi * unit, lo * unit);
}
