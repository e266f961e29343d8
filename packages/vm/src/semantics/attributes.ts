/**
 * Attributes of objects, and of `super()`.
 *
 * LOAD_ATTR with the method bit is a variant of its own, as is LOAD_SUPER_ATTR's: they push what is to be called and
 * either the object, to be passed as first argument, or NULL.
 */
import { type HeapObject, propertiesOf } from "../kernel/object.ts";
import { PyType, typeOf } from "../kernel/type.ts";
import type { PyFunction } from "../objects/function.ts";
import { CacheKind } from "../objects/inline-cache.ts";
import { superLookup, superType } from "../objects/super.ts";
import { deleteAttribute, getAttribute } from "../protocols/attribute.ts";
import { attributeOfSuper, superMethod } from "./super-attributes.ts";
import { cachedAttribute, loadAttribute, loadMethod, storeAttribute } from "./attribute-caches.ts";
import { frameFor } from "./bind-arguments.ts";
import { instruction, variant } from "./instruction.ts";

instruction("LOAD_ATTR", {
  stack: "owner -- attribute",
  cold: true,
  fast: ({ owner }, t) => {
    if (typeof owner === "object") {
      const own = propertiesOf(owner)[t.name.own];
      if (own !== undefined) return own;
    }
    return t.slow();
  },
  run: ({ owner }, t) => {
    if (typeof owner === "object") {
      const cache = t.cache;
      if (owner.cls === cache.type && owner.cls.version === cache.version) {
        if (cache.kind === CacheKind.PROPERTY)
          return t.enter(frameFor(cache.value as PyFunction, owner, t.locals, 0, 0));
        const value = cachedAttribute(cache, owner, t.name);
        if (value !== undefined) return value;
      }
    }
    return loadAttribute(t.frame, owner, t.name);
  },
});

variant("LOAD_ATTR_METHOD", "LOAD_ATTR", {
  stack: "owner -- callable self?",
  cold: true,
  fast: ({ owner }, t) => {
    if (typeof owner === "object") {
      const cache = t.cache;
      const type = owner.cls;
      if (
        type === cache.type &&
        type.version === cache.version &&
        cache.kind === CacheKind.METHOD &&
        propertiesOf(owner)[t.name.stored] === undefined
      )
        return { callable: cache.value!, self: owner };
    }
    return t.slow();
  },
  run: ({ owner }, t) => {
    const cache = t.cache;
    const type = typeOf(owner);
    if (type === cache.type && type.version === cache.version) {
      if (cache.kind === CacheKind.NATIVE_METHOD) return { callable: cache.value!, self: owner };
      if (cache.kind === CacheKind.METHOD) {
        if (propertiesOf(owner as HeapObject)[t.name.stored] === undefined)
          return { callable: cache.value!, self: owner };
      } else {
        const value = cachedAttribute(cache, owner as HeapObject, t.name);
        if (value !== undefined) return { callable: value, self: cache.receiver };
      }
    }
    const method = loadMethod(t.frame, owner, t.name);
    if (method !== null) return { callable: method, self: owner };
    const attribute = getAttribute(owner, t.name);
    if (attribute === undefined) return undefined;
    return { callable: attribute, self: undefined };
  },
});

/** Cached: the class leaves attributes of this name to its instances' own properties, or keeps them in slots. */
instruction("STORE_ATTR", {
  stack: "value owner --",
  cold: true,
  fast: ({ value, owner }, t) => {
    const cache = t.cache;
    if (typeof owner === "object" && owner.cls === cache.type && owner.cls.version === cache.version) {
      propertiesOf(owner)[cache.key] = value;
      return true;
    }
    return t.slow();
  },
  run: ({ value, owner }, t) => storeAttribute(t.frame, owner, t.name, value),
});

instruction("DELETE_ATTR", {
  stack: "owner --",
  cold: true,
  run: ({ owner }, t) => deleteAttribute(owner, t.name),
});

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
