/**
 * The context of an operation: precision, bounds of the exponent, rounding (General Decimal Arithmetic, "Arithmetic
 * context"; libmpdec `mpd_context_t`). What an operation raises is added to `status`.
 *
 * The limits are those of libmpdec's 32-bit configuration, with which exponents and precision are exact as JavaScript
 * numbers.
 */
export const MAX_PREC = 425_000_000;
export const MAX_EMAX = 425_000_000;
export const MIN_EMIN = -425_000_000;
export const MIN_ETINY = MIN_EMIN - (MAX_PREC - 1);

export const ROUND_UP = 0;
export const ROUND_DOWN = 1;
export const ROUND_CEILING = 2;
export const ROUND_FLOOR = 3;
export const ROUND_HALF_UP = 4;
export const ROUND_HALF_DOWN = 5;
export const ROUND_HALF_EVEN = 6;
export const ROUND_05UP = 7;

/** By number. */
export const ROUNDING_NAMES = [
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
] as const;

export class Arithmetic {
  precision = 28;
  emin = -999_999;
  emax = 999_999;
  rounding: number = ROUND_HALF_EVEN;
  /** Whether exponents are kept so low that a coefficient of full length fits (IEEE 754 clamping). */
  clamp: 0 | 1 = 0;
  /** What has been raised. */
  status = 0;

  /** The lowest exponent that a subnormal number can have. */
  get etiny(): number {
    return this.emin - (this.precision - 1);
  }
  /** The highest exponent of a number with a coefficient of full length. */
  get etop(): number {
    return this.emax - (this.precision - 1);
  }

  /** Another context with the same parameters and nothing raised. */
  fresh(): Arithmetic {
    const copy = new Arithmetic();
    copy.precision = this.precision;
    copy.emin = this.emin;
    copy.emax = this.emax;
    copy.rounding = this.rounding;
    copy.clamp = this.clamp;
    return copy;
  }
}

/** The context in which every representable number is exact. */
export function maximalContext(): Arithmetic {
  const context = new Arithmetic();
  context.precision = MAX_PREC;
  context.emin = MIN_EMIN;
  context.emax = MAX_EMAX;
  return context;
}

/** The interchange formats go up to this size. */
export const IEEE_CONTEXT_MAX_BITS = 256;

/** The context of an interchange format (IEEE 754-2008, 3.6); null for sizes there are not. */
export function ieeeContext(bits: number): Arithmetic | null {
  if (bits <= 0 || bits > IEEE_CONTEXT_MAX_BITS || bits % 32 !== 0) return null;
  const context = new Arithmetic();
  context.precision = 9 * (bits / 32) - 2;
  context.emax = 3 * 2 ** (bits / 16 + 3);
  context.emin = 1 - context.emax;
  context.clamp = 1;
  return context;
}
