/**
 * list: a mutable sequence (library reference, "Lists"; CPython Objects/listobject.c).
 *
 * Items are a JavaScript array. Python code that runs in the middle of an operation (an item's `__eq__`) may
 * replace or change it, so loops ask `self.items` anew.
 *
 * Hot: getListItem, setListItem, append, the iterator.
 */
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
import { type PyType, TypeFlag, createTypeShell, typeName, typeOf } from "../kernel/type.ts";
import { type Comparison, equals, richCompare } from "../protocols/compare.ts";
import { askForLength, forEach, listOf } from "../protocols/iterate.ts";
import { isIndex, toClampedIndex, toIndex } from "../protocols/number.ts";
import { guardRecursion } from "../protocols/repr.ts";
import { builtinFunction } from "./builtin-lookup.ts";
import { classGetItem } from "./class-getitem.ts";
import { compareItems, countItem, repeatItems, reprItems, sliceItems } from "./item-array.ts";
import { sortList } from "./list-sort.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { PyTuple, clampBound, makeTuple } from "./tuple.ts";

export class PyList implements HeapObject {
  declare readonly cls: PyType;
  items: PyObject[];
  constructor(items: PyObject[] = []) {
    this.items = items;
  }
}

export class PyListIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  list: PyList | null;
  index = 0;
  constructor(list: PyList) {
    this.list = list;
  }
}

export class PyListReverseIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  list: PyList | null;
  index: number;
  constructor(list: PyList) {
    this.list = list;
    this.index = list.items.length - 1;
  }
}

export const listType: PyType = createTypeShell("list", { instance: PyList });
export const listIteratorType: PyType = createTypeShell("list_iterator", { instance: PyListIterator });
export const listReverseIteratorType: PyType = createTypeShell("list_reverseiterator", {
  instance: PyListReverseIterator,
});

/** A list of these items; the array belongs to the list from here on. */
export function makeList(items: PyObject[]): PyList {
  return new PyList(items);
}

const bindInit = argumentBinder("list", "(iterable=(), /)");

function initList(self: PyList, args: PyObject[], kwnames: KeywordNames): Result {
  const positional = withoutKeywords(typeOf(self), listType, args, kwnames, "__new__");
  const bound = positional && bindInit(positional, undefined);
  if (bound === undefined) return undefined;
  self.items = [];
  return bound[0] === undefined ? None : extendList(self, bound[0] as PyObject);
}

/** list.extend: items are appended as they come, and stay when the iteration fails. */
export function extendList(self: PyList, iterable: PyObject): Result {
  if (
    (iterable instanceof PyList && iterable.cls === listType) ||
    (iterable instanceof PyTuple && typeOf(iterable).name === "tuple")
  ) {
    appendAll(self.items, iterable.items);
    return None;
  }
  if (!askForLength(iterable)) return undefined;
  const ended = forEach(iterable, (item) => {
    self.items.push(item);
    return true;
  });
  return ended === undefined ? undefined : None;
}

function appendAll(target: PyObject[], source: readonly PyObject[]): void {
  const count = source.length;
  for (let i = 0; i < count; i++) target.push(source[i]!);
}

function getListItem(self: PyList, key: PyObject): Result {
  if (typeof key === "number") {
    const items = self.items;
    return items[key < 0 ? key + items.length : key] ?? raise(indexError("list index out of range"));
  }
  if (key instanceof PySlice) return getSlice(self, key);
  if (!isIndex(key)) return raise(badKey(key));
  const index = toIndex(key);
  return index === undefined ? undefined : getListItem(self, index);
}

function badKey(key: PyObject) {
  return typeError(`list indices must be integers or slices, not ${typeName(key)}`);
}

function getSlice(self: PyList, slice: PySlice): Result {
  const range = sliceIndices(slice, () => self.items.length);
  return range === undefined
    ? undefined
    : new PyList(sliceItems(self.items, range.start, range.step, range.length));
}

function setListItem(self: PyList, key: PyObject, value: PyObject): Result {
  if (typeof key === "number") {
    const items = self.items;
    const index = key < 0 ? key + items.length : key;
    if (index < 0 || index >= items.length) return raise(indexError("list assignment index out of range"));
    items[index] = value;
    return None;
  }
  if (key instanceof PySlice) return setSlice(self, key, value);
  if (!isIndex(key)) return raise(badKey(key));
  const index = toIndex(key);
  return index === undefined ? undefined : setListItem(self, index, value);
}

