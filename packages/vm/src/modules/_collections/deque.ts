/**
 * deque: a list that grows and shrinks at both ends in constant time (library reference, "collections.deque").
 *
 * A ring in a JavaScript array whose length is a power of two: item i stands at (head + i) & mask. `state` counts
 * changes, so that loops over items notice what an item's `__eq__` did.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../../kernel/object.ts";
import { indexError, memoryError, raise, runtimeError, typeError, valueError } from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import {
  PyInstance,
  type PyType,
  TypeFlag,
  createTypeShell,
  intType,
  isInstance,
  typeName,
  typeOf,
} from "../../kernel/type.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { reprItems, textOf } from "../../objects/item-array.ts";
import { EMPTY_TUPLE, makeTuple } from "../../objects/tuple.ts";
import { call, callMethod } from "../../protocols/call.ts";
import { type Comparison, compareBool, equals } from "../../protocols/compare.ts";
import { forEach, iter } from "../../protocols/iterate.ts";
import { isIndex, toClampedIndex, toIndex } from "../../protocols/number.ts";
import { guardRecursion } from "../../protocols/repr.ts";

const MIN_CAPACITY = 16;

export class PyDeque extends PyInstance {
  private ring: (PyObject | undefined)[] = new Array<undefined>(MIN_CAPACITY).fill(undefined);
  private head = 0;
  length = 0;
  /** null: unbounded. */
  maxlen: number | null = null;
  state = 0;

  at(index: number): PyObject {
    return this.ring[(this.head + index) & (this.ring.length - 1)]!;
  }
  put(index: number, item: PyObject): void {
    this.ring[(this.head + index) & (this.ring.length - 1)] = item;
  }
  append(item: PyObject): void {
    if (this.length === this.ring.length) this.grow();
    this.ring[(this.head + this.length) & (this.ring.length - 1)] = item;
    this.length++;
    this.state++;
    if (this.maxlen !== null && this.length > this.maxlen) this.popLeft();
  }
  appendLeft(item: PyObject): void {
    if (this.length === this.ring.length) this.grow();
    this.head = (this.head - 1) & (this.ring.length - 1);
    this.ring[this.head] = item;
    this.length++;
    this.state++;
    if (this.maxlen !== null && this.length > this.maxlen) this.pop();
  }
  pop(): PyObject {
    this.length--;
    this.state++;
    const slot = (this.head + this.length) & (this.ring.length - 1);
    const item = this.ring[slot]!;
    this.ring[slot] = undefined;
    return item;
  }
  popLeft(): PyObject {
    const item = this.ring[this.head]!;
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.length--;
    this.state++;
    return item;
  }
  clear(): void {
    this.ring = new Array<undefined>(MIN_CAPACITY).fill(undefined);
    this.head = 0;
    this.length = 0;
    this.state++;
  }
  /** The items, in order, as a fresh array. */
  items(): PyObject[] {
    const items: PyObject[] = [];
    for (let i = 0; i < this.length; i++) items.push(this.at(i));
    return items;
  }
  /** Hold these items instead, the last ones if they are too many. */
  replace(items: readonly PyObject[]): void {
    this.clear();
    for (const item of items) this.append(item);
  }
  /** Rotate n steps to the right. */
  rotate(n: number): void {
    if (this.length <= 1) return;
    let steps = n % this.length;
    const half = this.length >> 1;
    if (steps > half) steps -= this.length;
    else if (steps < -half) steps += this.length;
    const { maxlen } = this;
    this.maxlen = null;
    for (; steps > 0; steps--) this.appendLeft(this.pop());
    for (; steps < 0; steps++) this.append(this.popLeft());
    this.maxlen = maxlen;
    this.state++;
  }
  private grow(): void {
    const items = this.items();
    items.length = this.ring.length * 2;
    this.ring = items.fill(undefined as unknown as PyObject, this.length);
    this.head = 0;
  }
}

export const dequeType: PyType = createTypeShell("deque", { instance: PyDeque });

const bindInit = argumentBinder("deque", "(iterable=<unset>, maxlen=<unset>)");

function initDeque(self: PyDeque, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindInit(args, kwnames);
  if (bound === undefined) return undefined;
  const [iterable, maxlenArgument] = bound as (PyObject | undefined)[];
  let maxlen: number | null | undefined = null;
  if (maxlenArgument !== undefined && maxlenArgument !== None) {
    if (!isInstance(maxlenArgument, intType)) return raise(typeError("an integer is required"));
    maxlen = toIndex(maxlenArgument, "OverflowError");
    if (maxlen === undefined) return undefined;
    if (maxlen < 0) return raise(valueError("maxlen must be non-negative"));
  }
  self.maxlen = maxlen;
  if (self.length > 0) self.clear();
  return iterable === undefined ? None : extend(self, iterable);
}

