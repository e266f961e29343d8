/**
 * Binary operations on two ints (Objects/longobject.c), and the limits beyond which folding is refused.
 */

import { BinaryOp, FloatConstant, intConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

import { floatPower } from "./float-operations.ts";
import { bitLength, intToDouble, roundToDouble } from "./numbers.ts";
import type { IntLike } from "./numbers.ts";

/** The largest int that multiplication, power and shift may make, in bits. */
const MAX_INT_BITS = 128;

/** The result; `undefined` if Python would raise or the result is too large to fold. */
export function intOperation(operation: number, left: IntLike, right: IntLike): Constant | undefined {
  if (typeof left === "boolean" && typeof right === "boolean") {
    if (operation === BinaryOp.NB_AND) return left && right;
    if (operation === BinaryOp.NB_OR) return left || right;
    if (operation === BinaryOp.NB_XOR) return left !== right;
  }
  const v = BigInt(left);
  const w = BigInt(right);
  switch (operation) {
    case BinaryOp.NB_ADD:
      return intConstant(v + w);
    case BinaryOp.NB_SUBTRACT:
      return intConstant(v - w);
    case BinaryOp.NB_MULTIPLY:
      if (v !== 0n && w !== 0n && bitLength(v) + bitLength(w) > MAX_INT_BITS) return undefined;
      return intConstant(v * w);
    case BinaryOp.NB_TRUE_DIVIDE:
      return trueDivide(v, w);
    case BinaryOp.NB_FLOOR_DIVIDE:
      return w === 0n ? undefined : intConstant(floorDivide(v, w));
    case BinaryOp.NB_REMAINDER:
      return w === 0n ? undefined : intConstant(v - floorDivide(v, w) * w);
    case BinaryOp.NB_POWER:
      return power(v, w);
    case BinaryOp.NB_LSHIFT:
      if (w < 0n) return undefined;
      if (v !== 0n && w !== 0n && w > BigInt(MAX_INT_BITS - bitLength(v))) return undefined;
      return v === 0n ? 0 : intConstant(v << w);
    case BinaryOp.NB_RSHIFT:
      if (w < 0n) return undefined;
      // BigInt shifts refuse enormous counts; nothing is left beyond the length anyway.
      if (w > BigInt(bitLength(v))) return v < 0n ? -1 : 0;
      return intConstant(v >> w);
    case BinaryOp.NB_AND:
      return intConstant(v & w);
    case BinaryOp.NB_OR:
      return intConstant(v | w);
    case BinaryOp.NB_XOR:
      return intConstant(v ^ w);
    default:
      return undefined;
  }
}

function power(v: bigint, w: bigint): Constant | undefined {
  if (w < 0n) {
    const base = intToDouble(v);
    const exponent = intToDouble(w);
    return base === undefined || exponent === undefined ? undefined : floatPower(base, exponent);
  }
  if (
    v !== 0n &&
    w > 0n &&
    (w > BigInt(MAX_INT_BITS) || bitLength(v) > Math.floor(MAX_INT_BITS / Number(w)))
  ) {
    return undefined;
  }
  if (v === 0n) return w === 0n ? 1 : 0;
  return intConstant(v ** w);
}

/** The quotient as a float, rounded once, to nearest even (`long_true_divide`). */
function trueDivide(v: bigint, w: bigint): Constant | undefined {
  if (w === 0n) return undefined;
  const negative = v < 0n !== w < 0n;
  if (v === 0n) return new FloatConstant(negative ? -0 : 0);
  const a = v < 0n ? -v : v;
  const b = w < 0n ? -w : w;
  if (a <= 9007199254740992n && b <= 9007199254740992n) {
    const quotient = Number(a) / Number(b);
    return new FloatConstant(negative ? -quotient : quotient);
  }
  // Scale so that the integer quotient has 55 bits or more, and let a sticky bit stand for the rest.
  const shift = bitLength(b) - bitLength(a) + 66;
  const scaledA = shift > 0 ? a << BigInt(shift) : a;
  const scaledB = shift < 0 ? b << BigInt(-shift) : b;
  let quotient = scaledA / scaledB;
  if (scaledA % scaledB !== 0n) quotient |= 1n;
  const result = roundToDouble(quotient, -shift);
  if (!Number.isFinite(result)) return undefined;
  return new FloatConstant(negative ? -result : result);
}

function floorDivide(v: bigint, w: bigint): bigint {
  const quotient = v / w;
  return v % w !== 0n && v < 0n !== w < 0n ? quotient - 1n : quotient;
}
