/**
 * `memoryview`: the memory of another object, seen as an array of items (library reference, "Memory Views"; CPython
 * Objects/memoryobject.c).
 *
 * Views of any number of dimensions, strides, native formats of one character. Views of a view share its memory; an
 * owner that cannot change its size while viewed (bytearray) counts them.
 */
import { compareBytes, joinBytes } from "../algorithms/byte-strings.ts";
import {
  NATIVE_ITEMS,
  integerFits,
  readHalf,
  readInteger,
  writeHalf,
  writeInteger,
  writeSingle,
} from "../algorithms/struct-item.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { classMethod, defineType, getset, method, rawMethod } from "../kernel/define.ts";
import {
  EXHAUSTED,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import {
  bufferError,
  indexError,
  must,
  notImplementedError,
  raise,
  typeError,
  valueError,
} from "../kernel/raise.ts";
import { Ellipsis, None, NotImplemented } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import { utf16Of } from "../kernel/text.ts";
import { PyFloat, type PyType, TypeFlag, createTypeShell, lookup, typeName, typeOf } from "../kernel/type.ts";
import { callUnbound } from "../protocols/call.ts";
import { equals } from "../protocols/compare.ts";
import { addressOf } from "../kernel/identity.ts";
import { intValueOf, isIndex, toClampedIndex, toIndex, toInteger } from "../protocols/number.ts";
import { hash } from "../protocols/hash.ts";
import { badArgument } from "./bad-argument.ts";
import { PyByteArray } from "./bytearray.ts";
import { hexDoc, hexText } from "./bytes-methods.ts";
import { PyBytes, makeBytes } from "./bytes.ts";
import { classGetItem } from "./class-getitem.ts";
import { makeFloat, toDouble } from "./float.ts";
import { normalize } from "./int/arithmetic.ts";
import { PyList, makeList } from "./list.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { strOf } from "./str/text.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

/** Where the items are: `offset`, `strides` in bytes, `shape` in items. */
export type Layout = {
  readonly format: string;
  readonly itemsize: number;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
};

export class PyMemoryView implements HeapObject {
  declare readonly cls: PyType;
  /** The object whose memory it is; None of a view whose `__buffer__` gave none. */
  readonly owner: PyObject;
  readonly memory: Uint8Array;
  readonly readonly: boolean;
  readonly layout: Layout;
  /** Runs at release: tells the owner that one view less looks at it. */
  onRelease: (() => void) | null;
  released = false;
  /** Buffers that others hold of this view. */
  exports = 0;
  cachedHash: number | bigint | undefined = undefined;

  constructor(
    owner: PyObject,
    memory: Uint8Array,
    readonly: boolean,
    layout: Layout,
    onRelease: (() => void) | null,
  ) {
    this.owner = owner;
    this.memory = memory;
    this.readonly = readonly;
    this.layout = layout;
    this.onRelease = onRelease;
  }

  /** Together with the views derived from it, or from which it is. */
  shared: SharedMemory | null = null;

  get length(): number {
    return this.layout.shape.reduce((a, b) => a * b, 1);
  }
  get byteLength(): number {
    return this.length * this.layout.itemsize;
  }
  isContiguous(): boolean {
    return hasStrides(this.layout, contiguousStrides(this.layout.shape, this.layout.itemsize));
  }
  /** The memory of a contiguous view, to be read or changed in place. */
  contiguousMemory(): Uint8Array {
    return this.memory.subarray(this.layout.offset, this.layout.offset + this.byteLength);
  }
  toBytesObject(): PyBytes {
    return makeBytes(bytesOfView(this).slice());
  }
}

export const memoryviewType: PyType = createTypeShell("memoryview", { instance: PyMemoryView });

function contiguousStrides(shape: readonly number[], itemsize: number): number[] {
  const strides: number[] = [];
  let stride = itemsize;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i]!;
  }
  return strides;
}

function fortranStrides(shape: readonly number[], itemsize: number): number[] {
  let stride = itemsize;
  return shape.map((length) => {
    const own = stride;
    stride *= length;
    return own;
  });
}

/** Dimensions of one item may have any stride; an empty view is contiguous. */
function hasStrides(layout: Layout, strides: readonly number[]): boolean {
  if (layout.shape.includes(0)) return true;
  return layout.shape.every((length, i) => length === 1 || layout.strides[i] === strides[i]);
}

