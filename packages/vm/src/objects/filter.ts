/**
 * filter: the items for which a function answers true (library reference, "filter").
 */
import { argumentBinder, withoutKeywords } from "../kernel/argument-binder.ts";
import { defineType, method } from "../kernel/define.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { None } from "../kernel/singletons.ts";
import { exhaustedIfStopIteration } from "../kernel/slot-dispatch.ts";
import { isTrue } from "../kernel/truth.ts";
import { type PyType, boolType, createTypeShell, typeOf } from "../kernel/type.ts";
import { call } from "../protocols/call.ts";
import { iter } from "../protocols/iterate.ts";
import { makeTuple } from "./tuple.ts";

export class PyFilter implements HeapObject {
  declare readonly cls: PyType;
  readonly function: PyObject;
  readonly iterator: PyObject;
  constructor(callable: PyObject, iterator: PyObject) {
    this.function = callable;
    this.iterator = iterator;
  }
}

export const filterType: PyType = createTypeShell("filter", { instance: PyFilter });

const bindNew = argumentBinder("filter", "(function, iterable, /)");

function newFilter(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const positional = withoutKeywords(type, filterType, args, kwnames);
  const bound = positional && bindNew(positional, undefined);
  if (bound === undefined) return undefined;
  const iterator = iter(bound[1] as PyObject);
  return iterator === undefined ? undefined : new type.JS(bound[0] as PyObject, iterator);
}

function nextItem(self: PyFilter): PyObject | Exhausted | undefined {
  const { iterator } = self;
  const step = typeOf(iterator).slots.__next__!;
  const byTruth = self.function === None || self.function === boolType;
  for (;;) {
    const item = step(iterator);
    if (item === undefined || item === EXHAUSTED) return item;
    const answer = byTruth ? (item as PyObject) : call(self.function, [item as PyObject]);
    if (answer === undefined) return exhaustedIfStopIteration();
    const truth = isTrue(answer);
    if (truth === undefined) return undefined;
    if (truth) return item;
  }
}

defineType("filter", {
  shell: filterType,
  signature: "(function, iterable, /)",
  doc: "The items of iterable for which function answers true; with None, the items that are true.",
  slots: {
    __new__: newFilter,
    __iter__: (self) => self,
    __next__: nextItem,
  },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyFilter) =>
      makeTuple([typeOf(self), makeTuple([self.function, self.iterator])]),
    ),
  },
});
