/**
 * What type parameter syntax makes (PEP 695, 696, 646, 612): TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, and
 * `typing.Generic`. Bounds, constraints, defaults and values are evaluated when they are asked for.
 *
 * The substitution rules are `typing`'s own, in Python; the methods here call them (CPython Objects/typevarobject.c).
 */
import { dictAttribute } from "./instance-dict.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { type Entry, classMethod, defineType, getset, member, method } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { must, raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import type { PyStr } from "../kernel/text.ts";
import { utf16Of } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import { type PyType, isInstance, strType, typeName, typeOf } from "../kernel/type.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { richCompare } from "../protocols/compare.ts";
import { intValueOf } from "../protocols/number.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import { getItem } from "../protocols/sequence.ts";
import { PyDict } from "./dict/dict.ts";
import { makeGenericAlias } from "./generic-alias.ts";
import { EMPTY_TUPLE, PyTuple, makeTuple } from "./tuple.ts";
import { unionOfForms } from "./union.ts";

/** Evaluate formats of annotationlib.Format. */
const VALUE = 1;
const STRING = 4;

class PyNoDefault implements HeapObject {
  declare readonly cls: PyType;
}
/** `typing.NoDefault`. */
export const NoDefault = new PyNoDefault();

defineType("NoDefaultType", {
  instance: PyNoDefault,
  module: "typing",
  final: true,
  doc: "The type of the NoDefault singleton.",
  slots: {
    __new__: (_type, args) =>
      args.length > 0 ? raise(typeError("NoDefaultType takes no arguments")) : NoDefault,
    __repr__: () => "typing.NoDefault",
  },
  methods: { __reduce__: method("($self, /)", null, () => "NoDefault") },
});

/** A value that is computed by a function when first asked for, or is known. */
class LazyValue {
  value: PyObject | undefined;
  readonly evaluate: PyObject | undefined;
  constructor(value: PyObject | undefined, evaluate: PyObject | undefined) {
    this.value = value;
    this.evaluate = evaluate;
  }
}

const known = (value: PyObject | undefined) => new LazyValue(value, undefined);
const lazy = (evaluate: PyObject) => new LazyValue(undefined, evaluate);

/** The value; `fallback` when there is neither a value nor a function. */
function force(holder: LazyValue, fallback: PyObject): Result {
  if (holder.value !== undefined) return holder.value;
  if (holder.evaluate === undefined) return fallback;
  const value = call(holder.evaluate, [VALUE]);
  if (value !== undefined) holder.value = value;
  return value;
}

/** `evaluate_bound` and the like: the function, or one that answers what is known. */
function evaluator(holder: LazyValue, absent: PyObject): PyObject {
  if (holder.evaluate !== undefined) return holder.evaluate;
  if (holder.value === undefined || holder.value === absent) return None;
  return new PyConstEvaluator(holder.value);
}

class PyConstEvaluator implements HeapObject {
  declare readonly cls: PyType;
  readonly value: PyObject;
  constructor(value: PyObject) {
    this.value = value;
  }
}

const bindFormat = argumentBinder("constevaluator.__call__", "(format, /)");

defineType("_ConstEvaluator", {
  instance: PyConstEvaluator,
  module: "_typing",
  final: true,
  slots: {
    __call__: (self: PyConstEvaluator, args, kwnames) => {
      const bound = bindFormat(args, kwnames);
      if (bound === undefined) return undefined;
      if (intValueOf(bound[0] as PyObject) !== STRING) return self.value;
      return callTyping("_type_repr", [self.value], "annotationlib", "type_repr");
    },
    __repr__: (self: PyConstEvaluator) => `<constevaluator ${shown(self.value)}>`,
  },
});

function shown(value: PyObject): string {
  return utf16Of(exactStr(must(repr(value))) as string | PyStr);
}

/** Call a function of the `typing` module (or of another). */
function callTyping(name: string, args: PyObject[], module = "typing", inModule = name): Result {
  const typing = hooks.importModule(module);
  if (typing === undefined) return undefined;
  const callable = getAttribute(typing, attributeName(inModule));
  return callable === undefined ? undefined : call(callable, args);
}

function typeCheck(value: PyObject, message: string): PyObject {
  // None stands for its type; asking typing here would be too early while typing itself is imported.
  return value === None ? typeOf(None) : must(callTyping("_type_check", [value, message]));
}

