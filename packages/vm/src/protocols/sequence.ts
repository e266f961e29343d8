/**
 * Length, subscription and membership of any object (language reference 3.3.7; CPython Objects/abstract.c).
 *
 * Hot: getItem, setItem.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { PyType, TypeFlag, lookup, typeName, typeOf, typeType } from "../kernel/type.ts";
import { getAttributeOrAbsent } from "./attribute.ts";
import { equals } from "./compare.ts";
import { forEach } from "./iterate.ts";

/** len(value) as a JavaScript number. */
export function length(value: PyObject): number | undefined {
  if (typeof value === "string") return value.length;
  const slot = typeOf(value).slots.__len__;
  if (slot === undefined) return raise(typeError(`object of type '${typeName(value)}' has no len()`));
  return slot(value);
}

const classGetitem = attributeName("__class_getitem__");

/** `container[key]` */
export function getItem(container: PyObject, key: PyObject): Result {
  const slot = typeOf(container).slots.__getitem__;
  if (slot !== undefined) return slot(container, key);
  if (container instanceof PyType) return getClassItem(container, key);
  return raise(typeError(`'${typeName(container)}' object is not subscriptable`));
}

/** `list[int]`: `__class_getitem__`, an implicit class method (PEP 560). */
function getClassItem(type: PyType, key: PyObject): Result {
  if (type === typeType) return hooks.genericAlias(type, key);
  const method = getAttributeOrAbsent(type, classGetitem);
  if (method === undefined) return undefined;
  if (method === null || method === None) return raise(typeError(`type '${type.name}' is not subscriptable`));
  return call(method, [key]);
}

/** `container[key] = value` */
export function setItem(container: PyObject, key: PyObject, value: PyObject): Result {
  const slot = typeOf(container).slots.__setitem__;
  if (slot === undefined)
    return raise(typeError(`'${typeName(container)}' object does not support item assignment`));
  return slot(container, key, value);
}

/** `del container[key]` */
export function deleteItem(container: PyObject, key: PyObject): Result {
  const slot = typeOf(container).slots.__delitem__;
  if (slot === undefined) return raise(cannotDelete(container, key));
  return slot(container, key);
}

/** Sequences asked by an index say it in other words (PySequence_DelItem). */
function cannotDelete(container: PyObject, key: PyObject) {
  const type = typeOf(container);
  const isSequence = type.slots.__contains__ !== undefined || (type.flags & TypeFlag.HEAP) !== 0;
  const does = isSequence && typeOf(key).slots.__index__ !== undefined ? "doesn't" : "does not";
  return typeError(`'${typeName(container)}' object ${does} support item deletion`);
}

/** `item in container` */
export function contains(container: PyObject, item: PyObject): boolean | undefined {
  const slot = typeOf(container).slots.__contains__;
  if (slot !== undefined) return slot(container, item);
  if (lookup(typeOf(container), attributeName("__contains__")) === None) {
    return raise(typeError(`'${typeName(container)}' object is not a container`));
  }
  const slots = typeOf(container).slots;
  if (slots.__iter__ === undefined && slots.__getitem__ === undefined) {
    return raise(typeError(`argument of type '${typeName(container)}' is not a container or iterable`));
  }
  return containsByIteration(container, item);
}

/** Membership by comparing each item (operator.contains on a plain iterable). */
export function containsByIteration(iterable: PyObject, item: PyObject): boolean | undefined {
  let found = false;
  const ended = forEach(iterable, (candidate) => {
    const same = equals(candidate, item);
    if (same === true) found = true;
    return same === undefined ? undefined : !same;
  });
  return ended === undefined ? undefined : found;
}
