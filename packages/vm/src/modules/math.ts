/**
 * `math`: functions of real numbers and of integers (library reference, "math"; CPython Modules/mathmodule.c).
 *
 * The functions themselves are algorithms/; here are the conversions of arguments and the errors: what C reports as a
 * domain error is ValueError, overflow of a finite argument OverflowError.
 */
import { bitLength, greatestCommonDivisor, integerSquareRoot, scaleBigInt } from "../algorithms/bigint.ts";
import { combinations, factorial, permutations } from "../algorithms/combinatorics.ts";
import * as elementary from "../algorithms/elementary.ts";
import { Partials, ProductSum } from "../algorithms/exact-sum.ts";
import {
  bitsOf,
  decompose,
  frexp,
  fromBits,
  isNegative,
  ldexp,
  nextAfter,
  ulp,
} from "../algorithms/float-bits.ts";
import { reprFloat } from "../algorithms/float-format.ts";
import { erf, erfc, gamma, logGamma } from "../algorithms/special-functions.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { type Entry, type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import { EXHAUSTED, type PyObject, type Result } from "../kernel/object.ts";
import { must, overflowError, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { floatType, intType, typeName, typeOf } from "../kernel/type.ts";
import { callSpecialIfPresent } from "../protocols/call.ts";
import { iter, iterateOrThrow, listOf, next } from "../protocols/iterate.ts";
import { ADD, MULTIPLY, binary, intValueOf, toInteger } from "../protocols/number.ts";
import { PyFloat, integerOf, makeFloat, toDouble } from "../objects/float.ts";
import { type Int, addInts, multiplyInts, normalize, trueDivideInts } from "../objects/int/arithmetic.ts";
import { makeTuple } from "../objects/tuple.ts";

const domainError = () => valueError("math domain error");
const rangeError = () => overflowError("math range error");

// ---- Functions of one double.

type Unary = {
  /** What NaN of an ordinary argument, or infinity of a finite one, means. */
  readonly domain?: string;
  /** Infinity of a finite argument is overflow. */
  readonly overflows?: true;
};

function unary(doc: string, f: (x: number) => number, options: Unary = {}): Entry {
  const { domain } = options;
  const refuse = (x: number) =>
    domain === undefined ? domainError() : valueError(`${domain}, got ${reprFloat(x)}`);
  return fn("($module, x, /)", doc, (argument: PyObject) => {
    const x = toDouble(argument);
    const result = f(x);
    if (Number.isNaN(result) && !Number.isNaN(x)) throw refuse(x);
    if (!Number.isFinite(result) && Number.isFinite(x))
      throw options.overflows === true ? rangeError() : refuse(x);
    return makeFloat(result);
  });
}

function predicate(doc: string, test: (x: number) => boolean): Entry {
  return fn("($module, x, /)", doc, (argument: PyObject) => test(toDouble(argument)));
}

/** Γ and log Γ have poles where C reports a domain error, and overflow elsewhere. */
function gammaFunction(doc: string, f: (x: number) => number): Entry {
  return fn("($module, x, /)", doc, (argument: PyObject) => {
    const x = toDouble(argument);
    const result = f(x);
    const pole = (Number.isInteger(x) && x <= 0) || (Number.isNaN(result) && !Number.isNaN(x));
    if (pole) throw valueError(`expected a noninteger or positive integer, got ${reprFloat(x)}`);
    if (!Number.isFinite(result) && Number.isFinite(x)) throw rangeError();
    return makeFloat(result);
  });
}

// ---- Logarithms, of ints of any size too.

function logarithm(argument: PyObject, f: (x: number) => number, logOfTwo: number): number {
  const integer = intValueOf(argument);
  if (integer !== undefined) {
    if (integer <= 0) throw valueError("expected a positive input");
    const x = Number(integer);
    if (Number.isFinite(x)) return f(x);
    const length = bitLength(BigInt(integer));
    return f(scaleBigInt(BigInt(integer), -length)) + logOfTwo * length;
  }
  const x = toDouble(argument);
  if (x <= 0) throw valueError(`expected a positive input, got ${reprFloat(x)}`);
  return f(x);
}

function log(x: PyObject, base: PyObject | undefined): Result {
  const numerator = logarithm(x, elementary.log, Math.LN2);
  if (base === undefined) return makeFloat(numerator);
  const denominator = logarithm(base, elementary.log, Math.LN2);
  if (denominator === 0) return must(trueDivideInts(1, 0)) as never;
  return makeFloat(numerator / denominator);
}

// ---- Functions of two and three doubles.

function power(xArgument: PyObject, yArgument: PyObject): Result {
  const x = toDouble(xArgument);
  const y = toDouble(yArgument);
  const result = elementary.pow(x, y);
  if (Number.isFinite(result) || !Number.isFinite(x) || !Number.isFinite(y)) return makeFloat(result);
  throw Number.isNaN(result) || x === 0 ? domainError() : rangeError();
}

function fmod(xArgument: PyObject, yArgument: PyObject): Result {
  const x = toDouble(xArgument);
  const y = toDouble(yArgument);
  const result = x % y;
  if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y)) throw domainError();
  return makeFloat(result);
}

