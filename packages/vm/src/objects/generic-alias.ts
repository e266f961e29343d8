/**
 * types.GenericAlias: `list[int]` (PEP 585; CPython Objects/genericaliasobject.c). It behaves as its origin, apart
 * from the attributes that make it an alias.
 */
import { argumentBinder } from "../kernel/argument-binder.ts";
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset, method } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import {
  EXHAUSTED,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { must, pendingException, raise, typeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { type PyType, createTypeShell, typeOf } from "../kernel/type.ts";
import { genericGetAttribute, getAttribute, setAttribute } from "../protocols/attribute.ts";
import { call, callMethod } from "../protocols/call.ts";
import { equals } from "../protocols/compare.ts";
import { hash } from "../protocols/hash.ts";
import { listOf } from "../protocols/iterate.ts";
import { builtinFunction } from "./builtin-lookup.ts";
import { PyList, makeList } from "./list.ts";
import { PyTuple, makeTuple, tupleType } from "./tuple.ts";
import { collectParameters, substituteParameters } from "./type-substitution.ts";
import { typeText } from "./type-text.ts";
import { unionOf } from "./union.ts";

export class PyGenericAlias implements HeapObject {
  declare readonly cls: PyType;
  readonly origin: PyObject;
  readonly args: PyTuple;
  /** `*tuple[int]` */
  readonly unpacked: boolean;
  parameters: PyTuple | undefined = undefined;
  constructor(origin: PyObject, args: PyTuple, unpacked: boolean) {
    this.origin = origin;
    this.args = args;
    this.unpacked = unpacked;
  }
}

export const genericAliasType: PyType = createTypeShell("GenericAlias", { instance: PyGenericAlias });

/** `origin[args]`; a single argument stands for a tuple of it. */
export function makeGenericAlias(origin: PyObject, args: PyObject): PyGenericAlias {
  return new PyGenericAlias(origin, args instanceof PyTuple ? args : makeTuple([args]), false);
}

hooks.genericAlias = makeGenericAlias;

function parametersOf(self: PyGenericAlias): PyTuple {
  return (self.parameters ??= makeTuple(collectParameters(self.args.items)));
}

function reprAlias(self: PyGenericAlias): Result {
  const parts = self.args.items.map((arg) =>
    arg instanceof PyList ? `[${arg.items.map(typeText).join(", ")}]` : typeText(arg),
  );
  const list = parts.length === 0 ? "()" : parts.join(", ");
  return strFromUtf16(`${self.unpacked ? "*" : ""}${typeText(self.origin)}[${list}]`);
}

/** Names that the alias answers itself; all others are its origin's. */
const OWN_NAMES = new Set([
  "__class__",
  "__bases__",
  "__origin__",
  "__args__",
  "__unpacked__",
  "__parameters__",
  "__typing_unpacked_tuple_args__",
  "__mro_entries__",
  "__reduce_ex__",
  "__reduce__",
  "__copy__",
  "__deepcopy__",
]);

function getAliasAttribute(self: PyGenericAlias, name: AttributeName): Result {
  return OWN_NAMES.has(name.text) ? genericGetAttribute(self, name) : getAttribute(self.origin, name);
}

const origClassName = attributeName("__orig_class__");

/** Calling makes an instance of the origin, which remembers the alias if it can. */
function callAlias(self: PyGenericAlias, args: PyObject[], kwnames: KeywordNames): Result {
  const instance = call(self.origin, args, kwnames);
  if (instance === undefined || setAttribute(instance, origClassName, self) !== undefined) return instance;
  const pending = pendingException();
  if (
    !isInstanceOfException(pending, exceptionTypes.AttributeError) &&
    !isInstanceOfException(pending, exceptionTypes.TypeError)
  ) {
    return undefined;
  }
  rt.pending = null;
  return instance;
}

function hashAlias(self: PyGenericAlias): number | bigint | undefined {
  const origin = hash(self.origin);
  if (origin === undefined) return undefined;
  const args = hash(self.args);
  if (args === undefined) return undefined;
  const mixed = BigInt.asIntN(64, BigInt(origin) ^ BigInt(args));
  return BigInt(Number(mixed)) === mixed && Number.isSafeInteger(Number(mixed)) ? Number(mixed) : mixed;
}

function equalAliases(self: PyGenericAlias, other: PyObject): Result {
  if (!(other instanceof PyGenericAlias)) return NotImplemented;
  if (self.unpacked !== other.unpacked) return false;
  const same = equals(self.origin, other.origin);
  return same === true ? equals(self.args, other.args) : same;
}

const bindNew = argumentBinder("GenericAlias", "(origin, args, /)");
const nextFunction = (): Result => builtinFunction("next");

function reduceAlias(self: PyGenericAlias): Result {
  if (!self.unpacked) return makeTuple([genericAliasType, makeTuple([self.origin, self.args])]);
  const callable = nextFunction();
  if (callable === undefined) return undefined;
  return makeTuple([
    callable,
    makeTuple([new PyAliasIterator(new PyGenericAlias(self.origin, self.args, false))]),
  ]);
}

function directory(self: PyGenericAlias): Result {
  const names = new Set(must(listOf(must(callMethod(self.origin, attributeName("__dir__"), [])))));
  for (const name of OWN_NAMES) names.add(name);
  return makeList([...names]);
}

defineType("GenericAlias", {
  shell: genericAliasType,
  module: "types",
  signature: "(origin, args, /)",
  doc: "A generic type with its type arguments (PEP 585).\n\nOf t = list[int], t.__origin__ is list and t.__args__ is (int,).",
  hasWeakref: true,
  slots: {
    __new__: (type, args, kwnames) => {
      if (kwnames !== undefined && kwnames.length > 0)
        return raise(typeError("GenericAlias() takes no keyword arguments"));
      const bound = bindNew(args, undefined);
      if (bound === undefined) return undefined;
      const [origin, given] = bound as [PyObject, PyObject];
      return new type.JS(origin, given instanceof PyTuple ? given : makeTuple([given]), false);
    },
    __repr__: reprAlias,
    __hash__: hashAlias,
    __call__: callAlias,
    __getattribute__: getAliasAttribute,
    __getitem__: (self: PyGenericAlias, item) => {
      const args = substituteParameters(self, self.args.items, parametersOf(self).items, item);
      return new PyGenericAlias(self.origin, makeTuple(args), self.unpacked);
    },
    __eq__: equalAliases,
    __iter__: (self: PyGenericAlias) => new PyAliasIterator(self),
    __or__: (self, other) => unionOf(self, other) ?? NotImplemented,
    __ror__: (self, other) => unionOf(other, self) ?? NotImplemented,
  },
  methods: {
    __origin__: getset(null, (self: PyGenericAlias) => self.origin),
    __args__: getset(null, (self: PyGenericAlias) => self.args),
    __unpacked__: getset(null, (self: PyGenericAlias) => self.unpacked),
    __parameters__: getset("Type variables in the GenericAlias.", parametersOf),
    __typing_unpacked_tuple_args__: getset(null, (self: PyGenericAlias) =>
      self.unpacked && self.origin === tupleType ? self.args : None,
    ),
    __mro_entries__: method("($self, object, /)", null, (self: PyGenericAlias) => makeTuple([self.origin])),
    __instancecheck__: method("($self, object, /)", null, () => {
      throw typeError("isinstance() argument 2 cannot be a parameterized generic");
    }),
    __subclasscheck__: method("($self, object, /)", null, () => {
      throw typeError("issubclass() argument 2 cannot be a parameterized generic");
    }),
    __reduce__: method("($self, /)", null, reduceAlias),
    __dir__: method("($self, /)", null, directory),
  },
});

/** `iter(tuple[int])` answers one thing, `*tuple[int]`. */
class PyAliasIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  alias: PyGenericAlias | null;
  constructor(alias: PyGenericAlias) {
    this.alias = alias;
  }
}

defineType("generic_alias_iterator", {
  shell: createTypeShell("generic_alias_iterator", { instance: PyAliasIterator }),
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyAliasIterator) => {
      const { alias } = self;
      if (alias === null) return EXHAUSTED;
      self.alias = null;
      return new PyGenericAlias(alias.origin, alias.args, true);
    },
  },
  methods: {
    __reduce__: method("($self, /)", null, (self: PyAliasIterator) => {
      const iterFunction = builtinFunction("iter");
      if (iterFunction === undefined) return undefined;
      return makeTuple([iterFunction, makeTuple([self.alias ?? makeTuple([])])]);
    }),
  },
});

/** Whether a value may be an operand of `|` between types. */
export function isGenericAlias(value: PyObject): boolean {
  return typeOf(value) === genericAliasType || value instanceof PyGenericAlias;
}
