/**
 * The `start` and `end` arguments of find, count, startswith and their like: None or an index, negative ones
 * counted from the end (_PyEval_SliceIndex, ADJUST_INDICES).
 */
import type { PyObject } from "../kernel/object.ts";
import { must, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { typeOf } from "../kernel/type.ts";
import { intValueOf, toClampedIndex } from "../protocols/number.ts";

/** Both ends in a sequence of `length`; `start` may lie beyond the length, and then nothing is found. Throws. */
export function indexRange(
  start: PyObject | undefined,
  end: PyObject | undefined,
  length: number,
): [number, number] {
  const first = start === undefined || start === None ? 0 : sliceIndex(start);
  const last = end === undefined || end === None ? length : sliceIndex(end);
  const stop = last > length ? length : last < 0 ? Math.max(last + length, 0) : last;
  return [first < 0 ? Math.max(first + length, 0) : first, stop];
}

function sliceIndex(value: PyObject): number {
  if (intValueOf(value) === undefined && typeOf(value).slots.__index__ === undefined) {
    throw typeError("slice indices must be integers or None or have an __index__ method");
  }
  return must(toClampedIndex(value));
}