function callerModule(): PyObject {
  const globals = hooks.callerGlobals();
  return (globals instanceof PyDict ? globals.getText("__name__") : undefined) ?? None;
}

type Variance = { covariant: boolean; contravariant: boolean; inferVariance: boolean };

const INFERRED: Variance = { covariant: false, contravariant: false, inferVariance: true };

function checkVariance(covariant: PyObject, contravariant: PyObject, infer: PyObject): Variance {
  const variance = {
    covariant: must(isTrue(covariant)),
    contravariant: must(isTrue(contravariant)),
    inferVariance: must(isTrue(infer)),
  };
  if (variance.covariant && variance.contravariant) throw valueError("Bivariant types are not supported.");
  if (variance.inferVariance && (variance.covariant || variance.contravariant)) {
    throw valueError("Variance cannot be specified with infer_variance.");
  }
  return variance;
}

/** What every type parameter has. */
class TypeParameter implements HeapObject {
  declare readonly cls: PyType;
  readonly name: PyObject;
  default: LazyValue;
  readonly variance: Variance;
  constructor(name: PyObject, fallback: LazyValue, variance: Variance) {
    this.name = name;
    this.default = fallback;
    this.variance = variance;
  }
}

class PyTypeVar extends TypeParameter {
  bound: LazyValue = known(undefined);
  constraints: LazyValue = known(undefined);
}
class PyParamSpec extends TypeParameter {
  bound: PyObject | undefined = undefined;
}
class PyTypeVarTuple extends TypeParameter {}

function withModule<T extends HeapObject>(object: T, module: PyObject): T {
  (object as unknown as Record<string, PyObject>)[attributeName("__module__").stored] = module;
  return object;
}

/** A type parameter of a `[T]` list; `bound` and `constraints` are functions that compute them. */
export function makeTypeVar(name: PyObject, bound: PyObject | null, constraints: PyObject | null): PyObject {
  const variable = new PyTypeVar(name, known(undefined), INFERRED);
  if (bound !== null) variable.bound = lazy(bound);
  if (constraints !== null) variable.constraints = lazy(constraints);
  return withModule(variable, callerModule());
}

export function makeParamSpec(name: PyObject): PyObject {
  return withModule(new PyParamSpec(name, known(undefined), INFERRED), callerModule());
}

export function makeTypeVarTuple(name: PyObject): PyObject {
  return withModule(new PyTypeVarTuple(name, known(undefined), INFERRED), callerModule());
}

/** `[T = default]`: the default's function joins the parameter. */
export function setTypeParameterDefault(parameter: PyObject, evaluate: PyObject): Result {
  if (!(parameter instanceof TypeParameter))
    return raise(typeError(`Expected a type param, got ${shown(parameter)}`));
  parameter.default = lazy(evaluate);
  return parameter;
}

// ---- what they have in common

function reprParameter(self: TypeParameter): string {
  const name = utf16Of(exactStr(self.name) as string | PyStr);
  if (self.variance.inferVariance) return name;
  return (self.variance.covariant ? "+" : self.variance.contravariant ? "-" : "~") + name;
}

const unionSlots = {
  __or__: (left: PyObject, right: PyObject) => makeUnion(left, right),
  __ror__: (right: PyObject, left: PyObject) => makeUnion(left, right),
};

/** `T | X`: unlike between classes, strings are welcome as forward references. */
function makeUnion(left: PyObject, right: PyObject): Result {
  return unionOfForms([left, right]);
}

const commonMembers: Record<string, Entry> = {
  __dict__: dictAttribute,
  __name__: member(null, "name"),
  __default__: getset("The default value.", (self: TypeParameter) => force(self.default, NoDefault)),
  evaluate_default: getset(null, (self: TypeParameter) => evaluator(self.default, NoDefault)),
  has_default: method(
    "($self, /)",
    "Whether there is a default.",
    (self: TypeParameter) =>
      self.default.evaluate !== undefined ||
      (self.default.value !== undefined && self.default.value !== NoDefault),
  ),
  __reduce__: method("($self, /)", null, (self: TypeParameter) => self.name),
  __mro_entries__: method("($self, bases, /)", null, (self: TypeParameter) => {
    throw typeError(`Cannot subclass an instance of ${self.cls.name}`);
  }),
};

const varianceMembers: Record<string, Entry> = {
  __covariant__: getset(null, (self: TypeParameter) => self.variance.covariant),
  __contravariant__: getset(null, (self: TypeParameter) => self.variance.contravariant),
  __infer_variance__: getset(null, (self: TypeParameter) => self.variance.inferVariance),
};

