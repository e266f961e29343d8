/**
 * `_abc`: the machinery of abstract base classes (CPython Modules/_abc.c): registries and caches of virtual
 * subclasses, kept weakly beside the class.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, runtimeError, typeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyType, TypeFlag, isSubtype, typeOf } from "../kernel/type.ts";
import { makeFrozenSet, makeSet } from "../objects/set.ts";
import { makeTuple } from "../objects/tuple.ts";
import { getAttribute, getAttributeOrAbsent, setAttribute } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { listOf } from "../protocols/iterate.ts";
import { isSubclass } from "../objects/class-info.ts";

class WeakTypeSet {
  readonly #members = new Set<WeakRef<PyType>>();
  readonly #known = new WeakSet<PyType>();
  add(type: PyType): void {
    if (this.#known.has(type)) return;
    this.#known.add(type);
    this.#members.add(new WeakRef(type));
  }
  has(type: PyType): boolean {
    return this.#known.has(type);
  }
  /** The classes that are still alive. */
  list(): PyType[] {
    const alive: PyType[] = [];
    for (const reference of this.#members) {
      const type = reference.deref();
      if (type === undefined) this.#members.delete(reference);
      else alive.push(type);
    }
    return alive;
  }
}

type AbcData = {
  registry: WeakTypeSet;
  cache: WeakTypeSet;
  negativeCache: WeakTypeSet;
  negativeVersion: number;
};

const abcData = new WeakMap<PyType, AbcData>();

/** Grows whenever some class is registered: then no negative answer counts any more. */
let invalidationCounter = 0;

function dataOf(cls: PyType): AbcData {
  const data = abcData.get(cls);
  if (data === undefined) throw typeError("_abc_data isn't set for this class");
  return data;
}

function init(cls: PyType): Result {
  abcData.set(cls, {
    registry: new WeakTypeSet(),
    cache: new WeakTypeSet(),
    negativeCache: new WeakTypeSet(),
    negativeVersion: invalidationCounter,
  });
  computeAbstractMethods(cls);
  const flags = cls.attrs.get("__abc_tpflags__");
  if (typeof flags === "number") cls.flags |= flags & (TypeFlag.SEQUENCE | TypeFlag.MAPPING);
  return None;
}

const isAbstractName = attributeName("__isabstractmethod__");

function isAbstract(value: PyObject): boolean {
  const flag = must(getAttributeOrAbsent(value, isAbstractName));
  return flag !== null && must(isTrue(flag));
}

/** `__abstractmethods__`: abstract names of the class itself, and inherited ones that it leaves abstract. */
function computeAbstractMethods(cls: PyType): void {
  const abstract = new Set<PyObject>();
  for (const [text, value] of [...cls.attrs]) if (isAbstract(value)) abstract.add(attributeName(text).value);
  for (const base of cls.bases) {
    const inherited = must(getAttributeOrAbsent(base, attributeName("__abstractmethods__")));
    if (inherited === null) continue;
    for (const name of must(listOf(inherited))) {
      const value = must(getAttributeOrAbsent(cls, attributeName(String(name))));
      if (value !== null && isAbstract(value)) abstract.add(name);
    }
  }
  must(setAttribute(cls, attributeName("__abstractmethods__"), makeFrozenSet([...abstract])!));
}

function register(cls: PyType, subclass: PyObject): Result {
  if (!(subclass instanceof PyType)) throw typeError("Can only register classes");
  if (must(isSubclass(subclass, cls))) return subclass;
  if (must(isSubclass(cls, subclass))) throw runtimeError("Refusing to create an inheritance cycle");
  dataOf(cls).registry.add(subclass);
  invalidationCounter++;
  const pattern = cls.flags & (TypeFlag.SEQUENCE | TypeFlag.MAPPING);
  if (pattern !== 0) setPatternFlags(subclass, pattern);
  return subclass;
}

