/**
 * partial: a callable with some arguments given beforehand; Placeholder keeps positions open (library reference,
 * "functools.partial").
 */
import { defineType, member, method } from "../../kernel/define.ts";
import {
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
  propertiesOf,
} from "../../kernel/object.ts";
import { raise, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { PyInstance, type PyType, createTypeShell, isInstance, strType, typeOf } from "../../kernel/type.ts";
import { makeMethod } from "../../objects/bound-method.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { PyDict, makeDict } from "../../objects/dict/dict.ts";
import { dictOf, setDictOf, dictAttribute } from "../../objects/instance-dict.ts";
import { textOf } from "../../objects/item-array.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { call } from "../../protocols/call.ts";
import { guardRecursion, repr } from "../../protocols/repr.ts";

// ---- Placeholder

class PyPlaceholder implements HeapObject {
  declare readonly cls: PyType;
}

/** The one Placeholder. */
export const Placeholder = new PyPlaceholder();

export const placeholderType: PyType = defineType("_PlaceholderType", {
  shell: createTypeShell("_PlaceholderType", { instance: PyPlaceholder }),
  module: "functools",
  doc: "The type of Placeholder, which keeps a position of partial() open.",
  final: true,
  slots: {
    __new__: (_type, args) =>
      args.length > 0 ? raise(typeError("_PlaceholderType takes no arguments")) : Placeholder,
    __repr__: () => "Placeholder",
  },
  methods: {
    __reduce__: method("($self, /)", null, () => "Placeholder"),
  },
});

// ---- partial

export class PyPartial extends PyInstance {
  func: PyObject;
  args: PyTuple;
  keywords: PyDict;
  /** How many of `args` are Placeholder. */
  open: number;
  constructor(func: PyObject, args: PyObject[], keywords: PyDict) {
    super();
    this.func = func;
    this.args = makeTuple(args);
    this.keywords = keywords;
    this.open = countOpen(args);
  }
}

export const partialType: PyType = createTypeShell("partial", { instance: PyPartial });

const countOpen = (args: readonly PyObject[]): number => args.filter((arg) => arg === Placeholder).length;

/** A partial without attributes of its own is taken apart when it is wrapped again. */
function isTransparent(func: PyObject): func is PyPartial {
  return (
    func instanceof PyPartial &&
    !Object.keys(propertiesOf(func)).some((key) => key.startsWith("$") || key === "dict")
  );
}

function newPartial(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const given = args.length - (kwnames?.length ?? 0);
  if (given === 0) return raise(typeError("type 'partial' takes at least one argument"));
  const func = args[0]!;
  if (typeOf(func).slots.__call__ === undefined)
    return raise(typeError("the first argument must be callable"));
  const added = args.slice(1, given);
  if (added.at(-1) === Placeholder) return raise(typeError("trailing Placeholders are not allowed"));
  const inner = isTransparent(func) ? func : null;
  const keywords = inner === null ? makeDict() : inner.keywords.copy();
  for (const [i, keyword] of (kwnames ?? []).entries()) {
    const value = args[given + i]!;
    if (value === Placeholder) return raise(typeError("Placeholder cannot be passed as a keyword argument"));
    keywords.setText(keyword, value);
  }
  if (inner === null) return new type.JS(func, added, keywords);
  return new type.JS(inner.func, fillOpen(inner.args.items, inner.open, added), keywords);
}

/** Arguments put into open positions first, the rest behind. */
function fillOpen(args: readonly PyObject[], open: number, added: readonly PyObject[]): PyObject[] {
  if (open === 0) return [...args, ...added];
  let next = 0;
  const filled = args.map((arg) => (arg === Placeholder && next < added.length ? added[next++]! : arg));
  while (filled.at(-1) === Placeholder) filled.pop();
  return [...filled, ...added.slice(next)];
}

function callPartial(self: PyPartial, args: PyObject[], kwnames: KeywordNames): Result {
  const given = args.length - (kwnames?.length ?? 0);
  if (given < self.open) {
    return raise(
      typeError(
        `missing positional arguments in 'partial' call; expected at least ${self.open}, got ${given}`,
      ),
    );
  }
  const positional = fillOpen(
    self.args.items,
    self.open,
    kwnames === undefined ? args : args.slice(0, given),
  );
  if (self.keywords.size === 0 && kwnames === undefined) return call(self.func, positional);
  const keywords = self.keywords.copy();
  for (const [i, keyword] of (kwnames ?? []).entries()) keywords.setText(keyword, args[given + i]!);
  const names: string[] = [];
  for (const [key, value] of keywords.entriesArray()) {
    if (!isInstance(key, strType)) return raise(typeError("keywords must be strings"));
    names.push(textOf(key));
    positional.push(value);
  }
  return call(self.func, positional, names.length === 0 ? undefined : names);
}

function reprPartial(self: PyPartial): Result {
  return guardRecursion(self, "...", () => {
    const parts: string[] = [];
    const func = repr(self.func);
    if (func === undefined) return undefined;
    parts.push(textOf(func));
    for (const arg of self.args.items) {
      const text = repr(arg);
      if (text === undefined) return undefined;
      parts.push(textOf(text));
    }
    for (const [key, value] of self.keywords.entriesArray()) {
      const text = repr(value);
      if (text === undefined) return undefined;
      parts.push(`${textOf(isInstance(key, strType) ? key : (repr(key) ?? ""))}=${textOf(text)}`);
    }
    const type = typeOf(self);
    const module = type.attrs.get("__module__") ?? type.module;
    return strFromUtf16(`${textOf(module)}.${textOf(type.qualname)}(${parts.join(", ")})`);
  });
}

function reduce(self: PyPartial): Result {
  const dict = dictOf(self)!;
  const state = makeTuple([self.func, self.args, self.keywords, dict.size === 0 ? None : dict]);
  return makeTuple([typeOf(self), makeTuple([self.func]), state]);
}

function setState(self: PyPartial, state: PyObject): Result {
  const parts = state instanceof PyTuple ? state.items : [];
  const [func, args, keywords, dict] = parts as [PyObject, PyObject, PyObject, PyObject];
  const valid =
    parts.length === 4 &&
    typeOf(func).slots.__call__ !== undefined &&
    args instanceof PyTuple &&
    (keywords === None || keywords instanceof PyDict);
  if (!valid) return raise(typeError("invalid partial state"));
  if (args.items.at(-1) === Placeholder) return raise(typeError("trailing Placeholders are not allowed"));
  self.func = func;
  self.args = makeTuple(args.items.slice());
  self.open = countOpen(args.items);
  self.keywords = keywords === None ? makeDict() : (keywords as PyDict).copy();
  if (dict !== None && setDictOf(self, dict) === undefined) return undefined;
  return None;
}

defineType("partial", {
  shell: partialType,
  module: "functools",
  signature: "(func, /, *args, **keywords)",
  doc: "A callable that calls func with the given arguments and those of the call.",
  hasDict: true,
  hasWeakref: true,
  slots: {
    __new__: newPartial,
    __call__: callPartial,
    __repr__: reprPartial,
    __get__: (self: PyPartial, instance) =>
      instance === undefined || instance === None ? self : makeMethod(self, instance),
  },
  methods: {
    __dict__: dictAttribute,
    func: member("function object to use in future partial calls", "func"),
    args: member("tuple of arguments to future partial calls", "args"),
    keywords: member("dictionary of keyword arguments to future partial calls", "keywords"),
    __reduce__: method("($self, /)", null, reduce),
    __setstate__: method("($self, object, /)", null, setState),
    __class_getitem__: classGetItem(),
  },
});
