/**
 * OrderedDict: a dict whose order can be changed and counts in comparison (library reference,
 * "collections.OrderedDict"; CPython Objects/odictobject.c).
 *
 * Dicts keep their order anyway, so this one adds no structure of its own: moving a key to the end is deleting and
 * setting it, moving it to the front rebuilds the dict.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { classMethod, defineType, method, rawMethod } from "../../kernel/define.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../../kernel/object.ts";
import { keyError, raise, runtimeError, typeError, valueError } from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { PyInstance, type PyType, TypeFlag, createTypeShell, typeOf } from "../../kernel/type.ts";
import { builtinFunction } from "../../objects/builtin-lookup.ts";
import { PyDict, dictType } from "../../objects/dict/dict.ts";
import { equalDicts } from "../../objects/dict/dict-type.ts";
import { fillWithKeys } from "../../objects/dict/merge.ts";
import {
  PyDictItems,
  PyDictKeys,
  PyDictValues,
  type PyDictView,
  dictItemsType,
  dictKeysType,
  dictValuesType,
} from "../../objects/dict/views.ts";
import { dictAttribute } from "../../objects/instance-dict.ts";
import { textOf } from "../../objects/item-array.ts";
import { makeList } from "../../objects/list.ts";
import { EMPTY_TUPLE, PyTuple, makeTuple } from "../../objects/tuple.ts";
import { getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { call, callMethod } from "../../protocols/call.ts";
import { equals } from "../../protocols/compare.ts";
import { forEach, iter, listOf } from "../../protocols/iterate.ts";
import { guardRecursion, repr } from "../../protocols/repr.ts";
import { contains, getItem, setItem } from "../../protocols/sequence.ts";

export class PyOrderedDict extends PyDict {
  /** Counts changes of order, which iterators do not survive. */
  moves = 0;
  /** Counts removals, after which a comparison or a copy does not go on. */
  removals = 0;

  override delete(key: PyObject): boolean | undefined {
    this.removals++;
    return super.delete(key);
  }

  override clear(): void {
    this.removals++;
    super.clear();
  }
}

/** Whether the dict was changed behind the back of who goes through it, which is then pending. */
function isMutated(self: PyOrderedDict, size: number, removals: number): boolean {
  if (self.size === size && self.removals === removals) return false;
  raise(runtimeError("OrderedDict mutated during iteration"));
  return true;
}

export const orderedDictType: PyType = createTypeShell("OrderedDict", {
  instance: PyOrderedDict,
  base: dictType,
});

const isExact = (value: PyObject): boolean => typeOf(value) === orderedDictType;

const keysName = attributeName("keys");
const itemsName = attributeName("items");
const getStateName = attributeName("__getstate__");

/** Set the pairs of an iterable through `__setitem__`. */
function addPairs(self: PyObject, pairs: PyObject): true | undefined {
  const ended = forEach(pairs, (item) => {
    const pair = listOf(item);
    if (pair === undefined) return undefined;
    if (pair.length !== 2) {
      return raise(
        valueError(
          pair.length < 2
            ? `need more than ${pair.length} value${pair.length === 1 ? "" : "s"} to unpack`
            : "too many values to unpack (expected 2)",
        ),
      );
    }
    return setItem(self, pair[0]!, pair[1]!) === undefined ? undefined : true;
  });
  return ended === undefined ? undefined : true;
}

/** MutableMapping.update of one object: a dict, something with keys() or items(), or pairs. */
function updateFromObject(self: PyObject, other: PyObject): true | undefined {
  if (other instanceof PyDict && other.cls === dictType) {
    for (const [key, value] of other.entriesArray())
      if (setItem(self, key, value) === undefined) return undefined;
    return true;
  }
  const keysMethod = getAttributeOrAbsent(other, keysName);
  if (keysMethod === undefined) return undefined;
  if (keysMethod !== null) {
    const keys = call(keysMethod, []);
    if (keys === undefined) return undefined;
    const ended = forEach(keys, (key) => {
      const value = getItem(other, key);
      return value === undefined || setItem(self, key, value) === undefined ? undefined : true;
    });
    return ended === undefined ? undefined : true;
  }
  const itemsMethod = getAttributeOrAbsent(other, itemsName);
  if (itemsMethod === undefined) return undefined;
  const pairs = itemsMethod === null ? other : call(itemsMethod, []);
  return pairs === undefined ? undefined : addPairs(self, pairs);
}

