/**
 * The Adler-32 checksum (RFC 1950, section 9).
 */
const MODULUS = 65521;
/** So many bytes can be summed up before a sum leaves 32 bits. */
const BLOCK = 5552;

/** The checksum of data, continued from `start`. */
export function adler32(data: Uint8Array, start: number): number {
  let a = start & 0xffff;
  let b = start >>> 16;
  for (let from = 0; from < data.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, data.length);
    for (let i = from; i < to; i++) b += a += data[i]!;
    a %= MODULUS;
    b %= MODULUS;
  }
  return b * 0x10000 + a;
}
