/**
 * tee: several iterators over one source. They share a linked list of what was read; each holds the node of its next
 * item, so that items everyone has passed can be collected.
 */
import { fn, method } from "../../kernel/define.ts";
import { EXHAUSTED, type Exhausted, type PyObject, type Result } from "../../kernel/object.ts";
import { raise, runtimeError, valueError } from "../../kernel/raise.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { iter } from "../../protocols/iterate.ts";
import { toIndex } from "../../protocols/number.ts";
import { PyIterator, defineIterator, step } from "./iterator-type.ts";

/** The source, and whether it is being read right now. */
type Source = { readonly iterator: PyObject; running: boolean };

/** One item, once it is read, and what follows. */
class Node {
  item: PyObject | Exhausted | undefined = undefined;
  next: Node | undefined = undefined;
}

class PyTee extends PyIterator {
  readonly source: Source;
  node: Node;
  constructor(source: Source, node: Node) {
    super();
    this.source = source;
    this.node = node;
  }
  next(): PyObject | Exhausted | undefined {
    const { node, source } = this;
    if (node.item === undefined) {
      if (source.running) return raise(runtimeError("cannot re-enter the tee iterator"));
      source.running = true;
      let item: PyObject | Exhausted | undefined;
      try {
        item = step(source.iterator);
      } finally {
        source.running = false;
      }
      if (item === undefined || item === EXHAUSTED) return item;
      node.item = item;
      node.next = new Node();
    }
    this.node = node.next!;
    return node.item;
  }
}

/** A tee over an iterable; over another tee it starts where that one is. */
function teeOf(iterable: PyObject): PyTee | undefined {
  const iterator = iter(iterable);
  if (iterator === undefined) return undefined;
  if (iterator instanceof PyTee) return copy(iterator);
  return new PyTee({ iterator, running: false }, new Node());
}

function copy(self: PyTee): PyTee {
  return new PyTee(self.source, self.node);
}

export const teeType = defineIterator("_tee", {
  instance: PyTee,
  signature: "(iterable, /)",
  doc: "An iterator over an iterable that can be copied.",
  hasWeakref: true,
  make: (_type, iterable: PyObject) => teeOf(iterable),
  methods: {
    __copy__: method("($self, /)", "An independent iterator over what is left.", copy),
  },
});

function tee(iterable: PyObject, n: PyObject): Result {
  const count = toIndex(n, "OverflowError");
  if (count === undefined) return undefined;
  if (count < 0) return raise(valueError("n must be >= 0"));
  if (count === 0) return makeTuple([]);
  const first = teeOf(iterable);
  if (first === undefined) return undefined;
  const iterators: PyObject[] = [first];
  while (iterators.length < count) iterators.push(copy(first));
  return makeTuple(iterators);
}

export const teeFunction = fn(
  "($module, iterable, n=2, /)",
  "A tuple of n independent iterators over the items of iterable.",
  tee,
);