function nameArgument(functionName: string, name: PyObject): PyObject {
  if (isInstance(name, strType)) return name;
  throw typeError(`${functionName}() argument 'name' must be str, not ${typeName(name)}`);
}

// ---- TypeVar

const bindTypeVar = argumentBinder(
  "typevar",
  "(name, *constraints, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)",
);

function newTypeVar(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindTypeVar(args, kwnames);
  if (bound === undefined) return undefined;
  const [name, constraints, upper, fallback, covariant, contravariant, infer] = bound as [
    PyObject,
    PyObject[],
    PyObject,
    PyObject | undefined,
    PyObject,
    PyObject,
    PyObject,
  ];
  nameArgument("typevar", name);
  const variance = checkVariance(covariant, contravariant, infer);
  const checked = upper === None ? undefined : typeCheck(upper, "Bound must be a type.");
  if (constraints.length === 1) throw typeError("A single constraint is not allowed");
  if (constraints.length > 0 && checked !== undefined)
    throw typeError("Constraints cannot be combined with bound=...");
  const variable = new PyTypeVar(name, known(fallback), variance);
  variable.bound = known(checked);
  variable.constraints = known(constraints.length === 0 ? undefined : makeTuple(constraints));
  return withModule(variable, callerModule());
}

export const typeVarType = defineType("TypeVar", {
  instance: PyTypeVar,
  module: "typing",
  final: true,
  hasDict: true,
  hasWeakref: true,
  doc: "A type variable.",
  slots: { __new__: newTypeVar, __repr__: reprParameter, ...unionSlots },
  methods: {
    ...commonMembers,
    ...varianceMembers,
    __bound__: getset(null, (self: PyTypeVar) => force(self.bound, None)),
    __constraints__: getset(null, (self: PyTypeVar) => force(self.constraints, EMPTY_TUPLE)),
    evaluate_bound: getset(null, (self: PyTypeVar) => evaluator(self.bound, None)),
    evaluate_constraints: getset(null, (self: PyTypeVar) => evaluator(self.constraints, EMPTY_TUPLE)),
    __typing_subst__: method("($self, arg, /)", null, (self, arg) =>
      callTyping("_typevar_subst", [self, arg]),
    ),
    __typing_prepare_subst__: method("($self, alias, args, /)", null, prepareTypeVarSubstitution),
  },
});

/** A default stands in where the arguments end (typevarobject.c, typevar_typing_prepare_subst). */
function prepareTypeVarSubstitution(self: PyTypeVar, alias: PyObject, args: PyObject): Result {
  const parameters = must(getAttribute(alias, attributeName("__parameters__")));
  const given = args as PyTuple;
  const index = (parameters as PyTuple).items.indexOf(self);
  if (index < given.items.length) return args;
  if (index === given.items.length) {
    const fallback = must(force(self.default, NoDefault));
    if (fallback !== NoDefault) return makeTuple([...given.items, fallback]);
  }
  throw typeError(`Too few arguments for ${shown(alias)}`);
}

// ---- ParamSpec

const bindParamSpec = argumentBinder(
  "paramspec",
  "(name, *, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)",
);

function newParamSpec(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindParamSpec(args, kwnames);
  if (bound === undefined) return undefined;
  const [name, upper, fallback, covariant, contravariant, infer] = bound as [
    PyObject,
    PyObject,
    PyObject | undefined,
    PyObject,
    PyObject,
    PyObject,
  ];
  nameArgument("paramspec", name);
  const variance = checkVariance(covariant, contravariant, infer);
  const specification = new PyParamSpec(name, known(fallback), variance);
  if (upper !== None) specification.bound = typeCheck(upper, "Bound must be a type.");
  return withModule(specification, callerModule());
}

export const paramSpecType = defineType("ParamSpec", {
  instance: PyParamSpec,
  module: "typing",
  final: true,
  hasDict: true,
  hasWeakref: true,
  doc: "A parameter specification variable.",
  slots: { __new__: newParamSpec, __repr__: reprParameter, ...unionSlots },
  methods: {
    ...commonMembers,
    ...varianceMembers,
    __bound__: getset(null, (self: PyParamSpec) => self.bound ?? None),
    args: getset("Its positional parameters.", (self: PyParamSpec) => new PyParamSpecArgs(self)),
    kwargs: getset("Its keyword parameters.", (self: PyParamSpec) => new PyParamSpecKwargs(self)),
    __typing_subst__: method("($self, arg, /)", null, (self, arg) =>
      callTyping("_paramspec_subst", [self, arg]),
    ),
    __typing_prepare_subst__: method("($self, alias, args, /)", null, (self, alias, args) =>
      callTyping("_paramspec_prepare_subst", [self, alias, args]),
    ),
  },
});

