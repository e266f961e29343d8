/**
 * Attributes of objects, and of `super()`.
 *
 * LOAD_ATTR with the method bit is a variant of its own, as is LOAD_SUPER_ATTR's: they push what is to be called and
 * either the object, to be passed as first argument, or NULL.
 */
import type { AttributeName } from "../kernel/attribute-name.ts";
import { type PyObject, type Result, propertiesOf } from "../kernel/object.ts";
import { None } from "../kernel/singletons.ts";
import { PyType, TypeFlag, lookup, typeOf } from "../kernel/type.ts";
import { InlineCache } from "../objects/code.ts";
import type { PyFrame } from "../objects/frame.ts";
import { lookupBehind, superCheck, superLookup, superType } from "../objects/super.ts";
import {
  deleteAttribute,
  genericSetAttribute,
  getAttribute,
  setAttribute,
  unboundMethod,
} from "../protocols/attribute.ts";
import { call } from "../protocols/call.ts";
import { instruction, variant } from "./instruction.ts";

instruction("LOAD_ATTR", {
  stack: "owner -- attribute",
  run: ({ owner }, t) => {
    if (typeof owner === "object") {
      const own = propertiesOf(owner)[t.name.own];
      if (own !== undefined) return own;
    }
    return getAttribute(owner, t.name);
  },
});

/** The cached value is a method of the class; only an instance's own attribute could come before it. */
variant("LOAD_ATTR_METHOD", "LOAD_ATTR", {
  stack: "owner -- callable self?",
  run: ({ owner }, t) => {
    const cache = t.cache;
    if (
      typeof owner === "object" &&
      owner.cls === cache.type &&
      owner.cls.version === cache.version &&
      propertiesOf(owner)[t.name.stored] === undefined
    ) {
      return { callable: cache.value!, self: owner };
    }
    const method = findMethod(t.frame, owner, t.name);
    if (method !== null) return { callable: method, self: owner };
    const attribute = getAttribute(owner, t.name);
    if (attribute === undefined) return undefined;
    return { callable: attribute, self: undefined };
  },
});

/** The method to call unbound, remembered for the next object of its class; null when it is something else. */
export function findMethod(frame: PyFrame, owner: PyObject, name: AttributeName): PyObject | null {
  const method = unboundMethod(owner, name);
  if (method !== null && typeof owner === "object" && !owner.cls.detached && !owner.cls.hidesAttributes) {
    remember(frame, owner.cls, method);
  }
  return method;
}

function remember(frame: PyFrame, type: PyType, value: PyObject): void {
  frame.code.caches[(frame.ip >> 1) - 1] = new InlineCache(type, type.version, value);
}

/** Cached: the class leaves attributes of this name to its instances' own properties. */
instruction("STORE_ATTR", {
  stack: "value owner --",
  run: ({ value, owner }, t) => {
    const cache = t.cache;
    if (typeof owner === "object" && owner.cls === cache.type && owner.cls.version === cache.version) {
      propertiesOf(owner)[t.name.stored] = value;
      return true;
    }
    return storeAttribute(t.frame, owner, t.name, value);
  },
});

export function storeAttribute(frame: PyFrame, owner: PyObject, name: AttributeName, value: PyObject): Result {
  if (typeof owner !== "object") return setAttribute(owner, name, value);
  const type = owner.cls;
  const plain = type.slots.__setattr__ === genericSetAttribute && type.hasDict && lookup(type, name) === undefined;
  if (plain && (type.flags & TypeFlag.HEAP) !== 0 && !type.detached && !type.hidesAttributes) remember(frame, type, None);
  return setAttribute(owner, name, value);
}

instruction("DELETE_ATTR", { stack: "owner --", cold: true, run: ({ owner }, t) => deleteAttribute(owner, t.name) });

/** `super().name`: no super object is made when `super` is the builtin. */
instruction("LOAD_SUPER_ATTR", {
  stack: "global_super class self -- attribute",
  cold: true,
  run: ({ global_super, class: type, self }, t) => {
    if (global_super === superType && type instanceof PyType) return superLookup(type, self, t.name);
    return attributeOfSuper(global_super, type, self, t.name);
  },
});

variant("LOAD_SUPER_ATTR_METHOD", "LOAD_SUPER_ATTR", {
  stack: "global_super class self -- callable receiver?",
  cold: true,
  run: ({ global_super, class: type, self }, t) => {
    if (global_super === superType && type instanceof PyType) {
      const method = superMethod(type, self, t.name);
      if (method !== null) return method === undefined ? undefined : { callable: method, receiver: self };
    }
    const attribute =
      global_super === superType && type instanceof PyType
        ? superLookup(type, self, t.name)
        : attributeOfSuper(global_super, type, self, t.name);
    if (attribute === undefined) return undefined;
    return { callable: attribute, receiver: undefined };
  },
});

/** `super(class, self).name`, whatever `super` is. */
export function attributeOfSuper(callable: PyObject, type: PyObject, self: PyObject, name: AttributeName): Result {
  const object = call(callable, [type, self]);
  return object === undefined ? undefined : getAttribute(object, name);
}

/** A function behind `type` in the MRO, to be called with `self`; null when it is something else. */
export function superMethod(type: PyType, self: PyObject, name: AttributeName): PyObject | null | undefined {
  const selfType = superCheck(type, self);
  if (selfType === undefined) return undefined;
  if (selfType === self || name.text === "__class__") return null;
  const method = lookupBehind(type, selfType, name);
  if (method === undefined || (typeOf(method).flags & TypeFlag.METHOD_DESCRIPTOR) === 0) return null;
  return method;
}
