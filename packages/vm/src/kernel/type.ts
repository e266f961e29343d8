/**
 * Type objects, and the two questions asked of them all the time: `typeOf(value)` and `lookup(type, name)`.
 *
 * Each type owns a JavaScript constructor (`JS`) whose instances are the type's instances. What the MRO says
 * about attribute `x` stands under `c_x` on `JS.prototype`, own or inherited: the prototype chain follows the
 * chain of solid bases, and class-attributes.ts writes the names on which the MRO and that chain disagree.
 * Invariant: `type.proto[name.inClass] === first hit of name in type.mro`, at all times.
 *
 * Deliberately not here: changing attributes (class-attributes.ts), slots (slots.ts, slot-dispatch.ts),
 * raising. Nothing here can fail.
 */
import type { AttributeName } from "./attribute-name.ts";
import type { HeapObject, PyObject } from "./object.ts";
import { Slots } from "./slots.ts";

/** tp_flags bits that Python can see or that we act on (Include/object.h). */
export const TypeFlag = {
  /** Created by a class statement or `type()`: attributes may be set, `__class__` assigned. */
  HEAP: 1 << 9,
  /** May be subclassed. */
  BASE: 1 << 10,
  IMMUTABLE: 1 << 8,
  DISALLOW_INSTANTIATION: 1 << 7,
  SEQUENCE: 1 << 5,
  MAPPING: 1 << 6,
  /** Instances are functions that LOAD_ATTR may push unbound (Py_TPFLAGS_METHOD_DESCRIPTOR). */
  METHOD_DESCRIPTOR: 1 << 17,
  ABSTRACT: 1 << 20,
  /** `case T(x)` binds the subject itself (_Py_TPFLAGS_MATCH_SELF). */
  MATCH_SELF: 1 << 22,
} as const;

export type Prototype = Record<string, PyObject | undefined> & { cls: PyType };
export type InstanceConstructor = { new (...args: any[]): HeapObject; prototype: any };

export class PyType implements HeapObject {
  declare readonly cls: PyType;
  /** `__name__`. */
  name = "";
  /** `__qualname__`; may be set to a str object. */
  qualname: PyObject = "";
  /** Module name of a builtin type; heap types keep `__module__` in `attrs`. */
  module = "builtins";
  /** Our own words for `help()`; heap types keep `__doc__` in `attrs`. */
  doc: string | null = null;
  /** Parameters after the instance, `(iterable=(), /)`, for `__text_signature__`. */
  signature: string | null = null;
  /** The solid base: whose JavaScript layout instances extend. null for `object` only. */
  base: PyType | null = null;
  bases: PyType[] = [];
  mro: PyType[] = [];
  /** What there is of `attrs` already: the special methods that slots follow from, and all of it when nothing is deferred. */
  readonly namespace = new Map<string, PyObject>();
  /** Writes the attributes that are deferred (deferred-class.ts); null when there are none. */
  complete: (() => void) | null = null;
  slots = new Slots();
  flags = 0;
  /** Instances may have any attribute (`__dict__`). */
  hasDict = false;
  hasWeakref = false;
  JS: InstanceConstructor = undefined as unknown as InstanceConstructor;
  /** JS.prototype */
  proto: Prototype = undefined as unknown as Prototype;
  /** Direct subclasses, weakly; `cls.__subclasses__()`. */
  subclasses: WeakRef<PyType>[] = [];
  /** Instances have a layout that the base's have not: native state or `__slots__` (CPython's solid base). */
  ownLayout = false;
  /** Instances keep attributes under hidden keys: the class has a `__getattribute__` of its own. */
  hidesAttributes = false;
  /** Changes whenever something does that attribute lookup on instances depends on; caches compare it. */
  version = 0;
  /** An instance was given another `__dict__`: attributes of any may be there (`dict`), not in own properties. */
  detached = false;
  /** Names set by `__slots__` of this class. */
  slotNames: string[] | null = null;

  /** The class namespace (`vars(cls)`), keyed by UTF-16 names. */
  get attrs(): Map<string, PyObject> {
    this.complete?.();
    return this.namespace;
  }
}

/** What the type's MRO says about a name, unbound; undefined when nothing does. */
export function lookup(type: PyType, name: AttributeName): PyObject | undefined {
  return type.proto[name.inClass];
}

