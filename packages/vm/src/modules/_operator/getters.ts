/**
 * attrgetter, itemgetter and methodcaller: callables that do one access (library reference, "operator").
 */
import { type AttributeName, attributeName } from "../../kernel/attribute-name.ts";
import { type Entry, defineType, method } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { raise, typeError } from "../../kernel/raise.ts";
import type { CallSlot, UnarySlot } from "../../kernel/slots.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import {
  type InstanceConstructor,
  PyInstance,
  type PyType,
  createTypeShell,
  isInstance,
  strType,
  typeOf,
} from "../../kernel/type.ts";
import { textOf } from "../../objects/item-array.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { call, callMethod } from "../../protocols/call.ts";
import { guardRecursion, repr } from "../../protocols/repr.ts";
import { getItem } from "../../protocols/sequence.ts";
import { withoutKeywords } from "../../kernel/argument-binder.ts";
import { partialType } from "../_functools/partial.ts";

/** Reprs, joined: `operator.itemgetter(1, 2)`. */
function reprCall(self: PyObject, args: readonly PyObject[], kwnames: readonly string[]): Result {
  const type = typeOf(self);
  const module = type.attrs.get("__module__") ?? type.module;
  const name = `${textOf(module)}.${textOf(type.qualname)}`;
  return guardRecursion(self, strFromUtf16(`${name}(...)`), () => {
    const parts: string[] = [];
    const positional = args.length - kwnames.length;
    for (const [i, arg] of args.entries()) {
      const text = repr(arg);
      if (text === undefined) return undefined;
      parts.push(i < positional ? textOf(text) : `${kwnames[i - positional]}=${textOf(text)}`);
    }
    return strFromUtf16(`${name}(${parts.join(", ")})`);
  });
}

/** The one argument that all three take. */
function onlyArgument(name: string, args: readonly PyObject[], kwnames: KeywordNames): PyObject | undefined {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError(`${name}() takes no keyword arguments`));
  return args.length === 1 ? args[0] : raise(typeError(`${name} expected 1 argument, got ${args.length}`));
}

/** One access alone, several as a tuple. */
function each<T>(accesses: readonly T[], access: (item: T) => Result): Result {
  if (accesses.length === 1) return access(accesses[0]!);
  const results: PyObject[] = [];
  for (const item of accesses) {
    const result = access(item);
    if (result === undefined) return undefined;
    results.push(result);
  }
  return makeTuple(results);
}

type GetterDefinition = {
  readonly instance: new (...args: never[]) => PyInstance;
  readonly signature: string;
  readonly doc: string;
  readonly make: (type: PyType, args: PyObject[], kwnames: KeywordNames) => Result;
  readonly call: CallSlot;
  readonly repr: (self: never) => Result;
  readonly reduce: (self: never) => Result;
};

function defineGetter(name: string, definition: GetterDefinition): PyType {
  const reduce: Entry = method(
    "($self, /)",
    "Return state information for pickling",
    definition.reduce as UnarySlot,
  );
  return defineType(name, {
    shell: createTypeShell(name, { instance: definition.instance as unknown as InstanceConstructor }),
    module: "operator",
    signature: definition.signature,
    doc: definition.doc,
    slots: { __new__: definition.make, __call__: definition.call, __repr__: definition.repr as UnarySlot },
    methods: { __reduce__: reduce },
  });
}

class PyAttrGetter extends PyInstance {
  readonly names: PyObject[];
  /** Each name, split at its dots. */
  readonly paths: readonly (readonly AttributeName[])[];
  constructor(names: PyObject[]) {
    super();
    this.names = names;
    this.paths = names.map((name) => textOf(name).split(".").map(attributeName));
  }
}

function followPath(object: PyObject, path: readonly AttributeName[]): Result {
  let value: Result = object;
  for (const name of path) {
    value = getAttribute(value, name);
    if (value === undefined) return undefined;
  }
  return value;
}

