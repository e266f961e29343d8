/**
 * dict_keys, dict_values, dict_items: what keys(), values() and items() answer. They show the dict as it is at any
 * time; keys and items take part in set operations (library reference, "Dictionary view objects").
 */
import { defineType, getset, method } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { NotImplemented } from "../../kernel/singletons.ts";
import { PyInstance, type PyType, createTypeShell, typeOf } from "../../kernel/type.ts";
import { type Comparison, equals } from "../../protocols/compare.ts";
import { forEach } from "../../protocols/iterate.ts";
import { guardRecursion } from "../../protocols/repr.ts";
import { contains, length } from "../../protocols/sequence.ts";
import { reprItems } from "../item-array.ts";
import { makeMappingProxy } from "../mappingproxy.ts";
import { PySetBase, makeSet } from "../set.ts";
import { setFromIterable } from "../set-operations.ts";
import { PyTuple } from "../tuple.ts";
import type { PyDict } from "./dict.ts";
import {
  iterateItems,
  iterateItemsBackwards,
  iterateKeys,
  iterateKeysBackwards,
  iterateValues,
  iterateValuesBackwards,
} from "./iterators.ts";

/** What the three views have in common: the dict they show. */
export class PyDictView extends PyInstance {
  readonly dict: PyDict;
  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }
}
export class PyDictKeys extends PyDictView {}
export class PyDictValues extends PyDictView {}
export class PyDictItems extends PyDictView {}

export const makeKeysView = (dict: PyDict): PyDictKeys => new PyDictKeys(dict);
export const makeValuesView = (dict: PyDict): PyDictValues => new PyDictValues(dict);
export const makeItemsView = (dict: PyDict): PyDictItems => new PyDictItems(dict);

export const dictKeysType: PyType = createTypeShell("dict_keys", { instance: PyDictKeys });
export const dictValuesType: PyType = createTypeShell("dict_values", { instance: PyDictValues });
export const dictItemsType: PyType = createTypeShell("dict_items", { instance: PyDictItems });

function reprView(self: PyDictView): Result {
  const items =
    self instanceof PyDictKeys
      ? self.dict.keysArray()
      : self instanceof PyDictValues
        ? self.dict.valuesArray()
        : self.dict.entriesArray().map((entry) => new PyTuple(entry));
  return guardRecursion(self.dict, "...", () => reprItems(`${typeOf(self).name}([`, items, "])"));
}

/** Whether every item of `items` is in `container`. */
function allContained(items: PyObject, container: PyObject): boolean | undefined {
  let all = true;
  const ended = forEach(items, (item) => {
    const inside = contains(container, item);
    if (inside === false) all = false;
    return inside;
  });
  return ended === undefined ? undefined : all;
}

function isSetLike(value: PyObject): boolean {
  return value instanceof PySetBase || value instanceof PyDictKeys || value instanceof PyDictItems;
}

function compareView(comparison: Comparison) {
  return (self: PyDictView, other: PyObject): Result => {
    if (!isSetLike(other)) return NotImplemented;
    const mine = self.dict.size;
    const theirs = length(other);
    if (theirs === undefined) return undefined;
    switch (comparison) {
      case "__eq__":
        return mine === theirs ? allContained(self, other) : false;
      case "__ne__": {
        if (mine !== theirs) return true;
        const same = allContained(self, other);
        return same === undefined ? undefined : !same;
      }
      case "__lt__":
        return mine < theirs ? allContained(self, other) : false;
      case "__le__":
        return mine <= theirs ? allContained(self, other) : false;
      case "__gt__":
        return mine > theirs ? allContained(other, self) : false;
      case "__ge__":
        return mine >= theirs ? allContained(other, self) : false;
    }
  };
}

const comparisons = {
  __lt__: compareView("__lt__"),
  __le__: compareView("__le__"),
  __eq__: compareView("__eq__"),
  __ne__: compareView("__ne__"),
  __gt__: compareView("__gt__"),
  __ge__: compareView("__ge__"),
};

function intersect(self: PyObject, other: PyObject): Result {
  let view = self;
  let items = other;
  const swap =
    !(self instanceof PyDictView) ||
    (other instanceof PyDictView && !(other instanceof PyDictValues) && other.dict.size > self.dict.size);
  if (swap) [view, items] = [other, self];
  const result = makeSet([]);
  const ended = forEach(items, (item) => {
    const inside = contains(view, item);
    return inside === true ? result.add(item) : inside === undefined ? undefined : true;
  });
  return ended === undefined ? undefined : result;
}