const byteLayout = (length: number): Layout => ({
  format: "B",
  itemsize: 1,
  offset: 0,
  shape: [length],
  strides: [1],
});

/** The one-dimensional view of bytes or a bytearray. */
export function viewOf(owner: PyBytes | PyByteArray): PyMemoryView {
  if (owner instanceof PyBytes)
    return new PyMemoryView(owner, owner.bytes, true, byteLayout(owner.bytes.length), null);
  owner.exports++;
  const release = () => {
    owner.exports--;
  };
  return new PyMemoryView(owner, owner.view(), false, byteLayout(owner.length), release);
}

/** A view of memory that a native object owns (array.array, mmap). `onRelease` runs once. */
export function viewOfMemory(
  owner: PyObject,
  memory: Uint8Array,
  options: { format: string; itemsize: number; readonly: boolean; onRelease: (() => void) | null },
): PyMemoryView {
  const { format, itemsize } = options;
  const layout: Layout = {
    format,
    itemsize,
    offset: 0,
    shape: [memory.length / itemsize],
    strides: [itemsize],
  };
  return new PyMemoryView(owner, memory, options.readonly, layout, options.onRelease);
}

/** Views of one memory, which goes back when the last of them is released. */
type SharedMemory = { users: number; readonly release: (() => void) | null };

/** Another view of the same memory. Either may be released before the other. */
function derive(view: PyMemoryView, layout: Layout, readonly = view.readonly): PyMemoryView {
  const shared: SharedMemory = view.shared ?? { users: 1, release: view.onRelease };
  const drop = () => {
    if (--shared.users === 0) shared.release?.();
  };
  if (view.shared === null) view.onRelease = drop;
  view.shared = shared;
  shared.users++;
  const derived = new PyMemoryView(view.owner, view.memory, readonly, layout, drop);
  derived.shared = shared;
  return derived;
}

/** Do something that may run code of the program, which cannot release the view meanwhile. */
function whileHeld<T>(view: PyMemoryView, body: () => T): T {
  view.exports++;
  try {
    return body();
  } finally {
    view.exports--;
  }
}

/** Throws ValueError for a view that has been released. */
export function checkReleased(view: PyMemoryView): void {
  if (view.released) throw valueError("operation forbidden on released memoryview object");
}

/** Give the memory back. Throws BufferError while others hold buffers of the view. */
export function releaseView(view: PyMemoryView): void {
  if (view.released) return;
  if (view.exports > 0) {
    throw bufferError(`memoryview has ${view.exports} exported buffer${view.exports === 1 ? "" : "s"}`);
  }
  view.released = true;
  view.onRelease?.();
  view.onRelease = null;
}

/** The bytes of the items in C order: the memory itself where that is contiguous. */
export function bytesOfView(view: PyMemoryView): Uint8Array {
  if (view.isContiguous()) return view.contiguousMemory();
  const parts: Uint8Array[] = [];
  forEachItem(view.layout, (offset) =>
    parts.push(view.memory.subarray(offset, offset + view.layout.itemsize)),
  );
  return joinBytes(new Uint8Array(0), parts);
}

/** Visit the byte offset of each item in C order. */
function forEachItem(layout: Layout, visit: (offset: number) => void): void {
  const walk = (dimension: number, offset: number): void => {
    if (dimension === layout.shape.length) return visit(offset);
    for (let i = 0; i < layout.shape[dimension]!; i++)
      walk(dimension + 1, offset + i * layout.strides[dimension]!);
  };
  walk(0, layout.offset);
}

const dataView = (memory: Uint8Array): DataView =>
  new DataView(memory.buffer, memory.byteOffset, memory.byteLength);

/** The format's one character, without `@`; null for formats that views cannot unpack. */
function nativeCode(format: string): string | null {
  const code = format.startsWith("@") ? format.slice(1) : format;
  return code.length === 1 && Object.hasOwn(NATIVE_ITEMS, code) ? code : null;
}

function unpackItem(view: PyMemoryView, offset: number): PyObject {
  const code = nativeCode(view.layout.format);
  if (code === null) throw notImplementedError(`memoryview: format ${view.layout.format} not supported`);
  return unpackNative(view.memory, offset, code);
}