/** IEEE 754 remainder: x − n·y for the integer n nearest to x/y, ties to even. */
function remainder(xArgument: PyObject, yArgument: PyObject): Result {
  const x = toDouble(xArgument);
  const y = toDouble(yArgument);
  if (Number.isNaN(x) || Number.isNaN(y)) return makeFloat(NaN);
  if (!Number.isFinite(x) || y === 0) throw domainError();
  if (!Number.isFinite(y)) return makeFloat(x);
  const divisor = Math.abs(y);
  const m = Math.abs(x) % divisor;
  const c = divisor - m;
  const r = m < c ? m : m > c ? -c : m - 2 * ((0.5 * (Math.abs(x) - m)) % divisor);
  return makeFloat(isNegative(x) ? -r : r);
}

/** x·y + z, rounded once. */
function fusedMultiplyAdd(xArgument: PyObject, yArgument: PyObject, zArgument: PyObject): Result {
  const x = toDouble(xArgument);
  const y = toDouble(yArgument);
  const z = toDouble(zArgument);
  const result = fma(x, y, z);
  if (Number.isFinite(result)) return makeFloat(result);
  if (Number.isNaN(result)) {
    if (Number.isNaN(x) || Number.isNaN(y) || Number.isNaN(z)) return makeFloat(result);
    throw valueError("invalid operation in fma");
  }
  if (Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z)) throw overflowError("overflow in fma");
  return makeFloat(result);
}

function fma(x: number, y: number, z: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0 || y === 0) return x * y + z;
  if (!Number.isFinite(z)) return z;
  const [a, b, c] = [decompose(x), decompose(y), decompose(z)];
  const product = a.mantissa * b.mantissa;
  const exponent = a.exponent + b.exponent;
  if (z === 0) return scaleBigInt(product, exponent);
  const low = Math.min(exponent, c.exponent);
  const sum = (product << BigInt(exponent - low)) + (c.mantissa << BigInt(c.exponent - low));
  // Exact cancellation gives +0.
  return scaleBigInt(sum, low);
}

function ldexpOf(xArgument: PyObject, exponentArgument: PyObject): Result {
  const x = toDouble(xArgument);
  const exponent = intValueOf(exponentArgument);
  if (exponent === undefined) throw typeError("Expected an int as second argument to ldexp.");
  if (x === 0 || !Number.isFinite(x)) return makeFloat(x);
  const bounded = typeof exponent === "bigint" ? (exponent < 0n ? -1e9 : 1e9) : exponent;
  const result = ldexp(x, bounded);
  if (!Number.isFinite(result)) throw rangeError();
  return makeFloat(result);
}

function modf(argument: PyObject): Result {
  const x = toDouble(argument);
  const sign = isNegative(x) ? -1 : 1;
  if (!Number.isFinite(x)) return makeTuple([makeFloat(Number.isNaN(x) ? x : 0 * sign), makeFloat(x)]);
  const whole = Math.trunc(x);
  const fraction = x - whole;
  return makeTuple([makeFloat(fraction === 0 ? 0 * sign : fraction), makeFloat(whole)]);
}

