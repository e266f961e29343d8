/**
 * Rounding: bringing a result into the bounds of its context, with the conditions that go with it (General Decimal
 * Arithmetic, "Arithmetic rules"; libmpdec `mpd_qfinalize`).
 *
 * Hot: finalize.
 */
import {
  type Arithmetic,
  ROUND_05UP,
  ROUND_CEILING,
  ROUND_DOWN,
  ROUND_FLOOR,
  ROUND_HALF_DOWN,
  ROUND_HALF_EVEN,
  ROUND_HALF_UP,
  ROUND_UP,
} from "./context.ts";
import { Clamped, Inexact, InvalidOperation, Overflow, Rounded, Subnormal, Underflow } from "./status.ts";
import {
  DecimalValue,
  NAN,
  QUIET_NAN,
  SIGNALING_NAN,
  type Sign,
  countDigits,
  infinity,
  powerOfTen,
} from "./value.ts";

/** The value within the bounds of the context. */
export function finalize(value: DecimalValue, context: Arithmetic): DecimalValue {
  if (value.isSpecial) return value.isNaN ? fitPayload(value, context) : value;
  const { coefficient, exponent, sign } = value;
  const { precision, emax, emin } = context;
  if (coefficient === 0n) return fitZero(value, context);
  const { digits } = value;
  const etop = emax - precision + 1;
  const etiny = emin - precision + 1;
  let lowest = digits + exponent - precision;
  if (lowest > etop) return overflow(sign, context);
  const subnormal = lowest < etiny;
  if (subnormal) lowest = etiny;
  if (exponent >= lowest) {
    if (subnormal) context.status |= Subnormal;
    if (context.clamp === 0 || exponent <= etop) return value;
    context.status |= Clamped;
    return new DecimalValue(sign, coefficient * powerOfTen(exponent - etop), etop);
  }
  const { rounded, inexact } = dropDigits(value, lowest - exponent, context.rounding);
  let kept = rounded;
  if (inexact && countDigits(kept) > precision) {
    kept /= 10n;
    lowest++;
  }
  let flags = Rounded;
  if (subnormal) flags |= inexact ? Subnormal | Underflow : Subnormal;
  if (inexact) flags |= Inexact;
  if (kept === 0n) flags |= Clamped;
  context.status |= flags;
  return lowest > etop ? overflow(sign, context) : new DecimalValue(sign, kept, lowest);
}

function fitZero(value: DecimalValue, context: Arithmetic): DecimalValue {
  const highest = context.clamp === 1 ? context.etop : context.emax;
  const exponent = Math.min(Math.max(value.exponent, context.etiny), highest);
  if (exponent === value.exponent) return value;
  context.status |= Clamped;
  return new DecimalValue(value.sign, 0n, exponent);
}

/** A NaN with as much of its payload as the context has room for. */
function fitPayload(value: DecimalValue, context: Arithmetic): DecimalValue {
  const room = context.precision - context.clamp;
  if (value.coefficient === 0n || value.digits <= room) return value;
  return new DecimalValue(value.sign, value.coefficient % powerOfTen(room), 0, value.kind);
}

/** Infinity, or the largest number where rounding goes towards it. */
function overflow(sign: Sign, context: Arithmetic): DecimalValue {
  context.status |= Overflow | Inexact | Rounded;
  switch (context.rounding) {
    case ROUND_DOWN:
    case ROUND_05UP:
      return largest(sign, context);
    case ROUND_CEILING:
      return sign === 1 ? largest(sign, context) : infinity(sign);
    case ROUND_FLOOR:
      return sign === 0 ? largest(sign, context) : infinity(sign);
    default:
      return infinity(sign);
  }
}

/** The largest finite number of a context. */
export function largest(sign: Sign, context: Arithmetic): DecimalValue {
  return new DecimalValue(sign, powerOfTen(context.precision) - 1n, context.etop);
}

