/**
 * method: a function bound to an instance.
 *
 * Only made when the attribute itself is wanted (`f = obj.method`): a call `obj.method()` never binds.
 */
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset, member, method } from "../kernel/define.ts";
import { identityOf } from "../kernel/identity.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { type PyType, isInstance, lookup, strType, typeOf } from "../kernel/type.ts";
import { getAttribute, getAttributeOrAbsent } from "../protocols/attribute.ts";
import { equals, isSame } from "../protocols/compare.ts";
import { foldHash, hash } from "../protocols/hash.ts";
import { repr } from "../protocols/repr.ts";
import { rt } from "../kernel/state.ts";
import type { PyDict } from "./dict/dict.ts";
import { textOf } from "./item-array.ts";
import { makeTuple } from "./tuple.ts";

export class PyMethod implements HeapObject {
  declare readonly cls: PyType;
  declare readonly func: PyObject;
  declare readonly self: PyObject;
  constructor(func: PyObject, self: PyObject) {
    this.func = func;
    this.self = self;
  }
}

/** `func` bound to `self`. */
export function makeMethod(func: PyObject, self: PyObject): PyMethod {
  return new PyMethod(func, self);
}

export const methodType: PyType = defineType("method", {
  instance: PyMethod,
  signature: "(function, instance, /)",
  doc: "Create a bound instance method object.",
  final: true,
  hasWeakref: true,
  slots: {
    __new__: newMethod,
    __call__: (self: PyMethod, args, kwnames) => {
      args.unshift(self.self);
      return call(self.func, args, kwnames);
    },
    __get__: (self: PyMethod) => self,
    __getattribute__: getMethodAttribute,
    __repr__: reprMethod,
    __eq__: (self: PyMethod, other) => sameMethod(self, other),
    __ne__: (self: PyMethod, other) => {
      const same = sameMethod(self, other);
      return typeof same === "boolean" ? !same : same;
    },
    __hash__: (self: PyMethod) => {
      const functionHash = hash(self.func);
      return functionHash === undefined
        ? undefined
        : foldHash(functionHash) ^ foldHash(identityOf(self.self));
    },
  },
  methods: {
    __func__: member("the function (or other callable) implementing a method", "func"),
    __self__: member("the instance to which a method is bound", "self"),
    __doc__: getset(null, (self: PyMethod) => getAttribute(self.func, docName)),
    __reduce__: method("($self, /)", null, reduceMethod),
  },
});

const docName = attributeName("__doc__");
const nameName = attributeName("__name__");
const qualnameName = attributeName("__qualname__");

function newMethod(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError("method() takes no keyword arguments"));
  if (args.length !== 2) return raise(typeError(`method expected 2 arguments, got ${args.length}`));
  const [func, instance] = args as [PyObject, PyObject];
  if (typeOf(func).slots.__call__ === undefined) return raise(typeError("first argument must be callable"));
  if (instance === None) return raise(typeError("instance must not be None"));
  return new PyMethod(func, instance);
}

/** What the type does not have is asked of the function. */
function getMethodAttribute(self: PyMethod, name: AttributeName): Result {
  const attribute = lookup(methodType, name);
  if (attribute === undefined) return getAttribute(self.func, name);
  const get = typeOf(attribute).slots.__get__;
  return get === undefined ? attribute : get(attribute, self, methodType);
}

function reprMethod(self: PyMethod): Result {
  let name = getAttributeOrAbsent(self.func, qualnameName);
  if (name === null) name = getAttributeOrAbsent(self.func, nameName);
  if (name === undefined) return undefined;
  const owner = repr(self.self);
  if (owner === undefined) return undefined;
  const shown = name !== null && isInstance(name, strType) ? textOf(name) : "?";
  return strFromUtf16(`<bound method ${shown} of ${textOf(owner)}>`);
}

function sameMethod(left: PyMethod, right: PyObject): Result {
  if (!(right instanceof PyMethod)) return NotImplemented;
  const sameFunction = equals(left.func, right.func);
  if (sameFunction === undefined) return undefined;
  return sameFunction && isSame(left.self, right.self);
}

function reduceMethod(self: PyMethod): Result {
  const name = getAttribute(self.func, nameName);
  if (name === undefined) return undefined;
  const getattr = (rt.interpreter.get("builtins") as PyDict).getText("getattr")!;
  return makeTuple([getattr, makeTuple([self.self, name])]);
}
