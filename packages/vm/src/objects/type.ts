/**
 * `type`: the class of classes. Calling one, its attributes, and what it says about itself.
 */
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import { deleteClassAttribute, liveSubclasses, setClassAttribute } from "../kernel/class-attributes.ts";
import { type Entry, classMethod, defineType, getset, method } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { call } from "../kernel/invoke.ts";
import { computeMro } from "../kernel/mro.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { attributeErrorMessage, must, raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import type { PyType } from "../kernel/type.ts";
import {
  TypeFlag,
  isInstance,
  isSubtype,
  lookup,
  strType,
  typeName,
  typeOf,
  typeType,
} from "../kernel/type.ts";
import { exactStr } from "../protocols/repr.ts";
import { setBases } from "./class-bases.ts";
import { newClass } from "./class-creation.ts";
import { PyDict, dictFromMap, makeDict } from "./dict/dict.ts";
import { instanceCheck, subclassCheck } from "./instance-check.ts";
import { makeList } from "./list.ts";
import { makeMappingProxy } from "./mappingproxy.ts";
import { qualifiedTypeName } from "./object.ts";
import { makeTuple } from "./tuple.ts";
import { unionOf } from "./union.ts";

/** `cls(*args, **kwargs)`; `type(x)` answers the type of x. */
export function callType(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (type === typeType) {
    if (args.length === 1 && kwnames === undefined) return typeOf(args[0]!);
    if (args.length - (kwnames?.length ?? 0) !== 3) return raise(typeError("type() takes 1 or 3 arguments"));
  }
  const make = type.slots.__new__;
  if (make === undefined || (type.flags & TypeFlag.DISALLOW_INSTANTIATION) !== 0) {
    return raise(typeError(`cannot create '${qualifiedTypeName(type)}' instances`));
  }
  // `__new__` and `__init__` each get the arguments; either may change its array.
  const object = make(type, args.slice(), kwnames);
  if (object === undefined) return undefined;
  const actual = typeOf(object);
  if (actual !== type && !isSubtype(actual, type)) return object;
  const initialized = actual.slots.__init__!(object, args, kwnames);
  return initialized === undefined ? undefined : object;
}

function getTypeAttribute(type: PyType, name: AttributeName): Result {
  const metaAttribute = lookup(type.cls, name);
  let metaGet;
  if (metaAttribute !== undefined) {
    const slots = typeOf(metaAttribute).slots;
    metaGet = slots.__get__;
    if (metaGet !== undefined && (slots.__set__ !== undefined || slots.__delete__ !== undefined)) {
      return metaGet(metaAttribute, type, type.cls);
    }
  }
  const attribute = lookup(type, name);
  if (attribute !== undefined) {
    const get = typeOf(attribute).slots.__get__;
    return get === undefined ? attribute : get(attribute, undefined, type);
  }
  if (metaGet !== undefined) return metaGet(metaAttribute, type, type.cls);
  if (metaAttribute !== undefined) return metaAttribute;
  const error = makeException(exceptionTypes.AttributeError, [
    `type object '${type.name}' has no attribute '${name.text}'`,
  ]);
  error.fields = { name: name.value, obj: type };
  return raise(error);
}

function setTypeAttribute(type: PyType, name: AttributeName, value: PyObject): Result {
  if (!isMutable(type)) return raiseImmutable(type, name);
  const metaAttribute = lookup(type.cls, name);
  const set = metaAttribute === undefined ? undefined : typeOf(metaAttribute).slots.__set__;
  if (set !== undefined) return set(metaAttribute!, type, value);
  setClassAttribute(type, name, value);
  return None;
}

function deleteTypeAttribute(type: PyType, name: AttributeName): Result {
  if (!isMutable(type)) return raiseImmutable(type, name);
  const metaAttribute = lookup(type.cls, name);
  const remove = metaAttribute === undefined ? undefined : typeOf(metaAttribute).slots.__delete__;
  if (remove !== undefined) return remove(metaAttribute!, type);
  if (deleteClassAttribute(type, name)) return None;
  const error = makeException(exceptionTypes.AttributeError, [
    `type object '${type.name}' has no attribute '${name.text}'`,
  ]);
  error.fields = { name: name.value, obj: type };
  return raise(error);
}

function isMutable(type: PyType): boolean {
  return (type.flags & TypeFlag.HEAP) !== 0 && (type.flags & TypeFlag.IMMUTABLE) === 0;
}

function raiseImmutable(type: PyType, name: AttributeName): undefined {
  return raise(typeError(`cannot set '${name.text}' attribute of immutable type '${type.name}'`));
}

function reprType(type: PyType): Result {
  return `<class '${qualifiedTypeName(type)}'>`;
}

// ---- what a class says about itself

