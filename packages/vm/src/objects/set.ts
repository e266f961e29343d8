/**
 * The set and frozenset objects and their JavaScript side. How they look from Python: set-type.ts.
 *
 * Two strategies: `texts`, while every item is an exact str that is a JavaScript string (in CPython the order of
 * such a set is different in every process; here it is the order of insertion), and `table` for the rest, and for
 * all sets when `PYTHONHASHSEED` is set, which iterates exactly as CPython does. An empty set has neither.
 *
 * Hot: has, add.
 */
import { highHalf, lowHalf } from "../algorithms/tuple-hash.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { PySlotWrapper } from "../kernel/descriptors.ts";
import type { PyObject } from "../kernel/object.ts";
import { rt } from "../kernel/state.ts";
import { PyStr } from "../kernel/text.ts";
import { PyInstance, PyStrInstance, type PyType, createTypeShell, lookup } from "../kernel/type.ts";
import { ABSENT, FAILED, SetTable } from "./set-table.ts";
import { hashAs } from "./unhashable.ts";

export class PySetBase extends PyInstance {
  texts: Set<string> | null = null;
  table: SetTable | null = null;

  get size(): number {
    if (this.table !== null) return this.table.used;
    return this.texts === null ? 0 : this.texts.size;
  }

  /** Whether an item is in the set; undefined: unwinding. */
  has(item: PyObject): boolean | undefined {
    if (this.table === null) {
      if (typeof item === "string") return this.texts !== null && this.texts.has(item);
      if (!this.mayEqualText(item)) return hashAs(item, "set element") === undefined ? undefined : false;
    }
    const itemHash = hashAs(item, "set element");
    if (itemHash === undefined) return undefined;
    return this.hasHashed(item, lowHalf(itemHash), highHalf(itemHash));
  }

  /** As `has`, with the hash at hand, in halves. */
  hasHashed(item: PyObject, lo: number, hi: number): boolean | undefined {
    const slot = this.needTable().find(item, lo, hi);
    return slot === FAILED ? undefined : slot !== ABSENT;
  }

  /** Only a str in another form, or an object with an `__eq__` of its own, can equal one of the texts. */
  private mayEqualText(item: PyObject): boolean {
    if (typeof item !== "object" || item instanceof PyStr || this.texts === null || this.texts.size === 0)
      return false;
    return item instanceof PyStrInstance || !(lookup(item.cls, eqName) instanceof PySlotWrapper);
  }

  /** Add an item; undefined: unwinding. */
  add(item: PyObject): true | undefined {
    if (this.table === null && typeof item === "string") {
      if (this.texts !== null) {
        this.texts.add(item);
        return true;
      }
      if (rt.hashKey === null) {
        this.texts = new Set([item]);
        return true;
      }
    }
    const itemHash = hashAs(item, "set element");
    if (itemHash === undefined) return undefined;
    return this.needTable().add(item, lowHalf(itemHash), highHalf(itemHash));
  }

  /** Remove an item; answers whether it was there. undefined: unwinding. */
  discard(item: PyObject): boolean | undefined {
    if (this.table === null) {
      if (typeof item === "string") return this.texts !== null && this.texts.delete(item);
      if (!this.mayEqualText(item)) return hashAs(item, "set element") === undefined ? undefined : false;
    }
    const itemHash = hashAs(item, "set element");
    if (itemHash === undefined) return undefined;
    return this.discardHashed(item, lowHalf(itemHash), highHalf(itemHash));
  }

  /** As `discard`, with the hash at hand, in halves. */
  discardHashed(item: PyObject, lo: number, hi: number): boolean | undefined {
    const table = this.needTable();
    const slot = table.find(item, lo, hi);
    if (slot === FAILED) return undefined;
    if (slot === ABSENT) return false;
    table.remove(slot);
    return true;
  }

  clear(): void {
    this.texts = null;
    this.table = null;
  }

  /** The items, in order, as a fresh array. */
  keysArray(): PyObject[] {
    const { table } = this;
    if (table === null) return this.texts === null ? [] : [...this.texts];
    const items: PyObject[] = [];
    for (let slot = table.next(0); slot >= 0; slot = table.next(slot + 1)) items.push(table.keys[slot]!);
    return items;
  }

  /** The table, made from the texts if need be. */
  needTable(): SetTable {
    if (this.table !== null) return this.table;
    const table = new SetTable();
    for (const text of this.texts ?? []) {
      const textHash = hashAs(text, "set element")!;
      table.add(text, lowHalf(textHash), highHalf(textHash));
    }
    this.texts = null;
    this.table = table;
    return table;
  }

  /** Take over the contents of a set that nobody else uses. */
  become(other: PySetBase): void {
    this.texts = other.texts;
    this.table = other.table;
  }
}

const eqName = attributeName("__eq__");

export class PySet extends PySetBase {}
export class PyFrozenSet extends PySetBase {
  /** The hash, once it was asked for. */
  hashed: number | bigint | undefined = undefined;
}

export const setType: PyType = createTypeShell("set", { instance: PySet });
export const frozensetType: PyType = createTypeShell("frozenset", { instance: PyFrozenSet });

/** A set of items that are hashable and whose comparison cannot fail (what the compiler and native code make). */
export function makeSet(items: Iterable<PyObject>): PySet {
  const set = new PySet();
  for (const item of items) set.add(item);
  return set;
}

/** As makeSet, frozen. */
export function makeFrozenSet(items: Iterable<PyObject>): PyFrozenSet {
  const set = new PyFrozenSet();
  for (const item of items) set.add(item);
  return set;
}
