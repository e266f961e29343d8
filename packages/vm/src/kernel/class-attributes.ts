/**
 * Changing what a class says: its own namespace, the flattened view on the prototypes of it and its
 * subclasses, and the slots that follow from it.
 */
import { type AttributeName, attributeName, taint, taintEverything } from "./attribute-name.ts";
import { deferAttributes } from "./deferred-class.ts";
import type { PyObject } from "./object.ts";
import { SLOTS_BY_DUNDER, updateAllSlots, updateSlotsNamed } from "./slot-dispatch.ts";
import { type PyType, lookupInMro, typeOf } from "./type.ts";

/** `cls.name = value` on the namespace itself, metaclass rules already applied. */
export function setClassAttribute(type: PyType, name: AttributeName, value: PyObject): void {
  type.attrs.set(name.text, value);
  attributeChanged(type, name, value);
}

/** `del cls.name`; answers whether it was there. */
export function deleteClassAttribute(type: PyType, name: AttributeName): boolean {
  const existed = type.attrs.delete(name.text);
  if (existed) attributeChanged(type, name, undefined);
  return existed;
}

function attributeChanged(type: PyType, name: AttributeName, value: PyObject | undefined): void {
  if (value !== undefined && breaksFastPath(value, name)) {
    if (name.text === "__getattribute__") taintEverything();
    else taint(name);
  }
  refresh(type, name);
}

/** Data descriptors and custom `__getattribute__` end the promise that an own `$x` is the whole answer. */
function breaksFastPath(value: PyObject, name: AttributeName): boolean {
  if (name.text === "__getattribute__") return true;
  const slots = typeOf(value).slots;
  return slots.__set__ !== undefined || slots.__delete__ !== undefined;
}

function refresh(type: PyType, name: AttributeName): void {
  type.version++;
  writeFlattened(type, name.inClass, lookupInMro(type.mro, name.text));
  const slotNames = SLOTS_BY_DUNDER.get(name.text);
  if (slotNames !== undefined) updateSlotsNamed(type, slotNames);
  for (const subclass of liveSubclasses(type)) refresh(subclass, name);
}

function writeFlattened(type: PyType, key: string, value: PyObject | undefined): void {
  if (type.proto[key] === value && (value !== undefined || !Object.hasOwn(type.proto, key))) return;
  type.proto[key] = value;
}

/**
 * Write the flattened view of a type whose namespace, bases and MRO are just set: its own names, and the
 * names on which the MRO and the chain of solid bases disagree. Then its slots.
 */
export function initializeClass(type: PyType): void {
  type.version++;
  writeOwnAttributes(type);
  const inherited = new Set(type.base === null ? [] : type.base.mro);
  for (const ancestor of type.mro.slice(1)) {
    if (inherited.has(ancestor)) continue;
    for (const text of ancestor.attrs.keys())
      writeFlattened(type, attributeName(text).inClass, lookupInMro(type.mro, text));
  }
  updateAllSlots(type);
  for (const subclass of liveSubclasses(type)) updateSubclass(subclass);
}

/**
 * The same for a type with one base whose attributes are deferred: its slots now, from the special methods that its
 * namespace has; the rest when `fill` has filled that.
 */
export function initializeDeferred(type: PyType, fill: () => void): void {
  type.version++;
  updateAllSlots(type);
  for (const subclass of liveSubclasses(type)) updateSubclass(subclass);
  deferAttributes(type, () => {
    fill();
    writeOwnAttributes(type);
  });
}

/** A filled-in shell reaches the types that were derived from it before. */
function updateSubclass(type: PyType): void {
  type.version++;
  if (type.base !== null) {
    type.hasDict ||= type.base.hasDict;
    type.hasWeakref ||= type.base.hasWeakref;
  }
  updateAllSlots(type);
  for (const subclass of liveSubclasses(type)) updateSubclass(subclass);
}

function writeOwnAttributes(type: PyType): void {
  for (const [text, value] of type.attrs) writeFlattened(type, attributeName(text).inClass, value);
}

/** Direct subclasses that are still alive; forgets the others. */
export function liveSubclasses(type: PyType): PyType[] {
  const alive: PyType[] = [];
  type.subclasses = type.subclasses.filter((reference) => {
    const subclass = reference.deref();
    if (subclass !== undefined) alive.push(subclass);
    return subclass !== undefined;
  });
  return alive;
}

/** Enter a new class among its bases' subclasses. */
export function linkSubclasses(type: PyType): void {
  for (const base of type.bases) base.subclasses.push(new WeakRef(type));
}
