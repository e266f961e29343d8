/**
 * `_tuplegetter`: the attributes of named tuples, a property that reads one item.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineType, member, method } from "../../kernel/define.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { attributeErrorMessage, indexError, raise, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { type PyType, createTypeShell, typeName, typeOf } from "../../kernel/type.ts";
import { textOf } from "../../objects/item-array.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { toIndex } from "../../protocols/number.ts";
import { repr } from "../../protocols/repr.ts";

class PyTupleGetter implements HeapObject {
  declare readonly cls: PyType;
  readonly index: number;
  doc: PyObject;
  constructor(index: number, doc: PyObject) {
    this.index = index;
    this.doc = doc;
  }
}

const bindNew = argumentBinder("_tuplegetter", "(index, doc, /)");

function getField(self: PyTupleGetter, instance: PyObject | undefined): Result {
  if (instance === undefined || instance === None) return self;
  if (!(instance instanceof PyTuple)) {
    return raise(
      typeError(
        `descriptor for index '${self.index}' for tuple subclasses doesn't apply to '${typeName(instance)}' object`,
      ),
    );
  }
  return instance.items[self.index] ?? raise(indexError("tuple index out of range"));
}

export const tupleGetterType: PyType = defineType("_tuplegetter", {
  shell: createTypeShell("_tuplegetter", { instance: PyTupleGetter }),
  module: "collections",
  slots: {
    __new__: (type, args: PyObject[], kwnames: KeywordNames) => {
      const bound = bindNew(args, kwnames);
      if (bound === undefined) return undefined;
      const index = toIndex(bound[0] as PyObject, "OverflowError");
      return index === undefined ? undefined : new type.JS(index, bound[1]);
    },
    __repr__: (self: PyTupleGetter) => {
      const doc = repr(self.doc);
      return doc === undefined
        ? undefined
        : strFromUtf16(`${typeOf(self).name}(${self.index}, ${textOf(doc)})`);
    },
    __get__: getField,
    __set__: () => raise(attributeErrorMessage("can't set attribute")),
    __delete__: () => raise(attributeErrorMessage("can't delete attribute")),
  },
  methods: {
    __doc__: member(null, "doc", "writable"),
    __reduce__: method("($self, /)", null, (self: PyTupleGetter) =>
      makeTuple([typeOf(self), makeTuple([self.index, self.doc])]),
    ),
  },
});
