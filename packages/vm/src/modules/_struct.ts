/**
 * `_struct`: Python values as C structures, and back (library reference, "struct"; CPython Modules/_struct.c).
 *
 * Native sizes and alignment are those of 64-bit Unix.
 */
import {
  type ItemKind,
  NATIVE_ITEMS,
  integerFits,
  readHalf,
  readInteger,
  writeHalf,
  writeInteger,
  writeSingle,
} from "../algorithms/struct-item.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import {
  type ModuleDefinition,
  defineModule,
  defineType,
  fn,
  getset,
  method,
  rawFn,
  rawMethod,
} from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import {
  EXHAUSTED,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { must, overflowError, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { utf16Of } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyFloat, type PyType, TypeFlag, typeName, typeOf } from "../kernel/type.ts";
import { toIndex, toInteger } from "../protocols/number.ts";
import { toBytesLike, writableBytesOf } from "../objects/buffer.ts";
import { PyByteArray } from "../objects/bytearray.ts";
import { PyBytes, makeBytes } from "../objects/bytes.ts";
import { encodeText } from "../objects/codecs.ts";
import { PyComplex, toComplex } from "../objects/complex.ts";
import { makeFloat, toDouble } from "../objects/float.ts";
import { normalize } from "../objects/int/arithmetic.ts";
import { strOf } from "../objects/str/text.ts";
import { makeTuple } from "../objects/tuple.ts";

const structErrorType: PyType = defineType("error", {
  base: exceptionTypes.Exception,
  module: "struct",
  hasDict: true,
});
const structError = (message: string) => makeException(structErrorType, [message]);

/** `count` values in a row. `size` is of one item, but for `s` and `p` of the whole string. */
type Field = {
  readonly code: string;
  readonly kind: ItemKind | "string" | "pascal" | "complex";
  readonly size: number;
  readonly offset: number;
  readonly count: number;
};
/** `items`: how many values there are. */
type Layout = {
  readonly fields: readonly Field[];
  readonly items: number;
  readonly size: number;
  readonly little: boolean;
};

/** Sizes without `@`; n, N and P are native only. */
const STANDARD_SIZE: Readonly<Record<string, number>> = { l: 4, L: 4 };
const NATIVE_ONLY = "nNP";
const MAX_SIZE = 2 ** 63;

function parseFormat(format: string): Layout {
  const prefix = /^[@=<>!]/.exec(format)?.[0] ?? "@";
  const native = prefix === "@";
  const fields: Field[] = [];
  let offset = 0;
  const tokens = format.slice(/^[@=<>!]/.test(format) ? 1 : 0).matchAll(/\s+|([0-9]*)([^0-9]?)/g);
  for (const [token, digits, code] of tokens) {
    if (token === "" || digits === undefined) continue;
    if (code === "" || /\s/.test(code!)) throw structError("repeat count given without format specifier");
    const count = digits === "" ? 1 : Number(digits);
    const item = itemOf(code!, native);
    if (item === null) throw structError("bad char in struct format");
    if (native && item.size > 0) offset = Math.ceil(offset / item.alignment) * item.alignment;
    if (count * item.size + offset >= MAX_SIZE) throw structError("total struct size too long");
    if (code === "x") offset += count;
    else if (code === "s" || code === "p") {
      fields.push({ code: code!, kind: code === "s" ? "string" : "pascal", size: count, offset, count: 1 });
      offset += count;
    } else {
      fields.push({ code: code!, kind: item.kind, size: item.size, offset, count });
      offset += count * item.size;
    }
  }
  const items = fields.reduce((total, field) => total + field.count, 0);
  return { fields, items, size: offset, little: prefix !== ">" && prefix !== "!" };
}

function itemOf(
  code: string,
  native: boolean,
): { size: number; alignment: number; kind: ItemKind | "complex" } | null {
  if (code === "x" || code === "s" || code === "p") return { size: 1, alignment: 1, kind: "char" };
  if (code === "F") return { size: 8, alignment: 4, kind: "complex" };
  if (code === "D") return { size: 16, alignment: 8, kind: "complex" };
  if (!Object.hasOwn(NATIVE_ITEMS, code) || (!native && NATIVE_ONLY.includes(code))) return null;
  const item = NATIVE_ITEMS[code]!;
  const size = native ? item.size : (STANDARD_SIZE[code] ?? item.size);
  return { size, alignment: item.size, kind: item.kind };
}

const cache = new Map<string, Layout>();
const MAX_CACHE = 100;

function layoutOf(format: string): Layout {
  if (format.includes("\0")) throw structError("embedded null character");
  let layout = cache.get(format);
  if (layout === undefined) {
    layout = parseFormat(format);
    if (cache.size >= MAX_CACHE) cache.clear();
    cache.set(format, layout);
  }
  return layout;
}

function formatText(format: PyObject): string {
  const text = strOf(format);
  if (text !== undefined) {
    encodeText(text, "ascii", "strict");
    return utf16Of(text);
  }
  if (format instanceof PyBytes) return String.fromCharCode(...format.bytes);
  throw typeError(`Struct() argument 1 must be a str or bytes object, not ${typeName(format)}`);
}

// ---- Reading

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function unpackAt(layout: Layout, bytes: Uint8Array, base: number): PyObject {
  const view = viewOf(bytes);
  const values: PyObject[] = [];
  for (const field of layout.fields) {
    for (let i = 0, at = base + field.offset; i < field.count; i++, at += field.size) {
      values.push(readField(field, bytes, view, at, layout.little));
    }
  }
  return makeTuple(values);
}

function readField(
  { kind, size }: Field,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  little: boolean,
): PyObject {
  switch (kind) {
    case "string":
      return makeBytes(bytes.slice(at, at + size));
    case "pascal": {
      const length = size === 0 ? 0 : Math.min(bytes[at]!, size - 1);
      return makeBytes(bytes.slice(at + 1, at + 1 + length));
    }
    case "char":
      return makeBytes(bytes.slice(at, at + 1));
    case "bool":
      return bytes[at] !== 0;
    case "half":
      return makeFloat(readHalf(view, at, little));
    case "float":
      return makeFloat(readDouble(view, at, size, little));
    case "complex":
      return new PyComplex(
        readDouble(view, at, size / 2, little),
        readDouble(view, at + size / 2, size / 2, little),
      );
    default:
      return normalize(readInteger(view, at, size, kind === "int", little));
  }
}

const readDouble = (view: DataView, at: number, size: number, little: boolean): number =>
  size === 4 ? view.getFloat32(at, little) : view.getFloat64(at, little);

// ---- Writing

function packInto(layout: Layout, bytes: Uint8Array, base: number, values: readonly PyObject[]): void {
  const view = viewOf(bytes);
  bytes.fill(0, base, base + layout.size);
  let next = 0;
  for (const field of layout.fields) {
    for (let i = 0, at = base + field.offset; i < field.count; i++, at += field.size) {
      writeField(field, bytes, view, at, layout.little, values[next++]!);
    }
  }
}

function writeField(
  field: Field,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  little: boolean,
  value: PyObject,
): void {
  const { code, kind, size } = field;
  switch (kind) {
    case "string":
    case "pascal": {
      const text =
        value instanceof PyBytes ? value.bytes : value instanceof PyByteArray ? value.view() : null;
      if (text === null) throw structError(`argument for '${code}' must be a bytes object`);
      if (kind === "string") bytes.set(text.subarray(0, size), at);
      else if (size > 0) {
        const length = Math.min(text.length, size - 1);
        bytes[at] = Math.min(length, 255);
        bytes.set(text.subarray(0, length), at + 1);
      }
      return;
    }
    case "char":
      if (!(value instanceof PyBytes) || value.bytes.length !== 1) {
        throw structError("char format requires a bytes object of length 1");
      }
      bytes[at] = value.bytes[0]!;
      return;
    case "bool":
      bytes[at] = must(isTrue(value)) ? 1 : 0;
      return;
    case "half":
      if (!writeHalf(view, at, doubleArgument(value), little)) throw tooLarge(code);
      return;
    case "float":
      writeDouble(view, at, size, doubleArgument(value), { code, little });
      return;
    case "complex": {
      const { real, imag } = toComplex(value);
      writeDouble(view, at, size / 2, real, { code: "f", little });
      writeDouble(view, at + size / 2, size / 2, imag, { code: "f", little });
      return;
    }
    default:
      writeInteger(view, at, size, integerArgument(field, value, kind === "int"), little);
  }
}

function writeDouble(
  view: DataView,
  at: number,
  size: number,
  x: number,
  how: { code: string; little: boolean },
): void {
  if (size === 8) view.setFloat64(at, x, how.little);
  else if (!writeSingle(view, at, x, how.little)) throw tooLarge(how.code);
}

function tooLarge(code: string) {
  return overflowError(`float too large to pack with ${code} format`);
}

function doubleArgument(value: PyObject): number {
  const slots = typeOf(value).slots;
  if (!(value instanceof PyFloat) && slots.__float__ === undefined && slots.__index__ === undefined) {
    throw structError("required argument is not a float");
  }
  return toDouble(value);
}

function integerArgument({ code, size }: Field, value: PyObject, signed: boolean): number | bigint {
  if (typeOf(value).slots.__index__ === undefined) throw structError("required argument is not an integer");
  const integer = must(toInteger(value));
  if (code === "P") {
    // Addresses wrap: both halves of the range are accepted.
    if (!integerFits(integer, size, integer < 0)) throw structError("int too large to convert");
    return integer;
  }
  if (integerFits(integer, size, signed)) return integer;
  const bits = BigInt(size * 8);
  const lowest = signed ? -(1n << (bits - 1n)) : 0n;
  const highest = (1n << (signed ? bits - 1n : bits)) - 1n;
  throw structError(`'${code}' format requires ${lowest} <= number <= ${highest}`);
}

// ---- What the functions and the methods of Struct share.

function pack(layout: Layout, values: readonly PyObject[]): Result {
  checkCount("pack", layout, values.length);
  const bytes = new Uint8Array(layout.size);
  packInto(layout, bytes, 0, values);
  return makeBytes(bytes);
}

function checkCount(name: string, layout: Layout, given: number): void {
  if (given !== layout.items) {
    throw structError(`${name} expected ${layout.items} items for packing (got ${given})`);
  }
}

function packIntoBuffer(layout: Layout, args: readonly PyObject[]): Result {
  if (args.length < 1) throw structError("pack_into expected buffer argument");
  if (args.length < 2) throw structError("pack_into expected offset argument");
  checkCount("pack_into", layout, args.length - 2);
  const [buffer, offsetArgument, ...values] = args as [PyObject, PyObject, ...PyObject[]];
  const memory = writableBytesOf(buffer);
  if (memory === null)
    throw typeError(`argument must be read-write bytes-like object, not ${typeName(buffer)}`);
  const { size } = layout;
  let offset = must(toIndex(offsetArgument, "OverflowError"));
  if (offset < 0) {
    if (offset + size > 0) throw structError(`no space to pack ${size} bytes at offset ${offset}`);
    if (offset + memory.length < 0)
      throw structError(`offset ${offset} out of range for ${memory.length}-byte buffer`);
    offset += memory.length;
  }
  if (memory.length - offset < size) throw tooSmall("pack_into", "packing", layout, offset, memory.length);
  packInto(layout, memory, offset, values);
  return None;
}

function tooSmall(name: string, action: string, { size }: Layout, offset: number, length: number) {
  return structError(
    `${name} requires a buffer of at least ${size + offset} bytes for ${action} ${size} bytes at offset ${offset} ` +
      `(actual buffer size is ${length})`,
  );
}

function unpack(layout: Layout, buffer: PyObject): Result {
  const bytes = toBytesLike(buffer);
  if (bytes.length !== layout.size) throw structError(`unpack requires a buffer of ${layout.size} bytes`);
  return unpackAt(layout, bytes, 0);
}

function unpackFrom(layout: Layout, buffer: PyObject, offsetArgument: PyObject): Result {
  const bytes = toBytesLike(buffer);
  let offset = must(toIndex(offsetArgument, "OverflowError"));
  if (offset < 0) {
    if (offset + layout.size > 0)
      throw structError(`not enough data to unpack ${layout.size} bytes at offset ${offset}`);
    if (offset + bytes.length < 0)
      throw structError(`offset ${offset} out of range for ${bytes.length}-byte buffer`);
    offset += bytes.length;
  }
  if (bytes.length - offset < layout.size)
    throw tooSmall("unpack_from", "unpacking", layout, offset, bytes.length);
  return unpackAt(layout, bytes, offset);
}

class PyUnpackIterator implements HeapObject {
  declare readonly cls: PyType;
  readonly layout: Layout;
  readonly buffer: PyObject;
  index = 0;
  constructor(layout: Layout, buffer: PyObject) {
    this.layout = layout;
    this.buffer = buffer;
  }
}

function iterUnpack(layout: Layout, buffer: PyObject): Result {
  if (layout.size === 0) throw structError("cannot iteratively unpack with a struct of length 0");
  if (toBytesLike(buffer).length % layout.size !== 0) {
    throw structError(`iterative unpacking requires a buffer of a multiple of ${layout.size} bytes`);
  }
  return new PyUnpackIterator(layout, buffer);
}

defineType("unpack_iterator", {
  instance: PyUnpackIterator,
  module: "_struct",
  final: true,
  flags: TypeFlag.DISALLOW_INSTANTIATION,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyUnpackIterator) => {
      const bytes = toBytesLike(self.buffer);
      if (self.index + self.layout.size > bytes.length) return EXHAUSTED;
      const values = unpackAt(self.layout, bytes, self.index);
      self.index += self.layout.size;
      return values;
    },
  },
  methods: {
    __length_hint__: method("($self, /)", "How many tuples are left.", (self: PyUnpackIterator) =>
      Math.floor((toBytesLike(self.buffer).length - self.index) / self.layout.size),
    ),
  },
});

