/**
 * `super`: attribute lookup that starts behind a class in the MRO of an object.
 */
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { raise, runtimeError, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { PyType, isSubtype, typeName, typeOf } from "../kernel/type.ts";
import { genericGetAttribute, getAttributeOrAbsent } from "../protocols/attribute.ts";
import "./object.ts";

export class PySuper implements HeapObject {
  declare readonly cls: PyType;
  /** The class to start behind; undefined until `__init__` has run. */
  type: PyType | undefined = undefined;
  self: PyObject | undefined = undefined;
  selfType: PyType | undefined = undefined;
}

/** The class whose MRO is searched: `self` itself if it is a subclass of `type`, else its class (supercheck). */
export function superCheck(type: PyType, self: PyObject): PyType | undefined {
  if (self instanceof PyType && isSubtype(self, type)) return self;
  if (isSubtype(typeOf(self), type)) return typeOf(self);
  const claimed = getAttributeOrAbsent(self, attributeName("__class__"));
  if (claimed === undefined) return undefined;
  if (claimed instanceof PyType && claimed !== typeOf(self) && isSubtype(claimed, type)) return claimed;
  const shown = self instanceof PyType ? `type ${self.name}` : `instance of ${typeName(self)}`;
  return raise(
    typeError(`super(type, obj): obj (${shown}) is not an instance or subtype of type (${type.name}).`),
  );
}

/** What stands behind `type` in the MRO of `selfType` under a name, unbound; undefined when nothing does. */
export function lookupBehind(type: PyType, selfType: PyType, name: AttributeName): PyObject | undefined {
  const { mro } = selfType;
  for (let i = mro.indexOf(type) + 1; i < mro.length; i++) {
    const value = mro[i]!.attrs.get(name.text);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** `super(type, self).name` without the super object. */
export function superLookup(type: PyType, self: PyObject, name: AttributeName): Result {
  const selfType = superCheck(type, self);
  return selfType === undefined ? undefined : getBehind(type, self, selfType, name);
}

/** A super object that is bound already. */
function boundSuper(type: PyType, self: PyObject, selfType: PyType): PySuper {
  const bound = new PySuper();
  bound.type = type;
  bound.self = self;
  bound.selfType = selfType;
  return bound;
}

function getBehind(type: PyType, self: PyObject, selfType: PyType, name: AttributeName): Result {
  const value = name.text === "__class__" ? undefined : lookupBehind(type, selfType, name);
  // What the super object itself has is its last resort.
  if (value === undefined) return genericGetAttribute(boundSuper(type, self, selfType), name);
  const get = typeOf(value).slots.__get__;
  return get === undefined ? value : get(value, self === selfType ? undefined : self, selfType);
}

function getAttributeOfSuper(self: PySuper, name: AttributeName): Result {
  if (self.type === undefined || self.selfType === undefined || name.text === "__class__") {
    return genericGetAttribute(self, name);
  }
  if (lookupBehind(self.type, self.selfType, name) === undefined) return genericGetAttribute(self, name);
  return getBehind(self.type, self.self!, self.selfType, name);
}

function initialize(self: PySuper, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError("super() takes no keyword arguments"));
  if (args.length > 2) return raise(typeError(`super expected at most 2 arguments, got ${args.length}`));
  let [type, object] = args;
  if (type === undefined) {
    const found = hooks.superArguments();
    if (found === undefined) return undefined;
    ({ type, self: object } = found);
  }
  if (!(type instanceof PyType))
    return raise(typeError(`super() argument 1 must be a type, not ${typeName(type!)}`));
  self.type = type;
  if (object === undefined || object === None) return None;
  const selfType = superCheck(type, object);
  if (selfType === undefined) return undefined;
  self.self = object;
  self.selfType = selfType;
  return None;
}

/** An unbound super object binds on access through an instance. */
function bindSuper(self: PySuper, instance: PyObject | undefined): Result {
  if (instance === undefined || self.self !== undefined) return self;
  if (self.type === undefined) return raise(runtimeError("super(): uninitialized object"));
  if (self.cls !== superType) return call(self.cls, [self.type, instance]);
  const selfType = superCheck(self.type, instance);
  if (selfType === undefined) return undefined;
  return boundSuper(self.type, instance, selfType);
}

export const superType = defineType("super", {
  instance: PySuper,
  doc: "Attribute lookup behind a class in the method resolution order of an object.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize,
    __getattribute__: getAttributeOfSuper,
    __get__: bindSuper,
    __repr__: (self: PySuper) => {
      const type = self.type === undefined ? "NULL" : self.type.name;
      return self.selfType === undefined
        ? `<super: <class '${type}'>, NULL>`
        : `<super: <class '${type}'>, <${self.selfType.name} object>>`;
    },
  },
  methods: {
    __thisclass__: getset("The class that invoked super().", (self: PySuper) => self.type ?? None),
    __self__: getset("The instance that invoked super(), or None.", (self: PySuper) => self.self ?? None),
    __self_class__: getset("The class of that instance, or None.", (self: PySuper) => self.selfType ?? None),
  },
});
