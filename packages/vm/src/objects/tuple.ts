/**
 * tuple: an immutable sequence (library reference, "Tuples"; CPython Objects/tupleobject.c).
 */
import { TupleHash, highHalf, lowHalf } from "../algorithms/tuple-hash.ts";
import { argumentBinder, withoutKeywords } from "../kernel/argument-binder.ts";
import { defineType, method } from "../kernel/define.ts";
import {
  EXHAUSTED,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { indexError, raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { type PyType, TypeFlag, createTypeShell, typeName } from "../kernel/type.ts";
import type { Comparison } from "../protocols/compare.ts";
import { hash } from "../protocols/hash.ts";
import { listOf } from "../protocols/iterate.ts";
import { isIndex, toClampedIndex, toIndex } from "../protocols/number.ts";
import { guardRecursion } from "../protocols/repr.ts";
import { builtinFunction } from "./builtin-lookup.ts";
import { classGetItem } from "./class-getitem.ts";
import { compareItems, countItem, indexOfItem, repeatItems, reprItems, sliceItems } from "./item-array.ts";
import { PySlice, sliceIndices } from "./slice.ts";

export class PyTuple implements HeapObject {
  declare readonly cls: PyType;
  readonly items: PyObject[];
  constructor(items: PyObject[]) {
    this.items = items;
  }
}

export class PyTupleIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  tuple: PyTuple | null;
  index = 0;
  constructor(tuple: PyTuple) {
    this.tuple = tuple;
  }
}

export const tupleType: PyType = createTypeShell("tuple", { instance: PyTuple });
export const tupleIteratorType: PyType = createTypeShell("tuple_iterator", { instance: PyTupleIterator });

/** The one empty tuple. */
export const EMPTY_TUPLE: PyTuple = new PyTuple([]);

/** A tuple of these items; the array belongs to the tuple from here on. */
export function makeTuple(items: PyObject[]): PyTuple {
  return items.length === 0 ? EMPTY_TUPLE : new PyTuple(items);
}

/** The halves of the hash of a tuple with these items; undefined: unwinding. */
function mixItems(items: readonly PyObject[]): TupleHash | undefined {
  const state = new TupleHash();
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (typeof item === "number") {
      const value = item === -1 ? -2 : item;
      state.add(value | 0, Math.floor(value / 4294967296) | 0);
      continue;
    }
    const itemHash = hash(item);
    if (itemHash === undefined) return undefined;
    state.add(lowHalf(itemHash), highHalf(itemHash));
  }
  return state;
}

function hashTuple(self: PyTuple): number | bigint | undefined {
  const state = mixItems(self.items);
  if (state === undefined) return undefined;
  state.finish(self.items.length);
  return state.value();
}

/** The hash of a slice: a tuple's mixing without the length. */
export function hashItems(items: readonly PyObject[]): number | bigint | undefined {
  const state = mixItems(items);
  if (state === undefined) return undefined;
  state.avoidMinusOne();
  return state.value();
}

const bindNew = argumentBinder("tuple", "(iterable=(), /)");

function newTuple(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const positional = withoutKeywords(type, tupleType, args, kwnames);
  const bound = positional && bindNew(positional, undefined);
  if (bound === undefined) return undefined;
  const iterable = bound[0] as PyObject | undefined;
  if (type === tupleType) return iterable === undefined ? EMPTY_TUPLE : tupleFromIterable(iterable);
  const items = iterable === undefined ? [] : listOf(iterable);
  return items === undefined ? undefined : new type.JS(items);
}

/** tuple(iterable): an exact tuple is its own copy. */
export function tupleFromIterable(iterable: PyObject): PyTuple | undefined {
  if (iterable instanceof PyTuple && iterable.cls === tupleType) return iterable;
  const items = listOf(iterable);
  return items === undefined ? undefined : makeTuple(items);
}

function reprTuple(self: PyTuple): Result {
  if (self.items.length === 0) return "()";
  return guardRecursion(self, "(...)", () =>
    reprItems("(", self.items, self.items.length === 1 ? ",)" : ")"),
  );
}

function getTupleItem(self: PyTuple, key: PyObject): Result {
  if (typeof key === "number" || !(key instanceof PySlice)) {
    if (typeof key !== "number" && !isIndex(key)) {
      return raise(typeError(`tuple indices must be integers or slices, not ${typeName(key)}`));
    }
    const index = toIndex(key);
    if (index === undefined) return undefined;
    return (
      self.items[index < 0 ? index + self.items.length : index] ??
      raise(indexError("tuple index out of range"))
    );
  }
  const range = sliceIndices(key, self.items.length);
  if (range === undefined) return undefined;
  const { start, step, length } = range;
  if (length === self.items.length && step === 1 && self.cls === tupleType) return self;
  return makeTuple(sliceItems(self.items, start, step, length));
}

