/**
 * Writes marshal data, every version of the format (0–5).
 *
 * The writer knows the format; which values there are is told by a visitor, so that a VM can marshal its
 * own values without a detour: for each value the visitor calls the one method of the writer that fits.
 * From version 3 on, a value met a second time is written as a reference to the first (`w_ref` of
 * Python/marshal.c). CPython marks for reference only what its reference counts say may be met again; here
 * the visitor decides by giving a value an identity. Marking too much costs the reader a list entry.
 */

import { codePointsOf } from "../code/constants.ts";
import type { Constant, StrConstant } from "../code/constants.ts";
import { constantVisitor } from "./constant-visitor.ts";
import { MarshalError } from "./error.ts";
import * as type from "./type-codes.ts";
import { encodeUtf8 } from "./utf-8.ts";

/** Tells the writer what a value is. */
export interface MarshalVisitor<V> {
  /** Calls exactly one of the writer's methods for the value. */
  visit(value: V, writer: MarshalWriter<V>): void;
  /**
   * What identifies the value: values with the same identity are written once. `undefined`: never
   * referred to.
   */
  identity(value: V): unknown;
}

/** A code object as its visitor hands it to the writer: the fields of `CodeFields`, as values. */
export interface CodeValues<V> {
  co_argcount: number;
  co_posonlyargcount: number;
  co_kwonlyargcount: number;
  co_stacksize: number;
  co_flags: number;
  co_code: V;
  co_consts: V;
  co_names: V;
  co_localsplusnames: V;
  co_localspluskinds: V;
  co_filename: V;
  co_name: V;
  co_qualname: V;
  co_firstlineno: number;
  co_linetable: V;
  co_exceptiontable: V;
}

export interface DumpOptions<V = Constant> {
  /** The format version, 0–5. Default: 5. */
  readonly version?: number;
  /** false: refuse code objects. Default: true. */
  readonly allowCode?: boolean;
  /** What the values are. Default: the neutral constants. */
  readonly visitor?: MarshalVisitor<V>;
  /**
   * Marks the value itself for reference, as CPython does when the caller keeps it: importlib and py_compile do, so
   * every .pyc file begins so. Only for neutral constants. Default: false.
   */
  readonly isKept?: boolean;
}

/**
 * The value as marshal data.
 *
 * @example dumps(5) // Uint8Array [0xe9, 5, 0, 0, 0]
 */
export function dumps<V = Constant>(value: V, options: DumpOptions<V> = {}): Uint8Array {
  try {
    const visitor =
      options.visitor ?? (constantVisitor(value as Constant, options.isKept) as unknown as MarshalVisitor<V>);
    const writer = new MarshalWriter(
      visitor,
      options.version ?? type.MARSHAL_VERSION,
      options.allowCode ?? true,
    );
    writer.object(value);
    return writer.result();
  } catch (error) {
    // Nested deeper than the JavaScript stack holds, which is far deeper than marshal allows.
    if (error instanceof RangeError) throw nestedTooDeep();
    throw error;
  }
}

export class MarshalWriter<V> {
  readonly version: number;
  readonly #visitor: MarshalVisitor<V>;
  readonly #allowCode: boolean;
  readonly #references = new Map<unknown, number>();
  #bytes = new Uint8Array(256);
  #length = 0;
  #depth = 0;
  /** FLAG_REF while the type byte of a remembered value is still to come, otherwise 0. */
  #flag = 0;

  constructor(visitor: MarshalVisitor<V>, version: number, allowCode: boolean) {
    this.#visitor = visitor;
    this.version = version;
    this.#allowCode = allowCode;
  }