/** The Python value of a native item. */
export function unpackNative(memory: Uint8Array, offset: number, code: string): PyObject {
  const { size, kind } = NATIVE_ITEMS[code]!;
  const data = dataView(memory);
  switch (kind) {
    case "char":
      return makeBytes(memory.slice(offset, offset + 1));
    case "bool":
      return memory[offset] !== 0;
    case "half":
      return makeFloat(readHalf(data, offset, true));
    case "float":
      return makeFloat(size === 4 ? data.getFloat32(offset, true) : data.getFloat64(offset, true));
    default:
      return normalize(readInteger(data, offset, size, kind === "int", true));
  }
}

function packItem(view: PyMemoryView, offset: number, value: PyObject): void {
  const code = nativeCode(view.layout.format);
  if (code === null) throw notImplementedError(`memoryview: format ${view.layout.format} not supported`);
  const { size, kind } = NATIVE_ITEMS[code]!;
  const data = dataView(view.memory);
  const wrongType = () => typeError(`memoryview: invalid type for format '${code}'`);
  const wrongValue = () => valueError(`memoryview: invalid value for format '${code}'`);
  switch (kind) {
    case "char":
      if (!(value instanceof PyBytes)) throw wrongType();
      if (value.bytes.length !== 1) throw wrongValue();
      view.memory[offset] = value.bytes[0]!;
      return;
    case "bool":
      view.memory[offset] = must(isTrue(value)) ? 1 : 0;
      return;
    case "half":
    case "float": {
      if (!(value instanceof PyFloat) && typeOf(value).slots.__float__ === undefined && !isIndex(value))
        throw wrongType();
      const x = toDouble(value);
      if (
        kind === "half"
          ? !writeHalf(data, offset, x, true)
          : size === 4 && !writeSingle(data, offset, x, true)
      )
        throw wrongValue();
      if (size === 8) data.setFloat64(offset, x, true);
      return;
    }
    default: {
      if (!isIndex(value)) throw wrongType();
      const integer = must(toInteger(value));
      if (!integerFits(integer, size, kind === "int")) throw wrongValue();
      writeInteger(data, offset, size, integer, true);
    }
  }
}

// ---- Construction

const bindNew = argumentBinder("memoryview", "(object)");
const bufferName = attributeName("__release_buffer__");

function newView(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindNew(args, kwnames) as [PyObject] | undefined;
  return bound === undefined ? undefined : memoryViewFrom(bound[0]);
}

/** memoryview(object). Throws. */
export function memoryViewFrom(object: PyObject, flags = FULL_READONLY): PyMemoryView {
  if (object instanceof PyBytes || object instanceof PyByteArray) return viewOf(object);
  if (object instanceof PyMemoryView) {
    checkReleased(object);
    return derive(object, object.layout);
  }
  const slot = typeOf(object).slots.__buffer__;
  if (slot === undefined)
    throw typeError(`memoryview: a bytes-like object is required, not '${typeName(object)}'`);
  const view = must(slot(object, flags));
  if (!(view instanceof PyMemoryView)) throw typeError("__buffer__ returned non-memoryview object");
  if (view.owner === object) return view;
  return viewOfPythonBuffer(object, view);
}

/** What a class's `__buffer__` gave, seen as that object's memory; released through its `__release_buffer__`. */
function viewOfPythonBuffer(object: PyObject, view: PyMemoryView): PyMemoryView {
  view.exports++;
  const release = lookup(typeOf(object), bufferName);
  return new PyMemoryView(object, view.memory, view.readonly, view.layout, () => {
    view.exports--;
    if (release !== undefined && release !== None) must(callUnbound(release, object, [view]));
    else releaseView(view);
  });
}

/** inspect.BufferFlags.FULL_RO. */
const FULL_READONLY = 0x11c;
const WRITABLE = 1;

function fromFlags(_type: PyType, object: PyObject, flagsArgument: PyObject): Result {
  const flags = must(toIndex(flagsArgument, "OverflowError"));
  const view = memoryViewFrom(object, flags);
  if ((flags & WRITABLE) !== 0 && view.readonly) {
    throw bufferError(
      object instanceof PyMemoryView
        ? "memoryview: underlying buffer is not writable"
        : "Object is not writable.",
    );
  }
  return view;
}

// ---- Items and slices

/** The byte offset of an item of a one-dimensional view. Throws. */
function offsetOf(view: PyMemoryView, indices: readonly PyObject[]): number {
  const { shape, strides } = view.layout;
  let offset = view.layout.offset;
  indices.forEach((key, dimension) => {
    const index = must(toIndex(key));
    const length = shape[dimension]!;
    const at = index < 0 ? index + length : index;
    if (at < 0 || at >= length) throw indexError(`index out of bounds on dimension ${dimension + 1}`);
    offset += at * strides[dimension]!;
  });
  return offset;
}

