/**
 * `object.__dict__`: the dict of an instance's attributes, made when it is asked for.
 *
 * Attributes live in the instance's own properties; the dict is a view over them (objects/dict/instance-view.ts),
 * one per instance. Assigning another dict detaches the instance: its attributes are in that dict from then on.
 */
import { type Entry, getset } from "../kernel/define.ts";
import { type HeapObject, type PyObject, type Result, propertiesOf } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { typeName, typeOf } from "../kernel/type.ts";
import { PyDict, makeInstanceDict } from "./dict/dict.ts";

type Owner = HeapObject & { dict?: PyDict; dictView?: PyDict };

/** The `__dict__` of an object; null when its type has none. */
export function dictOf(object: PyObject): PyDict | null {
  if (typeof object !== "object" || !typeOf(object).hasDict) return null;
  const owner = object as Owner;
  return owner.dict ?? (owner.dictView ??= makeInstanceDict(owner));
}

/** `object.__dict__ = value`; undefined deletes: the instance starts anew with an empty one. */
export function setDictOf(object: PyObject, value: PyObject | undefined): Result {
  if (value !== undefined && !(value instanceof PyDict)) {
    return raise(typeError(`__dict__ must be set to a dictionary, not a '${typeName(value)}'`));
  }
  const owner = object as Owner;
  owner.cls.detached = true;
  owner.cls.version++;
  if (owner.dictView?.instance) owner.dictView.keepEntries();
  delete owner.dictView;
  const properties = propertiesOf(owner);
  for (const key of Object.keys(properties)) {
    if (key.startsWith("$") || key.startsWith("h_")) delete properties[key];
  }
  owner.dict = value ?? new PyDict();
  return None;
}

/** The `__dict__` of a native type whose instances have one. */
export const dictAttribute: Entry = getset(
  null,
  (self: PyObject) => dictOf(self) ?? None,
  (self: PyObject, value) =>
    value === undefined ? raise(typeError("cannot delete __dict__")) : setDictOf(self, value),
);
