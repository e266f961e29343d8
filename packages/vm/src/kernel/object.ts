/**
 * What a Python value is in JavaScript.
 *
 * Exact `int`, `bool` and most `str` values are JavaScript primitives; everything else is a heap object
 * whose prototype carries `cls`, its Python type. `undefined` is never a Python value: it means unbound,
 * absent, or *unwinding* (see raise.ts). Measured in the architecture's Q1–Q4.
 *
 * - int: a `number` while |n| ≤ 2^53−1 (integral, never −0), else a canonical `bigint`
 * - bool: `boolean`
 * - str: a `string` without surrogate code units; any other str is a PyStr of code points (objects/str)
 * - float: PyFloat; None, NotImplemented, Ellipsis: singletons (singletons.ts)
 * - instances of subclasses of int and str: PyIntInstance, PyStrInstance, which wrap the primitive
 */
import type { PyType } from "./type.ts";

/** Any object that is not a JavaScript primitive. `cls` lives on the prototype: `__class__` assignment swaps it. */
export interface HeapObject {
  readonly cls: PyType;
}

/** A Python value. */
export type PyObject = number | bigint | boolean | string | HeapObject;

/** The result of anything that can raise: `undefined` means unwinding, the reason is in `rt.pending`. */
export type Result = PyObject | undefined;

/** Keyword names of a call, parallel to the last `kwnames.length` arguments (CPython's vectorcall). */
export type KeywordNames = readonly string[] | undefined;

/** What a `__next__` slot answers when there is nothing more; never visible to Python. */
export class Exhausted {
  declare readonly cls: PyType;
}
export const EXHAUSTED: Exhausted = new Exhausted();

/** Attributes are own JavaScript properties; this is the untyped view that attribute code uses. */
export type Properties = Record<string, PyObject | undefined>;
export function propertiesOf(object: HeapObject): Properties {
  return object as unknown as Properties;
}
