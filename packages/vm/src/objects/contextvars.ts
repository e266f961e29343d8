/**
 * Context variables (PEP 567): ContextVar, Token, Context.
 *
 * A context is an immutable Map that is replaced at each change, so that copying one costs nothing.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { setClassAttribute } from "../kernel/class-attributes.ts";
import { classMethod, defineType, entering, getset, member, method, rawMethod } from "../kernel/define.ts";
import { addressOf } from "../kernel/identity.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { keyError, must, raise, runtimeError, typeError, valueError } from "../kernel/raise.ts";
import { makeException, exceptionTypes } from "../kernel/exceptions.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import type { ThreadState } from "../kernel/thread-state.ts";
import type { PyStr } from "../kernel/text.ts";
import { utf16Of } from "../kernel/text.ts";
import { type PyType, isInstance, strType } from "../kernel/type.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import { equals } from "../protocols/compare.ts";
import type { Enter } from "../kernel/native.ts";
import { PyMethod } from "./bound-method.ts";
import { FrameExit, evaluator, isGeneratorCode } from "./frame.ts";
import { PyFunction } from "./function.ts";
import { makeGenericAlias } from "./generic-alias.ts";
import { makeList } from "./list.ts";
import { makeTuple } from "./tuple.ts";
import "./object.ts";

export class PyContext implements HeapObject {
  declare readonly cls: PyType;
  values: ReadonlyMap<PyContextVar, PyObject>;
  /** The context that was current when this one was entered; undefined while it is not entered. */
  previous: PyContext | undefined = undefined;
  constructor(values: ReadonlyMap<PyContextVar, PyObject> = new Map()) {
    this.values = values;
  }
}

export class PyContextVar implements HeapObject {
  declare readonly cls: PyType;
  readonly name: PyObject;
  readonly default: PyObject | undefined;
  constructor(name: PyObject, fallback: PyObject | undefined) {
    this.name = name;
    this.default = fallback;
  }
}

class PyToken implements HeapObject {
  declare readonly cls: PyType;
  readonly context: PyContext;
  readonly variable: PyContextVar;
  /** undefined: the variable had no value. */
  readonly old: PyObject | undefined;
  used = false;
  constructor(context: PyContext, variable: PyContextVar, old: PyObject | undefined) {
    this.context = context;
    this.variable = variable;
    this.old = old;
  }
}

class PyMissing implements HeapObject {
  declare readonly cls: PyType;
}
const MISSING = new PyMissing();

/** The current contexts, by thread. */
const currents = new WeakMap<ThreadState, PyContext>();

/** The current context of the running thread. */
export function currentContext(): PyContext {
  let context = currents.get(rt.thread);
  if (context === undefined) currents.set(rt.thread, (context = new PyContext()));
  return context;
}

/** A copy of the current context. */
export function copyContext(): PyContext {
  return new PyContext(currentContext().values);
}

function shown(value: PyObject): string {
  return utf16Of(exactStr(must(repr(value))) as string | PyStr);
}

function setVariable(self: PyContextVar, value: PyObject): PyObject {
  const context = currentContext();
  const old = context.values.get(self);
  context.values = new Map(context.values).set(self, value);
  return new PyToken(context, self, old);
}

function resetVariable(self: PyContextVar, token: PyObject): Result {
  if (!(token instanceof PyToken)) throw typeError(`expected an instance of Token, got ${shown(token)}`);
  if (token.used) throw runtimeError(`${shown(token)} has already been used once`);
  if (token.variable !== self) throw valueError(`${shown(token)} was created by a different ContextVar`);
  const context = currentContext();
  if (token.context !== context) throw valueError(`${shown(token)} was created in a different Context`);
  token.used = true;
  const values = new Map(context.values);
  if (token.old === undefined) values.delete(self);
  else values.set(self, token.old);
  context.values = values;
  return None;
}

const bindContextVar = argumentBinder("ContextVar", "(name, /, *, default=<unrepresentable>)");

export const contextVarType = defineType("ContextVar", {
  instance: PyContextVar,
  module: "_contextvars",
  final: true,
  hasWeakref: true,
  doc: "A variable whose value belongs to the context.",
  slots: {
    __new__: (type, args, kwnames) => {
      const bound = bindContextVar(args, kwnames);
      if (bound === undefined) return undefined;
      const [name, fallback] = bound as [PyObject, PyObject | undefined];
      if (!isInstance(name, strType)) return raise(typeError("context variable name must be a str"));
      return new type.JS(name, fallback);
    },
    __repr__: (self: PyContextVar) => {
      const fallback = self.default === undefined ? "" : ` default=${shown(self.default)}`;
      return `<ContextVar name=${shown(self.name)}${fallback} at ${addressOf(self)}>`;
    },
  },
  methods: {
    name: member(null, "name"),
    get: rawMethod(
      "($self, default=<unrepresentable>, /)",
      "The value in the current context.",
      (self: PyContextVar, args) => {
        if (args.length > 1) throw typeError(`get expected at most 1 argument, got ${args.length}`);
        const value = currentContext().values.get(self) ?? args[0] ?? self.default;
        if (value === undefined) throw makeException(exceptionTypes.LookupError, [self]);
        return value;
      },
    ),
    set: method(
      "($self, value, /)",
      "Set the value in the current context; answers a token for reset().",
      setVariable,
    ),
    reset: method("($self, token, /)", "Set the value back to what it was before set().", resetVariable),
    __class_getitem__: classMethod("($type, object, /)", "Generic alias, for annotations.", makeGenericAlias),
  },
});

