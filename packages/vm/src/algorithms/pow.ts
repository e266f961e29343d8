/**
 * pow(x, y) of C, correctly rounded in practice. The engine's `**` is not: its last bit differs between engines
 * and versions.
 */
import { exp2OfDoubleDouble, log2ToDoubleDouble } from "./double-double.ts";

/** C's pow (C23 F.10.4.4), which unlike JavaScript's says pow(1, NaN) = pow(-1, ±∞) = 1. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  if (x < 0) {
    if (!Number.isInteger(y)) return NaN;
    const magnitude = powPositive(-x, y);
    return y % 2 !== 0 ? -magnitude : magnitude;
  }
  return powPositive(x, y);
}

function powPositive(x: number, y: number): number {
  if (x === 1) return 1;
  return exp2OfDoubleDouble(log2ToDoubleDouble(x), y);
}
