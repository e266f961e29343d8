/**
 * The gamma function, its logarithm, and the error function.
 *
 * Gamma follows CPython's own code step for step (Lanczos' approximation, Modules/mathmodule.c), so that results agree
 * to the last bit. The error function is summed in double-double arithmetic.
 */
import {
  DoubleDouble,
  add,
  divide,
  fromFixedPoint,
  multiply,
  multiplyDouble,
  negate,
  squareRoot,
  twoProduct,
} from "./double-double.ts";
import { cos, exp, expParts, log, piFixedPoint, pow, roundScaled, sin } from "./elementary.ts";

const LANCZOS_G = 6.02468004077673;
const LANCZOS_G_MINUS_HALF = 5.52468004077673;
const LANCZOS_NUMERATOR = [
  23531376880.41076, 42919803642.6491, 35711959237.355667, 17921034426.03721, 6039542586.352028,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.672002365816, 210.82427775157936, 2.5066282746310002,
] as const;
/** x (x + 1) … (x + 11) */
const LANCZOS_DENOMINATOR = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
] as const;
const LOG_PI = 1.1447298858494002;

/** Γ(1) … Γ(23) */
const SMALL_GAMMA: readonly number[] = Array.from({ length: 23 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return factorial;
});

/** Lanczos' sum, for x > 0; in powers of 1/x where those of x might overflow. */
function lanczosSum(x: number): number {
  let numerator = 0;
  let denominator = 0;
  if (x < 5) {
    for (let i = 12; i >= 0; i--) {
      numerator = numerator * x + LANCZOS_NUMERATOR[i]!;
      denominator = denominator * x + LANCZOS_DENOMINATOR[i]!;
    }
  } else {
    for (let i = 0; i < 13; i++) {
      numerator = numerator / x + LANCZOS_NUMERATOR[i]!;
      denominator = denominator / x + LANCZOS_DENOMINATOR[i]!;
    }
  }
  return numerator / denominator;
}

/** sin πx, exact at multiples of ½. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const sign = x < 0 || Object.is(x, -0) ? -1 : 1;
  switch (Math.round(2 * y)) {
    case 0:
      return sign * sin(Math.PI * y);
    case 1:
      return sign * cos(Math.PI * (y - 0.5));
    case 2:
      return sign * sin(Math.PI * (1 - y));
    case 3:
      return sign * -cos(Math.PI * (y - 1.5));
    default:
      return sign * sin(Math.PI * (y - 2));
  }
}

/** Γ(x): NaN at negative integers and −∞, ±∞ at ±0, overflow as infinity. */
export function gamma(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x === -Infinity) return NaN;
  if (x === 0) return 1 / x;
  if (Number.isInteger(x)) {
    if (x < 0) return NaN;
    if (x <= 23) return SMALL_GAMMA[x - 1]!;
  }
  const magnitude = Math.abs(x);
  if (magnitude < 1e-20) return 1 / x;
  if (magnitude > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = magnitude + LANCZOS_G_MINUS_HALF;
  // The error in that sum, scaled.
  const z =
    ((magnitude > LANCZOS_G_MINUS_HALF
      ? y - magnitude - LANCZOS_G_MINUS_HALF
      : y - LANCZOS_G_MINUS_HALF - magnitude) *
      LANCZOS_G) /
    y;
  if (x < 0) {
    let r = ((-Math.PI / sinPi(magnitude) / magnitude) * exp(y)) / lanczosSum(magnitude);
    r -= z * r;
    if (magnitude < 140) return r / pow(y, magnitude - 0.5);
    const root = pow(y, magnitude / 2 - 0.25);
    return r / root / root;
  }
  let r = lanczosSum(magnitude) / exp(y);
  r += z * r;
  if (magnitude < 140) return r * pow(y, magnitude - 0.5);
  const root = pow(y, magnitude / 2 - 0.25);
  return r * root * root;
}

/** log |Γ(x)|: infinity at integers ≤ 0. */
export function logGamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (Number.isInteger(x) && x <= 2) return x <= 0 ? Infinity : 0;
  const magnitude = Math.abs(x);
  if (magnitude < 1e-20) return -log(magnitude);
  let r = log(lanczosSum(magnitude)) - LANCZOS_G;
  r += (magnitude - 0.5) * (log(magnitude + LANCZOS_G - 0.5) - 1);
  if (x < 0) r = LOG_PI - log(Math.abs(sinPi(magnitude))) - log(magnitude) - r;
  return r;
}

const PI = fromFixedPoint(piFixedPoint(256), 256);
const ROOT_PI = squareRoot(PI);
const ONE = new DoubleDouble(1, 0);

/** From here on the continued fraction of erfc converges fast enough. */
const FRACTION_FROM = 2.5;

/** (2/√π) e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms positive, nothing cancels. */
function erfSeries(x: number): DoubleDouble {
  const square = twoProduct(x, x);
  let term = new DoubleDouble(x, 0);
  let sum = term;
  for (let n = 1; term.hi > sum.hi * 2 ** -110; n++) {
    term = divide(multiplyDouble(multiply(term, square), 2), new DoubleDouble(2 * n + 1, 0));
    sum = add(sum, term);
  }
  const { value, power } = expParts(negate(square));
  const scaled = divide(multiplyDouble(multiply(sum, value), 2 * 2 ** power), ROOT_PI);
  return scaled;
}

/** e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), for x ≥ 2.5. */
function erfcFraction(x: number): number {
  const argument = new DoubleDouble(x, 0);
  let tail = argument;
  for (let n = Math.ceil(40 + 600 / (x * x)); n >= 1; n--) {
    tail = add(argument, divide(new DoubleDouble(n / 2, 0), tail));
  }
  const { value, power } = expParts(negate(twoProduct(x, x)));
  return roundScaled(divide(value, multiply(ROOT_PI, tail)), power);
}

export function erf(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  const magnitude = Math.abs(x);
  let result: number;
  if (magnitude > 6) result = 1;
  else if (magnitude < 1e-150) result = magnitude * (2 / ROOT_PI.hi);
  else {
    const { hi, lo } = erfSeries(magnitude);
    result = hi + lo;
  }
  return x < 0 ? -result : result;
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 28) return 0;
  if (x >= FRACTION_FROM) return erfcFraction(x);
  if (x < -6) return 2;
  if (Math.abs(x) < 1e-20) return 1;
  const series = erfSeries(Math.abs(x));
  const { hi, lo } = add(ONE, x < 0 ? series : negate(series));
  return hi + lo;
}
