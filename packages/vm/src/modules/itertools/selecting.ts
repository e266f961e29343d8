/**
 * Iterators that let some items of another one pass: compress, dropwhile, filterfalse, islice, takewhile.
 */
import { defineType } from "../../kernel/define.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../../kernel/object.ts";
import { raise, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { isTrue } from "../../kernel/truth.ts";
import { type PyType, boolType, createTypeShell } from "../../kernel/type.ts";
import { withoutKeywords } from "../../kernel/argument-binder.ts";
import { attempt } from "../../objects/iterators.ts";
import { call } from "../../protocols/call.ts";
import { iter } from "../../protocols/iterate.ts";
import { toIndex } from "../../protocols/number.ts";
import { PyIterator, defineIterator, step } from "./iterator-type.ts";

/** The truth of what a function says about an item. */
function test(predicate: PyObject, item: PyObject): boolean | undefined {
  const answer = call(predicate, [item]);
  return answer === undefined ? undefined : isTrue(answer);
}

class PyCompress extends PyIterator {
  readonly data: PyObject;
  readonly selectors: PyObject;
  constructor(data: PyObject, selectors: PyObject) {
    super();
    this.data = data;
    this.selectors = selectors;
  }
  next(): PyObject | Exhausted | undefined {
    for (;;) {
      const item = step(this.data);
      if (item === undefined || item === EXHAUSTED) return item;
      const selector = step(this.selectors);
      if (selector === undefined || selector === EXHAUSTED) return selector;
      const selected = isTrue(selector as PyObject);
      if (selected === undefined) return undefined;
      if (selected) return item;
    }
  }
}

export const compressType = defineIterator("compress", {
  instance: PyCompress,
  signature: "(data, selectors)",
  doc: "The items of data whose counterpart in selectors is true.",
  make: (type, dataIterable: PyObject, selectorsIterable: PyObject) => {
    const data = iter(dataIterable);
    if (data === undefined) return undefined;
    const selectors = iter(selectorsIterable);
    return selectors === undefined ? undefined : new type.JS(data, selectors);
  },
});

/** The state of the iterators that ask a predicate. */
abstract class PyPredicateIterator extends PyIterator {
  readonly predicate: PyObject;
  readonly iterator: PyObject;
  constructor(predicate: PyObject, iterator: PyObject) {
    super();
    this.predicate = predicate;
    this.iterator = iterator;
  }
}

const makeWithPredicate = (type: PyType, predicate: PyObject, iterable: PyObject): Result => {
  const iterator = iter(iterable);
  return iterator === undefined ? undefined : new type.JS(predicate, iterator);
};

class PyDropWhile extends PyPredicateIterator {
  dropping = true;
  next(): PyObject | Exhausted | undefined {
    for (;;) {
      const item = step(this.iterator);
      if (item === undefined || item === EXHAUSTED || !this.dropping) return item;
      const dropped = test(this.predicate, item as PyObject);
      if (dropped === undefined) return undefined;
      if (dropped) continue;
      this.dropping = false;
      return item;
    }
  }
}

export const dropWhileType = defineIterator("dropwhile", {
  instance: PyDropWhile,
  signature: "(predicate, iterable, /)",
  doc: "The items of iterable from the first one on for which predicate is false.",
  make: makeWithPredicate,
});

class PyTakeWhile extends PyPredicateIterator {
  stopped = false;
  next(): PyObject | Exhausted | undefined {
    if (this.stopped) return EXHAUSTED;
    const item = step(this.iterator);
    if (item === undefined || item === EXHAUSTED) return item;
    const taken = test(this.predicate, item as PyObject);
    if (taken === undefined) return undefined;
    if (taken) return item;
    this.stopped = true;
    return EXHAUSTED;
  }
}

export const takeWhileType = defineIterator("takewhile", {
  instance: PyTakeWhile,
  signature: "(predicate, iterable, /)",
  doc: "The items of iterable up to the first one for which predicate is false.",
  make: makeWithPredicate,
});

class PyFilterFalse extends PyPredicateIterator {
  next(): PyObject | Exhausted | undefined {
    const byTruth = this.predicate === None || this.predicate === boolType;
    for (;;) {
      const item = step(this.iterator);
      if (item === undefined || item === EXHAUSTED) return item;
      const truth = byTruth ? isTrue(item as PyObject) : test(this.predicate, item as PyObject);
      if (truth === undefined) return undefined;
      if (!truth) return item;
    }
  }
}

export const filterFalseType = defineIterator("filterfalse", {
  instance: PyFilterFalse,
  signature: "(function, iterable, /)",
  doc: "The items of iterable for which function is false; with None, the items that are false.",
  make: makeWithPredicate,
});

class PyISlice extends PyIterator {
  /** null once exhausted. */
  iterator: PyObject | null;
  /** Position of the next item to answer. */
  nextIndex: number;
  readonly stop: number;
  readonly step: number;
  /** Items taken from the iterator. */
  count = 0;
  constructor(iterator: PyObject, start: number, stop: number, stride: number) {
    super();
    this.iterator = iterator;
    this.nextIndex = start;
    this.stop = stop;
    this.step = stride;
  }
  next(): PyObject | Exhausted | undefined {
    if (this.iterator === null) return EXHAUSTED;
    const end = Math.min(this.nextIndex, this.stop);
    while (this.count < end) {
      const skipped = step(this.iterator);
      if (skipped === undefined) return undefined;
      if (skipped === EXHAUSTED) return this.finish();
      this.count++;
    }
    if (this.count >= this.stop) return this.finish();
    const item = step(this.iterator);
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) return this.finish();
    this.count++;
    this.nextIndex = Math.min(this.nextIndex + this.step, this.stop);
    return item;
  }
  private finish(): Exhausted {
    this.iterator = null;
    return EXHAUSTED;
  }
}

