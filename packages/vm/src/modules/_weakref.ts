/**
 * `_weakref`: references that do not keep their objects alive (objects/weakref.ts).
 */
import { defineModule, fn } from "../kernel/define.ts";
import { None } from "../kernel/singletons.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { makeList } from "../objects/list.ts";
import {
  PyWeakref,
  callableProxyType,
  dereference,
  makeProxy,
  proxyType,
  weakrefType,
  weakrefsOf,
} from "../objects/weakref.ts";

export const weakrefModule = defineModule("_weakref", {
  doc: "Weak references.",
  constants: {
    ref: weakrefType,
    ReferenceType: weakrefType,
    ProxyType: proxyType,
    CallableProxyType: callableProxyType,
  },
  functions: {
    getweakrefcount: fn(
      "(object, /)",
      "Number of weak references to an object.",
      (object) => weakrefsOf(object).length,
    ),
    getweakrefs: fn("(object, /)", "The weak references to an object.", (object) =>
      makeList(weakrefsOf(object)),
    ),
    proxy: fn("(object, callback=None, /)", "A proxy that uses a weak reference.", (object, callback) =>
      makeProxy(object, callback === None ? null : callback),
    ),
    _remove_dead_weakref: fn(
      "(dct, key, /)",
      "Delete an entry if its reference is dead.",
      (dict: PyDict, key) => {
        const value = dict.lookup(key);
        if (value === undefined) return undefined;
        if (value instanceof PyWeakref && dereference(value) === None && dict.delete(key) === undefined)
          return undefined;
        return None;
      },
    ),
  },
});
