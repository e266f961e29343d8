/**
 * zip: tuples of the items of several iterables (library reference, "zip").
 */
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
import { isTrue } from "../kernel/truth.ts";
import { type PyType, createTypeShell, typeOf } from "../kernel/type.ts";
import { iteratorsOf, nextOfEach, strictFlag } from "./parallel-iteration.ts";
import { makeTuple } from "./tuple.ts";

export class PyZip implements HeapObject {
  declare readonly cls: PyType;
  readonly iterators: PyObject[];
  strict: boolean;
  constructor(iterators: PyObject[], strict: boolean) {
    this.iterators = iterators;
    this.strict = strict;
  }
}

export const zipType: PyType = createTypeShell("zip", { instance: PyZip });

function newZip(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const plain = type === zipType || type.slots.__init__ === zipType.slots.__init__;
  const strict = plain ? strictFlag("zip", args, kwnames) : false;
  if (strict === undefined) return undefined;
  const iterators = iteratorsOf(kwnames === undefined ? args : args.slice(0, args.length - kwnames.length));
  return iterators === undefined ? undefined : new type.JS(iterators, strict);
}

defineType("zip", {
  shell: zipType,
  signature: "(*iterables, strict=False)",
  doc:
    "Tuples of items, the first of each iterable, then the second of each, and so on.\n\n" +
    "Ends with the shortest iterable; with strict, raises ValueError unless all are of one length.\n\n" +
    "  >>> list(zip('abc', range(3), strict=True))\n" +
    "  [('a', 0), ('b', 1), ('c', 2)]\n",
  slots: {
    __new__: newZip,
    __iter__: (self) => self,
    __next__: (self: PyZip): PyObject | Exhausted | undefined => {
      if (self.iterators.length === 0) return EXHAUSTED;
      const items = nextOfEach("zip", self.iterators, self.strict);
      return items === undefined || items === EXHAUSTED
        ? (items as Exhausted | undefined)
        : makeTuple(items as PyObject[]);
    },
  },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyZip) => {
      const args = makeTuple(self.iterators.slice());
      return makeTuple(self.strict ? [typeOf(self), args, true] : [typeOf(self), args]);
    }),
    __setstate__: method(
      "($self, object, /)",
      "Set state information for unpickling.",
      (self: PyZip, state: PyObject) => {
        const strict = isTrue(state);
        if (strict === undefined) return undefined;
        self.strict = strict;
        return None;
      },
    ),
  },
});
