/**
 * The dict object and its JavaScript side. How it looks from Python: dict-type.ts, views.ts, iterators.ts.
 *
 * One class, four strategies (VM-DESIGN Q4), exactly one of which holds the entries:
 *
 * - `map`: every key is an exact str that is a JavaScript string. Every dict starts here.
 * - `table`: anything else, by Python's hash and equality (hash-table.ts).
 * - `cells`: a namespace whose names have given out cells (cells.ts). Keys that are no str wait in `table`.
 * - `instance`: `o.__dict__`, a view over the attributes of `o` (instance-properties.ts).
 *
 * A dict leaves `map` for `table` at the first key that does not fit, and returns when it is cleared. A key that
 * is no str but might equal one (its class has an `__eq__` of its own) needs the table, too.
 *
 * Hot: lookup, set, getText, setText.
 */
import { type AttributeName, attributeName } from "../../kernel/attribute-name.ts";
import { PySlotWrapper } from "../../kernel/descriptors.ts";
import type { HeapObject, PyObject } from "../../kernel/object.ts";
import { rt } from "../../kernel/state.ts";
import { PyStr, strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { PyStrInstance, type PyType, createTypeShell, lookup, strType, typeOf } from "../../kernel/type.ts";
import type { InstanceDict } from "../../protocols/attribute.ts";
import { equals } from "../../protocols/compare.ts";
import { hash } from "../../protocols/hash.ts";
import type { Cell } from "../cell.ts";
import { hashAs } from "../unhashable.ts";
import { CellTable } from "./cells.ts";
import { ABSENT, FAILED, HashTable, tableHash } from "./hash-table.ts";
import { InstanceProperties } from "./instance-properties.ts";

export class PyDict implements InstanceDict {
  declare readonly cls: PyType;
  /** The exact-str strategy, or undefined: another one holds the entries. */
  map: Map<string, PyObject> | undefined;
  table: HashTable | null = null;
  cells: CellTable | null = null;
  instance: InstanceProperties | null = null;

  constructor(map: Map<string, PyObject> = new Map()) {
    this.map = map;
  }

  /** Number of entries. */
  get size(): number {
    if (this.map !== undefined) return this.map.size;
    if (this.cells !== null) return this.cells.settle().size + (this.table?.size ?? 0);
    if (this.instance !== null) return this.instance.names().length;
    return this.table!.size;
  }

  // ---- By JavaScript text: keys that are exact plain strs. None of this fails or runs Python code.

  getText(text: string): PyObject | undefined {
    if (this.map !== undefined) return this.map.get(text);
    if (this.cells !== null) return this.cells.get(text);
    if (this.instance !== null) return this.instance.get(text);
    return this.lookupQuietly(strFromUtf16(text));
  }

  setText(text: string, value: PyObject): void {
    if (this.map !== undefined) this.map.set(text, value);
    else if (this.cells !== null) this.cells.set(text, value);
    else if (this.instance !== null) this.instance.set(text, value);
    else if (this.setInTable(this.table!, strFromUtf16(text), value) === undefined) rt.pending = null;
  }

  deleteText(text: string): boolean {
    if (this.map !== undefined) return this.map.delete(text);
    if (this.cells !== null) return this.cells.delete(text);
    if (this.instance !== null) return this.instance.delete(text);
    const deleted = this.delete(strFromUtf16(text));
    if (deleted === undefined) rt.pending = null;
    return deleted === true;
  }

  private lookupQuietly(key: PyObject): PyObject | undefined {
    const value = this.lookup(key);
    if (value === undefined) rt.pending = null;
    return value ?? undefined;
  }

  /** The one cell of a name; from now on values stand in cells. */
  cell(text: string): Cell {
    if (this.cells === null) this.moveToCells();
    return this.cells!.cell(text);
  }

  private moveToCells(): void {
    const entries = this.entriesArray();
    this.cells = new CellTable();
    this.map = undefined;
    this.table = null;
    this.instance = null;
    for (const [key, value] of entries) {
      if (typeof key === "string") this.cells.set(key, value);
      else this.set(key, value);
    }
  }

  // ---- By any key.

  /** The value of a key; null: absent; undefined: unwinding. */
  lookup(key: PyObject): PyObject | null | undefined {
    if (this.map !== undefined) {
      if (typeof key === "string") return this.map.get(key) ?? null;
      if (!this.needsTable(key)) return this.lookupAbsentKind(key);
    } else if (this.table === null || this.cells !== null) return this.lookupNamed(key);
    const table = this.table!;
    const keyHash = tableHash(key);
    if (keyHash === undefined) return undefined;
    const entry = table.find(key, keyHash);
    if (entry >= 0) return this.table === table ? table.values[entry]! : this.lookup(key);
    return entry === ABSENT ? null : undefined;
  }

  /**
   * Whether a key that is no JavaScript string could equal one: then the entries move to the table. The other
   * keys are only looked for, not stored, and are not among the strings.
   */
  private needsTable(key: PyObject): boolean {
    if (typeof key !== "object" || key instanceof PyStr || actsAsStr(key)) return false;
    if (!(key instanceof PyStrInstance) && lookup(key.cls, eqName) instanceof PySlotWrapper) return false;
    this.moveToTable();
    return true;
  }

  /** In the exact-str strategy: a subclass instance of str is found by its text; the rest must only be hashable. */
  private lookupAbsentKind(key: PyObject): PyObject | null | undefined {
    if (key instanceof PyStrInstance && typeof key.value === "string")
      return this.map!.get(key.value) ?? null;
    return hashAs(key, "dict key") === undefined ? undefined : null;
  }

  /** In cells and instance dicts: by text; other keys are compared with every name, which are few. */
  private lookupNamed(key: PyObject): PyObject | null | undefined {
    const text = textOfKey(key);
    if (text !== undefined) return this.getText(text) ?? null;
    const keyHash = hashAs(key, "dict key");
    if (keyHash === undefined) return undefined;
    if (this.table !== null) {
      const entry = this.table.find(key, tableHash(key)!);
      if (entry >= 0) return this.table.values[entry]!;
      if (entry === FAILED) return undefined;
    }
    if (typeof key !== "object" || lookup(typeOf(key), eqName) instanceof PySlotWrapper) return null;
    for (const [name, value] of this.entriesArray()) {
      if (hash(name) !== keyHash) continue;
      const same = equals(name, key);
      if (same === undefined) return undefined;
      if (same) return value;
    }
    return null;
  }

  /** Set a key; an equal key that is there already stays. undefined: unwinding. */
  set(key: PyObject, value: PyObject): true | undefined {
    if (this.map !== undefined) {
      if (typeof key === "string") {
        this.map.set(key, value);
        return true;
      }
      if (key instanceof PyStrInstance && actsAsStr(key) && this.map.has(key.value as string)) {
        this.map.set(key.value as string, value);
        return true;
      }
      const keyHash = tableHash(key);
      if (keyHash === undefined) return undefined;
      if (this.map !== undefined) this.moveToTable();
      return this.setHashed(this.table!, key, keyHash, value);
    }
    if (this.table === null || this.cells !== null) return this.setNamed(key, value);
    return this.setInTable(this.table, key, value);
  }

  private setInTable(table: HashTable, key: PyObject, value: PyObject): true | undefined {
    const keyHash = tableHash(key);
    return keyHash === undefined ? undefined : this.setHashed(table, key, keyHash, value);
  }

  private setHashed(table: HashTable, key: PyObject, keyHash: number, value: PyObject): true | undefined {
    const entry = table.find(key, keyHash);
    if (entry === FAILED) return undefined;
    if (this.table !== table) return this.set(key, value);
    if (entry >= 0) table.values[entry] = value;
    else table.append(key, keyHash, value);
    return true;
  }

  private setNamed(key: PyObject, value: PyObject): true | undefined {
    const text = textOfKey(key);
    const keepsKey = key instanceof PyStrInstance && text !== undefined && this.getText(text) === undefined;
    if (text !== undefined && !(keepsKey && this.instance !== null)) {
      this.setText(text, value);
      return true;
    }
    if (hashAs(key, "dict key") === undefined) return undefined;
    if (this.instance !== null) {
      this.detach();
      return this.set(key, value);
    }
    return this.setInTable((this.table ??= new HashTable()), key, value);
  }

  /** The value of a key, set to `fallback` first when there is none; the key is hashed once. undefined: unwinding. */
  setDefault(key: PyObject, fallback: PyObject): PyObject | undefined {
    const isPlain = this.cells === null && this.instance === null;
    if (isPlain && typeof key !== "string" && (this.map === undefined || this.map.size === 0)) {
      const keyHash = tableHash(key);
      if (keyHash === undefined) return undefined;
      if (this.map !== undefined) this.moveToTable();
      const table = this.table!;
      const entry = table.find(key, keyHash);
      if (entry === FAILED) return undefined;
      if (entry >= 0) return table.values[entry];
      if (this.table === table) table.append(key, keyHash, fallback);
      else if (this.set(key, fallback) === undefined) return undefined;
      return fallback;
    }
    const value = this.lookup(key);
    if (value !== null) return value;
    return this.set(key, fallback) === undefined ? undefined : fallback;
  }

  /** Remove a key and answer its value; null: absent; undefined: unwinding. */
  pop(key: PyObject): PyObject | null | undefined {
    const { table } = this;
    if (table === null || this.cells !== null) {
      const value = this.lookup(key);
      if (value === null || value === undefined) return value;
      return this.delete(key) === undefined ? undefined : value;
    }
    const keyHash = tableHash(key);
    if (keyHash === undefined) return undefined;
    const entry = table.find(key, keyHash);
    if (entry === FAILED) return undefined;
    if (this.table !== table) return this.pop(key);
    if (entry === ABSENT) return null;
    const value = table.values[entry]!;
    table.remove(entry);
    return value;
  }

  /** Delete a key; answers whether it was there. undefined: unwinding. */
  delete(key: PyObject): boolean | undefined {
    if (this.map !== undefined) {
      if (typeof key === "string") return this.map.delete(key);
      if (!this.needsTable(key)) {
        if (key instanceof PyStrInstance && typeof key.value === "string") return this.map.delete(key.value);
        return hashAs(key, "dict key") === undefined ? undefined : false;
      }
    } else if (this.cells !== null || this.instance !== null) {
      const text = textOfKey(key);
      if (text !== undefined) return this.deleteText(text);
      if (this.table === null) return hashAs(key, "dict key") === undefined ? undefined : false;
    }
    const table = this.table!;
    const keyHash = tableHash(key);
    if (keyHash === undefined) return undefined;
    const entry = table.find(key, keyHash);
    if (entry === FAILED) return undefined;
    if (this.table !== table) return this.delete(key);
    if (entry === ABSENT) return false;
    table.remove(entry);
    return true;
  }

  /** Remove and answer the last entry; null when there is none. */
  popLast(): [PyObject, PyObject] | null {
    if (this.cells !== null || this.instance !== null) {
      const last = this.entriesArray().pop();
      if (last !== undefined) this.delete(last[0]);
      return last ?? null;
    }
    if (this.size === 0) return null;
    // A Map cannot tell its last entry, the table can.
    if (this.map !== undefined) this.moveToTable();
    const table = this.table!;
    const entry = table.last();
    const result: [PyObject, PyObject] = [table.keys[entry]!, table.values[entry]!];
    table.remove(entry);
    if (table.size === 0) this.clear();
    return result;
  }

  /** Remove and answer the first entry; null when there is none. */
  popFirst(): [PyObject, PyObject] | null {
    if (this.map !== undefined) {
      for (const entry of this.map) {
        this.map.delete(entry[0]);
        return entry;
      }
      return null;
    }
    const first =
      this.table !== null && this.cells === null ? this.firstInTable(this.table) : this.entriesArray()[0];
    if (first === undefined) return null;
    this.delete(first[0]);
    return first;
  }

  private firstInTable(table: HashTable): [PyObject, PyObject] | undefined {
    if (table.size === 0) return undefined;
    const entry = table.first();
    return [table.keys[entry]!, table.values[entry]!];
  }

  clear(): void {
    if (this.cells !== null) {
      this.cells.clear();
      this.table = null;
    } else if (this.instance !== null) this.instance.clear();
    else {
      this.map = new Map();
      this.table = null;
    }
  }

  // ---- All of it, as fresh arrays.

  keysArray(): PyObject[] {
    if (this.map !== undefined) return [...this.map.keys()];
    const keys: PyObject[] = [];
    if (this.instance !== null) for (const name of this.instance.names()) keys.push(strFromUtf16(name));
    if (this.cells !== null) for (const name of this.cells.settle().keys()) keys.push(strFromUtf16(name));
    for (const key of this.table?.keys ?? []) if (key !== undefined) keys.push(key);
    return keys;
  }

  valuesArray(): PyObject[] {
    return this.map !== undefined ? [...this.map.values()] : this.entriesArray().map((entry) => entry[1]);
  }

  entriesArray(): [PyObject, PyObject][] {
    if (this.map !== undefined) return [...this.map];
    const entries: [PyObject, PyObject][] = [];
    if (this.instance !== null) {
      for (const name of this.instance.names()) entries.push([strFromUtf16(name), this.instance.get(name)!]);
    }
    if (this.cells !== null) {
      for (const [name, cell] of this.cells.settle()) entries.push([strFromUtf16(name), cell.value!]);
    }
    const { table } = this;
    if (table !== null) {
      for (let entry = 0; entry < table.keys.length; entry++) {
        const key = table.keys[entry];
        if (key !== undefined) entries.push([key, table.values[entry]!]);
      }
    }
    return entries;
  }

  /** A plain dict with the same entries. */
  copy(): PyDict {
    if (this.map !== undefined) return new PyDict(new Map(this.map));
    const copy = new PyDict();
    if (this.table !== null && this.cells === null) {
      copy.map = undefined;
      copy.table = this.table.copy();
    } else for (const [key, value] of this.entriesArray()) copy.set(key, value);
    return copy;
  }

  // ---- Strategy changes.

  private moveToTable(): void {
    const table = new HashTable();
    for (const [key, value] of this.map!) table.append(key, tableHash(key)!, value);
    this.map = undefined;
    this.table = table;
  }

  /** Stop being a view: the entries move here, and the instance finds its attributes in this dict. */
  detach(): void {
    const { owner } = this.instance!;
    owner.cls.detached = true;
    owner.cls.version++;
    this.keepEntries();
    (owner as { dict?: PyDict }).dict = this;
  }

  /** Stop being a view: the entries move here, the instance is left without attributes. */
  keepEntries(): void {
    const entries = this.entriesArray();
    this.instance!.clear();
    this.instance = null;
    this.map = new Map();
    for (const [key, value] of entries) this.set(key, value);
  }

  // ---- InstanceDict: attributes of modules and detached instances.

  getAttributeEntry(name: AttributeName): PyObject | undefined {
    return this.getText(name.text);
  }
  setAttributeEntry(name: AttributeName, value: PyObject): void {
    this.setText(name.text, value);
  }
  deleteAttributeEntry(name: AttributeName): boolean {
    return this.deleteText(name.text);
  }
}

const eqName = attributeName("__eq__");
const hashName = attributeName("__hash__");

/** An instance of a subclass of str that is found under its text: its `__eq__` and `__hash__` are str's. */
function actsAsStr(key: HeapObject): boolean {
  if (!(key instanceof PyStrInstance)) return false;
  const type = key.cls;
  return (
    lookup(type, eqName) === strType.attrs.get("__eq__") &&
    lookup(type, hashName) === strType.attrs.get("__hash__")
  );
}

/** The UTF-16 text of a key that is found by it. */
function textOfKey(key: PyObject): string | undefined {
  if (typeof key === "string") return key;
  if (key instanceof PyStr) return utf16Of(key);
  if (typeof key === "object" && actsAsStr(key))
    return utf16Of((key as PyStrInstance).value as string | PyStr);
  return undefined;
}

export const dictType: PyType = createTypeShell("dict", { instance: PyDict });

/** A new empty dict. */
export function makeDict(): PyDict {
  return new PyDict();
}

/** A dict over this very Map, whose keys are exact strs: the namespace of a class, `**kwargs`. */
export function dictFromMap(map: Map<string, PyObject>): PyDict {
  return new PyDict(map);
}

/** The `__dict__` of an instance: a view over its attributes. */
export function makeInstanceDict(owner: HeapObject): PyDict {
  const dict = new PyDict();
  dict.map = undefined;
  dict.instance = new InstanceProperties(owner);
  return dict;
}
