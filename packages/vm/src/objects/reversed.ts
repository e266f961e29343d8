/**
 * reversed: a sequence from its last item to its first, by index (CPython Objects/enumobject.c). Types with a
 * `__reversed__` of their own answer that instead.
 */
import { argumentBinder, withoutKeywords } from "../kernel/argument-binder.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { defineType, method } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { pendingException, raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { type PyType, TypeFlag, createTypeShell, lookup, typeName, typeOf } from "../kernel/type.ts";
import { callUnbound } from "../protocols/call.ts";
import { toIndex } from "../protocols/number.ts";
import { getItem, length } from "../protocols/sequence.ts";
import { PyDict } from "./dict/dict.ts";
import { attempt } from "./iterators.ts";
import { EMPTY_TUPLE, makeTuple } from "./tuple.ts";

export class PyReversed implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  sequence: PyObject | null;
  index: number;
  constructor(sequence: PyObject, index: number) {
    this.sequence = sequence;
    this.index = index;
  }
}

export const reversedType: PyType = createTypeShell("reversed", { instance: PyReversed });

const reversedName = attributeName("__reversed__");

const bindNew = argumentBinder("reversed", "(sequence, /)");

function newReversed(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const positional = withoutKeywords(type, reversedType, args, kwnames);
  const bound = positional && bindNew(positional, undefined);
  if (bound === undefined) return undefined;
  const sequence = bound[0] as PyObject;
  const special = lookup(typeOf(sequence), reversedName);
  if (special !== undefined && special !== None) return callUnbound(special, sequence, []);
  const isMapping = sequence instanceof PyDict || (typeOf(sequence).flags & TypeFlag.MAPPING) !== 0;
  if (special === None || typeOf(sequence).slots.__getitem__ === undefined || isMapping) {
    return raise(typeError(`'${typeName(sequence)}' object is not reversible`));
  }
  const size = length(sequence);
  return size === undefined ? undefined : new type.JS(sequence, size - 1);
}

function nextItem(self: PyReversed): PyObject | Exhausted | undefined {
  const { sequence } = self;
  if (sequence === null) return EXHAUSTED;
  if (self.index >= 0) {
    const item = attempt(() => getItem(sequence, self.index));
    if (item !== undefined) {
      self.index--;
      return item;
    }
    const pending = pendingException();
    const ends =
      isInstanceOfException(pending, exceptionTypes.IndexError) ||
      isInstanceOfException(pending, exceptionTypes.StopIteration);
    if (!ends) return undefined;
    rt.pending = null;
  }
  self.index = -1;
  self.sequence = null;
  return EXHAUSTED;
}

defineType("reversed", {
  shell: reversedType,
  signature: "(sequence, /)",
  doc: "The items of a sequence, last one first.",
  slots: {
    __new__: newReversed,
    __iter__: (self) => self,
    __next__: nextItem,
  },
  methods: {
    __length_hint__: method("($self, /)", "At least how many items are left.", (self: PyReversed) => {
      if (self.sequence === null) return 0;
      const size = length(self.sequence);
      if (size === undefined) return undefined;
      return size < self.index + 1 ? 0 : self.index + 1;
    }),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyReversed) =>
      self.sequence === null
        ? makeTuple([typeOf(self), makeTuple([EMPTY_TUPLE])])
        : makeTuple([typeOf(self), makeTuple([self.sequence]), self.index]),
    ),
    __setstate__: method(
      "($self, object, /)",
      "Set state information for unpickling.",
      (self: PyReversed, state: PyObject) => {
        const index = toIndex(state);
        if (index === undefined) return undefined;
        if (self.sequence === null) return None;
        const size = length(self.sequence);
        if (size === undefined) return undefined;
        self.index = Math.min(Math.max(index, -1), size - 1);
        return None;
      },
    ),
  },
});
