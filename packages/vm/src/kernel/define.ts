/**
 * Defining builtin types and native modules: a table of methods with Python signatures (STYLE.md).
 *
 *     export const listType = defineType("list", {
 *       instance: PyList,
 *       signature: "(iterable=(), /)",
 *       doc: "…",
 *       slots: { __len__: (self: PyList) => self.items.length },
 *       methods: { append: method("($self, object, /)", "…", (self: PyList, object) => …) },
 *     });
 *
 * `slots` are JavaScript in, JavaScript out (slots.ts); the Python face of each (`list.__len__`) is made here and
 * converted by objects/descriptors.ts. A type that the kernel already has as a shell is filled in with `shell`.
 */
import { initializeClass, initializeDeferred } from "./class-attributes.ts";
import {
  PyBuiltinFunction,
  PyClassMethodDescriptor,
  PyGetSet,
  PyMember,
  PyMethodDescriptor,
  PySlotWrapper,
  PyStaticMethod,
} from "./descriptors.ts";
import { type Enter, NativeCode } from "./native.ts";
import type { KeywordNames, PyObject, Result } from "./object.ts";
import { isSubtype } from "./type.ts";
import { typeError } from "./raise.ts";
import { None } from "./singletons.ts";
import { dunderOf, registerNativeNew } from "./slot-dispatch.ts";
import type { SlotName, Slots } from "./slots.ts";
import { type InstanceConstructor, PyType, TypeFlag, createTypeShell, typeName } from "./type.ts";

type Body = (...args: any[]) => Result;

/** An entry of a type's or module's table. */
export type Entry =
  | {
      readonly kind: "method" | "classmethod" | "staticmethod";
      readonly signature: string | null;
      readonly doc: string | null;
      readonly body: Body;
      readonly raw: boolean;
      readonly enter?: Enter;
    }
  | {
      readonly kind: "getset";
      readonly doc: string | null;
      readonly get: (self: any) => Result;
      readonly set: ((self: any, value: PyObject | undefined) => Result) | null;
    }
  | {
      readonly kind: "member";
      readonly doc: string | null;
      readonly key: string;
      readonly readonly: boolean;
    };

/** A method: `body(self, …bound arguments)`. */
export function method(signature: string, doc: string | null, body: Body): Entry {
  return { kind: "method", signature, doc, body, raw: false };
}

/** A method that takes its arguments as called: `body(self, args, kwnames)`. `signature` is for display only. */
export function rawMethod(
  signature: string | null,
  doc: string | null,
  body: (self: any, args: PyObject[], kwnames: KeywordNames) => Result,
): Entry {
  return { kind: "method", signature, doc, body, raw: true };
}

/** A function or method that the loop can go on in without being entered anew. */
export function entering(entry: Entry, enter: Enter): Entry {
  return { ...entry, enter } as Entry;
}

/** A class method: `body(cls, …bound arguments)`. */
export function classMethod(signature: string, doc: string | null, body: Body): Entry {
  return { kind: "classmethod", signature, doc, body, raw: false };
}

/** A static method: `body(…bound arguments)`. */
export function staticMethod(signature: string, doc: string | null, body: Body): Entry {
  return { kind: "staticmethod", signature, doc, body, raw: false };
}

/** A computed attribute. Without `set` it is read-only; `set` receives undefined for `del`. */
export function getset(
  doc: string | null,
  get: (self: any) => Result,
  set: ((self: any, value: PyObject | undefined) => Result) | null = null,
): Entry {
  return { kind: "getset", doc, get, set };
}

/** An attribute kept in the instance's own JavaScript property `key`; `undefined` there is an absent attribute. */
export function member(doc: string | null, key: string, access: "readonly" | "writable" = "readonly"): Entry {
  return { kind: "member", doc, key, readonly: access === "readonly" };
}

/** A function of a module: `body(…bound arguments)`. */
export function fn(signature: string, doc: string | null, body: Body): Entry {
  return { kind: "staticmethod", signature, doc, body, raw: false };
}

/** A function that takes its arguments as called: `body(args, kwnames)`. `signature` is for display only. */
export function rawFn(
  signature: string | null,
  doc: string | null,
  body: (args: PyObject[], kwnames: KeywordNames) => Result,
): Entry {
  return { kind: "staticmethod", signature, doc, body, raw: true };
}

