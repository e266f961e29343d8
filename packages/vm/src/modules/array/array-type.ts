/**
 * `array.array`: a sequence of numbers or characters of one C type (library reference, "array"; CPython
 * Modules/arraymodule.c).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import { hooks } from "../../kernel/hooks.ts";
import { identityOf } from "../../kernel/identity.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import {
  UNWINDING,
  eofError,
  indexError,
  memoryError,
  must,
  runtimeError,
  typeError,
  valueError,
} from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { type PyType, TypeFlag, createTypeShell, typeName } from "../../kernel/type.ts";
import { callMethod } from "../../protocols/call.ts";
import { type Comparison, equals, richCompare } from "../../protocols/compare.ts";
import { forEach, iter } from "../../protocols/iterate.ts";
import { isIndex, toClampedIndex, toIndex } from "../../protocols/number.ts";
import { repr } from "../../protocols/repr.ts";
import { PyByteArray } from "../../objects/bytearray.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { PyBytes, makeBytes } from "../../objects/bytes.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { decodeText } from "../../objects/codecs.ts";
import { textOf } from "../../objects/item-array.ts";
import { PyList, makeList } from "../../objects/list.ts";
import { PyMemoryView, releaseView, viewOfMemory } from "../../objects/memoryview.ts";
import { PySlice, sliceIndices } from "../../objects/slice.ts";
import { badArgument } from "../../objects/bad-argument.ts";
import { pointsOf, strLength, strOf } from "../../objects/str/text.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { PyArray, arrayOf } from "./array-object.ts";
import { PyArrayIterator } from "./array-iterator.ts";
import { itemTypeOf } from "./item-types.ts";
import { reduceArray } from "./pickling.ts";

export const arrayType: PyType = createTypeShell("array", { instance: PyArray });

const isCharacter = (typecode: string): boolean => typecode === "u" || typecode === "w";
const badArgumentType = () => typeError("bad argument type for built-in operation");

// ---- Construction

function newArray(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const keywords = kwnames?.length ?? 0;
  if (keywords > 0 && (type === arrayType || type.slots.__init__ === arrayType.slots.__init__))
    throw typeError("array.array() takes no keyword arguments");
  const [code, initializer] = args.slice(0, args.length - keywords);
  const given = args.length - keywords;
  if (code === undefined) throw typeError("array() takes at least 1 argument (0 given)");
  if (given > 2) throw typeError(`array() takes at most 2 arguments (${given} given)`);
  const text = strOf(code);
  if (text === undefined) throw badArgument("array", "argument 1", "a unicode character", code);
  const length = strLength(text);
  if (length !== 1)
    throw typeError(`array() argument 1 must be a unicode character, not a string of length ${length}`);
  return makeArray(type, typeof text === "string" ? text : "", initializer);
}

/** `type(typecode, initializer)`. Throws. */
export function makeArray(type: PyType, typecode: string, initializer: PyObject | undefined): PyArray {
  if (typecode === "u") {
    const message = "The 'u' type code is deprecated and will be removed in Python 3.16";
    if (hooks.warn("DeprecationWarning", message, 1) === undefined) throw UNWINDING;
  }
  refuseText(typecode, initializer);
  const iterator =
    initializer === undefined || isDirect(typecode, initializer) ? undefined : must(iter(initializer));
  const itemType = itemTypeOf(typecode);
  if (itemType === undefined)
    throw valueError("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
  const array = new type.JS(itemType) as PyArray;
  if (iterator !== undefined) extendByIteration(array, iterator);
  else if (initializer !== undefined) fill(array, initializer);
  return array;
}

function refuseText(typecode: string, initializer: PyObject | undefined): void {
  if (initializer === undefined || isCharacter(typecode)) return;
  if (strOf(initializer) !== undefined)
    throw typeError(`cannot use a str to initialize an array with typecode '${typecode}'`);
  if (initializer instanceof PyArray && isCharacter(initializer.type.typecode))
    throw typeError(`cannot use a unicode array to initialize an array with typecode '${typecode}'`);
}

/** Whether `fill` knows the initializer; all others are iterated over. */
function isDirect(typecode: string, initializer: PyObject): boolean {
  return (
    initializer instanceof PyList ||
    initializer instanceof PyTuple ||
    initializer instanceof PyBytes ||
    initializer instanceof PyByteArray ||
    (isCharacter(typecode) && strOf(initializer) !== undefined) ||
    (initializer instanceof PyArray && initializer.type.typecode === typecode)
  );
}

function fill(array: PyArray, initializer: PyObject): void {
  if (initializer instanceof PyArray) appendItems(array, initializer);
  else if (initializer instanceof PyList || initializer instanceof PyTuple) fillFromItems(array, initializer);
  else if (strOf(initializer) !== undefined) appendText(array, initializer);
  else appendBytes(array, toBytesLike(initializer));
}

function fillFromItems(array: PyArray, { items }: PyList | PyTuple): void {
  const { length } = items;
  array.resize(length);
  for (let i = 0; i < length; i++) {
    const item = items[i];
    if (item === undefined) throw indexError("list index out of range");
    array.put(i, array.type.fromPython(item));
  }
}

// ---- Growing

function extendByIteration(array: PyArray, iterable: PyObject): void {
  must(
    forEach(iterable, (value) => {
      array.append(array.type.fromPython(value));
      return true;
    }),
  );
}

function appendItems(array: PyArray, other: PyArray): void {
  if (array.type !== other.type) throw typeError("can only extend with array of same kind");
  array.splice(array.length, array.length, other.used().slice());
}

function extend(self: PyArray, iterable: PyObject): Result {
  if (iterable instanceof PyArray) appendItems(self, iterable);
  else extendByIteration(self, iterable);
  return None;
}

function appendBytes(array: PyArray, bytes: Uint8Array): void {
  if (bytes.length % array.type.itemsize !== 0) throw valueError("bytes length not a multiple of item size");
  const copy = bytes.slice();
  array.splice(array.length, array.length, array.type.over(copy.buffer));
}

function appendText(array: PyArray, value: PyObject): void {
  const text = strOf(value);
  if (text === undefined) throw badArgument("fromunicode", "argument", "str", value);
  array.splice(array.length, array.length, pointsOf(text));
}

function fromBytes(self: PyArray, buffer: PyObject): Result {
  const itemsize = buffer instanceof PyArray ? buffer.type.itemsize : 1;
  const viewed = buffer instanceof PyMemoryView ? buffer.layout.itemsize : itemsize;
  const bytes = toBytesLike(buffer);
  if (viewed !== 1) throw typeError("a bytes-like object is required");
  appendBytes(self, bytes);
  return None;
}

function fromUnicode(self: PyArray, text: PyObject): Result {
  if (!isCharacter(self.type.typecode))
    throw valueError("fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  appendText(self, text);
  return None;
}

function fromList(self: PyArray, list: PyObject): Result {
  if (!(list instanceof PyList)) throw typeError("arg must be list");
  const before = self.length;
  const count = list.items.length;
  self.resize(before + count);
  try {
    for (let i = 0; i < count; i++) {
      self.put(self.length - count + i, self.type.fromPython(list.items[i]!));
      if (list.items.length !== count) throw runtimeError("list changed size during iteration");
    }
  } catch (caught) {
    self.resize(before);
    throw caught;
  }
  return None;
}

const readName = attributeName("read");
const writeName = attributeName("write");
const BLOCK_SIZE = 64 * 1024;

function fromFile(self: PyArray, file: PyObject, countArgument: PyObject): Result {
  const count = must(toIndex(countArgument, "OverflowError"));
  if (count < 0) throw valueError("negative count");
  const wanted = count * self.type.itemsize;
  if (!Number.isSafeInteger(wanted)) throw memoryError("");
  const data = must(callMethod(file, readName, [wanted]));
  if (!(data instanceof PyBytes)) throw typeError("read() didn't return bytes");
  appendBytes(self, data.bytes);
  if (data.bytes.length !== wanted) throw eofError("read() didn't return enough bytes");
  return None;
}

function toFile(self: PyArray, file: PyObject): Result {
  for (let start = 0; start < self.bytes().length; start += BLOCK_SIZE)
    must(callMethod(file, writeName, [makeBytes(self.bytes().slice(start, start + BLOCK_SIZE))]));
  return None;
}

// ---- Conversion

function toList(self: PyArray): PyList {
  return makeList(Array.from({ length: self.length }, (_, i) => self.at(i)));
}

function toUnicode(self: PyArray): Result {
  const { typecode } = self.type;
  if (!isCharacter(typecode))
    throw valueError("tounicode() may only be called on unicode type arrays ('u' or 'w')");
  return decodeText(self.bytes(), "utf-32-le", typecode === "u" ? "surrogatepass" : "strict");
}

function reprArray(self: PyArray): Result {
  const { typecode } = self.type;
  const name = self.cls.name;
  if (self.length === 0) return `${name}('${typecode}')`;
  const value = isCharacter(typecode) ? must(toUnicode(self)) : toList(self);
  return strFromUtf16(`${name}('${typecode}', ${textOf(must(repr(value)))})`);
}

// ---- Subscription

const wrongIndex = () => typeError("array indices must be integers");

function getItem(self: PyArray, key: PyObject): Result {
  if (key instanceof PySlice) return getSlice(self, key);
  if (!isIndex(key)) throw wrongIndex();
  const index = must(toIndex(key));
  const at = index < 0 ? index + self.length : index;
  if (at < 0 || at >= self.length) throw indexError("array index out of range");
  return self.at(at);
}

function getSlice(self: PyArray, key: PySlice): PyArray {
  const { start, step, length } = must(sliceIndices(key, () => self.length));
  if (step === 1) return arrayOf(self.type, self.items.slice(start, start + length));
  const result = new PyArray(self.type, length);
  for (let i = 0; i < length; i++) result.put(i, self.items[start + i * step]!);
  return result;
}

/** An index of an existing item, to be replaced or removed. */
function position(self: PyArray, key: PyObject): number {
  const index = must(toIndex(key));
  const at = index < 0 ? index + self.length : index;
  if (at < 0 || at >= self.length) throw indexError("array assignment index out of range");
  return at;
}

function setItem(self: PyArray, key: PyObject, value: PyObject): Result {
  if (key instanceof PySlice) return setSlice(self, key, value);
  if (!isIndex(key)) throw wrongIndex();
  const at = position(self, key);
  const item = self.type.fromPython(value);
  // The conversion may have shortened the array.
  if (at >= self.length) throw indexError("array assignment index out of range");
  self.put(at, item);
  return None;
}

function setSlice(self: PyArray, key: PySlice, value: PyObject): Result {
  const { start, step, length } = must(sliceIndices(key, () => self.length));
  if (!(value instanceof PyArray))
    throw typeError(`can only assign array (not "${typeName(value)}") to array slice`);
  if (value.type !== self.type) throw badArgumentType();
  const items = value.used().slice();
  if (items.length === 0 || items.length !== length) self.checkResizable();
  if (step === 1) self.splice(start, start + length, items);
  else if (items.length === 0) removeSlice(self, start, step, length);
  else if (items.length !== length)
    throw valueError(`attempt to assign array of size ${items.length} to extended slice of size ${length}`);
  else for (let i = 0; i < length; i++) self.put(start + i * step, items[i]!);
  return None;
}

function deleteItem(self: PyArray, key: PyObject): Result {
  if (key instanceof PySlice) {
    const { start, step, length } = must(sliceIndices(key, () => self.length));
    self.checkResizable();
    removeSlice(self, start, step, length);
    return None;
  }
  if (!isIndex(key)) throw wrongIndex();
  removeAt(self, position(self, key));
  return None;
}

function removeAt(self: PyArray, index: number): void {
  self.splice(index, index + 1, new PyArray(self.type).items);
}

function removeSlice(self: PyArray, start: number, step: number, count: number): void {
  const first = step < 0 ? start + step * (count - 1) : start;
  const distance = Math.abs(step);
  let kept = first;
  for (let i = first; i < self.length; i++) {
    const steps = (i - first) / distance;
    if (Number.isInteger(steps) && steps < count) continue;
    self.put(kept++, self.items[i]!);
  }
  if (count > 0) self.resize(kept);
}

// ---- Searching

/** The index of the first item equal to a value in start ≤ index < stop; −1: none. Equality may change the array. */
function find(self: PyArray, value: PyObject, start = 0, stop = Infinity): number {
  for (let i = start; i < stop && i < self.length; i++) if (must(equals(self.at(i), value))) return i;
  return -1;
}

function sliceIndex(value: PyObject): number {
  if (!isIndex(value)) throw typeError("slice indices must be integers or have an __index__ method");
  return must(toClampedIndex(value));
}

function indexOf(self: PyArray, value: PyObject, startArgument: PyObject, stopArgument?: PyObject): Result {
  const start = sliceIndex(startArgument);
  const stop = stopArgument === undefined ? Infinity : sliceIndex(stopArgument);
  const first = start < 0 ? Math.max(start + self.length, 0) : start;
  const index = find(self, value, first, stop < 0 ? stop + self.length : stop);
  if (index < 0) throw valueError("array.index(x): x not in array");
  return index;
}

function count(self: PyArray, value: PyObject): Result {
  let total = 0;
  for (let at = find(self, value); at >= 0; at = find(self, value, at + 1)) total++;
  return total;
}

function remove(self: PyArray, value: PyObject): Result {
  const index = find(self, value);
  if (index < 0) throw valueError("array.remove(x): x not in array");
  removeAt(self, index);
  return None;
}

function insert(self: PyArray, indexArgument: PyObject, value: PyObject): Result {
  const index = must(toIndex(indexArgument, "OverflowError"));
  const item = self.type.fromPython(value);
  const { length } = self;
  const at = index < 0 ? Math.max(index + length, 0) : Math.min(index, length);
  self.resize(length + 1);
  self.items.copyWithin(at + 1, at, length);
  self.put(at, item);
  return None;
}

function pop(self: PyArray, indexArgument: PyObject): Result {
  const index = must(toIndex(indexArgument, "OverflowError"));
  if (self.length === 0) throw indexError("pop from empty array");
  const at = index < 0 ? index + self.length : index;
  if (at < 0 || at >= self.length) throw indexError("pop index out of range");
  const value = self.at(at);
  removeAt(self, at);
  return value;
}

// ---- Operators

function concat(self: PyArray, other: PyObject): Result {
  if (!(other instanceof PyArray))
    throw typeError(`can only append array (not "${typeName(other)}") to array`);
  if (other.type !== self.type) throw badArgumentType();
  const result = arrayOf(self.type, self.used().slice());
  appendItems(result, other);
  return result;
}

function inplaceConcat(self: PyArray, other: PyObject): Result {
  if (!(other instanceof PyArray))
    throw typeError(`can only extend array with array (not "${typeName(other)}")`);
  appendItems(self, other);
  return self;
}

function repeatInplace(self: PyArray, countArgument: PyObject): Result {
  const times = Math.max(must(toIndex(countArgument, "OverflowError")), 0);
  const { length } = self;
  if (length === 0 || times === 1) return self;
  self.resize(length * times);
  // Each round doubles what is there.
  for (let done = length; done < self.length; done *= 2)
    self.items.copyWithin(done, 0, Math.min(done, self.length - done));
  return self;
}

function repeat(self: PyArray, times: PyObject): Result {
  return repeatInplace(arrayOf(self.type, self.used().slice()), times);
}

function ordered(sign: number, comparison: Comparison): boolean {
  switch (comparison) {
    case "__lt__":
      return sign < 0;
    case "__le__":
      return sign <= 0;
    case "__eq__":
      return sign === 0;
    case "__ne__":
      return sign !== 0;
    case "__gt__":
      return sign > 0;
    case "__ge__":
      return sign >= 0;
  }
}

function compare(comparison: Comparison) {
  return (self: PyArray, other: PyObject): Result => {
    if (!(other instanceof PyArray)) return NotImplemented;
    if (self.length !== other.length && (comparison === "__eq__" || comparison === "__ne__"))
      return comparison === "__ne__";
    if (self.type === other.type && self.type.kind !== "float")
      return ordered(compareItems(self, other), comparison);
    for (let i = 0; i < self.length && i < other.length; i++) {
      const [left, right] = [self.at(i), other.at(i)];
      if (must(equals(left, right))) continue;
      if (comparison === "__eq__" || comparison === "__ne__") return comparison === "__ne__";
      return richCompare(left, right, comparison);
    }
    return ordered(self.length - other.length, comparison);
  };
}

function compareItems(self: PyArray, other: PyArray): number {
  const length = Math.min(self.length, other.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [self.items[i]!, other.items[i]!];
    if (left !== right) return left < right ? -1 : 1;
  }
  return self.length - other.length;
}

// ---- In place

function byteswap(self: PyArray): Result {
  const { itemsize } = self.type;
  const bytes = self.bytes();
  for (let start = 0; start < bytes.length; start += itemsize)
    bytes.subarray(start, start + itemsize).reverse();
  return None;
}

function reverse(self: PyArray): Result {
  self.used().reverse();
  return None;
}

function lend(self: PyArray): PyMemoryView {
  self.exports++;
  return viewOfMemory(self, self.bytes(), {
    format: isCharacter(self.type.typecode) ? "w" : self.type.typecode,
    itemsize: self.type.itemsize,
    readonly: false,
    onRelease: () => {
      self.exports--;
    },
  });
}

const copy = (self: PyArray): PyArray => arrayOf(self.type, self.used().slice());

const DOC = `A sequence of values of one basic type: array(typecode[, initializer]).

The initializer is a list, a bytes-like object, a str for the character types, another array, or any iterable.

    typecode    C type                bytes
    'b', 'B'    char                  1
    'h', 'H'    short                 2
    'i', 'I'    int                   4
    'l', 'L'    long                  8
    'q', 'Q'    long long             8
    'f'         float                 4
    'd'         double                8
    'w'         Py_UCS4, a character  4
    'u'         wchar_t, deprecated   4

A capital letter is the unsigned type.`;

defineType("array", {
  shell: arrayType,
  module: "array",
  doc: DOC,
  flags: TypeFlag.SEQUENCE,
  hasWeakref: true,
  slots: {
    __new__: newArray,
    __repr__: reprArray,
    __len__: (self: PyArray) => self.length,
    __iter__: (self: PyArray) => new PyArrayIterator(self),
    __getitem__: getItem,
    __setitem__: setItem,
    __delitem__: deleteItem,
    __contains__: (self: PyArray, value) => find(self, value) >= 0,
    __buffer__: lend,
    concat,
    repeat,
    inplaceConcat,
    inplaceRepeat: repeatInplace,
    __lt__: compare("__lt__"),
    __le__: compare("__le__"),
    __eq__: compare("__eq__"),
    __ne__: compare("__ne__"),
    __gt__: compare("__gt__"),
    __ge__: compare("__ge__"),
  },
  methods: {
    typecode: getset(
      "the typecode character used to create the array",
      (self: PyArray) => self.type.typecode,
    ),
    itemsize: getset("the size, in bytes, of one array item", (self: PyArray) => self.type.itemsize),
    append: method("($self, v, /)", "Add a value at the end.", (self: PyArray, value: PyObject) => {
      self.append(self.type.fromPython(value));
      return None;
    }),
    buffer_info: method(
      "($self, /)",
      "The address of the items in memory and their number, as a tuple.",
      (self: PyArray) => makeTuple([identityOf(self.items as never), self.length]),
    ),
    byteswap: method("($self, /)", "Reverse the order of the bytes in each item.", byteswap),
    clear: method("($self, /)", "Remove every item.", (self: PyArray) => {
      self.resize(0);
      return None;
    }),
    __copy__: method("($self, /)", "A copy of the array.", copy),
    __deepcopy__: method("($self, unused, /)", "A copy of the array.", copy),
    count: method("($self, v, /)", "How many items equal v.", count),
    extend: method("($self, bb, /)", "Add the items of an iterable at the end.", extend),
    fromfile: method(
      "($self, f, n, /)",
      "Read n items from a binary file and add them at the end.",
      fromFile,
    ),
    fromlist: method("($self, list, /)", "Add the items of a list at the end.", fromList),
    frombytes: method(
      "($self, buffer, /)",
      "Add items given as machine values in a bytes-like object.",
      fromBytes,
    ),
    fromunicode: method(
      "($self, ustr, /)",
      "Add the characters of a str to an array of characters.",
      fromUnicode,
    ),
    index: method(
      "($self, v, start=0, stop=sys.maxsize, /)",
      "The index of the first item equal to v; ValueError if there is none.",
      indexOf,
    ),
    insert: method("($self, i, v, /)", "Put a value in front of the item at index i.", insert),
    pop: method("($self, i=-1, /)", "Remove the item at index i and return it.", pop),
    remove: method("($self, v, /)", "Remove the first item equal to v.", remove),
    reverse: method("($self, /)", "Reverse the order of the items.", reverse),
    tofile: method("($self, f, /)", "Write the items to a binary file, as machine values.", toFile),
    tolist: method("($self, /)", "The items as a list.", toList),
    tobytes: method("($self, /)", "The items as machine values.", (self: PyArray) =>
      makeBytes(self.bytes().slice()),
    ),
    tounicode: method("($self, /)", "The characters of an array of characters, as a str.", toUnicode),
    __reduce_ex__: method(
      "($self, value, /)",
      "Return state information for pickling.",
      (self: PyArray, protocol: PyObject) => reduceArray(self, protocol, toList),
    ),
    __sizeof__: method(
      "($self, /)",
      "Size of the array in memory, in bytes.",
      (self: PyArray) => 64 + self.items.byteLength,
    ),
    __release_buffer__: method(
      "($self, buffer, /)",
      "Release a buffer that __buffer__ gave.",
      (_self: PyArray, view: PyObject) => {
        if (view instanceof PyMemoryView) releaseView(view);
        return None;
      },
    ),
    __class_getitem__: classGetItem(),
  },
});
