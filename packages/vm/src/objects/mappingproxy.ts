/**
 * mappingproxy: a read-only view of a mapping, such as a class's `__dict__` (CPython Objects/descrobject.c).
 */
import { argumentBinder } from "../kernel/argument-binder.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { defineType, method } from "../kernel/define.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { type PyType, TypeFlag, createTypeShell, typeName, typeOf } from "../kernel/type.ts";
import { callMethod } from "../protocols/call.ts";
import { type Comparison, richCompare } from "../protocols/compare.ts";
import { hash } from "../protocols/hash.ts";
import { iter } from "../protocols/iterate.ts";
import { OR, binary } from "../protocols/number.ts";
import { repr, str } from "../protocols/repr.ts";
import { contains, getItem, length } from "../protocols/sequence.ts";
import { classGetItem } from "./class-getitem.ts";
import { PyDict } from "./dict/dict.ts";
import { textOf } from "./item-array.ts";
import { PyList } from "./list.ts";
import { PyTuple } from "./tuple.ts";

export class PyMappingProxy implements HeapObject {
  declare readonly cls: PyType;
  readonly mapping: PyObject;
  constructor(mapping: PyObject) {
    this.mapping = mapping;
  }
}

export const mappingProxyType: PyType = createTypeShell("mappingproxy", { instance: PyMappingProxy });

export function makeMappingProxy(mapping: PyObject): PyMappingProxy {
  return new PyMappingProxy(mapping);
}

const bindNew = argumentBinder("mappingproxy", "(mapping)");

function newProxy(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindNew(args, kwnames);
  if (bound === undefined) return undefined;
  const mapping = bound[0] as PyObject;
  if (
    typeOf(mapping).slots.__getitem__ === undefined ||
    mapping instanceof PyList ||
    mapping instanceof PyTuple
  ) {
    return raise(typeError(`mappingproxy() argument must be a mapping, not ${typeName(mapping)}`));
  }
  return new type.JS(mapping);
}

function compare(comparison: Comparison) {
  return (self: PyMappingProxy, other: PyObject): Result => richCompare(self.mapping, other, comparison);
}

function union(left: PyObject, right: PyObject): Result {
  return binary(
    OR,
    left instanceof PyMappingProxy ? left.mapping : left,
    right instanceof PyMappingProxy ? right.mapping : right,
  );
}

/** The method of the mapping with the same name. */
function forward(name: string): (self: PyMappingProxy) => Result {
  const interned = attributeName(name);
  return (self) => callMethod(self.mapping, interned, []);
}

const getName = attributeName("get");

defineType("mappingproxy", {
  shell: mappingProxyType,
  final: true,
  signature: "(mapping)",
  doc: "Read-only proxy of a mapping.",
  flags: TypeFlag.MAPPING,
  slots: {
    __new__: newProxy,
    __repr__: (self: PyMappingProxy) => {
      const text = repr(self.mapping);
      return text === undefined ? undefined : strFromUtf16(`mappingproxy(${textOf(text)})`);
    },
    __str__: (self: PyMappingProxy) => str(self.mapping),
    __hash__: (self: PyMappingProxy) => hash(self.mapping),
    __len__: (self: PyMappingProxy) => length(self.mapping),
    __getitem__: (self: PyMappingProxy, key) => getItem(self.mapping, key),
    __contains__: (self: PyMappingProxy, key) => contains(self.mapping, key),
    __iter__: (self: PyMappingProxy) => iter(self.mapping),
    __or__: union,
    __ror__: (self, other) => union(other, self),
    __ior__: (self) => raise(typeError(`'|=' is not supported by ${typeName(self)}; use '|' instead`)),
    __lt__: compare("__lt__"),
    __le__: compare("__le__"),
    __eq__: compare("__eq__"),
    __ne__: compare("__ne__"),
    __gt__: compare("__gt__"),
    __ge__: compare("__ge__"),
  },
  methods: {
    get: method(
      "($self, key, default=None, /)",
      "The value for key if there is one, else default.",
      (self: PyMappingProxy, key: PyObject, fallback: PyObject) => {
        if (!(self.mapping instanceof PyDict)) return callMethod(self.mapping, getName, [key, fallback]);
        const value = self.mapping.lookup(key);
        return value === null ? fallback : value;
      },
    ),
    keys: method("($self, /)", "A set-like view of the keys.", forward("keys")),
    values: method("($self, /)", "A view of the values.", forward("values")),
    items: method("($self, /)", "A set-like view of the (key, value) pairs.", forward("items")),
    copy: method("($self, /)", "A shallow copy of the mapping.", forward("copy")),
    __reversed__: method("($self, /)", "An iterator over the keys, last one first.", forward("__reversed__")),
    __class_getitem__: classGetItem(),
  },
});