export type TypeDefinition = {
  /** The JavaScript class of direct instances. Omit to share the base's layout. */
  instance?: InstanceConstructor;
  /** Fill in this shell instead of creating a type. */
  shell?: PyType;
  base?: PyType;
  /** Defaults to builtins. */
  module?: string;
  qualname?: string;
  signature?: string | null;
  doc?: string | null;
  /** May classes derive from it? Defaults to true. */
  final?: boolean;
  /** Instances have `__dict__`, weak references. */
  hasDict?: boolean;
  hasWeakref?: boolean;
  flags?: number;
  slots?: Partial<Slots>;
  methods?: Record<string, Entry>;
  /** Plain class attributes (`__hash__: None`, `__match_args__`, `__class_getitem__` aside). */
  attributes?: Record<string, PyObject>;
};

/** Create a builtin type, or fill in its shell, from a table. */
export function defineType(name: string, definition: TypeDefinition): PyType {
  const type = definition.shell ?? createTypeShell(name, shellOptions(definition));
  type.module = definition.module ?? "builtins";
  if (definition.qualname !== undefined) type.qualname = definition.qualname;
  type.signature = definition.signature ?? null;
  type.doc = definition.doc ?? null;
  type.flags |= definition.flags ?? 0;
  if (definition.final !== true) type.flags |= TypeFlag.BASE;
  if (!isConstructible(type, definition.slots)) type.flags |= TypeFlag.DISALLOW_INSTANTIATION;
  if (definition.hasDict !== undefined) type.hasDict = definition.hasDict;
  if (definition.hasWeakref !== undefined) type.hasWeakref = definition.hasWeakref;
  addSlots(type, definition.slots ?? {});
  for (const [key, value] of Object.entries(definition.attributes ?? {})) type.namespace.set(key, value);
  const addMethods = () => {
    for (const [key, entry] of Object.entries(definition.methods ?? {}))
      type.namespace.set(key, makeAttribute(type, key, entry));
    if (!type.namespace.has("__doc__")) type.namespace.set("__doc__", type.doc ?? None);
  };
  if (type.base === null) {
    addMethods();
    initializeClass(type);
  } else initializeDeferred(type, addMethods);
  return type;
}

/** Direct subclasses of object in builtins are made by calling them only if they say how (typeobject.c, type_ready_set_new). */
function isConstructible(type: PyType, slots: Partial<Slots> = {}): boolean {
  return (
    slots.__new__ !== undefined ||
    slots.__init__ !== undefined ||
    type.base?.base !== null ||
    (type.module !== "builtins" && type.JS.length === 0)
  );
}

function shellOptions(definition: TypeDefinition): { instance?: InstanceConstructor; base?: PyType } {
  const options: { instance?: InstanceConstructor; base?: PyType } = {};
  if (definition.instance !== undefined) options.instance = definition.instance;
  if (definition.base !== undefined) options.base = definition.base;
  return options;
}

function addSlots(type: PyType, slots: Partial<Slots>): void {
  for (const [slot, body] of Object.entries(slots) as [
    SlotName,
    ((...args: any[]) => unknown) | undefined,
  ][]) {
    if (body === undefined) continue;
    if (slot === "__new__") {
      type.namespace.set("__new__", makeNew(type, body as Slots["__new__"]));
      continue;
    }
    const wrap = (dunder: string) => type.namespace.set(dunder, new PySlotWrapper(type, dunder, slot, body));
    wrap(dunderOf(slot));
    if (slot === "repeat") wrap("__rmul__");
  }
  if (slots.__eq__ !== undefined && slots.__hash__ === undefined) type.namespace.set("__hash__", None);
}