/** The coefficient without its last `count` digits, rounded. */
export function dropDigits(
  value: DecimalValue,
  count: number,
  rounding: number,
): { rounded: bigint; inexact: boolean } {
  const { coefficient, sign } = value;
  if (count > value.digits) {
    // Less than half of the last place that is kept.
    const up = coefficient !== 0n && roundsUp(0n, -1, sign, rounding);
    return { rounded: up ? 1n : 0n, inexact: coefficient !== 0n };
  }
  const unit = powerOfTen(count);
  const quotient = coefficient / unit;
  const rest = coefficient - quotient * unit;
  if (rest === 0n) return { rounded: quotient, inexact: false };
  const twice = rest * 2n;
  const half = twice < unit ? -1 : twice > unit ? 1 : 0;
  return { rounded: roundsUp(quotient, half, sign, rounding) ? quotient + 1n : quotient, inexact: true };
}

/** Whether a quotient with a rest, below (−1), at (0) or above (1) half of the unit, is rounded away from zero. */
function roundsUp(quotient: bigint, half: number, sign: Sign, rounding: number): boolean {
  switch (rounding) {
    case ROUND_UP:
      return true;
    case ROUND_CEILING:
      return sign === 0;
    case ROUND_FLOOR:
      return sign === 1;
    case ROUND_HALF_UP:
      return half >= 0;
    case ROUND_HALF_DOWN:
      return half > 0;
    case ROUND_HALF_EVEN:
      return half > 0 || (half === 0 && (quotient & 1n) === 1n);
    case ROUND_05UP:
      return quotient % 5n === 0n;
    default:
      return false;
  }
}

/** A finite value with another exponent, rounded if digits are lost; no bound is looked at and nothing raised. */
export function rescale(value: DecimalValue, exponent: number, rounding: number): DecimalValue {
  const { coefficient, sign } = value;
  if (coefficient === 0n) return new DecimalValue(sign, 0n, exponent);
  const padding = value.exponent - exponent;
  if (padding >= 0) return new DecimalValue(sign, coefficient * powerOfTen(padding), exponent);
  return new DecimalValue(sign, dropDigits(value, -padding, rounding).rounded, exponent);
}

/** Round to a number of digits, whatever the exponent becomes. */
export function roundToDigits(value: DecimalValue, digits: number, rounding: number): DecimalValue {
  if (digits <= 0 || value.coefficient === 0n) return value;
  let result = rescale(value, value.adjusted + 1 - digits, rounding);
  // 99.97 to three digits came out as 100.0
  if (result.adjusted !== value.adjusted) result = rescale(result, result.adjusted + 1 - digits, rounding);
  return result;
}

/** A failed operation. */
export function invalid(context: Arithmetic, condition = InvalidOperation): DecimalValue {
  context.status |= condition;
  return NAN;
}

/** The NaN that an operation on NaNs gives, the first signaling one before all others; null if no operand is one. */
export function propagateNaN(context: Arithmetic, ...operands: readonly DecimalValue[]): DecimalValue | null {
  for (const operand of operands) {
    if (operand.kind !== SIGNALING_NAN) continue;
    context.status |= InvalidOperation;
    return fitPayload(new DecimalValue(operand.sign, operand.coefficient, 0, QUIET_NAN), context);
  }
  for (const operand of operands) if (operand.kind === QUIET_NAN) return fitPayload(operand, context);
  return null;
}

/** Whether a coefficient, correct to one unit in its last place, can be rounded to `precision` digits with certainty. */
export function isRoundable(coefficient: bigint, precision: number): boolean {
  const magnitude = coefficient < 0n ? -coefficient : coefficient;
  return magnitude % (5n * powerOfTen(countDigits(magnitude) - precision - 1)) !== 0n;
}

/** Round as functions do whose result is never a tie: half even, whatever the context says. */
export function finalizeHalfEven(value: DecimalValue, context: Arithmetic): DecimalValue {
  const { rounding } = context;
  context.rounding = ROUND_HALF_EVEN;
  const result = finalize(value, context);
  context.rounding = rounding;
  return result;
}
