/**
 * range: the integers from start to stop, some step apart (library reference, "Ranges"; CPython
 * Objects/rangeobject.c). Any size of int; iteration over numbers below 2^53 has an iterator of its own.
 *
 * Hot: the range_iterator.
 */
import { defineType, member, method } from "../kernel/define.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { indexError, overflowError, raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { type PyType, TypeFlag, createTypeShell, typeName } from "../kernel/type.ts";
import { equals } from "../protocols/compare.ts";
import { hash } from "../protocols/hash.ts";
import { forEach } from "../protocols/iterate.ts";
import { isIndex, toInteger } from "../protocols/number.ts";
import { builtinFunction } from "./builtin-lookup.ts";
import {
  type Int,
  addInts,
  compareInts,
  floorDivideInts,
  moduloInts,
  multiplyInts,
  negateInt,
  normalize,
  subtractInts,
} from "./int/arithmetic.ts";
import { PySlice, longSliceIndices } from "./slice.ts";
import { makeTuple } from "./tuple.ts";

export class PyRange implements HeapObject {
  declare readonly cls: PyType;
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;
  readonly length: Int;
  constructor(start: Int, stop: Int, step: Int) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = lengthOf(start, stop, step);
  }
}

function lengthOf(start: Int, stop: Int, step: Int): Int {
  const [low, high, stride] = compareInts(step, 0) > 0 ? [start, stop, step] : [stop, start, negateInt(step)];
  if (compareInts(low, high) >= 0) return 0;
  return addInts(floorDivideInts(subtractInts(subtractInts(high, low), 1), stride)!, 1);
}

/** Steps through numbers that all are below 2^53. */
export class PyRangeIterator implements HeapObject {
  declare readonly cls: PyType;
  next: number;
  readonly step: number;
  remaining: number;
  constructor(start: number, step: number, length: number) {
    this.next = start;
    this.step = step;
    this.remaining = length;
  }
}

/** Steps through ints of any size. */
export class PyLongRangeIterator implements HeapObject {
  declare readonly cls: PyType;
  next: Int;
  readonly step: Int;
  remaining: Int;
  constructor(start: Int, step: Int, length: Int) {
    this.next = start;
    this.step = step;
    this.remaining = length;
  }
}

export const rangeType: PyType = createTypeShell("range", { instance: PyRange });
export const rangeIteratorType: PyType = createTypeShell("range_iterator", { instance: PyRangeIterator });
export const longRangeIteratorType: PyType = createTypeShell("longrange_iterator", {
  instance: PyLongRangeIterator,
});

function newRange(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError("range() takes no keyword arguments"));
  if (args.length === 0) return raise(typeError("range expected at least 1 argument, got 0"));
  if (args.length > 3) return raise(typeError(`range expected at most 3 arguments, got ${args.length}`));
  const first = toInteger(args[0]!);
  if (first === undefined) return undefined;
  if (args.length === 1) return new PyRange(0, first, 1);
  const stop = toInteger(args[1]!);
  if (stop === undefined) return undefined;
  const step = args.length === 3 ? toInteger(args[2]!) : 1;
  if (step === undefined) return undefined;
  if (step === 0) return raise(valueError("range() arg 3 must not be zero"));
  return new PyRange(first, stop, step);
}

function iterate(start: Int, step: Int, length: Int): HeapObject {
  if (typeof start === "number" && typeof step === "number" && typeof length === "number") {
    if (Number.isSafeInteger(start + step * length)) return new PyRangeIterator(start, step, length);
  }
  return new PyLongRangeIterator(start, step, length);
}

function reversed(self: PyRange): HeapObject {
  return iterate(itemAt(self, subtractInts(self.length, 1)), negateInt(self.step), self.length);
}

/** The item at an index, which may be outside of the range. */
function itemAt(self: PyRange, index: Int): Int {
  return addInts(self.start, multiplyInts(index, self.step));
}

function getRangeItem(self: PyRange, key: PyObject): Result {
  if (key instanceof PySlice) return sliceRange(self, key);
  if (!isIndex(key))
    return raise(typeError(`range indices must be integers or slices, not ${typeName(key)}`));
  const given = toInteger(key);
  if (given === undefined) return undefined;
  const index = compareInts(given, 0) < 0 ? addInts(given, self.length) : given;
  if (compareInts(index, 0) < 0 || compareInts(index, self.length) >= 0) {
    return raise(indexError("range object index out of range"));
  }
  return itemAt(self, index);
}

function sliceRange(self: PyRange, slice: PySlice): Result {
  const indices = longSliceIndices(slice, BigInt(self.length));
  if (indices === undefined) return undefined;
  const [start, stop, step] = indices.map(normalize) as [Int, Int, Int];
  return new PyRange(itemAt(self, start), itemAt(self, stop), multiplyInts(self.step, step));
}

/** Whether an exact int is in the range. */
function includes(self: PyRange, value: Int): boolean {
  const upwards = compareInts(self.step, 0) > 0;
  const inside = upwards
    ? compareInts(self.start, value) <= 0 && compareInts(value, self.stop) < 0
    : compareInts(value, self.start) <= 0 && compareInts(self.stop, value) < 0;
  return inside && moduloInts(subtractInts(value, self.start), self.step) === 0;
}

/** An exact int or bool, for which membership is arithmetic. */
function exactInt(value: PyObject): Int | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return typeof value === "boolean" ? Number(value) : undefined;
}

function contains(self: PyRange, value: PyObject): boolean | undefined {
  const int = exactInt(value);
  if (int !== undefined) return includes(self, int);
  const index = search(self, value);
  return index === undefined ? undefined : index >= 0;
}

