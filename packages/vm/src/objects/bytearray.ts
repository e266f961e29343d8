/**
 * `bytearray`, a mutable sequence of ints in range(256) (library reference, "Binary Sequence Types"; CPython
 * Objects/bytearrayobject.c). Methods shared with bytes: bytes-methods.ts.
 *
 * The memory may be longer than the array, so that append is cheap. While a buffer of it is exported (a memoryview
 * exists) its size is fixed.
 */
import { compareBytes, findBytes, repeatBytes, reprBytes } from "../algorithms/byte-strings.ts";
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
import { bufferError, indexError, memoryError, must, raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { type PyType, TypeFlag, createTypeShell, typeName, typeOf } from "../kernel/type.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import type { Comparison } from "../protocols/compare.ts";
import { askForLength } from "../protocols/iterate.ts";
import { isIndex, toClampedIndex, toIndex } from "../protocols/number.ts";
import { bytesLikeOf } from "./buffer.ts";
import { builtinFunction } from "./builtin-lookup.ts";
import {
  type ByteStringKind,
  byteStringMethods,
  bytesFromHex,
  containsByte,
  toByte,
} from "./bytes-methods.ts";
import { formatBytesPercent } from "./bytes-percent.ts";
import { bytesFromObject, encodedSource, sizeOf } from "./bytes.ts";
import { decodeText } from "./codecs.ts";
import { releaseView, PyMemoryView, viewOf } from "./memoryview.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { strOf } from "./str/text.ts";
import { makeTuple } from "./tuple.ts";

export class PyByteArray implements HeapObject {
  declare readonly cls: PyType;
  /** The memory; the array is its first `length` bytes. */
  bytes: Uint8Array;
  length: number;
  /** Buffers given out and not released. */
  exports = 0;
  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.bytes = bytes;
    this.length = bytes.length;
  }
  /** The bytes themselves, for reading or changing in place. */
  view(): Uint8Array {
    return this.length === this.bytes.length ? this.bytes : this.bytes.subarray(0, this.length);
  }
}

class PyByteArrayIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  array: PyByteArray | null;
  index = 0;
  constructor(array: PyByteArray) {
    this.array = array;
  }
}

export const bytearrayType: PyType = createTypeShell("bytearray", { instance: PyByteArray });
const bytearrayIteratorType: PyType = createTypeShell("bytearray_iterator", {
  instance: PyByteArrayIterator,
});

export function makeByteArray(bytes: Uint8Array): PyByteArray {
  return new PyByteArray(bytes);
}

const KIND: ByteStringKind = {
  name: "bytearray",
  bytesOf: (self: PyByteArray) => self.view(),
  make: makeByteArray,
};
const MAX_LENGTH = 2 ** 31;

/** Bytes that CPython would have allocated, a terminator included. */
function allocationOf(self: PyByteArray): number {
  return self.bytes.length === 0 ? 0 : self.bytes.length + 1;
}

/** Change the length; new bytes are zero. Throws BufferError while a buffer is exported. */
function resize(self: PyByteArray, length: number): void {
  if (length > MAX_LENGTH) throw memoryError("");
  if (length === self.length) return;
  if (self.exports > 0) throw bufferError("Existing exports of data: object cannot be re-sized");
  const allocated = allocationOf(self);
  if (length + 1 > allocated || length < allocated / 2) {
    // A small step leaves room for more of them, a large one does not (PyByteArray_Resize).
    const small = length + 1 > allocated && length <= allocated * 1.125;
    const moved = new Uint8Array(small ? length + (length >> 3) + (length < 9 ? 2 : 5) : length);
    moved.set(self.bytes.subarray(0, Math.min(self.length, length)));
    self.bytes = moved;
  } else if (length < self.length) {
    self.bytes.fill(0, length, self.length);
  }
  self.length = length;
}

/** Put bytes in the place of those from start to stop. Throws. */
function splice(self: PyByteArray, start: number, stop: number, replacement: Uint8Array): void {
  const tail = self.bytes.slice(stop, self.length);
  resize(self, start + replacement.length + tail.length);
  self.bytes.set(replacement, start);
  self.bytes.set(tail, start + replacement.length);
}

const bindInit = argumentBinder("bytearray", "(source=<unset>, encoding=<unset>, errors=<unset>)");