function extend(self: PyDeque, iterable: PyObject): Result {
  if (iterable === self) {
    for (const item of self.items()) self.append(item);
    return None;
  }
  const ended = forEach(iterable, (item) => {
    self.append(item);
    return true;
  });
  return ended === undefined ? undefined : None;
}

function extendLeft(self: PyDeque, iterable: PyObject): Result {
  if (iterable === self) {
    for (const item of self.items()) self.appendLeft(item);
    return None;
  }
  const ended = forEach(iterable, (item) => {
    self.appendLeft(item);
    return true;
  });
  return ended === undefined ? undefined : None;
}

function reprDeque(self: PyDeque): Result {
  return guardRecursion(self, "[...]", () => {
    const list = reprItems("[", self.items(), "]");
    if (list === undefined) return undefined;
    const maxlen = self.maxlen === null ? "" : `, maxlen=${self.maxlen}`;
    return strFromUtf16(`${typeOf(self).name}(${textOf(list)}${maxlen})`);
  });
}

/** A position given as an index; undefined: unwinding. */
function positionOf(self: PyDeque, key: PyObject): number | undefined {
  if (!isIndex(key)) return raise(typeError(`sequence index must be integer, not '${typeName(key)}'`));
  const index = toIndex(key);
  if (index === undefined) return undefined;
  const position = index < 0 ? index + self.length : index;
  return position < 0 || position >= self.length ? raise(indexError("deque index out of range")) : position;
}

function removeAt(self: PyDeque, position: number): void {
  const items = self.items();
  items.splice(position, 1);
  self.replace(items);
}

/** Position of the first item equal to `value` in start ≤ position < stop; −1 when there is none. */
function search(
  self: PyDeque,
  value: PyObject,
  start: number,
  stop: number,
  mutated: () => undefined,
): number | undefined {
  const { state } = self;
  for (let i = start; i < stop; i++) {
    const same = equals(self.at(i), value);
    if (same === undefined) return undefined;
    if (same) return i;
    if (self.state !== state) return mutated();
  }
  return -1;
}

const mutatedRuntime = () => raise(runtimeError("deque mutated during iteration"));
const mutatedIndex = () => raise(indexError("deque mutated during iteration"));

function indexOf(self: PyDeque, value: PyObject, first?: PyObject, last?: PyObject): Result {
  const bound = (argument: PyObject | undefined, fallback: number): number | undefined => {
    const index = argument === undefined ? fallback : toClampedIndex(argument);
    if (index === undefined) return undefined;
    return Math.min(index < 0 ? Math.max(index + self.length, 0) : index, self.length);
  };
  const start = bound(first, 0);
  if (start === undefined) return undefined;
  const stop = bound(last, self.length);
  if (stop === undefined) return undefined;
  const index = search(self, value, start, stop, mutatedRuntime);
  return index === -1 ? raise(valueError("deque.index(x): x not in deque")) : index;
}

function remove(self: PyDeque, value: PyObject): Result {
  const { state } = self;
  const index = search(self, value, 0, self.length, mutatedIndex);
  if (index === undefined) return undefined;
  if (self.state !== state) return mutatedIndex();
  if (index < 0) return raise(valueError("deque.remove(x): x not in deque"));
  removeAt(self, index);
  return None;
}

function count(self: PyDeque, value: PyObject): Result {
  const { state } = self;
  let total = 0;
  for (let i = 0; i < self.length; i++) {
    const same = equals(self.at(i), value);
    if (same === undefined) return undefined;
    if (same) total++;
    if (self.state !== state) return mutatedRuntime();
  }
  return total;
}

function insert(self: PyDeque, indexArgument: PyObject, value: PyObject): Result {
  const index = toIndex(indexArgument, "OverflowError");
  if (index === undefined) return undefined;
  if (self.maxlen === self.length) return raise(indexError("deque already at its maximum size"));
  const items = self.items();
  items.splice(index < 0 ? Math.max(index + self.length, 0) : Math.min(index, self.length), 0, value);
  self.replace(items);
  return None;
}

function compare(comparison: Comparison) {
  return (self: PyDeque, other: PyObject): Result => {
    if (!(other instanceof PyDeque)) return NotImplemented;
    if (comparison === "__eq__" || comparison === "__ne__") {
      if (self === other) return comparison === "__eq__";
      if (self.length !== other.length) return comparison === "__ne__";
    }
    const left = new PyDequeIterator(self);
    const right = new PyDequeIterator(other);
    for (;;) {
      const x = left.next();
      if (x === undefined) return undefined;
      const y = right.next();
      if (y === undefined) return undefined;
      if (x === EXHAUSTED || y === EXHAUSTED)
        return compareEnds(x === EXHAUSTED, y === EXHAUSTED, comparison);
      const same = equals(x as PyObject, y as PyObject);
      if (same === undefined) return undefined;
      if (!same) return compareBool(x as PyObject, y as PyObject, comparison);
    }
  };
}