const STOP_MESSAGE = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDEX_MESSAGE = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STEP_MESSAGE = "Step for islice() must be a positive integer or None.";

/** A bound of islice(); whatever is wrong with it, the message is the same. */
function bound(
  value: PyObject | undefined,
  whenNone: number,
  message: string,
  least = 0,
): number | undefined {
  if (value === undefined || value === None) return whenNone;
  const index = attempt(() => toIndex(value, "OverflowError"));
  if (index !== undefined && index >= least) return index;
  rt.pending = null;
  return raise(valueError(message));
}

function newISlice(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const given = withoutKeywords(type, isliceType, args, kwnames);
  if (given === undefined) return undefined;
  if (given.length < 2) return raise(typeError(`islice expected at least 2 arguments, got ${given.length}`));
  if (given.length > 4) return raise(typeError(`islice expected at most 4 arguments, got ${given.length}`));
  const [iterable, ...bounds] = given as [PyObject, ...PyObject[]];
  const startArgument = bounds.length === 1 ? undefined : bounds[0];
  const stop = bound(bounds.length === 1 ? bounds[0] : bounds[1], Infinity, STOP_MESSAGE);
  if (stop === undefined) return undefined;
  const start = bound(startArgument, 0, INDEX_MESSAGE);
  if (start === undefined) return undefined;
  const stride = bound(bounds[2], 1, STEP_MESSAGE, 1);
  if (stride === undefined) return undefined;
  const iterator = iter(iterable);
  return iterator === undefined ? undefined : new type.JS(iterator, start, stop, stride);
}

export const isliceType: PyType = defineType("islice", {
  shell: createTypeShell("islice", { instance: PyISlice }),
  module: "itertools",
  doc:
    "islice(iterable, stop) -> islice object\nislice(iterable, start, stop[, step]) -> islice object\n\n" +
    "The items of iterable at the positions that a slice would select.",
  slots: {
    __new__: newISlice,
    __iter__: (self) => self,
    __next__: (self: PyISlice) => self.next(),
  },
});