/** An attribute kept in the class namespace itself. */
function ownEntry(text: string, fallback: (type: PyType) => Result): Entry {
  const name = attributeName(text);
  return getset(
    null,
    // What stands under that name in a builtin type describes its instances.
    (type: PyType) =>
      ((type.flags & TypeFlag.HEAP) === 0 ? undefined : type.attrs.get(text)) ?? fallback(type),
    (type: PyType, value) => setOwn(type, name, value),
  );
}

function setOwn(type: PyType, name: AttributeName, value: PyObject | undefined): Result {
  if (!isMutable(type)) return raiseImmutable(type, name);
  if (value === undefined) deleteClassAttribute(type, name);
  else setClassAttribute(type, name, value);
  return None;
}

function setName(type: PyType, value: PyObject | undefined): Result {
  if (!isMutable(type)) return raiseImmutable(type, attributeName("__name__"));
  if (value === undefined) throw typeError(`cannot delete '__name__' attribute of type '${type.name}'`);
  if (!isInstance(value, strType)) {
    throw typeError(`can only assign string to ${type.name}.__name__, not '${typeName(value)}'`);
  }
  const text = exactStr(value);
  if (typeof text === "string" && text.includes("\0"))
    throw valueError("type name must not contain null characters");
  type.name = String(text);
  return None;
}

function setQualname(type: PyType, value: PyObject | undefined): Result {
  if (!isMutable(type)) return raiseImmutable(type, attributeName("__qualname__"));
  if (value === undefined) throw typeError(`cannot delete '__qualname__' attribute of type '${type.name}'`);
  if (!isInstance(value, strType)) {
    throw typeError(`can only assign string to ${type.name}.__qualname__, not '${typeName(value)}'`);
  }
  type.qualname = value;
  return None;
}

function getDoc(type: PyType): Result {
  const own = (type.flags & TypeFlag.HEAP) === 0 && type.doc !== null ? type.doc : type.attrs.get("__doc__");
  if (own === undefined) return None;
  const get = typeOf(own).slots.__get__;
  return get === undefined ? own : get(own, undefined, type);
}

function setDoc(type: PyType, value: PyObject | undefined): Result {
  if (!isMutable(type)) return raiseImmutable(type, attributeName("__doc__"));
  if (value === undefined)
    throw typeError(`cannot delete '__doc__' attribute of immutable type '${type.name}'`);
  return setOwn(type, attributeName("__doc__"), value);
}

function getAbstractMethods(type: PyType): Result {
  // `type` itself has the descriptor and no value.
  const value = type === typeType ? undefined : type.attrs.get("__abstractmethods__");
  return value ?? raise(attributeErrorMessage("__abstractmethods__"));
}

function setAbstractMethods(type: PyType, value: PyObject | undefined): Result {
  const name = attributeName("__abstractmethods__");
  if (value === undefined) {
    if (!deleteClassAttribute(type, name)) throw attributeErrorMessage("__abstractmethods__");
    type.flags &= ~TypeFlag.ABSTRACT;
    return None;
  }
  const abstract = must(isTrue(value));
  setClassAttribute(type, name, value);
  if (abstract) type.flags |= TypeFlag.ABSTRACT;
  else type.flags &= ~TypeFlag.ABSTRACT;
  return None;
}

/** `__annotations__`: what the annotate function computes for VALUE, kept in the namespace (PEP 649). */
function getAnnotations(type: PyType): Result {
  if ((type.flags & TypeFlag.HEAP) === 0) {
    throw attributeErrorMessage(`type object '${type.name}' has no attribute '__annotations__'`);
  }
  const known = type.attrs.get("__annotations__") ?? type.attrs.get("__annotations_cache__");
  if (known !== undefined) {
    const get = typeOf(known).slots.__get__;
    return get === undefined ? known : get(known, undefined, type);
  }
  const annotate = must(getAnnotate(type));
  const annotations = annotate === None ? makeDict() : must(call(annotate, [1]));
  if (!(annotations instanceof PyDict)) {
    throw typeError(`__annotate__ returned non-dict of type '${typeName(annotations)}'`);
  }
  setClassAttribute(type, attributeName("__annotations_cache__"), annotations);
  return annotations;
}

function setAnnotations(type: PyType, value: PyObject | undefined): Result {
  if (!isMutable(type)) return raiseImmutable(type, attributeName("__annotations__"));
  const key = type.attrs.has("__annotations__") ? "__annotations__" : "__annotations_cache__";
  if (value !== undefined) setClassAttribute(type, attributeName(key), value);
  else if (!deleteClassAttribute(type, attributeName(key))) throw attributeErrorMessage("__annotations__");
  for (const text of ["__annotate__", "__annotate_func__"]) deleteClassAttribute(type, attributeName(text));
  return None;
}