class PyStruct implements HeapObject {
  declare readonly cls: PyType;
  format = "";
  /** null until `__init__` ran. */
  layout: Layout | null = null;
}

function layoutIn(self: PyStruct): Layout {
  if (self.layout === null)
    throw makeException(exceptionTypes.RuntimeError, ["Struct object is not initialized"]);
  return self.layout;
}

const bindInit = argumentBinder("Struct", "(format)");

function noKeywords(name: string, kwnames: KeywordNames): void {
  if (kwnames !== undefined && kwnames.length > 0) throw typeError(`${name}() takes no keyword arguments`);
}

const PACK_DOC = "A bytes object with the values packed as the format says.";
const PACK_INTO_DOC = "Pack the values and write the bytes into a writable buffer at an offset.";
const UNPACK_DOC = "The values in a buffer of exactly the structure's size, as a tuple.";
const UNPACK_FROM_DOC = "The values in a buffer at an offset, as a tuple.";
const ITER_UNPACK_DOC =
  "An iterator over the tuples of values in a buffer of a multiple of the structure's size.";

const structType = defineType("Struct", {
  instance: PyStruct,
  module: "_struct",
  signature: "(format)",
  doc: "A compiled format string.",
  hasDict: true,
  hasWeakref: true,
  slots: {
    __new__: (type) => new type.JS(),
    __init__: (self: PyStruct, args, kwnames) => {
      const bound = bindInit(args, kwnames) as [PyObject] | undefined;
      if (bound === undefined) return undefined;
      const format = formatText(bound[0]);
      self.layout = layoutOf(format);
      self.format = format;
      return None;
    },
    __repr__: (self: PyStruct) => `${self.cls.name}('${self.format}')`,
  },
  methods: {
    iter_unpack: method("($self, buffer, /)", ITER_UNPACK_DOC, (self: PyStruct, buffer: PyObject) =>
      iterUnpack(layoutIn(self), buffer),
    ),
    pack: rawMethod("($self, /, *values)", PACK_DOC, (self: PyStruct, args, kwnames) => {
      noKeywords("Struct.pack", kwnames);
      return pack(layoutIn(self), args);
    }),
    pack_into: rawMethod(
      "($self, buffer, offset, /, *values)",
      PACK_INTO_DOC,
      (self: PyStruct, args, kwnames) => {
        noKeywords("Struct.pack_into", kwnames);
        return packIntoBuffer(layoutIn(self), args);
      },
    ),
    unpack: method("($self, buffer, /)", UNPACK_DOC, (self: PyStruct, buffer: PyObject) =>
      unpack(layoutIn(self), buffer),
    ),
    unpack_from: method(
      "($self, /, buffer, offset=0)",
      UNPACK_FROM_DOC,
      (self: PyStruct, buffer: PyObject, offset: PyObject) => unpackFrom(layoutIn(self), buffer, offset),
    ),
    __sizeof__: method(
      "($self, /)",
      "Size in memory, in bytes.",
      (self: PyStruct) => 56 + 32 * layoutIn(self).fields.length,
    ),
    format: getset("struct format string", (self: PyStruct) => self.format),
    size: getset("struct size in bytes", (self: PyStruct) => layoutIn(self).size),
  },
});