/** One of two deques, or both, came to its end. */
function compareEnds(leftEnded: boolean, rightEnded: boolean, comparison: Comparison): boolean {
  switch (comparison) {
    case "__lt__":
      return !rightEnded;
    case "__le__":
      return leftEnded;
    case "__eq__":
      return leftEnded === rightEnded;
    case "__ne__":
      return leftEnded !== rightEnded;
    case "__gt__":
      return !leftEnded;
    case "__ge__":
      return rightEnded;
  }
}

/** A copy of the same type: made directly, or by calling a subclass. */
function copy(self: PyDeque): Result {
  if (typeOf(self) === dequeType) {
    const result = new PyDeque();
    result.maxlen = self.maxlen;
    for (const item of self.items()) result.append(item);
    return result;
  }
  const result = call(typeOf(self), self.maxlen === null ? [self] : [self, self.maxlen]);
  if (result === undefined || result instanceof PyDeque) return result;
  return raise(typeError(`${typeName(self)}() must return a deque, not ${typeName(result)}`));
}

function concat(self: PyDeque, other: PyObject): Result {
  if (!(other instanceof PyDeque)) {
    return raise(typeError(`can only concatenate deque (not "${typeName(other)}") to deque`));
  }
  const result = copy(self);
  if (result === undefined) return undefined;
  return extend(result as PyDeque, other) === undefined ? undefined : result;
}

const MAX_LENGTH = 2 ** 30;

function repeatInplace(self: PyDeque, countArgument: PyObject): Result {
  const times = toIndex(countArgument, "OverflowError");
  if (times === undefined) return undefined;
  const items = self.items();
  if (times <= 0) self.clear();
  else if (items.length > 0) {
    if (self.maxlen === null && items.length * times > MAX_LENGTH) return raise(memoryError(""));
    const needed = self.maxlen === null ? times : Math.min(times, Math.ceil(self.maxlen / items.length) + 1);
    for (let i = 1; i < needed; i++) for (const item of items) self.append(item);
  }
  return self;
}

function repeat(self: PyDeque, countArgument: PyObject): Result {
  const result = copy(self);
  return result === undefined ? undefined : repeatInplace(result as PyDeque, countArgument);
}

const getStateName = attributeName("__getstate__");

function reduce(self: PyDeque): Result {
  const state = callMethod(self, getStateName, []);
  if (state === undefined) return undefined;
  const iterator = iter(self);
  if (iterator === undefined) return undefined;
  const args = self.maxlen === null ? EMPTY_TUPLE : makeTuple([EMPTY_TUPLE, self.maxlen]);
  return makeTuple([typeOf(self), args, state, iterator]);
}

