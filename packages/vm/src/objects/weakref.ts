/**
 * Weak references: `weakref.ref` and proxies.
 *
 * The engine's collector decides when an object goes; until then a reference answers it. Callbacks run when
 * gc.collect() has found that the object is gone, not at the moment of death: that is the semantics a tracing collector
 * can give.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { classMethod, defineType, getset } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { addressOf } from "../kernel/identity.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import type { Slots } from "../kernel/slots.ts";
import { isTrue } from "../kernel/truth.ts";
import { type PyType, typeName, typeOf } from "../kernel/type.ts";
import { deleteAttribute, getAttribute, getAttributeOrAbsent, setAttribute } from "../protocols/attribute.ts";
import { richCompare } from "../protocols/compare.ts";
import { hash } from "../protocols/hash.ts";
import { iter, next } from "../protocols/iterate.ts";
import * as number from "../protocols/number.ts";
import { str } from "../protocols/repr.ts";
import { contains, deleteItem, getItem, length, setItem } from "../protocols/sequence.ts";
import { makeGenericAlias } from "./generic-alias.ts";
import "./object.ts";

export class PyWeakref implements HeapObject {
  declare readonly cls: PyType;
  readonly reference: WeakRef<HeapObject>;
  readonly callback: PyObject | null;
  knownHash: number | bigint | null = null;
  constructor(object: HeapObject, callback: PyObject | null) {
    this.reference = new WeakRef(object);
    this.callback = callback;
  }
}

/** References by their object: the list for `getweakrefs`, and the one that has no callback, which is shared. */
const referencesTo = new WeakMap<HeapObject, WeakRef<PyWeakref>[]>();

/** References with callbacks whose objects are alive as far as anybody has noticed. */
const watched = new Set<WeakRef<PyWeakref>>();
const dead: WeakRef<PyWeakref>[] = [];
const registry = new FinalizationRegistry<WeakRef<PyWeakref>>((reference) => {
  if (watched.delete(reference)) dead.push(reference);
});

/** After a collection: call the callbacks of references whose objects are gone, the youngest first. */
export function noticeDeaths(): void {
  for (const entry of [...watched].reverse()) {
    const reference = entry.deref();
    if (reference !== undefined && reference.reference.deref() !== undefined) continue;
    watched.delete(entry);
    dead.push(entry);
  }
  runWeakrefCallbacks();
}

function runWeakrefCallbacks(): void {
  for (const entry of dead.splice(0)) {
    const reference = entry.deref();
    if (reference === undefined || reference.callback === null) continue;
    if (call(reference.callback, [reference]) === undefined)
      hooks.reportUnraisable("Exception ignored while calling weakref callback", reference.callback);
  }
}

/** What a reference refers to; None once it has gone. */
export function dereference(reference: PyWeakref): PyObject {
  return reference.reference.deref() ?? None;
}

/** The references to an object that are alive. */
export function weakrefsOf(object: PyObject): PyWeakref[] {
  if (typeof object !== "object") return [];
  return (referencesTo.get(object) ?? [])
    .map((entry) => entry.deref())
    .filter((reference) => reference !== undefined);
}

function makeReference(type: PyType, object: PyObject, callback: PyObject | null): Result {
  if (typeof object !== "object" || !typeOf(object).hasWeakref) {
    return raise(typeError(`cannot create weak reference to '${typeName(object)}' object`));
  }
  const known = weakrefsOf(object);
  if (callback === null) {
    const shared = known.find((reference) => reference.callback === null && reference.cls === type);
    if (shared !== undefined && isBasic(type)) return shared;
  }
  const reference = new type.JS(object, callback) as PyWeakref;
  const entry = new WeakRef(reference);
  const alive = (referencesTo.get(object) ?? []).filter((other) => other.deref() !== undefined);
  referencesTo.set(object, [...alive, entry]);
  if (callback !== null) {
    watched.add(entry);
    registry.register(object, entry);
  }
  return reference;
}

function isBasic(type: PyType): boolean {
  return type === weakrefType || type === proxyType || type === callableProxyType;
}

