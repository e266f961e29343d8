/**
 * Elementary functions of a complex number, with the branch cuts and special values of C99 Annex G (CPython
 * Modules/cmathmodule.c).
 *
 * A result says whether C would report an error with it: `domain` where the function has a pole or no value, `range`
 * where a finite argument overflows.
 */
import { type ComplexParts, type SpecialFunction, specialValue } from "./complex-special-values.ts";
import {
  asinh as realAsinh,
  atan2,
  cos as realCos,
  cosh as realCosh,
  exp as realExp,
  hypot as realHypot,
  log as realLog,
  log1p,
  sin as realSin,
  sinh as realSinh,
  tan as realTan,
  tanh as realTanh,
} from "./elementary.ts";
import { isNegative, ldexp } from "./float-bits.ts";

export type ComplexError = "domain" | "range";
export type ComplexOutcome = ComplexParts & { readonly error: ComplexError | null };

const SMALLEST_NORMAL = 2 ** -1022;
const MANTISSA_BITS = 53;
/** Squares and sums of squares of numbers below these do not overflow. */
const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = Math.sqrt(LARGE);
const LOG_LARGE = realLog(LARGE);
const SQRT_SMALLEST = Math.sqrt(SMALLEST_NORMAL);
/** What makes subnormal numbers normal, and takes half of it away from the square root. */
const SCALE_UP = 53;
const SCALE_DOWN = -27;

const hypot = (x: number, y: number): number => realHypot([x, y]);
const copySign = (magnitude: number, sign: number): number =>
  isNegative(sign) ? -Math.abs(magnitude) : Math.abs(magnitude);
const isInfinite = (x: number): boolean => Math.abs(x) === Infinity;
const isFinite = ({ real, imag }: ComplexParts): boolean => Number.isFinite(real) && Number.isFinite(imag);

function outcome(real: number, imag: number, error: ComplexError | null = null): ComplexOutcome {
  return { real, imag, error };
}

const overflowing = (real: number, imag: number): ComplexOutcome =>
  outcome(real, imag, isInfinite(real) || isInfinite(imag) ? "range" : null);

function special(name: SpecialFunction, z: ComplexParts, isError = false): ComplexOutcome {
  return { ...specialValue(name, z), error: isError ? "domain" : null };
}

const isLarge = (z: ComplexParts): boolean => Math.abs(z.real) > LARGE || Math.abs(z.imag) > LARGE;
/** log|z| without overflow, plus log 2. */
const logOfLarge = ({ real, imag }: ComplexParts): number =>
  realLog(hypot(real / 2, imag / 2)) + Math.LN2 * 2;

/** f(z) = −i·g(iz) */
function rotated(g: (z: ComplexParts) => ComplexOutcome) {
  return ({ real, imag }: ComplexParts): ComplexOutcome => {
    const s = g({ real: -imag, imag: real });
    return outcome(s.imag, -s.real, s.error);
  };
}

export function acos(z: ComplexParts): ComplexOutcome {
  if (!isFinite(z)) return special("acos", z);
  if (isLarge(z)) return outcome(atan2(Math.abs(z.imag), z.real), -copySign(logOfLarge(z), z.imag));
  const s1 = sqrt({ real: 1 - z.real, imag: -z.imag });
  const s2 = sqrt({ real: 1 + z.real, imag: z.imag });
  return outcome(2 * atan2(s1.real, s2.real), realAsinh(s2.real * s1.imag - s2.imag * s1.real));
}

export function acosh(z: ComplexParts): ComplexOutcome {
  if (!isFinite(z)) return special("acosh", z);
  if (isLarge(z)) return outcome(logOfLarge(z), atan2(z.imag, z.real));
  const s1 = sqrt({ real: z.real - 1, imag: z.imag });
  const s2 = sqrt({ real: z.real + 1, imag: z.imag });
  return outcome(realAsinh(s1.real * s2.real + s1.imag * s2.imag), 2 * atan2(s1.imag, s2.real));
}