function setSlice(self: PyList, slice: PySlice, value: PyObject): Result {
  const range = sliceIndices(slice, () => self.items.length);
  if (range === undefined) return undefined;
  if (range.step === 1) return replaceSlice(self, slice, value);
  const items = itemsToAssign(self, value);
  if (items === undefined) return undefined;
  const { start, step, length } = sliceIndices(slice, self.items.length)!;
  if (items.length !== length) {
    return raise(
      valueError(`attempt to assign sequence of size ${items.length} to extended slice of size ${length}`),
    );
  }
  for (let i = 0, at = start; i < length; i++, at += step) self.items[at] = items[i]!;
  return None;
}

function replaceSlice(self: PyList, slice: PySlice, value: PyObject): Result {
  const items = itemsToAssign(self, value);
  if (items === undefined) return undefined;
  // Making the items may have run Python code that changed the list.
  const { start, stop } = sliceIndices(slice, self.items.length)!;
  replaceItems(self.items, start, Math.max(start, stop), items);
  return None;
}

/** The right-hand side of a slice assignment; the message is the same for slices of any step. */
function itemsToAssign(self: PyList, value: PyObject): readonly PyObject[] | undefined {
  if (value === self) return self.items.slice();
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  const slots = typeOf(value).slots;
  if (slots.__iter__ === undefined && slots.__getitem__ === undefined) {
    return raise(typeError("must assign iterable to extended slice"));
  }
  return listOf(value);
}

/** Replace items start … stop−1 of an array, in place. */
export function replaceItems(
  items: PyObject[],
  start: number,
  stop: number,
  replacement: readonly PyObject[],
): void {
  if (replacement.length < 10_000) {
    items.splice(start, stop - start, ...replacement);
    return;
  }
  const tail = items.slice(stop);
  items.length = start;
  appendAll(items, replacement);
  appendAll(items, tail);
}

function deleteListItem(self: PyList, key: PyObject): Result {
  if (key instanceof PySlice) return deleteSlice(self, key);
  if (!isIndex(key)) return raise(badKey(key));
  let index = toIndex(key);
  if (index === undefined) return undefined;
  if (index < 0) index += self.items.length;
  if (index < 0 || index >= self.items.length) return raise(indexError("list assignment index out of range"));
  self.items.splice(index, 1);
  return None;
}

function deleteSlice(self: PyList, slice: PySlice): Result {
  const range = sliceIndices(slice, () => self.items.length);
  if (range === undefined) return undefined;
  const { start, step, length } = range;
  if (length === 0) return None;
  if (step === 1) {
    self.items.splice(start, length);
    return None;
  }
  const first = step > 0 ? start : start + (length - 1) * step;
  const stride = Math.abs(step);
  const last = first + (length - 1) * stride;
  let write = first;
  for (let read = first; read < self.items.length; read++) {
    if (read > last || (read - first) % stride !== 0) self.items[write++] = self.items[read]!;
  }
  self.items.length = write;
  return None;
}

function concatLists(self: PyList, other: PyObject): Result {
  if (!(other instanceof PyList)) {
    return raise(typeError(`can only concatenate list (not "${typeName(other)}") to list`));
  }
  return new PyList(self.items.concat(other.items));
}

function repeatList(self: PyList, count: PyObject): Result {
  const times = toIndex(count, "OverflowError");
  if (times === undefined) return undefined;
  const items = repeatItems(self.items, times);
  return items === undefined ? undefined : new PyList(items);
}

function repeatInplace(self: PyList, count: PyObject): Result {
  const times = toIndex(count, "OverflowError");
  if (times === undefined) return undefined;
  const items = repeatItems(self.items, times);
  if (items === undefined) return undefined;
  self.items = items;
  return self;
}

function popItem(self: PyList, position: PyObject): Result {
  const at = toIndex(position);
  if (at === undefined) return undefined;
  const items = self.items;
  if (items.length === 0) return raise(indexError("pop from empty list"));
  const index = at < 0 ? at + items.length : at;
  if (index < 0 || index >= items.length) return raise(indexError("pop index out of range"));
  if (index === items.length - 1) return items.pop();
  if (index === 0) return items.shift();
  return items.splice(index, 1)[0];
}

