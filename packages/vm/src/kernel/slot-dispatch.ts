/**
 * From special methods to slots: which slot a special method fills, and the dispatchers that stand in a slot
 * when the method is a Python one.
 *
 * A slot follows from the MRO alone. If it says the native body of a builtin type (a PySlotWrapper of this
 * slot), the slot is that body; if it says `None` or nothing, the slot is empty; anything else is reached
 * through the slot's one dispatcher. Dispatchers look the method up again at each call, so they are shared by
 * all classes and never stale.
 */
import { type AttributeName, attributeName } from "./attribute-name.ts";
import { PySlotWrapper } from "./descriptors.ts";
import { exceptionTypes, isInstanceOfException } from "./exceptions.ts";
import { call, callSpecial, callUnbound } from "./invoke.ts";
import { EXHAUSTED, type KeywordNames, type PyObject, type Result } from "./object.ts";
import { overflowError, raise, pendingException, typeError, valueError } from "./raise.ts";
import { None, NotImplemented } from "./singletons.ts";
import type { SlotName, Slots } from "./slots.ts";
import { isTrue } from "./truth.ts";
import {
  PyIntInstance,
  type PyType,
  isSubtype,
  lookup,
  lookupSpecialInMro,
  typeName,
  typeOf,
} from "./type.ts";
import { rt } from "./state.ts";

const NAME = (text: string): AttributeName => attributeName(text);
const getattrName = NAME("__getattr__");
const getattributeName = NAME("__getattribute__");

type Dispatcher = (...args: any[]) => unknown;

// One maker per calling shape: (special method) → dispatcher.

const unary =
  (name: AttributeName): Dispatcher =>
  (self: PyObject) =>
    callSpecial(self, name, []);

const binary =
  (name: AttributeName): Dispatcher =>
  (self: PyObject, other: PyObject) =>
    callSpecial(self, name, [other]);

/** Operators pass when the method has gone: a subclass may have set it to None or deleted it. */
const operator =
  (name: AttributeName): Dispatcher =>
  (self: PyObject, other: PyObject) => {
    const method = lookup(typeOf(self), name);
    return method === undefined ? NotImplemented : callUnbound(method, self, [other]);
  };

const power =
  (name: AttributeName): Dispatcher =>
  (self: PyObject, other: PyObject, modulus?: PyObject) =>
    callSpecial(self, name, modulus === undefined ? [other] : [other, modulus]);

const ternary =
  (name: AttributeName): Dispatcher =>
  (self: PyObject, key: PyObject, value: PyObject) =>
    callSpecial(self, name, [key, value]);

const named =
  (name: AttributeName): Dispatcher =>
  (self: PyObject, attribute: AttributeName) =>
    callSpecial(self, name, [attribute.value]);

const namedValue =
  (name: AttributeName): Dispatcher =>
  (self: PyObject, attribute: AttributeName, value: PyObject) =>
    callSpecial(self, name, [attribute.value, value]);

const calling =
  (name: AttributeName): Dispatcher =>
  (self: PyObject, args: PyObject[], kwnames: KeywordNames) =>
    callSpecial(self, name, args, kwnames);

function dispatchInit(self: PyObject, args: PyObject[], kwnames: KeywordNames): Result {
  const result = callSpecial(self, NAME("__init__"), args, kwnames);
  if (result === undefined || result === None) return result;
  return raise(typeError(`__init__() should return None, not '${typeName(result)}'`));
}

function dispatchNew(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const attribute = lookup(type, NAME("__new__"))!;
  const get = typeOf(attribute).slots.__get__;
  const callable = get === undefined ? attribute : get(attribute, undefined, type);
  return callable === undefined ? undefined : call(callable, [type, ...args], kwnames);
}

function dispatchNext(self: PyObject): unknown {
  const item = callSpecial(self, NAME("__next__"), []);
  if (item !== undefined) return item;
  const pending = pendingException();
  const ended = exhaustedIfStopIteration();
  // Kept for whoever makes a StopIteration of it again (stopIterationOf).
  if (ended !== undefined && pending.args.length > 0)
    (self as { returned?: PyObject }).returned = pending.args[0]!;
  return ended;
}

/** A pending StopIteration becomes EXHAUSTED; its value is lost, as in any `for`. */
export function exhaustedIfStopIteration(): typeof EXHAUSTED | undefined {
  const pending = pendingException();
  if (!isInstanceOfException(pending, exceptionTypes.StopIteration)) return undefined;
  rt.pending = null;
  return EXHAUSTED;
}

function dispatchBool(self: PyObject): boolean | undefined {
  const result = callSpecial(self, NAME("__bool__"), []);
  if (result === undefined || typeof result === "boolean") return result;
  return raise(typeError(`__bool__ should return bool, returned ${typeName(result)}`));
}

