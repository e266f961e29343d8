/**
 * `set` and `frozenset` as Python sees them (library reference, "Set Types"; CPython Objects/setobject.c).
 */
import { SetHash } from "../algorithms/set-hash.ts";
import { highHalf, lowHalf } from "../algorithms/tuple-hash.ts";
import { argumentBinder, withoutKeywords } from "../kernel/argument-binder.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { type Entry, defineType, method } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException, makeException } from "../kernel/exceptions.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { keyError, pendingException, raise, runtimeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { type PyType, TypeFlag, createTypeShell, typeOf } from "../kernel/type.ts";
import { callMethod } from "../protocols/call.ts";
import { hash } from "../protocols/hash.ts";
import { guardRecursion } from "../protocols/repr.ts";
import { builtinFunction } from "./builtin-lookup.ts";
import { classGetItem } from "./class-getitem.ts";
import { reprItems } from "./item-array.ts";
import { makeList } from "./list.ts";
import {
  copySet,
  difference,
  differenceUpdate,
  intersection,
  isDisjoint,
  isSubset,
  isSuperset,
  symmetricDifference,
  symmetricDifferenceUpdate,
  union,
  updateSet,
} from "./set-operations.ts";
import type { SetTable } from "./set-table.ts";
import { PyFrozenSet, PySet, PySetBase, frozensetType, setType } from "./set.ts";
import { makeTuple } from "./tuple.ts";

const bindSet = argumentBinder("set", "(iterable=(), /)");
const bindFrozenset = argumentBinder("frozenset", "(iterable=(), /)");

function initSet(self: PySet, args: PyObject[], kwnames: KeywordNames): Result {
  const positional = withoutKeywords(typeOf(self), setType, args, kwnames);
  const bound = positional && bindSet(positional, undefined);
  if (bound === undefined) return undefined;
  self.clear();
  if (bound[0] === undefined) return None;
  return updateSet(self, bound[0] as PyObject) === undefined ? undefined : None;
}

function newFrozenset(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const positional = withoutKeywords(type, frozensetType, args, kwnames);
  const bound = positional && bindFrozenset(positional, undefined);
  if (bound === undefined) return undefined;
  const iterable = bound[0] as PyObject | undefined;
  if (type === frozensetType && iterable instanceof PyFrozenSet && iterable.cls === frozensetType)
    return iterable;
  const set = new type.JS() as PyFrozenSet;
  return iterable === undefined || updateSet(set, iterable) !== undefined ? set : undefined;
}

function reprSet(self: PySetBase): Result {
  const { name } = typeOf(self);
  if (self.size === 0) return `${name}()`;
  const plain = typeOf(self) === setType;
  return guardRecursion(self, `${name}(...)`, () =>
    reprItems(plain ? "{" : `${name}({`, self.keysArray(), plain ? "}" : "})"),
  );
}

/** The hash that a frozenset of these items has. */
function hashOfItems(self: PySetBase): number | bigint {
  const state = new SetHash();
  const { table } = self;
  if (table !== null) {
    for (let slot = table.next(0); slot >= 0; slot = table.next(slot + 1))
      state.add(table.lows[slot]!, table.highs[slot]!);
  } else {
    for (const text of self.keysArray()) {
      const textHash = hash(text)!;
      state.add(lowHalf(textHash), highHalf(textHash));
    }
  }
  return state.finish(self.size);
}

/** A set, which has no hash, is looked for as the frozenset of its items. */
function withFrozen<T>(
  item: PyObject,
  plain: T | undefined,
  frozen: (lo: number, hi: number) => T | undefined,
): T | undefined {
  if (plain !== undefined || !(item instanceof PySet)) return plain;
  if (!isInstanceOfException(pendingException(), exceptionTypes.TypeError)) return undefined;
  rt.pending = null;
  const itemHash = hashOfItems(item);
  return frozen(lowHalf(itemHash), highHalf(itemHash));
}

function contains(self: PySetBase, item: PyObject): boolean | undefined {
  return withFrozen(item, self.has(item), (lo, hi) => self.hasHashed(item, lo, hi));
}

function discard(self: PySet, item: PyObject): boolean | undefined {
  return withFrozen(item, self.discard(item), (lo, hi) => self.discardHashed(item, lo, hi));
}

function pop(self: PySet): Result {
  if (self.size === 0) return raise(makeException(exceptionTypes.KeyError, ["pop from an empty set"]));
  if (self.table !== null) return self.table.pop();
  const [text] = self.texts!;
  self.texts!.delete(text!);
  return text;
}

type Operation = (self: PySetBase, other: PyObject) => PySetBase | undefined;

const operator =
  (operation: Operation) =>
  (self: PyObject, other: PyObject): Result =>
    self instanceof PySetBase && other instanceof PySetBase ? operation(self, other) : NotImplemented;

const operators = {
  __or__: operator(union),
  __ror__: (self: PyObject, other: PyObject) => operator(union)(other, self),
  __and__: operator(intersection),
  __rand__: (self: PyObject, other: PyObject) => operator(intersection)(other, self),
  __sub__: operator(difference),
  __rsub__: (self: PyObject, other: PyObject) => operator(difference)(other, self),
  __xor__: operator(symmetricDifference),
  __rxor__: (self: PyObject, other: PyObject) => operator(symmetricDifference)(other, self),
};

const inplace =
  (operation: (self: PySetBase, other: PyObject) => unknown) =>
  (self: PySet, other: PyObject): Result => {
    if (!(other instanceof PySetBase)) return NotImplemented;
    return operation(self, other) === undefined ? undefined : self;
  };

/** self &= other: the result moves into self. */
function intersectionUpdate(self: PySetBase, other: PyObject): true | undefined {
  const result = intersection(self, other);
  if (result === undefined) return undefined;
  self.become(result);
  return true;
}

const comparisons = {
  __eq__: (self: PySetBase, other: PyObject): Result => {
    if (!(other instanceof PySetBase)) return NotImplemented;
    return self.size === other.size ? isSubset(self, other) : false;
  },
  __ne__: (self: PySetBase, other: PyObject): Result => {
    if (!(other instanceof PySetBase)) return NotImplemented;
    if (self.size !== other.size) return true;
    const same = isSubset(self, other);
    return same === undefined ? undefined : !same;
  },
  __le__: (self: PySetBase, other: PyObject): Result =>
    other instanceof PySetBase ? isSubset(self, other) : NotImplemented,
  __ge__: (self: PySetBase, other: PyObject): Result =>
    other instanceof PySetBase ? isSuperset(self, other) : NotImplemented,
  __lt__: (self: PySetBase, other: PyObject): Result =>
    other instanceof PySetBase ? self.size < other.size && isSubset(self, other) : NotImplemented,
  __gt__: (self: PySetBase, other: PyObject): Result =>
    other instanceof PySetBase ? self.size > other.size && isSuperset(self, other) : NotImplemented,
};

const sharedSlots = {
  __repr__: reprSet,
  __len__: (self: PySetBase) => self.size,
  __contains__: contains,
  __iter__: (self: PySetBase) => new PySetIterator(self),
  ...operators,
  ...comparisons,
};

/** Fold an operation over any number of other iterables. */
function overAll(self: PySetBase, others: readonly PyObject[], operation: Operation): Result {
  if (others.length === 0) return copySet(self);
  let result: PySetBase | undefined = self;
  for (const other of others) {
    result = operation(result, other);
    if (result === undefined) return undefined;
  }
  return result;
}

function differenceOfAll(self: PySetBase, others: readonly PyObject[]): Result {
  if (others.length === 0) return copySet(self);
  const result = difference(self, others[0]!);
  if (result === undefined) return undefined;
  for (const other of others.slice(1)) if (differenceUpdate(result, other) === undefined) return undefined;
  return result;
}

function unionOfAll(self: PySetBase, others: readonly PyObject[]): Result {
  const result = copySet(self);
  for (const other of others) if (other !== self && updateSet(result, other) === undefined) return undefined;
  return result;
}

const getStateName = attributeName("__getstate__");

function reduceSet(self: PySetBase): Result {
  const state = callMethod(self, getStateName, []);
  return state === undefined
    ? undefined
    : makeTuple([typeOf(self), makeTuple([makeList(self.keysArray())]), state]);
}

const sharedMethods: Record<string, Entry> = {
  difference: method(
    "($self, /, *others)",
    "A new set of the items that none of the others has.",
    differenceOfAll,
  ),
  intersection: method(
    "($self, /, *others)",
    "A new set of the items that all the others have.",
    (self: PySetBase, others: PyObject[]) => overAll(self, others, intersection),
  ),
  isdisjoint: method("($self, other, /)", "Whether the two have no item in common.", isDisjoint),
  issubset: method("($self, other, /)", "Whether other has every item of this set.", isSubset),
  issuperset: method("($self, other, /)", "Whether this set has every item of other.", isSuperset),
  symmetric_difference: method(
    "($self, other, /)",
    "A new set of the items that exactly one of the two has.",
    symmetricDifference,
  ),
  union: method("($self, /, *others)", "A new set of the items of this set and all the others.", unionOfAll),
  __reduce__: method("($self, /)", "Return state information for pickling.", reduceSet),
  __sizeof__: method("($self, /)", "Size of the set in memory, in bytes.", (self: PySetBase) => {
    const slots = self.table === null ? self.size * 2 : self.table.mask + 1;
    return slots <= 8 ? 200 : 200 + 16 * slots;
  }),
  __class_getitem__: classGetItem(),
};

const updateAll =
  (operation: (self: PySet, other: PyObject) => true | undefined) =>
  (self: PySet, others: PyObject[]): Result => {
    for (const other of others) if (operation(self, other) === undefined) return undefined;
    return None;
  };

defineType("set", {
  shell: setType,
  signature: "(iterable=(), /)",
  doc: "Build an unordered collection of unique elements.",
  flags: TypeFlag.MATCH_SELF,
  hasWeakref: true,
  slots: {
    __new__: (type) => (type === setType ? new PySet() : new type.JS()),
    __init__: initSet,
    ...sharedSlots,
    __ior__: inplace(updateSet),
    __iand__: inplace(intersectionUpdate),
    __isub__: inplace(differenceUpdate),
    __ixor__: inplace(symmetricDifferenceUpdate),
  },
  methods: {
    ...sharedMethods,
    add: method(
      "($self, object, /)",
      "Add an item; nothing happens if it is there already.",
      (self: PySet, item: PyObject) => (self.add(item) === undefined ? undefined : None),
    ),
    clear: method("($self, /)", "Remove every item.", (self: PySet) => {
      self.clear();
      return None;
    }),
    copy: method("($self, /)", "A new set of the same items.", copySet),
    discard: method("($self, object, /)", "Remove an item if it is there.", (self: PySet, item: PyObject) =>
      discard(self, item) === undefined ? undefined : None,
    ),
    remove: method(
      "($self, object, /)",
      "Remove an item.\n\nRaises KeyError if it is not there.",
      (self: PySet, item: PyObject) => {
        const removed = discard(self, item);
        if (removed === undefined) return undefined;
        return removed ? None : raise(keyError(item));
      },
    ),
    pop: method("($self, /)", "Remove some item and return it.\n\nRaises KeyError if the set is empty.", pop),
    update: method("($self, /, *others)", "Add the items of all the others.", updateAll(updateSet)),
    difference_update: method(
      "($self, /, *others)",
      "Remove the items that any of the others has.",
      updateAll(differenceUpdate),
    ),
    intersection_update: method(
      "($self, /, *others)",
      "Keep the items that all the others have.",
      (self: PySet, others: PyObject[]) => {
        const result = overAll(self, others, intersection) as PySetBase | undefined;
        if (result === undefined) return undefined;
        self.become(result);
        return None;
      },
    ),
    symmetric_difference_update: method(
      "($self, other, /)",
      "Keep the items that exactly one of the two has.",
      (self: PySet, other: PyObject) =>
        symmetricDifferenceUpdate(self, other) === undefined ? undefined : None,
    ),
  },
  attributes: { __hash__: None },
});

defineType("frozenset", {
  shell: frozensetType,
  signature: "(iterable=(), /)",
  doc: "Build an immutable unordered collection of unique elements.",
  flags: TypeFlag.MATCH_SELF,
  hasWeakref: true,
  slots: {
    __new__: newFrozenset,
    ...sharedSlots,
    __hash__: (self: PyFrozenSet) => (self.hashed ??= hashOfItems(self)),
  },
  methods: {
    ...sharedMethods,
    copy: method(
      "($self, /)",
      "The set itself; of a subclass instance, a frozenset of its items.",
      (self: PyFrozenSet) => (typeOf(self) === frozensetType ? self : copySet(self)),
    ),
  },
});

// ---- The iterator.

class PySetIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  set: PySetBase | null;
  /** The set's size at the start; −1 once it was found changed. */
  expected: number;
  remaining: number;
  position = 0;
  private readonly table: SetTable | null;
  private readonly texts: Iterator<string> | null;

  constructor(set: PySetBase) {
    this.set = set;
    this.expected = set.size;
    this.remaining = set.size;
    this.table = set.table;
    this.texts = set.table === null && set.texts !== null ? set.texts.values() : null;
  }

  advance(): PyObject | undefined {
    if (this.table === null && this.set!.table === null) {
      const step = this.texts?.next();
      return step === undefined || step.done === true ? undefined : step.value;
    }
    const table = this.set!.table;
    if (table === null) return undefined;
    const slot = table.next(this.position);
    if (slot < 0) return undefined;
    this.position = slot + 1;
    return table.keys[slot];
  }
}

/** What is left, without moving the iterator. */
function remainingItems(self: PySetIterator): PyObject[] {
  if (self.set === null) return [];
  const items = self.set.keysArray();
  return items.slice(items.length - self.remaining);
}

export const setIteratorType: PyType = createTypeShell("set_iterator", { instance: PySetIterator });

defineType("set_iterator", {
  shell: setIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PySetIterator): PyObject | Exhausted | undefined => {
      if (self.set === null) return EXHAUSTED;
      if (self.set.size !== self.expected) {
        self.expected = -1;
        return raise(runtimeError("Set changed size during iteration"));
      }
      const item = self.advance();
      if (item === undefined) {
        self.set = null;
        return EXHAUSTED;
      }
      self.remaining--;
      return item;
    },
  },
  methods: {
    __length_hint__: method("($self, /)", "At least how many items are left.", (self: PySetIterator) =>
      self.set !== null && self.set.size === self.expected ? self.remaining : 0,
    ),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PySetIterator) => {
      const iterFunction = builtinFunction("iter");
      return iterFunction === undefined
        ? undefined
        : makeTuple([iterFunction, makeTuple([makeList(remainingItems(self))])]);
    }),
  },
});
