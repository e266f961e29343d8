/**
 * Iterators over a dict: keys, values, items, and the same backwards.
 *
 * An iterator reads the dict as it is at each step, not a copy. It remembers the size at its start and refuses to
 * go on when that has changed; entries replaced one for one are seen, until more come than there were.
 *
 * Hot: advance.
 */
import { defineType, method } from "../../kernel/define.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type HeapObject,
  type PyObject,
  type Result,
} from "../../kernel/object.ts";
import { raise, runtimeError } from "../../kernel/raise.ts";
import { PyInstance, type PyType, createTypeShell } from "../../kernel/type.ts";
import { builtinFunction } from "../builtin-lookup.ts";
import { makeList } from "../list.ts";
import { PyTuple, makeTuple } from "../tuple.ts";
import type { PyDict } from "./dict.ts";
import type { HashTable } from "./hash-table.ts";

/** Walks the entries of a dict, whatever its strategy. After `advance` answered true, `key` and `value` are the entry. */
export class DictCursor {
  readonly dict: PyDict;
  key: PyObject = 0;
  value: PyObject = 0;
  /** The live iterator of the exact-str strategy, while the dict has this `map`. */
  private entries: Iterator<[string, PyObject]> | undefined;
  private readonly map: Map<string, PyObject> | undefined;
  private table: HashTable | null;
  private position = 0;
  /** The keys at the start, for the strategies that are neither map nor table. */
  private readonly names: PyObject[] | undefined;
  private started = false;

  constructor(dict: PyDict) {
    this.dict = dict;
    this.map = dict.map;
    this.entries = dict.map?.entries();
    this.table = dict.map === undefined && dict.cells === null ? dict.table : null;
    this.names = this.map === undefined && this.table === null ? dict.keysArray() : undefined;
  }

  /** Step to the next entry; false at the end. */
  advance(): boolean {
    if (this.entries !== undefined) {
      if (this.dict.map !== this.map) return this.relocate();
      const step = this.entries.next();
      if (step.done === true) return false;
      this.started = true;
      this.key = step.value[0];
      this.value = step.value[1];
      return true;
    }
    if (this.names !== undefined) return this.advanceByName(this.names);
    const { table } = this;
    if (table === null || this.dict.table !== table) return this.relocate();
    const { keys } = table;
    while (this.position < keys.length) {
      const entry = this.position++;
      const key = keys[entry];
      if (key === undefined) continue;
      this.started = true;
      this.key = key;
      this.value = table.values[entry]!;
      return true;
    }
    return false;
  }

  private advanceByName(names: readonly PyObject[]): boolean {
    while (this.position < names.length) {
      const key = names[this.position++]!;
      const value = this.dict.lookup(key);
      if (value === null || value === undefined) continue;
      this.key = key;
      this.value = value;
      return true;
    }
    return false;
  }

  /** The dict changed its strategy on the way: go on behind the last key. */
  private relocate(): boolean {
    this.entries = undefined;
    this.table = this.dict.table;
    if (this.table === null) return false;
    this.position = this.started ? this.table.keys.indexOf(this.key) + 1 : 0;
    return this.advance();
  }
}

/**
 * Walks the entries backwards. The general table is walked live; of the other strategies, the keys there were at
 * the start.
 */
class ReverseCursor {
  readonly dict: PyDict;
  key: PyObject = 0;
  value: PyObject = 0;
  private readonly keys: PyObject[] | null;
  private readonly map: Map<string, PyObject> | undefined;
  private position: number;

  constructor(dict: PyDict) {
    this.dict = dict;
    this.map = dict.map;
    const isTable = dict.table !== null && dict.cells === null;
    this.keys = isTable ? null : dict.keysArray();
    this.position = (isTable ? dict.table!.keys.length : this.keys!.length) - 1;
  }

  advance(): boolean {
    return this.keys === null ? this.advanceInTable() : this.advanceByKey(this.keys);
  }

  private advanceByKey(keys: readonly PyObject[]): boolean {
    if (this.dict.map !== this.map) return false;
    while (this.position >= 0) {
      const key = keys[this.position--]!;
      const value = this.dict.lookup(key);
      if (value === null || value === undefined) continue;
      this.key = key;
      this.value = value;
      return true;
    }
    return false;
  }

  private advanceInTable(): boolean {
    const { table } = this.dict;
    if (table === null || this.position >= table.keys.length) return false;
    while (this.position >= 0) {
      const entry = this.position--;
      const key = table.keys[entry];
      if (key === undefined) continue;
      this.key = key;
      this.value = table.values[entry]!;
      return true;
    }
    return false;
  }
}

type Cursor = DictCursor | ReverseCursor;