const layoutFrom = (format: PyObject): Layout => layoutOf(formatText(format));

function formatFirst(args: PyObject[], kwnames: KeywordNames, name: string): Layout {
  noKeywords(`_struct.${name}`, kwnames);
  if (args.length === 0) throw typeError("missing format argument");
  return layoutFrom(args[0]!);
}

export const structModule: ModuleDefinition = defineModule("_struct", {
  doc: "Python values as C structures, in bytes objects, and back. The format string says which.",
  types: [structType],
  constants: { error: structErrorType },
  functions: {
    _clearcache: fn("($module, /)", "Forget the compiled formats.", () => {
      cache.clear();
      return None;
    }),
    calcsize: fn(
      "($module, format, /)",
      "Size in bytes of the structure that a format describes.",
      (format: PyObject) => layoutFrom(format).size,
    ),
    iter_unpack: fn("($module, format, buffer, /)", ITER_UNPACK_DOC, (format: PyObject, buffer: PyObject) =>
      iterUnpack(layoutFrom(format), buffer),
    ),
    pack: rawFn("($module, format, /, *values)", PACK_DOC, (args, kwnames) =>
      pack(formatFirst(args, kwnames, "pack"), args.slice(1)),
    ),
    pack_into: rawFn("($module, format, buffer, offset, /, *values)", PACK_INTO_DOC, (args, kwnames) =>
      packIntoBuffer(formatFirst(args, kwnames, "pack_into"), args.slice(1)),
    ),
    unpack: fn("($module, format, buffer, /)", UNPACK_DOC, (format: PyObject, buffer: PyObject) =>
      unpack(layoutFrom(format), buffer),
    ),
    unpack_from: fn(
      "($module, format, /, buffer, offset=0)",
      UNPACK_FROM_DOC,
      (format: PyObject, buffer: PyObject, offset: PyObject) =>
        unpackFrom(layoutFrom(format), buffer, offset),
    ),
  },
});