function newReference(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0 && type === weakrefType) {
    return raise(typeError("weakref.ReferenceType() takes no keyword arguments"));
  }
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) return raise(typeError(`__new__ expected at least 1 argument, got ${positional}`));
  if (positional > 2 && type === weakrefType)
    return raise(typeError(`__new__ expected at most 2 arguments, got ${positional}`));
  return makeReference(type, args[0]!, positional < 2 || args[1] === None ? null : args[1]!);
}

function compareReferences(comparison: "__eq__" | "__ne__") {
  return (self: PyWeakref, other: PyObject): Result => {
    if (!(other instanceof PyWeakref)) return NotImplemented;
    const [left, right] = [self.reference.deref(), other.reference.deref()];
    if (left === undefined || right === undefined) return (self === other) === (comparison === "__eq__");
    return richCompare(left, right, comparison);
  };
}

function hashReference(self: PyWeakref): number | bigint | undefined {
  if (self.knownHash !== null) return self.knownHash;
  const object = self.reference.deref();
  if (object === undefined) return raise(typeError("weak object has gone away"));
  const value = hash(object);
  if (value !== undefined) self.knownHash = value;
  return value;
}

function reprReference(self: PyWeakref): Result {
  const object = self.reference.deref();
  const where = `weakref at ${addressOf(self)}`;
  if (object === undefined) return `<${where}; dead>`;
  const name = getAttributeOrAbsent(object, attributeName("__name__"));
  if (name === undefined) return undefined;
  const shown = typeof name === "string" ? ` (${name})` : "";
  return `<${where}; to '${typeName(object)}' at ${addressOf(object)}${shown}>`;
}

export const weakrefType = defineType("ReferenceType", {
  instance: PyWeakref,
  module: "weakref",
  signature: "(object, callback=None, /)",
  doc: "A reference that does not keep its object alive.",
  slots: {
    __new__: newReference,
    __init__: () => None,
    __call__: (self: PyWeakref, args) =>
      args.length > 0
        ? raise(typeError(`weakref expected 0 arguments, got ${args.length}`))
        : dereference(self),
    __eq__: compareReferences("__eq__"),
    __ne__: compareReferences("__ne__"),
    __hash__: hashReference,
    __repr__: reprReference,
  },
  methods: {
    __callback__: getset(null, (self: PyWeakref) =>
      self.reference.deref() === undefined ? None : (self.callback ?? None),
    ),
    __class_getitem__: classMethod("($type, object, /)", "Generic alias, for annotations.", makeGenericAlias),
  },
});

// ---- proxies: every operation goes to the object.

export class PyProxy extends PyWeakref {}

function target(self: PyObject): PyObject | undefined {
  if (!(self instanceof PyProxy)) return self;
  const object = self.reference.deref();
  return (
    object ??
    raise(makeException(exceptionTypes.ReferenceError, ["weakly-referenced object no longer exists"]))
  );
}

const unary =
  <T>(operation: (object: PyObject) => T | undefined) =>
  (self: PyObject): T | undefined => {
    const object = target(self);
    return object === undefined ? undefined : operation(object);
  };

const binary = (operator: number.BinaryOperator) => (self: PyObject, other: PyObject) => {
  const [left, right] = [target(self), target(other)];
  return left === undefined || right === undefined ? undefined : number.binary(operator, left, right);
};

const comparing = (comparison: Parameters<typeof richCompare>[2]) => (self: PyObject, other: PyObject) => {
  const [left, right] = [target(self), target(other)];
  return left === undefined || right === undefined ? undefined : richCompare(left, right, comparison);
};

const operators: [string, number.BinaryOperator][] = [
  ["add", number.ADD],
  ["sub", number.SUBTRACT],
  ["mul", number.MULTIPLY],
  ["matmul", number.MATRIX_MULTIPLY],
  ["truediv", number.TRUE_DIVIDE],
  ["floordiv", number.FLOOR_DIVIDE],
  ["mod", number.REMAINDER],
  ["divmod", number.DIVMOD],
  ["lshift", number.LSHIFT],
  ["rshift", number.RSHIFT],
  ["and", number.AND],
  ["xor", number.XOR],
  ["or", number.OR],
];

