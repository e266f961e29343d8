/**
 * What may be in a slot of the stack or in a fast local: the lattice that verification computes in.
 *
 * A kind is a set of bits, one for each sort of value that may be there; where two paths meet, their bits are
 * joined. `OBJECT` is any Python value, and every bit but `NULL` and `UNCLOSED` stands for Python values of
 * one sort. The bits from `COUNT_SHIFT` on hold a number that belongs to the sort: how many cells, names or
 * free variables.
 */

import { CodeObject } from "../code/code-object.ts";
import { CodePoints, TupleConstant } from "../code/constants.ts";
import type { Constant } from "../code/constants.ts";
import { FAST_FREE } from "../code/flags.ts";

/** No value: an unbound local, the NULL that calls expect. */
export const NULL = 1;
/** Any Python value. */
export const OBJECT = 1 << 1;
/** Where an exception was raised, for RERAISE. */
export const LASTI = 1 << 2;
/** An instance of BaseException. */
export const EXCEPTION = 1 << 3;
export const NONE = 1 << 4;
export const LIST = 1 << 5;
export const SET = 1 << 6;
/** An exact dict. */
export const DICT = 1 << 7;
export const TUPLE = 1 << 8;
/** A str, or an instance of a subclass. */
export const STR = 1 << 9;
export const CELL = 1 << 10;
/** A function that can be called. */
export const FUNCTION = 1 << 11;
/** A function that still lacks its closure; the number: of how many cells. */
export const UNCLOSED = 1 << 12;
/** A code object; the number: of its free variables. */
export const CODE = 1 << 13;
/** A tuple of cells; the number: how many. */
export const CELLS = 1 << 14;
/** A tuple of strs; the number: how many. */
export const NAMES = 1 << 15;

const COUNT_SHIFT = 16;
const MAX_COUNT = 0x7fff;
const BITS = (1 << COUNT_SHIFT) - 1;

/** Whether there is a Python value for certain. */
export function isObject(kind: number): boolean {
  return (kind & (NULL | UNCLOSED)) === 0;
}

/** Whether nothing but values of these sorts is there. */
export function isOnly(kind: number, sorts: number): boolean {
  return (kind & BITS & ~sorts) === 0;
}

/** A sort with its number; the plain sort it is one of when the number is too large to be kept. */
export function counted(sort: number, count: number): number {
  return count > MAX_COUNT ? uncounted(sort) : sort | (count << COUNT_SHIFT);
}

/** The number that belongs to the sort; 0 when it has none. */
export function countOf(kind: number): number {
  return kind >>> COUNT_SHIFT;
}

/** What is there when it may be one or the other. */
export function join(a: number, b: number): number {
  if (a === b) return a;
  if (countOf(a) === countOf(b)) return a | b;
  return uncounted(a & BITS) | uncounted(b & BITS);
}

function uncounted(sorts: number): number {
  let result = sorts & ~(CODE | CELLS | NAMES);
  if ((sorts & CODE) !== 0) result |= OBJECT;
  if ((sorts & (CELLS | NAMES)) !== 0) result |= TUPLE;
  return result;
}

/** What a fast local holds after a value was stored: only what matters of locals is kept. */
export function stored(kind: number): number {
  const kept = kind & (NULL | CELL | UNCLOSED);
  return kept === (kind & BITS) ? kept : kept | OBJECT;
}

/** What LOAD_CONST pushes. */
export function kindOfConstant(constant: Constant): number {
  if (constant === null) return NONE;
  if (typeof constant === "string" || constant instanceof CodePoints) return STR;
  if (constant instanceof CodeObject) return counted(CODE, freeCount(constant));
  if (constant instanceof TupleConstant) {
    return constant.items.every(isStr) ? counted(NAMES, constant.items.length) : TUPLE;
  }
  return OBJECT;
}

function isStr(constant: Constant): boolean {
  return typeof constant === "string" || constant instanceof CodePoints;
}

function freeCount(code: CodeObject): number {
  let count = 0;
  for (const kind of code.co_localspluskinds) if ((kind & FAST_FREE) !== 0) count++;
  return count;
}
