/**
 * slice: start, stop and step as written between brackets, and what they mean for a sequence of some length
 * (data model, "Slice objects"; CPython Objects/sliceobject.c).
 */
import { argumentBinder } from "../kernel/argument-binder.ts";
import { defineType, member, method } from "../kernel/define.ts";
import type { HeapObject, PyObject, Result } from "../kernel/object.ts";
import { raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { type PyType, typeOf } from "../kernel/type.ts";
import type { Comparison } from "../protocols/compare.ts";
import { intValueOf, toInteger } from "../protocols/number.ts";
import { normalize } from "./int/arithmetic.ts";
import { compareItems, textOf } from "./item-array.ts";
import { repr } from "../protocols/repr.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { hashItems, makeTuple } from "./tuple.ts";

export class PySlice implements HeapObject {
  declare readonly cls: PyType;
  readonly start: PyObject;
  readonly stop: PyObject;
  readonly step: PyObject;
  constructor(start: PyObject, stop: PyObject, step: PyObject) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** A slice that has been applied to a sequence: `length` items at start, start+step, … */
export type SliceRange = { start: number; stop: number; step: number; length: number };

/** The items that a slice means in a sequence of `length` items (PySlice_Unpack, PySlice_AdjustIndices). */
export function sliceIndices(slice: PySlice, length: number | (() => number)): SliceRange | undefined {
  const step = slice.step === None ? 1 : toSliceIndex(slice.step);
  if (step === undefined) return undefined;
  if (step === 0) return raise(valueError("slice step cannot be zero"));
  const start = slice.start === None ? (step < 0 ? Number.MAX_SAFE_INTEGER : 0) : toSliceIndex(slice.start);
  if (start === undefined) return undefined;
  const stop =
    slice.stop === None
      ? step < 0
        ? Number.MIN_SAFE_INTEGER
        : Number.MAX_SAFE_INTEGER
      : toSliceIndex(slice.stop);
  if (stop === undefined) return undefined;
  return adjustIndices(start, stop, step, typeof length === "number" ? length : length());
}

function adjustIndices(start: number, stop: number, step: number, length: number): SliceRange {
  const lowest = step < 0 ? -1 : 0;
  const highest = step < 0 ? length - 1 : length;
  const clamp = (index: number) => (index < 0 ? Math.max(index + length, lowest) : Math.min(index, highest));
  start = clamp(start);
  stop = clamp(stop);
  const distance = step < 0 ? start - stop : stop - start;
  const count = distance <= 0 ? 0 : Math.floor((distance - 1) / Math.abs(step)) + 1;
  return { start, stop, step, length: count };
}

/** An index in a slice, clamped to what a JavaScript number counts exactly (_PyEval_SliceIndex). */
function toSliceIndex(value: PyObject): number | undefined {
  const integer = toSliceInteger(value);
  if (typeof integer !== "bigint") return integer;
  return integer < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

function toSliceInteger(value: PyObject): number | bigint | undefined {
  if (typeof value === "number") return value;
  if (intValueOf(value) === undefined && typeOf(value).slots.__index__ === undefined) {
    return raise(typeError("slice indices must be integers or None or have an __index__ method"));
  }
  return toInteger(value);
}

/** The exact indices of a slice in a sequence of any length (_PySlice_GetLongIndices). */
export function longSliceIndices(slice: PySlice, length: bigint): [bigint, bigint, bigint] | undefined {
  const integer = (value: PyObject): bigint | undefined => {
    const result = toSliceInteger(value);
    return result === undefined ? undefined : BigInt(result);
  };
  const step = slice.step === None ? 1n : integer(slice.step);
  if (step === undefined) return undefined;
  if (step === 0n) return raise(valueError("slice step cannot be zero"));
  const backwards = step < 0n;
  const lower = backwards ? -1n : 0n;
  const upper = backwards ? length - 1n : length;
  const clamp = (value: bigint): bigint => {
    if (value < 0n) return value + length < lower ? lower : value + length;
    return value > upper ? upper : value;
  };
  const start = slice.start === None ? undefined : integer(slice.start);
  if (start === undefined && slice.start !== None) return undefined;
  const stop = slice.stop === None ? undefined : integer(slice.stop);
  if (stop === undefined && slice.stop !== None) return undefined;
  return [
    start === undefined ? (backwards ? upper : lower) : clamp(start),
    stop === undefined ? (backwards ? lower : upper) : clamp(stop),
    step,
  ];
}

function indices(self: PySlice, lengthArgument: PyObject): Result {
  const length = toInteger(lengthArgument);
  if (length === undefined) return undefined;
  if (length < 0) return raise(valueError("length should not be negative"));
  const result = longSliceIndices(self, BigInt(length));
  return result === undefined ? undefined : makeTuple(result.map(normalize));
}

const bindNew = argumentBinder("slice", "(start, stop=<unset>, step=None, /)");

function newSlice(_type: PyType, args: PyObject[], kwnames: readonly string[] | undefined): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError("slice() takes no keyword arguments"));
  const bound = bindNew(args, undefined);
  if (bound === undefined) return undefined;
  const [first, stop, step] = bound as [PyObject, PyObject | undefined, PyObject];
  return stop === undefined ? new PySlice(None, first, None) : new PySlice(first, stop, step);
}

function reprSlice(self: PySlice): Result {
  const parts: string[] = [];
  for (const part of [self.start, self.stop, self.step]) {
    const text = repr(part);
    if (text === undefined) return undefined;
    parts.push(textOf(text));
  }
  return strFromUtf16(`slice(${parts.join(", ")})`);
}

function compareSlices(comparison: Comparison) {
  return (self: PySlice, other: PyObject): Result => {
    if (!(other instanceof PySlice)) return NotImplemented;
    if (self === other) return comparison === "__eq__" || comparison === "__le__" || comparison === "__ge__";
    return compareItems(
      [self.start, self.stop, self.step],
      [other.start, other.stop, other.step],
      comparison,
    );
  };
}

export const sliceType: PyType = defineType("slice", {
  instance: PySlice,
  final: true,
  signature: "(start, stop=<unset>, step=None, /)",
  doc: "slice(stop)\nslice(start, stop[, step])\n\nThe positions between two ends, some step apart, as written in s[start:stop:step].",
  slots: {
    __new__: newSlice,
    __repr__: reprSlice,
    __hash__: (self: PySlice) => hashItems([self.start, self.stop, self.step]),
    __lt__: compareSlices("__lt__"),
    __le__: compareSlices("__le__"),
    __eq__: compareSlices("__eq__"),
    __ne__: compareSlices("__ne__"),
    __gt__: compareSlices("__gt__"),
    __ge__: compareSlices("__ge__"),
  },
  methods: {
    start: member(null, "start"),
    stop: member(null, "stop"),
    step: member(null, "step"),
    indices: method(
      "($self, object, /)",
      "S.indices(len) -> (start, stop, step)\n\nThe non-negative indices and the step that S means in a sequence of len items.",
      indices,
    ),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PySlice) =>
      makeTuple([typeOf(self), makeTuple([self.start, self.stop, self.step])]),
    ),
  },
});