export function asinh(z: ComplexParts): ComplexOutcome {
  if (!isFinite(z)) return special("asinh", z);
  if (isLarge(z)) {
    const log = logOfLarge(z);
    const real = z.imag >= 0 ? copySign(log, z.real) : -copySign(log, -z.real);
    return outcome(real, atan2(z.imag, Math.abs(z.real)));
  }
  const s1 = sqrt({ real: 1 + z.imag, imag: -z.real });
  const s2 = sqrt({ real: 1 - z.imag, imag: z.real });
  return outcome(
    realAsinh(s1.real * s2.imag - s2.real * s1.imag),
    atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag),
  );
}

export function atanh(z: ComplexParts): ComplexOutcome {
  if (!isFinite(z)) return special("atanh", z);
  if (z.real < 0) {
    const mirrored = atanh({ real: -z.real, imag: -z.imag });
    return outcome(-mirrored.real, -mirrored.imag, mirrored.error);
  }
  const height = Math.abs(z.imag);
  if (z.real > SQRT_LARGE || height > SQRT_LARGE) {
    // 1/z ± iπ/2, and half the distance does not overflow.
    const h = hypot(z.real / 2, z.imag / 2);
    return outcome(z.real / 4 / h / h, copySign(Math.PI / 2, z.imag));
  }
  if (z.real === 1 && height < SQRT_SMALLEST) {
    if (height === 0) return outcome(Infinity, z.imag, "domain");
    const real = -realLog(Math.sqrt(height) / Math.sqrt(hypot(height, 2)));
    return outcome(real, copySign(atan2(2, -height) / 2, z.imag));
  }
  const square = height * height;
  return outcome(
    log1p((4 * z.real) / ((1 - z.real) * (1 - z.real) + square)) / 4,
    -atan2(-2 * z.imag, (1 - z.real) * (1 + z.real) - square) / 2,
  );
}

export function cosh(z: ComplexParts): ComplexOutcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) {
    if (isInfinite(x) && Number.isFinite(y) && y !== 0) {
      const imag = copySign(Infinity, realSin(y));
      return outcome(copySign(Infinity, realCos(y)), x > 0 ? imag : -imag);
    }
    return special("cosh", z, isInfinite(y) && !Number.isNaN(x));
  }
  if (Math.abs(x) > LOG_LARGE) {
    // cosh x overflows where cosh z may not.
    const reduced = x - copySign(1, x);
    return overflowing(realCos(y) * realCosh(reduced) * Math.E, realSin(y) * realSinh(reduced) * Math.E);
  }
  return overflowing(realCos(y) * realCosh(x), realSin(y) * realSinh(x));
}

export function sinh(z: ComplexParts): ComplexOutcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) {
    if (isInfinite(x) && Number.isFinite(y) && y !== 0) {
      const real = copySign(Infinity, realCos(y));
      return outcome(x > 0 ? real : -real, copySign(Infinity, realSin(y)));
    }
    return special("sinh", z, isInfinite(y) && !Number.isNaN(x));
  }
  if (Math.abs(x) > LOG_LARGE) {
    const reduced = x - copySign(1, x);
    return overflowing(realCos(y) * realSinh(reduced) * Math.E, realSin(y) * realCosh(reduced) * Math.E);
  }
  return overflowing(realCos(y) * realSinh(x), realSin(y) * realCosh(x));
}

/** tanh z = (tanh x (1 + tan² y) + i tan y (1 − tanh² x)) / (1 + tan² y tanh² x), with 1 − tanh² x as 1 / cosh² x. */
export function tanh(z: ComplexParts): ComplexOutcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) {
    if (isInfinite(x) && Number.isFinite(y) && y !== 0)
      return outcome(x > 0 ? 1 : -1, copySign(0, 2 * realSin(y) * realCos(y)));
    return special("tanh", z, isInfinite(y) && Number.isFinite(x));
  }
  if (Math.abs(x) > LOG_LARGE)
    return outcome(copySign(1, x), 4 * realSin(y) * realCos(y) * realExp(-2 * Math.abs(x)));
  const tx = realTanh(x);
  const ty = realTan(y);
  const cx = 1 / realCosh(x);
  const product = tx * ty;
  const denominator = 1 + product * product;
  return outcome((tx * (1 + ty * ty)) / denominator, (ty / denominator) * cx * cx);
}

