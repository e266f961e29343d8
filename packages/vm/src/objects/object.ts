/**
 * `object`: what every object can do.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { classMethod, defineType, getset, method } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import { addressOf, identityOf } from "../kernel/identity.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import {
  type PyType,
  TypeFlag,
  isInstance,
  lookup,
  objectType,
  strType,
  typeName,
  typeOf,
} from "../kernel/type.ts";
import {
  genericDeleteAttribute,
  genericGetAttribute,
  genericSetAttribute,
  getAttribute,
  getAttributeOrAbsent,
} from "../protocols/attribute.ts";
import { callMethod, callSpecialIfPresent } from "../protocols/call.ts";
import { isSame } from "../protocols/compare.ts";
import { listOf } from "../protocols/iterate.ts";
import { toIndex } from "../protocols/number.ts";
import { exactStr, repr, str } from "../protocols/repr.ts";
import { changeClass } from "./class-assignment.ts";
import { dictOf } from "./instance-dict.ts";
import { PyDict, makeDict } from "./dict/dict.ts";
import { PyList, makeList } from "./list.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

function newObject(type: PyType, args: PyObject[]): Result {
  if (args.length > 0) {
    if (type.slots.__new__ !== newObject) {
      return raise(typeError("object.__new__() takes exactly one argument (the type to instantiate)"));
    }
    if (type.slots.__init__ === initObject) return raise(typeError(`${type.name}() takes no arguments`));
  }
  if ((type.flags & TypeFlag.ABSTRACT) !== 0) return raiseAbstract(type);
  return new type.JS();
}

/** "Can't instantiate abstract class C without an implementation for abstract method 'm'". */
function raiseAbstract(type: PyType): undefined {
  const names = listOf(type.attrs.get("__abstractmethods__") ?? makeList([]));
  if (names === undefined) return undefined;
  const sorted = names.map((name) => `'${String(exactStr(name))}'`).sort();
  const methods = sorted.length === 1 ? "method" : "methods";
  return raise(
    typeError(
      `Can't instantiate abstract class ${type.name} without an implementation for abstract ${methods} ${sorted.join(", ")}`,
    ),
  );
}

function initObject(self: PyObject, args: PyObject[]): Result {
  if (args.length === 0) return None;
  const type = typeOf(self);
  if (type.slots.__init__ !== initObject) {
    return raise(typeError("object.__init__() takes exactly one argument (the instance to initialize)"));
  }
  if (type.slots.__new__ === newObject) {
    return raise(
      typeError(`${type.name}.__init__() takes exactly one argument (the instance to initialize)`),
    );
  }
  return None;
}

/** `<module.Qualname object at 0x…>` */
export function defaultRepr(self: PyObject): string {
  return `<${qualifiedTypeName(typeOf(self))} object at ${addressOf(self)}>`;
}

/** The type's name with its module unless that is builtins. */
export function qualifiedTypeName(type: PyType): string {
  const module = type.attrs.get("__module__") ?? type.module;
  const qualname = exactStr(type.qualname);
  return typeof module !== "string" || module === "builtins"
    ? String(qualname)
    : `${module}.${String(qualname)}`;
}

function notEqual(self: PyObject, other: PyObject): Result {
  const slot = typeOf(self).slots.__eq__;
  if (slot === undefined) return NotImplemented;
  const result = slot(self, other);
  if (result === undefined || result === NotImplemented) return result;
  const equal = isTrue(result);
  return equal === undefined ? undefined : !equal;
}

/** hash(object()): from the identity, rotated as CPython does with addresses. */
export function identityHash(self: PyObject): number {
  return Math.floor(identityOf(self) / 16);
}

/** The default `__dir__`: the instance's names, then those of its class and the class's bases. */
function directory(self: PyObject): Result {
  const names = new Set<PyObject>();
  const dict = must(getAttributeOrAbsent(self, attributeName("__dict__")));
  if (dict instanceof PyDict) for (const key of dict.keysArray()) names.add(key);
  for (const type of typeOf(self).mro)
    for (const text of type.attrs.keys()) names.add(attributeName(text).value);
  return makeList([...names]);
}

/** Names of `__slots__` anywhere in the MRO that hold a value (copyreg._slotnames). */
function slotState(self: PyObject): PyDict | null {
  const state = makeDict();
  for (const type of typeOf(self).mro) {
    for (const text of type.slotNames ?? []) {
      const value = must(getAttributeOrAbsent(self, attributeName(text)));
      if (value !== null) state.setText(text, value);
    }
  }
  return state.size === 0 ? null : state;
}

/** object.__getstate__: the `__dict__`, with the slots in a pair if there are any; None without either. */
function getState(self: PyObject): Result {
  const dict = dictOf(self);
  const state = dict === null || dict.size === 0 ? None : dict.copy();
  const slots = slotState(self);
  return slots === null ? state : makeTuple([state, slots]);
}

/** object.__reduce_ex__(protocol): `copyreg` has the protocols, we give it the parts. */
function reduceEx(self: PyObject, protocol: PyObject): Result {
  const version = must(toIndex(protocol));
  const overridden = lookup(typeOf(self), attributeName("__reduce__")) !== objectType.attrs.get("__reduce__");
  if (overridden) return callMethod(self, attributeName("__reduce__"), []);
  return reduceBy(self, version);
}

