/**
 * Reads marshal data, every version of the format (0–5).
 *
 * Input is untrusted: any byte sequence gives a value or a `MarshalError`. Sizes are checked against what
 * is left of the data before anything is allocated, and nesting is limited. What the values are is the
 * builder's affair (builder.ts). Mirrors `r_object` of Python/marshal.c.
 */

import type { Constant } from "../code/constants.ts";
import { constantBuilder } from "./builder.ts";
import type { MarshalBuilder } from "./builder.ts";
import { MarshalError } from "./error.ts";
import * as type from "./type-codes.ts";
import { decodeUtf8 } from "./utf-8.ts";

/** Where the reader gets its bytes: an array in memory, or a file read piece by piece. */
export interface MarshalSource {
  /** The next byte, or -1 at the end. */
  byte(): number;
  /**
   * The next `count` bytes; the caller does not keep or change the array.
   *
   * @throws MarshalError EOFError when there are not so many.
   */
  take(count: number): Uint8Array;
  /** The next four bytes as a signed number. @throws MarshalError as `take` does. */
  int32(): number;
  /** An upper limit for the bytes that are left; `Infinity` when unknown. */
  remaining(): number;
}

export interface LoadOptions {
  /** Refuse code objects, as `marshal.loads(data, allow_code=False)`. Default: true. */
  readonly allowCode?: boolean;
}

/**
 * Reads one value from the start of the data, ignoring what follows.
 *
 * @example loads(Uint8Array.of(0x69, 5, 0, 0, 0)) // 5
 */
export function loads(data: Uint8Array): Constant;
export function loads<V>(data: Uint8Array, builder: MarshalBuilder<V>, options?: LoadOptions): V;
export function loads(
  data: Uint8Array,
  builder: MarshalBuilder<unknown> = constantBuilder as MarshalBuilder<unknown>,
  options: LoadOptions = {},
): unknown {
  return load(new BytesSource(data), builder, options);
}

/** Reads one value from a source, and not a byte more than it takes. */
export function load<V>(source: MarshalSource, builder: MarshalBuilder<V>, options: LoadOptions = {}): V {
  const reader = new Reader(source, builder, options.allowCode ?? true);
  let value: V | undefined;
  try {
    value = reader.object();
  } catch (error) {
    // The depth limit is CPython's; a host with a small stack may reach its own first.
    if (error instanceof RangeError) throw recursionError();
    throw error;
  }
  if (value === undefined) throw new MarshalError("TypeError", "NULL object in marshal data for object");
  return value;
}

/** The bytes of an array, from the start. */
export class BytesSource implements MarshalSource {
  readonly #data: Uint8Array;
  #offset = 0;

  constructor(data: Uint8Array) {
    // Slices of a Node Buffer would not be copies.
    const isPlain = data.constructor === Uint8Array;
    this.#data = isPlain ? data : new Uint8Array(data.buffer, data.byteOffset, data.length);
  }

  byte(): number {
    return this.#offset < this.#data.length ? this.#data[this.#offset++] : -1;
  }