function updateAll(
  self: PyDict,
  args: readonly PyObject[],
  kwnames: KeywordNames,
  tooMany: (given: number) => string,
): Result {
  const given = args.length - (kwnames?.length ?? 0);
  if (given > 1) return raise(typeError(tooMany(given)));
  if (given === 1 && updateFromObject(self, args[0]!) === undefined) return undefined;
  for (const [i, keyword] of (kwnames ?? []).entries()) {
    if (setItem(self, strFromUtf16(keyword), args[given + i]!) === undefined) return undefined;
  }
  return None;
}

function reprOrderedDict(self: PyOrderedDict): Result {
  const { name } = typeOf(self);
  if (self.size === 0) return `${name}()`;
  return guardRecursion(self, "...", () => {
    const text = repr(self.copy());
    return text === undefined ? undefined : strFromUtf16(`${name}(${textOf(text)})`);
  });
}

/** Equal as dicts, and between two ordered dicts, in the same order. */
function sameOrder(self: PyOrderedDict, other: PyDict): boolean | undefined {
  const equal = equalDicts(self, other);
  if (equal !== true || !(other instanceof PyOrderedDict)) return equal;
  const mine = self.keysArray();
  const theirs = other.keysArray();
  const [ours, others] = [self.removals, other.removals];
  for (let i = 0; i < mine.length && i < theirs.length; i++) {
    const same = equals(mine[i]!, theirs[i]!);
    if (same === undefined) return undefined;
    if (isMutated(self, mine.length, ours) || isMutated(other, theirs.length, others)) return undefined;
    if (!same) return false;
  }
  return mine.length === theirs.length;
}

function union(left: PyObject, right: PyObject): Result {
  if (!(left instanceof PyDict) || !(right instanceof PyDict)) return NotImplemented;
  const result = call(typeOf(left instanceof PyOrderedDict ? left : right), [left]);
  if (result === undefined) return undefined;
  return updateFromObject(result, right) === undefined ? undefined : result;
}

function moveToEnd(self: PyOrderedDict, key: PyObject, last: PyObject): Result {
  const toTheEnd = isTrue(last);
  if (toTheEnd === undefined) return undefined;
  const value = self.lookup(key);
  if (value === undefined) return undefined;
  if (value === null) return raise(keyError(key));
  self.moves++;
  if (toTheEnd) return reinsert(self, key, value);
  const entries = self.entriesArray();
  if (self.delete(key) === undefined) return undefined;
  const rest = self.entriesArray();
  const moved = entries.find((entry) => !rest.some((other) => other[0] === entry[0])) ?? [key, value];
  self.clear();
  for (const [k, v] of [moved, ...rest]) if (self.set(k, v) === undefined) return undefined;
  return None;
}

function reinsert(self: PyOrderedDict, key: PyObject, value: PyObject): Result {
  if (self.delete(key) === undefined) return undefined;
  return self.set(key, value) === undefined ? undefined : None;
}

function pop(self: PyOrderedDict, key: PyObject, fallback?: PyObject): Result {
  const value = self.lookup(key);
  if (value === undefined) return undefined;
  if (value === null) return fallback ?? raise(keyError(key));
  return self.delete(key) === undefined ? undefined : value;
}

function popItem(self: PyOrderedDict, last: PyObject): Result {
  const fromTheEnd = isTrue(last);
  if (fromTheEnd === undefined) return undefined;
  const entry = fromTheEnd ? self.popLast() : self.popFirst();
  if (entry === null) return raise(makeException(exceptionTypes.KeyError, ["dictionary is empty"]));
  return makeTuple(entry);
}

