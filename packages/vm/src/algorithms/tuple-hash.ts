/**
 * The hash of a tuple: xxHash's lane mixing over the hashes of the items (CPython Objects/tupleobject.c), in
 * unsigned 64-bit arithmetic done by 32-bit halves.
 *
 * Hot: add, finish.
 */

// XXPRIME_1, XXPRIME_2 and XXPRIME_5 of the xxHash specification, as halves.
const P1_HI = 0x9e3779b1;
const P1_LO = 0x85ebca87;
const P2_HI = 0xc2b2ae3d;
const P2_LO = 0x27d4eb4f;
const P5_HI = 0x27d4eb2f;
const P5_LO = 0x165667c5;

/** High 32 bits of the product of two unsigned 32-bit integers. */
export function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) | 0;
}

/** Accumulates the hashes of items; `lo` and `hi` are the halves of the 64-bit accumulator. */
export class TupleHash {
  lo = P5_LO | 0;
  hi = P5_HI | 0;

  /** Mix in an item's hash, given as the low and high half of its 64 bits. */
  add(lo: number, hi: number): void {
    // acc += lane * P2
    const productLo = Math.imul(lo, P2_LO);
    const productHi = (multiplyHigh(lo >>> 0, P2_LO) + Math.imul(lo, P2_HI) + Math.imul(hi, P2_LO)) | 0;
    const sum = (this.lo >>> 0) + (productLo >>> 0);
    const sumLo = sum | 0;
    const sumHi = (this.hi + productHi + (sum > 0xffffffff ? 1 : 0)) | 0;
    // acc = rotate left by 31
    const rotatedHi = (sumHi << 31) | (sumLo >>> 1);
    const rotatedLo = (sumLo << 31) | (sumHi >>> 1);
    // acc *= P1
    this.lo = Math.imul(rotatedLo, P1_LO);
    this.hi =
      (multiplyHigh(rotatedLo >>> 0, P1_LO) + Math.imul(rotatedLo, P1_HI) + Math.imul(rotatedHi, P1_LO)) | 0;
  }

  /** Mix in the number of items: the result stands in `lo` and `hi`. */
  finish(length: number): void {
    // P5 ^ 3527539 differs from P5 in the low half only.
    const sum = (this.lo >>> 0) + ((P5_LO ^ 3527539 ^ length) >>> 0);
    this.hi = (this.hi + P5_HI + (sum > 0xffffffff ? 1 : 0)) | 0;
    this.lo = sum | 0;
    this.avoidMinusOne();
  }

  /** −1 marks an error in CPython, so no hash is −1. */
  avoidMinusOne(): void {
    if (this.lo === -1 && this.hi === -1) {
      this.lo = 1546275796;
      this.hi = 0;
    }
  }

  /** The hash as a signed 64-bit integer: a number where that is exact, else a bigint. */
  value(): number | bigint {
    return fromHalves(this.lo, this.hi);
  }
}

/** A signed 64-bit integer from its halves. */
export function fromHalves(lo: number, hi: number): number | bigint {
  if (hi >= -0x200000 && hi < 0x200000 && !(hi === -0x200000 && lo === 0))
    return hi * 4294967296 + (lo >>> 0);
  return (BigInt(hi) << 32n) | BigInt(lo >>> 0);
}

/** The low 32 bits of a hash, signed. */
export function lowHalf(hash: number | bigint): number {
  return typeof hash === "number" ? hash | 0 : Number(BigInt.asIntN(32, hash));
}

/** The high 32 bits of a hash, signed. */
export function highHalf(hash: number | bigint): number {
  return typeof hash === "number"
    ? Math.floor(hash / 4294967296) | 0
    : Number(BigInt.asIntN(32, hash >> 32n));
}