defineType("deque", {
  shell: dequeType,
  module: "collections",
  signature: "([iterable[, maxlen]])",
  doc: "A list-like sequence optimized for data accesses near its endpoints.",
  flags: TypeFlag.SEQUENCE,
  hasWeakref: true,
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initDeque,
    __repr__: reprDeque,
    __len__: (self: PyDeque) => self.length,
    __getitem__: (self: PyDeque, key) => {
      const position = positionOf(self, key);
      return position === undefined ? undefined : self.at(position);
    },
    __setitem__: (self: PyDeque, key, value) => {
      const position = positionOf(self, key);
      if (position === undefined) return undefined;
      self.put(position, value);
      return None;
    },
    __delitem__: (self: PyDeque, key) => {
      const position = positionOf(self, key);
      if (position === undefined) return undefined;
      removeAt(self, position);
      return None;
    },
    __contains__: (self: PyDeque, item) => {
      const index = search(self, item, 0, self.length, mutatedRuntime);
      return index === undefined ? undefined : index >= 0;
    },
    __iter__: (self: PyDeque) => new PyDequeIterator(self),
    concat,
    repeat,
    inplaceConcat: (self: PyDeque, other) => (extend(self, other) === undefined ? undefined : self),
    inplaceRepeat: repeatInplace,
    __lt__: compare("__lt__"),
    __le__: compare("__le__"),
    __eq__: compare("__eq__"),
    __ne__: compare("__ne__"),
    __gt__: compare("__gt__"),
    __ge__: compare("__ge__"),
  },
  methods: {
    append: method("($self, item, /)", "Add an item at the right end.", (self: PyDeque, item: PyObject) => {
      self.append(item);
      return None;
    }),
    appendleft: method(
      "($self, item, /)",
      "Add an item at the left end.",
      (self: PyDeque, item: PyObject) => {
        self.appendLeft(item);
        return None;
      },
    ),
    clear: method("($self, /)", "Remove every item.", (self: PyDeque) => {
      self.clear();
      return None;
    }),
    __copy__: method("($self, /)", "A shallow copy.", copy),
    copy: method("($self, /)", "A shallow copy.", copy),
    count: method("($self, value, /)", "How many items equal value.", count),
    extend: method("($self, iterable, /)", "Add the items of iterable at the right end.", extend),
    extendleft: method(
      "($self, iterable, /)",
      "Add the items of iterable at the left end, one by one.",
      extendLeft,
    ),
    index: method(
      "($self, value, start=<unset>, stop=<unset>, /)",
      "The index of the first item equal to value.\n\nRaises ValueError if there is none.",
      indexOf,
    ),
    insert: method("($self, index, value, /)", "Put value in front of the item at index.", insert),
    pop: method("($self, /)", "Remove the rightmost item and return it.", (self: PyDeque) =>
      self.length === 0 ? raise(indexError("pop from an empty deque")) : self.pop(),
    ),
    popleft: method("($self, /)", "Remove the leftmost item and return it.", (self: PyDeque) =>
      self.length === 0 ? raise(indexError("pop from an empty deque")) : self.popLeft(),
    ),
    remove: method("($self, value, /)", "Remove the first item equal to value.", remove),
    reverse: method("($self, /)", "Reverse the order of the items, in place.", (self: PyDeque) => {
      const items = self.items().reverse();
      items.forEach((item, i) => self.put(i, item));
      return None;
    }),
    rotate: method(
      "($self, n=1, /)",
      "Rotate n steps to the right; to the left if n is negative.",
      (self: PyDeque, n: PyObject) => {
        const steps = toIndex(n, "OverflowError");
        if (steps === undefined) return undefined;
        self.rotate(steps);
        return None;
      },
    ),
    maxlen: getset(
      "The greatest length, or None for a deque without bound.",
      (self: PyDeque) => self.maxlen ?? None,
    ),
    __reduce__: method("($self, /)", "Return state information for pickling.", reduce),
    __reversed__: method(
      "($self, /)",
      "An iterator from the last item to the first.",
      (self: PyDeque) => new PyDequeReverseIterator(self),
    ),
    __sizeof__: method(
      "($self, /)",
      "Size of the deque in memory, in bytes.",
      (self: PyDeque) => 200 + 8 * self.length,
    ),
    __class_getitem__: classGetItem(),
  },
  attributes: { __hash__: None },
});

// ---- The iterators.

class PyDequeIterator extends PyInstance {
  readonly deque: PyDeque;
  remaining: number;
  private readonly state: number;
  constructor(deque: PyDeque) {
    super();
    this.deque = deque;
    this.remaining = deque.length;
    this.state = deque.state;
  }
  /** Position of the next item. */
  position(): number {
    return this.deque.length - this.remaining;
  }
  next(): PyObject | Exhausted | undefined {
    if (this.deque.state !== this.state) {
      this.remaining = 0;
      return raise(runtimeError("deque mutated during iteration"));
    }
    if (this.remaining === 0) return EXHAUSTED;
    const item = this.deque.at(this.position());
    this.remaining--;
    return item;
  }
}

class PyDequeReverseIterator extends PyDequeIterator {
  override position(): number {
    return this.remaining - 1;
  }
}

/** `_deque_iterator(deque, index)`: an iterator that has `index` items behind it. */
function newIterator(type: PyType, args: PyObject[]): Result {
  const [deque, indexArgument] = args;
  if (!(deque instanceof PyDeque)) {
    const given = deque === undefined ? "nothing" : typeName(deque);
    return raise(typeError(`argument 1 must be collections.deque, not ${given}`));
  }
  const index = indexArgument === undefined ? 0 : toIndex(indexArgument, "OverflowError");
  if (index === undefined) return undefined;
  const iterator = new type.JS(deque) as PyDequeIterator;
  iterator.remaining = Math.max(deque.length - Math.max(index, 0), 0);
  return iterator;
}

function defineDequeIterator(name: string, instance: new (deque: PyDeque) => PyDequeIterator): PyType {
  return defineType(name, {
    shell: createTypeShell(name, { instance }),
    module: "collections",
    final: true,
    slots: {
      __new__: newIterator,
      __iter__: (self) => self,
      __next__: (self: PyDequeIterator) => self.next(),
    },
    methods: {
      __length_hint__: method(
        "($self, /)",
        "How many items are left.",
        (self: PyDequeIterator) => self.remaining,
      ),
      __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyDequeIterator) =>
        makeTuple([typeOf(self), makeTuple([self.deque, self.deque.length - self.remaining])]),
      ),
    },
  });
}

export const dequeIteratorType = defineDequeIterator("_deque_iterator", PyDequeIterator);
export const dequeReverseIteratorType = defineDequeIterator(
  "_deque_reverse_iterator",
  PyDequeReverseIterator,
);
