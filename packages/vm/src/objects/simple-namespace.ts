/**
 * types.SimpleNamespace: an object with attributes and a repr (CPython Objects/namespaceobject.c).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset, method } from "../kernel/define.ts";
import {
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
  propertiesOf,
} from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import {
  PyInstance,
  type PyType,
  createTypeShell,
  isInstance,
  strType,
  typeName,
  typeOf,
} from "../kernel/type.ts";
import { call } from "../protocols/call.ts";
import { type Comparison, richCompare } from "../protocols/compare.ts";
import { guardRecursion, repr } from "../protocols/repr.ts";
import { PyDict } from "./dict/dict.ts";
import { updateFrom } from "./dict/merge.ts";
import { dictOf, setDictOf } from "./instance-dict.ts";
import { textOf } from "./item-array.ts";
import { EMPTY_TUPLE, makeTuple } from "./tuple.ts";

export class PySimpleNamespace extends PyInstance {}

export const simpleNamespaceType: PyType = createTypeShell("SimpleNamespace", {
  instance: PySimpleNamespace,
});

/** A namespace with these attributes, in order. */
export function makeSimpleNamespace(attributes: Record<string, PyObject>): PySimpleNamespace {
  const namespace = new PySimpleNamespace();
  const properties = propertiesOf(namespace);
  for (const [name, value] of Object.entries(attributes)) properties[attributeName(name).stored] = value;
  return namespace;
}

function init(self: PyObject, args: PyObject[], kwnames: KeywordNames): Result {
  const given = args.length - (kwnames?.length ?? 0);
  const name = typeName(self);
  if (given > 1) return raise(typeError(`${name} expected at most 1 positional argument, got ${given}`));
  const dict = dictOf(self)!;
  if (given === 1) {
    const attributes = new PyDict();
    if (updateFrom(attributes, args[0]!) === undefined) return undefined;
    for (const [key, value] of attributes.entriesArray()) {
      if (!isInstance(key, strType)) return raise(typeError("keywords must be strings"));
      dict.set(key, value);
    }
  }
  kwnames?.forEach((keyword, i) => dict.setText(keyword, args[given + i]!));
  return None;
}

function reprNamespace(self: PyObject): Result {
  const name = typeOf(self) === simpleNamespaceType ? "namespace" : typeName(self);
  return guardRecursion(self, `${name}(...)`, () => {
    const parts: string[] = [];
    for (const [key, value] of dictOf(self)!.entriesArray()) {
      if (!isInstance(key, strType) || textOf(key) === "") continue;
      const text = repr(value);
      if (text === undefined) return undefined;
      parts.push(`${textOf(key)}=${textOf(text)}`);
    }
    return strFromUtf16(`${name}(${parts.join(", ")})`);
  });
}

function compare(comparison: Comparison) {
  return (self: HeapObject, other: PyObject): Result => {
    if (!isInstance(other, simpleNamespaceType)) return NotImplemented;
    return richCompare(dictOf(self)!, dictOf(other)!, comparison);
  };
}

function replace(self: PyObject, args: PyObject[], kwnames: KeywordNames): Result {
  const result = call(typeOf(self), []);
  if (result === undefined) return undefined;
  if (!isInstance(result, simpleNamespaceType)) {
    return raise(
      typeError(`expect SimpleNamespace type, but ${typeName(self)}() returned '${typeName(result)}' object`),
    );
  }
  const dict = dictOf(result)!;
  if (updateFrom(dict, dictOf(self)!) === undefined) return undefined;
  kwnames?.forEach((keyword, i) => dict.setText(keyword, args[i]!));
  return result;
}

defineType("SimpleNamespace", {
  shell: simpleNamespaceType,
  module: "types",
  signature: "(mapping_or_iterable=(), /, **kwargs)",
  doc: "A simple attribute-based namespace.",
  hasDict: true,
  slots: {
    __new__: (type) => new type.JS(),
    __init__: init,
    __repr__: reprNamespace,
    __eq__: compare("__eq__"),
    __ne__: compare("__ne__"),
    __lt__: compare("__lt__"),
    __le__: compare("__le__"),
    __gt__: compare("__gt__"),
    __ge__: compare("__ge__"),
  },
  methods: {
    __dict__: getset(null, (self: PyObject) => dictOf(self)!, setDictOf),
    __reduce__: method("($self, /)", "Return state information for pickling", (self: PyObject) =>
      makeTuple([typeOf(self), EMPTY_TUPLE, dictOf(self)!]),
    ),
    __replace__: {
      kind: "method",
      signature: "($self, /, **changes)",
      doc: "Return a copy of the namespace object with new values for the specified attributes.",
      raw: true,
      body: (self: PyObject, args: PyObject[], kwnames: KeywordNames) =>
        args.length > (kwnames?.length ?? 0)
          ? raise(typeError(`__replace__() takes 0 positional arguments but ${args.length} were given`))
          : replace(self, args, kwnames),
    },
  },
});