function setDefault(self: PyOrderedDict, key: PyObject, fallback: PyObject): Result {
  if (isExact(self)) {
    const value = self.lookup(key);
    if (value !== null) return value;
    return self.set(key, fallback) === undefined ? undefined : fallback;
  }
  const exists = contains(self, key);
  if (exists === undefined) return undefined;
  if (exists) return getItem(self, key);
  return setItem(self, key, fallback) === undefined ? undefined : fallback;
}

function copy(self: PyOrderedDict): Result {
  const exact = isExact(self);
  const result = exact ? new PyOrderedDict() : call(typeOf(self), []);
  if (result === undefined) return undefined;
  const keys = self.keysArray();
  const { removals } = self;
  for (const key of keys) {
    const value = getItem(self, key);
    if (value === undefined || isMutated(self, keys.length, removals)) return undefined;
    if (setItem(result, key, value) === undefined) return undefined;
    if (isMutated(self, keys.length, removals)) return undefined;
  }
  return result;
}

function reduce(self: PyOrderedDict): Result {
  const state = callMethod(self, getStateName, []);
  if (state === undefined) return undefined;
  const items = callMethod(self, itemsName, []);
  const iterator = items === undefined ? undefined : iter(items);
  return iterator === undefined ? undefined : makeTuple([typeOf(self), EMPTY_TUPLE, state, None, iterator]);
}

defineType("OrderedDict", {
  shell: orderedDictType,
  module: "collections",
  doc: "Dictionary that remembers insertion order",
  hasDict: true,
  hasWeakref: true,
  flags: TypeFlag.MAPPING,
  slots: {
    __new__: (type) => new type.JS(),
    __init__: (self: PyOrderedDict, args, kwnames) =>
      updateAll(self, args, kwnames, (given) => `expected at most 1 argument, got ${given}`),
    __repr__: reprOrderedDict,
    __iter__: (self: PyOrderedDict) => new PyOrderedIterator(self, "keys", false),
    __eq__: (self: PyOrderedDict, other) =>
      other instanceof PyDict ? sameOrder(self, other) : NotImplemented,
    __ne__: (self: PyOrderedDict, other) => {
      if (!(other instanceof PyDict)) return NotImplemented;
      const same = sameOrder(self, other);
      return same === undefined ? undefined : !same;
    },
    __or__: union,
    __ror__: (self, other) => union(other, self),
    __ior__: (self: PyOrderedDict, other) => (updateFromObject(self, other) === undefined ? undefined : self),
  },
  methods: {
    __dict__: dictAttribute,
    fromkeys: classMethod(
      "($type, /, iterable, value=None)",
      "A new ordered dictionary with the items of iterable as keys and value for each.",
      (type: PyType, iterable: PyObject, value: PyObject) => {
        const target = call(type, []);
        return target === undefined ? undefined : fillWithKeys(target, iterable, value);
      },
    ),
    setdefault: method(
      "($self, /, key, default=None)",
      "The value for key; when there is none, set it to default first.",
      setDefault,
    ),
    pop: method(
      "($self, /, key, default=<unrepresentable>)",
      "Remove key and return its value.\n\nWithout the key, return default if given, else raise KeyError.",
      pop,
    ),
    popitem: method(
      "($self, /, last=True)",
      "Remove and return the last (key, value) pair; the first one if last is false.",
      popItem,
    ),
    keys: method(
      "($self, /)",
      "A set-like view of the keys.",
      (self: PyOrderedDict) => new PyOrderedKeys(self),
    ),
    values: method("($self, /)", "A view of the values.", (self: PyOrderedDict) => new PyOrderedValues(self)),
    items: method(
      "($self, /)",
      "A set-like view of the pairs.",
      (self: PyOrderedDict) => new PyOrderedItems(self),
    ),
    update: rawMethod(
      null,
      "D.update([E, ]**F) -> None.  Set the pairs of E, a mapping or an iterable of pairs, then those of F.",
      (self: PyOrderedDict, args: PyObject[], kwnames: KeywordNames) =>
        updateAll(
          self,
          args,
          kwnames,
          (given) => `update() takes at most 1 positional argument (${given} given)`,
        ),
    ),
    clear: method("($self, /)", "Remove every item.", (self: PyOrderedDict) => {
      self.moves++;
      self.clear();
      return None;
    }),
    copy: method("($self, /)", "A shallow copy.", copy),
    move_to_end: method(
      "($self, /, key, last=True)",
      "Move a key to the end; to the beginning if last is false.",
      moveToEnd,
    ),
    __reversed__: method(
      "($self, /)",
      "An iterator over the keys, last one first.",
      (self: PyOrderedDict) => new PyOrderedIterator(self, "keys", true),
    ),
    __reduce__: method("($self, /)", "Return state information for pickling.", reduce),
    __sizeof__: method("($self, /)", null, (self: PyOrderedDict) => 128 + 64 * self.size),
  },
  attributes: { __hash__: None },
});