  take(count: number): Uint8Array {
    const end = this.#offset + count;
    if (end > this.#data.length) throw tooShort();
    const piece = this.#data.subarray(this.#offset, end);
    this.#offset = end;
    return piece;
  }

  int32(): number {
    const at = this.#offset;
    if (at + 4 > this.#data.length) throw tooShort();
    this.#offset = at + 4;
    return int32At(this.#data, at);
  }

  remaining(): number {
    return this.#data.length - this.#offset;
  }
}

/** The four bytes at an offset as a signed number. */
export function int32At(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}

function tooShort(): MarshalError {
  return new MarshalError("EOFError", "marshal data too short");
}

/** Stands in the list of references for an object that is still being read and cannot be shared yet. */
const RESERVED = Symbol("reserved");

class Reader<V> {
  readonly source: MarshalSource;
  readonly builder: MarshalBuilder<V>;
  readonly allowCode: boolean;
  readonly references: (V | typeof RESERVED)[] = [];
  depth = 0;

  constructor(source: MarshalSource, builder: MarshalBuilder<V>, allowCode: boolean) {
    this.source = source;
    this.builder = builder;
    this.allowCode = allowCode;
  }

  /**
   * One object; `undefined` for TYPE_NULL.
   *
   * Containers are dispatched here, so that a level of nesting costs two small stack frames.
   */
  object(): V | undefined {
    const byte = this.source.byte();
    if (byte < 0) throw new MarshalError("EOFError", "EOF read where object expected");
    if (++this.depth > type.MAX_MARSHAL_STACK_DEPTH) throw recursionError();
    const shared = (byte & type.FLAG_REF) !== 0;
    const code = byte & ~type.FLAG_REF;
    let value: V | undefined;
    switch (code) {
      case type.TYPE_SMALL_TUPLE:
      case type.TYPE_TUPLE:
        value = this.tuple(code, shared);
        break;
      case type.TYPE_LIST:
        value = this.list(shared);
        break;
      case type.TYPE_DICT:
        value = this.dict(shared);
        break;
      case type.TYPE_SET:
        value = this.set(shared);
        break;
      case type.TYPE_FROZENSET:
        value = this.frozenSet(shared);
        break;
      case type.TYPE_SLICE:
        value = this.slice(shared);
        break;
      case type.TYPE_CODE:
        value = this.code(shared);
        break;
      default:
        value = this.leaf(code, shared);
    }
    this.depth--;
    return value;
  }

  /** An object that contains no others. */
  leaf(code: number, shared: boolean): V | undefined {
    const { builder } = this;
    switch (code) {
      case type.TYPE_NULL:
        return undefined;
      case type.TYPE_NONE:
        return builder.none;
      case type.TYPE_STOPITER:
        return builder.stopIteration;
      case type.TYPE_ELLIPSIS:
        return builder.ellipsis;
      case type.TYPE_FALSE:
        return builder.false;
      case type.TYPE_TRUE:
        return builder.true;
      case type.TYPE_INT:
        return this.remember(builder.int(this.int32()), shared);
      case type.TYPE_INT64:
        return this.remember(this.int64(), shared);
      case type.TYPE_LONG:
        return this.remember(this.long(), shared);
      case type.TYPE_FLOAT:
        return this.remember(builder.float(this.floatText()), shared);
      case type.TYPE_BINARY_FLOAT:
        return this.remember(builder.float(this.float64()), shared);
      case type.TYPE_COMPLEX:
        return this.remember(builder.complex(this.floatText(), this.floatText()), shared);
      case type.TYPE_BINARY_COMPLEX:
        return this.remember(builder.complex(this.float64(), this.float64()), shared);
      case type.TYPE_STRING:
        return this.remember(builder.bytes(this.source.take(this.size("bytes object")).slice()), shared);
      case type.TYPE_ASCII:
      case type.TYPE_ASCII_INTERNED:
        return this.remember(this.ascii(this.size("string"), code === type.TYPE_ASCII_INTERNED), shared);
      case type.TYPE_SHORT_ASCII:
      case type.TYPE_SHORT_ASCII_INTERNED:
        return this.remember(this.ascii(this.uint8(), code === type.TYPE_SHORT_ASCII_INTERNED), shared);
      case type.TYPE_UNICODE:
      case type.TYPE_INTERNED: {
        const points = decodeUtf8(this.source.take(this.size("string")));
        return this.remember(builder.str(points, code === type.TYPE_INTERNED), shared);
      }
      case type.TYPE_REF:
        return this.reference();
      default:
        throw new MarshalError("ValueError", "bad marshal data (unknown type code)");
    }
  }

  remember(value: V, shared: boolean): V {
    if (shared) this.references.push(value);
    return value;
  }

  reserve(shared: boolean): number {
    return shared ? this.references.push(RESERVED) - 1 : -1;
  }

  fulfil(index: number, value: V): V {
    if (index >= 0) this.references[index] = value;
    return value;
  }

  reference(): V {
    const index = this.int32();
    const value = this.references[index];
    if (index < 0 || index >= this.references.length || value === RESERVED) {
      throw new MarshalError("ValueError", "bad marshal data (invalid reference)");
    }
    return value;
  }

  tuple(code: number, shared: boolean): V {
    const size = code === type.TYPE_SMALL_TUPLE ? this.uint8() : this.size("tuple");
    const items: V[] = [];
    const tuple = this.remember(this.builder.tuple(items, size), shared);
    for (let index = 0; index < size; index++) items.push(required(this.object(), "tuple"));
    return tuple;
  }

  list(shared: boolean): V {
    const size = this.size("list");
    const items: V[] = [];
    const list = this.remember(this.builder.list(items), shared);
    for (let index = 0; index < size; index++) items.push(required(this.object(), "list"));
    return list;
  }

  dict(shared: boolean): V {
    const dict = this.remember(this.builder.dict(), shared);
    for (;;) {
      const key = this.object();
      if (key === undefined) return dict;
      const value = this.object();
      if (value === undefined) return dict;
      this.builder.setItem(dict, key, value);
    }
  }

  set(shared: boolean): V {
    const size = this.size("set");
    const set = this.remember(this.builder.set(), shared);
    for (let index = 0; index < size; index++) this.builder.addItem(set, required(this.object(), "set"));
    return set;
  }

  frozenSet(shared: boolean): V {
    const size = this.size("set");
    const index = this.reserve(shared);
    const items: V[] = [];
    for (let index = 0; index < size; index++) items.push(required(this.object(), "set"));
    return this.fulfil(index, this.builder.frozenSet(items));
  }

  slice(shared: boolean): V {
    const index = this.reserve(shared);
    const start = required(this.object(), "object");
    const stop = required(this.object(), "object");
    const step = required(this.object(), "object");
    return this.fulfil(index, this.builder.slice(start, stop, step));
  }

  code(shared: boolean): V {
    if (!this.allowCode) throw new MarshalError("ValueError", "unmarshalling code objects is disallowed");
    const index = this.reserve(shared);
    const value = this.builder.code({
      co_argcount: this.int32(),
      co_posonlyargcount: this.int32(),
      co_kwonlyargcount: this.int32(),
      co_stacksize: this.int32(),
      co_flags: this.int32(),
      co_code: required(this.object(), "code object"),
      co_consts: required(this.object(), "code object"),
      co_names: required(this.object(), "code object"),
      co_localsplusnames: required(this.object(), "code object"),
      co_localspluskinds: required(this.object(), "code object"),
      co_filename: required(this.object(), "code object"),
      co_name: required(this.object(), "code object"),
      co_qualname: required(this.object(), "code object"),
      co_firstlineno: this.int32(),
      co_linetable: required(this.object(), "code object"),
      co_exceptiontable: required(this.object(), "code object"),
    });
    return this.fulfil(index, value);
  }

  ascii(size: number, interned: boolean): V {
    const bytes = this.source.take(size);
    if (size > 4096) return this.longAscii(bytes, interned);
    const text = String.fromCharCode.apply(null, bytes as unknown as number[]);
    // Bytes above 127 are not written here by CPython, but it reads them as Latin-1.
    return this.builder.ascii(text, interned);
  }

  longAscii(bytes: Uint8Array, interned: boolean): V {
    let text = "";
    for (let start = 0; start < bytes.length; start += 4096) {
      text += String.fromCharCode.apply(null, bytes.subarray(start, start + 4096) as unknown as number[]);
    }
    return this.builder.ascii(text, interned);
  }

  uint8(): number {
    const byte = this.source.byte();
    if (byte < 0) throw new MarshalError("EOFError", "EOF read where not expected");
    return byte;
  }

  int32(): number {
    return this.source.int32();
  }

  /** A size in front of a value: items for containers, bytes for strings. */
  size(what: string): number {
    const size = this.int32();
    if (size < 0) throw new MarshalError("ValueError", `bad marshal data (${what} size out of range)`);
    return size;
  }

  int64(): V {
    const bytes = this.source.take(8);
    const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
    return this.anyInt(view.getBigInt64(0, true));
  }

  /** An int in digits of 15 bits, least significant first; the sign of the count is the sign of the int. */
  long(): V {
    const count = this.int32();
    if (count === -0x80000000) {
      throw new MarshalError("ValueError", "bad marshal data (long size out of range)");
    }
    const length = Math.abs(count);
    if (length * 2 > this.source.remaining()) throw new MarshalError("EOFError", "marshal data too short");
    const digits = this.source.take(length * 2);
    for (let index = 0; index < digits.length; index += 2) {
      if (digits[index + 1] > 0x7f) {
        throw new MarshalError("ValueError", "bad marshal data (digit out of range in long)");
      }
    }
    if (length > 0 && digits[digits.length - 1] === 0 && digits[digits.length - 2] === 0) {
      throw new MarshalError("ValueError", "bad marshal data (unnormalized long data)");
    }
    if (length <= 3) {
      let small = 0;
      for (let index = digits.length - 2; index >= 0; index -= 2) {
        small = small * 32768 + (digits[index] | (digits[index + 1] << 8));
      }
      return this.builder.int(count < 0 && small !== 0 ? -small : small);
    }
    const magnitude = bigIntOfDigits(digits);
    return this.anyInt(count < 0 ? -magnitude : magnitude);
  }

  anyInt(value: bigint): V {
    const small = value >= -9007199254740991n && value <= 9007199254740991n;
    return small ? this.builder.int(Number(value)) : this.builder.bigInt(value);
  }

  float64(): number {
    const bytes = this.source.take(8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  }

  floatText(): number {
    const bytes = this.source.take(this.uint8());
    const text = String.fromCharCode(...bytes);
    const match = /^[+-]?(?:(inf(?:inity)?)|(nan)|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i.exec(text);
    if (match === null) {
      throw new MarshalError("ValueError", `could not convert string to float: '${text}'`);
    }
    if (match[1] !== undefined) return text.startsWith("-") ? -Infinity : Infinity;
    return match[2] !== undefined ? NaN : Number(text);
  }
}

/** The number with these 15-bit digits (two bytes each, little-endian), through hexadecimal: linear. */
function bigIntOfDigits(digits: Uint8Array): bigint {
  const bits = (digits.length / 2) * 15;
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  let accumulator = 0;
  let filled = 0;
  let out = bytes.length;
  for (let index = 0; index < digits.length; index += 2) {
    accumulator |= (digits[index] | (digits[index + 1] << 8)) << filled;
    filled += 15;
    while (filled >= 8) {
      bytes[--out] = accumulator & 0xff;
      accumulator >>>= 8;
      filled -= 8;
    }
  }
  if (filled > 0 && out > 0) bytes[out - 1] = accumulator & 0xff;
  let hex = "0x";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
}

/** The object, unless it was TYPE_NULL, which ends dicts and stands nowhere else. */
function required<V>(value: V | undefined, container: string): V {
  if (value === undefined)
    throw new MarshalError("TypeError", `NULL object in marshal data for ${container}`);
  return value;
}

function recursionError(): MarshalError {
  return new MarshalError("ValueError", "recursion limit exceeded");
}
