/**
 * Iterators that put items of one or several others together: accumulate, batched, chain, pairwise, starmap,
 * zip_longest.
 */
import { classMethod, defineType } from "../../kernel/define.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../../kernel/object.ts";
import { raise, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import { type PyType, createTypeShell } from "../../kernel/type.ts";
import { withoutKeywords } from "../../kernel/argument-binder.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { iteratorsOf } from "../../objects/parallel-iteration.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { call } from "../../protocols/call.ts";
import { iter, listOf } from "../../protocols/iterate.ts";
import { ADD, binary, toIndex } from "../../protocols/number.ts";
import { PyIterator, defineIterator, step } from "./iterator-type.ts";

class PyAccumulate extends PyIterator {
  readonly iterator: PyObject;
  readonly function: PyObject | null;
  /** undefined before the first item. */
  total: PyObject | undefined = undefined;
  initial: PyObject | null;
  constructor(iterator: PyObject, callable: PyObject | null, initial: PyObject | null) {
    super();
    this.iterator = iterator;
    this.function = callable;
    this.initial = initial;
  }
  next(): PyObject | Exhausted | undefined {
    if (this.initial !== null) {
      this.total = this.initial;
      this.initial = null;
      return this.total;
    }
    const item = step(this.iterator);
    if (item === undefined || item === EXHAUSTED) return item;
    const { total } = this;
    const sum =
      total === undefined
        ? (item as PyObject)
        : this.function === null
          ? binary(ADD, total, item as PyObject)
          : call(this.function, [total, item as PyObject]);
    if (sum !== undefined) this.total = sum;
    return sum;
  }
}

export const accumulateType = defineIterator("accumulate", {
  instance: PyAccumulate,
  signature: "(iterable, func=None, *, initial=None)",
  doc: "The running totals of iterable: its sums, or what func makes of the total so far and the next item.",
  make: (type, iterable: PyObject, func: PyObject, initial: PyObject) => {
    const iterator = iter(iterable);
    if (iterator === undefined) return undefined;
    return new type.JS(iterator, func === None ? null : func, initial === None ? null : initial);
  },
});

class PyBatched extends PyIterator {
  /** null once exhausted. */
  iterator: PyObject | null;
  readonly size: number;
  readonly strict: boolean;
  constructor(iterator: PyObject, size: number, strict: boolean) {
    super();
    this.iterator = iterator;
    this.size = size;
    this.strict = strict;
  }
  next(): PyObject | Exhausted | undefined {
    if (this.iterator === null) return EXHAUSTED;
    const batch: PyObject[] = [];
    while (batch.length < this.size) {
      const item = step(this.iterator);
      if (item === undefined) return undefined;
      if (item === EXHAUSTED) {
        this.iterator = null;
        if (batch.length === 0) return EXHAUSTED;
        return this.strict ? raise(valueError("batched(): incomplete batch")) : new PyTuple(batch);
      }
      batch.push(item as PyObject);
    }
    return new PyTuple(batch);
  }
}

export const batchedType = defineIterator("batched", {
  instance: PyBatched,
  signature: "(iterable, n, *, strict=False)",
  doc: "Tuples of n items of iterable each. The last may be shorter, unless strict: then ValueError is raised.",
  make: (type, iterable: PyObject, n: PyObject, strictArgument: PyObject) => {
    const size = toIndex(n, "OverflowError");
    if (size === undefined) return undefined;
    const strict = isTrue(strictArgument);
    if (strict === undefined) return undefined;
    if (size < 1) return raise(valueError("n must be at least one"));
    const iterator = iter(iterable);
    return iterator === undefined ? undefined : new type.JS(iterator, size, strict);
  },
});

class PyChain extends PyIterator {
  /** The iterator over the iterables; null once exhausted. */
  source: PyObject | null;
  active: PyObject | null = null;
  constructor(source: PyObject) {
    super();
    this.source = source;
  }
  next(): PyObject | Exhausted | undefined {
    while (this.source !== null) {
      if (this.active === null) {
        const iterable = step(this.source);
        if (iterable === undefined || iterable === EXHAUSTED) {
          this.source = null;
          return iterable;
        }
        const active = iter(iterable as PyObject);
        if (active === undefined) {
          this.source = null;
          return undefined;
        }
        this.active = active;
      }
      const item = step(this.active);
      if (item !== EXHAUSTED) return item;
      this.active = null;
    }
    return EXHAUSTED;
  }
}

function newChain(type: PyType, iterable: PyObject): Result {
  const source = iter(iterable);
  return source === undefined ? undefined : new type.JS(source);
}

export const chainType: PyType = defineType("chain", {
  shell: createTypeShell("chain", { instance: PyChain }),
  module: "itertools",
  signature: "(*iterables)",
  doc: "The items of the first iterable, then those of the next, and so on.",
  slots: {
    __new__: (type, args, kwnames) => {
      const iterables = withoutKeywords(type, chainType, args, kwnames);
      return iterables && newChain(type, makeTuple(iterables.slice()));
    },
    __iter__: (self) => self,
    __next__: (self: PyChain) => self.next(),
  },
  methods: {
    from_iterable: classMethod(
      "($type, iterable, /)",
      "As chain(), with the iterables coming from an iterable as they are needed.",
      newChain,
    ),
    __class_getitem__: classGetItem(),
  },
});

class PyPairwise extends PyIterator {
  /** null once exhausted. */
  iterator: PyObject | null;
  /** undefined before the first item. */
  previous: PyObject | undefined = undefined;
  constructor(iterator: PyObject) {
    super();
    this.iterator = iterator;
  }
  next(): PyObject | Exhausted | undefined {
    const { iterator } = this;
    if (iterator === null) return EXHAUSTED;
    let old = this.previous;
    if (old === undefined) {
      const first = step(iterator);
      if (first === undefined || first === EXHAUSTED) return this.end(first);
      old = first as PyObject;
      this.previous = old;
      // Taking the first item may have run this very iterator.
      if (this.iterator === null) return EXHAUSTED;
    }
    const following = step(iterator);
    if (following === undefined || following === EXHAUSTED) return this.end(following);
    this.previous = following as PyObject;
    return new PyTuple([old, following as PyObject]);
  }
  private end(answer: Exhausted | PyObject | undefined): Exhausted | undefined {
    this.iterator = null;
    this.previous = undefined;
    return answer as Exhausted | undefined;
  }
}

export const pairwiseType = defineIterator("pairwise", {
  instance: PyPairwise,
  signature: "(iterable, /)",
  doc: "The overlapping pairs of neighbours in iterable: s -> (s0,s1), (s1,s2), (s2, s3), ...",
  make: (type, iterable: PyObject) => {
    const iterator = iter(iterable);
    return iterator === undefined ? undefined : new type.JS(iterator);
  },
});

class PyStarMap extends PyIterator {
  readonly function: PyObject;
  readonly iterator: PyObject;
  constructor(callable: PyObject, iterator: PyObject) {
    super();
    this.function = callable;
    this.iterator = iterator;
  }
  next(): PyObject | Exhausted | undefined {
    const item = step(this.iterator);
    if (item === undefined || item === EXHAUSTED) return item;
    const args = listOf(item as PyObject);
    return args === undefined ? undefined : call(this.function, args);
  }
}

export const starMapType = defineIterator("starmap", {
  instance: PyStarMap,
  signature: "(function, iterable, /)",
  doc: "What function answers for each item of iterable, unpacked into its arguments.",
  make: (type, callable: PyObject, iterable: PyObject) => {
    const iterator = iter(iterable);
    return iterator === undefined ? undefined : new type.JS(callable, iterator);
  },
});

class PyZipLongest extends PyIterator {
  /** null where an iterator is exhausted. */
  readonly iterators: (PyObject | null)[];
  readonly fillValue: PyObject;
  active: number;
  constructor(iterators: PyObject[], fillValue: PyObject) {
    super();
    this.iterators = iterators;
    this.fillValue = fillValue;
    this.active = iterators.length;
  }
  next(): PyObject | Exhausted | undefined {
    if (this.active === 0) return EXHAUSTED;
    const items: PyObject[] = [];
    for (let i = 0; i < this.iterators.length; i++) {
      const iterator = this.iterators[i]!;
      const item = iterator === null ? EXHAUSTED : step(iterator);
      if (item === undefined) {
        this.active = 0;
        return undefined;
      }
      if (item !== EXHAUSTED) items.push(item as PyObject);
      else {
        if (iterator !== null) this.active--;
        if (this.active === 0) return EXHAUSTED;
        this.iterators[i] = null;
        items.push(this.fillValue);
      }
    }
    return new PyTuple(items);
  }
}

function newZipLongest(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const given = args.length - (kwnames?.length ?? 0);
  let fillValue: PyObject = None;
  if (kwnames !== undefined && kwnames.length > 0) {
    if (kwnames.length > 1 || kwnames[0] !== "fillvalue") {
      return raise(typeError("zip_longest() got an unexpected keyword argument"));
    }
    fillValue = args[given]!;
  }
  const iterators = iteratorsOf(args.slice(0, given));
  return iterators === undefined ? undefined : new type.JS(iterators, fillValue);
}

export const zipLongestType: PyType = defineType("zip_longest", {
  shell: createTypeShell("zip_longest", { instance: PyZipLongest }),
  module: "itertools",
  signature: "(*iterables, fillvalue=None)",
  doc: "As zip(), until the longest iterable is exhausted; fillvalue takes the place of missing items.",
  slots: {
    __new__: newZipLongest,
    __iter__: (self) => self,
    __next__: (self: PyZipLongest) => self.next(),
  },
});
