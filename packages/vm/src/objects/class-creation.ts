/**
 * Making classes: `type.__new__` and the class statement (language reference 3.3.3; CPython typeobject.c,
 * type_new, and bltinmodule.c, builtin___build_class__).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { initializeClass, linkSubclasses } from "../kernel/class-attributes.ts";
import { PyClassMethod, PyGetSet, PyMember, PyStaticMethod } from "../kernel/descriptors.ts";
import { type Finalizer, holdForFinalization } from "../kernel/finalization.ts";
import { hooks } from "../kernel/hooks.ts";
import { call, callUnbound } from "../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { must, pendingException, raise, runtimeError, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { PyStr, utf16Of } from "../kernel/text.ts";
import {
  PyType,
  TypeFlag,
  type InstanceConstructor,
  attachLayout,
  isInstance,
  isSubtype,
  lookup,
  objectType,
  strType,
  typeName,
  typeOf,
  typeType,
} from "../kernel/type.ts";
import { getAttribute, getAttributeOrAbsent } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { listOf } from "../protocols/iterate.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import { setItem } from "../protocols/sequence.ts";
import { Cell } from "./cell.ts";
import { bestBase, mroOf } from "./class-bases.ts";
import { PyDict, dictFromMap, makeDict } from "./dict/dict.ts";
import { PyFunction } from "./function.ts";
import { dictOf, setDictOf } from "./instance-dict.ts";
import { makeMappingProxy } from "./mappingproxy.ts";
import { superLookup } from "./super.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

/** `type.__new__(metatype, name, bases, namespace, **kwargs)` */
export function newClass(metatype: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional !== 3) {
    throw typeError(`type.__new__() takes exactly 3 arguments (${positional} given)`);
  }
  const [name, bases, namespace] = args as [PyObject, PyObject, PyObject];
  const argument = (number: number, wanted: string, value: PyObject) =>
    typeError(`type.__new__() argument ${number} must be ${wanted}, not ${typeName(value)}`);
  if (!isInstance(name, strType)) throw argument(1, "str", name);
  if (!(bases instanceof PyTuple)) throw argument(2, "tuple", bases);
  if (!(namespace instanceof PyDict)) throw argument(3, "dict", namespace);

  for (const base of bases.items) {
    if (base instanceof PyType) continue;
    if (must(getAttributeOrAbsent(base, attributeName("__mro_entries__"))) !== null) {
      throw typeError("type() doesn't support MRO entry resolution; use types.new_class()");
    }
  }
  const winner = mostDerivedMetaclass(metatype, bases.items);
  if (winner !== metatype) {
    // A base's metaclass takes over, unless it is plain type's __new__ anyway.
    if (winner.slots.__new__ !== newClass) return winner.slots.__new__!(winner, args, kwnames);
    metatype = winner;
  }
  return createClass(metatype, name, bases.items, namespace, args.slice(3), kwnames);
}