function insertItem(self: PyList, position: PyObject, object: PyObject): Result {
  const at = toClampedIndex(position);
  if (at === undefined) return undefined;
  const length = self.items.length;
  self.items.splice(at < 0 ? Math.max(at + length, 0) : Math.min(at, length), 0, object);
  return None;
}

function removeItem(self: PyList, value: PyObject): Result {
  for (let i = 0; i < self.items.length; i++) {
    const same = equals(self.items[i]!, value);
    if (same === undefined) return undefined;
    if (!same) continue;
    self.items.splice(i, 1);
    return None;
  }
  return raise(valueError("list.remove(x): x not in list"));
}

function indexInList(self: PyList, value: PyObject, first?: PyObject, last?: PyObject): Result {
  const start = clampBound(first, self.items.length, 0);
  if (start === undefined) return undefined;
  const stop = clampBound(last, self.items.length, Number.MAX_SAFE_INTEGER);
  if (stop === undefined) return undefined;
  const index = indexOfLive(self, value, start, stop);
  return index === -1 ? raise(valueError("list.index(x): x not in list")) : index;
}

/** As indexOfItem, on whatever array the list has at each step. */
function indexOfLive(self: PyList, value: PyObject, start: number, stop: number): number | undefined {
  let items = self.items;
  for (let i = start; i < stop && i < items.length; i++) {
    const same = equals(items[i]!, value);
    if (same === undefined) return undefined;
    if (same) return i;
    items = self.items;
  }
  return -1;
}

function compareLists(comparison: Comparison) {
  return (self: PyList, other: PyObject): Result =>
    other instanceof PyList ? compareLive(self, other, comparison) : NotImplemented;
}

/** compareItems, but lists whose arrays an item's `__eq__` replaces are read anew. */
function compareLive(left: PyList, right: PyList, comparison: Comparison): Result {
  if (left.items.length !== right.items.length && (comparison === "__eq__" || comparison === "__ne__")) {
    return comparison === "__ne__";
  }
  for (let i = 0; i < left.items.length && i < right.items.length; i++) {
    const a = left.items[i]!;
    const b = right.items[i]!;
    const same = equals(a, b);
    if (same === undefined) return undefined;
    if (same) continue;
    // The comparison may have emptied the lists: then their lengths decide.
    if (i >= left.items.length || i >= right.items.length) break;
    if (comparison === "__eq__") return false;
    return comparison === "__ne__" ? true : richCompare(a, b, comparison);
  }
  return compareItems(
    new Array(left.items.length).fill(0),
    new Array(right.items.length).fill(0),
    comparison,
  );
}

