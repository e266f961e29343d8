/**
 * SHA-1 (FIPS 180-4).
 */
import { type Digest, createBlockDigest, rotateLeft } from "./digest.ts";

const ROUND_CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

const schedule = new Int32Array(80);

function compress(state: Int32Array, words: Int32Array): void {
  schedule.set(words);
  for (let t = 16; t < 80; t++) {
    schedule[t] = rotateLeft(schedule[t - 3]! ^ schedule[t - 8]! ^ schedule[t - 14]! ^ schedule[t - 16]!, 1);
  }
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
  for (let t = 0; t < 80; t++) {
    const round = Math.floor(t / 20);
    const mixed = round === 0 ? (b & c) ^ (~b & d) : round === 2 ? (b & c) ^ (b & d) ^ (c & d) : b ^ c ^ d;
    const sum = (rotateLeft(a, 5) + mixed + e + ROUND_CONSTANTS[round]! + schedule[t]!) | 0;
    [e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, sum];
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
}

export function createSha1(): Digest {
  return createBlockDigest({
    initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0],
    littleEndian: false,
    compress,
  });
}
