/**
 * The elementary functions of C's library, correctly rounded in practice: exponential, logarithms, powers,
 * trigonometry and its inverses, roots.
 *
 * The engine's `Math` may answer any near value and does: by engine and version its last bits differ from C's on up to
 * one argument in five. Here an approximation of the engine's is corrected, or a Taylor series summed, in
 * double-double arithmetic, and rounded once.
 *
 * Arguments and results are as in C: NaN for domain errors, infinity for poles and overflow.
 */
import { scaleBigInt } from "./bigint.ts";
import {
  DoubleDouble,
  add,
  addDouble,
  divide,
  fromFixedPoint,
  fromRatio,
  multiply,
  multiplyDouble,
  negate,
  scale,
  squareRoot,
  subtract,
  twoProduct,
  twoSum,
} from "./double-double.ts";
import { decompose, frexp, ldexp } from "./float-bits.ts";

// ---- Constants, from integer arithmetic.

const CONSTANT_BITS = 256;

/** atanh(1/n) · 2^bits or, alternating, atan(1/n) · 2^bits. */
function arctangentSeries(n: bigint, bits: number, alternating: boolean): bigint {
  const square = n * n;
  let power = (1n << BigInt(bits)) / n;
  let sum = 0n;
  for (let k = 1n, sign = 1n; power !== 0n; k += 2n) {
    sum += (sign * power) / k;
    power /= square;
    if (alternating) sign = -sign;
  }
  return sum;
}

/** π · 2^bits (Machin). */
export function piFixedPoint(bits: number): bigint {
  const guard = bits + 16;
  const pi = 16n * arctangentSeries(5n, guard, true) - 4n * arctangentSeries(239n, guard, true);
  return pi >> 16n;
}

const LN2_FIXED = 2n * arctangentSeries(3n, CONSTANT_BITS, false);
const LN10_FIXED = 3n * LN2_FIXED + 2n * arctangentSeries(9n, CONSTANT_BITS, false);
const HALF_PI_FIXED = piFixedPoint(CONSTANT_BITS) >> 1n;
const ONE_FIXED = 1n << BigInt(CONSTANT_BITS);

const LN2 = fromFixedPoint(LN2_FIXED, CONSTANT_BITS);
const INVERSE_LN2 = fromRatio(ONE_FIXED, LN2_FIXED);
const INVERSE_LN10 = fromRatio(ONE_FIXED, LN10_FIXED);
/** π/2 in three parts of 33 bits or fewer and a rest, so that small multiples of the parts are exact. */
const HALF_PI_PARTS = splitFixed(HALF_PI_FIXED, 3);

function splitFixed(fixed: bigint, count: number): number[] {
  const parts: number[] = [];
  for (let i = 1; i <= count; i++) {
    const shift = BigInt(CONSTANT_BITS + 1 - 33 * i);
    const part = (fixed >> shift) << shift;
    parts.push(Number(part) * 2 ** -CONSTANT_BITS);
    fixed -= part;
  }
  const rest = fromFixedPoint(fixed, CONSTANT_BITS);
  return [...parts, rest.hi, rest.lo];
}

/** 1/n! */
const INVERSE_FACTORIAL: readonly DoubleDouble[] = Array.from({ length: 30 }, (_, n) => {
  let factorial = 1n;
  for (let i = 2n; i <= BigInt(n); i++) factorial *= i;
  return fromRatio(1n, factorial);
});

// ---- Exponential and logarithm.

/** e^r − 1 for |r| ≤ 0.36. */
function expMinusOne(r: DoubleDouble): DoubleDouble {
  const small = scale(r, 1 / 64);
  let sum = INVERSE_FACTORIAL[11]!;
  for (let n = 10; n >= 1; n--) sum = add(multiply(sum, small), INVERSE_FACTORIAL[n]!);
  let result = multiply(sum, small);
  // (1 + e)² − 1 = 2e + e²
  for (let i = 0; i < 6; i++) result = add(scale(result, 2), multiply(result, result));
  return result;
}

/** e^x as value · 2^power. */
export function expParts(x: DoubleDouble): { value: DoubleDouble; power: number } {
  const power = Math.round(x.hi * INVERSE_LN2.hi);
  const r = subtract(x, multiplyDouble(LN2, power));
  return { value: addDouble(expMinusOne(r), 1), power };
}

