/**
 * The magic number: which bytecode a .pyc file holds (Include/internal/pycore_magic_number.h).
 */

/** The magic number of CPython 3.14. */
export const MAGIC_NUMBER = 3627;

/** Its four bytes at the start of a .pyc file: little-endian, then CR LF to catch text-mode copies. */
export const MAGIC_BYTES: Uint8Array = Uint8Array.of(MAGIC_NUMBER & 0xff, MAGIC_NUMBER >> 8, 0x0d, 0x0a);
