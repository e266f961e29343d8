/**
 * Set algebra between sets and any iterables, step by step as CPython goes about it, since that decides the order
 * in which results iterate (Objects/setobject.c).
 */
import type { PyObject } from "../kernel/object.ts";
import { forEach } from "../protocols/iterate.ts";
import { PyDict, dictType } from "./dict/dict.ts";
import { PyFrozenSet, PySet, PySetBase } from "./set.ts";

/** An empty set of the builtin type that `like` derives from. */
export function emptyLike(like: PySetBase): PySet | PyFrozenSet {
  return like instanceof PyFrozenSet ? new PyFrozenSet() : new PySet();
}

export function setFromIterable(iterable: PyObject): PySet | undefined {
  const set = new PySet();
  return updateSet(set, iterable) === undefined ? undefined : set;
}

/** An independent set with the same items. */
export function copySet(self: PySetBase): PySet | PyFrozenSet {
  const copy = emptyLike(self);
  merge(copy, self);
  return copy;
}

/** Add the items of a set, a dict or any iterable. */
export function updateSet(self: PySetBase, other: PyObject): true | undefined {
  if (other instanceof PySetBase) return merge(self, other);
  if (other instanceof PyDict && other.cls === dictType) return updateFromKeys(self, other.keysArray());
  const ended = forEach(other, (item) => self.add(item));
  return ended === undefined ? undefined : true;
}

function merge(self: PySetBase, other: PySetBase): true | undefined {
  if (self === other || other.size === 0) return true;
  if (other.table !== null) return self.needTable().merge(other.table);
  if (self.table === null) {
    if (self.texts === null) self.texts = new Set(other.texts);
    else for (const text of other.texts!) self.texts.add(text);
    return true;
  }
  return updateFromKeys(self, other.keysArray());
}

function updateFromKeys(self: PySetBase, keys: readonly PyObject[]): true | undefined {
  self.table?.reserve(keys.length);
  if (self.size === 0 && keys.some((key) => typeof key !== "string")) self.needTable().reserve(keys.length);
  for (const key of keys) if (self.add(key) === undefined) return undefined;
  return true;
}

/**
 * Call `visit` with each item and whether `other` has it, while the walked set may change. Hashes are reused.
 * `visit` answers false to stop, undefined when it raised; so does this.
 */
function walk(
  self: PySetBase,
  other: PySetBase,
  visit: (item: PyObject, inside: boolean, lo: number, hi: number, hashed: boolean) => boolean | undefined,
): boolean | undefined {
  const { table } = self;
  if (table === null) {
    for (const text of self.keysArray()) {
      const inside = other.has(text);
      if (inside === undefined) return undefined;
      const goOn = visit(text, inside, 0, 0, false);
      if (goOn !== true) return goOn;
    }
    return true;
  }
  for (let slot = table.next(0); slot >= 0; slot = table.next(slot + 1)) {
    const item = table.keys[slot]!;
    const lo = table.lows[slot]!;
    const hi = table.highs[slot]!;
    const inside = other.size === 0 ? false : other.hasHashed(item, lo, hi);
    if (inside === undefined) return undefined;
    const goOn = visit(item, inside, lo, hi, true);
    if (goOn !== true) return goOn;
  }
  return true;
}

function addKnown(
  target: PySetBase,
  item: PyObject,
  lo: number,
  hi: number,
  hashed: boolean,
): true | undefined {
  return hashed ? target.needTable().add(item, lo, hi) : target.add(item);
}

/** self & other */
export function intersection(self: PySetBase, other: PyObject): PySet | PyFrozenSet | undefined {
  if (self === other) return copySet(self);
  const result = emptyLike(self);
  if (other instanceof PySetBase) {
    const [walked, asked] = other.size > self.size ? [self, other] : [other, self];
    const ended = walk(walked, asked, (item, inside, lo, hi, hashed) =>
      inside ? addKnown(result, item, lo, hi, hashed) : true,
    );
    return ended === undefined ? undefined : result;
  }
  const ended = forEach(other, (item) => {
    const inside = self.has(item);
    if (inside !== true) return inside === undefined ? undefined : true;
    return result.add(item) === undefined ? undefined : result.size < self.size;
  });
  return ended === undefined ? undefined : result;
}

/** self −= other */
export function differenceUpdate(self: PySetBase, other: PyObject): true | undefined {
  if (self === other) {
    self.clear();
    return true;
  }
  if (other instanceof PySetBase) {
    const removed = other.size >> 3 > self.size ? intersection(self, other) : other;
    if (removed === undefined || discardAll(self, removed) === undefined) return undefined;
  } else {
    const ended = forEach(other, (item) => (self.discard(item) === undefined ? undefined : true));
    if (ended === undefined) return undefined;
  }
  self.table?.purge();
  return true;
}

