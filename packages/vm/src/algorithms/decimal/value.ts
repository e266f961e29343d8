/**
 * A decimal number: sign, coefficient and exponent, or infinity, or a NaN with a payload (General Decimal Arithmetic,
 * "Abstract representation").
 *
 * Values are immutable. The coefficient of a NaN is its payload, 0 for none; that of an infinity is 0.
 */
export const FINITE = 0;
export const INFINITE = 1;
export const QUIET_NAN = 2;
export const SIGNALING_NAN = 3;
export type Kind = typeof FINITE | typeof INFINITE | typeof QUIET_NAN | typeof SIGNALING_NAN;

export type Sign = 0 | 1;

export class DecimalValue {
  readonly sign: Sign;
  readonly coefficient: bigint;
  readonly exponent: number;
  readonly kind: Kind;
  /** Cached number of digits; 0: not counted yet. */
  private length = 0;

  constructor(sign: Sign, coefficient: bigint, exponent: number, kind: Kind = FINITE) {
    this.sign = sign;
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.kind = kind;
  }

  get isSpecial(): boolean {
    return this.kind !== FINITE;
  }
  get isInfinite(): boolean {
    return this.kind === INFINITE;
  }
  get isNaN(): boolean {
    return this.kind >= QUIET_NAN;
  }
  get isZero(): boolean {
    return this.kind === FINITE && this.coefficient === 0n;
  }

  /** Digits of the coefficient; 1 for zero. */
  get digits(): number {
    if (this.length === 0) this.length = countDigits(this.coefficient);
    return this.length;
  }

  /** The exponent of the most significant digit. */
  get adjusted(): number {
    return this.exponent + this.digits - 1;
  }

  withSign(sign: Sign): DecimalValue {
    return sign === this.sign ? this : new DecimalValue(sign, this.coefficient, this.exponent, this.kind);
  }
}

export const ZERO = new DecimalValue(0, 0n, 0);
export const ONE = new DecimalValue(0, 1n, 0);
export const MINUS_ONE = new DecimalValue(1, 1n, 0);
const INFINITIES = [new DecimalValue(0, 0n, 0, INFINITE), new DecimalValue(1, 0n, 0, INFINITE)] as const;
export const NAN = new DecimalValue(0, 0n, 0, QUIET_NAN);

export function infinity(sign: Sign): DecimalValue {
  return INFINITIES[sign];
}

/** The exact decimal of an integer. */
export function decimalOfInteger(value: bigint): DecimalValue {
  return value < 0n ? new DecimalValue(1, -value, 0) : new DecimalValue(0, value, 0);
}

const POWERS: bigint[] = [1n];
const CACHED_POWERS = 512;

/** Larger powers are refused: no engine has the memory for much more, nor the user the time. */
const MAX_POWER = 100_000_000;

/** 10 to the power n ≥ 0. Throws RangeError where that is too large, as the engine does for products. */
export function powerOfTen(n: number): bigint {
  if (n > MAX_POWER) throw new RangeError("decimal coefficient too large");
  if (n >= CACHED_POWERS) return 10n ** BigInt(n);
  while (POWERS.length <= n) POWERS.push(POWERS[POWERS.length - 1]! * 10n);
  return POWERS[n]!;
}

const LOG10_OF_16 = Math.log10(16);
/** Below this a double counts exactly. */
const EXACT = 1_000_000_000_000_000n;
const SMALL_POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);

/** Decimal digits of n ≥ 0; 1 for zero. */
export function countDigits(n: bigint): number {
  if (n < EXACT) {
    const x = Number(n);
    let digits = 1;
    while (x >= SMALL_POWERS[digits]!) digits++;
    return digits;
  }
  // The first hexadecimal digits tell the logarithm nearly, one comparison exactly.
  const hexadecimal = n.toString(16);
  const head = parseInt(hexadecimal.slice(0, 12), 16);
  const estimate = Math.floor(Math.log10(head) + (hexadecimal.length - 12) * LOG10_OF_16 + 1e-9);
  return n >= powerOfTen(estimate + 1) ? estimate + 2 : n >= powerOfTen(estimate) ? estimate + 1 : estimate;
}