function initialize(self: PyByteArray, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindInit(args, kwnames) as (PyObject | undefined)[] | undefined;
  if (bound === undefined) return undefined;
  const [source, encoding, errors] = bound;
  if (self.length > 0) resize(self, 0);
  const encoded = encodedSource("bytearray", source, encoding, errors);
  if (encoded !== null) splice(self, 0, 0, encoded);
  else if (source !== undefined) {
    const size = sizeOf(source);
    if (size !== null) resize(self, size);
    else splice(self, 0, 0, bytesFromObject(source, "bytearray", "byte must be in range(0, 256)"));
  }
  return None;
}

function wrongIndex(key: PyObject) {
  return typeError(`bytearray indices must be integers or slices, not ${typeName(key)}`);
}

/** An index of an existing byte. Throws. */
function position(self: PyByteArray, key: PyObject): number {
  if (!isIndex(key)) throw wrongIndex(key);
  const index = must(toIndex(key));
  const at = index < 0 ? index + self.length : index;
  if (at < 0 || at >= self.length) throw indexError("bytearray index out of range");
  return at;
}

function getItem(self: PyByteArray, key: PyObject): Result {
  if (key instanceof PySlice) {
    const range = sliceIndices(key, self.length);
    if (range === undefined) return undefined;
    const { start, step, length } = range;
    if (step === 1) return makeByteArray(self.bytes.slice(start, start + length));
    return makeByteArray(Uint8Array.from({ length }, (_, i) => self.bytes[start + i * step]!));
  }
  return self.bytes[position(self, key)]!;
}

function setItem(self: PyByteArray, key: PyObject, value: PyObject): Result {
  if (key instanceof PySlice) {
    const range = must(sliceIndices(key, self.length));
    return assignSlice(self, key, range.step === 1 ? null : range.step, replacementOf(self, value));
  }
  if (!isIndex(key)) throw wrongIndex(key);
  const index = must(toIndex(key));
  const byte = toByte(value);
  const at = index < 0 ? index + self.length : index;
  if (at < 0 || at >= self.length) throw indexError("bytearray index out of range");
  self.bytes[at] = byte;
  return None;
}

function replacementOf(self: PyByteArray, value: PyObject): Uint8Array {
  if (value === self) return self.view().slice();
  const bytes = bytesLikeOf(value);
  if (bytes !== null) return bytes;
  const slots = typeOf(value).slots;
  if (
    isIndex(value) ||
    strOf(value) !== undefined ||
    (slots.__iter__ === undefined && slots.__getitem__ === undefined)
  ) {
    throw typeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  }
  return bytesFromObject(value, "bytearray", "byte must be in range(0, 256)");
}

function assignSlice(self: PyByteArray, key: PySlice, step: number | null, replacement: Uint8Array): Result {
  // The length may have changed while the value was read.
  const { start, length } = must(sliceIndices(key, self.length));
  if (step === null) {
    splice(self, start, start + length, replacement.slice());
    return None;
  }
  if (replacement.length === 0) return deleteSlice(self, key);
  if (replacement.length !== length) {
    throw valueError(
      `attempt to assign bytes of size ${replacement.length} to extended slice of size ${length}`,
    );
  }
  for (let i = 0; i < length; i++) self.bytes[start + i * step] = replacement[i]!;
  return None;
}

function deleteSlice(self: PyByteArray, key: PySlice): Result {
  const { start, step, length } = must(sliceIndices(key, self.length));
  if (length === 0) return None;
  if (step === 1) {
    splice(self, start, start + length, new Uint8Array(0));
    return None;
  }
  const removed = new Set(Array.from({ length }, (_, i) => start + i * step));
  splice(
    self,
    0,
    self.length,
    self.view().filter((_, i) => !removed.has(i)),
  );
  return None;
}

function deleteItem(self: PyByteArray, key: PyObject): Result {
  if (key instanceof PySlice) return deleteSlice(self, key);
  const at = position(self, key);
  splice(self, at, at + 1, new Uint8Array(0));
  return None;
}

function concat(self: PyByteArray, other: PyObject): Result {
  const tail = bytesLikeOf(other);
  if (tail === null) return raise(typeError(`can't concat ${typeName(other)} to ${typeName(self)}`));
  const result = makeByteArray(self.view().slice());
  splice(result, result.length, result.length, tail);
  return result;
}

function inplaceConcat(self: PyByteArray, other: PyObject): Result {
  const tail = bytesLikeOf(other);
  if (tail === null) return raise(typeError(`can't concat ${typeName(other)} to ${typeName(self)}`));
  splice(self, self.length, self.length, other === self ? tail.slice() : tail);
  return self;
}

function repeated(self: PyByteArray, count: PyObject): Uint8Array {
  const times = must(toIndex(count, "OverflowError"));
  if (times > 0 && self.length * times > MAX_LENGTH) throw memoryError("");
  return repeatBytes(self.view(), times);
}

