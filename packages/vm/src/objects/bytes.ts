/**
 * `bytes`, an immutable sequence of ints in range(256) (library reference, "Binary Sequence Types"; CPython
 * Objects/bytesobject.c). Methods shared with bytearray: bytes-methods.ts.
 */
import { compareBytes, concatBytes, reprBytes, repeatBytes } from "../algorithms/byte-strings.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { classMethod, defineType, method } from "../kernel/define.ts";
import {
  EXHAUSTED,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { call } from "../kernel/invoke.ts";
import { indexError, memoryError, must, raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { utf16Of } from "../kernel/text.ts";
import { type PyType, TypeFlag, createTypeShell, typeName, typeOf } from "../kernel/type.ts";
import { callSpecialIfPresent } from "../protocols/call.ts";
import { orderedSlots } from "../protocols/compare.ts";
import { iterateOrThrow } from "../protocols/iterate.ts";
import { intValueOf, isIndex, toIndex, toInteger } from "../protocols/number.ts";
import { badArgument } from "./bad-argument.ts";
import { bytesLikeOf } from "./buffer.ts";
import { builtinFunction } from "./builtin-lookup.ts";
import { type ByteStringKind, byteStringMethods, bytesFromHex, containsByte } from "./bytes-methods.ts";
import { formatBytesPercent } from "./bytes-percent.ts";
import { encodeText } from "./codecs.ts";
import { viewOf } from "./memoryview.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { strOf } from "./str/text.ts";
import { hashBytes } from "./text-hash.ts";
import { makeTuple } from "./tuple.ts";

export class PyBytes implements HeapObject {
  declare readonly cls: PyType;
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export class PyBytesIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  bytes: PyBytes | null;
  index = 0;
  constructor(bytes: PyBytes) {
    this.bytes = bytes;
  }
}

export const bytesType: PyType = createTypeShell("bytes", { instance: PyBytes });
const bytesIteratorType: PyType = createTypeShell("bytes_iterator", { instance: PyBytesIterator });

/** A bytes object; the array belongs to it from here on and does not change. */
export function makeBytes(bytes: Uint8Array): PyBytes {
  return new PyBytes(bytes);
}

const KIND: ByteStringKind = { name: "bytes", bytesOf: (self: PyBytes) => self.bytes, make: makeBytes };
const MAX_LENGTH = 2 ** 31;

const bindNew = argumentBinder("bytes", "(source=<unset>, encoding=<unset>, errors=<unset>)");
const bytesName = attributeName("__bytes__");

function newBytes(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindNew(args, kwnames) as (PyObject | undefined)[] | undefined;
  if (bound === undefined) return undefined;
  const [source, encoding, errors] = bound;
  if (
    source instanceof PyBytes &&
    source.cls === bytesType &&
    type === bytesType &&
    encoding === undefined &&
    errors === undefined
  ) {
    return source;
  }
  const bytes = encodedSource("bytes", source, encoding, errors) ?? convert(source);
  return type === bytesType && bytes instanceof PyBytes
    ? bytes
    : new type.JS(bytes instanceof PyBytes ? bytes.bytes : bytes);
}

/** bytes(str, encoding): the encoded text; null when it is not such a call. Throws. */
export function encodedSource(
  type: string,
  source: PyObject | undefined,
  encoding: PyObject | undefined,
  errors: PyObject | undefined,
): Uint8Array | null {
  const name = (parameter: string, value: PyObject | undefined): string | undefined => {
    if (value === undefined) return undefined;
    const text = strOf(value);
    if (text === undefined) throw badArgument(type, `argument '${parameter}'`, "str", value);
    return utf16Of(text);
  };
  const encodingName = name("encoding", encoding);
  const errorsName = name("errors", errors);
  const text = source === undefined ? undefined : strOf(source);
  if (text === undefined) {
    if (encodingName !== undefined) throw typeError("encoding without a string argument");
    if (errorsName !== undefined) throw typeError("errors without a string argument");
    return null;
  }
  if (encodingName === undefined) throw typeError("string argument without an encoding");
  return encodeText(text, encodingName, errorsName ?? "strict");
}

function convert(source: PyObject | undefined): Uint8Array | PyBytes {
  if (source === undefined) return new Uint8Array(0);
  const special = must(callSpecialIfPresent(source, bytesName, []));
  if (special !== null) {
    if (!(special instanceof PyBytes))
      throw typeError(`__bytes__ returned non-bytes (type ${typeName(special)})`);
    return special;
  }
  const size = sizeOf(source);
  return size === null ? bytesFromObject(source) : new Uint8Array(size);
}

/** The length that an int source asks for; null for other objects. Throws. */
export function sizeOf(source: PyObject): number | null {
  if (typeOf(source).slots.__index__ === undefined) return null;
  const size = must(toIndex(source, "OverflowError"));
  if (size < 0) throw valueError("negative count");
  if (size > MAX_LENGTH) throw memoryError("");
  return size;
}

/** The bytes of a bytes-like object or of an iterable of ints (PyBytes_FromObject). Throws. */
export function bytesFromObject(
  source: PyObject,
  type = "bytes",
  range = "bytes must be in range(0, 256)",
): Uint8Array {
  const buffer = bytesLikeOf(source);
  if (buffer !== null) return buffer.slice();
  const slots = typeOf(source).slots;
  if (strOf(source) !== undefined || (slots.__iter__ === undefined && slots.__getitem__ === undefined)) {
    throw typeError(`cannot convert '${typeName(source)}' object to ${type}`);
  }
  const bytes: number[] = [];
  for (const item of iterateOrThrow(source)) {
    const byte = intValueOf(item) ?? must(toInteger(item));
    if (byte < 0 || byte > 255) throw valueError(range);
    bytes.push(Number(byte));
  }
  return Uint8Array.from(bytes);
}

function getItem(self: PyBytes, key: PyObject): Result {
  const bytes = self.bytes;
  if (key instanceof PySlice) {
    const range = sliceIndices(key, bytes.length);
    if (range === undefined) return undefined;
    const { start, step, length } = range;
    if (step === 1) {
      return length === bytes.length && self.cls === bytesType
        ? self
        : makeBytes(bytes.slice(start, start + length));
    }
    return makeBytes(Uint8Array.from({ length }, (_, i) => bytes[start + i * step]!));
  }
  if (typeof key !== "number" && !isIndex(key)) {
    return raise(typeError(`byte indices must be integers or slices, not ${typeName(key)}`));
  }
  const index = toIndex(key);
  if (index === undefined) return undefined;
  return bytes[index < 0 ? index + bytes.length : index] ?? raise(indexError("index out of range"));
}

function concat(self: PyObject, other: PyObject): Result {
  const head = bytesLikeOf(self)!;
  const tail = bytesLikeOf(other);
  if (tail === null) return raise(typeError(`can't concat ${typeName(other)} to ${typeName(self)}`));
  if (tail.length === 0 && typeOf(self) === bytesType) return self;
  if (head.length === 0 && typeOf(other) === bytesType) return other;
  return makeBytes(concatBytes(head, tail));
}

function repeat(self: PyBytes, count: PyObject): Result {
  const times = toIndex(count, "OverflowError");
  if (times === undefined) return undefined;
  if (times === 1 && self.cls === bytesType) return self;
  if (times > 0 && self.bytes.length * times > MAX_LENGTH) return raise(memoryError(""));
  return makeBytes(repeatBytes(self.bytes, times));
}

defineType("bytes", {
  shell: bytesType,
  flags: TypeFlag.MATCH_SELF,
  signature: "(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)",
  doc: `bytes(iterable_of_ints) -> bytes
bytes(string, encoding[, errors]) -> bytes
bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer
bytes(int) -> bytes object of size given by the parameter initialized with null bytes
bytes() -> empty bytes object

An immutable array of bytes.`,
  slots: {
    __new__: newBytes,
    __repr__: (self: PyBytes) => reprBytes(self.bytes),
    __str__: (self: PyBytes) => reprBytes(self.bytes),
    __hash__: (self: PyBytes) => hashBytes(self.bytes),
    __len__: (self: PyBytes) => self.bytes.length,
    __getitem__: getItem,
    __contains__: (self: PyBytes, item) => containsByte(self.bytes, item),
    __iter__: (self: PyBytes) => new PyBytesIterator(self),
    __buffer__: (self: PyBytes) => viewOf(self),
    concat,
    repeat,
    __mod__: (self: PyObject, args) =>
      self instanceof PyBytes ? makeBytes(formatBytesPercent(self.bytes, args)) : NotImplemented,
    __rmod__: (self: PyBytes, format) =>
      format instanceof PyBytes ? makeBytes(formatBytesPercent(format.bytes, self)) : NotImplemented,
    ...orderedSlots<PyBytes>((self, other) =>
      other instanceof PyBytes ? compareBytes(self.bytes, other.bytes) : undefined,
    ),
  },
  methods: {
    __getnewargs__: method("($self, /)", null, (self: PyBytes) => makeTuple([makeBytes(self.bytes)])),
    __bytes__: method("($self, /)", "The bytes as an exact bytes object.", (self: PyBytes) =>
      self.cls === bytesType ? self : makeBytes(self.bytes),
    ),
    __sizeof__: method("($self, /)", "Size in memory, in bytes.", (self: PyBytes) => 33 + self.bytes.length),
    ...byteStringMethods(KIND),
    fromhex: classMethod(
      "($type, string, /)",
      "The bytes that hexadecimal digits spell; white space between pairs is skipped.\n\nExample: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'.",
      (type: PyType, string: PyObject) => {
        const bytes = makeBytes(bytesFromHex(string));
        return type === bytesType ? bytes : call(type, [bytes]);
      },
    ),
  },
});

defineType("bytes_iterator", {
  shell: bytesIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyBytesIterator) => {
      if (self.bytes === null) return EXHAUSTED;
      const byte = self.bytes.bytes[self.index];
      if (byte === undefined) {
        self.bytes = null;
        return EXHAUSTED;
      }
      self.index++;
      return byte;
    },
  },
  methods: {
    __length_hint__: method("($self, /)", "How many bytes are left.", (self: PyBytesIterator) =>
      self.bytes === null ? 0 : self.bytes.bytes.length - self.index,
    ),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyBytesIterator) => {
      const iterFunction = builtinFunction("iter");
      if (iterFunction === undefined) return undefined;
      return self.bytes === null
        ? makeTuple([iterFunction, makeTuple([makeTuple([])])])
        : makeTuple([iterFunction, makeTuple([self.bytes]), self.index]);
    }),
    __setstate__: method(
      "($self, state, /)",
      "Set state information for unpickling.",
      (self: PyBytesIterator, state: PyObject) => {
        const index = toIndex(state);
        if (index === undefined) return undefined;
        if (self.bytes !== null) self.index = Math.min(Math.max(index, 0), self.bytes.bytes.length);
        return None;
      },
    ),
  },
});
