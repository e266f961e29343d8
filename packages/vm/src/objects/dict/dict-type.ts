/**
 * `dict` as Python sees it (library reference, "Mapping Types"; CPython Objects/dictobject.c).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { classMethod, defineType, method, rawMethod } from "../../kernel/define.ts";
import { call, callUnbound } from "../../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { keyError, raise } from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { type PyType, TypeFlag, lookup } from "../../kernel/type.ts";
import { equals } from "../../protocols/compare.ts";
import { guardRecursion, repr } from "../../protocols/repr.ts";
import { classGetItem } from "../class-getitem.ts";
import { textOf } from "../item-array.ts";
import { PyTuple } from "../tuple.ts";
import { PyDict, dictType } from "./dict.ts";
import { DictCursor, iterateKeys, iterateKeysBackwards } from "./iterators.ts";
import { fillWithKeys, mergeDict, updateFrom, updateFromArguments } from "./merge.ts";
import { makeItemsView, makeKeysView, makeValuesView } from "./views.ts";

const missingName = attributeName("__missing__");

/** `self[key]`; a subclass is asked for `__missing__`. */
export function getDictItem(self: PyDict, key: PyObject): Result {
  const value = self.lookup(key);
  if (value !== null) return value;
  if (self.cls !== dictType) {
    const missing = lookup(self.cls, missingName);
    if (missing !== undefined) return callUnbound(missing, self, [key]);
  }
  return raise(keyError(key));
}

function getOr(self: PyDict, key: PyObject, fallback: PyObject): Result {
  const value = self.lookup(key);
  return value === null ? fallback : value;
}

function pop(self: PyDict, key: PyObject, fallback?: PyObject): Result {
  if (self.size === 0) return fallback ?? raise(keyError(key));
  const value = self.pop(key);
  return value === null ? (fallback ?? raise(keyError(key))) : value;
}

function popItem(self: PyDict): Result {
  const entry = self.popLast();
  return entry === null ? raise(keyError("popitem(): dictionary is empty")) : new PyTuple(entry);
}

/** `{key: value, …}` of any walk over entries. */
export function reprEntries(self: PyDict): Result {
  let text = "{";
  const cursor = new DictCursor(self);
  while (cursor.advance()) {
    const { key, value } = cursor;
    const keyText = repr(key);
    if (keyText === undefined) return undefined;
    const valueText = repr(value);
    if (valueText === undefined) return undefined;
    if (text.length > 1) text += ", ";
    text += textOf(keyText) + ": " + textOf(valueText);
  }
  return strFromUtf16(text + "}");
}

/** Same keys, equal values. */
export function equalDicts(self: PyDict, other: PyDict): boolean | undefined {
  if (self.size !== other.size) return false;
  const cursor = new DictCursor(self);
  while (cursor.advance()) {
    const mine = cursor.value;
    const theirs = other.lookup(cursor.key);
    if (theirs === undefined) return undefined;
    if (theirs === null) return false;
    const same = equals(mine, theirs);
    if (same !== true) return same;
  }
  return true;
}

function union(self: PyObject, other: PyObject): Result {
  if (!(self instanceof PyDict) || !(other instanceof PyDict)) return NotImplemented;
  const result = self.copy();
  return mergeDict(result, other) === undefined ? undefined : result;
}

function fromKeys(type: PyType, iterable: PyObject, value: PyObject): Result {
  const target = call(type, []);
  return target === undefined ? undefined : fillWithKeys(target, iterable, value);
}