function subtract(self: PyObject, other: PyObject): Result {
  const result = setFromIterable(self);
  if (result === undefined) return undefined;
  const ended = forEach(other, (item) => (result.discard(item) === undefined ? undefined : true));
  return ended === undefined ? undefined : result;
}

function unite(self: PyObject, other: PyObject): Result {
  const result = setFromIterable(self);
  if (result === undefined) return undefined;
  const ended = forEach(other, (item) => result.add(item));
  return ended === undefined ? undefined : result;
}

function symmetricDifference(self: PyObject, other: PyObject): Result {
  const result = setFromIterable(self);
  const others = setFromIterable(other);
  if (result === undefined || others === undefined) return undefined;
  for (const item of others.keysArray()) {
    const removed = result.discard(item);
    if (removed === undefined) return undefined;
    if (!removed && result.add(item) === undefined) return undefined;
  }
  return result;
}

const setOperators = {
  __and__: intersect,
  __rand__: (self: PyObject, other: PyObject) => intersect(other, self),
  __or__: unite,
  __ror__: (self: PyObject, other: PyObject) => unite(other, self),
  __sub__: subtract,
  __rsub__: (self: PyObject, other: PyObject) => subtract(other, self),
  __xor__: symmetricDifference,
  __rxor__: (self: PyObject, other: PyObject) => symmetricDifference(other, self),
};

/** The smaller of the two is walked, when the other knows how to look items up. */
function isDisjoint(self: PyDictView, other: PyObject): Result {
  let walked = other;
  let asked: PyObject = self;
  if (self === other) return self.dict.size === 0;
  if (isSetLike(other)) {
    const size = length(other);
    if (size === undefined) return undefined;
    if (size > self.dict.size) [walked, asked] = [self, other];
  }
  let disjoint = true;
  const ended = forEach(walked, (item) => {
    const inside = contains(asked, item);
    if (inside === true) disjoint = false;
    return inside === undefined ? undefined : !inside;
  });
  return ended === undefined ? undefined : disjoint;
}

const mapping = getset("dictionary that this view refers to", (self: PyDictView) =>
  makeMappingProxy(self.dict),
);

const setMethods = {
  isdisjoint: method(
    "($self, other, /)",
    "Whether the view and an iterable have no item in common.",
    isDisjoint,
  ),
  mapping,
};

defineType("dict_keys", {
  shell: dictKeysType,
  final: true,
  slots: {
    __repr__: reprView,
    __len__: (self: PyDictView) => self.dict.size,
    __contains__: (self: PyDictView, key) => {
      const value = self.dict.lookup(key);
      return value === undefined ? undefined : value !== null;
    },
    __iter__: (self: PyDictView) => iterateKeys(self.dict),
    ...comparisons,
    ...setOperators,
  },
  methods: {
    ...setMethods,
    __reversed__: method("($self, /)", "An iterator over the keys, last one first.", (self: PyDictView) =>
      iterateKeysBackwards(self.dict),
    ),
  },
});

defineType("dict_items", {
  shell: dictItemsType,
  final: true,
  slots: {
    __repr__: reprView,
    __len__: (self: PyDictView) => self.dict.size,
    __contains__: (self: PyDictView, item) => {
      if (!(item instanceof PyTuple) || item.items.length !== 2) return false;
      const value = self.dict.lookup(item.items[0]!);
      if (value === undefined) return undefined;
      return value === null ? false : equals(value, item.items[1]!);
    },
    __iter__: (self: PyDictView) => iterateItems(self.dict),
    ...comparisons,
    ...setOperators,
  },
  methods: {
    ...setMethods,
    __reversed__: method("($self, /)", "An iterator over the pairs, last one first.", (self: PyDictView) =>
      iterateItemsBackwards(self.dict),
    ),
  },
});

defineType("dict_values", {
  shell: dictValuesType,
  final: true,
  slots: {
    __repr__: reprView,
    __len__: (self: PyDictView) => self.dict.size,
    __iter__: (self: PyDictView) => iterateValues(self.dict),
  },
  methods: {
    mapping,
    __reversed__: method("($self, /)", "An iterator over the values, last one first.", (self: PyDictView) =>
      iterateValuesBackwards(self.dict),
    ),
  },
});
