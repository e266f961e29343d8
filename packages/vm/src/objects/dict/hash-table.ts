/**
 * The general strategy of a dict: a compact, insertion-ordered hash table over Python's hash and equality
 * (CPython Objects/dictobject.c, "compact dict"; PEP 468).
 *
 * Entries stand in three parallel arrays in insertion order; `index` maps a slot of the hash table to an entry.
 * A deleted entry is a hole (`undefined` key) until the next resize, its slot a DUMMY.
 *
 * A key's `__eq__` may change this very table. Lookup notices (other arrays, or another key in the entry it
 * compared) and starts again, as CPython does.
 *
 * Hot: find.
 */
import type { PyObject } from "../../kernel/object.ts";
import { equals } from "../../protocols/compare.ts";
import { foldHash } from "../../protocols/hash.ts";
import { hashAs } from "../unhashable.ts";

const EMPTY = -1;
const DUMMY = -2;

/** What `find` answers beside an entry's index. */
export const ABSENT = -1;
export const FAILED = -2;

const MIN_SIZE = 8;

/** hash(key) folded to 32 bits; undefined: unwinding. */
export function tableHash(key: PyObject): number | undefined {
  if (typeof key === "number" && (key | 0) === key) return key === -1 ? -2 : key;
  const value = hashAs(key, "dict key");
  return value === undefined ? undefined : foldHash(value);
}

export class HashTable {
  /** Entry keys in insertion order; undefined: deleted. */
  keys: (PyObject | undefined)[] = [];
  values: PyObject[] = [];
  hashes: number[] = [];
  index = new Int32Array(MIN_SIZE).fill(EMPTY);
  /** Entries that are alive. */
  size = 0;
  /** Entries that may still be appended before a resize. */
  usable = usableOf(MIN_SIZE);
  /** No entry before it is alive. */
  private firstHint = 0;

  /** The entry of a key, ABSENT, or FAILED: unwinding. */
  find(key: PyObject, keyHash: number): number {
    for (;;) {
      const entry = this.search(key, keyHash);
      if (entry !== RESTART) return entry;
    }
  }

  private search(key: PyObject, keyHash: number): number {
    const { index, keys, hashes } = this;
    const mask = index.length - 1;
    let perturb = keyHash >>> 0;
    let slot = keyHash & mask;
    for (;;) {
      const entry = index[slot]!;
      if (entry === EMPTY) return ABSENT;
      if (entry !== DUMMY) {
        const candidate = keys[entry]!;
        if (candidate === key) return entry;
        if (hashes[entry] === keyHash) {
          const same = equals(candidate, key);
          if (same === undefined) return FAILED;
          if (this.keys !== keys || this.index !== index || keys[entry] !== candidate) return RESTART;
          if (same) return entry;
        }
      }
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
  }

  /** Append an entry whose key is known to be absent. */
  append(key: PyObject, keyHash: number, value: PyObject): void {
    if (this.usable <= 0) this.resize();
    const { index } = this;
    const mask = index.length - 1;
    let perturb = keyHash >>> 0;
    let slot = keyHash & mask;
    while (index[slot]! >= 0) {
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    index[slot] = this.keys.length;
    this.keys.push(key);
    this.values.push(value);
    this.hashes.push(keyHash);
    this.usable--;
    this.size++;
  }

  /** Delete an entry. */
  remove(entry: number): void {
    this.index[this.slotOf(entry)] = DUMMY;
    this.keys[entry] = undefined;
    this.values[entry] = undefined as unknown as PyObject;
    this.size--;
  }

  private slotOf(entry: number): number {
    const { index } = this;
    const mask = index.length - 1;
    let perturb = this.hashes[entry]! >>> 0;
    let slot = this.hashes[entry]! & mask;
    while (index[slot] !== entry) {
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    return slot;
  }

  /** The last entry; the table is not empty. Holes behind it are given up. */
  last(): number {
    let entry = this.keys.length - 1;
    while (this.keys[entry] === undefined) entry--;
    this.keys.length = entry + 1;
    this.values.length = entry + 1;
    this.hashes.length = entry + 1;
    return entry;
  }

  /** The first entry; the table is not empty. Amortised: what was a hole stays one until the next resize. */
  first(): number {
    let entry = this.firstHint;
    while (this.keys[entry] === undefined) entry++;
    this.firstHint = entry;
    return entry;
  }

  /** Make room for three times what is alive, and close the holes. Array identity tells lookups to restart. */
  private resize(): void {
    let slots = MIN_SIZE;
    while (slots <= this.size * 3) slots *= 2;
    const index = new Int32Array(slots).fill(EMPTY);
    const mask = slots - 1;
    const keys: PyObject[] = [];
    const values: PyObject[] = [];
    const hashes: number[] = [];
    for (let entry = 0; entry < this.keys.length; entry++) {
      const key = this.keys[entry];
      if (key === undefined) continue;
      const keyHash = this.hashes[entry]!;
      let perturb = keyHash >>> 0;
      let slot = keyHash & mask;
      while (index[slot] !== EMPTY) {
        perturb >>>= 5;
        slot = (slot * 5 + perturb + 1) & mask;
      }
      index[slot] = keys.length;
      keys.push(key);
      values.push(this.values[entry]!);
      hashes.push(keyHash);
    }
    this.index = index;
    this.keys = keys;
    this.values = values;
    this.hashes = hashes;
    this.firstHint = 0;
    this.usable = usableOf(slots) - keys.length;
  }

  /** An independent table with the same entries. */
  copy(): HashTable {
    const table = new HashTable();
    table.keys = this.keys.slice();
    table.values = this.values.slice();
    table.hashes = this.hashes.slice();
    table.index = this.index.slice();
    table.size = this.size;
    table.usable = this.usable;
    return table;
  }
}

const RESTART = -3;

/** A table is at most two thirds full. */
function usableOf(slots: number): number {
  return Math.floor((slots << 1) / 3);
}
