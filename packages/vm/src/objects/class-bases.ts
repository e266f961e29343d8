/**
 * The bases of a class: which layout its instances get, which MRO it has, and `cls.__bases__ = …`.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { initializeClass, linkSubclasses, liveSubclasses } from "../kernel/class-attributes.ts";
import { callSpecial } from "../kernel/invoke.ts";
import { computeMro } from "../kernel/mro.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { PyType, TypeFlag, isSubtype, lookup, typeName, typeType } from "../kernel/type.ts";
import { listOf } from "../protocols/iterate.ts";
import { PyTuple } from "./tuple.ts";

/** The nearest class in the chain of bases that added to the layout of instances. */
export function solidBase(type: PyType): PyType {
  let solid = type;
  while (!solid.ownLayout && solid.base !== null) solid = solid.base;
  return solid;
}

/** The base whose layout the class extends (typeobject.c, best_base). Throws TypeError where layouts conflict. */
export function bestBase(bases: readonly PyObject[]): PyType {
  let best: PyType | undefined;
  for (const base of bases) {
    if (!(base instanceof PyType)) throw typeError("bases must be types");
    if ((base.flags & TypeFlag.BASE) === 0)
      throw typeError(`type '${base.name}' is not an acceptable base type`);
    if (best === undefined) {
      best = base;
      continue;
    }
    const winner = solidBase(best);
    const candidate = solidBase(base);
    if (isSubtype(winner, candidate)) continue;
    if (!isSubtype(candidate, winner)) throw typeError("multiple bases have instance lay-out conflict");
    best = base;
  }
  return best!;
}

/** The MRO: C3, or what a metaclass's own `mro()` says. */
export function mroOf(type: PyType): PyType[] {
  const name = attributeName("mro");
  if (lookup(type.cls, name) === lookup(typeType, name)) {
    if (new Set(type.bases).size < type.bases.length) {
      const twice = type.bases.find((base, index) => type.bases.indexOf(base) !== index)!;
      throw typeError(`duplicate base class ${twice.name}`);
    }
    return computeMro(type, type.bases);
  }
  const mro = must(listOf(must(callSpecial(type, name, []))));
  const solid = solidBase(type);
  for (const entry of mro) {
    if (!(entry instanceof PyType)) throw typeError(`mro() returned a non-class ('${typeName(entry)}')`);
    if (!isSubtype(solid, solidBase(entry))) {
      throw typeError(`mro() returned base with unsuitable layout ('${entry.name}')`);
    }
  }
  return mro as PyType[];
}

/** `cls.__bases__ = value` */
export function setBases(type: PyType, value: PyObject | undefined): Result {
  if ((type.flags & TypeFlag.HEAP) === 0) {
    throw typeError(`cannot set '__bases__' attribute of immutable type '${type.name}'`);
  }
  if (value === undefined) throw typeError(`cannot delete '__bases__' attribute of type '${type.name}'`);
  if (!(value instanceof PyTuple)) {
    throw typeError(`can only assign tuple to ${type.name}.__bases__, not ${typeName(value)}`);
  }
  if (value.items.length === 0)
    throw typeError(`can only assign non-empty tuple to ${type.name}.__bases__, not ()`);
  for (const base of value.items) {
    if (!(base instanceof PyType)) {
      throw typeError(`${type.name}.__bases__ must be tuple of classes, not '${typeName(base)}'`);
    }
    if (isSubtype(base, type) || isInBaseChain(base, type))
      throw typeError("a __bases__ item causes an inheritance cycle");
  }
  const bases = value.items as PyType[];
  const base = bestBase(bases);
  if (solidBase(base) !== solidBase(type.base!)) {
    throw typeError(`__bases__ assignment: '${base.name}' object layout differs from '${type.base!.name}'`);
  }
  rebase(type, bases, base);
  return None;
}

/** While a metaclass's mro() runs, the chain of bases is ahead of the MROs. */
function isInBaseChain(type: PyType, ancestor: PyType): boolean {
  for (let base: PyType | null = type; base !== null; base = base.base) if (base === ancestor) return true;
  return false;
}

type ChangedMro = { readonly before: PyType[]; readonly after: PyType[] };

function rebase(type: PyType, bases: PyType[], base: PyType): void {
  const before = { bases: type.bases, base: type.base! };
  const changed = new Map<PyType, ChangedMro>();
  type.bases = bases;
  type.base = base;
  try {
    renewMros(type, changed);
  } catch (error) {
    // A newer MRO stays.
    for (const [below, { before: mro, after }] of changed) if (below.mro === after) below.mro = mro;
    if (type.bases === bases) Object.assign(type, before);
    throw error;
  }
  // A metaclass's mro() may have assigned other bases meanwhile: those count.
  if (type.bases !== bases) return;
  for (const old of before.bases) {
    old.subclasses = old.subclasses.filter((reference) => reference.deref() !== type);
  }
  linkSubclasses(type);
  Object.setPrototypeOf(type.proto, base.proto);
  for (const below of changed.keys()) {
    for (const key of Object.getOwnPropertyNames(below.proto)) {
      if (key.startsWith("c_")) delete below.proto[key];
    }
    initializeClass(below);
  }
}

/** New MROs for a class with new bases and for those below it. */
function renewMros(type: PyType, changed: Map<PyType, ChangedMro>): void {
  const { mro } = type;
  const after = mroOf(type);
  type.mro = after;
  changed.set(type, { before: changed.get(type)?.before ?? mro, after });
  for (const subclass of liveSubclasses(type)) renewMros(subclass, changed);
}
