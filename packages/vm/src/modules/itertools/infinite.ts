/**
 * Iterators that need not end: count, cycle, repeat.
 */
import { method, defineType } from "../../kernel/define.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../../kernel/object.ts";
import { raise, typeError } from "../../kernel/raise.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { type PyType, createTypeShell, isInstance, typeName, typeOf } from "../../kernel/type.ts";
import { complexType } from "../../objects/complex.ts";
import { addInts } from "../../objects/int/arithmetic.ts";
import { textOf } from "../../objects/item-array.ts";
import { iter } from "../../protocols/iterate.ts";
import { ADD, binary, toIndex } from "../../protocols/number.ts";
import { repr } from "../../protocols/repr.ts";
import { PyIterator, defineIterator, step } from "./iterator-type.ts";

class PyCount extends PyIterator {
  value: PyObject;
  readonly step: PyObject;
  constructor(start: PyObject, increment: PyObject) {
    super();
    this.value = start;
    this.step = increment;
  }
  next(): PyObject | undefined {
    const { value, step: increment } = this;
    const following =
      typeof value === "number" && typeof increment === "number"
        ? addInts(value, increment)
        : binary(ADD, value, increment);
    if (following === undefined) return undefined;
    this.value = following;
    return value;
  }
}

function isNumber(value: PyObject): boolean {
  const { slots } = typeOf(value);
  return (
    slots.__index__ !== undefined ||
    slots.__int__ !== undefined ||
    slots.__float__ !== undefined ||
    isInstance(value, complexType)
  );
}

function reprCount(self: PyCount): Result {
  const name = typeName(self).replace(/^itertools\./, "");
  const value = repr(self.value);
  if (value === undefined) return undefined;
  if (self.step === 1) return strFromUtf16(`${name}(${textOf(value)})`);
  const increment = repr(self.step);
  return increment === undefined
    ? undefined
    : strFromUtf16(`${name}(${textOf(value)}, ${textOf(increment)})`);
}

export const countType = defineIterator("count", {
  instance: PyCount,
  signature: "(start=0, step=1)",
  doc: "start, start + step, start + 2*step and so on, without end.",
  make: (type, start: PyObject, increment: PyObject) =>
    isNumber(start) && isNumber(increment)
      ? new type.JS(typeof start === "boolean" ? Number(start) : start, increment)
      : raise(typeError("a number is required")),
  slots: { __repr__: reprCount },
});

class PyCycle extends PyIterator {
  /** null once the first pass is over. */
  iterator: PyObject | null;
  readonly saved: PyObject[] = [];
  index = 0;
  constructor(iterator: PyObject) {
    super();
    this.iterator = iterator;
  }
  next(): PyObject | Exhausted | undefined {
    if (this.iterator !== null) {
      const item = step(this.iterator);
      if (item === undefined) return undefined;
      if (item !== EXHAUSTED) {
        this.saved.push(item as PyObject);
        return item;
      }
      this.iterator = null;
    }
    if (this.saved.length === 0) return EXHAUSTED;
    const item = this.saved[this.index]!;
    this.index = (this.index + 1) % this.saved.length;
    return item;
  }
}

export const cycleType = defineIterator("cycle", {
  instance: PyCycle,
  signature: "(iterable, /)",
  doc: "The items of iterable, over and over again.",
  make: (type, iterable: PyObject) => {
    const iterator = iter(iterable);
    return iterator === undefined ? undefined : new type.JS(iterator);
  },
});

class PyRepeat extends PyIterator {
  readonly object: PyObject;
  /** How often still; null: without end. */
  remaining: number | null;
  constructor(object: PyObject, remaining: number | null) {
    super();
    this.object = object;
    this.remaining = remaining;
  }
  next(): PyObject | Exhausted {
    if (this.remaining === null) return this.object;
    if (this.remaining === 0) return EXHAUSTED;
    this.remaining--;
    return this.object;
  }
}

function newRepeat(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const given = args.length - (kwnames?.length ?? 0);
  if (args.length > 2) return raise(typeError(`repeat() takes at most 2 arguments (${args.length} given)`));
  let object = given > 0 ? args[0] : undefined;
  let times = given > 1 ? args[1] : undefined;
  for (const [i, keyword] of (kwnames ?? []).entries()) {
    if (keyword === "object" && object === undefined) object = args[given + i];
    else if (keyword === "times" && times === undefined) times = args[given + i];
    else return raise(typeError(`repeat() got an unexpected keyword argument '${keyword}'`));
  }
  if (object === undefined) return raise(typeError("repeat() missing required argument 'object' (pos 1)"));
  const count = times === undefined ? null : toIndex(times, "OverflowError");
  return count === undefined ? undefined : new type.JS(object, count === null ? null : Math.max(count, 0));
}

function reprRepeat(self: PyRepeat): Result {
  const name = typeName(self).replace(/^itertools\./, "");
  const object = repr(self.object);
  if (object === undefined) return undefined;
  const times = self.remaining === null ? "" : `, ${self.remaining}`;
  return strFromUtf16(`${name}(${textOf(object)}${times})`);
}

export const repeatType = defineType("repeat", {
  shell: createTypeShell("repeat", { instance: PyRepeat }),
  module: "itertools",
  doc: "repeat(object [,times]) -> the object, times times over\n\nWithout times, it does not end.",
  slots: {
    __new__: newRepeat,
    __iter__: (self) => self,
    __next__: (self: PyRepeat) => self.next(),
    __repr__: reprRepeat,
  },
  methods: {
    __length_hint__: method(
      "($self, /)",
      "How many items are left.",
      (self: PyRepeat) => self.remaining ?? raise(typeError("len() of unsized object")),
    ),
  },
});
