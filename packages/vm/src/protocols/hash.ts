/**
 * hash() of any object, and the arithmetic of hashes (CPython Python/pyhash.c).
 *
 * A hash is a 64-bit signed integer: a `number` while it is exact, else a `bigint`. Tables that only need some
 * hash, not CPython's order, fold it to 32 bits.
 */
import type { PyObject } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { typeName, typeOf } from "../kernel/type.ts";

/** hash(value) */
export function hash(value: PyObject): number | bigint | undefined {
  const slot = typeOf(value).slots.__hash__;
  if (slot === undefined) return raise(typeError(`unhashable type: '${typeName(value)}'`));
  return slot(value);
}

/** A hash folded to a 32-bit integer. */
export function foldHash(hash: number | bigint): number {
  if (typeof hash === "number") {
    if ((hash | 0) === hash) return hash;
    return (hash | 0) ^ Math.floor(hash / 4294967296);
  }
  return Number(BigInt.asIntN(32, hash ^ (hash >> 32n)));
}
