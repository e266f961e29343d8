/**
 * The hash table of a set, slot for slot CPython's, because the order of the slots is the order of iteration
 * (Objects/setobject.c): open addressing, up to ten neighbours probed before each jump, growth by four.
 *
 * A slot is free (no key), taken, or a DUMMY left by a removal. The 64-bit hashes stand beside the keys in halves.
 * An item's `__eq__` may change the table: lookups notice, and start again.
 *
 * Hot: find, add.
 */
import type { HeapObject, PyObject } from "../kernel/object.ts";
import { equals } from "../protocols/compare.ts";

const MIN_SIZE = 8;
const LINEAR_PROBES = 9;

/** Stands in a slot whose item was removed. */
const DUMMY = Symbol("dummy") as unknown as HeapObject;

export const ABSENT = -1;
export const FAILED = -2;

export class SetTable {
  keys: (PyObject | undefined)[] = emptySlots(MIN_SIZE);
  lows = new Int32Array(MIN_SIZE);
  highs = new Int32Array(MIN_SIZE);
  mask = MIN_SIZE - 1;
  /** Slots that are not free. */
  fill = 0;
  /** Items. */
  used = 0;
  /** Where the next pop() begins to search. */
  finger = 0;

  /** The slot of an item, ABSENT, or FAILED: unwinding. */
  find(key: PyObject, lo: number, hi: number): number {
    let { keys, mask } = this;
    let perturbLo = lo >>> 0;
    let perturbHi = hi >>> 0;
    let start = lo & mask;
    for (;;) {
      const end = start + LINEAR_PROBES <= mask ? start + LINEAR_PROBES : start;
      for (let slot = start; slot <= end; slot++) {
        const candidate = keys[slot];
        if (candidate === undefined) return ABSENT;
        if (candidate === key) return slot;
        if (this.lows[slot] !== lo || this.highs[slot] !== hi || candidate === DUMMY) continue;
        const same = equals(candidate, key);
        if (same === undefined) return FAILED;
        if (this.keys !== keys || keys[slot] !== candidate) return this.find(key, lo, hi);
        if (same) return slot;
        mask = this.mask;
      }
      perturbLo = (perturbLo >>> 5) | (perturbHi << 27);
      perturbHi >>>= 5;
      start = (start * 5 + 1 + (perturbLo >>> 0)) & mask;
    }
  }

  /** Add an item unless an equal one is there; undefined: unwinding. */
  add(key: PyObject, lo: number, hi: number): true | undefined {
    const { keys } = this;
    let { mask } = this;
    let free = -1;
    let perturbLo = lo >>> 0;
    let perturbHi = hi >>> 0;
    let start = lo & mask;
    for (;;) {
      const end = start + LINEAR_PROBES <= mask ? start + LINEAR_PROBES : start;
      for (let slot = start; slot <= end; slot++) {
        const candidate = keys[slot];
        if (candidate === undefined) {
          this.occupy(free >= 0 ? free : slot, key, lo, hi, free >= 0);
          return true;
        }
        if (candidate === key) return true;
        if (candidate === DUMMY) {
          free = slot;
          continue;
        }
        if (this.lows[slot] !== lo || this.highs[slot] !== hi) continue;
        const same = equals(candidate, key);
        if (same === undefined) return undefined;
        if (same) return true;
        if (this.keys !== keys || keys[slot] !== candidate) return this.add(key, lo, hi);
        mask = this.mask;
      }
      perturbLo = (perturbLo >>> 5) | (perturbHi << 27);
      perturbHi >>>= 5;
      start = (start * 5 + 1 + (perturbLo >>> 0)) & mask;
    }
  }

  private occupy(slot: number, key: PyObject, lo: number, hi: number, wasDummy: boolean): void {
    this.keys[slot] = key;
    this.lows[slot] = lo;
    this.highs[slot] = hi;
    this.used++;
    if (wasDummy) return;
    this.fill++;
    if (this.fill * 5 >= this.mask * 3) this.grow();
  }

  private grow(): void {
    this.resize(this.used > 50_000 ? this.used * 2 : this.used * 4);
  }

  /** Rebuild the table with more than `minUsed` slots; removed items give their slots back. */
  resize(minUsed: number): void {
    let size = MIN_SIZE;
    while (size <= minUsed) size *= 2;
    if (size === MIN_SIZE && this.mask === MIN_SIZE - 1 && this.fill === this.used) return;
    const { keys, lows, highs } = this;
    this.keys = emptySlots(size);
    this.lows = new Int32Array(size);
    this.highs = new Int32Array(size);
    this.mask = size - 1;
    this.fill = this.used;
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot];
      if (key !== undefined && key !== DUMMY) this.insertClean(key, lows[slot]!, highs[slot]!);
    }
  }

  /** Put an item that is known to be absent into a table without dummies; the counts are the caller's. */
  private insertClean(key: PyObject, lo: number, hi: number): void {
    const { keys, mask } = this;
    let perturbLo = lo >>> 0;
    let perturbHi = hi >>> 0;
    let start = lo & mask;
    for (;;) {
      const end = start + LINEAR_PROBES <= mask ? start + LINEAR_PROBES : start;
      for (let slot = start; slot <= end; slot++) {
        if (keys[slot] !== undefined) continue;
        keys[slot] = key;
        this.lows[slot] = lo;
        this.highs[slot] = hi;
        return;
      }
      perturbLo = (perturbLo >>> 5) | (perturbHi << 27);
      perturbHi >>>= 5;
      start = (start * 5 + 1 + (perturbLo >>> 0)) & mask;
    }
  }

  /** Make room for `count` more items at once, before they are added (set_merge). */
  reserve(count: number): void {
    if ((this.fill + count) * 5 >= this.mask * 3) this.resize((this.used + count) * 2);
  }

  /** Add all items of another table. */
  merge(other: SetTable): true | undefined {
    if (other === this || other.used === 0) return true;
    this.reserve(other.used);
    if (this.fill === 0) {
      this.fill = other.used;
      this.used = other.used;
      if (this.mask === other.mask && other.fill === other.used) {
        this.keys = other.keys.slice();
        this.lows = other.lows.slice();
        this.highs = other.highs.slice();
        return true;
      }
      for (let slot = other.next(0); slot >= 0; slot = other.next(slot + 1)) {
        this.insertClean(other.keys[slot]!, other.lows[slot]!, other.highs[slot]!);
      }
      return true;
    }
    for (let slot = other.next(0); slot >= 0; slot = other.next(slot + 1)) {
      if (this.add(other.keys[slot]!, other.lows[slot]!, other.highs[slot]!) === undefined) return undefined;
    }
    return true;
  }

  /** Remove the item in a slot. */
  remove(slot: number): void {
    this.keys[slot] = DUMMY;
    this.lows[slot] = -1;
    this.highs[slot] = -1;
    this.used--;
  }

  /** After many removals: give their slots back. */
  purge(): void {
    if (this.fill - this.used > this.mask >> 2) this.grow();
  }

  /** The first slot from here on that holds an item; −1 when there is none. */
  next(slot: number): number {
    const { keys } = this;
    for (; slot < keys.length; slot++) {
      const key = keys[slot];
      if (key !== undefined && key !== DUMMY) return slot;
    }
    return -1;
  }

  /** Remove and answer some item; the table has one. */
  pop(): PyObject {
    let slot = this.next(this.finger & this.mask);
    if (slot < 0) slot = this.next(0);
    const key = this.keys[slot]!;
    this.remove(slot);
    this.finger = slot + 1;
    return key;
  }
}

function emptySlots(size: number): undefined[] {
  return new Array<undefined>(size).fill(undefined);
}