class PyParamSpecArgs implements HeapObject {
  declare readonly cls: PyType;
  readonly origin: PyObject;
  constructor(origin: PyObject) {
    this.origin = origin;
  }
}
class PyParamSpecKwargs implements HeapObject {
  declare readonly cls: PyType;
  readonly origin: PyObject;
  constructor(origin: PyObject) {
    this.origin = origin;
  }
}

function defineParamSpecPart(
  name: string,
  suffix: string,
  part: typeof PyParamSpecArgs | typeof PyParamSpecKwargs,
): PyType {
  return defineType(name, {
    instance: part,
    module: "typing",
    final: true,
    hasWeakref: true,
    slots: {
      __new__: (type, args) =>
        args.length === 1
          ? new type.JS(args[0])
          : raise(typeError(`${name.toLowerCase()}() missing required argument 'origin' (pos 1)`)),
      __repr__: (self: PyParamSpecArgs) => {
        const owner = self.origin;
        const text =
          owner instanceof PyParamSpec ? utf16Of(exactStr(owner.name) as string | PyStr) : shown(owner);
        return `${text}.${suffix}`;
      },
      __eq__: (self: PyParamSpecArgs, other) =>
        other instanceof part ? richCompare(self.origin, other.origin, "__eq__") : NotImplemented,
    },
    methods: {
      __origin__: member(null, "origin"),
      __mro_entries__: method("($self, bases, /)", null, () => {
        throw typeError(`Cannot subclass an instance of ${name}`);
      }),
    },
  });
}

export const paramSpecArgsType = defineParamSpecPart("ParamSpecArgs", "args", PyParamSpecArgs);
export const paramSpecKwargsType = defineParamSpecPart("ParamSpecKwargs", "kwargs", PyParamSpecKwargs);

// ---- TypeVarTuple

const bindTypeVarTuple = argumentBinder("typevartuple", "(name, *, default=<unrepresentable>)");

function unpacked(self: PyObject): Result {
  const typing = hooks.importModule("typing");
  const unpack = typing === undefined ? undefined : getAttribute(typing, attributeName("Unpack"));
  return unpack === undefined ? undefined : getItem(unpack, self);
}

export const typeVarTupleType = defineType("TypeVarTuple", {
  instance: PyTypeVarTuple,
  module: "typing",
  final: true,
  hasDict: true,
  hasWeakref: true,
  doc: "A type variable that stands for any number of types.",
  slots: {
    __new__: (_type, args, kwnames) => {
      const bound = bindTypeVarTuple(args, kwnames);
      if (bound === undefined) return undefined;
      const [name, fallback] = bound as [PyObject, PyObject | undefined];
      return withModule(
        new PyTypeVarTuple(nameArgument("typevartuple", name), known(fallback), INFERRED),
        callerModule(),
      );
    },
    __repr__: (self: PyTypeVarTuple) => utf16Of(exactStr(self.name) as string | PyStr),
    __iter__: (self) => {
      const item = unpacked(self);
      if (item === undefined) return undefined;
      const items = makeTuple([item]);
      return items.cls.slots.__iter__!(items);
    },
  },
  methods: {
    ...commonMembers,
    __typing_subst__: method("($self, arg, /)", null, () => {
      throw typeError("Substitution of bare TypeVarTuple is not supported");
    }),
    __typing_prepare_subst__: method("($self, alias, args, /)", null, (self, alias, args) =>
      callTyping("_typevartuple_prepare_subst", [self, alias, args]),
    ),
  },
});

// ---- type aliases

class PyTypeAlias implements HeapObject {
  declare readonly cls: PyType;
  readonly name: PyObject;
  /** null: the alias is not generic. */
  readonly typeParams: PyTuple | null;
  readonly value: LazyValue;
  readonly module: PyObject;
  constructor(name: PyObject, typeParams: PyTuple | null, value: LazyValue, module: PyObject) {
    this.name = name;
    this.typeParams = typeParams;
    this.value = value;
    this.module = module;
  }
}