function operatorSlots(): Partial<Slots> {
  const slots: Record<string, unknown> = {};
  for (const [stem, operator] of operators) {
    slots[`__${stem}__`] = binary(operator);
    slots[`__r${stem}__`] = (self: PyObject, other: PyObject) => binary(operator)(other, self);
    if (stem === "divmod") continue;
    slots[`__i${stem}__`] = (self: PyObject, other: PyObject) => {
      const [left, right] = [target(self), target(other)];
      return left === undefined || right === undefined
        ? undefined
        : number.binaryInplace(operator, left, right);
    };
  }
  return slots as Partial<Slots>;
}

const proxySlots: Partial<Slots> = {
  ...operatorSlots(),
  __pow__: (self, other, modulus) => {
    const [base, exponent] = [target(self), target(other)];
    return base === undefined || exponent === undefined
      ? undefined
      : number.power(base, exponent, modulus ?? None);
  },
  __neg__: unary(number.negative),
  __pos__: unary(number.positive),
  __abs__: unary(number.absolute),
  __invert__: unary(number.invert),
  __index__: unary((object) => number.toInteger(object)),
  __int__: unary((object) => call(typeOf(0), [object])),
  __bool__: unary(isTrue),
  __len__: unary(length),
  __iter__: unary(iter),
  __next__: (self) => {
    const object = target(self);
    if (object === undefined) return undefined;
    if (typeOf(object).slots.__next__ === undefined) {
      return raise(typeError(`Weakref proxy referenced a non-iterator '${typeName(object)}' object`));
    }
    return next(object);
  },
  __str__: unary(str),
  __repr__: (self: PyProxy) => {
    const object = self.reference.deref();
    const to = object === undefined ? "; dead" : `; to '${typeName(object)}' at ${addressOf(object)}`;
    return `<weakproxy at ${addressOf(self)}${to}>`;
  },
  __contains__: (self, item) => {
    const object = target(self);
    return object === undefined ? undefined : contains(object, item);
  },
  __getitem__: (self, key) => {
    const object = target(self);
    return object === undefined ? undefined : getItem(object, key);
  },
  __setitem__: (self, key, value) => {
    const object = target(self);
    return object === undefined ? undefined : setItem(object, key, value);
  },
  __delitem__: (self, key) => {
    const object = target(self);
    return object === undefined ? undefined : deleteItem(object, key);
  },
  __getattribute__: (self, name) => {
    const object = target(self);
    return object === undefined ? undefined : getAttribute(object, name);
  },
  __setattr__: (self, name, value) => {
    const object = target(self);
    return object === undefined ? undefined : setAttribute(object, name, value);
  },
  __delattr__: (self, name) => {
    const object = target(self);
    return object === undefined ? undefined : deleteAttribute(object, name);
  },
  __lt__: comparing("__lt__"),
  __le__: comparing("__le__"),
  __eq__: comparing("__eq__"),
  __ne__: comparing("__ne__"),
  __gt__: comparing("__gt__"),
  __ge__: comparing("__ge__"),
};

export const proxyType = defineType("ProxyType", {
  instance: class extends PyProxy {},
  module: "weakref",
  final: true,
  slots: proxySlots,
});

export const callableProxyType = defineType("CallableProxyType", {
  instance: class extends PyProxy {},
  module: "weakref",
  final: true,
  slots: {
    ...proxySlots,
    __call__: (self, args, kwnames) => {
      const object = target(self);
      return object === undefined ? undefined : call(object, args, kwnames);
    },
  },
});

/** weakref.proxy(object, callback) */
export function makeProxy(object: PyObject, callback: PyObject | null): Result {
  const callable = typeOf(object).slots.__call__ !== undefined;
  return makeReference(callable ? callableProxyType : proxyType, object, callback);
}
