/**
 * Hashes of str and bytes.
 *
 * With `PYTHONHASHSEED` set they are CPython's: SipHash-1-3 over the characters in the width that CPython would
 * store them in. Otherwise they differ from run to run, as CPython's do, and a quick hash of 32 bits serves.
 */
import { keyFromSeed, sipHash13 } from "../algorithms/siphash.ts";
import { rt } from "../kernel/state.ts";
import { type Str, pointsOf } from "./str/text.ts";

/** `PYTHONHASHSEED`: a 32-bit number, or "random". */
export function setHashSeed(seed: number | "random"): void {
  if (seed === "random")
    [rt.hashSalt] = new Int32Array(rt.host.entropy(4).slice().buffer) as unknown as [number];
  else rt.hashKey = keyFromSeed(seed);
}

/** hash(str) */
export function hashStr(text: Str): number | bigint {
  if (text === "") return 0;
  if (rt.hashKey !== null) return canonical(sipHash13(rt.hashKey, storedBytes(text)));
  let hash = rt.hashSalt;
  if (typeof text === "string") {
    for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  } else {
    for (const point of text.points) hash = (Math.imul(hash, 31) + point) | 0;
  }
  return scramble(hash);
}

/** hash(bytes) */
export function hashBytes(bytes: Uint8Array): number | bigint {
  if (bytes.length === 0) return 0;
  if (rt.hashKey !== null) return canonical(sipHash13(rt.hashKey, bytes));
  let hash = rt.hashSalt;
  for (const byte of bytes) hash = (Math.imul(hash, 31) + byte) | 0;
  return scramble(hash);
}

function scramble(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  hash ^= hash >>> 15;
  return hash === -1 ? -2 : hash;
}

function canonical(hash: bigint): number | bigint {
  if (hash === -1n) return -2;
  const number = Number(hash);
  return Number.isSafeInteger(number) ? number : hash;
}

/** One, two or four bytes for each character, as the widest needs. */
function storedBytes(text: Str): Uint8Array {
  const points = pointsOf(text);
  const widest = points.reduce((a, b) => Math.max(a, b), 0);
  const stored =
    widest < 0x100 ? Uint8Array.from(points) : widest < 0x10000 ? Uint16Array.from(points) : points;
  return new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
}
