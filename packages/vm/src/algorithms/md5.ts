/**
 * MD5 (RFC 1321).
 */
import { type Digest, createBlockDigest, rotateLeft } from "./digest.ts";

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** Step 3.4: the integer parts of 2^32·|sin(i + 1)|. */
const SINES = Int32Array.from(
  { length: 64 },
  (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0,
);

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    let mixed: number;
    let index: number;
    if (round === 0) [mixed, index] = [(b & c) | (~b & d), step];
    else if (round === 1) [mixed, index] = [(d & b) | (~d & c), 5 * step + 1];
    else if (round === 2) [mixed, index] = [b ^ c ^ d, 3 * step + 5];
    else [mixed, index] = [c ^ (b | ~d), 7 * step];
    const sum = (a + mixed + SINES[step]! + words[index & 15]!) | 0;
    [a, d, c, b] = [d, c, b, (b + rotateLeft(sum, SHIFTS[round]![step & 3]!)) | 0];
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
}

export function createMd5(): Digest {
  return createBlockDigest({
    initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476],
    littleEndian: true,
    compress,
  });
}