/** hi + lo scaled by a power of two and rounded once, into the subnormal range too. */
export function roundScaled({ hi, lo }: DoubleDouble, power: number): number {
  if (power > 1100) return hi > 0 ? Infinity : -Infinity;
  if (power < -1200) return hi > 0 ? 0 : -0;
  const sum = hi + lo;
  if (power > -1000) return ldexp(sum, power);
  // The rest decides halves that the sum hides: exactly, as integers.
  const high = decompose(hi);
  const low = decompose(lo);
  const exponent = Math.min(high.exponent, lo === 0 ? high.exponent : low.exponent);
  const exact =
    (high.mantissa << BigInt(high.exponent - exponent)) +
    (lo === 0 ? 0n : low.mantissa << BigInt(low.exponent - exponent));
  return scaleBigInt(exact, exponent + power);
}

export function exp(x: number): number {
  if (x > 710) return x === Infinity ? x : Infinity;
  if (x < -746) return 0;
  if (Number.isNaN(x) || x === 0) return x === 0 ? 1 : x;
  const { value, power } = expParts(new DoubleDouble(x, 0));
  return roundScaled(value, power);
}

export function exp2(x: number): number {
  if (Number.isInteger(x)) return ldexp(1, Math.max(Math.min(x, 2000), -2000));
  if (x > 1025) return Infinity;
  if (x < -1080) return 0;
  if (Number.isNaN(x)) return x;
  const power = Math.round(x);
  const value = addDouble(expMinusOne(multiplyDouble(LN2, x - power)), 1);
  return roundScaled(value, power);
}

/** log m for m near 1, corrected by one step of Newton's method: y + m·e^−y − 1. */
function logNearOne(m: number): DoubleDouble {
  if (m === 1) return new DoubleDouble(0, 0);
  const y = Math.log(m);
  const e = addDouble(multiplyDouble(expMinusOne(new DoubleDouble(-y, 0)), m), m - 1);
  const correction = subtract(e, new DoubleDouble((e.hi * e.hi) / 2, 0));
  return addDouble(correction, y);
}

/** A positive double as m · 2^k with √½ ≤ m < √2. */
function splitForLog(x: number): { m: number; k: number } {
  const { fraction, exponent } = frexp(x);
  return fraction < Math.SQRT1_2 ? { m: fraction * 2, k: exponent - 1 } : { m: fraction, k: exponent };
}

function logParts(x: number): DoubleDouble {
  const { m, k } = splitForLog(x);
  const near = logNearOne(m);
  return k === 0 ? near : add(multiplyDouble(LN2, k), near);
}

const isOrdinary = (x: number): boolean => x > 0 && x < Infinity;

export function log(x: number): number {
  if (!isOrdinary(x)) return Math.log(x);
  const { hi, lo } = logParts(x);
  return hi + lo;
}

export function log2(x: number): number {
  if (!isOrdinary(x)) return Math.log2(x);
  const { m, k } = splitForLog(x);
  const { hi, lo } = addDouble(multiply(logNearOne(m), INVERSE_LN2), k);
  return hi + lo;
}

export function log10(x: number): number {
  if (!isOrdinary(x)) return Math.log10(x);
  const { hi, lo } = multiply(logParts(x), INVERSE_LN10);
  return hi + lo;
}

// ---- Powers and roots.

/** C's pow (C23 F.10.4.4), which unlike JavaScript's says pow(1, NaN) = pow(−1, ±∞) = 1. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  if (x > 0) return powPositive(x, y);
  if (!Number.isInteger(y)) return NaN;
  const magnitude = powPositive(-x, y);
  return y % 2 !== 0 ? -magnitude : magnitude;
}

function powPositive(x: number, y: number): number {
  if (x === 1) return 1;
  if (y === 0.5) return Math.sqrt(x);
  if (Number.isInteger(y) && y > 0 && y <= 54) {
    const exact = exactPower(x, y);
    if (exact !== undefined) return exact;
  }
  const estimate = y * Math.log(x);
  if (estimate > 720) return Infinity;
  if (estimate < -760) return 0;
  const { value, power } = expParts(multiplyDouble(logParts(x), y));
  return roundScaled(value, power);
}

/** Few-bit bases have powers that end exactly at a double or halfway between two: those are computed exactly. */
function exactPower(x: number, y: number): number | undefined {
  const { fraction, exponent } = frexp(x);
  const bits = Math.ceil(60 / y);
  const mantissa = fraction * 2 ** bits;
  if (!Number.isInteger(mantissa)) return undefined;
  return scaleBigInt(BigInt(mantissa) ** BigInt(y), (exponent - bits) * y);
}

export function cbrt(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const { fraction, exponent } = frexp(x);
  const shift = ((exponent % 3) + 3) % 3;
  const scaled = fraction * 2 ** shift;
  const root = Math.cbrt(scaled);
  const square = twoProduct(root, root);
  const residue = addDouble(multiplyDouble(square, root), -scaled);
  return ldexp(root - residue.hi / (3 * root * root), (exponent - shift) / 3);
}