function itemOffset(view: PyMemoryView, key: PyTuple): number {
  const dimensions = view.layout.shape.length;
  if (key.items.length > dimensions) {
    throw typeError(`cannot index ${dimensions}-dimension view with ${key.items.length}-element tuple`);
  }
  if (key.items.length < dimensions) throw notImplementedError("sub-views are not implemented");
  return offsetOf(view, key.items);
}

const isIndexTuple = (key: PyObject): key is PyTuple => key instanceof PyTuple && key.items.every(isIndex);
const isSliceTuple = (key: PyObject): key is PyTuple =>
  key instanceof PyTuple && key.items.length > 0 && key.items.every((item) => item instanceof PySlice);

function sliced(view: PyMemoryView, key: PySlice): Layout {
  const { layout } = view;
  const { start, step, length } = must(sliceIndices(key, layout.shape[0]!));
  return {
    ...layout,
    offset: layout.offset + start * layout.strides[0]!,
    shape: [length, ...layout.shape.slice(1)],
    strides: [layout.strides[0]! * step, ...layout.strides.slice(1)],
  };
}

function getItem(view: PyMemoryView, key: PyObject): Result {
  checkReleased(view);
  const dimensions = view.layout.shape.length;
  if (dimensions === 0) {
    if (key instanceof PyTuple && key.items.length === 0) return unpackItem(view, view.layout.offset);
    if (key === Ellipsis) return view;
    throw typeError("invalid indexing of 0-dim memory");
  }
  if (isIndex(key)) {
    if (dimensions > 1) throw notImplementedError("multi-dimensional sub-views are not implemented");
    return unpackItem(view, offsetOf(view, [key]));
  }
  if (key instanceof PySlice) return derive(view, sliced(view, key));
  if (isIndexTuple(key)) return unpackItem(view, itemOffset(view, key));
  if (isSliceTuple(key)) throw notImplementedError("multi-dimensional slicing is not implemented");
  throw typeError("memoryview: invalid slice key");
}

function setItem(view: PyMemoryView, key: PyObject, value: PyObject): Result {
  checkReleased(view);
  if (view.readonly) throw typeError("cannot modify read-only memory");
  const dimensions = view.layout.shape.length;
  if (dimensions === 0) {
    const whole = (key instanceof PyTuple && key.items.length === 0) || key === Ellipsis;
    if (!whole) throw typeError("invalid indexing of 0-dim memory");
    packItem(view, view.layout.offset, value);
    return None;
  }
  if (isIndex(key)) {
    if (dimensions > 1) throw notImplementedError("sub-views are not implemented");
    packItem(view, offsetOf(view, [key]), value);
    return None;
  }
  if (key instanceof PySlice && dimensions === 1) return setSlice(view, key, value);
  if (isIndexTuple(key)) {
    packItem(view, itemOffset(view, key), value);
    return None;
  }
  if (key instanceof PySlice || isSliceTuple(key)) {
    throw notImplementedError("memoryview slice assignments are currently restricted to ndim = 1");
  }
  throw typeError("memoryview: invalid slice key");
}

function setSlice(view: PyMemoryView, key: PySlice, value: PyObject): Result {
  const source = memoryViewFrom(value);
  const target = sliced(view, key);
  const format = (layout: Layout) => layout.format.replace("@", "");
  const from = source.layout;
  if (format(from) !== format(target) || from.shape.length !== 1 || from.shape[0] !== target.shape[0]) {
    releaseView(source);
    throw valueError("memoryview assignment: lvalue and rvalue have different structures");
  }
  const bytes = bytesOfView(source).slice();
  releaseView(source);
  let at = 0;
  forEachItem(target, (offset) => {
    view.memory.set(bytes.subarray(at, at + target.itemsize), offset);
    at += target.itemsize;
  });
  return None;
}

function toList(view: PyMemoryView): PyObject {
  checkReleased(view);
  const { shape, strides } = view.layout;
  const walk = (dimension: number, offset: number): PyObject => {
    if (dimension === shape.length) return unpackItem(view, offset);
    return makeList(
      Array.from({ length: shape[dimension]! }, (_, i) =>
        walk(dimension + 1, offset + i * strides[dimension]!),
      ),
    );
  };
  return walk(0, view.layout.offset);
}