/** The state of all six iterators; which part of an entry they answer is their type's. */
class PyDictIterator extends PyInstance {
  /** null once exhausted. */
  dict: PyDict | null;
  cursor: Cursor;
  /** The dict's size at the start; −1 once it was found changed. */
  expected: number;
  remaining: number;

  constructor(dict: PyDict, cursor: Cursor) {
    super();
    this.dict = dict;
    this.cursor = cursor;
    this.expected = dict.size;
    this.remaining = this.expected;
  }

  /** Step to the next entry of the cursor. */
  step(): boolean | undefined {
    const dict = this.dict;
    if (dict === null) return false;
    if (dict.size !== this.expected) {
      this.expected = -1;
      return raise(runtimeError("dictionary changed size during iteration"));
    }
    if (!this.cursor.advance()) {
      this.dict = null;
      return false;
    }
    if (this.remaining === 0) {
      this.dict = null;
      return raise(runtimeError("dictionary keys changed during iteration"));
    }
    this.remaining--;
    return true;
  }
}

class PyDictKeyIterator extends PyDictIterator {}
class PyDictValueIterator extends PyDictIterator {}
class PyDictItemIterator extends PyDictIterator {}
class PyDictReverseKeyIterator extends PyDictIterator {}
class PyDictReverseValueIterator extends PyDictIterator {}
class PyDictReverseItemIterator extends PyDictIterator {}

type Part = (cursor: Cursor) => PyObject;
const keyOf: Part = (cursor) => cursor.key;
const valueOf: Part = (cursor) => cursor.value;
const itemOf: Part = (cursor) => new PyTuple([cursor.key, cursor.value]);

function defineDictIterator(
  name: string,
  instance: new (dict: PyDict, cursor: Cursor) => PyDictIterator,
  part: Part,
): PyType {
  return defineType(name, {
    shell: createTypeShell(name, { instance }),
    final: true,
    slots: {
      __iter__: (self) => self,
      __next__: (self: PyDictIterator): PyObject | Exhausted | undefined => {
        const stepped = self.step();
        if (stepped === undefined) return undefined;
        return stepped ? part(self.cursor) : EXHAUSTED;
      },
    },
    methods: {
      __length_hint__: method("($self, /)", "At least how many items are left.", (self: PyDictIterator) =>
        self.dict !== null && self.dict.size === self.expected ? self.remaining : 0,
      ),
      __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyDictIterator) =>
        reduceDictIterator(self, part),
      ),
    },
  });
}

/** `(iter, ([what is left],))`; the iterator itself stays where it is. */
function reduceDictIterator(self: PyDictIterator, part: Part): Result {
  const iterFunction = builtinFunction("iter");
  if (iterFunction === undefined) return undefined;
  const left: PyObject[] = [];
  if (self.dict !== null) {
    if (self.dict.size !== self.expected)
      return raise(runtimeError("dictionary changed size during iteration"));
    const backwards = self.cursor instanceof ReverseCursor;
    const cursor = backwards ? new ReverseCursor(self.dict) : new DictCursor(self.dict);
    for (let skip = self.expected - self.remaining; skip > 0; skip--) cursor.advance();
    while (cursor.advance()) left.push(part(cursor));
  }
  return makeTuple([iterFunction, makeTuple([makeList(left)])]);
}

export const dictKeyIteratorType = defineDictIterator("dict_keyiterator", PyDictKeyIterator, keyOf);
export const dictValueIteratorType = defineDictIterator("dict_valueiterator", PyDictValueIterator, valueOf);
export const dictItemIteratorType = defineDictIterator("dict_itemiterator", PyDictItemIterator, itemOf);
export const dictReverseKeyIteratorType = defineDictIterator(
  "dict_reversekeyiterator",
  PyDictReverseKeyIterator,
  keyOf,
);
export const dictReverseValueIteratorType = defineDictIterator(
  "dict_reversevalueiterator",
  PyDictReverseValueIterator,
  valueOf,
);
export const dictReverseItemIteratorType = defineDictIterator(
  "dict_reverseitemiterator",
  PyDictReverseItemIterator,
  itemOf,
);

export const iterateKeys = (dict: PyDict): HeapObject => new PyDictKeyIterator(dict, new DictCursor(dict));
export const iterateValues = (dict: PyDict): HeapObject =>
  new PyDictValueIterator(dict, new DictCursor(dict));
export const iterateItems = (dict: PyDict): HeapObject => new PyDictItemIterator(dict, new DictCursor(dict));
export const iterateKeysBackwards = (dict: PyDict): HeapObject =>
  new PyDictReverseKeyIterator(dict, new ReverseCursor(dict));
export const iterateValuesBackwards = (dict: PyDict): HeapObject =>
  new PyDictReverseValueIterator(dict, new ReverseCursor(dict));
export const iterateItemsBackwards = (dict: PyDict): HeapObject =>
  new PyDictReverseItemIterator(dict, new ReverseCursor(dict));