/** The `type` statement: (name, type parameters or None, function that computes the value). */
export function makeTypeAlias(parts: PyTuple): PyObject {
  const [name, parameters, evaluate] = parts.items as [PyObject, PyObject, PyObject];
  const typeParams = parameters instanceof PyTuple && parameters.items.length > 0 ? parameters : null;
  return new PyTypeAlias(name, typeParams, lazy(evaluate), callerModule());
}

const bindTypeAlias = argumentBinder("typealias", "(name, value, *, type_params=<unrepresentable>)");

function newTypeAlias(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindTypeAlias(args, kwnames);
  if (bound === undefined) return undefined;
  const [name, value, parameters] = bound as [PyObject, PyObject, PyObject | undefined];
  nameArgument("typealias", name);
  if (parameters !== undefined && !(parameters instanceof PyTuple))
    throw typeError("type_params must be a tuple");
  checkDefaults(parameters ?? null);
  const typeParams = parameters !== undefined && parameters.items.length > 0 ? parameters : null;
  return new PyTypeAlias(name, typeParams, known(value), callerModule());
}

/** Parameters without a default may not follow those with one. */
function checkDefaults(parameters: PyTuple | null): void {
  let seen = false;
  for (const parameter of parameters?.items ?? []) {
    if (!(parameter instanceof TypeParameter))
      throw typeError(`Expected a type param, got ${shown(parameter)}`);
    const hasDefault = parameter.default.evaluate !== undefined || parameter.default.value !== undefined;
    if (seen && !hasDefault) {
      throw typeError(`non-default type parameter '${shown(parameter)}' follows default type parameter`);
    }
    seen ||= hasDefault;
  }
}

function parametersOf(self: PyTypeAlias): PyObject {
  if (self.typeParams === null) return EMPTY_TUPLE;
  return makeTuple(
    self.typeParams.items.flatMap((parameter) =>
      parameter instanceof PyTypeVarTuple ? [must(unpacked(parameter))] : [parameter],
    ),
  );
}

export const typeAliasType = defineType("TypeAliasType", {
  instance: PyTypeAlias,
  module: "typing",
  final: true,
  hasWeakref: true,
  doc: "A type alias made by the type statement.",
  slots: {
    __new__: newTypeAlias,
    __repr__: (self: PyTypeAlias) => utf16Of(exactStr(self.name) as string | PyStr),
    __getitem__: (self: PyTypeAlias, item) =>
      self.typeParams === null
        ? raise(typeError("Only generic type aliases are subscriptable"))
        : makeGenericAlias(self, item),
    ...unionSlots,
    __iter__: (self) => {
      const item = unpacked(self);
      if (item === undefined) return undefined;
      const items = makeTuple([item]);
      return items.cls.slots.__iter__!(items);
    },
  },
  methods: {
    __name__: member(null, "name"),
    __value__: getset(null, (self: PyTypeAlias) => force(self.value, None)),
    evaluate_value: getset(null, (self: PyTypeAlias) => evaluator(self.value, NoDefault)),
    __type_params__: getset(null, (self: PyTypeAlias) => self.typeParams ?? EMPTY_TUPLE),
    __parameters__: getset(null, parametersOf),
    __module__: getset(null, (self: PyTypeAlias) => self.module),
    __reduce__: method("($self, /)", null, (self: PyTypeAlias) => self.name),
  },
});

// ---- Generic

export const genericType = defineType("Generic", {
  module: "typing",
  doc: "Base class of generic types.",
  methods: {
    __class_getitem__: rawClassMethod("_generic_class_getitem"),
    __init_subclass__: rawClassMethod("_generic_init_subclass"),
  },
});

function rawClassMethod(name: string): Entry {
  const entry = classMethod(
    "($type, /, *args, **kwargs)",
    null,
    (type: PyType, args: PyObject[], kwnames: KeywordNames) => {
      const typing = hooks.importModule("typing");
      const callable = typing === undefined ? undefined : getAttribute(typing, attributeName(name));
      return callable === undefined ? undefined : call(callable, [type, ...args], kwnames);
    },
  );
  return { ...entry, raw: true } as Entry;
}

/** What a class statement with type parameters adds to its bases: `Generic[T, *Ts]`. */
export function subscriptGeneric(parameters: PyTuple): Result {
  const items = parameters.items.map((item) =>
    item instanceof PyTypeVarTuple ? must(unpacked(item)) : item,
  );
  return callTyping("_GenericAlias", [genericType, makeTuple(items)]);
}
