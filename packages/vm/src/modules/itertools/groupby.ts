/**
 * groupby: neighbours with the same key, as (key, group) pairs. A group is an iterator over the shared source and
 * ends when the next group is asked for.
 */
import { EXHAUSTED, type Exhausted, type PyObject, type Result } from "../../kernel/object.ts";
import { None } from "../../kernel/singletons.ts";
import { call } from "../../protocols/call.ts";
import { equals } from "../../protocols/compare.ts";
import { iter } from "../../protocols/iterate.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { PyIterator, defineIterator, step } from "./iterator-type.ts";

class PyGroupBy extends PyIterator {
  readonly iterator: PyObject;
  readonly keyFunction: PyObject | null;
  /** Key of the group that was answered last; undefined before. */
  targetKey: PyObject | undefined = undefined;
  currentKey: PyObject | undefined = undefined;
  /** The item that was read ahead; undefined when there is none. */
  currentValue: PyObject | undefined = undefined;
  /** The only group that is still alive. */
  group: PyGrouper | null = null;

  constructor(iterator: PyObject, keyFunction: PyObject | null) {
    super();
    this.iterator = iterator;
    this.keyFunction = keyFunction;
  }

  /** Read the next item and its key. */
  read(): true | Exhausted | undefined {
    const value = step(this.iterator);
    if (value === undefined) return undefined;
    if (value === EXHAUSTED) return EXHAUSTED;
    const key = this.keyFunction === null ? (value as PyObject) : call(this.keyFunction, [value as PyObject]);
    if (key === undefined) return undefined;
    this.currentValue = value as PyObject;
    this.currentKey = key;
    return true;
  }

  next(): PyObject | Exhausted | undefined {
    this.group = null;
    // Skip what is left of the last group.
    for (;;) {
      if (this.currentKey !== undefined) {
        if (this.targetKey === undefined) break;
        const same = equals(this.targetKey, this.currentKey);
        if (same === undefined) return undefined;
        if (!same) break;
      }
      const read = this.read();
      if (read !== true) return read;
    }
    this.targetKey = this.currentKey!;
    this.group = new PyGrouper(this, this.targetKey);
    return new PyTuple([this.targetKey, this.group]);
  }
}

class PyGrouper extends PyIterator {
  readonly parent: PyGroupBy;
  readonly key: PyObject;
  constructor(parent: PyGroupBy, key: PyObject) {
    super();
    this.parent = parent;
    this.key = key;
  }
  next(): PyObject | Exhausted | undefined {
    const { parent } = this;
    if (parent.group !== this) return EXHAUSTED;
    if (parent.currentValue === undefined) {
      const read = parent.read();
      if (read !== true) return read;
    }
    const same = equals(this.key, parent.currentKey!);
    if (same === undefined) return undefined;
    if (!same) return EXHAUSTED;
    // The comparison may have run this very group: then its item is gone.
    const value = parent.currentValue ?? EXHAUSTED;
    parent.currentValue = undefined;
    parent.currentKey = undefined;
    return value;
  }
}

export const groupByType = defineIterator("groupby", {
  instance: PyGroupBy,
  signature: "(iterable, key=None)",
  doc: "(key, group) pairs: neighbouring items of iterable with the same key, by default the item itself.",
  make: (type, iterable: PyObject, key: PyObject) => {
    const iterator = iter(iterable);
    return iterator === undefined ? undefined : new type.JS(iterator, key === None ? null : key);
  },
});

export const grouperType = defineIterator("_grouper", {
  instance: PyGrouper,
  signature: "(parent, tgtkey, /)",
  doc: "The items of one group of groupby().",
  make: (type, parent: PyObject, key: PyObject): Result => {
    const group = new type.JS(parent, key);
    if (parent instanceof PyGroupBy) parent.group = group as PyGrouper;
    return group;
  },
});