// ---- Rounding.

function rounding(name: string, round: (x: number) => number) {
  const special = attributeName(name);
  return (x: PyObject): Result => {
    if (x instanceof PyFloat && x.cls === floatType) return integerOf(x.value, round);
    if (typeOf(x) === intType) return x;
    const result = must(callSpecialIfPresent(x, special, []));
    return result ?? integerOf(toDouble(x), round);
  };
}

const truncName = attributeName("__trunc__");

function trunc(x: PyObject): Result {
  if (x instanceof PyFloat && x.cls === floatType) return integerOf(x.value, Math.trunc);
  const result = must(callSpecialIfPresent(x, truncName, []));
  if (result === null) throw typeError(`type ${typeName(x)} doesn't define __trunc__ method`);
  return result;
}

// ---- Neighbours.

function nextAfterOf(xArgument: PyObject, yArgument: PyObject, stepsArgument: PyObject): Result {
  const x = toDouble(xArgument);
  const y = toDouble(yArgument);
  if (stepsArgument === None) return makeFloat(nextAfter(x, y));
  const steps = must(toInteger(stepsArgument));
  if (steps < 0) throw valueError("steps must be a non-negative integer");
  if (steps === 0 || Number.isNaN(x)) return makeFloat(x);
  if (Number.isNaN(y)) return makeFloat(y);
  return makeFloat(stepTowards(x, y, BigInt(steps)));
}

const SIGN_BIT = 1n << 63n;

/** Doubles in order, as integers: consecutive values have consecutive numbers. */
function ordinal(x: number): bigint {
  const bits = bitsOf(x);
  return bits >= SIGN_BIT ? -(bits - SIGN_BIT) : bits;
}

function stepTowards(x: number, y: number, steps: bigint): number {
  const [from, to] = [ordinal(x), ordinal(y)];
  const distance = to > from ? to - from : from - to;
  if (steps >= distance) return y;
  const at = to > from ? from + steps : from - steps;
  return at < 0n ? fromBits(SIGN_BIT - at) : at === 0n && from < 0n ? -0 : fromBits(at);
}

function isClose(a: PyObject, b: PyObject, relative: PyObject, absolute: PyObject): Result {
  const x = toDouble(a);
  const y = toDouble(b);
  const relativeTolerance = relative === undefined ? 1e-9 : toDouble(relative);
  const absoluteTolerance = toDouble(absolute);
  if (relativeTolerance < 0 || absoluteTolerance < 0) throw valueError("tolerances must be non-negative");
  if (x === y) return true;
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return false;
  const difference = Math.abs(y - x);
  return (
    difference <= Math.abs(relativeTolerance * y) ||
    difference <= Math.abs(relativeTolerance * x) ||
    difference <= absoluteTolerance
  );
}

// ---- Sums and products.

function distance(pArgument: PyObject, qArgument: PyObject): Result {
  const p = must(listOf(pArgument));
  const q = must(listOf(qArgument));
  if (p.length !== q.length) throw valueError("both points must have the same number of dimensions");
  return makeFloat(elementary.hypot(p.map((coordinate, i) => toDouble(coordinate) - toDouble(q[i]!))));
}

function fsum(seq: PyObject): Result {
  const partials = new Partials();
  let special = 0;
  let infinities = 0;
  for (const item of iterateOrThrow(seq)) {
    const x = toDouble(item);
    if (Number.isFinite(x)) {
      if (!partials.add(x)) throw overflowError("intermediate overflow in fsum");
    } else {
      if (!Number.isNaN(x)) infinities += x;
      special += x;
    }
  }
  if (special !== 0) {
    if (Number.isNaN(infinities)) throw valueError("-inf + inf in fsum");
    return makeFloat(special);
  }
  return makeFloat(partials.total());
}

const isExactInt = (value: PyObject): value is Int => typeof value === "number" || typeof value === "bigint";

/** The double of a float or int factor; undefined for others, and for ints that no double holds. */
function factorOf(value: PyObject): number | undefined {
  if (value instanceof PyFloat && value.cls === floatType) return value.value;
  if (!isExactInt(value)) return undefined;
  const x = Number(value);
  return Number.isFinite(x) ? x : undefined;
}

