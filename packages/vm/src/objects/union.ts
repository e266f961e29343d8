/**
 * typing.Union, also types.UnionType: `int | str` (PEP 604; CPython Objects/unionobject.c).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { classMethod, defineType, getset, method } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import type { HeapObject, PyObject, Result } from "../kernel/object.ts";
import { must, raise, typeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { PyType, createTypeShell, typeOf } from "../kernel/type.ts";
import { genericGetAttribute, getAttribute } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { equals } from "../protocols/compare.ts";
import { hash } from "../protocols/hash.ts";
import { repr } from "../protocols/repr.ts";
import { isGenericAlias } from "./generic-alias.ts";
import { indexOfItem, textOf } from "./item-array.ts";
import { type PyFrozenSet, PySet, makeFrozenSet } from "./set.ts";
import { PyTuple, makeTuple } from "./tuple.ts";
import { collectParameters, substituteParameters } from "./type-substitution.ts";
import { typeText } from "./type-text.ts";

export class PyUnion implements HeapObject {
  declare readonly cls: PyType;
  readonly args: PyTuple;
  readonly hashable: PyFrozenSet;
  readonly unhashable: readonly PyObject[];
  parameters: PyTuple | undefined = undefined;
  constructor(args: PyObject[], hashable: PyFrozenSet, unhashable: readonly PyObject[]) {
    this.args = makeTuple(args);
    this.hashable = hashable;
    this.unhashable = unhashable;
  }
}

export const unionType: PyType = createTypeShell("Union", { instance: PyUnion });

/** `left | right` of types; undefined when one of them is none. */
export function unionOf(left: PyObject, right: PyObject): PyObject | undefined {
  if (!isUnionable(left) || !isUnionable(right)) return undefined;
  return buildUnion([left, right], (arg) => arg);
}

function isUnionable(value: PyObject): boolean {
  if (value === None || value instanceof PyType || value instanceof PyUnion || isGenericAlias(value))
    return true;
  const type = typeOf(value);
  return type.name === "TypeAliasType" && type.module === "typing";
}

/** Members of unions are taken in one by one; each type counts once. `check` makes a type of an argument. */
function buildUnion(members: readonly PyObject[], check: (arg: PyObject) => PyObject): PyObject {
  const args: PyObject[] = [];
  const hashable = new PySet();
  const unhashable: PyObject[] = [];
  const add = (member: PyObject): void => {
    if (member instanceof PyUnion) {
      member.args.items.forEach(add);
      return;
    }
    const arg = member === None ? typeOf(None) : check(member);
    if (hash(arg) === undefined) {
      rt.pending = null;
      if (must(indexOfItem(unhashable, arg, 0, unhashable.length)) >= 0) return;
      unhashable.push(arg);
    } else {
      if (must(hashable.has(arg))) return;
      must(hashable.add(arg));
    }
    args.push(arg);
  };
  members.forEach(add);
  if (args.length === 0) throw typeError("Cannot take a Union of no types.");
  return args.length === 1 ? args[0]! : new PyUnion(args, makeFrozenSet(hashable.keysArray()), unhashable);
}

/** typing.Union[…] */
function unionFromSubscript(item: PyObject): PyObject {
  return unionOfForms(item instanceof PyTuple ? item.items : [item]);
}

/** A union of whatever typing takes for a type: strings too, as forward references (_Py_union_from_tuple). */
export function unionOfForms(forms: readonly PyObject[]): PyObject {
  return buildUnion(forms, (arg) => {
    if (isUnionable(arg)) return arg;
    const typing = must(hooks.importModule("typing"));
    return must(
      callMethod(typing, attributeName("_type_check"), [arg, "Union[arg, ...]: each arg must be a type."]),
    );
  });
}

function hashUnion(self: PyUnion): number | bigint | undefined {
  for (const arg of self.unhashable) if (hash(arg) === undefined) return undefined;
  if (self.unhashable.length > 0) {
    return raise(typeError(`union contains ${self.unhashable.length} unhashable elements`));
  }
  return hash(self.hashable);
}

function equalUnions(self: PyUnion, other: PyObject): Result {
  if (!(other instanceof PyUnion)) return NotImplemented;
  const same = equals(self.hashable, other.hashable);
  if (same !== true) return same;
  if (self.unhashable.length !== other.unhashable.length) return false;
  for (const [mine, theirs] of [
    [self.unhashable, other.unhashable],
    [other.unhashable, self.unhashable],
  ] as const) {
    for (const arg of mine) {
      const index = indexOfItem(theirs, arg, 0, theirs.length);
      if (index === undefined) return undefined;
      if (index < 0) return false;
    }
  }
  return true;
}

function parametersOf(self: PyUnion): PyTuple {
  return (self.parameters ??= makeTuple(collectParameters(self.args.items)));
}

const or = (left: PyObject, right: PyObject): Result => unionOf(left, right) ?? NotImplemented;
const name = getset("Name of the type", () => "Union");

defineType("Union", {
  shell: unionType,
  module: "typing",
  doc: "One of several types, as in int | str.",
  final: true,
  hasWeakref: true,
  slots: {
    __repr__: (self: PyUnion) => strFromUtf16(self.args.items.map(typeText).join(" | ")),
    __hash__: hashUnion,
    __eq__: equalUnions,
    __or__: or,
    __ror__: (self, other) => or(other, self),
    __getitem__: (self: PyUnion, item) =>
      unionFromSubscript(
        makeTuple(substituteParameters(self, self.args.items, parametersOf(self).items, item)),
      ),
    __getattribute__: (self, attribute) =>
      attribute.text === "__module__"
        ? getAttribute(unionType, attribute)
        : genericGetAttribute(self, attribute),
  },
  methods: {
    __args__: getset(null, (self: PyUnion) => self.args),
    __name__: name,
    __qualname__: name,
    __origin__: getset("Always returns the type", () => unionType),
    __parameters__: getset("Type variables in the types.UnionType.", parametersOf),
    __mro_entries__: method("($self, object, /)", null, (self: PyUnion) => {
      throw typeError(`Cannot subclass ${textOf(must(repr(self)))}`);
    }),
    __class_getitem__: classMethod("($type, object, /)", "See PEP 585", (_type: PyType, item: PyObject) =>
      unionFromSubscript(item),
    ),
  },
});
