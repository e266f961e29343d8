/**
 * The iterator over an `array`, which sees changes of the array until it has ended.
 */
import { defineType, method } from "../../kernel/define.ts";
import { EXHAUSTED, type PyObject } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { PyInstance, TypeFlag } from "../../kernel/type.ts";
import { toIndex } from "../../protocols/number.ts";
import { builtinFunction } from "../../objects/builtin-lookup.ts";
import { makeTuple } from "../../objects/tuple.ts";
import type { PyArray } from "./array-object.ts";

export class PyArrayIterator extends PyInstance {
  /** null once exhausted. */
  array: PyArray | null;
  index = 0;
  constructor(array: PyArray) {
    super();
    this.array = array;
  }
}

defineType("arrayiterator", {
  instance: PyArrayIterator,
  module: "array",
  final: true,
  flags: TypeFlag.DISALLOW_INSTANTIATION,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyArrayIterator) => {
      const { array } = self;
      if (array === null) return EXHAUSTED;
      if (self.index < array.length) return array.at(self.index++);
      self.array = null;
      return EXHAUSTED;
    },
  },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyArrayIterator) => {
      const iter = must(builtinFunction("iter"));
      if (self.array === null) return makeTuple([iter, makeTuple([makeTuple([])])]);
      return makeTuple([iter, makeTuple([self.array]), self.index]);
    }),
    __setstate__: method(
      "($self, state, /)",
      "Set state information for unpickling.",
      (self: PyArrayIterator, state: PyObject) => {
        const index = must(toIndex(state, "OverflowError"));
        if (self.array !== null) self.index = Math.min(Math.max(index, 0), self.array.length);
        return None;
      },
    ),
  },
});
