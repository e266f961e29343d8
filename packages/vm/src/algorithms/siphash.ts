/**
 * SipHash-1-3, the keyed hash that CPython gives to str and bytes, on 64-bit words as pairs of 32-bit halves.
 */

/** A 128-bit key as four 32-bit words, least significant first. */
export type SipKey = readonly [number, number, number, number];

/** The 64-bit hash of bytes, as a signed integer. */
export function sipHash13(key: SipKey, bytes: Uint8Array): bigint {
  const v = new Uint32Array([
    key[0] ^ 0x70736575,
    key[1] ^ 0x736f6d65,
    key[2] ^ 0x6e646f6d,
    key[3] ^ 0x646f7261,
    key[0] ^ 0x6e657261,
    key[1] ^ 0x6c796765,
    key[2] ^ 0x79746573,
    key[3] ^ 0x74656462,
  ]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) absorb(v, view.getUint32(at, true), view.getUint32(at + 4, true));
  let low = 0;
  let high = bytes.length << 24;
  for (let i = 0; i < bytes.length - whole; i++) {
    if (i < 4) low |= bytes[whole + i]! << (8 * i);
    else high |= bytes[whole + i]! << (8 * (i - 4));
  }
  absorb(v, low, high);
  v[4]! ^= 0xff;
  round(v);
  round(v);
  round(v);
  const resultLow = (v[0]! ^ v[2]! ^ v[4]! ^ v[6]!) >>> 0;
  const resultHigh = (v[1]! ^ v[3]! ^ v[5]! ^ v[7]!) >>> 0;
  return BigInt.asIntN(64, (BigInt(resultHigh) << 32n) | BigInt(resultLow));
}

function absorb(v: Uint32Array, low: number, high: number): void {
  v[6]! ^= low;
  v[7]! ^= high;
  round(v);
  v[0]! ^= low;
  v[1]! ^= high;
}

/** v0 += v1; v1 <<<= 13; … : one SipRound. Word n has its halves at 2n and 2n + 1. */
function round(v: Uint32Array): void {
  add(v, 0, 2);
  rotate(v, 2, 13);
  xor(v, 2, 0);
  rotate(v, 0, 32);
  add(v, 4, 6);
  rotate(v, 6, 16);
  xor(v, 6, 4);
  add(v, 0, 6);
  rotate(v, 6, 21);
  xor(v, 6, 0);
  add(v, 4, 2);
  rotate(v, 2, 17);
  xor(v, 2, 4);
  rotate(v, 4, 32);
}

function add(v: Uint32Array, a: number, b: number): void {
  const low = v[a]! + v[b]!;
  v[a + 1] = v[a + 1]! + v[b + 1]! + (low > 0xffffffff ? 1 : 0);
  v[a] = low;
}

function xor(v: Uint32Array, a: number, b: number): void {
  v[a]! ^= v[b]!;
  v[a + 1]! ^= v[b + 1]!;
}

function rotate(v: Uint32Array, a: number, bits: number): void {
  const low = v[a]!;
  const high = v[a + 1]!;
  if (bits === 32) {
    v[a] = high;
    v[a + 1] = low;
  } else {
    v[a] = (low << bits) | (high >>> (32 - bits));
    v[a + 1] = (high << bits) | (low >>> (32 - bits));
  }
}

/** The key that `PYTHONHASHSEED=seed` stands for: a linear congruential generator (CPython bootstrap_hash.c); 0 is no key. */
export function keyFromSeed(seed: number): SipKey {
  if (seed === 0) return [0, 0, 0, 0];
  const bytes = new Uint8Array(16);
  let x = seed >>> 0;
  for (let i = 0; i < 16; i++) {
    x = (Math.imul(x, 214013) + 2531011) >>> 0;
    bytes[i] = (x >>> 16) & 0xff;
  }
  const words = new Uint32Array(bytes.buffer);
  return [words[0]!, words[1]!, words[2]!, words[3]!];
}