// ---- Views and their iterator.

class PyOrderedKeys extends PyDictKeys {}
class PyOrderedValues extends PyDictValues {}
class PyOrderedItems extends PyDictItems {}

type Part = "keys" | "values" | "items";

function defineOrderedView(
  name: string,
  base: PyType,
  instance: new (dict: PyDict) => PyDictView,
  part: Part,
): void {
  defineType(name, {
    shell: createTypeShell(name, { instance, base }),
    final: true,
    slots: { __iter__: (self: PyDictView) => new PyOrderedIterator(self.dict as PyOrderedDict, part, false) },
    methods: {
      __reversed__: method(
        "($self, /)",
        "An iterator from the last to the first.",
        (self: PyDictView) => new PyOrderedIterator(self.dict as PyOrderedDict, part, true),
      ),
    },
  });
}

defineOrderedView("odict_keys", dictKeysType, PyOrderedKeys, "keys");
defineOrderedView("odict_values", dictValuesType, PyOrderedValues, "values");
defineOrderedView("odict_items", dictItemsType, PyOrderedItems, "items");

class PyOrderedIterator extends PyInstance {
  /** null once exhausted. */
  dict: PyOrderedDict | null;
  readonly part: Part;
  private readonly keys: PyObject[];
  private index = 0;
  private readonly moves: number;
  constructor(dict: PyOrderedDict, part: Part, backwards: boolean) {
    super();
    this.dict = dict;
    this.part = part;
    this.keys = dict.keysArray();
    if (backwards) this.keys.reverse();
    this.moves = dict.moves;
  }

  next(): PyObject | Exhausted | undefined {
    const { dict } = this;
    if (dict === null) return EXHAUSTED;
    if (this.index >= this.keys.length) {
      this.dict = null;
      return EXHAUSTED;
    }
    if (dict.size !== this.keys.length || dict.moves !== this.moves) {
      this.dict = null;
      return raise(runtimeError("OrderedDict mutated during iteration"));
    }
    const key = this.keys[this.index++]!;
    if (this.part === "keys") return key;
    const value = getItem(dict, key);
    if (value === undefined) return undefined;
    return this.part === "values" ? value : new PyTuple([key, value]);
  }

  /** What is left, without moving. */
  rest(): PyObject[] | undefined {
    const copy = Object.assign(
      Object.create(Object.getPrototypeOf(this) as object),
      this,
    ) as PyOrderedIterator;
    const items: PyObject[] = [];
    for (;;) {
      const item = copy.next();
      if (item === undefined) return undefined;
      if (item === EXHAUSTED) return items;
      items.push(item as PyObject);
    }
  }
}

defineType("odict_iterator", {
  shell: createTypeShell("odict_iterator", { instance: PyOrderedIterator }),
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyOrderedIterator) => self.next(),
  },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyOrderedIterator) => {
      const iterFunction = builtinFunction("iter");
      if (iterFunction === undefined) return undefined;
      const items = self.rest();
      return items === undefined ? undefined : makeTuple([iterFunction, makeTuple([makeList(items)])]);
    }),
  },
});
