/**
 * The source hash of hash-based .pyc files (PEP 552): `_imp.source_hash`.
 */

import { MAGIC_BYTES } from "./magic.ts";
import { siphash13 } from "./siphash.ts";

/**
 * The eight bytes that identify a source file's content.
 *
 * @param source The bytes of the file, undecoded.
 */
export function sourceHash(source: Uint8Array): Uint8Array {
  const hash = new Uint8Array(8);
  new DataView(hash.buffer).setBigUint64(0, siphash13(RAW_MAGIC_NUMBER, 0n, source), true);
  return hash;
}

/** The four magic bytes as one little-endian number: the key importlib hashes with. */
const RAW_MAGIC_NUMBER = BigInt(new DataView(MAGIC_BYTES.buffer).getUint32(0, true));
