/**
 * How the types of itertools are defined: each is an iterator over itself, made by a constructor with a signature.
 */
import { argumentBinder, withoutKeywords } from "../../kernel/argument-binder.ts";
import { type Entry, defineType } from "../../kernel/define.ts";
import type { Exhausted, PyObject, Result } from "../../kernel/object.ts";
import { exhaustedIfStopIteration } from "../../kernel/slot-dispatch.ts";
import type { Slots } from "../../kernel/slots.ts";
import {
  type InstanceConstructor,
  PyInstance,
  type PyType,
  createTypeShell,
  typeOf,
} from "../../kernel/type.ts";

/** The JavaScript class of an iterator: it knows its next item. */
export abstract class PyIterator extends PyInstance {
  /** The next item, EXHAUSTED, or undefined: unwinding. */
  abstract next(): PyObject | Exhausted | undefined;
}

type IteratorDefinition = {
  readonly instance: abstract new (...args: never[]) => PyIterator;
  readonly signature: string;
  readonly doc: string;
  /** Make an instance from bound arguments; undefined: unwinding. */
  readonly make: (type: PyType, ...bound: never[]) => Result;
  readonly hasWeakref?: boolean;
  readonly slots?: Partial<Slots>;
  readonly methods?: Record<string, Entry>;
};

export function defineIterator(name: string, definition: IteratorDefinition): PyType {
  const { make, signature } = definition;
  const bind = argumentBinder(name, signature);
  const positionalOnly = signature.endsWith("/)");
  const shell = createTypeShell(name, { instance: definition.instance as unknown as InstanceConstructor });
  return defineType(name, {
    shell,
    module: "itertools",
    signature,
    doc: definition.doc,
    hasWeakref: definition.hasWeakref ?? false,
    slots: {
      __new__: (type, args, kwnames) => {
        const given = positionalOnly ? withoutKeywords(type, shell, args, kwnames) : args;
        const bound = given && bind(given, positionalOnly ? undefined : kwnames);
        return bound === undefined ? undefined : make(type, ...(bound as never[]));
      },
      __iter__: (self) => self,
      // A function that was called on the way may have said that there is nothing more.
      __next__: (self: PyIterator) => self.next() ?? exhaustedIfStopIteration(),
      ...definition.slots,
    },
    methods: definition.methods ?? {},
  });
}

/** The next item of another iterator. */
export function step(iterator: PyObject): PyObject | Exhausted | undefined {
  return typeOf(iterator).slots.__next__!(iterator);
}