/** √(Σ xᵢ²) without overflow or underflow on the way. */
export function hypot(values: readonly number[]): number {
  let largest = 0;
  let hasNaN = false;
  for (const value of values) {
    const magnitude = Math.abs(value);
    if (Number.isNaN(value)) hasNaN = true;
    else if (magnitude > largest) largest = magnitude;
  }
  if (largest === Infinity) return Infinity;
  if (hasNaN) return NaN;
  if (largest === 0) return 0;
  if (values.length === 1) return largest;
  const { exponent } = frexp(largest);
  let sum = new DoubleDouble(0, 0);
  for (const value of values) {
    const scaled = ldexp(value, -exponent);
    sum = add(sum, twoProduct(scaled, scaled));
  }
  return roundScaled(squareRoot(sum), exponent);
}

// ---- Trigonometry.

/** sin r and cos r for |r| ≤ π/4. */
function sineSeries(r: DoubleDouble): DoubleDouble {
  const square = multiply(r, r);
  let sum = INVERSE_FACTORIAL[27]!;
  for (let n = 25; n >= 1; n -= 2) sum = add(negate(multiply(sum, square)), INVERSE_FACTORIAL[n]!);
  return multiply(sum, r);
}
function cosineSeries(r: DoubleDouble): DoubleDouble {
  const square = multiply(r, r);
  let sum = INVERSE_FACTORIAL[28]!;
  for (let n = 26; n >= 0; n -= 2) sum = add(negate(multiply(sum, square)), INVERSE_FACTORIAL[n]!);
  return sum;
}

/** x = quadrant · π/2 + r with |r| ≤ π/4. */
function reduceAngle(x: DoubleDouble): { quadrant: number; r: DoubleDouble } {
  if (Math.abs(x.hi) <= Math.PI / 4) return { quadrant: 0, r: x };
  if (Math.abs(x.hi) > 2 ** 19) return reduceLargeAngle(x.hi);
  const multiple = Math.round(x.hi / (Math.PI / 2));
  const [p1, p2, p3, p4, p5] = HALF_PI_PARTS as [number, number, number, number, number];
  // Products with the first parts are exact (33 + 20 bits), and so are their sums as double-doubles.
  let r = addDouble(x, -multiple * p1);
  r = addDouble(r, -multiple * p2);
  r = addDouble(r, -multiple * p3);
  r = subtract(r, multiplyDouble(new DoubleDouble(p4, p5), multiple));
  return { quadrant: multiple & 3, r };
}

let longHalfPi: bigint | undefined;
const LONG_BITS = 1300;

/** With as many digits of π as the largest double needs. */
function reduceLargeAngle(x: number): { quadrant: number; r: DoubleDouble } {
  longHalfPi ??= piFixedPoint(LONG_BITS) >> 1n;
  const { mantissa, exponent } = decompose(x);
  const shift = LONG_BITS + exponent;
  const fixed = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  let multiple = fixed / longHalfPi;
  let rest = fixed - multiple * longHalfPi;
  if (2n * rest > longHalfPi) {
    rest -= longHalfPi;
    multiple += 1n;
  } else if (-2n * rest > longHalfPi) {
    rest += longHalfPi;
    multiple -= 1n;
  }
  const drop = BigInt(LONG_BITS - 1000);
  return { quadrant: Number(multiple & 3n), r: fromFixedPoint(rest >> drop, 1000) };
}

function sineAndCosine(x: DoubleDouble): { sine: DoubleDouble; cosine: DoubleDouble } {
  const { quadrant, r } = reduceAngle(x);
  const sine = sineSeries(r);
  const cosine = cosineSeries(r);
  switch (quadrant) {
    case 0:
      return { sine, cosine };
    case 1:
      return { sine: cosine, cosine: negate(sine) };
    case 2:
      return { sine: negate(sine), cosine: negate(cosine) };
    default:
      return { sine: negate(cosine), cosine: sine };
  }
}

/** Below it sin x = tan x = atan x = x to the last bit, and products with x would underflow. */
const TINY = 2 ** -30;

export function sin(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  if (Math.abs(x) < TINY) return x === 0 ? x : x - x ** 3 / 6;
  const { quadrant, r } = reduceAngle(new DoubleDouble(x, 0));
  const { hi, lo } = quadrant % 2 === 0 ? sineSeries(r) : cosineSeries(r);
  return quadrant < 2 ? hi + lo : -(hi + lo);
}

