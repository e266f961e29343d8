/**
 * What list and tuple (and deque) have in common: operations on a JavaScript array of Python values.
 *
 * An array that belongs to a list may change while an item's Python method runs, so loops read its length anew.
 */
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, memoryError } from "../kernel/raise.ts";
import type { PyStr } from "../kernel/text.ts";
import { strFromUtf16, utf16Of } from "../kernel/text.ts";
import { type Comparison, equals, richCompare } from "../protocols/compare.ts";
import { exactStr, repr } from "../protocols/repr.ts";

/** JavaScript text of any str, subclass instances included. */
export function textOf(value: PyObject): string {
  return typeof value === "string" ? value : utf16Of(exactStr(value) as PyStr);
}

/** `open`, the reprs of the items with `, ` between, `close`. */
export function reprItems(open: string, items: readonly PyObject[], close: string): Result {
  let text = open;
  for (let i = 0; i < items.length; i++) {
    const part = repr(items[i]!);
    if (part === undefined) return undefined;
    text += i === 0 ? textOf(part) : ", " + textOf(part);
  }
  return strFromUtf16(text + close);
}

/** Lexicographic comparison as list and tuple define it (listobject.c, list_richcompare). */
export function compareItems(
  left: readonly PyObject[],
  right: readonly PyObject[],
  comparison: Comparison,
): Result {
  if (left.length !== right.length) {
    if (comparison === "__eq__") return false;
    if (comparison === "__ne__") return true;
  }
  for (let i = 0; i < left.length && i < right.length; i++) {
    const a = left[i]!;
    const b = right[i]!;
    const same = equals(a, b);
    if (same === undefined) return undefined;
    if (same) continue;
    if (comparison === "__eq__") return false;
    if (comparison === "__ne__") return true;
    return richCompare(a, b, comparison);
  }
  return compareLengths(left.length, right.length, comparison);
}

function compareLengths(left: number, right: number, comparison: Comparison): boolean {
  switch (comparison) {
    case "__lt__":
      return left < right;
    case "__le__":
      return left <= right;
    case "__eq__":
      return left === right;
    case "__ne__":
      return left !== right;
    case "__gt__":
      return left > right;
    case "__ge__":
      return left >= right;
  }
}

/** Index of the first item equal to `value` in start ≤ index < stop; −1 when there is none. */
export function indexOfItem(
  items: readonly PyObject[],
  value: PyObject,
  start: number,
  stop: number,
): number | undefined {
  for (let i = start; i < stop && i < items.length; i++) {
    const same = equals(items[i]!, value);
    if (same === undefined) return undefined;
    if (same) return i;
  }
  return -1;
}

/** How many items equal `value`. */
export function countItem(items: readonly PyObject[], value: PyObject): number | undefined {
  let count = 0;
  for (let i = 0; i < items.length; i++) {
    const same = equals(items[i]!, value);
    if (same === undefined) return undefined;
    if (same) count++;
  }
  return count;
}

/** Longest array that repetition makes; beyond it is MemoryError, as CPython answers for what cannot be allocated. */
const MAX_LENGTH = 2 ** 30;

/** The items `count` times over, in a fresh array; a negative count is zero. */
export function repeatItems(items: readonly PyObject[], count: number): PyObject[] | undefined {
  if (count <= 0 || items.length === 0) return [];
  const total = items.length * count;
  if (total > MAX_LENGTH) return raise(memoryError(""));
  if (items.length === 1) return new Array<PyObject>(total).fill(items[0]!);
  const result: PyObject[] = [];
  for (let i = 0; i < count; i++) for (let j = 0; j < items.length; j++) result.push(items[j]!);
  return result;
}

/** The items at start, start+step, …, `length` of them. */
export function sliceItems(
  items: readonly PyObject[],
  start: number,
  step: number,
  length: number,
): PyObject[] {
  if (step === 1) return items.slice(start, start + length);
  const result: PyObject[] = [];
  for (let i = 0, at = start; i < length; i++, at += step) result.push(items[at]!);
  return result;
}