/** Index of the first item equal to an object that is no int; −1 when there is none. */
function search(self: PyRange, value: PyObject): number | undefined {
  let index = 0;
  const ended = forEach(self, (item) => {
    const same = equals(item, value);
    if (same === undefined) return undefined;
    if (!same) index++;
    return !same;
  });
  if (ended === undefined) return undefined;
  return ended ? -1 : index;
}

function indexOf(self: PyRange, value: PyObject): Result {
  const int = exactInt(value);
  if (int === undefined) {
    const index = search(self, value);
    return index === -1 ? raise(valueError("sequence.index(x): x not in sequence")) : index;
  }
  if (!includes(self, int)) return raise(valueError("range.index(x): x not in range"));
  return floorDivideInts(subtractInts(int, self.start), self.step);
}

function count(self: PyRange, value: PyObject): Result {
  const int = exactInt(value);
  if (int !== undefined) return includes(self, int) ? 1 : 0;
  let total = 0;
  const ended = forEach(self, (item) => {
    const same = equals(item, value);
    if (same === true) total++;
    return same === undefined ? undefined : true;
  });
  return ended === undefined ? undefined : total;
}

/** What equality and hash look at: ranges of the same items are equal. */
function essence(self: PyRange): PyObject[] {
  const several = compareInts(self.length, 1);
  return [self.length, self.length === 0 ? None : self.start, several > 0 ? self.step : None];
}

function equalRanges(self: PyRange, other: PyObject): boolean | undefined {
  if (!(other instanceof PyRange)) return undefined;
  const mine = essence(self);
  return essence(other).every((part, i) => part === mine[i]);
}

defineType("range", {
  shell: rangeType,
  final: true,
  doc:
    "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n" +
    "The integers from start (0 by default) up to but not including stop, step apart.",
  flags: TypeFlag.SEQUENCE,
  slots: {
    __new__: newRange,
    __repr__: (self: PyRange) =>
      self.step === 1
        ? `range(${self.start}, ${self.stop})`
        : `range(${self.start}, ${self.stop}, ${self.step})`,
    __hash__: (self: PyRange) => hash(makeTuple(essence(self))),
    __bool__: (self: PyRange) => self.length !== 0,
    __len__: (self: PyRange) =>
      typeof self.length === "number" || self.length < 2n ** 63n
        ? Number(self.length)
        : raise(overflowError("Python int too large to convert to C ssize_t")),
    __getitem__: getRangeItem,
    __contains__: contains,
    __iter__: (self: PyRange) => iterate(self.start, self.step, self.length),
    __eq__: (self: PyRange, other) => equalRanges(self, other) ?? NotImplemented,
    __ne__: (self: PyRange, other) => {
      const same = equalRanges(self, other);
      return same === undefined ? NotImplemented : !same;
    },
    __lt__: () => NotImplemented,
    __le__: () => NotImplemented,
    __gt__: () => NotImplemented,
    __ge__: () => NotImplemented,
  },
  methods: {
    start: member(null, "start"),
    stop: member(null, "stop"),
    step: member(null, "step"),
    count: method("($self, object, /)", "How many items equal object.", count),
    index: method(
      "($self, object, /)",
      "The index of object.\n\nRaises ValueError if it is not in the range.",
      indexOf,
    ),
    __reversed__: method("($self, /)", "An iterator from the last item to the first.", reversed),
    __reduce__: method("($self, /)", null, (self: PyRange) =>
      makeTuple([rangeType, makeTuple([self.start, self.stop, self.step])]),
    ),
  },
});

/** `(iter, (range(…),), None)`: what is left, as a range. */
function reduceIterator(next: Int, step: Int, remaining: Int): Result {
  const iterFunction = builtinFunction("iter");
  if (iterFunction === undefined) return undefined;
  const rest = new PyRange(next, addInts(next, multiplyInts(step, remaining)), step);
  return makeTuple([iterFunction, makeTuple([rest]), None]);
}

/** How many items `__setstate__` skips, within what is left. */
function skipCount(state: PyObject, remaining: Int): Int | undefined {
  const index = toInteger(state);
  if (index === undefined) return undefined;
  if (compareInts(index, 0) < 0) return 0;
  return compareInts(index, remaining) > 0 ? remaining : index;
}

function setState(self: { next: Int; step: Int; remaining: Int }, state: PyObject): Result {
  const skipped = skipCount(state, self.remaining);
  if (skipped === undefined) return undefined;
  self.next = addInts(self.next, multiplyInts(skipped, self.step));
  self.remaining = subtractInts(self.remaining, skipped);
  return None;
}

const iteratorMethods = {
  __length_hint__: method(
    "($self, /)",
    "At least how many items are left.",
    (self: PyLongRangeIterator) => self.remaining,
  ),
  __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyLongRangeIterator) =>
    reduceIterator(self.next, self.step, self.remaining),
  ),
  __setstate__: method("($self, object, /)", "Set state information for unpickling.", setState),
};

defineType("range_iterator", {
  shell: rangeIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyRangeIterator): PyObject | Exhausted => {
      if (self.remaining <= 0) return EXHAUSTED;
      const item = self.next;
      self.next = item + self.step;
      self.remaining--;
      return item;
    },
  },
  methods: iteratorMethods,
});

defineType("longrange_iterator", {
  shell: longRangeIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyLongRangeIterator): PyObject | Exhausted => {
      if (self.remaining === 0) return EXHAUSTED;
      const item = self.next;
      self.next = addInts(item, self.step);
      self.remaining = subtractInts(self.remaining, 1);
      return item;
    },
  },
  methods: iteratorMethods,
});