function dispatchLen(self: PyObject): number | undefined {
  const result = callSpecial(self, NAME("__len__"), []);
  if (result === undefined) return undefined;
  const index = typeof result === "number" ? result : toPlainIndex(result);
  if (index === undefined) return undefined;
  if (index < 0) return raise(valueError("__len__() should return >= 0"));
  if (typeof index !== "number") return raise(overflowError("cannot fit 'int' into an index-sized integer"));
  return index;
}

function toPlainIndex(value: PyObject): number | bigint | undefined {
  const slot = typeOf(value).slots.__index__;
  if (slot === undefined)
    return raise(typeError(`'${typeName(value)}' object cannot be interpreted as an integer`));
  return slot(value) as number | bigint | undefined;
}

function dispatchHash(self: PyObject): number | bigint | undefined {
  const result = callSpecial(self, NAME("__hash__"), []);
  if (result === undefined) return undefined;
  if (typeof result === "boolean") return Number(result);
  const value = result instanceof PyIntInstance ? result.value : result;
  if (typeof value !== "number" && typeof value !== "bigint")
    return raise(typeError("__hash__ method should return an integer"));
  if (typeof value === "number") return value === -1 ? -2 : value;
  return hashFromBigInt(value);
}

/** A `__hash__` result beyond 64 bits is hashed as an int once more (typeobject.c, slot_tp_hash). */
function hashFromBigInt(value: bigint): number | bigint {
  if (BigInt.asIntN(64, value) === value) return value;
  return typeOf(value).slots.__hash__!(value)!;
}

function dispatchContains(self: PyObject, item: PyObject): boolean | undefined {
  const result = callSpecial(self, NAME("__contains__"), [item]);
  return result === undefined ? undefined : isTrue(result);
}

function dispatchGet(self: PyObject, instance: PyObject | undefined, owner: PyType | undefined): Result {
  return callSpecial(self, NAME("__get__"), [instance ?? None, owner ?? None]);
}

/** `__getattribute__` is Python's: call it, and `__getattr__` when it raises AttributeError. */
function dispatchGetattribute(self: PyObject, name: AttributeName): Result {
  const result = callSpecial(self, getattributeName, [name.value]);
  return result === undefined ? callGetattr(self, name) : result;
}

/** Inherited native `__getattribute__` with a `__getattr__` behind it: one function per native body. */
const withGetattr = new Map<unknown, Dispatcher>();
function dispatchGetattr(body: (self: PyObject, name: AttributeName) => Result): Dispatcher {
  let dispatcher = withGetattr.get(body);
  if (dispatcher === undefined) {
    dispatcher = (self: PyObject, name: AttributeName) => {
      const result = body(self, name);
      return result === undefined ? callGetattr(self, name) : result;
    };
    withGetattr.set(body, dispatcher);
  }
  return dispatcher;
}

function callGetattr(self: PyObject, name: AttributeName): Result {
  const hook = lookup(typeOf(self), getattrName);
  if (hook === undefined || !isInstanceOfException(pendingException(), exceptionTypes.AttributeError))
    return undefined;
  rt.pending = null;
  return callUnbound(hook, self, [name.value]);
}

type SlotDefinition = { readonly dunder: string; readonly dispatcher: Dispatcher | null };

function defineSlots(): Map<SlotName, SlotDefinition> {
  const slots = new Map<SlotName, SlotDefinition>();
  const add = (make: (name: AttributeName) => Dispatcher, names: string) => {
    for (const dunder of names.split(" "))
      slots.set(dunder as SlotName, { dunder, dispatcher: make(NAME(dunder)) });
  };
  add(unary, "__repr__ __str__ __iter__ __neg__ __pos__ __abs__ __invert__ __int__ __float__ __index__");
  add(unary, "__await__ __aiter__ __anext__");
  add(binary, "__getitem__ __delitem__ __delete__ __buffer__");
  add(ternary, "__setitem__ __set__");
  add(operator, "__lt__ __le__ __eq__ __ne__ __gt__ __ge__");
  for (const name of "add sub mul matmul truediv floordiv mod divmod lshift rshift and xor or".split(" ")) {
    add(operator, `__${name}__ __r${name}__`);
    if (name !== "divmod") add(operator, `__i${name}__`);
  }
  add(power, "__pow__ __rpow__ __ipow__");
  add(named, "__delattr__");
  add(namedValue, "__setattr__");
  add(calling, "__call__");
  add(() => dispatchInit, "__init__");
  add(() => dispatchNew, "__new__");
  add(() => dispatchNext, "__next__");
  add(() => dispatchBool, "__bool__");
  add(() => dispatchLen, "__len__");
  add(() => dispatchHash, "__hash__");
  add(() => dispatchContains, "__contains__");
  add(() => dispatchGet, "__get__");
  add(() => dispatchGetattribute, "__getattribute__");
  // Python classes never fill these: their `__add__` is a number method.
  slots.set("concat", { dunder: "__add__", dispatcher: null });
  slots.set("repeat", { dunder: "__mul__", dispatcher: null });
  slots.set("inplaceConcat", { dunder: "__iadd__", dispatcher: null });
  slots.set("inplaceRepeat", { dunder: "__imul__", dispatcher: null });
  return slots;
}

