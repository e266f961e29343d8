/**
 * defaultdict: a dict that makes missing values (library reference, "collections.defaultdict").
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { keyError, raise, typeError } from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { type PyType, TypeFlag, createTypeShell, typeOf } from "../../kernel/type.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { PyDict, dictType } from "../../objects/dict/dict.ts";
import { updateFrom, updateFromArguments } from "../../objects/dict/merge.ts";
import { textOf } from "../../objects/item-array.ts";
import { EMPTY_TUPLE, makeTuple } from "../../objects/tuple.ts";
import { call, callMethod } from "../../protocols/call.ts";
import { iter } from "../../protocols/iterate.ts";
import { guardRecursion, repr } from "../../protocols/repr.ts";

export class PyDefaultDict extends PyDict {
  /** None, or what makes a missing value. */
  factory: PyObject = None;
}

export const defaultDictType: PyType = createTypeShell("defaultdict", {
  instance: PyDefaultDict,
  base: dictType,
});

function init(self: PyDefaultDict, args: PyObject[], kwnames: KeywordNames): Result {
  const given = args.length - (kwnames?.length ?? 0);
  const factory = given > 0 ? args[0]! : None;
  if (factory !== None && typeOf(factory).slots.__call__ === undefined) {
    return raise(typeError("first argument must be callable or None"));
  }
  self.factory = factory;
  return updateFromArguments(self, "dict", given > 0 ? args.slice(1) : args, kwnames) === undefined
    ? undefined
    : None;
}

function missing(self: PyDefaultDict, key: PyObject): Result {
  if (self.factory === None) return raise(keyError(key));
  const value = call(self.factory, []);
  if (value === undefined) return undefined;
  // The factory may have set the key itself: that value stays.
  const existing = self.lookup(key);
  if (existing !== null) return existing;
  const store = typeOf(self).slots.__setitem__!;
  return store(self, key, value) === undefined ? undefined : value;
}

function copy(self: PyDefaultDict): Result {
  return call(typeOf(self), [self.factory, self]);
}

function reprDefaultDict(self: PyDefaultDict): Result {
  const entries = dictType.slots.__repr__!(self);
  if (entries === undefined) return undefined;
  const factory = guardRecursion(self, "...", () => repr(self.factory));
  if (factory === undefined) return undefined;
  return strFromUtf16(`${typeOf(self).name}(${textOf(factory)}, ${textOf(entries)})`);
}

function union(left: PyObject, right: PyObject): Result {
  if (!(left instanceof PyDict) || !(right instanceof PyDict)) return NotImplemented;
  const self = (left instanceof PyDefaultDict ? left : right) as PyDefaultDict;
  const result = call(typeOf(self), [self.factory, left]);
  if (result === undefined) return undefined;
  return updateFrom(result as PyDict, right) === undefined ? undefined : result;
}

const itemsName = attributeName("items");

function reduce(self: PyDefaultDict): Result {
  const items = callMethod(self, itemsName, []);
  const iterator = items === undefined ? undefined : iter(items);
  if (iterator === undefined) return undefined;
  const args = self.factory === None ? EMPTY_TUPLE : makeTuple([self.factory]);
  return makeTuple([typeOf(self), args, None, None, iterator]);
}

defineType("defaultdict", {
  shell: defaultDictType,
  module: "collections",
  doc:
    "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n" +
    "A missing key that is subscribed gets what default_factory() answers as its value. The other arguments are dict's.",
  flags: TypeFlag.MAPPING,
  slots: {
    __new__: (type) => new type.JS(),
    __init__: init,
    __repr__: reprDefaultDict,
    __or__: union,
    __ror__: (self, other) => union(other, self),
  },
  methods: {
    __missing__: method(
      "($self, object, /)",
      "What is done for a missing key: call the factory, store and return its answer.",
      missing,
    ),
    copy: method("($self, /)", "A shallow copy.", copy),
    __copy__: method("($self, /)", "A shallow copy.", copy),
    __reduce__: method("($self, /)", "Return state information for pickling.", reduce),
    default_factory: getset(
      "Factory for default value called by __missing__().",
      (self: PyDefaultDict) => self.factory,
      (self: PyDefaultDict, value) => {
        self.factory = value ?? None;
        return None;
      },
    ),
    __class_getitem__: classGetItem(),
  },
});
