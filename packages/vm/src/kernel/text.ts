/**
 * str values that are not a plain JavaScript string.
 *
 * A str whose characters are all in the Basic Multilingual Plane and none of them a surrogate is a JavaScript
 * string: its code units are its code points. Any other (astral characters, lone surrogates) is a PyStr.
 * The two are disjoint, so equality never crosses. `strFromUtf16` and `utf16Of` are the only bridge to
 * JavaScript text; methods of str are in objects/str.
 */
import type { HeapObject, PyObject } from "./object.ts";
import type { PyType } from "./type.ts";

/** An exact str with at least one code point above U+FFFF or in U+D800–U+DFFF. */
export class PyStr implements HeapObject {
  declare readonly cls: PyType;
  readonly points: Uint32Array;
  constructor(points: Uint32Array) {
    this.points = points;
  }
}

const SURROGATE = /[\ud800-\udfff]/;

/** The str of a UTF-16 text; pairs become one code point, lone surrogates stay. */
export function strFromUtf16(text: string): PyObject {
  return SURROGATE.test(text) ? new PyStr(codePointsOf(text)) : text;
}

/** The str of these code points, in its canonical form. */
export function strFromCodePoints(points: Uint32Array): PyObject {
  for (const point of points) {
    if (point > 0xffff || (point >= 0xd800 && point <= 0xdfff)) return new PyStr(points);
  }
  return plainFromCodePoints(points);
}

function plainFromCodePoints(points: Uint32Array): string {
  let text = "";
  for (let start = 0; start < points.length; start += 4096) {
    text += String.fromCharCode(...points.subarray(start, start + 4096));
  }
  return text;
}

function codePointsOf(text: string): Uint32Array {
  return Uint32Array.from(Array.from(text, (character) => character.codePointAt(0)!));
}

/** JavaScript text of an exact str; a surrogate pair of code points cannot be told from an astral one in it. */
export function utf16Of(value: string | PyStr): string {
  if (typeof value === "string") return value;
  let text = "";
  for (const point of value.points) text += String.fromCodePoint(point);
  return text;
}