defineType("list", {
  shell: listType,
  signature: "(iterable=(), /)",
  doc: "Built-in mutable sequence.\n\nWithout an argument, a new empty list; else a list of iterable's items.",
  flags: TypeFlag.SEQUENCE | TypeFlag.MATCH_SELF,
  slots: {
    __new__: (type) => (type === listType ? new PyList() : new type.JS()),
    __init__: initList,
    __repr__: (self: PyList) => {
      if (self.items.length === 0) return "[]";
      return guardRecursion(self, "[...]", () => reprItems("[", self.items, "]"));
    },
    __len__: (self: PyList) => self.items.length,
    __getitem__: getListItem,
    __setitem__: setListItem,
    __delitem__: deleteListItem,
    __contains__: (self: PyList, item) => {
      const index = indexOfLive(self, item, 0, Number.MAX_SAFE_INTEGER);
      return index === undefined ? undefined : index >= 0;
    },
    __iter__: (self: PyList) => new PyListIterator(self),
    concat: concatLists,
    repeat: repeatList,
    inplaceConcat: (self: PyList, other) => (extendList(self, other) === undefined ? undefined : self),
    inplaceRepeat: repeatInplace,
    __lt__: compareLists("__lt__"),
    __le__: compareLists("__le__"),
    __eq__: compareLists("__eq__"),
    __ne__: compareLists("__ne__"),
    __gt__: compareLists("__gt__"),
    __ge__: compareLists("__ge__"),
  },
  methods: {
    append: method(
      "($self, object, /)",
      "Put object behind the last item.",
      (self: PyList, object: PyObject) => {
        self.items.push(object);
        return None;
      },
    ),
    clear: method("($self, /)", "Remove every item.", (self: PyList) => {
      self.items = [];
      return None;
    }),
    copy: method(
      "($self, /)",
      "A new list of the same items.",
      (self: PyList) => new PyList(self.items.slice()),
    ),
    insert: method("($self, index, object, /)", "Put object in front of the item at index.", insertItem),
    extend: method("($self, iterable, /)", "Append each item of iterable.", extendList),
    pop: method(
      "($self, index=-1, /)",
      "Remove the item at index and return it; the last one by default.\n\nRaises IndexError if there is none.",
      popItem,
    ),
    remove: method(
      "($self, value, /)",
      "Remove the first item equal to value.\n\nRaises ValueError if there is none.",
      removeItem,
    ),
    reverse: method("($self, /)", "Reverse the order of the items, in place.", (self: PyList) => {
      self.items.reverse();
      return None;
    }),
    sort: method(
      "($self, /, *, key=None, reverse=False)",
      "Sort the items, in place, smallest first.\n\nItems that compare equal keep their order. With key, items are ordered by what\n" +
        "key answers for them; with reverse, largest first.",
      sortList,
    ),
    index: method(
      "($self, value, start=0, stop=sys.maxsize, /)",
      "The index of the first item equal to value.\n\nRaises ValueError if there is none.",
      indexInList,
    ),
    count: method("($self, value, /)", "How many items equal value.", (self: PyList, value: PyObject) =>
      countItem(self.items, value),
    ),
    __reversed__: method(
      "($self, /)",
      "An iterator from the last item to the first.",
      (self: PyList) => new PyListReverseIterator(self),
    ),
    __sizeof__: method(
      "($self, /)",
      "Size of the list in memory, in bytes.",
      (self: PyList) => 40 + 8 * self.items.length,
    ),
    __class_getitem__: classGetItem(),
  },
});

defineType("list_iterator", {
  shell: listIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyListIterator) => {
      const list = self.list;
      if (list === null) return EXHAUSTED;
      const item = list.items[self.index];
      if (item === undefined) {
        self.list = null;
        return EXHAUSTED;
      }
      self.index++;
      return item;
    },
  },
  methods: {
    __length_hint__: method("($self, /)", "At least how many items are left.", (self: PyListIterator) =>
      self.list === null ? 0 : Math.max(self.list.items.length - self.index, 0),
    ),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyListIterator) =>
      reduceIterator("iter", self.list, self.index),
    ),
    __setstate__: method(
      "($self, object, /)",
      "Set state information for unpickling.",
      (self: PyListIterator, state: PyObject) => {
        const index = toIndex(state);
        if (index === undefined) return undefined;
        if (self.list !== null) self.index = Math.min(Math.max(index, 0), self.list.items.length);
        return None;
      },
    ),
  },
});

/** `(iter, (list,), index)`, or over an empty list once exhausted (listiter_reduce_general). */
function reduceIterator(name: string, list: PyList | null, index: number): Result {
  const callable = builtinFunction(list === null ? "iter" : name);
  if (callable === undefined) return undefined;
  return list === null
    ? makeTuple([callable, makeTuple([new PyList()])])
    : makeTuple([callable, makeTuple([list]), index]);
}

defineType("list_reverseiterator", {
  shell: listReverseIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyListReverseIterator) => {
      const item = self.index < 0 ? undefined : self.list?.items[self.index];
      if (item === undefined) {
        self.index = -1;
        self.list = null;
        return EXHAUSTED;
      }
      self.index--;
      return item;
    },
  },
  methods: {
    __length_hint__: method(
      "($self, /)",
      "At least how many items are left.",
      (self: PyListReverseIterator) =>
        self.list === null || self.list.items.length < self.index + 1 ? 0 : self.index + 1,
    ),
    __reduce__: method(
      "($self, /)",
      "Return state information for pickling.",
      (self: PyListReverseIterator) => reduceIterator("reversed", self.list, self.index),
    ),
    __setstate__: method(
      "($self, object, /)",
      "Set state information for unpickling.",
      (self: PyListReverseIterator, state: PyObject) => {
        const index = toIndex(state);
        if (index === undefined) return undefined;
        if (self.list !== null) self.index = Math.min(Math.max(index, -1), self.list.items.length - 1);
        return None;
      },
    ),
  },
});
