/**
 * `__class_getitem__` of generic builtin types: `list[int]` is a types.GenericAlias (PEP 585).
 */
import { type Entry, classMethod } from "../kernel/define.ts";
import type { PyObject } from "../kernel/object.ts";
import type { PyType } from "../kernel/type.ts";
import { makeGenericAlias } from "./generic-alias.ts";

/** The table entry. */
export function classGetItem(): Entry {
  return classMethod("($type, object, /)", "See PEP 585", (type: PyType, item: PyObject) =>
    makeGenericAlias(type, item),
  );
}