export const attrGetterType: PyType = defineGetter("attrgetter", {
  instance: PyAttrGetter,
  signature: "(attr, /, *attrs)",
  doc: "A callable that gets an attribute of its argument, or several of them as a tuple. Names may have dots.",
  make: (type, args, kwnames) => {
    const names = withoutKeywords(type, attrGetterType, args, kwnames);
    if (names === undefined) return undefined;
    if (names.length === 0) return raise(typeError("attrgetter expected 1 argument, got 0"));
    if (!names.every((name) => isInstance(name, strType)))
      return raise(typeError("attribute name must be a string"));
    return new type.JS(names.slice());
  },
  call: (self: PyAttrGetter, args, kwnames) => {
    const object = onlyArgument("attrgetter", args, kwnames);
    return object === undefined ? undefined : each(self.paths, (path) => followPath(object, path));
  },
  repr: (self: PyAttrGetter) => reprCall(self, self.names, []),
  reduce: (self: PyAttrGetter) => makeTuple([typeOf(self), makeTuple(self.names.slice())]),
});

class PyItemGetter extends PyInstance {
  readonly items: PyObject[];
  constructor(items: PyObject[]) {
    super();
    this.items = items;
  }
}

export const itemGetterType: PyType = defineGetter("itemgetter", {
  instance: PyItemGetter,
  signature: "(item, /, *items)",
  doc: "A callable that gets an item of its argument, or several of them as a tuple.",
  make: (type, args, kwnames) => {
    const items = withoutKeywords(type, itemGetterType, args, kwnames);
    if (items === undefined) return undefined;
    if (items.length === 0) return raise(typeError("itemgetter expected 1 argument, got 0"));
    return new type.JS(items.slice());
  },
  call: (self: PyItemGetter, args, kwnames) => {
    const object = onlyArgument("itemgetter", args, kwnames);
    return object === undefined ? undefined : each(self.items, (item) => getItem(object, item));
  },
  repr: (self: PyItemGetter) => reprCall(self, self.items, []),
  reduce: (self: PyItemGetter) => makeTuple([typeOf(self), makeTuple(self.items.slice())]),
});

class PyMethodCaller extends PyInstance {
  readonly name: PyObject;
  readonly args: readonly PyObject[];
  readonly kwnames: readonly string[];
  constructor(name: PyObject, args: readonly PyObject[], kwnames: readonly string[]) {
    super();
    this.name = name;
    this.args = args;
    this.kwnames = kwnames;
  }
}

/** `(methodcaller, (name, *args))`; keyword arguments go into a partial of methodcaller. */
function reduceMethodCaller(self: PyMethodCaller): Result {
  const positional = self.args.slice(0, self.args.length - self.kwnames.length);
  if (self.kwnames.length === 0) return makeTuple([typeOf(self), makeTuple([self.name, ...positional])]);
  const keywords = self.args.slice(positional.length);
  const maker = call(partialType, [typeOf(self), self.name, ...keywords], self.kwnames);
  return maker === undefined ? undefined : makeTuple([maker, makeTuple(positional)]);
}

export const methodCallerType: PyType = defineGetter("methodcaller", {
  instance: PyMethodCaller,
  signature: "(name, /, *args, **kwargs)",
  doc: "A callable that calls a method of its argument with the arguments given here.",
  make: (type, args, kwnames) => {
    if (args.length - (kwnames?.length ?? 0) === 0) {
      return raise(typeError("methodcaller needs at least one argument, the method name"));
    }
    if (!isInstance(args[0]!, strType)) return raise(typeError("method name must be a string"));
    return new type.JS(args[0]!, args.slice(1), kwnames ?? []);
  },
  call: (self: PyMethodCaller, args, kwnames) => {
    const object = onlyArgument("methodcaller", args, kwnames);
    if (object === undefined) return undefined;
    const names = self.kwnames.length === 0 ? undefined : self.kwnames;
    return callMethod(object, attributeName(textOf(self.name)), self.args.slice(), names);
  },
  repr: (self: PyMethodCaller) => reprCall(self, [self.name, ...self.args], self.kwnames),
  reduce: reduceMethodCaller,
});