export const tokenType = defineType("Token", {
  instance: PyToken,
  module: "_contextvars",
  final: true,
  slots: {
    __new__: () => raise(runtimeError("Tokens can only be created by ContextVars")),
    __repr__: (self: PyToken) =>
      `<Token${self.used ? " used" : ""} var=${shown(self.variable)} at ${addressOf(self)}>`,
  },
  methods: {
    var: member(null, "variable"),
    old_value: getset(null, (self: PyToken) => self.old ?? MISSING),
    __enter__: method("($self, /)", null, (self) => self),
    __exit__: method("($self, type, value, traceback, /)", null, (self: PyToken) =>
      resetVariable(self.variable, self),
    ),
    __class_getitem__: classMethod("($type, object, /)", "Generic alias, for annotations.", makeGenericAlias),
  },
});
defineType("Token.MISSING", {
  instance: PyMissing,
  module: "_contextvars",
  final: true,
  slots: { __repr__: () => "<Token.MISSING>" },
});
setClassAttribute(tokenType, attributeName("MISSING"), MISSING);

class ContextExit extends FrameExit {
  readonly context: PyContext;
  constructor(context: PyContext) {
    super();
    this.context = context;
  }
  override leave(value: PyObject | undefined): PyObject | undefined {
    leaveContext(this.context);
    return value;
  }
}

function enterContext(context: PyContext): void {
  const previous = currentContext();
  context.previous = previous;
  currents.set(rt.thread, context);
}

function leaveContext(context: PyContext): void {
  currents.set(rt.thread, context.previous!);
  context.previous = undefined;
}

/** `run` as the loop calls it: the function's own frame, with the context entered. */
const enterRun: Enter = ([self, callable, ...args], kwnames) => {
  const context = self as PyContext;
  if (!(callable instanceof PyFunction || callable instanceof PyMethod)) return null;
  if (context.previous !== undefined) return null;
  const frame = evaluator.frameForCall(callable, args, kwnames);
  if (frame === undefined || frame === null || isGeneratorCode(frame.code)) return frame;
  enterContext(context);
  frame.constructed = new ContextExit(context);
  frame.plain = false;
  return frame;
};

function runInContext(self: PyContext, args: PyObject[], kwnames: KeywordNames): Result {
  const callable = args[0];
  if (callable === undefined) throw typeError("run() missing 1 required positional argument");
  if (self.previous !== undefined)
    throw runtimeError(`cannot enter context: ${shown(self)} is already entered`);
  enterContext(self);
  try {
    return call(callable, args.slice(1), kwnames);
  } finally {
    leaveContext(self);
  }
}

function requireVariable(key: PyObject): PyContextVar {
  if (key instanceof PyContextVar) return key;
  throw typeError(`a ContextVar key was expected, got ${shown(key)}`);
}

export const contextType = defineType("Context", {
  instance: PyContext,
  module: "_contextvars",
  final: true,
  hasWeakref: true,
  doc: "A mapping of context variables to their values.",
  slots: {
    __new__: (type, args, kwnames) =>
      args.length > 0 || kwnames !== undefined
        ? raise(typeError("Context() does not accept any arguments"))
        : new type.JS(),
    __len__: (self: PyContext) => self.values.size,
    __getitem__: (self: PyContext, key) => self.values.get(requireVariable(key)) ?? raise(keyError(key)),
    __contains__: (self: PyContext, key) => self.values.has(requireVariable(key)),
    __iter__: (self: PyContext) => {
      const items = makeTuple([...self.values.keys()]);
      return items.cls.slots.__iter__!(items);
    },
    __eq__: (self: PyContext, other) => {
      if (!(other instanceof PyContext)) return NotImplemented;
      if (self.values.size !== other.values.size) return false;
      for (const [variable, value] of self.values) {
        const theirs = other.values.get(variable);
        if (theirs === undefined) return false;
        const same = equals(value, theirs);
        if (same !== true) return same;
      }
      return true;
    },
  },
  methods: {
    run: entering(
      rawMethod("($self, callable, /, *args, **kwargs)", "Call a function in this context.", runInContext),
      enterRun,
    ),
    copy: method("($self, /)", "A shallow copy.", (self: PyContext) => new PyContext(self.values)),
    get: method(
      "($self, key, default=None, /)",
      "The value of a variable, or a default.",
      (self: PyContext, key, fallback) => self.values.get(requireVariable(key)) ?? fallback,
    ),
    keys: method("($self, /)", "The variables.", (self: PyContext) => makeList([...self.values.keys()])),
    values: method("($self, /)", "The values.", (self: PyContext) => makeList([...self.values.values()])),
    items: method("($self, /)", "Pairs of variables and values.", (self: PyContext) =>
      makeList([...self.values].map((pair) => makeTuple(pair))),
    ),
  },
});
