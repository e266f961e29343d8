/**
 * list.sort and sorted(): timsort with Python's comparison, and shortcuts for lists of plain numbers or texts.
 */
import { type Less, timsort } from "../algorithms/timsort.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, raiseCaught, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyFloat, floatType } from "../kernel/type.ts";
import { compareBool } from "../protocols/compare.ts";
import type { PyList } from "./list.ts";

/** list.sort(*, key=None, reverse=False) */
export function sortList(self: PyList, key: PyObject, reverse: PyObject): Result {
  const descending = isTrue(reverse);
  if (descending === undefined) return undefined;
  const items = self.items;
  // The list is empty while it is sorted: key functions and comparisons that look at it see no half-sorted state.
  const meanwhile = new WatchedArray();
  self.items = meanwhile;
  const sorted = sortUnwinding(items, key === None ? null : key, descending);
  const modified = self.items !== meanwhile || meanwhile.touched;
  self.items = items;
  if (sorted === undefined) return undefined;
  return modified ? raise(valueError("list modified during sort")) : None;
}

/** What a list has for items while it is sorted: it knows whether anything was ever put into it. */
class WatchedArray extends Array<PyObject> {
  touched = false;
  override push(...items: PyObject[]): number {
    this.touched = true;
    return super.push(...items);
  }
  override splice(start: number, deleteCount: number, ...items: PyObject[]): PyObject[] {
    this.touched ||= items.length > 0;
    return super.splice(start, deleteCount, ...items);
  }
}

/** Sorting must put the items back even when native code throws its exception. */
function sortUnwinding(items: PyObject[], key: PyObject | null, descending: boolean): true | undefined {
  try {
    return sortItems(items, key, descending);
  } catch (caught) {
    return raiseCaught(caught);
  }
}

/** Sort an array of Python values in place. */
export function sortItems(items: PyObject[], key: PyObject | null, descending: boolean): true | undefined {
  if (key === null) return sortByThemselves(items, descending);
  const keys: PyObject[] = [];
  for (let i = 0; i < items.length; i++) {
    const result = call(key, [items[i]!]);
    if (result === undefined) return undefined;
    keys.push(result);
  }
  // Reversed before and after, equal items keep their order.
  if (descending) {
    keys.reverse();
    items.reverse();
  }
  const sorted = timsort(keys, items, lessFor(keys));
  if (descending) items.reverse();
  return sorted;
}

function sortByThemselves(items: PyObject[], descending: boolean): true | undefined {
  const kind = kindOf(items);
  if (kind === "number") sortNumbers(items as number[]);
  else if (kind === "string") (items as string[]).sort(compareTexts);
  else {
    if (descending) items.reverse();
    const sorted = timsort(items, null, lessFor(items));
    if (descending) items.reverse();
    return sorted;
  }
  if (descending) items.reverse();
  return true;
}

/** Equal numbers cannot be told apart, so a sort that is not stable will do. */
function sortNumbers(items: number[]): void {
  const sorted = Float64Array.from(items).sort();
  for (let i = 0; i < items.length; i++) items[i] = sorted[i]!;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

type Kind = "number" | "string" | "float" | "other";

/** What all the items are. */
function kindOf(items: readonly PyObject[]): Kind {
  const first = items[0];
  if (typeof first === "number" || typeof first === "string") {
    const kind = typeof first;
    return items.every((item) => typeof item === kind) ? (kind as Kind) : "other";
  }
  return items.length > 0 && items.every(isExactFloat) ? "float" : "other";
}

function isExactFloat(item: PyObject): boolean {
  return item instanceof PyFloat && item.cls === floatType;
}

const lessPlain: Less<PyObject> = (left, right) => left < right;
const lessFloat: Less<PyObject> = (left, right) => (left as PyFloat).value < (right as PyFloat).value;
const lessGeneric: Less<PyObject> = (left, right) => compareBool(left, right, "__lt__");

function lessFor(keys: readonly PyObject[]): Less<PyObject> {
  switch (kindOf(keys)) {
    case "number":
    case "string":
      return lessPlain;
    case "float":
      return lessFloat;
    case "other":
      return lessGeneric;
  }
}
