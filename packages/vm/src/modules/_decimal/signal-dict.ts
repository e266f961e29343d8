/**
 * The mappings `Context.flags` and `Context.traps`: signal to bool, a view of the context's own bits (CPython
 * Modules/_decimal/_decimal.c, `signaldict_…`). The class SignalDict is this mixin with `collections.abc`'s
 * MutableMapping.
 */
import { defineType, method } from "../../kernel/define.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { keyError, must, typeError, valueError } from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import { PyInstance, type PyType } from "../../kernel/type.ts";
import { iter } from "../../protocols/iterate.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { PyList } from "../../objects/list.ts";
import { makeTuple } from "../../objects/tuple.ts";
import type { PyDecimalContext } from "./context-object.ts";
import { exceptions, flagsOfSignal } from "./signals.ts";
import { decimalState } from "./state.ts";

type Which = "flags" | "traps";

class PySignalDict extends PyInstance {
  /** null of one that belongs to no context. */
  context: PyDecimalContext | null = null;
  which: Which = "flags";

  get bits(): number {
    if (this.context === null) throw valueError("invalid signal dict");
    return this.context[this.which];
  }
}

/** The view of a context's flags or traps. */
export function signalDictOf(context: PyDecimalContext, which: Which): PyObject {
  const known = which === "flags" ? context.flagsDict : context.trapsDict;
  if (known !== undefined) return known;
  const dict = must(call(decimalState().signalDict, [])) as PySignalDict;
  dict.context = context;
  dict.which = which;
  if (which === "flags") context.flagsDict = dict;
  else context.trapsDict = dict;
  return dict;
}

/** The bits that a signal dict, a dict or a list of signals sets. Throws. */
export function signalBits(value: PyObject): number {
  if (value instanceof PySignalDict) return value.bits;
  if (!(value instanceof PyDict)) throw typeError("argument must be a signal dict");
  const bits = bitsOfDict(value);
  if (bits === null) throw keyError("invalid signal dict");
  return bits;
}

/** The same, where a list is welcome too. */
export function signalBitsOrList(value: PyObject): number {
  if (!(value instanceof PyList)) return signalBits(value);
  return value.items.reduce<number>((bits, signal) => bits | flagsOfSignal(signal), 0);
}

/** The bits of a dict with all signals for keys, null for any other. Throws. */
function bitsOfDict(dict: PyDict): number | null {
  const { signals } = exceptions();
  if (dict.size !== signals.length) return null;
  let bits = 0;
  for (const { type, flags } of signals) {
    const value = must(dict.lookup(type));
    if (value === null) return null;
    if (must(isTrue(value))) bits |= flags;
  }
  return bits;
}

function setItem(self: PySignalDict, key: PyObject, value: PyObject): Result {
  const { bits, context } = self;
  const flags = flagsOfSignal(key);
  context![self.which] = must(isTrue(value)) ? bits | flags : bits & ~flags;
  return None;
}

function copy(self: PySignalDict): Result {
  const { bits } = self;
  const dict = new PyDict();
  for (const { type, flags } of exceptions().signals) must(dict.set(type, (bits & flags) !== 0));
  return dict;
}

function equal(self: PySignalDict, other: PyObject): boolean | null {
  const { bits } = self;
  if (other instanceof PySignalDict) return bits === other.bits;
  if (!(other instanceof PyDict)) return null;
  const given = bitsOfDict(other);
  return given === null ? null : bits === given;
}

function reprSignals({ bits }: PySignalDict): string {
  const entries = exceptions().signals.map(
    ({ name, flags }) => `<class 'decimal.${name}'>:${(bits & flags) !== 0 ? "True" : "False"}`,
  );
  return `{${entries.join(", ")}}`;
}

export const signalDictMixinType: PyType = defineType("SignalDictMixin", {
  instance: PySignalDict,
  module: "decimal",
  slots: {
    __new__: (type) => new type.JS(),
    __repr__: reprSignals,
    __len__: (self: PySignalDict) => {
      void self.bits;
      return exceptions().signals.length;
    },
    __iter__: (self: PySignalDict) => {
      void self.bits;
      return iter(makeTuple(exceptions().signals.map(({ type }) => type)));
    },
    __getitem__: (self: PySignalDict, key) => (self.bits & flagsOfSignal(key)) !== 0,
    __setitem__: setItem,
    __delitem__: () => {
      throw valueError("signal keys cannot be deleted");
    },
    __eq__: (self: PySignalDict, other) => equal(self, other) ?? NotImplemented,
    __ne__: (self: PySignalDict, other) => {
      const same = equal(self, other);
      return same === null ? NotImplemented : !same;
    },
  },
  methods: { copy: method("($self, /)", null, copy) },
});
