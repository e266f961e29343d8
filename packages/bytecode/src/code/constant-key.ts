/**
 * When two constants are the same constant.
 *
 * Stricter than Python's `==`: `1`, `1.0` and `True` differ, `0.0` and `-0.0` differ, inside tuples too;
 * NaN equals only itself as an object. Code objects are equal when all that runs is equal; the file name
 * and the qualified name do not take part. Follows `_PyCode_ConstantKey` and `code_richcompare`
 * (Objects/codeobject.c).
 */

import { CodeObject } from "./code-object.ts";
import {
  CodePoints,
  ComplexConstant,
  EllipsisConstant,
  FloatConstant,
  ForeignConstant,
  FrozenSetConstant,
  SliceConstant,
  TupleConstant,
} from "./constants.ts";
import type { Constant, StrConstant } from "./constants.ts";

/**
 * A string that is equal for equal constants and differs for different ones.
 *
 * For a code object (alone or inside a tuple) the string is shared by code objects that may differ: ask
 * `sameCode` as well.
 */
export function constantKey(constant: Constant): string {
  if (constant === null) return "N";
  switch (typeof constant) {
    case "boolean":
      return constant ? "T" : "F";
    case "number":
    case "bigint":
      return `i${constant}`;
    case "string":
      return `s${constant.length}:${constant}`;
  }
  if (constant instanceof FloatConstant) return `f${floatKey(constant, constant.value)}`;
  if (constant instanceof TupleConstant) return `(${keysOf(constant.items).join("")})`;
  if (constant instanceof Uint8Array) return `b${constant.length}:${latin1(constant)}`;
  if (constant instanceof CodeObject) return codeKey(constant);
  if (constant instanceof ComplexConstant) {
    return `c${floatKey(constant, constant.real)},${floatKey(constant, constant.imag)}`;
  }
  if (constant instanceof FrozenSetConstant) return `{${keysOf(constant.items).sort().join("")}}`;
  if (constant instanceof SliceConstant) {
    return `[${keysOf([constant.start, constant.stop, constant.step]).join("")}]`;
  }
  if (constant instanceof CodePoints) return `p${constant.points.length}:${constant.points.join(",")}`;
  if (constant instanceof EllipsisConstant) return ".";
  if (constant instanceof ForeignConstant) return `o${objectKey(constant.value as object)}`;
  throw new TypeError("not a constant");
}

/** Whether two constants are the same, code objects compared field by field. */
export function sameConstant(a: Constant, b: Constant): boolean {
  if (a === b) return true;
  if (a instanceof CodeObject || b instanceof CodeObject) {
    return a instanceof CodeObject && b instanceof CodeObject && sameCode(a, b);
  }
  return constantKey(a) === constantKey(b);
}

/** CPython's equality of code objects. */
export function sameCode(a: CodeObject, b: CodeObject): boolean {
  if (a === b) return true;
  return (
    sameStr(a.co_name, b.co_name) &&
    a.co_argcount === b.co_argcount &&
    a.co_posonlyargcount === b.co_posonlyargcount &&
    a.co_kwonlyargcount === b.co_kwonlyargcount &&
    a.co_flags === b.co_flags &&
    a.co_firstlineno === b.co_firstlineno &&
    sameBytes(a.co_code, b.co_code) &&
    sameList(a.co_consts, b.co_consts, sameConstant) &&
    sameList(a.co_names, b.co_names, sameStr) &&
    sameList(a.co_localsplusnames, b.co_localsplusnames, sameStr) &&
    sameBytes(a.co_linetable, b.co_linetable) &&
    sameBytes(a.co_exceptiontable, b.co_exceptiontable)
  );
}

function codeKey(code: CodeObject): string {
  return `C${constantKey(code.co_name)}${code.co_firstlineno},${code.co_code.length};`;
}

function keysOf(items: readonly Constant[]): string[] {
  return items.map((item) => `${constantKey(item)};`);
}

const objectKeys = new WeakMap<object, number>();
let objectCount = 0;

/** A number for each object that is only the same as itself. */
function objectKey(object: object): number {
  let key = objectKeys.get(object);
  if (key === undefined) objectKeys.set(object, (key = ++objectCount));
  return key;
}

/** The sign of zero counts; a NaN is told apart by the object that holds it. */
function floatKey(holder: object, value: number): string {
  if (value === value) return Object.is(value, -0) ? "-0" : `${value}`;
  return `nan${objectKey(holder)}`;
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 4096) {
    text += String.fromCharCode(...bytes.subarray(start, start + 4096));
  }
  return text;
}

function sameStr(a: StrConstant, b: StrConstant): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return constantKey(a) === constantKey(b);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index]));
}
