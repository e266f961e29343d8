/**
 * function: a code object with its globals, defaults and closure.
 *
 * Calling one enters the interpreter loop through `evaluator` (frame.ts); inside the loop a call of a function
 * makes a frame and goes on, without coming here. Binding of arguments: semantics/bind-arguments.ts.
 */
import { dictAttribute } from "./instance-dict.ts";
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, CO_HAS_DOCSTRING } from "@pyvm/bytecode";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { defineType, getset, member } from "../kernel/define.ts";
import { addressOf } from "../kernel/identity.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { hooks } from "../kernel/hooks.ts";
import { raise, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { type PyType, TypeFlag, isInstance, strType, typeName, typeOf } from "../kernel/type.ts";
import { PyMethod } from "./bound-method.ts";
import { Cell } from "./cell.ts";
import { PyCode, valueOf } from "./code.ts";
import { PyDict, makeDict } from "./dict/dict.ts";
import { evaluator } from "./frame.ts";
import { textOf } from "./item-array.ts";
import { PyModule } from "./module.ts";
import { EMPTY_TUPLE, PyTuple, makeTuple } from "./tuple.ts";

export class PyFunction implements HeapObject {
  declare readonly cls: PyType;
  declare code: PyCode;
  declare globals: PyDict;
  declare builtins: PyDict;
  declare defaults: PyObject[] | null;
  declare kwdefaults: PyDict | null;
  declare closure: Cell[] | null;
  declare name: PyObject;
  declare qualname: PyObject;
  declare module: PyObject;
  declare doc: PyObject;
  /** `__annotations__` once computed: a dict; a tuple of names and values as the compiler left it; null before. */
  declare annotations: PyObject | null;
  /** `__annotate__` (PEP 649): computes the annotations; null when there is none. */
  declare annotate: PyObject | null;
  declare typeParams: PyTuple;

  constructor(code: PyCode, globals: PyDict, builtins: PyDict) {
    this.code = code;
    this.globals = globals;
    this.builtins = builtins;
    this.defaults = null;
    this.kwdefaults = null;
    this.closure = null;
    this.name = code.name;
    this.qualname = code.qualname;
    this.module = globals.getText("__name__") ?? None;
    this.doc = (code.flags & CO_HAS_DOCSTRING) !== 0 ? valueOf(code.source.co_consts[0]!) : None;
    this.annotations = null;
    this.annotate = null;
    this.typeParams = EMPTY_TUPLE;
  }
}

/** The builtins that code with these globals sees: `__builtins__`, a module or a dict, or the interpreter's own. */
export function builtinsFor(globals: PyDict): PyDict {
  const builtins = globals.getText("__builtins__");
  if (builtins instanceof PyModule) return builtins.dict;
  if (builtins instanceof PyDict) return builtins;
  return rt.interpreter.get("builtins") as PyDict;
}

export const functionType: PyType = defineType("function", {
  instance: PyFunction,
  signature: "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
  doc: `Create a function object.

  code
    a code object
  globals
    the globals dictionary
  name
    a string that overrides the name from the code object
  argdefs
    a tuple that specifies the default argument values
  closure
    a tuple that supplies the bindings for free variables
  kwdefaults
    a dictionary that specifies the default keyword argument values`,
  final: true,
  hasDict: true,
  hasWeakref: true,
  flags: TypeFlag.METHOD_DESCRIPTOR,
  slots: {
    __new__: newFunction,
    __call__: (self: PyFunction, args, kwnames) => evaluator.callFunction(self, args, kwnames),
    __get__: (self: PyFunction, instance) =>
      instance === undefined || instance === None ? self : new PyMethod(self, instance),
    __repr__: (self: PyFunction) => strFromUtf16(`<function ${textOf(self.qualname)} at ${addressOf(self)}>`),
  },
  methods: {
    __dict__: dictAttribute,
    __code__: getset(null, (self: PyFunction) => self.code, setCode),
    __defaults__: getset(
      null,
      (self: PyFunction) => (self.defaults === null ? None : makeTuple(self.defaults)),
      setDefaults,
    ),
    __kwdefaults__: getset(null, (self: PyFunction) => self.kwdefaults ?? None, setKeywordDefaults),
    __annotations__: getset(null, getAnnotations, setAnnotations),
    __annotate__: getset(null, (self: PyFunction) => self.annotate ?? None, setAnnotate),
    __type_params__: getset(null, (self: PyFunction) => self.typeParams, setTypeParams),
    __name__: getset(null, (self: PyFunction) => self.name, setText("__name__", "name")),
    __qualname__: getset(null, (self: PyFunction) => self.qualname, setText("__qualname__", "qualname")),
    __module__: getset(null, (self: PyFunction) => self.module, setOrNone("module")),
    __doc__: getset(null, (self: PyFunction) => self.doc, setOrNone("doc")),
    __closure__: getset(null, (self: PyFunction) => (self.closure === null ? None : makeTuple(self.closure))),
    __globals__: member(null, "globals"),
    __builtins__: member(null, "builtins"),
  },
});

type Setter = (self: PyFunction, value: PyObject | undefined) => Result;

function setText(attribute: string, key: "name" | "qualname"): Setter {
  return (self, value) => {
    if (value === undefined || !isInstance(value, strType))
      return raise(typeError(`${attribute} must be set to a string object`));
    self[key] = value;
    return None;
  };
}

function setOrNone(key: "module" | "doc"): Setter {
  return (self, value) => {
    self[key] = value ?? None;
    return None;
  };
}

const GENERATOR_KINDS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

function setCode(self: PyFunction, value: PyObject | undefined): Result {
  if (!(value instanceof PyCode)) return raise(typeError("__code__ must be set to a code object"));
  const closed = self.closure === null ? 0 : self.closure.length;
  if (value.freeCount !== closed) {
    return raise(
      valueError(
        `${textOf(self.name)}() requires a code object with ${closed} free vars, not ${value.freeCount}`,
      ),
    );
  }
  if (((self.code.flags ^ value.flags) & GENERATOR_KINDS) !== 0) {
    const message =
      "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)";
    if (hooks.warn("DeprecationWarning", message, 1) === undefined) return undefined;
  }
  self.code = value;
  return None;
}

function setDefaults(self: PyFunction, value: PyObject | undefined): Result {
  if (value === undefined || value === None) self.defaults = null;
  else if (value instanceof PyTuple) self.defaults = value.items as PyObject[];
  else return raise(typeError("__defaults__ must be set to a tuple object"));
  return None;
}

function setKeywordDefaults(self: PyFunction, value: PyObject | undefined): Result {
  if (value === undefined || value === None) self.kwdefaults = null;
  else if (value instanceof PyDict) self.kwdefaults = value;
  else return raise(typeError("__kwdefaults__ must be set to a dict object"));
  return None;
}

function setTypeParams(self: PyFunction, value: PyObject | undefined): Result {
  if (!(value instanceof PyTuple)) return raise(typeError("__type_params__ must be set to a tuple"));
  self.typeParams = value;
  return None;
}

/** Annotations are computed when first asked for (PEP 649), or kept as strings in a tuple (PEP 563). */
function getAnnotations(self: PyFunction): Result {
  if (self.annotations instanceof PyDict) return self.annotations;
  if (self.annotations instanceof PyTuple) {
    const dict = makeDict();
    const { items } = self.annotations;
    for (let i = 0; i < items.length; i += 2)
      if (dict.set(items[i]!, items[i + 1]!) === undefined) return undefined;
    return (self.annotations = dict);
  }
  if (self.annotate === null) return (self.annotations = makeDict());
  const computed = call(self.annotate, [1]);
  if (computed === undefined) return undefined;
  if (!(computed instanceof PyDict)) {
    return raise(typeError(`__annotate__ returned non-dict of type '${typeName(computed)}'`));
  }
  return (self.annotations = computed);
}

function setAnnotations(self: PyFunction, value: PyObject | undefined): Result {
  if (value !== undefined && value !== None && !(value instanceof PyDict)) {
    return raise(typeError("__annotations__ must be set to a dict object"));
  }
  self.annotations = value === undefined || value === None ? null : value;
  self.annotate = null;
  return None;
}

function setAnnotate(self: PyFunction, value: PyObject | undefined): Result {
  if (value === undefined) return raise(typeError("__annotate__ cannot be deleted"));
  if (value === None) {
    self.annotate = null;
    return None;
  }
  if (typeOf(value).slots.__call__ === undefined)
    return raise(typeError("__annotate__ must be callable or None"));
  self.annotate = value;
  self.annotations = null;
  return None;
}

const bindNew = argumentBinder(
  "function",
  "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
);

function newFunction(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindNew(args, kwnames) as PyObject[] | undefined;
  if (bound === undefined) return undefined;
  const [code, globals, name, defaults, closure, kwdefaults] = bound as [
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
  ];
  if (!(code instanceof PyCode)) throw wrongArgument("code", "code", code);
  if (!(globals instanceof PyDict)) throw wrongArgument("globals", "dict", globals);
  if (name !== None && !isInstance(name, strType)) throw typeError("arg 3 (name) must be None or string");
  if (defaults !== None && !(defaults instanceof PyTuple))
    throw typeError("arg 4 (defaults) must be None or tuple");
  if (!(closure instanceof PyTuple) && (code.freeCount !== 0 || closure !== None)) {
    throw typeError(
      code.freeCount === 0 ? "arg 5 (closure) must be None or tuple" : "arg 5 (closure) must be tuple",
    );
  }
  if (kwdefaults !== None && !(kwdefaults instanceof PyDict))
    throw typeError("arg 6 (kwdefaults) must be None or dict");
  const cells = closure instanceof PyTuple ? closure.items : [];
  if (cells.length !== code.freeCount) {
    throw valueError(
      `${textOf(code.name)} requires closure of length ${code.freeCount}, not ${cells.length}`,
    );
  }
  for (const cell of cells) {
    if (!(cell instanceof Cell)) throw typeError(`arg 5 (closure) expected cell, found ${typeName(cell)}`);
  }
  const result = new PyFunction(code, globals, builtinsFor(globals));
  if (name !== None) result.name = name;
  if (defaults instanceof PyTuple) result.defaults = defaults.items as PyObject[];
  if (closure instanceof PyTuple) result.closure = cells as Cell[];
  if (kwdefaults instanceof PyDict) result.kwdefaults = kwdefaults;
  return result;
}

function wrongArgument(argument: string, type: string, value: PyObject) {
  return typeError(`function() argument '${argument}' must be ${type}, not ${typeName(value)}`);
}