export function exp(z: ComplexParts): ComplexOutcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) {
    if (isInfinite(x) && Number.isFinite(y) && y !== 0) {
      const magnitude = x > 0 ? Infinity : 0;
      return outcome(copySign(magnitude, realCos(y)), copySign(magnitude, realSin(y)));
    }
    return special("exp", z, isInfinite(y) && (Number.isFinite(x) || x === Infinity));
  }
  if (x > LOG_LARGE) {
    const scale = realExp(x - 1);
    return overflowing(scale * realCos(y) * Math.E, scale * realSin(y) * Math.E);
  }
  const scale = realExp(x);
  return overflowing(scale * realCos(y), scale * realSin(y));
}

export function log(z: ComplexParts): ComplexOutcome {
  if (!isFinite(z)) return special("log", z);
  const imag = atan2(z.imag, z.real);
  const x = Math.abs(z.real);
  const y = Math.abs(z.imag);
  if (x > LARGE || y > LARGE) return outcome(realLog(hypot(x / 2, y / 2)) + Math.LN2, imag);
  if (x < SMALLEST_NORMAL && y < SMALLEST_NORMAL) {
    if (x === 0 && y === 0) return outcome(-Infinity, imag, "domain");
    const scaled = hypot(ldexp(x, MANTISSA_BITS), ldexp(y, MANTISSA_BITS));
    return outcome(realLog(scaled) - MANTISSA_BITS * Math.LN2, imag);
  }
  const h = hypot(x, y);
  if (h < 0.71 || h > 1.73) return outcome(realLog(h), imag);
  // Near |z| = 1 the logarithm of h would lose nearly all digits.
  const [larger, smaller] = x > y ? [x, y] : [y, x];
  return outcome(log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2, imag);
}

export function log10(z: ComplexParts): ComplexOutcome {
  const natural = log(z);
  return outcome(natural.real / Math.LN10, natural.imag / Math.LN10, natural.error);
}

/** With x and y positive: s = √((x + |z|) / 2), d = y / 2s. */
export function sqrt(z: ComplexParts): ComplexOutcome {
  if (!isFinite(z)) return special("sqrt", z);
  if (z.real === 0 && z.imag === 0) return outcome(0, z.imag);
  let x = Math.abs(z.real);
  const y = Math.abs(z.imag);
  let s: number;
  if (x < SMALLEST_NORMAL && y < SMALLEST_NORMAL) {
    x = ldexp(x, SCALE_UP);
    s = ldexp(Math.sqrt(x + hypot(x, ldexp(y, SCALE_UP))), SCALE_DOWN);
  } else {
    x /= 8;
    s = 2 * Math.sqrt(x + hypot(x, y / 8));
  }
  const d = y / (2 * s);
  return z.real >= 0 ? outcome(s, copySign(d, z.imag)) : outcome(d, copySign(s, z.imag));
}

export const asin = rotated(asinh);
export const atan = rotated(atanh);
export const sin = rotated(sinh);
export const tan = rotated(tanh);
export const cos = (z: ComplexParts): ComplexOutcome => cosh({ real: -z.imag, imag: z.real });

/** The number at a distance and an angle: as exp(log r + iφ) would be. */
export function rect(r: number, phi: number): ComplexOutcome {
  if (Number.isFinite(r) && Number.isFinite(phi))
    return phi === 0 ? outcome(r, r * phi) : outcome(r * realCos(phi), r * realSin(phi));
  if (isInfinite(r) && Number.isFinite(phi) && phi !== 0) {
    const sign = r > 0 ? 1 : -1;
    return outcome(sign * copySign(Infinity, realCos(phi)), sign * copySign(Infinity, realSin(phi)));
  }
  const isError = r !== 0 && !Number.isNaN(r) && isInfinite(phi);
  return special("rect", { real: r, imag: phi }, isError);
}