/** The metaclass that is a subclass of the bases' metaclasses and of the given one. */
export function mostDerivedMetaclass(metatype: PyType, bases: readonly PyObject[]): PyType {
  let winner = metatype;
  for (const base of bases) {
    const candidate = typeOf(base);
    if (isSubtype(winner, candidate)) continue;
    if (!isSubtype(candidate, winner)) {
      throw typeError(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
    }
    winner = candidate;
  }
  return winner;
}

function createClass(
  metatype: PyType,
  name: PyObject,
  givenBases: readonly PyObject[],
  namespace: PyDict,
  keywordValues: PyObject[],
  kwnames: KeywordNames,
): Result {
  const bases = givenBases.length === 0 ? [objectType] : givenBases;
  const base = bestBase(bases);
  const text = textOf(name);
  if (text.includes("\0")) throw valueError("type name must not contain null characters");

  const type = new metatype.JS() as unknown as PyType;
  type.name = text;
  type.qualname = exactStr(name);
  type.flags = TypeFlag.HEAP | TypeFlag.BASE | (base.flags & INHERITED_FLAGS);
  type.bases = [...bases] as PyType[];
  for (const [key, value] of namespace.entriesArray()) {
    const keyText = exactStr(key);
    if (typeof keyText === "string" || keyText instanceof PyStr) type.attrs.set(utf16Of(keyText), value);
  }
  attachLayout(type, base, isFinalized(type, base) ? finalizedInstances(base.JS) : undefined);
  type.doc = null;
  const cells = takeCells(type);
  setQualifiedName(type);
  setModule(type);
  if (!type.attrs.has("__doc__")) type.attrs.set("__doc__", None);
  wrapImplicit(type, "__new__", (f) => new PyStaticMethod(f));
  wrapImplicit(type, "__init_subclass__", (f) => new PyClassMethod(f));
  wrapImplicit(type, "__class_getitem__", (f) => new PyClassMethod(f));
  addSlotsAndDict(type, base);
  if (type.attrs.has("__eq__") && !type.attrs.has("__hash__")) type.attrs.set("__hash__", None);

  // A metaclass's mro() may call methods already.
  if (cells.classCell !== undefined) cells.classCell.value = type;
  type.mro = mroOf(type);
  inheritCollection(type);
  linkSubclasses(type);
  initializeClass(type);
  if (cells.dictCell !== undefined) cells.dictCell.value = makeMappingProxy(dictFromMap(type.attrs));
  if (callSetNames(type) === undefined) return undefined;
  return callInitSubclass(type, keywordValues, kwnames) === undefined ? undefined : type;
}

/** Whether instances must be held for their `__del__`, and the base does not see to it. */
function isFinalized(type: PyType, base: PyType): boolean {
  const defines = (other: PyType) => (other.flags & TypeFlag.HEAP) !== 0 && other.attrs.has("__del__");
  if (isSubtype(base, typeType) || base.mro.some(defines)) return false;
  return defines(type) || type.bases.some((other) => other.mro.some(defines));
}

function finalizedInstances(parent: InstanceConstructor): InstanceConstructor {
  return class extends parent {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- A mixin has to be.
    constructor(...args: any[]) {
      super(...args);
      holdForFinalization(this, instanceFinalizer);
    }
  };
}

const delName = attributeName("__del__");

/** `__del__` runs once: a stand-in that it makes reachable again is not held anew. */
const instanceFinalizer: Finalizer = {
  doing: "calling deallocator",
  subject: (object) => lookup(object.cls, delName) ?? object,
  state: (object) => (lookup(object.cls, delName) === undefined ? "over" : "due"),
  finalize: (object) => callMethod(object, delName, []),
};

const INHERITED_FLAGS = TypeFlag.SEQUENCE | TypeFlag.MAPPING | TypeFlag.MATCH_SELF;

/** Patterns take an instance for a sequence or a mapping as the first class of the MRO that is one. */
function inheritCollection(type: PyType): void {
  const collection = TypeFlag.SEQUENCE | TypeFlag.MAPPING;
  const first = type.mro.find((other) => other !== type && (other.flags & collection) !== 0);
  type.flags = (type.flags & ~collection) | ((first?.flags ?? 0) & collection);
}

function textOf(value: PyObject): string {
  return utf16Of(exactStr(value) as string | PyStr);
}

/** `__classcell__` and `__classdictcell__` tell methods about the class; they are not attributes of it. */
function takeCells(type: PyType): { classCell: Cell | undefined; dictCell: Cell | undefined } {
  const take = (text: string): Cell | undefined => {
    const cell = type.attrs.get(text);
    if (cell === undefined) return undefined;
    if (!(cell instanceof Cell)) {
      throw typeError(`type.__new__(): ${text} must be a nonlocal cell, not <${reprOfType(cell)}>`);
    }
    type.attrs.delete(text);
    return cell;
  };
  return { classCell: take("__classcell__"), dictCell: take("__classdictcell__") };
}

function reprOfType(value: PyObject): string {
  return `class '${typeName(value)}'`;
}

function setQualifiedName(type: PyType): void {
  const qualname = type.attrs.get("__qualname__");
  if (qualname === undefined) return;
  if (!isInstance(qualname, strType)) {
    throw typeError(`type __qualname__ must be a str, not ${typeName(qualname)}`);
  }
  type.qualname = qualname;
  type.attrs.delete("__qualname__");
}

function setModule(type: PyType): void {
  if (type.attrs.has("__module__")) return;
  const globals = hooks.callerGlobals();
  const module = globals instanceof PyDict ? globals.getText("__name__") : undefined;
  if (module !== undefined) type.attrs.set("__module__", module);
}

function wrapImplicit(type: PyType, text: string, wrap: (f: PyObject) => PyObject): void {
  const value = type.attrs.get(text);
  if (value instanceof PyFunction) type.attrs.set(text, wrap(value));
}

// ---- __slots__, __dict__, __weakref__

function addSlotsAndDict(type: PyType, base: PyType): void {
  const declared = type.attrs.get("__slots__");
  const slots = declared === undefined ? null : slotTexts(declared);
  // Classes keep their attributes in `attrs`: a metaclass adds no place for them.
  const mayAddDict = !base.hasDict && !isSubtype(base, typeType);
  const mayAddWeakref = !base.hasWeakref && !VARIABLE_SIZE.has(nativeBaseName(base));
  let addDict = slots === null && mayAddDict;
  let addWeakref = slots === null && mayAddWeakref;
  type.slotNames = [];
  for (const text of slots ?? []) {
    if (text === "__dict__") {
      if (!mayAddDict || addDict) throw typeError("__dict__ slot disallowed: we already got one");
      addDict = true;
    } else if (text === "__weakref__") {
      if (!mayAddWeakref || addWeakref) throw typeError("__weakref__ slot disallowed: we already got one");
      addWeakref = true;
    } else {
      addSlot(type, base, text);
    }
  }
  const inherits = (flag: "hasDict" | "hasWeakref") => type.bases.some((other) => other[flag]);
  type.ownLayout = type.slotNames.length > 0;
  type.hasDict = addDict || inherits("hasDict");
  type.hasWeakref = addWeakref || inherits("hasWeakref");
  if (addDict && !type.attrs.has("__dict__")) {
    type.attrs.set(
      "__dict__",
      new PyGetSet(type, "__dict__", null, (self) => dictOf(self) ?? None, setDictOf),
    );
  }
  if (addWeakref && !type.attrs.has("__weakref__")) {
    type.attrs.set("__weakref__", new PyGetSet(type, "__weakref__", null, () => None, null));
  }
}

/** Types whose instances vary in size take no `__slots__` that need room. */
const VARIABLE_SIZE = new Set(["int", "bytes", "tuple"]);

function nativeBaseName(base: PyType): string {
  let native = base;
  while ((native.flags & TypeFlag.HEAP) !== 0) native = native.base!;
  return native.name;
}

function slotTexts(declared: PyObject): string[] {
  const names = isInstance(declared, strType) ? [declared] : must(listOf(declared));
  return names.map((name) => {
    if (!isInstance(name, strType))
      throw typeError(`__slots__ items must be strings, not '${typeName(name)}'`);
    const text = textOf(name);
    if (!IDENTIFIER.test(text)) throw typeError("__slots__ must be identifiers");
    return text;
  });
}

const IDENTIFIER = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

function addSlot(type: PyType, base: PyType, text: string): void {
  if (VARIABLE_SIZE.has(nativeBaseName(base))) {
    throw typeError(`nonempty __slots__ not supported for subtype of '${base.name}'`);
  }
  const mangled = mangle(type.name, text);
  const isNoDoc = mangled === "__doc__" && type.attrs.get(mangled) === None;
  if (
    type.attrs.has(mangled) &&
    !isNoDoc &&
    !["__qualname__", "__classcell__", "__classdictcell__"].includes(mangled)
  ) {
    throw valueError(`'${mangled}' in __slots__ conflicts with class variable`);
  }
  type.slotNames!.push(mangled);
  type.attrs.set(mangled, new PyMember(type, mangled, attributeName(mangled).slot, null, false));
}

/** Private names, as the compiler mangles them (language reference 6.2.1). */
function mangle(className: string, name: string): string {
  const stripped = className.replace(/^_+/, "");
  if (!name.startsWith("__") || name.endsWith("__") || name.includes(".") || stripped === "") return name;
  return `_${stripped}${name}`;
}

// ---- hooks that run when a class is made

/** `__set_name__` of everything in the namespace (PEP 487). */
function callSetNames(type: PyType): true | undefined {
  for (const [text, value] of [...type.attrs]) {
    const method = lookup(typeOf(value), attributeName("__set_name__"));
    if (method === undefined) continue;
    if (callUnbound(method, value, [type, attributeName(text).value]) === undefined) {
      addNote(value, text, type);
      return undefined;
    }
  }
  return true;
}

function addNote(value: PyObject, text: string, type: PyType): void {
  const exception = pendingException();
  rt.pending = null;
  const shown = String(exactStr(must(repr(attributeName(text).value))));
  const note = `Error calling __set_name__ on '${typeName(value)}' instance ${shown} in '${type.name}'`;
  const added = call(must(getAttribute(exception, attributeName("add_note"))), [note]);
  if (added !== undefined) rt.pending = exception;
}

function callInitSubclass(type: PyType, values: PyObject[], kwnames: KeywordNames): Result {
  const method = superLookup(type, type, attributeName("__init_subclass__"));
  return method === undefined ? undefined : call(method, values, kwnames);
}

// ---- the class statement

/** `__build_class__(body, name, *bases, metaclass=…, **kwargs)` */
export function buildClass(args: PyObject[], kwnames: KeywordNames): Result {
  const keywords = kwnames?.length ?? 0;
  const positional = args.slice(0, args.length - keywords);
  if (positional.length < 2) throw typeError("__build_class__: not enough arguments");
  const [body, name, ...original] = positional as [PyObject, PyObject, ...PyObject[]];
  if (!(body instanceof PyFunction)) throw typeError("__build_class__: func must be a function");
  if (!isInstance(name, strType)) throw typeError("__build_class__: name is not a string");
  const bases = resolveBases(original);
  const changed = bases !== original;
  const { metaclass, names, values } = takeMetaclass(kwnames, args.slice(positional.length));
  const meta = chooseMetaclass(metaclass, bases);
  const basesTuple = makeTuple(bases);
  const namespace = must(prepareNamespace(meta, name, basesTuple, values, names));
  const cell = hooks.runClassBody(body, namespace);
  if (cell === undefined) return undefined;
  if (changed) must(setItem(namespace, "__orig_bases__", makeTuple(original)));
  const cls = call(meta, [name, basesTuple, namespace, ...values], names);
  if (cls !== undefined && cls instanceof PyType && cell instanceof Cell) checkClassCell(cell, cls, name);
  return cls;
}

/** Bases that are not classes say what to put in their place (PEP 560). */
function resolveBases(bases: PyObject[]): PyObject[] {
  let resolved: PyObject[] | null = null;
  bases.forEach((base, index) => {
    const entries =
      base instanceof PyType ? null : must(getAttributeOrAbsent(base, attributeName("__mro_entries__")));
    if (entries === null) {
      resolved?.push(base);
      return;
    }
    resolved ??= bases.slice(0, index);
    const replacement = must(call(entries, [makeTuple(bases)]));
    if (!(replacement instanceof PyTuple)) throw typeError("__mro_entries__ must return a tuple");
    resolved.push(...replacement.items);
  });
  return resolved ?? bases;
}

function takeMetaclass(kwnames: KeywordNames, values: PyObject[]) {
  const index = kwnames?.indexOf("metaclass") ?? -1;
  if (index < 0) return { metaclass: undefined, names: kwnames, values };
  const names = kwnames!.filter((_, i) => i !== index);
  return {
    metaclass: values[index],
    names: names.length === 0 ? undefined : names,
    values: values.filter((_, i) => i !== index),
  };
}

/** The metaclass to call: a class is refined by those of the bases; anything else callable is taken as it is. */
function chooseMetaclass(given: PyObject | undefined, bases: readonly PyObject[]): PyObject {
  const meta = given ?? (bases.length === 0 ? typeType : typeOf(bases[0]!));
  return meta instanceof PyType ? mostDerivedMetaclass(meta, bases) : meta;
}

function prepareNamespace(
  meta: PyObject,
  name: PyObject,
  bases: PyTuple,
  values: PyObject[],
  names: KeywordNames,
): Result {
  const prepare = getAttributeOrAbsent(meta, attributeName("__prepare__"));
  if (prepare === undefined) return undefined;
  if (prepare === null) return makeDict();
  const namespace = call(prepare, [name, bases, ...values], names);
  if (namespace === undefined) return undefined;
  if (namespace instanceof PyDict || typeOf(namespace).slots.__getitem__ !== undefined) return namespace;
  const who = meta instanceof PyType ? meta.name : "<metaclass>";
  return raise(typeError(`${who}.__prepare__() must return a mapping, not ${typeName(namespace)}`));
}

function checkClassCell(cell: Cell, cls: PyType, name: PyObject): void {
  if (cell.value === cls) return;
  const shown = String(exactStr(must(repr(name))));
  if (cell.value === undefined) {
    throw runtimeError(
      `__class__ not set defining ${shown} as ${String(exactStr(must(repr(cls))))}. Was __classcell__ propagated to type.__new__?`,
    );
  }
  throw typeError(
    `__class__ set to ${String(exactStr(must(repr(cell.value))))} defining ${shown} as ${String(exactStr(must(repr(cls))))}`,
  );
}