/** `T.__new__` as Python sees it: a builtin that checks its class argument (typeobject.c, tp_new_wrapper). */
function makeNew(type: PyType, body: Slots["__new__"]): PyObject {
  const code = new NativeCode(
    "__new__",
    "($type, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (args: PyObject[], kwnames: KeywordNames) => {
      const subtype = args[0];
      if (subtype === undefined) throw typeError(`${type.name}.__new__(): not enough arguments`);
      if (!(subtype instanceof PyType)) {
        throw typeError(`${type.name}.__new__(X): X is not a type object (${typeName(subtype)})`);
      }
      if (!isSubtype(subtype, type)) {
        throw typeError(
          `${type.name}.__new__(${subtype.name}): ${subtype.name} is not a subtype of ${type.name}`,
        );
      }
      const native = nativeBase(subtype);
      if ((subtype.flags & TypeFlag.DISALLOW_INSTANTIATION) !== 0)
        throw typeError(`cannot create '${subtype.name}' instances`);
      if (native !== null && native.slots.__new__ !== body) {
        throw typeError(`${type.name}.__new__(${subtype.name}) is not safe, use ${native.name}.__new__()`);
      }
      return body!(subtype, args.slice(1), kwnames);
    },
    true,
  );
  code.qualname = `${type.name}.__new__`;
  const attribute = new PyBuiltinFunction(code, type, false, null);
  registerNativeNew(attribute, body);
  return attribute;
}

/** The type with a native `__new__` whose instances those of a class are by layout. */
function nativeBase(type: PyType | null): PyType | null {
  const isPython = ({ flags, attrs }: PyType) =>
    (flags & TypeFlag.HEAP) !== 0 && !(attrs.get("__new__") instanceof PyBuiltinFunction);
  while (type !== null && isPython(type)) type = type.base;
  return type;
}

function makeAttribute(type: PyType, key: string, entry: Entry): PyObject {
  switch (entry.kind) {
    case "getset":
      return new PyGetSet(type, key, entry.doc, entry.get, entry.set);
    case "member":
      return new PyMember(type, key, entry.key, entry.doc, entry.readonly);
  }
  const code = new NativeCode(key, entry.signature, entry.doc, entry.body, entry.raw);
  code.qualname = `${type.name}.${key}`;
  code.enter = entry.enter ?? null;
  switch (entry.kind) {
    case "method":
      return new PyMethodDescriptor(type, code);
    case "classmethod":
      return new PyClassMethodDescriptor(type, code);
    case "staticmethod":
      return new PyStaticMethod(new PyBuiltinFunction(code, type, false, null));
  }
}

/** A builtin function on its own, outside of any table. `owner` is the module object it is in. */
export function makeFunction(
  name: string,
  module: string | null,
  entry: Entry,
  owner?: PyObject,
): PyBuiltinFunction {
  if (entry.kind === "getset" || entry.kind === "member") throw new Error(`${name} is not a function`);
  const code = new NativeCode(name, entry.signature, entry.doc, entry.body, entry.raw);
  code.enter = entry.enter ?? null;
  if (module !== null && module !== "builtins") code.qualname = `${module}.${name}`;
  return new PyBuiltinFunction(code, owner, false, module);
}

export type ModuleDefinition = {
  readonly name: string;
  readonly doc: string | null;
  readonly functions: Record<string, Entry>;
  /** Constants and types, by the name they have in the module. */
  readonly constants: Record<string, PyObject>;
  /** Runs once per import, after the namespace is filled; for state that belongs to one interpreter. */
  readonly execute: ((namespace: Map<string, PyObject>) => void) | null;
};

/** Describe a native module. The importer makes a module object from it at import (importer/native.ts). */
export function defineModule(
  name: string,
  definition: {
    doc?: string | null;
    functions?: Record<string, Entry>;
    constants?: Record<string, PyObject>;
    types?: readonly PyType[];
    execute?: (namespace: Map<string, PyObject>) => void;
  },
): ModuleDefinition {
  const constants = { ...definition.constants };
  for (const type of definition.types ?? []) constants[type.name] = type;
  return {
    name,
    doc: definition.doc ?? null,
    functions: definition.functions ?? {},
    constants,
    execute: definition.execute ?? null,
  };
}

/** The names and values of a module, functions made. */
export function moduleNamespace(definition: ModuleDefinition, module: PyObject): Map<string, PyObject> {
  const namespace = new Map<string, PyObject>();
  for (const [name, value] of Object.entries(definition.constants)) namespace.set(name, value);
  for (const [name, entry] of Object.entries(definition.functions)) {
    namespace.set(name, makeFunction(name, definition.name, entry, module));
  }
  definition.execute?.(namespace);
  return namespace;
}
