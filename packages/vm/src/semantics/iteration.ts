/**
 * Iteration. A `for` over a generator runs the generator's frame inside the loop.
 *
 * Where iteration ends, FOR_ITER jumps behind END_FOR (predecoding saw to that) and leaves the iterator for POP_ITER;
 * a generator that returns goes to the END_FOR itself, which drops what it returned.
 */
import { EXHAUSTED, type PyObject } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { typeName, typeOf } from "../kernel/type.ts";
import { type PyGenerator, SUSPENDED, generatorType } from "../objects/generator.ts";
import { type PyRangeIterator, rangeIteratorType } from "../objects/range.ts";
import { iter } from "../protocols/iterate.ts";
import { length } from "../protocols/sequence.ts";
import { resumedFrame } from "./generators.ts";
import { instruction } from "./instruction.ts";

instruction("GET_ITER", { stack: "iterable -- iterator", cold: true, run: ({ iterable }) => iter(iterable) });

instruction("FOR_ITER", {
  stack: "iterator -- iterator item",
  cold: true,
  fast: ({ iterator }, t) => {
    if (typeof iterator === "object" && iterator.cls === rangeIteratorType) {
      const range = iterator as PyRangeIterator;
      if (range.remaining > 0) {
        const value = range.next;
        range.next = value + range.step;
        range.remaining--;
        return value + 0;
      }
    }
    return t.slow();
  },
  run: ({ iterator }, t) => {
    if (
      typeof iterator === "object" &&
      iterator.cls === generatorType &&
      (iterator as PyGenerator).state <= SUSPENDED
    ) {
      return t.enter(resumedFrame(iterator as PyGenerator, None, t.oparg - 2));
    }
    const { __next__ } = typeOf(iterator).slots;
    // A generator expression can be called with anything, by a function made of its code.
    if (__next__ === undefined) return raise(notAnIterator(iterator));
    const item = __next__(iterator);
    return item === EXHAUSTED ? t.jump() : (item as PyObject);
  },
});

export function notAnIterator(object: PyObject) {
  return typeError(`'${typeName(object)}' object is not an iterator`);
}

instruction("GET_LEN", {
  stack: "object -- object length",
  cold: true,
  run: ({ object }) => length(object),
});
