/**
 * The types of None, NotImplemented and Ellipsis.
 */
import { defineType, method } from "../kernel/define.ts";
import { raise, typeError } from "../kernel/raise.ts";
import {
  Ellipsis,
  None,
  NotImplemented,
  PyEllipsis,
  PyNone,
  PyNotImplemented,
} from "../kernel/singletons.ts";
import type { KeywordNames, PyObject } from "../kernel/object.ts";
import type { PyType } from "../kernel/type.ts";
import "./object.ts";

const singleton = (value: PyObject) => (type: PyType, args: PyObject[], _kwnames: KeywordNames) =>
  args.length > 0 ? raise(typeError(`${type.name} takes no arguments`)) : value;

export const noneType = defineType("NoneType", {
  instance: PyNone,
  final: true,
  doc: "The type of the None singleton.",
  slots: {
    __new__: singleton(None),
    __repr__: () => "None",
    __bool__: () => false,
    __hash__: () => 0xfca86420,
    __eq__: (_self, other) => (other === None ? true : NotImplemented),
    __ne__: (_self, other) => (other === None ? false : NotImplemented),
    __lt__: () => NotImplemented,
    __le__: () => NotImplemented,
    __gt__: () => NotImplemented,
    __ge__: () => NotImplemented,
  },
});

export const notImplementedType = defineType("NotImplementedType", {
  instance: PyNotImplemented,
  final: true,
  doc: "The type of the NotImplemented singleton.",
  slots: {
    __new__: singleton(NotImplemented),
    __repr__: () => "NotImplemented",
    __bool__: () => raise(typeError("NotImplemented should not be used in a boolean context")),
  },
  methods: {
    __reduce__: method("($self, /)", null, () => "NotImplemented"),
  },
});

export const ellipsisType = defineType("ellipsis", {
  instance: PyEllipsis,
  final: true,
  doc: "The type of the Ellipsis singleton.",
  slots: {
    __new__: singleton(Ellipsis),
    __repr__: () => "Ellipsis",
  },
  methods: {
    __reduce__: method("($self, /)", null, () => "Ellipsis"),
  },
});