function discardAll(self: PySetBase, other: PySetBase): true | undefined {
  const { table } = other;
  if (self.size === 0) return true;
  if (table === null) {
    for (const text of other.keysArray()) if (self.discard(text) === undefined) return undefined;
    return true;
  }
  for (let slot = table.next(0); slot >= 0; slot = table.next(slot + 1)) {
    if (self.discardHashed(table.keys[slot]!, table.lows[slot]!, table.highs[slot]!) === undefined)
      return undefined;
  }
  return true;
}

/** self − other */
export function difference(self: PySetBase, other: PyObject): PySet | PyFrozenSet | undefined {
  const isDict = other instanceof PyDict && other.cls === dictType;
  const size = other instanceof PySetBase ? other.size : isDict ? (other as PyDict).size : undefined;
  if (size === undefined || self.size >> 2 > size) {
    const result = copySet(self);
    return differenceUpdate(result, other) === undefined ? undefined : result;
  }
  const result = emptyLike(self);
  if (isDict) {
    for (const item of self.keysArray()) {
      const value = (other as PyDict).lookup(item);
      if (value === undefined) return undefined;
      if (value === null && result.add(item) === undefined) return undefined;
    }
    return result;
  }
  const ended = walk(self, other as PySetBase, (item, inside, lo, hi, hashed) =>
    inside ? true : addKnown(result, item, lo, hi, hashed),
  );
  return ended === undefined ? undefined : result;
}

/** self ^= other */
export function symmetricDifferenceUpdate(self: PySetBase, other: PyObject): true | undefined {
  if (self === other) {
    self.clear();
    return true;
  }
  if (other instanceof PySetBase) return toggleAll(self, other);
  if (other instanceof PyDict && other.cls === dictType) {
    for (const key of other.keysArray()) if (toggle(self, key) === undefined) return undefined;
    return true;
  }
  const set = emptyLike(self);
  return updateSet(set, other) === undefined ? undefined : toggleAll(self, set);
}

function toggleAll(self: PySetBase, other: PySetBase): true | undefined {
  const { table } = other;
  if (table === null) {
    for (const text of other.keysArray()) if (toggle(self, text) === undefined) return undefined;
    return true;
  }
  for (let slot = table.next(0); slot >= 0; slot = table.next(slot + 1)) {
    const item = table.keys[slot]!;
    const lo = table.lows[slot]!;
    const hi = table.highs[slot]!;
    const removed = self.discardHashed(item, lo, hi);
    if (removed === undefined) return undefined;
    if (!removed && self.needTable().add(item, lo, hi) === undefined) return undefined;
  }
  return true;
}

function toggle(self: PySetBase, item: PyObject): true | undefined {
  const removed = self.discard(item);
  if (removed === undefined) return undefined;
  return removed ? true : self.add(item);
}

/** self ^ other */
export function symmetricDifference(self: PySetBase, other: PyObject): PySet | PyFrozenSet | undefined {
  const result = emptyLike(self);
  if (updateSet(result, other) === undefined) return undefined;
  return toggleAll(result, self) === undefined ? undefined : result;
}

/** self | other */
export function union(self: PySetBase, other: PyObject): PySet | PyFrozenSet | undefined {
  const result = copySet(self);
  if (self === other) return result;
  return updateSet(result, other) === undefined ? undefined : result;
}

/** self ⊆ other */
export function isSubset(self: PySetBase, other: PyObject): boolean | undefined {
  if (!(other instanceof PySetBase)) {
    const common = intersection(self, other);
    return common === undefined ? undefined : common.size === self.size;
  }
  if (self.size > other.size) return false;
  return walk(self, other, (_item, inside) => inside);
}

/** self ⊇ other */
export function isSuperset(self: PySetBase, other: PyObject): boolean | undefined {
  if (other instanceof PySetBase) return isSubset(other, self);
  return forEach(other, (item) => self.has(item));
}

/** Whether the two have no item in common. */
export function isDisjoint(self: PySetBase, other: PyObject): boolean | undefined {
  if (self === other) return self.size === 0;
  if (other instanceof PySetBase) {
    const [walked, asked] = other.size > self.size ? [self, other] : [other, self];
    return walk(walked, asked, (_item, inside) => !inside);
  }
  return forEach(other, (item) => {
    const inside = self.has(item);
    return inside === undefined ? undefined : !inside;
  });
}
