/**
 * map: a function's answers for the items of one or several iterables (library reference, "map").
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
import { raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { exhaustedIfStopIteration } from "../kernel/slot-dispatch.ts";
import { isTrue } from "../kernel/truth.ts";
import { type PyType, createTypeShell, typeOf } from "../kernel/type.ts";
import { call } from "../protocols/call.ts";
import { iteratorsOf, nextOfEach, strictFlag } from "./parallel-iteration.ts";
import { makeTuple } from "./tuple.ts";

export class PyMap implements HeapObject {
  declare readonly cls: PyType;
  readonly function: PyObject;
  readonly iterators: PyObject[];
  strict: boolean;
  constructor(callable: PyObject, iterators: PyObject[], strict: boolean) {
    this.function = callable;
    this.iterators = iterators;
    this.strict = strict;
  }
}

export const mapType: PyType = createTypeShell("map", { instance: PyMap });

function newMap(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const plain = type === mapType || type.slots.__init__ === mapType.slots.__init__;
  const strict = plain ? strictFlag("map", args, kwnames) : false;
  if (strict === undefined) return undefined;
  const given = kwnames === undefined ? args : args.slice(0, args.length - kwnames.length);
  if (given.length < 2) return raise(typeError("map() must have at least two arguments."));
  const iterators = iteratorsOf(given.slice(1));
  return iterators === undefined ? undefined : new type.JS(given[0]!, iterators, strict);
}

defineType("map", {
  shell: mapType,
  signature: "(function, iterable, /, *iterables, strict=False)",
  doc:
    "What function answers for the items, taken from each of the iterables at once.\n\n" +
    "Ends with the shortest iterable; with strict, raises ValueError unless all are of one length.",
  slots: {
    __new__: newMap,
    __iter__: (self) => self,
    __next__: (self: PyMap): PyObject | Exhausted | undefined => {
      const items = nextOfEach("map", self.iterators, self.strict);
      if (items === undefined || items === EXHAUSTED) return items as Exhausted | undefined;
      return call(self.function, items as PyObject[]) ?? exhaustedIfStopIteration();
    },
  },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyMap) => {
      const args = makeTuple([self.function, ...self.iterators]);
      return makeTuple(self.strict ? [typeOf(self), args, true] : [typeOf(self), args]);
    }),
    __setstate__: method(
      "($self, object, /)",
      "Set state information for unpickling.",
      (self: PyMap, state: PyObject) => {
        const strict = isTrue(state);
        if (strict === undefined) return undefined;
        self.strict = strict;
        return None;
      },
    ),
  },
});