export function cos(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  const { quadrant, r } = reduceAngle(new DoubleDouble(x, 0));
  const { hi, lo } = quadrant % 2 === 0 ? cosineSeries(r) : sineSeries(r);
  return quadrant === 0 || quadrant === 3 ? hi + lo : -(hi + lo);
}

export function tan(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  if (Math.abs(x) < TINY) return x + x ** 3 / 3;
  const { sine, cosine } = sineAndCosine(new DoubleDouble(x, 0));
  const { hi, lo } = divide(sine, cosine);
  return hi + lo;
}

/** The angle of a point, from the engine's estimate and one Newton step. x and y are of ordinary size. */
function angleOf(y: DoubleDouble, x: DoubleDouble): number {
  const estimate = Math.atan2(y.hi, x.hi);
  const { sine, cosine } = sineAndCosine(new DoubleDouble(estimate, 0));
  const across = subtract(multiply(y, cosine), multiply(x, sine));
  const along = add(multiply(x, cosine), multiply(y, sine));
  return estimate + across.hi / along.hi;
}

export function atan2(y: number, x: number): number {
  if (x === 0 || y === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return Math.atan2(y, x);
  const exponent = frexp(Math.max(Math.abs(x), Math.abs(y))).exponent;
  const [sx, sy] = [ldexp(x, -exponent), ldexp(y, -exponent)];
  // Far from the diagonal the smaller part would underflow, and the engine's answer is exact enough.
  if (Math.abs(sx) < 2 ** -500 || Math.abs(sy) < 2 ** -500) {
    return x > 0 && Math.abs(sy) < 2 ** -500 ? y / x : Math.atan2(y, x);
  }
  return angleOf(new DoubleDouble(sy, 0), new DoubleDouble(sx, 0));
}

export function atan(x: number): number {
  if (Math.abs(x) < TINY) return x === 0 ? x : x - x ** 3 / 3;
  return Number.isFinite(x) ? atan2(x, 1) : Math.atan(x);
}

/** √(1 − x²) */
function coSide(x: number): DoubleDouble {
  return squareRoot(multiply(twoSum(1, -x), twoSum(1, x)));
}

export function asin(x: number): number {
  if (!(Math.abs(x) <= 1)) return NaN;
  if (Math.abs(x) < TINY) return x + x ** 3 / 6;
  return angleOf(new DoubleDouble(x, 0), coSide(x));
}

export function acos(x: number): number {
  if (!(Math.abs(x) <= 1)) return NaN;
  if (x === 1) return 0;
  return angleOf(coSide(x), new DoubleDouble(x, 0));
}

// ---- Hyperbolic functions: the formulas of fdlibm, which C libraries share.

export const expm1 = Math.expm1;
export const log1p = Math.log1p;
export const tanh = Math.tanh;

const LARGE = 2 ** 28;

export function sinh(x: number): number {
  const magnitude = Math.abs(x);
  if (!Number.isFinite(x) || magnitude < 1 / LARGE) return x;
  const half = x < 0 ? -0.5 : 0.5;
  if (magnitude < 22) {
    const t = expm1(magnitude);
    return magnitude < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
  }
  if (magnitude < 709) return half * exp(magnitude);
  const w = exp(0.5 * magnitude);
  return half * w * w;
}

export function cosh(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 22) {
    if (magnitude < 0.5 * Math.LN2) {
      const t = expm1(magnitude);
      const w = 1 + t;
      return magnitude < 2 ** -55 ? w : 1 + (t * t) / (w + w);
    }
    const t = exp(magnitude);
    return 0.5 * t + 0.5 / t;
  }
  if (magnitude < 709) return 0.5 * exp(magnitude);
  const w = exp(0.5 * magnitude);
  return 0.5 * w * w;
}

export function asinh(x: number): number {
  const magnitude = Math.abs(x);
  if (!Number.isFinite(x) || magnitude < 1 / LARGE) return x;
  let w: number;
  if (magnitude > LARGE) w = log(magnitude) + Math.LN2;
  else if (magnitude > 2) w = log(2 * magnitude + 1 / (Math.sqrt(x * x + 1) + magnitude));
  else w = log1p(magnitude + (x * x) / (1 + Math.sqrt(1 + x * x)));
  return x < 0 ? -w : w;
}

export function acosh(x: number): number {
  if (!(x >= 1)) return NaN;
  if (x > LARGE) return x === Infinity ? x : log(x) + Math.LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

export function atanh(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude <= 1)) return NaN;
  if (magnitude < 1 / LARGE) return x;
  const twice = magnitude + magnitude;
  const t = magnitude < 0.5 ? twice + (twice * magnitude) / (1 - magnitude) : twice / (1 - magnitude);
  const w = 0.5 * log1p(t);
  return x < 0 ? -w : w;
}
