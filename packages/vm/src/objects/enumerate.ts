/**
 * enumerate: (count, item) pairs (library reference, "enumerate"; CPython Objects/enumobject.c).
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
import { type PyType, createTypeShell, typeOf } from "../kernel/type.ts";
import { iter } from "../protocols/iterate.ts";
import { toInteger } from "../protocols/number.ts";
import { classGetItem } from "./class-getitem.ts";
import { type Int, addInts } from "./int/arithmetic.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

export class PyEnumerate implements HeapObject {
  declare readonly cls: PyType;
  count: Int;
  readonly iterator: PyObject;
  constructor(iterator: PyObject, start: Int) {
    this.iterator = iterator;
    this.count = start;
  }
}

export const enumerateType: PyType = createTypeShell("enumerate", { instance: PyEnumerate });

/** The messages are those of enumerate's own vectorcall, not of the general argument parser. */
function bind(
  args: readonly PyObject[],
  kwnames: KeywordNames,
): [PyObject, PyObject | undefined] | undefined {
  const keywords = kwnames ?? [];
  const given = args.length - keywords.length;
  if (args.length > 2)
    return raise(typeError(`enumerate() takes at most 2 arguments (${args.length} given)`));
  let iterable = given > 0 ? args[0] : undefined;
  let start = given > 1 ? args[1] : undefined;
  for (let i = 0; i < keywords.length; i++) {
    const keyword = keywords[i]!;
    if (keyword === "iterable" && given === 0) iterable = args[given + i];
    else if (keyword === "start" && given < 2 && (given === 1 || keywords.length === 2))
      start = args[given + i];
    else return raise(typeError(`'${keyword}' is an invalid keyword argument for enumerate()`));
  }
  if (iterable === undefined) return raise(typeError("enumerate() missing required argument 'iterable'"));
  return [iterable, start];
}

function newEnumerate(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bind(args, kwnames);
  if (bound === undefined) return undefined;
  const start = bound[1] === undefined ? 0 : toInteger(bound[1]);
  if (start === undefined) return undefined;
  const iterator = iter(bound[0]);
  return iterator === undefined ? undefined : new type.JS(iterator, start);
}

defineType("enumerate", {
  shell: enumerateType,
  signature: "(iterable, start=0)",
  doc: "Pairs of a count, which begins at start, and an item of iterable.",
  slots: {
    __new__: newEnumerate,
    __iter__: (self) => self,
    __next__: (self: PyEnumerate): PyObject | Exhausted | undefined => {
      const item = typeOf(self.iterator).slots.__next__!(self.iterator);
      if (item === undefined || item === EXHAUSTED) return item;
      const count = self.count;
      self.count = addInts(count, 1);
      return new PyTuple([count, item as PyObject]);
    },
  },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyEnumerate) =>
      makeTuple([typeOf(self), makeTuple([self.iterator, self.count])]),
    ),
    __class_getitem__: classGetItem(),
  },
});