/** Σ pᵢ·qᵢ: ints exactly, floats in extended precision, and by the operators from the first pair that is neither. */
function sumOfProducts(pArgument: PyObject, qArgument: PyObject): Result {
  const p = must(iter(pArgument));
  const q = must(iter(qArgument));
  let total: PyObject = 0;
  let integers: Int | null = 0;
  let floats: ProductSum | null = new ProductSum();
  let floatsUsed = false;
  for (;;) {
    const a = must(next(p));
    const b = must(next(q));
    if ((a === EXHAUSTED) !== (b === EXHAUSTED)) throw valueError("Inputs are not the same length");
    const finished = a === EXHAUSTED;
    if (integers !== null) {
      if (!finished && isExactInt(a as PyObject) && isExactInt(b as PyObject)) {
        integers = addInts(integers, multiplyInts(a as Int, b as Int));
        continue;
      }
      total = must(binary(ADD, total, integers));
      integers = null;
    }
    if (floats !== null) {
      if (!finished && (a instanceof PyFloat || b instanceof PyFloat)) {
        const x = factorOf(a as PyObject);
        const y = factorOf(b as PyObject);
        if (x !== undefined && y !== undefined && floats.add(x, y)) {
          floatsUsed = true;
          continue;
        }
      }
      if (floatsUsed) total = must(binary(ADD, total, makeFloat(floats.total())));
      floats = null;
    }
    if (finished) return total;
    total = must(binary(ADD, total, must(binary(MULTIPLY, a as PyObject, b as PyObject))));
  }
}

function product(iterable: PyObject, start: PyObject): Result {
  let result = start;
  for (const item of iterateOrThrow(iterable)) result = must(binary(MULTIPLY, result, item));
  return result;
}

// ---- Functions of integers.

const MAX_LONG_LONG = 2n ** 63n - 1n;

function factorialOf(argument: PyObject): Result {
  const n = must(toInteger(argument));
  if (n < 0) throw valueError("factorial() not defined for negative values");
  if (n > MAX_LONG_LONG) throw overflowError(`factorial() argument should not exceed ${MAX_LONG_LONG}`);
  return normalize(factorial(Number(n)));
}

function integers(values: PyObject[]): bigint[] {
  return values.map((value) => BigInt(must(toInteger(value))));
}

function gcd(values: PyObject[]): Result {
  return normalize(integers(values).reduce(greatestCommonDivisor, 0n));
}

function lcm(values: PyObject[]): Result {
  let result = 1n;
  for (const value of integers(values)) {
    if (value === 0n) result = 0n;
    if (result !== 0n)
      result = (result / greatestCommonDivisor(result, value)) * (value < 0n ? -value : value);
  }
  return normalize(result);
}

function isqrt(argument: PyObject): Result {
  const n = must(toInteger(argument));
  if (n < 0) throw valueError("isqrt() argument must be nonnegative");
  return normalize(integerSquareRoot(BigInt(n)));
}

function checkNonNegative(n: Int, k: Int): void {
  if (n < 0) throw valueError("n must be a non-negative integer");
  if (k < 0) throw valueError("k must be a non-negative integer");
}

function perm(nArgument: PyObject, kArgument: PyObject): Result {
  if (kArgument === None) return factorialOf(nArgument);
  const n = must(toInteger(nArgument));
  const k = must(toInteger(kArgument));
  checkNonNegative(n, k);
  if (n < k) return 0;
  if (k > MAX_LONG_LONG) throw overflowError(`k must not exceed ${MAX_LONG_LONG}`);
  return normalize(permutations(BigInt(n), BigInt(k)));
}

function comb(nArgument: PyObject, kArgument: PyObject): Result {
  const n = must(toInteger(nArgument));
  const k = must(toInteger(kArgument));
  checkNonNegative(n, k);
  if (n < k) return 0;
  const [whole, part] = [BigInt(n), BigInt(k)];
  const smaller = part < whole - part ? part : whole - part;
  if (smaller > MAX_LONG_LONG) throw overflowError(`min(n - k, k) must not exceed ${MAX_LONG_LONG}`);
  return normalize(combinations(whole, part));
}

