/**
 * Concatenation, repetition and subscription of constant str, bytes and tuples.
 */

import { CodePoints, codePointsOf, SliceConstant, strConstant, TupleConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

import { isInt } from "./numbers.ts";
import type { IntLike } from "./numbers.ts";

/** The largest tuple that repetition may make, in items. */
const MAX_COLLECTION_SIZE = 256;
/** The largest str or bytes that repetition may make. */
const MAX_STR_SIZE = 4096;
/** The same for the items of nested tuples together. */
const MAX_TOTAL_ITEMS = 1024;

type Sequence = string | CodePoints | Uint8Array | TupleConstant;

export function isSequence(constant: Constant): constant is Sequence {
  return (
    typeof constant === "string" ||
    constant instanceof Uint8Array ||
    constant instanceof TupleConstant ||
    constant instanceof CodePoints
  );
}

/** `left + right`; `undefined` if Python would raise. */
export function concatenate(left: Sequence, right: Constant): Constant | undefined {
  if (left instanceof TupleConstant) {
    return right instanceof TupleConstant ? new TupleConstant([...left.items, ...right.items]) : undefined;
  }
  if (left instanceof Uint8Array) {
    if (!(right instanceof Uint8Array)) return undefined;
    const joined = new Uint8Array(left.length + right.length);
    joined.set(left);
    joined.set(right, left.length);
    return joined;
  }
  if (typeof right !== "string" && !(right instanceof CodePoints)) return undefined;
  if (typeof left === "string" && typeof right === "string") return left + right;
  return strConstant(Uint32Array.of(...codePointsOf(left), ...codePointsOf(right)));
}

/** `sequence * count`; `undefined` if the result is too large to fold. */
export function repeat(sequence: Sequence, count: IntLike): Constant | undefined {
  const length = lengthOf(sequence);
  const times = Number(count);
  if (length === 0) return Math.abs(times) < 2 ** 63 ? sequence : undefined;
  const limit = sequence instanceof TupleConstant ? MAX_COLLECTION_SIZE : MAX_STR_SIZE;
  if (times < 0 || times > Math.floor(limit / length)) return undefined;
  if (typeof sequence === "string") return sequence.repeat(times);
  if (sequence instanceof TupleConstant) {
    if (times > 0 && exceedsItems(sequence, Math.floor(MAX_TOTAL_ITEMS / times)) < 0) return undefined;
    return new TupleConstant(Array.from({ length: times }, () => sequence.items).flat());
  }
  const source = sequence instanceof CodePoints ? sequence.points : sequence;
  const repeated =
    source instanceof Uint8Array ? new Uint8Array(length * times) : new Uint32Array(length * times);
  for (let copy = 0; copy < times; copy++) repeated.set(source, copy * length);
  return repeated instanceof Uint8Array ? repeated : strConstant(repeated);
}

/** `sequence[key]` for an int or slice; `undefined` if Python would raise. */
export function subscript(sequence: Sequence, key: Constant): Constant | undefined {
  const length = lengthOf(sequence);
  if (isInt(key)) {
    const position = Number(key);
    const index = position < 0 ? position + length : position;
    return index < 0 || index >= length ? undefined : itemAt(sequence, index);
  }
  if (!(key instanceof SliceConstant)) return undefined;
  const indices = sliceIndices(key, length);
  if (indices === undefined) return undefined;
  if (sequence instanceof TupleConstant)
    return new TupleConstant(indices.map((index) => sequence.items[index]));
  if (sequence instanceof Uint8Array) return Uint8Array.from(indices, (index) => sequence[index]);
  const points = codePointsOf(sequence);
  return strConstant(Uint32Array.from(indices, (index) => points[index]));
}

function itemAt(sequence: Sequence, index: number): Constant {
  if (sequence instanceof TupleConstant) return sequence.items[index];
  if (sequence instanceof Uint8Array) return sequence[index];
  return strConstant(codePointsOf(sequence).subarray(index, index + 1));
}

/** The indices a slice selects (`PySlice_AdjustIndices`). */
function sliceIndices(slice: SliceConstant, length: number): number[] | undefined {
  const step = slice.step === null ? 1 : slice.step;
  if (!isInt(step) || Number(step) === 0) return undefined;
  const stride = Number(step);
  const [lowest, highest] = stride < 0 ? [-1, length - 1] : [0, length];
  const bound = (value: Constant, otherwise: number): number | undefined => {
    if (value === null) return otherwise;
    if (!isInt(value)) return undefined;
    const position = Number(value);
    return Math.min(highest, Math.max(lowest, position < 0 ? position + length : position));
  };
  const start = bound(slice.start, stride < 0 ? highest : lowest);
  const stop = bound(slice.stop, stride < 0 ? lowest : highest);
  if (start === undefined || stop === undefined) return undefined;
  const indices: number[] = [];
  for (let index = start; stride > 0 ? index < stop : index > stop; index += stride) indices.push(index);
  return indices;
}

function lengthOf(sequence: Sequence): number {
  if (sequence instanceof TupleConstant) return sequence.items.length;
  if (sequence instanceof Uint8Array) return sequence.length;
  return codePointsOf(sequence).length;
}

/** What is left of the limit after counting nested items; negative if it is exceeded. */
function exceedsItems(constant: Constant, limit: number): number {
  if (!(constant instanceof TupleConstant)) return limit;
  let left = limit - constant.items.length;
  for (const item of constant.items) {
    if (left < 0) return left;
    left = exceedsItems(item, left);
  }
  return left;
}