function concatTuples(self: PyTuple, other: PyObject): Result {
  if (!(other instanceof PyTuple)) {
    return raise(typeError(`can only concatenate tuple (not "${typeName(other)}") to tuple`));
  }
  if (self.items.length === 0 && other.cls === tupleType) return other;
  if (other.items.length === 0 && self.cls === tupleType) return self;
  return makeTuple(self.items.concat(other.items));
}

function repeatTuple(self: PyTuple, count: PyObject): Result {
  const times = toIndex(count, "OverflowError");
  if (times === undefined) return undefined;
  if (self.cls === tupleType && (times === 1 || self.items.length === 0)) return self;
  const items = repeatItems(self.items, times);
  return items === undefined ? undefined : makeTuple(items);
}

/** tuple.index and list.index: bounds count from the end when negative. */
export function clampBound(
  bound: PyObject | undefined,
  length: number,
  fallback: number,
): number | undefined {
  if (bound === undefined) return fallback;
  if (!isIndex(bound)) {
    return raise(typeError("slice indices must be integers or have an __index__ method"));
  }
  const index = toClampedIndex(bound);
  if (index === undefined) return undefined;
  return index < 0 ? Math.max(index + length, 0) : index;
}

function indexInTuple(self: PyTuple, value: PyObject, first?: PyObject, last?: PyObject): Result {
  const start = clampBound(first, self.items.length, 0);
  if (start === undefined) return undefined;
  const stop = clampBound(last, self.items.length, Number.MAX_SAFE_INTEGER);
  if (stop === undefined) return undefined;
  const index = indexOfItem(self.items, value, start, stop);
  return index === -1 ? raise(valueError("tuple.index(x): x not in tuple")) : index;
}

function compareTuples(comparison: Comparison) {
  return (self: PyTuple, other: PyObject): Result =>
    other instanceof PyTuple ? compareItems(self.items, other.items, comparison) : NotImplemented;
}

defineType("tuple", {
  shell: tupleType,
  signature: "(iterable=(), /)",
  doc:
    "Built-in immutable sequence.\n\nWithout an argument, the empty tuple; else a tuple of iterable's items.\n" +
    "A tuple given as the argument is returned itself.",
  flags: TypeFlag.SEQUENCE | TypeFlag.MATCH_SELF,
  slots: {
    __new__: newTuple,
    __repr__: reprTuple,
    __hash__: hashTuple,
    __len__: (self: PyTuple) => self.items.length,
    __getitem__: getTupleItem,
    __contains__: (self: PyTuple, item) => {
      const index = indexOfItem(self.items, item, 0, self.items.length);
      return index === undefined ? undefined : index >= 0;
    },
    __iter__: (self: PyTuple) => new PyTupleIterator(self),
    concat: concatTuples,
    repeat: repeatTuple,
    __lt__: compareTuples("__lt__"),
    __le__: compareTuples("__le__"),
    __eq__: compareTuples("__eq__"),
    __ne__: compareTuples("__ne__"),
    __gt__: compareTuples("__gt__"),
    __ge__: compareTuples("__ge__"),
  },
  methods: {
    __getnewargs__: method("($self, /)", null, (self: PyTuple) => makeTuple([makeTuple(self.items.slice())])),
    index: method(
      "($self, value, start=0, stop=sys.maxsize, /)",
      "The index of the first item equal to value.\n\nRaises ValueError if there is none.",
      indexInTuple,
    ),
    count: method("($self, value, /)", "How many items equal value.", (self: PyTuple, value: PyObject) =>
      countItem(self.items, value),
    ),
    __class_getitem__: classGetItem(),
  },
});

defineType("tuple_iterator", {
  shell: tupleIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyTupleIterator) => {
      const tuple = self.tuple;
      if (tuple === null) return EXHAUSTED;
      const item = tuple.items[self.index];
      if (item === undefined) {
        self.tuple = null;
        return EXHAUSTED;
      }
      self.index++;
      return item;
    },
  },
  methods: {
    __length_hint__: method("($self, /)", "At least how many items are left.", (self: PyTupleIterator) =>
      self.tuple === null ? 0 : self.tuple.items.length - self.index,
    ),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyTupleIterator) => {
      const iterFunction = builtinFunction("iter");
      if (iterFunction === undefined) return undefined;
      return self.tuple === null
        ? makeTuple([iterFunction, makeTuple([EMPTY_TUPLE])])
        : makeTuple([iterFunction, makeTuple([self.tuple]), self.index]);
    }),
    __setstate__: method(
      "($self, object, /)",
      "Set state information for unpickling.",
      (self: PyTupleIterator, state: PyObject) => {
        const index = toIndex(state);
        if (index === undefined) return undefined;
        if (self.tuple !== null) self.index = Math.min(Math.max(index, 0), self.tuple.items.length);
        return None;
      },
    ),
  },
});
