/**
 * .pyc files: sixteen bytes of header, then a marshalled code object (PEP 552).
 *
 * Three kinds: checked against the source's modification time and size; checked against a hash of the
 * source; not checked at all (the hash is there, for tools). Mirrors `_classify_pyc`, `_code_to_…_pyc` of
 * Lib/importlib/_bootstrap_external.py.
 */

import { CodeObject } from "../code/code-object.ts";
import { loads } from "../marshal/reader.ts";
import { dumps } from "../marshal/writer.ts";
import { MAGIC_BYTES } from "./magic.ts";

/** How a .pyc file says whether it still fits its source. */
export type PycValidation =
  /** `mtime`: seconds since 1970; `size`: bytes. Both are kept modulo 2^32. */
  | { readonly kind: "timestamp"; readonly mtime: number; readonly size: number }
  /** `hash`: eight bytes, see source-hash.ts. */
  | { readonly kind: "checked-hash" | "unchecked-hash"; readonly hash: Uint8Array };

export interface Pyc {
  readonly validation: PycValidation;
  readonly code: CodeObject;
}

/** Why a .pyc file cannot be used, as the Python exception importlib raises. */
export class PycError {
  readonly exception: "ImportError" | "EOFError";
  readonly message: string;

  constructor(exception: "ImportError" | "EOFError", message: string) {
    this.exception = exception;
    this.message = message;
  }

  toString(): string {
    return `${this.exception}: ${this.message}`;
  }
}

/** The size of the header in bytes. */
export const PYC_HEADER_SIZE = 16;

const HASH_BASED = 0b01;
const CHECK_SOURCE = 0b10;

/**
 * Reads the header of a .pyc file.
 *
 * @param name What error messages call the file.
 * @throws PycError if the magic number, the flags or the length are wrong.
 */
export function readPycHeader(data: Uint8Array, name: string): PycValidation {
  const magic = data.subarray(0, 4);
  if (magic.length < 4 || magic.some((byte, index) => byte !== MAGIC_BYTES[index])) {
    throw new PycError("ImportError", `bad magic number in '${name}': ${reprBytes(magic)}`);
  }
  if (data.length < PYC_HEADER_SIZE) {
    throw new PycError("EOFError", `reached EOF while reading pyc header of '${name}'`);
  }
  const view = new DataView(data.buffer, data.byteOffset, PYC_HEADER_SIZE);
  const flags = view.getUint32(4, true);
  if ((flags & ~(HASH_BASED | CHECK_SOURCE)) !== 0) {
    throw new PycError("ImportError", `invalid flags ${flags} in '${name}'`);
  }
  if ((flags & HASH_BASED) === 0) {
    return { kind: "timestamp", mtime: view.getUint32(8, true), size: view.getUint32(12, true) };
  }
  const kind = (flags & CHECK_SOURCE) !== 0 ? "checked-hash" : "unchecked-hash";
  return { kind, hash: data.slice(8, 16) };
}

/** The header of a .pyc file. */
export function writePycHeader(validation: PycValidation): Uint8Array {
  const header = new Uint8Array(PYC_HEADER_SIZE);
  const view = new DataView(header.buffer);
  header.set(MAGIC_BYTES);
  if (validation.kind === "timestamp") {
    view.setUint32(8, validation.mtime, true);
    view.setUint32(12, validation.size, true);
  } else {
    view.setUint32(4, validation.kind === "checked-hash" ? HASH_BASED | CHECK_SOURCE : HASH_BASED, true);
    header.set(validation.hash, 8);
  }
  return header;
}

/**
 * Reads a .pyc file into a neutral code object.
 *
 * @throws PycError for a bad header, a body that is not a code object; MarshalError for a damaged body.
 */
export function readPyc(data: Uint8Array, name = "<bytes>"): Pyc {
  const validation = readPycHeader(data, name);
  const code = loads(data.subarray(PYC_HEADER_SIZE));
  if (!(code instanceof CodeObject)) throw new PycError("ImportError", `Non-code object in '${name}'`);
  return { validation, code };
}

/** The bytes of a .pyc file, as importlib and py_compile write it. */
export function writePyc(pyc: Pyc): Uint8Array {
  const body = dumps(pyc.code, { isKept: true });
  const file = new Uint8Array(PYC_HEADER_SIZE + body.length);
  file.set(writePycHeader(pyc.validation));
  file.set(body, PYC_HEADER_SIZE);
  return file;
}

function reprBytes(bytes: Uint8Array): string {
  const escapes: Record<number, string> = { 9: "\\t", 10: "\\n", 13: "\\r", 39: "\\'", 92: "\\\\" };
  const text = Array.from(bytes, (byte) => {
    if (escapes[byte] !== undefined) return escapes[byte];
    if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
    return `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `b'${text.join("")}'`;
}
