/**
 * Filling and reading the inline caches of attribute instructions (objects/inline-cache.ts says what they hold).
 */
import type { AttributeName } from "../kernel/attribute-name.ts";
import { PyClassMethod, PyMember, PyStaticMethod } from "../kernel/descriptors.ts";
import { type HeapObject, type PyObject, type Result, propertiesOf } from "../kernel/object.ts";
import { PyType, TypeFlag, lookup, typeOf, typeType } from "../kernel/type.ts";
import type { Cell } from "../objects/cell.ts";
import type { PyFrame } from "../objects/frame.ts";
import { functionType } from "../objects/function.ts";
import { CacheKind, InlineCache, fillCache } from "../objects/inline-cache.ts";
import { type PyModule, moduleType } from "../objects/module.ts";
import { PyProperty } from "../objects/property.ts";
import {
  genericGetAttribute,
  genericSetAttribute,
  getAttribute,
  setAttribute,
  unboundMethod,
} from "../protocols/attribute.ts";

/** The attribute of an object of the cached class; undefined when the cache does not know it after all. */
export function cachedAttribute(
  cache: InlineCache,
  owner: HeapObject,
  name: AttributeName,
): PyObject | undefined {
  switch (cache.kind) {
    case CacheKind.CLASS_VALUE:
      return propertiesOf(owner)[name.stored] === undefined ? cache.value : undefined;
    case CacheKind.MEMBER:
      return propertiesOf(owner)[cache.key];
    case CacheKind.OF_CLASS:
      return owner === cache.owner && (owner as PyType).version === cache.ownerVersion
        ? cache.value
        : undefined;
    case CacheKind.OF_MODULE:
      return owner === cache.owner ? (cache.value as Cell).value : undefined;
  }
  return undefined;
}

/** `owner.name`, and what can be remembered of it. */
export function loadAttribute(frame: PyFrame, owner: PyObject, name: AttributeName): Result {
  const cache = describe(owner, name, "load");
  if (cache !== null) remember(frame, cache);
  return getAttribute(owner, name);
}

/** The function to call with `owner`; null when the attribute is something else. Either is remembered. */
export function loadMethod(frame: PyFrame, owner: PyObject, name: AttributeName): PyObject | null {
  const method = unboundMethod(owner, name);
  const type = typeOf(owner);
  if (method === null) {
    const cache = describe(owner, name, "call");
    if (cache !== null) remember(frame, cache);
  } else if (!type.detached && !type.hidesAttributes) {
    remember(frame, new InlineCache(type.hasDict ? CacheKind.METHOD : CacheKind.NATIVE_METHOD, type, method));
  }
  return method;
}

/** `owner.name = value`, and what can be remembered of it. */
export function storeAttribute(
  frame: PyFrame,
  owner: PyObject,
  name: AttributeName,
  value: PyObject,
): Result {
  const type = typeOf(owner);
  if ((type.flags & TypeFlag.HEAP) !== 0 && type.slots.__setattr__ === genericSetAttribute) {
    const attribute = lookup(type, name);
    if (attribute === undefined && type.hasDict && !type.detached && !type.hidesAttributes) {
      remember(frame, keyed(new InlineCache(CacheKind.OWN, type, undefined), name.stored));
    } else if (attribute instanceof PyMember && isPlainMember(attribute, type)) {
      remember(frame, keyed(new InlineCache(CacheKind.MEMBER, type, undefined), attribute.key));
    }
  }
  return setAttribute(owner, name, value);
}

function remember(frame: PyFrame, cache: InlineCache): void {
  fillCache(frame.code.caches, (frame.ip >> 1) - 1, cache);
}

function keyed(cache: InlineCache, key: string): InlineCache {
  cache.key = key;
  return cache;
}

/** A `__slots__` member of the class itself or of a base: what it keeps may be read and written as it is. */
function isPlainMember(member: PyMember, type: PyType): boolean {
  return !member.readonly && (member.type.flags & TypeFlag.HEAP) !== 0 && type.mro.includes(member.type);
}

/** A cache for an attribute that is not an instance's own; null when there is nothing to remember. */
function describe(owner: PyObject, name: AttributeName, use: "load" | "call"): InlineCache | null {
  if (typeof owner !== "object") return null;
  const type = owner.cls;
  if (owner instanceof PyType) return describeOfClass(owner, name, use);
  if (type === moduleType) return describeOfModule(owner as PyModule, name);
  if (type.slots.__getattribute__ !== genericGetAttribute || type.detached || type.hidesAttributes)
    return null;
  const attribute = lookup(type, name);
  if (attribute === undefined) return null;
  if (attribute instanceof PyMember && isPlainMember(attribute, type)) {
    return keyed(new InlineCache(CacheKind.MEMBER, type, undefined), attribute.key);
  }
  if (attribute instanceof PyProperty) {
    const getter = attribute.fget;
    const simple = use === "load" && typeof getter === "object" && getter.cls === functionType;
    return simple && attribute.cls.slots.__get__ === propertyGet
      ? new InlineCache(CacheKind.PROPERTY, type, getter)
      : null;
  }
  if (propertiesOf(owner)[name.stored] !== undefined) return null;
  return describeValue(attribute, type, use);
}

const propertyGet = PyProperty.prototype.cls.slots.__get__;

/** A plain value, a static method, or a class method that is called. */
function describeValue(attribute: PyObject, receiver: PyType, use: "load" | "call"): InlineCache | null {
  if (attribute instanceof PyStaticMethod)
    return new InlineCache(CacheKind.CLASS_VALUE, receiver, attribute.callable);
  if (attribute instanceof PyClassMethod && use === "call") {
    const { callable } = attribute;
    if (typeof callable !== "object" || callable.cls !== functionType) return null;
    const cache = new InlineCache(CacheKind.CLASS_VALUE, receiver, callable);
    cache.receiver = receiver;
    return cache;
  }
  return typeOf(attribute).slots.__get__ === undefined
    ? new InlineCache(CacheKind.CLASS_VALUE, receiver, attribute)
    : null;
}

/** `C.name`: found in the MRO of C when the metaclass says nothing about it. */
function describeOfClass(owner: PyType, name: AttributeName, use: "load" | "call"): InlineCache | null {
  const metatype = owner.cls;
  if (metatype.slots.__getattribute__ !== typeType.slots.__getattribute__) return null;
  const attribute = lookup(owner, name);
  if (attribute === undefined || lookup(metatype, name) !== undefined) return null;
  const isFunction = typeof attribute === "object" && attribute.cls === functionType;
  const found = isFunction
    ? new InlineCache(CacheKind.CLASS_VALUE, owner, attribute)
    : describeValue(attribute, owner, use);
  if (found === null) return null;
  const cache = new InlineCache(CacheKind.OF_CLASS, metatype, found.value);
  cache.receiver = found.receiver;
  cache.owner = owner;
  cache.ownerVersion = owner.version;
  return cache;
}

/** `module.name`: the cell of the name. */
function describeOfModule(owner: PyModule, name: AttributeName): InlineCache | null {
  if (lookup(moduleType, name) !== undefined || owner.dict.getText(name.text) === undefined) return null;
  const cache = new InlineCache(CacheKind.OF_MODULE, moduleType, owner.dict.cell(name.text));
  cache.owner = owner;
  return cache;
}