/** Equality and order with any bytes-like object. */
function compare(test: (sign: number) => boolean) {
  return (self: PyByteArray, other: PyObject): Result => {
    const bytes = bytesLikeOf(other);
    return bytes === null ? NotImplemented : test(compareBytes(self.view(), bytes));
  };
}

const comparisons: Record<Comparison, ReturnType<typeof compare>> = {
  __lt__: compare((sign) => sign < 0),
  __le__: compare((sign) => sign <= 0),
  __eq__: compare((sign) => sign === 0),
  __ne__: compare((sign) => sign !== 0),
  __gt__: compare((sign) => sign > 0),
  __ge__: compare((sign) => sign >= 0),
};

function extend(self: PyByteArray, iterable: PyObject): Result {
  const buffer = bytesLikeOf(iterable);
  if (buffer !== null) {
    splice(self, self.length, self.length, iterable === self ? buffer.slice() : buffer);
    return None;
  }
  if (strOf(iterable) !== undefined) throw typeError("expected iterable of integers; got: 'str'");
  const slots = typeOf(iterable).slots;
  if (slots.__iter__ === undefined && slots.__getitem__ === undefined) {
    throw typeError(`can't extend bytearray with ${typeName(iterable)}`);
  }
  if (!askForLength(iterable)) return undefined;
  const bytes = bytesFromObject(iterable, "bytearray", "byte must be in range(0, 256)");
  splice(self, self.length, self.length, bytes);
  return None;
}

function insert(self: PyByteArray, indexArgument: PyObject, item: PyObject): Result {
  const index = must(toClampedIndex(indexArgument));
  const byte = toByte(item);
  const at = index < 0 ? Math.max(index + self.length, 0) : Math.min(index, self.length);
  splice(self, at, at, Uint8Array.of(byte));
  return None;
}

function pop(self: PyByteArray, indexArgument: PyObject): Result {
  const index = must(toIndex(indexArgument));
  if (self.length === 0) throw indexError("pop from empty bytearray");
  const at = index < 0 ? index + self.length : index;
  if (at < 0 || at >= self.length) throw indexError("pop index out of range");
  const byte = self.bytes[at]!;
  splice(self, at, at + 1, new Uint8Array(0));
  return byte;
}

function remove(self: PyByteArray, value: PyObject): Result {
  const at = findBytes(self.view(), Uint8Array.of(toByte(value)), 0, self.length);
  if (at < 0) throw valueError("value not found in bytearray");
  splice(self, at, at + 1, new Uint8Array(0));
  return None;
}

const dictName = attributeName("__dict__");

function reduce(self: PyByteArray, protocol: number): Result {
  const state = must(getAttributeOrAbsent(self, dictName)) ?? None;
  const bytes = self.view();
  const type = typeOf(self);
  if (bytes.length === 0) return makeTuple([type, makeTuple([]), state]);
  if (protocol < 3)
    return makeTuple([type, makeTuple([decodeText(bytes, "latin-1", "strict"), "latin-1"]), state]);
  return makeTuple([type, makeTuple([must(viewOf(self).toBytesObject())]), state]);
}