  result(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Writes a value, or a reference to where it was written before. */
  object(value: V): void {
    if (++this.#depth > type.MAX_MARSHAL_STACK_DEPTH) throw nestedTooDeep();
    const identity = this.version < 3 ? undefined : this.#visitor.identity(value);
    const known = identity === undefined ? undefined : this.#references.get(identity);
    if (known !== undefined) {
      this.#byte(type.TYPE_REF);
      this.#int32(known);
    } else {
      this.#flag = 0;
      if (identity !== undefined) {
        this.#references.set(identity, this.#references.size);
        this.#flag = type.FLAG_REF;
      }
      this.#visitor.visit(value, this);
    }
    this.#depth--;
  }

  none(): void {
    this.#byte(type.TYPE_NONE);
  }

  bool(value: boolean): void {
    this.#byte(value ? type.TYPE_TRUE : type.TYPE_FALSE);
  }

  ellipsis(): void {
    this.#byte(type.TYPE_ELLIPSIS);
  }

  stopIteration(): void {
    this.#byte(type.TYPE_STOPITER);
  }

  int(value: number | bigint): void {
    if (value >= -0x80000000 && value <= 0x7fffffff) {
      this.#type(type.TYPE_INT);
      this.#int32(Number(value));
      return;
    }
    this.#type(type.TYPE_LONG);
    const negative = value < 0;
    const digits = digitsOfInt(BigInt(value));
    this.#int32(negative ? -digits.length : digits.length);
    for (const digit of digits) {
      this.#byte(digit & 0xff);
      this.#byte(digit >> 8);
    }
  }

  float(value: number): void {
    if (this.version > 1) {
      this.#type(type.TYPE_BINARY_FLOAT);
      this.#float64(value);
    } else {
      this.#type(type.TYPE_FLOAT);
      this.#floatText(value);
    }
  }

  complex(real: number, imag: number): void {
    if (this.version > 1) {
      this.#type(type.TYPE_BINARY_COMPLEX);
      this.#float64(real);
      this.#float64(imag);
    } else {
      this.#type(type.TYPE_COMPLEX);
      this.#floatText(real);
      this.#floatText(imag);
    }
  }

  bytes(value: Uint8Array): void {
    this.#type(type.TYPE_STRING);
    this.#int32(value.length);
    this.#raw(value);
  }

  /** A str, `interned` when CPython would have it in its table of interned strings. */
  str(text: StrConstant, interned: boolean): void {
    if (this.version >= 4 && typeof text === "string" && isAscii(text)) {
      const short = text.length < 256;
      if (short) this.#type(interned ? type.TYPE_SHORT_ASCII_INTERNED : type.TYPE_SHORT_ASCII);
      else this.#type(interned ? type.TYPE_ASCII_INTERNED : type.TYPE_ASCII);
      if (short) this.#byte(text.length);
      else this.#int32(text.length);
      this.#reserve(text.length);
      for (let index = 0; index < text.length; index++) this.#bytes[this.#length++] = text.charCodeAt(index);
      return;
    }
    const encoded = encodeUtf8(codePointsOf(text));
    this.#type(interned && this.version >= 3 ? type.TYPE_INTERNED : type.TYPE_UNICODE);
    this.#int32(encoded.length);
    this.#raw(encoded);
  }

  tuple(items: readonly V[]): void {
    if (this.version >= 4 && items.length < 256) {
      this.#type(type.TYPE_SMALL_TUPLE);
      this.#byte(items.length);
    } else {
      this.#type(type.TYPE_TUPLE);
      this.#int32(items.length);
    }
    for (const item of items) this.object(item);
  }

  list(items: readonly V[]): void {
    this.#type(type.TYPE_LIST);
    this.#int32(items.length);
    for (const item of items) this.object(item);
  }

  dict(entries: Iterable<readonly [V, V]>): void {
    this.#type(type.TYPE_DICT);
    for (const [key, value] of entries) {
      this.object(key);
      this.object(value);
    }
    this.#byte(type.TYPE_NULL);
  }

  set(items: readonly V[]): void {
    this.#type(type.TYPE_SET);
    this.#sorted(items);
  }

  frozenSet(items: readonly V[]): void {
    this.#type(type.TYPE_FROZENSET);
    this.#sorted(items);
  }

  slice(start: V, stop: V, step: V): void {
    if (this.version < 5) this.unmarshallable();
    this.#type(type.TYPE_SLICE);
    this.object(start);
    this.object(stop);
    this.object(step);
  }

  code(code: CodeValues<V>): void {
    if (!this.#allowCode) throw new MarshalError("ValueError", "marshalling code objects is disallowed");
    this.#type(type.TYPE_CODE);
    this.#int32(code.co_argcount);
    this.#int32(code.co_posonlyargcount);
    this.#int32(code.co_kwonlyargcount);
    this.#int32(code.co_stacksize);
    this.#int32(code.co_flags);
    this.object(code.co_code);
    this.object(code.co_consts);
    this.object(code.co_names);
    this.object(code.co_localsplusnames);
    this.object(code.co_localspluskinds);
    this.object(code.co_filename);
    this.object(code.co_name);
    this.object(code.co_qualname);
    this.#int32(code.co_firstlineno);
    this.object(code.co_linetable);
    this.object(code.co_exceptiontable);
  }

  /** For a value of any other type. */
  unmarshallable(): never {
    throw new MarshalError("ValueError", "unmarshallable object");
  }

  /** The items in the order of their own dumps, so that equal sets give equal bytes. */
  #sorted(items: readonly V[]): void {
    this.#int32(items.length);
    const { version } = this;
    const pairs = items.map((item) => ({
      item,
      dump: dumps(item, { version, allowCode: this.#allowCode, visitor: this.#visitor }),
    }));
    pairs.sort((a, b) => compareBytes(a.dump, b.dump));
    for (const { item } of pairs) this.object(item);
  }

  #type(code: number): void {
    this.#byte(code | this.#flag);
    this.#flag = 0;
  }

  #byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  #int32(value: number): void {
    this.#reserve(4);
    const bytes = this.#bytes;
    bytes[this.#length++] = value;
    bytes[this.#length++] = value >> 8;
    bytes[this.#length++] = value >> 16;
    bytes[this.#length++] = value >> 24;
  }

  #float64(value: number): void {
    this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  #floatText(value: number): void {
    const text = formatG17(value);
    this.#byte(text.length);
    for (let index = 0; index < text.length; index++) this.#byte(text.charCodeAt(index));
  }

  #raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** The magnitude's digits of 15 bits, least significant first. */
function digitsOfInt(value: bigint): Uint16Array {
  const hex = (value < 0n ? -value : value).toString(16);
  const digits = new Uint16Array(Math.ceil((hex.length * 4) / 15));
  let count = 0;
  let accumulator = 0;
  let filled = 0;
  for (let index = hex.length - 1; index >= 0; index--) {
    accumulator |= parseInt(hex[index], 16) << filled;
    filled += 4;
    if (filled >= 15) {
      digits[count++] = accumulator & 0x7fff;
      accumulator >>>= 15;
      filled -= 15;
    }
  }
  if (accumulator > 0) digits[count++] = accumulator;
  while (count > 0 && digits[count - 1] === 0) count--;
  return digits.subarray(0, count);
}

/** `repr`-like text with 17 significant digits: C's `%.17g`. */
function formatG17(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa, exponentText] = value.toExponential(16).split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 17) {
    const digits = mantissa.replace(/\.?0+$/, "");
    const magnitude = `${Math.abs(exponent)}`.padStart(2, "0");
    return `${digits}e${exponent < 0 ? "-" : "+"}${magnitude}`;
  }
  const fixed = value.toFixed(Math.max(0, 16 - exponent));
  return fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) if (a[index] !== b[index]) return a[index] - b[index];
  return a.length - b.length;
}

function nestedTooDeep(): MarshalError {
  return new MarshalError("ValueError", "object too deeply nested to marshal");
}
