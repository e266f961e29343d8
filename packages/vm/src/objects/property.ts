/**
 * `property`.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset, member, method, rawMethod } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { attributeErrorMessage, must, pendingException, raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { isTrue } from "../kernel/truth.ts";
import { type PyType, typeName, typeOf } from "../kernel/type.ts";
import { getAttributeOrAbsent, setAttribute } from "../protocols/attribute.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import "./object.ts";

export class PyProperty implements HeapObject {
  declare readonly cls: PyType;
  fget: PyObject = None;
  fset: PyObject = None;
  fdel: PyObject = None;
  doc: PyObject = None;
  /** Set by `__set_name__`; else the getter's own name. */
  name: PyObject | undefined = undefined;
  /** The docstring is the getter's: `getter()` on a copy renews it. */
  getterDoc = false;
}

const PARAMETERS = ["fget", "fset", "fdel", "doc"] as const;

function initialize(self: PyProperty, args: PyObject[], kwnames: KeywordNames): Result {
  const values = bindProperty(args, kwnames);
  if (values === undefined) return undefined;
  [self.fget, self.fset, self.fdel] = [values[0] ?? None, values[1] ?? None, values[2] ?? None];
  self.name = undefined;
  return initializeDoc(self, values[3]);
}

function initializeDoc(self: PyProperty, given: PyObject | undefined): Result {
  self.getterDoc = false;
  let doc: PyObject = given ?? None;
  if (doc === None && self.fget !== None) {
    const inherited = getAttributeOrAbsent(self.fget, attributeName("__doc__"));
    if (inherited === undefined) return undefined;
    if (inherited !== null && inherited !== None) {
      doc = inherited;
      self.getterDoc = true;
    }
  }
  // A subclass keeps its docstring as an ordinary attribute, where a class attribute of its own may not hide it.
  if (self.cls !== propertyType) return keepDocInSubclass(self, doc);
  self.doc = doc;
  return None;
}

/** Where there is no room for it, a docstring of its own is dropped. */
function keepDocInSubclass(self: PyProperty, doc: PyObject): Result {
  const done = setAttribute(self, attributeName("__doc__"), doc);
  if (done !== undefined || self.getterDoc) return done;
  if (!isInstanceOfException(pendingException(), exceptionTypes.AttributeError)) return undefined;
  rt.pending = null;
  return None;
}

function bindProperty(args: PyObject[], kwnames: KeywordNames): (PyObject | undefined)[] | undefined {
  const keywords = kwnames?.length ?? 0;
  const positional = args.length - keywords;
  if (args.length > 4) return raise(typeError(`property() takes at most 4 arguments (${args.length} given)`));
  const values: (PyObject | undefined)[] = args.slice(0, positional);
  for (let i = 0; i < keywords; i++) {
    const index = PARAMETERS.indexOf(kwnames![i] as (typeof PARAMETERS)[number]);
    if (index < 0) return raise(typeError(`property() got an unexpected keyword argument '${kwnames![i]}'`));
    if (values[index] !== undefined) {
      return raise(
        typeError(`argument for property() given by name ('${kwnames![i]}') and position (${index + 1})`),
      );
    }
    values[index] = args[positional + i];
  }
  return values;
}

function get(self: PyProperty, instance: PyObject | undefined): Result {
  if (instance === undefined) return self;
  if (self.fget === None) return raiseNo(self, instance, "getter");
  return call(self.fget, [instance]);
}

function raiseNo(self: PyProperty, instance: PyObject, accessor: "getter" | "setter" | "deleter"): Result {
  const name = propertyName(self);
  if (name === undefined) return undefined;
  const type = String(exactStr(typeOf(instance).qualname));
  if (name === null) return raise(attributeErrorMessage(`property of '${type}' object has no ${accessor}`));
  const shown = repr(name);
  if (shown === undefined) return undefined;
  return raise(
    attributeErrorMessage(`property ${String(exactStr(shown))} of '${type}' object has no ${accessor}`),
  );
}

/** `__name__`: the name it was assigned to, else the getter's; null without either. */
function propertyName(self: PyProperty): PyObject | null | undefined {
  if (self.name !== undefined) return self.name;
  return self.fget === None ? null : getAttributeOrAbsent(self.fget, attributeName("__name__"));
}

/** A copy with one accessor replaced, of the same class: `@x.setter`. */
function replaced(self: PyProperty, which: "fget" | "fset" | "fdel", accessor: PyObject): Result {
  const parts = { fget: self.fget, fset: self.fset, fdel: self.fdel };
  if (accessor !== None) parts[which] = accessor;
  const doc = self.getterDoc && parts.fget !== None ? None : self.doc;
  const copy = call(self.cls, [parts.fget, parts.fset, parts.fdel, doc]);
  if (copy instanceof PyProperty) copy.name = self.name;
  return copy;
}

function isAbstract(self: PyProperty): Result {
  for (const accessor of [self.fget, self.fset, self.fdel]) {
    const flag = getAttributeOrAbsent(accessor, attributeName("__isabstractmethod__"));
    if (flag === undefined) return undefined;
    if (flag === null) continue;
    const abstract = isTrue(flag);
    if (abstract !== false) return abstract;
  }
  return false;
}

export const propertyType = defineType("property", {
  instance: PyProperty,
  signature: "(fget=None, fset=None, fdel=None, doc=None)",
  doc: "An attribute whose access, assignment and deletion call functions.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize,
    __get__: get,
    __set__: (self: PyProperty, instance, value) =>
      self.fset === None ? raiseNo(self, instance, "setter") : call(self.fset, [instance, value]),
    __delete__: (self: PyProperty, instance) =>
      self.fdel === None ? raiseNo(self, instance, "deleter") : call(self.fdel, [instance]),
  },
  methods: {
    fget: member("The function that gets the value.", "fget"),
    fset: member("The function that sets the value.", "fset"),
    fdel: member("The function that deletes the value.", "fdel"),
    __doc__: member(null, "doc", "writable"),
    __name__: getset(
      null,
      (self: PyProperty) => {
        const name = must(propertyName(self));
        return name ?? raise(attributeErrorMessage(`'${typeName(self)}' object has no attribute '__name__'`));
      },
      (self: PyProperty, value) => {
        self.name = value;
        return None;
      },
    ),
    getter: method("($self, object, /)", "A copy with another getter.", (self, f) =>
      replaced(self, "fget", f),
    ),
    setter: method("($self, object, /)", "A copy with another setter.", (self, f) =>
      replaced(self, "fset", f),
    ),
    deleter: method("($self, object, /)", "A copy with another deleter.", (self, f) =>
      replaced(self, "fdel", f),
    ),
    __set_name__: rawMethod(
      "($self, owner, name, /)",
      "Learn the name it was assigned to.",
      (self: PyProperty, args) => {
        const [, name] = args;
        if (name === undefined || args.length !== 2) {
          return raise(
            typeError(`__set_name__() takes 2 positional arguments but ${args.length} were given`),
          );
        }
        self.name = name;
        return None;
      },
    ),
    __isabstractmethod__: getset(null, isAbstract),
  },
});
