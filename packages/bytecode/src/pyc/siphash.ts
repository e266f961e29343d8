/**
 * SipHash-1-3, the hash CPython keys .pyc files of changed sources with (Python/pyhash.c).
 */

const MASK = 0xffffffffffffffffn;

/** The 64-bit hash of the bytes under the key (k0, k1). */
export function siphash13(k0: bigint, k1: bigint, bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const state: State = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ];
  const whole = bytes.length & ~7;
  for (let offset = 0; offset < whole; offset += 8) absorb(state, view.getBigUint64(offset, true));
  let last = BigInt(bytes.length & 0xff) << 56n;
  for (let index = whole; index < bytes.length; index++) {
    last |= BigInt(bytes[index]) << BigInt((index - whole) * 8);
  }
  absorb(state, last);
  state[2] ^= 0xffn;
  for (let round = 0; round < 3; round++) sipRound(state);
  return state[0] ^ state[1] ^ state[2] ^ state[3];
}

type State = [bigint, bigint, bigint, bigint];

function absorb(state: State, word: bigint): void {
  state[3] ^= word;
  sipRound(state);
  state[0] ^= word;
}

function sipRound(state: State): void {
  let [v0, v1, v2, v3] = state;
  v0 = (v0 + v1) & MASK;
  v1 = rotate(v1, 13n) ^ v0;
  v0 = rotate(v0, 32n);
  v2 = (v2 + v3) & MASK;
  v3 = rotate(v3, 16n) ^ v2;
  v0 = (v0 + v3) & MASK;
  v3 = rotate(v3, 21n) ^ v0;
  v2 = (v2 + v1) & MASK;
  v1 = rotate(v1, 17n) ^ v2;
  v2 = rotate(v2, 32n);
  state[0] = v0;
  state[1] = v1;
  state[2] = v2;
  state[3] = v3;
}

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK;
}