function toBytes(view: PyMemoryView, orderArgument: PyObject): Result {
  checkReleased(view);
  const order = orderArgument === None ? "C" : strOf(orderArgument);
  if (order === undefined) throw badArgument("tobytes", "argument 'order'", "str or None", orderArgument);
  if (order !== "C" && order !== "F" && order !== "A") throw valueError("order must be 'C', 'F' or 'A'");
  const { layout } = view;
  const isFortran = hasStrides(layout, fortranStrides(layout.shape, layout.itemsize));
  if (order === "F" || (order === "A" && isFortran)) {
    const reversed: Layout = {
      ...layout,
      shape: [...layout.shape].reverse(),
      strides: [...layout.strides].reverse(),
    };
    const parts: Uint8Array[] = [];
    forEachItem(reversed, (offset) => parts.push(view.memory.subarray(offset, offset + layout.itemsize)));
    return makeBytes(joinBytes(new Uint8Array(0), parts));
  }
  return view.toBytesObject();
}

// ---- cast

function cast(view: PyMemoryView, formatArgument: PyObject, shapeArgument: PyObject | undefined): Result {
  checkReleased(view);
  const text = strOf(formatArgument);
  if (text === undefined) throw badArgument("cast", "argument 'format'", "str", formatArgument);
  if (!view.isContiguous()) throw typeError("memoryview: casts are restricted to C-contiguous views");
  const { layout } = view;
  if (shapeArgument !== undefined && shapeArgument !== None && layout.shape.length !== 1) {
    if (!(shapeArgument instanceof PyList) && !(shapeArgument instanceof PyTuple))
      throw typeError("shape must be a list or a tuple");
    throw typeError("memoryview: cast must be 1D -> ND or ND -> 1D");
  }
  if (layout.shape.length > 1 && layout.shape.includes(0)) {
    throw typeError("memoryview: cannot cast view with zeros in shape or strides");
  }
  const format = utf16Of(text);
  const code = nativeCode(format);
  if (code === null) {
    throw valueError(
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  }
  const from = nativeCode(layout.format);
  if (from === null) {
    throw valueError(
      "memoryview: source format must be a native single character format prefixed with an optional '@'",
    );
  }
  const isByte = (c: string) => "bBc".includes(c);
  if (!isByte(code) && !isByte(from)) throw typeError("memoryview: cannot cast between two non-byte formats");
  const itemsize = NATIVE_ITEMS[code]!.size;
  const bytes = view.byteLength;
  if (bytes % itemsize !== 0) throw typeError("memoryview: length is not a multiple of itemsize");
  const shape =
    shapeArgument === undefined || shapeArgument === None ? [bytes / itemsize] : shapeOf(shapeArgument);
  if (shape.reduce((a, b) => a * b, 1) * itemsize !== bytes) {
    throw typeError("memoryview: product(shape) * itemsize != buffer size");
  }
  return derive(view, {
    format,
    itemsize,
    offset: layout.offset,
    shape,
    strides: contiguousStrides(shape, itemsize),
  });
}

function shapeOf(argument: PyObject): number[] {
  if (!(argument instanceof PyList) && !(argument instanceof PyTuple))
    throw typeError("shape must be a list or a tuple");
  if (argument.items.length > 64) throw valueError("memoryview: number of dimensions must not exceed 64");
  return argument.items.map((item) => {
    const length = intValueOf(item);
    if (length === undefined) throw typeError("memoryview.cast(): elements of shape must be integers");
    if (length <= 0) throw valueError("memoryview.cast(): elements of shape must be integers > 0");
    return Number(length);
  });
}

// ---- Comparison, hash, searching

function equal(self: PyMemoryView, other: PyObject): Result {
  if (self.released) return self === other;
  if (other instanceof PyMemoryView && other.released) return false;
  let right: PyMemoryView;
  if (other instanceof PyMemoryView) right = other;
  else if (typeOf(other).slots.__buffer__ !== undefined) right = memoryViewFrom(other);
  else return NotImplemented;
  try {
    return sameItems(self, right);
  } finally {
    if (right !== other) releaseView(right);
  }
}

function sameItems(left: PyMemoryView, right: PyMemoryView): boolean {
  const [a, b] = [left.layout, right.layout];
  if (a.shape.length !== b.shape.length || a.shape.some((length, i) => length !== b.shape[i])) return false;
  const [from, to] = [nativeCode(a.format), nativeCode(b.format)];
  if (from === null || to === null) return left === right;
  if (from === to && "bBcBhHiIlLqQnN".includes(from))
    return compareBytes(bytesOfView(left), bytesOfView(right)) === 0;
  const offsets: number[] = [];
  forEachItem(b, (offset) => offsets.push(offset));
  let at = 0;
  let same = true;
  forEachItem(a, (offset) => {
    if (
      same &&
      must(equals(unpackNative(left.memory, offset, from), unpackNative(right.memory, offsets[at]!, to))) ===
        false
    )
      same = false;
    at++;
  });
  return same;
}

function hashView(self: PyMemoryView): number | bigint {
  if (self.cachedHash !== undefined) return self.cachedHash;
  checkReleased(self);
  if (!self.readonly) throw valueError("cannot hash writable memoryview object");
  if (!"Bbc".includes(self.layout.format.replace("@", ""))) {
    throw valueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  }
  // The owner must be hashable too.
  if (!(self.owner instanceof PyBytes)) whileHeld(self, () => must(hash(self.owner)));
  return (self.cachedHash = must(hash(self.toBytesObject())));
}

function search(self: PyMemoryView, value: PyObject, visit: (index: number) => boolean): void {
  checkReleased(self);
  const { shape, strides, offset } = self.layout;
  if (shape.length === 0) throw typeError("invalid lookup on 0-dim memory");
  if (shape.length > 1) throw notImplementedError("multi-dimensional lookup is not implemented");
  for (let i = 0; i < shape[0]!; i++) {
    const same = must(equals(unpackItem(self, offset + i * strides[0]!), value));
    if (same && !visit(i)) return;
  }
}

function indexOf(
  self: PyMemoryView,
  value: PyObject,
  startArgument: PyObject,
  stopArgument: PyObject | undefined,
): Result {
  checkReleased(self);
  const length = self.layout.shape[0] ?? 0;
  const clamp = (index: number) => (index < 0 ? Math.max(index + length, 0) : Math.min(index, length));
  const start = clamp(must(toClampedIndex(startArgument)));
  const stop = stopArgument === undefined ? length : clamp(must(toClampedIndex(stopArgument)));
  let found = -1;
  search(self, value, (index) => {
    if (index < start || index >= stop) return true;
    found = index;
    return false;
  });
  if (found < 0) throw valueError("memoryview.index(x): x not found");
  return found;
}

class PyMemoryIterator implements HeapObject {
  declare readonly cls: PyType;
  view: PyMemoryView | null;
  index = 0;
  constructor(view: PyMemoryView) {
    this.view = view;
  }
}
const memoryIteratorType: PyType = createTypeShell("memory_iterator", { instance: PyMemoryIterator });

function iterate(self: PyMemoryView): Result {
  checkReleased(self);
  if (self.layout.shape.length === 0) return raise(typeError("invalid indexing of 0-dim memory"));
  if (self.layout.shape.length > 1)
    throw notImplementedError("multi-dimensional sub-views are not implemented");
  if (nativeCode(self.layout.format) === null) {
    throw notImplementedError(`memoryview: format ${self.layout.format} not supported`);
  }
  return new PyMemoryIterator(self);
}

/** A getter that refuses released views. */
function viewAttribute(doc: string, get: (self: PyMemoryView) => PyObject) {
  return getset(doc, (self: PyMemoryView) => {
    checkReleased(self);
    return get(self);
  });
}

defineType("memoryview", {
  shell: memoryviewType,
  final: true,
  flags: TypeFlag.SEQUENCE,
  signature: "(object)",
  hasWeakref: true,
  doc: "A view of the memory of an object that has a buffer.",
  slots: {
    __new__: newView,
    __repr__: (self: PyMemoryView) =>
      self.released ? `<released memory at ${addressOf(self)}>` : `<memory at ${addressOf(self)}>`,
    __hash__: hashView,
    __eq__: equal,
    __ne__: (self: PyMemoryView, other) => {
      const same = equal(self, other);
      return typeof same === "boolean" ? !same : same;
    },
    __lt__: () => NotImplemented,
    __le__: () => NotImplemented,
    __gt__: () => NotImplemented,
    __ge__: () => NotImplemented,
    __len__: (self: PyMemoryView) => {
      checkReleased(self);
      if (self.layout.shape.length === 0) return raise(typeError("0-dim memory has no length"));
      return self.layout.shape[0]!;
    },
    __iter__: iterate,
    __getitem__: getItem,
    __setitem__: setItem,
    __delitem__: (self: PyMemoryView) => {
      checkReleased(self);
      return raise(typeError(self.readonly ? "cannot modify read-only memory" : "cannot delete memory"));
    },
    __buffer__: (self: PyMemoryView) => {
      checkReleased(self);
      return derive(self, self.layout);
    },
  },
  methods: {
    __release_buffer__: method(
      "($self, buffer, /)",
      "Release a buffer that __buffer__ gave.",
      (_self: PyMemoryView, view: PyObject) => {
        if (view instanceof PyMemoryView) releaseView(view);
        return None;
      },
    ),
    release: method("($self, /)", "Give the memory back to its owner.", (self: PyMemoryView) => {
      releaseView(self);
      return None;
    }),
    tobytes: method(
      "($self, /, order='C')",
      "The items as a bytes object, in C order, in Fortran order ('F'), or as they lie in memory ('A').",
      toBytes,
    ),
    hex: method(
      "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
      hexDoc("memoryview"),
      (self: PyMemoryView, separator: PyObject | undefined, group: PyObject) => {
        checkReleased(self);
        return whileHeld(self, () => hexText(bytesOfView(self), separator, group));
      },
    ),
    tolist: method("($self, /)", "The items as a list, nested if there are more dimensions.", toList),
    cast: method(
      "($self, /, format, shape=<unrepresentable>)",
      "A view of the same memory in another format or shape.",
      cast,
    ),
    toreadonly: method(
      "($self, /)",
      "A view of the same memory that cannot change it.",
      (self: PyMemoryView) => {
        checkReleased(self);
        return derive(self, self.layout, true);
      },
    ),
    _from_flags: classMethod("($type, /, object, flags)", "A view with explicit buffer flags.", fromFlags),
    count: method(
      "($self, value, /)",
      "How many items equal value.",
      (self: PyMemoryView, value: PyObject) => {
        let count = 0;
        search(self, value, () => {
          count++;
          return true;
        });
        return count;
      },
    ),
    index: method(
      "($self, value, start=0, stop=sys.maxsize, /)",
      "The index of the first item equal to value; ValueError if there is none.",
      indexOf,
    ),
    __enter__: method("($self, /)", null, (self: PyMemoryView) => {
      checkReleased(self);
      return self;
    }),
    __exit__: rawMethod("($self, /, *exc_info)", "Release the memory.", (self: PyMemoryView) => {
      releaseView(self);
      return None;
    }),
    __class_getitem__: classGetItem(),
    obj: viewAttribute("The object whose memory it is.", (self) => self.owner),
    nbytes: viewAttribute("Bytes that the items take.", (self) => self.byteLength),
    readonly: viewAttribute("Whether the memory cannot be changed.", (self) => self.readonly),
    itemsize: viewAttribute("Bytes of one item.", (self) => self.layout.itemsize),
    format: viewAttribute("The format of one item, as struct has it.", (self) => self.layout.format),
    ndim: viewAttribute("Number of dimensions.", (self) => self.layout.shape.length),
    shape: viewAttribute("Number of items in each dimension.", (self) => makeTuple([...self.layout.shape])),
    strides: viewAttribute("Bytes from one item to the next in each dimension.", (self) =>
      makeTuple([...self.layout.strides]),
    ),
    suboffsets: viewAttribute("Always empty: memory is never reached through pointers.", () => makeTuple([])),
    c_contiguous: viewAttribute("Whether the items lie in C order without gaps.", (self) =>
      self.isContiguous(),
    ),
    f_contiguous: viewAttribute("Whether the items lie in Fortran order without gaps.", (self) =>
      hasStrides(self.layout, fortranStrides(self.layout.shape, self.layout.itemsize)),
    ),
    contiguous: viewAttribute(
      "Whether the items lie without gaps.",
      (self) =>
        self.isContiguous() ||
        hasStrides(self.layout, fortranStrides(self.layout.shape, self.layout.itemsize)),
    ),
  },
});

defineType("memory_iterator", {
  shell: memoryIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyMemoryIterator) => {
      const view = self.view;
      if (view === null) return EXHAUSTED;
      checkReleased(view);
      if (self.index < view.layout.shape[0]!) {
        return unpackItem(view, view.layout.offset + self.index++ * view.layout.strides[0]!);
      }
      self.view = null;
      return EXHAUSTED;
    },
  },
});