defineType("bytearray", {
  shell: bytearrayType,
  flags: TypeFlag.MATCH_SELF,
  signature: "(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)",
  doc: `bytearray(iterable_of_ints) -> bytearray
bytearray(string, encoding[, errors]) -> bytearray
bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer
bytearray(int) -> bytes array of size given by the parameter initialized with null bytes
bytearray() -> empty bytes array

A mutable array of bytes.`,
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize,
    __repr__: (self: PyByteArray) => strFromUtf16(`${self.cls.name}(${reprByteArray(self.view())})`),
    __str__: (self: PyByteArray) => strFromUtf16(`${self.cls.name}(${reprByteArray(self.view())})`),
    __len__: (self: PyByteArray) => self.length,
    __getitem__: getItem,
    __setitem__: setItem,
    __delitem__: deleteItem,
    __contains__: (self: PyByteArray, item) => containsByte(self.view(), item),
    __iter__: (self: PyByteArray) => new PyByteArrayIterator(self),
    __buffer__: (self: PyByteArray) => viewOf(self),
    concat,
    repeat: (self: PyByteArray, count) => makeByteArray(repeated(self, count)),
    inplaceConcat,
    inplaceRepeat: (self: PyByteArray, count) => {
      splice(self, 0, self.length, repeated(self, count));
      return self;
    },
    __mod__: (self: PyObject, args) =>
      self instanceof PyByteArray ? makeByteArray(formatBytesPercent(self.view(), args)) : NotImplemented,
    __rmod__: (self: PyByteArray, format) =>
      format instanceof PyByteArray ? makeByteArray(formatBytesPercent(format.view(), self)) : NotImplemented,
    ...comparisons,
  },
  methods: {
    __alloc__: method("($self, /)", "Number of bytes that are allocated.", allocationOf),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyByteArray) =>
      reduce(self, 2),
    ),
    __reduce_ex__: method(
      "($self, proto=0, /)",
      "Return state information for pickling.",
      (self: PyByteArray, proto: PyObject) => reduce(self, must(toIndex(proto))),
    ),
    __sizeof__: method(
      "($self, /)",
      "Size in memory, in bytes.",
      (self: PyByteArray) => 56 + allocationOf(self),
    ),
    __release_buffer__: method(
      "($self, buffer, /)",
      "Release a buffer that __buffer__ gave.",
      (_self: PyByteArray, view: PyObject) => {
        if (view instanceof PyMemoryView) releaseView(view);
        return None;
      },
    ),
    ...byteStringMethods(KIND),
    fromhex: classMethod(
      "($type, string, /)",
      "The bytes that hexadecimal digits spell; white space between pairs is skipped.",
      (type: PyType, string: PyObject) => {
        const array = makeByteArray(bytesFromHex(string));
        return type === bytearrayType ? array : call(type, [array]);
      },
    ),
    append: method("($self, item, /)", "Add one byte at the end.", (self: PyByteArray, item: PyObject) => {
      const byte = toByte(item);
      resize(self, self.length + 1);
      self.bytes[self.length - 1] = byte;
      return None;
    }),
    clear: method("($self, /)", "Remove all bytes.", (self: PyByteArray) => {
      resize(self, 0);
      return None;
    }),
    copy: method("($self, /)", "A copy.", (self: PyByteArray) => makeByteArray(self.view().slice())),
    extend: method(
      "($self, iterable_of_ints, /)",
      "Add the bytes of a bytes-like object, or ints of an iterable, at the end.",
      extend,
    ),
    insert: method("($self, index, item, /)", "Put one byte in front of the one at index.", insert),
    pop: method("($self, index=-1, /)", "Remove a byte and return it; IndexError if there is none.", pop),
    remove: method(
      "($self, value, /)",
      "Remove the first byte of this value; ValueError if there is none.",
      remove,
    ),
    resize: method(
      "($self, size, /)",
      "Change the length; new bytes are zero.",
      (self: PyByteArray, size: PyObject) => {
        const length = must(toIndex(size, "OverflowError"));
        if (length < 0) throw valueError(`Can only resize to positive sizes, got ${length}`);
        resize(self, length);
        return None;
      },
    ),
    reverse: method("($self, /)", "Reverse the order of the bytes in place.", (self: PyByteArray) => {
      self.view().reverse();
      return None;
    }),
  },
});

/** As of bytes, but a single quote is always escaped (bytearray_repr). */
function reprByteArray(bytes: Uint8Array): string {
  const text = reprBytes(bytes);
  return text[1] === '"' ? text.replaceAll("'", "\\'") : text;
}

defineType("bytearray_iterator", {
  shell: bytearrayIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyByteArrayIterator) => {
      const array = self.array;
      if (array === null) return EXHAUSTED;
      if (self.index < array.length) return array.bytes[self.index++]!;
      self.array = null;
      return EXHAUSTED;
    },
  },
  methods: {
    __length_hint__: method("($self, /)", "How many bytes are left.", (self: PyByteArrayIterator) =>
      self.array === null ? 0 : Math.max(self.array.length - self.index, 0),
    ),
    __reduce__: method(
      "($self, /)",
      "Return state information for pickling.",
      (self: PyByteArrayIterator) => {
        const iterFunction = builtinFunction("iter");
        if (iterFunction === undefined) return undefined;
        return self.array === null
          ? makeTuple([iterFunction, makeTuple([makeTuple([])])])
          : makeTuple([iterFunction, makeTuple([self.array]), self.index]);
      },
    ),
    __setstate__: method(
      "($self, state, /)",
      "Set state information for unpickling.",
      (self: PyByteArrayIterator, state: PyObject) => {
        const index = toIndex(state);
        if (index === undefined) return undefined;
        if (self.array !== null) self.index = Math.min(Math.max(index, 0), self.array.length);
        return None;
      },
    ),
  },
});
