/**
 * The hash of a frozenset: independent of order, in unsigned 64-bit arithmetic by 32-bit halves
 * (CPython Objects/setobject.c, frozenset_hash_impl).
 */
import { fromHalves, multiplyHigh } from "./tuple-hash.ts";

export class SetHash {
  private lo = 0;
  private hi = 0;

  /** Mix in an item's hash, given as the low and high half of its 64 bits. */
  add(lo: number, hi: number): void {
    const shiftedLo = lo ^ 89869747 ^ (lo << 16);
    const shiftedHi = hi ^ ((hi << 16) | (lo >>> 16));
    const factor = 3644798167;
    this.lo ^= Math.imul(shiftedLo, factor);
    this.hi ^= multiplyHigh(shiftedLo >>> 0, factor) + Math.imul(shiftedHi, factor);
  }

  /** The hash of a set of `size` items. */
  finish(size: number): number | bigint {
    const count = size + 1;
    const factor = 1927868237;
    let lo = this.lo ^ Math.imul(count, factor);
    let hi = this.hi ^ multiplyHigh(count >>> 0, factor);
    // hash ^= (hash >> 11) ^ (hash >> 25)
    const low11 = (lo >>> 11) | (hi << 21);
    const low25 = (lo >>> 25) | (hi << 7);
    lo ^= low11 ^ low25;
    hi ^= (hi >>> 11) ^ (hi >>> 25);
    // hash = hash * 69069 + 907133923
    const high = multiplyHigh(lo >>> 0, 69069) + Math.imul(hi, 69069);
    const sum = (Math.imul(lo, 69069) >>> 0) + 907133923;
    lo = sum | 0;
    hi = (high + (sum > 0xffffffff ? 1 : 0)) | 0;
    return lo === -1 && hi === -1 ? 590923713 : fromHalves(lo, hi);
  }
}