function getAnnotate(type: PyType): Result {
  if ((type.flags & TypeFlag.HEAP) === 0) {
    throw attributeErrorMessage(`type object '${type.name}' has no attribute '__annotate__'`);
  }
  const annotate = type.attrs.get("__annotate__") ?? type.attrs.get("__annotate_func__");
  if (annotate === undefined) return None;
  const get = typeOf(annotate).slots.__get__;
  return get === undefined ? annotate : get(annotate, undefined, type);
}

function setAnnotate(type: PyType, value: PyObject | undefined): Result {
  if (value === undefined) throw typeError("cannot delete __annotate__ attribute");
  if (!isMutable(type)) return raiseImmutable(type, attributeName("__annotate__"));
  if (value !== None && typeOf(value).slots.__call__ === undefined) {
    throw typeError("__annotate__ must be callable or None");
  }
  setClassAttribute(type, attributeName("__annotate_func__"), value);
  if (value !== None) deleteClassAttribute(type, attributeName("__annotations_cache__"));
  return None;
}

/** The names in the namespaces of a class and its bases. */
function directory(type: PyType): Result {
  const names = new Set<string>();
  for (const ancestor of type.mro) for (const text of ancestor.attrs.keys()) names.add(text);
  return makeList([...names].map((text) => attributeName(text).value));
}

/** `X | Y` of classes is a union; anything that no union can hold passes. */
function or(left: PyObject, right: PyObject): Result {
  return unionOf(left, right) ?? NotImplemented;
}

defineType("type", {
  shell: typeType,
  hasDict: false,
  hasWeakref: true,
  signature: null,
  doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  slots: {
    __new__: newClass,
    __init__: (_self: PyType, args: PyObject[], kwnames: KeywordNames) => {
      const positional = args.length - (kwnames?.length ?? 0);
      if (positional === 1 && kwnames !== undefined && kwnames.length > 0) {
        return raise(typeError("type.__init__() takes no keyword arguments"));
      }
      if (positional !== 1 && positional !== 3)
        return raise(typeError("type.__init__() takes 1 or 3 arguments"));
      return None;
    },
    __call__: callType,
    __getattribute__: getTypeAttribute,
    __setattr__: setTypeAttribute,
    __delattr__: deleteTypeAttribute,
    __repr__: reprType,
    __or__: or,
    __ror__: (self, other) => or(other, self),
  },
  methods: {
    __name__: getset(null, (type: PyType) => attributeName(type.name).value, setName),
    __qualname__: getset(null, (type: PyType) => type.qualname, setQualname),
    __module__: ownEntry("__module__", (type) => type.module),
    __doc__: getset(null, getDoc, setDoc),
    __dict__: getset(null, (type: PyType) => makeMappingProxy(dictFromMap(type.attrs))),
    __bases__: getset(null, (type: PyType) => makeTuple(type.bases), setBases),
    __base__: getset(null, (type: PyType) => type.base ?? None),
    __mro__: getset(null, (type: PyType) => makeTuple(type.mro)),
    // The types of CPython's modules are made at run time; who pickles by the flag must see it.
    __flags__: getset(null, (type: PyType) =>
      type.module === "builtins" ? type.flags : type.flags | TypeFlag.HEAP,
    ),
    __basicsize__: getset(null, () => 16),
    __itemsize__: getset(null, () => 0),
    __dictoffset__: getset(null, (type: PyType) => (type.hasDict ? -1 : 0)),
    __weakrefoffset__: getset(null, (type: PyType) => (type.hasWeakref ? -4 : 0)),
    __abstractmethods__: getset(null, getAbstractMethods, setAbstractMethods),
    __annotations__: getset(null, getAnnotations, setAnnotations),
    __annotate__: getset(null, getAnnotate, setAnnotate),
    __type_params__: ownEntry("__type_params__", () => makeTuple([])),
    __text_signature__: getset(null, (type: PyType) => type.signature ?? None),
    mro: method("($self, /)", "The method resolution order of the class.", (type: PyType) =>
      makeList(computeMro(type, type.bases)),
    ),
    __subclasses__: method("($self, /)", "The direct subclasses, in definition order.", (type: PyType) =>
      makeList(liveSubclasses(type)),
    ),
    __prepare__: classMethod("($cls, name, bases, /, **kwds)", "The namespace for a class statement.", () =>
      makeDict(),
    ),
    __instancecheck__: method("($self, instance, /)", "Whether an object is an instance.", (type, instance) =>
      instanceCheck(instance, type),
    ),
    __subclasscheck__: method("($self, subclass, /)", "Whether a class is a subclass.", (type, subclass) =>
      subclassCheck(subclass, type),
    ),
    __dir__: method("($self, /)", "The default list of attribute names of a class.", directory),
    __sizeof__: method("($self, /)", "Memory used by the type object.", () => 1024),
  },
});