export const mathModule: ModuleDefinition = defineModule("math", {
  doc: "Mathematical functions of real numbers, and some of integers.",
  constants: {
    pi: makeFloat(Math.PI),
    e: makeFloat(Math.E),
    tau: makeFloat(2 * Math.PI),
    inf: makeFloat(Infinity),
    nan: makeFloat(NaN),
  },
  functions: {
    acos: unary("Arc cosine of x, between 0 and pi.", elementary.acos, {
      domain: "expected a number in range from -1 up to 1",
    }),
    acosh: unary("Inverse hyperbolic cosine of x.", elementary.acosh, {
      domain: "expected argument value not less than 1",
    }),
    asin: unary("Arc sine of x, between -pi/2 and pi/2.", elementary.asin, {
      domain: "expected a number in range from -1 up to 1",
    }),
    asinh: unary("Inverse hyperbolic sine of x.", elementary.asinh),
    atan: unary("Arc tangent of x, between -pi/2 and pi/2.", elementary.atan),
    atan2: fn(
      "($module, y, x, /)",
      "Arc tangent of y/x in the quadrant that both signs say.",
      (y: PyObject, x: PyObject) => {
        const ordinate = toDouble(y);
        return makeFloat(elementary.atan2(ordinate, toDouble(x)));
      },
    ),
    atanh: unary("Inverse hyperbolic tangent of x.", elementary.atanh, {
      domain: "expected a number between -1 and 1",
    }),
    cbrt: unary("Cube root of x.", elementary.cbrt),
    ceil: fn(
      "($module, x, /)",
      "The smallest integer that is not less than x.",
      rounding("__ceil__", Math.ceil),
    ),
    copysign: fn(
      "($module, x, y, /)",
      "The magnitude of x with the sign of y.\n\nOn platforms with signed zeros, copysign(1.0, -0.0) is -1.0.",
      (x: PyObject, y: PyObject) => {
        const magnitude = Math.abs(toDouble(x));
        return makeFloat(isNegative(toDouble(y)) ? -magnitude : magnitude);
      },
    ),
    cos: unary("Cosine of x radians.", elementary.cos, { domain: "expected a finite input" }),
    cosh: unary("Hyperbolic cosine of x.", elementary.cosh, { overflows: true }),
    degrees: fn("($module, x, /)", "Radians as degrees.", (x: PyObject) =>
      makeFloat(toDouble(x) * (180 / Math.PI)),
    ),
    dist: fn(
      "($module, p, q, /)",
      "Euclidean distance of two points, sequences of as many coordinates each.",
      distance,
    ),
    erf: unary("The error function at x.", erf),
    erfc: unary("1 minus the error function at x, without loss where that is small.", erfc),
    exp: unary("e to the power of x.", elementary.exp, { overflows: true }),
    exp2: unary("2 to the power of x.", elementary.exp2, { overflows: true }),
    expm1: unary("exp(x) - 1, without loss for small x.", elementary.expm1, { overflows: true }),
    fabs: unary("Absolute value of x, a float.", Math.abs),
    factorial: fn("($module, n, /)", "n!, the product of 1 to n.", factorialOf),
    floor: fn(
      "($module, x, /)",
      "The largest integer that is not greater than x.",
      rounding("__floor__", Math.floor),
    ),
    fma: fn("($module, x, y, z, /)", "x*y + z, computed exactly and rounded once.", fusedMultiplyAdd),
    fmod: fn(
      "($module, x, y, /)",
      "C's fmod: the remainder with the sign of x.\n\nx % y has the sign of y.",
      fmod,
    ),
    frexp: fn(
      "($module, x, /)",
      "The pair (m, e) with x = m * 2**e and 0.5 <= abs(m) < 1; (0.0, 0) for 0.",
      (x: PyObject) => {
        const { fraction, exponent } = frexp(toDouble(x));
        return makeTuple([makeFloat(fraction), exponent]);
      },
    ),
    fsum: fn("($module, seq, /)", "The sum of an iterable of floats without loss of precision.", fsum),
    gamma: gammaFunction("The gamma function at x.", gamma),
    gcd: fn("($module, /, *integers)", "Greatest common divisor.", gcd),
    hypot: fn(
      "($module, /, *coordinates)",
      "Distance of a point from the origin: the square root of the sum of squares of its coordinates.",
      (coordinates: PyObject[]) => {
        const result = elementary.hypot(coordinates.map(toDouble));
        return makeFloat(result);
      },
    ),
    isclose: fn(
      "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
      `Whether two numbers are close to each other.

  rel_tol
    Greatest difference, as a fraction of the larger one.
  abs_tol
    Greatest difference for numbers near zero.

NaN is close to nothing; infinities are close to themselves only.`,
      isClose,
    ),
    isfinite: predicate("Whether x is neither an infinity nor NaN.", Number.isFinite),
    isinf: predicate("Whether x is an infinity.", (x) => Math.abs(x) === Infinity),
    isnan: predicate("Whether x is NaN.", Number.isNaN),
    isqrt: fn("($module, n, /)", "The integer part of the square root of n.", isqrt),
    lcm: fn("($module, /, *integers)", "Least common multiple.", lcm),
    ldexp: fn("($module, x, i, /)", "x * 2**i, the inverse of frexp().", ldexpOf),
    lgamma: gammaFunction("The logarithm of the absolute value of the gamma function at x.", logGamma),
    log: fn(
      "($module, x, base=<unrepresentable>, /)",
      "The logarithm of x to the given base, natural if there is none.",
      log,
    ),
    log1p: unary("The natural logarithm of 1 + x, without loss for small x.", elementary.log1p, {
      domain: "expected argument value > -1",
    }),
    log10: fn("($module, x, /)", "The logarithm of x to base 10.", (x: PyObject) =>
      makeFloat(logarithm(x, elementary.log10, elementary.log10(2))),
    ),
    log2: fn("($module, x, /)", "The logarithm of x to base 2.", (x: PyObject) =>
      makeFloat(logarithm(x, elementary.log2, 1)),
    ),
    modf: fn("($module, x, /)", "The fractional and the integral part of x, both with its sign.", modf),
    pow: fn("($module, x, y, /)", "x to the power of y, as C's pow has it.", power),
    radians: fn("($module, x, /)", "Degrees as radians.", (x: PyObject) =>
      makeFloat(toDouble(x) * (Math.PI / 180)),
    ),
    remainder: fn(
      "($module, x, y, /)",
      "x - n*y for the integer n nearest to x/y; of two as near, the even one.",
      remainder,
    ),
    sin: unary("Sine of x radians.", elementary.sin, { domain: "expected a finite input" }),
    sinh: unary("Hyperbolic sine of x.", elementary.sinh, { overflows: true }),
    sqrt: unary("Square root of x.", Math.sqrt, { domain: "expected a nonnegative input" }),
    tan: unary("Tangent of x radians.", elementary.tan, { domain: "expected a finite input" }),
    tanh: unary("Hyperbolic tangent of x.", elementary.tanh),
    sumprod: fn(
      "($module, p, q, /)",
      "The sum of products of values of two iterables of equal length.",
      sumOfProducts,
    ),
    trunc: fn("($module, x, /)", "The integer between 0 and x nearest to x, by its __trunc__ method.", trunc),
    prod: fn("($module, iterable, /, *, start=1)", "The product of start and the items.", product),
    perm: fn(
      "($module, n, k=None, /)",
      "Number of ways to choose k of n items in order; n! without k.",
      perm,
    ),
    comb: fn("($module, n, k, /)", "Number of ways to choose k of n items regardless of order.", comb),
    nextafter: fn(
      "($module, x, y, /, *, steps=None)",
      "The float that many steps from x towards y; one without steps.",
      nextAfterOf,
    ),
    ulp: fn("($module, x, /)", "The value of the least significant bit of x.", (x: PyObject) =>
      makeFloat(ulp(toDouble(x))),
    ),
  },
});
