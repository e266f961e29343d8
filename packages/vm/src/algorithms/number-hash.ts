/**
 * Hashes of numbers: equal numbers of different types hash alike (library reference, "Hashing of numeric types").
 *
 * The hash of a number is its value modulo the prime 2^61 − 1, with its sign; −1 is spelled −2.
 */
import { decompose } from "./float-bits.ts";

const MODULUS = (1n << 61n) - 1n;
const INFINITY_HASH = 314159;
/** `sys.hash_info.imag`. */
const IMAGINARY = 1000003n;

/** hash(int) for a canonical int. */
export function hashInteger(value: number | bigint): number | bigint {
  if (typeof value === "number") return value === -1 ? -2 : value;
  const magnitude = (value < 0n ? -value : value) % MODULUS;
  return finish(value < 0n ? -magnitude : magnitude);
}

/** hash(float) for a double that is not NaN. */
export function hashDouble(x: number): number | bigint {
  if (Number.isSafeInteger(x)) return x === -1 ? -2 : x + 0;
  if (!Number.isFinite(x)) return x > 0 ? INFINITY_HASH : x < 0 ? -INFINITY_HASH : 0;
  const { mantissa, exponent } = decompose(x);
  const magnitude = mantissa < 0n ? -mantissa : mantissa;
  // 2^61 ≡ 1, so a power of two is a rotation.
  const rotation = BigInt(((exponent % 61) + 61) % 61);
  const residue = (magnitude << rotation) % MODULUS;
  return finish(x < 0 ? -residue : residue);
}

/** hash(complex). */
export function hashComplex(real: number, imaginary: number): number | bigint {
  const combined = BigInt.asIntN(64, BigInt(hashDouble(real)) + BigInt(hashDouble(imaginary)) * IMAGINARY);
  return finish(combined);
}

/** A hash in its canonical form; −1 means failure in C and is never a hash. */
function finish(hash: bigint): number | bigint {
  if (hash === -1n) return -2;
  return hash >= BigInt(Number.MIN_SAFE_INTEGER) && hash <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(hash)
    : hash;
}
