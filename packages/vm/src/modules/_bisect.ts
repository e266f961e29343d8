/**
 * The module `_bisect`: binary search in sorted sequences (library reference, "bisect").
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { typeName } from "../kernel/type.ts";
import { PyList, listType } from "../objects/list.ts";
import { call, callMethod } from "../protocols/call.ts";
import { compareBool } from "../protocols/compare.ts";
import { isIndex, toIndex } from "../protocols/number.ts";
import { getItem, length } from "../protocols/sequence.ts";

type Side = "left" | "right";

/** Where x goes in a[lo:hi]: in front of equal items, or behind them. */
function search(
  side: Side,
  a: PyObject,
  x: PyObject,
  lo: PyObject,
  hi: PyObject,
  key: PyObject,
): number | undefined {
  let low = toIndex(lo, "OverflowError");
  if (low === undefined) return undefined;
  if (hi !== None && !isIndex(hi)) {
    return raise(typeError(`argument should be integer or None, not '${typeName(hi)}'`));
  }
  let high = hi === None ? -1 : toIndex(hi, "OverflowError");
  if (high === undefined) return undefined;
  if (low < 0) return raise(valueError("lo must be non-negative"));
  if (high === -1) {
    high = length(a);
    if (high === undefined) return undefined;
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = getItem(a, middle);
    const itemKey = item === undefined || key === None ? item : call(key, [item]);
    if (itemKey === undefined) return undefined;
    const less = side === "left" ? compareBool(itemKey, x, "__lt__") : compareBool(x, itemKey, "__lt__");
    if (less === undefined) return undefined;
    if ((side === "left") === less) low = middle + 1;
    else high = middle;
  }
  return low;
}

const insertName = attributeName("insert");

const bisect =
  (side: Side) =>
  (a: PyObject, x: PyObject, lo: PyObject, hi: PyObject, key: PyObject): Result =>
    search(side, a, x, lo, hi, key);

const insort =
  (side: Side) =>
  (a: PyObject, x: PyObject, lo: PyObject, hi: PyObject, key: PyObject): Result => {
    const xKey = key === None ? x : call(key, [x]);
    if (xKey === undefined) return undefined;
    const index = search(side, a, xKey, lo, hi, key);
    if (index === undefined) return undefined;
    if (a instanceof PyList && a.cls === listType) a.items.splice(index, 0, x);
    else if (callMethod(a, insertName, [index, x]) === undefined) return undefined;
    return None;
  };

const SIGNATURE = "($module, /, a, x, lo=0, hi=None, *, key=None)";

export const bisectModule: ModuleDefinition = defineModule("_bisect", {
  doc: "Binary search in sorted lists, and insertion that keeps them sorted.",
  functions: {
    bisect_left: fn(SIGNATURE, "The index where x goes in a, in front of any equal items.", bisect("left")),
    bisect_right: fn(SIGNATURE, "The index where x goes in a, behind any equal items.", bisect("right")),
    insort_left: fn(SIGNATURE, "Insert x into a, in front of any equal items.", insort("left")),
    insort_right: fn(SIGNATURE, "Insert x into a, behind any equal items.", insort("right")),
  },
});