defineType("dict", {
  shell: dictType,
  doc:
    "dict() -> new empty dictionary\n" +
    "dict(mapping) -> new dictionary with the mapping's (key, value) pairs\n" +
    "dict(iterable) -> new dictionary from an iterable of pairs\n" +
    "dict(**kwargs) -> new dictionary with name=value pairs; may follow either of the above",
  flags: TypeFlag.MAPPING | TypeFlag.MATCH_SELF,
  slots: {
    __new__: (type) => (type === dictType ? new PyDict() : new type.JS()),
    __init__: (self: PyDict, args, kwnames) =>
      updateFromArguments(self, "dict", args, kwnames) === undefined ? undefined : None,
    __repr__: (self: PyDict) =>
      self.size === 0 ? "{}" : guardRecursion(self, "{...}", () => reprEntries(self)),
    __len__: (self: PyDict) => self.size,
    __getitem__: getDictItem,
    __setitem__: (self: PyDict, key, value) => (self.set(key, value) === undefined ? undefined : None),
    __delitem__: (self: PyDict, key) => {
      const deleted = self.delete(key);
      if (deleted === undefined) return undefined;
      return deleted ? None : raise(keyError(key));
    },
    __contains__: (self: PyDict, key) => {
      const value = self.lookup(key);
      return value === undefined ? undefined : value !== null;
    },
    __iter__: (self: PyDict) => iterateKeys(self),
    __eq__: (self: PyDict, other) => (other instanceof PyDict ? equalDicts(self, other) : NotImplemented),
    __ne__: (self: PyDict, other) => {
      if (!(other instanceof PyDict)) return NotImplemented;
      const same = equalDicts(self, other);
      return same === undefined ? undefined : !same;
    },
    __lt__: () => NotImplemented,
    __le__: () => NotImplemented,
    __gt__: () => NotImplemented,
    __ge__: () => NotImplemented,
    __or__: union,
    __ror__: (self, other) => union(other, self),
    __ior__: (self: PyDict, other) => (updateFrom(self, other) === undefined ? undefined : self),
  },
  methods: {
    get: method(
      "($self, key, default=None, /)",
      "The value for key if it is in the dictionary, else default.",
      getOr,
    ),
    setdefault: method(
      "($self, key, default=None, /)",
      "The value for key; when there is none, set it to default first.",
      (self: PyDict, key: PyObject, fallback: PyObject) => self.setDefault(key, fallback),
    ),
    pop: method(
      "($self, key, default=<unrepresentable>, /)",
      "Remove key and return its value.\n\nWithout the key, return default if given, else raise KeyError.",
      pop,
    ),
    popitem: method(
      "($self, /)",
      "Remove the pair that was added last and return it as (key, value).\n\nRaises KeyError if the dict is empty.",
      popItem,
    ),
    keys: method("($self, /)", "A set-like view of the keys.", (self: PyDict) => makeKeysView(self)),
    values: method("($self, /)", "A view of the values.", (self: PyDict) => makeValuesView(self)),
    items: method("($self, /)", "A set-like view of the (key, value) pairs.", (self: PyDict) =>
      makeItemsView(self),
    ),
    update: rawMethod(
      null,
      "D.update([E, ]**F) -> None.  Set the pairs of E, a mapping or an iterable of pairs, then those of F.",
      (self: PyDict, args: PyObject[], kwnames: KeywordNames) =>
        updateFromArguments(self, "update", args, kwnames) === undefined ? undefined : None,
    ),
    fromkeys: classMethod(
      "($type, iterable, value=None, /)",
      "A new dictionary with the items of iterable as keys and value for each.",
      fromKeys,
    ),
    clear: method("($self, /)", "Remove every item.", (self: PyDict) => {
      self.clear();
      return None;
    }),
    copy: method("($self, /)", "A new dict with the same pairs.", (self: PyDict) => self.copy()),
    __reversed__: method("($self, /)", "An iterator over the keys, last one first.", (self: PyDict) =>
      iterateKeysBackwards(self),
    ),
    __sizeof__: method(
      "($self, /)",
      "Size of the dict in memory, in bytes.",
      (self: PyDict) => 64 + 32 * self.size,
    ),
    __class_getitem__: classGetItem(),
  },
  attributes: { __hash__: None },
});