/** The first hit of a name along the MRO, computed anew. */
export function lookupInMro(mro: readonly PyType[], text: string): PyObject | undefined {
  for (const type of mro) {
    const value = type.attrs.get(text);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The first hit of a special method's name; completes no type. */
export function lookupSpecialInMro(mro: readonly PyType[], dunder: string): PyObject | undefined {
  for (const { namespace } of mro) {
    const value = namespace.get(dunder);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether `type` is `ancestor` or derives from it, virtual subclasses aside. */
export function isSubtype(type: PyType, ancestor: PyType): boolean {
  return type === ancestor || type.mro.includes(ancestor);
}

/** The Python type of a value. */
export function typeOf(value: PyObject): PyType {
  switch (typeof value) {
    case "object":
      return value.cls;
    case "number":
    case "bigint":
      return intType;
    case "string":
      return strType;
    default:
      return boolType;
  }
}

/** isinstance() without `__instancecheck__`: by real type. */
export function isInstance(value: PyObject, type: PyType): boolean {
  const actual = typeOf(value);
  return actual === type || actual.mro.includes(type);
}

/** The type of a value as messages call it: native types outside of builtins with their module (tp_name). */
export function typeName(value: PyObject): string {
  const type = typeOf(value);
  const bare = type.module === "builtins" || (type.flags & TypeFlag.HEAP) !== 0;
  return bare ? type.name : `${type.module}.${type.name}`;
}

export type ShellOptions = {
  /** The JavaScript class of direct instances; by default a fresh subclass of the base's. */
  instance?: InstanceConstructor;
  base?: PyType;
  metatype?: PyType;
};

/**
 * A type without any behaviour yet: identity, layout, MRO. `defineType` fills it in. Types that values of
 * the kernel itself have (int, str, the exceptions, …) start as shells.
 */
export function createTypeShell(name: string, options: ShellOptions = {}): PyType {
  const type = new PyType();
  type.name = name;
  type.qualname = name;
  const base = options.base ?? (name === "object" ? null : objectType);
  type.flags = TypeFlag.IMMUTABLE;
  attachLayout(type, base, options.instance);
  type.bases = base === null ? [] : [base];
  type.mro = base === null ? [type] : [type, ...base.mro];
  base?.subclasses.push(new WeakRef(type));
  return type;
}

/** Give a type its JavaScript constructor: `instance`, or a fresh subclass of the base's. */
export function attachLayout(type: PyType, base: PyType | null, instance?: InstanceConstructor): void {
  type.base = base;
  const JS = instance ?? freshSubclass(base!.JS);
  type.ownLayout = instance !== undefined;
  if (
    instance !== undefined &&
    base !== null &&
    Object.getPrototypeOf(instance.prototype) === Object.prototype
  ) {
    Object.setPrototypeOf(instance.prototype, base.proto);
  }
  type.JS = JS;
  type.proto = JS.prototype;
  Object.defineProperty(type.proto, "cls", {
    value: type,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  if (base !== null) {
    type.hasDict = base.hasDict;
    type.hasWeakref = base.hasWeakref;
  }
}

function freshSubclass(parent: InstanceConstructor): InstanceConstructor {
  return class extends parent {};
}

/** Plain instances: attributes are own properties `$name`. The JavaScript class of `object`. */
export class PyInstance implements HeapObject {
  declare readonly cls: PyType;
}

export const objectType: PyType = createTypeShell("object", { instance: PyInstance });
export const typeType: PyType = createTypeShell("type", { instance: PyType });

// ---- Types of primitives: their JS constructors make instances of *subclasses* (`class Flag(int)`).

/** An instance of a subclass of int. */
export class PyIntInstance implements HeapObject {
  declare readonly cls: PyType;
  readonly value: number | bigint;
  constructor(value: number | bigint) {
    this.value = value;
  }
}
/** An instance of a subclass of str; `value` is an exact str. */
export class PyStrInstance implements HeapObject {
  declare readonly cls: PyType;
  readonly value: PyObject;
  constructor(value: PyObject) {
    this.value = value;
  }
}
/** float: 64-bit IEEE 754. Subclass instances extend it. */
export class PyFloat implements HeapObject {
  declare readonly cls: PyType;
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export const intType: PyType = createTypeShell("int", { instance: PyIntInstance });
export const boolType: PyType = createTypeShell("bool", { base: intType });
export const strType: PyType = createTypeShell("str", { instance: PyStrInstance });
export const floatType: PyType = createTypeShell("float", { instance: PyFloat });
