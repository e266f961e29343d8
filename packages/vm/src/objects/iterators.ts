/**
 * The two iterators that iter() makes itself: over an object that has `__getitem__` only (`iterator`), and over the
 * answers of a callable up to a sentinel (`callable_iterator`) (CPython Objects/iterobject.c).
 */
import { defineType, method } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { EXHAUSTED, type Exhausted, type HeapObject, type PyObject, type Result } from "../kernel/object.ts";
import { caughtException, pendingException, raise } from "../kernel/raise.ts";
import { type PySequenceIterator, sequenceIteratorType } from "../kernel/sequence-iterator.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { exhaustedIfStopIteration } from "../kernel/slot-dispatch.ts";
import { rt } from "../kernel/state.ts";
import { type PyType, createTypeShell, typeOf } from "../kernel/type.ts";
import { call } from "../protocols/call.ts";
import { equals } from "../protocols/compare.ts";
import { toIndex } from "../protocols/number.ts";
import { getItem, length } from "../protocols/sequence.ts";
import { builtinFunction } from "./builtin-lookup.ts";
import { EMPTY_TUPLE, makeTuple } from "./tuple.ts";

/** Run something whose exception is to be looked at: thrown ones become pending, as all others are. */
export function attempt<T>(body: () => T | undefined): T | undefined {
  try {
    return body();
  } catch (caught) {
    return raise(caughtException(caught));
  }
}

function nextOfSequence(self: PySequenceIterator): PyObject | Exhausted | undefined {
  const { sequence } = self;
  if (sequence === null) return EXHAUSTED;
  const item = attempt(() => getItem(sequence, self.index));
  if (item !== undefined) {
    self.index++;
    return item;
  }
  const pending = pendingException();
  const ends =
    isInstanceOfException(pending, exceptionTypes.IndexError) ||
    isInstanceOfException(pending, exceptionTypes.StopIteration);
  if (!ends) return undefined;
  rt.pending = null;
  self.sequence = null;
  return EXHAUSTED;
}

function hintOfSequence(self: PySequenceIterator): Result {
  const { sequence } = self;
  if (sequence === null) return 0;
  if (typeOf(sequence).slots.__len__ === undefined) return NotImplemented;
  const size = length(sequence);
  return size === undefined ? undefined : Math.max(size - self.index, 0);
}

defineType("iterator", {
  shell: sequenceIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: nextOfSequence,
  },
  methods: {
    __length_hint__: method("($self, /)", "At least how many items are left.", hintOfSequence),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PySequenceIterator) => {
      const iterFunction = builtinFunction("iter");
      if (iterFunction === undefined) return undefined;
      return self.sequence === null
        ? makeTuple([iterFunction, makeTuple([EMPTY_TUPLE])])
        : makeTuple([iterFunction, makeTuple([self.sequence]), self.index]);
    }),
    __setstate__: method(
      "($self, object, /)",
      "Set state information for unpickling.",
      (self: PySequenceIterator, state: PyObject) => {
        const index = toIndex(state);
        if (index === undefined) return undefined;
        if (self.sequence !== null) self.index = Math.max(index, 0);
        return None;
      },
    ),
  },
});

export class PyCallableIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  callable: PyObject | null;
  readonly sentinel: PyObject;
  constructor(callable: PyObject, sentinel: PyObject) {
    this.callable = callable;
    this.sentinel = sentinel;
  }
}

export const callableIteratorType: PyType = createTypeShell("callable_iterator", {
  instance: PyCallableIterator,
});

function nextOfCallable(self: PyCallableIterator): PyObject | Exhausted | undefined {
  const { callable } = self;
  if (callable === null) return EXHAUSTED;
  const item = attempt(() => call(callable, []));
  if (item === undefined) {
    const answer = exhaustedIfStopIteration();
    if (answer === EXHAUSTED) self.callable = null;
    return answer;
  }
  // The call may have exhausted this very iterator.
  if (self.callable === null) return EXHAUSTED;
  const ends = equals(self.sentinel, item);
  if (ends === undefined) return undefined;
  if (!ends) return item;
  self.callable = null;
  return EXHAUSTED;
}

defineType("callable_iterator", {
  shell: callableIteratorType,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: nextOfCallable,
  },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyCallableIterator) => {
      const iterFunction = builtinFunction("iter");
      if (iterFunction === undefined) return undefined;
      return self.callable === null
        ? makeTuple([iterFunction, makeTuple([EMPTY_TUPLE])])
        : makeTuple([iterFunction, makeTuple([self.callable, self.sentinel])]);
    }),
  },
});