function reduceBy(self: PyObject, protocol: number): Result {
  const copyreg = must(hooks.importModule("copyreg"));
  if (protocol < 2) return callMethod(copyreg, attributeName("_reduce_ex"), [self, protocol]);
  const type = typeOf(self);
  if ((type.flags & TypeFlag.DISALLOW_INSTANTIATION) !== 0) throw cannotPickle(self);
  const { args, kwargs } = newArguments(self);
  if (args === null && hasNativeState(self)) throw cannotPickle(self);
  const state = must(callMethod(self, attributeName("__getstate__"), []));
  const constructor = kwargs === null ? "__newobj__" : "__newobj_ex__";
  const make = must(getAttribute(copyreg, attributeName(constructor)));
  const makeArgs =
    kwargs === null ? makeTuple([type, ...(args ?? [])]) : makeTuple([type, makeTuple(args ?? []), kwargs]);
  return makeTuple([make, makeArgs, state, listItems(self), dictItems(self)]);
}

function cannotPickle(self: PyObject) {
  return typeError(`cannot pickle '${typeName(self)}' object`);
}

/** Types with a state that is neither attributes nor items must say how they are pickled. */
function hasNativeState(self: PyObject): boolean {
  let type = typeOf(self);
  while ((type.flags & TypeFlag.HEAP) !== 0) type = type.base!;
  return type !== objectType && type.ownLayout && !(self instanceof PyDict) && !(self instanceof PyList);
}

function newArguments(self: PyObject): { args: PyObject[] | null; kwargs: PyObject | null } {
  const tuple = (value: PyObject, what: (given: string) => string): PyObject[] => {
    if (!(value instanceof PyTuple)) throw typeError(what(typeName(value)));
    return value.items as PyObject[];
  };
  const ex = must(callSpecialIfPresent(self, attributeName("__getnewargs_ex__"), []));
  if (ex !== null) {
    const pair = tuple(ex, (given) => `__getnewargs_ex__ should return a tuple, not '${given}'`);
    if (pair.length !== 2) {
      throw valueError(`__getnewargs_ex__ should return a tuple of length 2, not ${pair.length}`);
    }
    const part = "item of the tuple returned by __getnewargs_ex__ must be a";
    const args = tuple(pair[0]!, (given) => `first ${part} tuple, not '${given}'`);
    const kwargs = pair[1]!;
    if (!(kwargs instanceof PyDict)) throw typeError(`second ${part} dict, not '${typeName(kwargs)}'`);
    return { args, kwargs: kwargs.size === 0 ? null : kwargs };
  }
  const plain = must(callSpecialIfPresent(self, attributeName("__getnewargs__"), []));
  if (plain === null) return { args: null, kwargs: null };
  return {
    args: tuple(plain, (given) => `__getnewargs__ should return a tuple, not '${given}'`),
    kwargs: null,
  };
}

function listItems(self: PyObject): PyObject {
  return self instanceof PyList ? must(typeOf(self).slots.__iter__!(self)) : None;
}

function dictItems(self: PyObject): PyObject {
  if (!(self instanceof PyDict)) return None;
  const items = must(callMethod(self, attributeName("items"), []));
  return must(typeOf(items).slots.__iter__!(items));
}

defineType("object", {
  shell: objectType,
  signature: "()",
  doc: "The base class of all classes: what every object can do.",
  slots: {
    __new__: newObject,
    __init__: initObject,
    __repr__: defaultRepr,
    __str__: (self) => repr(self),
    __hash__: identityHash,
    __getattribute__: genericGetAttribute,
    __setattr__: genericSetAttribute,
    __delattr__: genericDeleteAttribute,
    __eq__: (self, other) => (isSame(self, other) ? true : NotImplemented),
    __ne__: notEqual,
    __lt__: () => NotImplemented,
    __le__: () => NotImplemented,
    __gt__: () => NotImplemented,
    __ge__: () => NotImplemented,
  },
  methods: {
    __class__: getset("The class of the object.", typeOf, (self, value) => changeClass(self, value)),
    __dir__: method("($self, /)", "The default list of attribute names.", directory),
    __format__: method(
      "($self, format_spec, /)",
      "The default formatter: str(self), without any format.",
      (self, spec) => {
        const text = exactStr(spec);
        if (!isInstance(spec, strType))
          throw typeError(`__format__() argument must be str, not ${typeName(spec)}`);
        if (text !== "") throw typeError(`unsupported format string passed to ${typeName(self)}.__format__`);
        return str(self);
      },
    ),
    __getstate__: method("($self, /)", "What copying and pickling save of the object.", getState),
    __reduce__: method("($self, /)", "How to rebuild the object, for pickle.", (self) => reduceBy(self, 0)),
    __reduce_ex__: method(
      "($self, protocol, /)",
      "How to rebuild the object, for pickle's protocol.",
      reduceEx,
    ),
    __sizeof__: method("($self, /)", "Size of the object in memory, in bytes.", () => 16),
    __init_subclass__: classMethod(
      "($type, /)",
      "Called when a class is subclassed; does nothing.",
      () => None,
    ),
    __subclasshook__: classMethod(
      "($type, object, /)",
      "Abstract classes override it to customise issubclass().",
      () => NotImplemented,
    ),
  },
});