const SLOTS = defineSlots();
const ALL_SLOTS: readonly SlotName[] = [...SLOTS.keys()];

/** The slots that depend on a special method. `__getattr__` has no slot of its own. */
export const SLOTS_BY_DUNDER: ReadonlyMap<string, readonly SlotName[]> = groupByDunder();

function groupByDunder(): Map<string, SlotName[]> {
  const groups = new Map<string, SlotName[]>([["__getattr__", ["__getattribute__"]]]);
  for (const [slot, { dunder }] of SLOTS) {
    const group = groups.get(dunder) ?? [];
    group.push(slot);
    groups.set(dunder, group);
  }
  return groups;
}

/** The special method behind a slot. */
export function dunderOf(slot: SlotName): string {
  return SLOTS.get(slot)!.dunder;
}

/**
 * Recompute every slot of a type from its MRO. As far as that is the base's, so are the slots: only what the type
 * itself says, and the ancestors that the base has not, can differ.
 */
export function updateAllSlots(type: PyType): void {
  const { base, mro } = type;
  if (base === null || !isSubsequence(base.mro, mro)) return updateSlotsNamed(type, ALL_SLOTS);
  Object.assign(type.slots, base.slots);
  type.hidesAttributes = base.hidesAttributes;
  for (const ancestor of mro) {
    if (base.mro.includes(ancestor)) continue;
    for (const dunder of ancestor.namespace.keys()) {
      const named = SLOTS_BY_DUNDER.get(dunder);
      if (named !== undefined) updateSlotsNamed(type, named);
    }
  }
}

/** Whether the items of `part` stand in `whole` in the same order. */
function isSubsequence(part: readonly PyType[], whole: readonly PyType[]): boolean {
  let found = 0;
  for (const type of whole) if (type === part[found]) found++;
  return found === part.length;
}

/** Recompute some slots of a type. */
export function updateSlotsNamed(type: PyType, slots: readonly SlotName[]): void {
  for (const slot of slots) updateSlot(type, slot);
}

function updateSlot(type: PyType, slot: SlotName): void {
  const slots = type.slots as unknown as Record<SlotName, unknown>;
  const body = slotFor(type, slot);
  slots[slot] =
    slot === "__next__" && body === undefined && slots[slot] !== undefined ? nextNotImplemented : body;
  if (slot === "__getattribute__") type.hidesAttributes = slots[slot] === dispatchGetattribute;
}

/** An iterator whose class lost its `__next__` while it was in use. */
function nextNotImplemented(self: PyObject): undefined {
  return raise(typeError(`'${typeName(self)}' object is not an iterator`));
}

function slotFor(type: PyType, slot: SlotName): unknown {
  const { dunder, dispatcher } = SLOTS.get(slot)!;
  const attribute = lookupSpecialInMro(type.mro, dunder);
  if (attribute === undefined) return undefined;
  if (slot === "__new__") return nativeNew(attribute) ?? dispatchNew;
  if (attribute === None) return emptyWhenNone(slot) ? undefined : (dispatcher ?? undefined);
  if (attribute instanceof PySlotWrapper) {
    if (attribute.slot === slot && isSubtype(type, attribute.type))
      return slot === "__getattribute__" ? withHook(type, attribute.body) : attribute.body;
    if (isSequenceSlot(attribute.slot)) return undefined;
  }
  return dispatcher ?? undefined;
}

/** What Python sees as `__add__` of a sequence is its `concat`; the number slot of that name stays empty. */
function isSequenceSlot(slot: SlotName): boolean {
  return slot === "concat" || slot === "repeat" || slot === "inplaceConcat" || slot === "inplaceRepeat";
}

function withHook(type: PyType, body: any): unknown {
  return lookupSpecialInMro(type.mro, "__getattr__") === undefined ? body : dispatchGetattr(body);
}

/** `__hash__ = None` and the like: the protocol says so in its own words. */
function emptyWhenNone(slot: SlotName): boolean {
  return slot === "__hash__" || slot === "__iter__" || slot === "__aiter__" || slot === "__contains__";
}

const nativeNews = new WeakMap<object, Slots["__new__"]>();

/** Remember that this `__new__` attribute is the native body of a builtin type. */
export function registerNativeNew(attribute: object, body: Slots["__new__"]): void {
  nativeNews.set(attribute, body);
}

function nativeNew(attribute: PyObject): Slots["__new__"] {
  return typeof attribute === "object" ? nativeNews.get(attribute) : undefined;
}