/** Virtual sequences and mappings match the patterns of their kind; builtin types know theirs (str has none). */
function setPatternFlags(cls: PyType, pattern: number): void {
  if ((cls.flags & TypeFlag.IMMUTABLE) !== 0) return;
  cls.flags = (cls.flags & ~(TypeFlag.SEQUENCE | TypeFlag.MAPPING)) | pattern;
  for (const reference of cls.subclasses) {
    const subclass = reference.deref();
    if (subclass !== undefined) setPatternFlags(subclass, pattern);
  }
}

function instanceCheck(cls: PyType, instance: PyObject): Result {
  const data = dataOf(cls);
  const subclass = must(getAttributeOrAbsent(instance, attributeName("__class__"))) ?? typeOf(instance);
  if (subclass instanceof PyType && data.cache.has(subclass)) return true;
  const subtype = typeOf(instance);
  if (subtype === subclass) {
    if (data.negativeVersion === invalidationCounter && data.negativeCache.has(subtype)) return false;
    return callMethod(cls, attributeName("__subclasscheck__"), [subclass]);
  }
  const answer = must(callMethod(cls, attributeName("__subclasscheck__"), [subclass]));
  if (must(isTrue(answer))) return answer;
  return callMethod(cls, attributeName("__subclasscheck__"), [subtype]);
}

function subclassCheck(cls: PyType, subclass: PyObject): Result {
  if (!(subclass instanceof PyType)) throw typeError("issubclass() arg 1 must be a class");
  const data = dataOf(cls);
  if (data.cache.has(subclass)) return true;
  if (data.negativeVersion < invalidationCounter) {
    data.negativeCache = new WeakTypeSet();
    data.negativeVersion = invalidationCounter;
  } else if (data.negativeCache.has(subclass)) {
    return false;
  }
  const answer = decide(cls, data, subclass);
  (answer ? data.cache : data.negativeCache).add(subclass);
  return answer;
}

function decide(cls: PyType, data: AbcData, subclass: PyType): boolean {
  const hook = must(callMethod(cls, attributeName("__subclasshook__"), [subclass]));
  if (hook === true || hook === false) return hook;
  if (hook !== NotImplemented) throw makeAssertion();
  if (isSubtype(subclass, cls)) return true;
  for (const registered of data.registry.list()) if (must(isSubclass(subclass, registered))) return true;
  const subclasses = must(call(must(getAttribute(cls, attributeName("__subclasses__"))), []));
  for (const candidate of must(listOf(subclasses))) if (must(isSubclass(subclass, candidate))) return true;
  return false;
}

function makeAssertion() {
  return makeException(exceptionTypes.AssertionError, [
    "__subclasshook__ must return either False, True, or NotImplemented",
  ]);
}

export const abcModule: ModuleDefinition = defineModule("_abc", {
  doc: "The machinery of abstract base classes.",
  functions: {
    get_cache_token: fn("()", "Changes whenever a class is registered.", () => invalidationCounter),
    _abc_init: fn("(self, /)", "Make a class abstract.", init),
    _abc_register: fn("(self, subclass, /)", "Register a virtual subclass.", register),
    _abc_instancecheck: fn("(self, instance, /)", "isinstance() for abstract classes.", instanceCheck),
    _abc_subclasscheck: fn("(self, subclass, /)", "issubclass() for abstract classes.", subclassCheck),
    _get_dump: fn("(self, /)", "Registry and caches, for debugging.", (cls: PyType) => {
      const data = dataOf(cls);
      const setOf = (types: WeakTypeSet) => makeSet(types.list())!;
      return makeTuple([
        setOf(data.registry),
        setOf(data.cache),
        setOf(data.negativeCache),
        data.negativeVersion,
      ]);
    }),
    _reset_registry: fn("(self, /)", "Forget the registered classes.", (cls: PyType) => {
      dataOf(cls).registry = new WeakTypeSet();
      return None;
    }),
    _reset_caches: fn("(self, /)", "Forget the answers.", (cls: PyType) => {
      Object.assign(dataOf(cls), { cache: new WeakTypeSet(), negativeCache: new WeakTypeSet() });
      return None;
    }),
  },
});
