/**
 * The primitives on exact str values, in either of their two forms, on which every method of str is written.
 *
 * A plain str is a JavaScript string, and each primitive is the engine's own operation on it; a PyStr is an array
 * of code points. Indices count code points in both. Results are canonical (kernel/text.ts).
 *
 * Hot: strLength, strIndex, strSlice, strConcat, strEquals.
 */
import { LONG_NEEDLE, type Units, findLong } from "../../algorithms/long-search.ts";
import type { PyObject } from "../../kernel/object.ts";
import { PyStr, strFromCodePoints } from "../../kernel/text.ts";
import { PyStrInstance } from "../../kernel/type.ts";

/** An exact str. */
export type Str = string | PyStr;

/** The exact str in a value, undefined for values that are not str. */
export function strOf(value: PyObject): Str | undefined {
  if (typeof value === "string" || value instanceof PyStr) return value;
  return value instanceof PyStrInstance ? (value.value as Str) : undefined;
}

export function strLength(text: Str): number {
  return typeof text === "string" ? text.length : text.points.length;
}

/** The code point at an index in range. */
export function codePointAt(text: Str, index: number): number {
  return typeof text === "string" ? text.charCodeAt(index) : text.points[index]!;
}

/** The one-character str of a code point. */
export function charOf(point: number): Str {
  if (point < 0xd800 || (point > 0xdfff && point < 0x10000)) return String.fromCharCode(point);
  return new PyStr(Uint32Array.of(point));
}

/** The character at an index in range. */
export function strIndex(text: Str, index: number): Str {
  return typeof text === "string" ? text[index]! : charOf(text.points[index]!);
}

/** Characters from `start` up to `stop`, 0 ≤ start ≤ stop ≤ length. */
export function strSlice(text: Str, start: number, stop: number): Str {
  if (typeof text === "string") return text.slice(start, stop);
  if (start === 0 && stop === text.points.length) return text;
  return fromPoints(text.points.slice(start, stop));
}

/** The canonical str of an array of code points. */
export function fromPoints(points: Uint32Array | readonly number[]): Str {
  return strFromCodePoints(points instanceof Uint32Array ? points : Uint32Array.from(points)) as Str;
}

/** The code points of either form. */
export function pointsOf(text: Str): Uint32Array {
  if (typeof text !== "string") return text.points;
  const points = new Uint32Array(text.length);
  for (let i = 0; i < text.length; i++) points[i] = text.charCodeAt(i);
  return points;
}

export function strConcat(a: Str, b: Str): Str {
  if (typeof a === "string" && typeof b === "string") return a + b;
  return joinStrs("", [a, b]);
}

/** `separator.join(parts)` on exact strs. */
export function joinStrs(separator: Str, parts: readonly Str[]): Str {
  if (typeof separator === "string" && parts.every((part) => typeof part === "string"))
    return parts.join(separator);
  if (parts.length === 1) return parts[0]!;
  let length = Math.max(parts.length - 1, 0) * strLength(separator);
  for (const part of parts) length += strLength(part);
  const points = new Uint32Array(length);
  let at = 0;
  const add = (text: Str) => {
    if (typeof text === "string") for (let i = 0; i < text.length; i++) points[at++] = text.charCodeAt(i);
    else {
      points.set(text.points, at);
      at += text.points.length;
    }
  };
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) add(separator);
    add(parts[i]!);
  }
  return fromPoints(points);
}

export function strRepeat(text: Str, count: number): Str {
  if (count <= 0) return "";
  if (typeof text === "string") return text.repeat(count);
  if (count === 1) return text;
  const unit = text.points;
  const points = new Uint32Array(unit.length * count);
  for (let i = 0; i < count; i++) points.set(unit, i * unit.length);
  return new PyStr(points);
}

export function strEquals(a: Str, b: Str): boolean {
  if (a === b) return true;
  if (typeof a === "string" || typeof b === "string") return false;
  const [left, right] = [a.points, b.points];
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

/** Three-way comparison by code point. */
export function compareStrs(a: Str, b: Str): number {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  const length = Math.min(strLength(a), strLength(b));
  for (let i = 0; i < length; i++) {
    const difference = codePointAt(a, i) - codePointAt(b, i);
    if (difference !== 0) return difference;
  }
  return strLength(a) - strLength(b);
}

/** The first index ≥ start at which `part` stands wholly before `stop`, −1: nowhere. 0 ≤ start, stop ≤ length. */
export function strFind(text: Str, part: Str, start: number, stop: number): number {
  const length = strLength(part);
  if (stop - start < length) return -1;
  if (length >= LONG_NEEDLE) return findLong(unitsOf(text), start, stop, unitsOf(part), length);
  if (typeof text === "string") {
    if (typeof part !== "string") return -1;
    if (stop === text.length) return text.indexOf(part, start);
    const found = text.slice(0, stop).indexOf(part, start);
    return found;
  }
  const points = text.points;
  const wanted = pointsOf(part);
  for (let i = start; i <= stop - wanted.length; i++) if (matchesAt(points, wanted, i)) return i;
  return -1;
}

function unitsOf(text: Str): Units {
  return typeof text === "string" ? (i) => text.charCodeAt(i) : (i) => text.points[i]!;
}

/** The last such index. */
export function strFindLast(text: Str, part: Str, start: number, stop: number): number {
  if (stop - start < strLength(part)) return -1;
  if (typeof text === "string") {
    if (typeof part !== "string") return -1;
    const found = text.lastIndexOf(part, stop - part.length);
    return found < start ? -1 : found;
  }
  const points = text.points;
  const wanted = pointsOf(part);
  for (let i = stop - wanted.length; i >= start; i--) if (matchesAt(points, wanted, i)) return i;
  return -1;
}

function matchesAt(points: Uint32Array, wanted: Uint32Array, at: number): boolean {
  for (let i = 0; i < wanted.length; i++) if (points[at + i] !== wanted[i]) return false;
  return true;
}

/** How often `part`, not empty, stands between start and stop without overlap; at most `limit`. */
export function strCount(text: Str, part: Str, start: number, stop: number, limit = Infinity): number {
  const step = strLength(part);
  let count = 0;
  while (count < limit) {
    const found = strFind(text, part, start, stop);
    if (found < 0) break;
    count++;
    start = found + step;
  }
  return count;
}

/** Whether `part` stands at `at`. */
export function strMatchesAt(text: Str, part: Str, at: number): boolean {
  if (typeof text === "string") return typeof part === "string" && text.startsWith(part, at);
  return at >= 0 && at + strLength(part) <= text.points.length && matchesAt(text.points, pointsOf(part), at);
}

/** Each character by `test`; false for the empty str. */
export function everyPoint(text: Str, test: (point: number) => boolean): boolean {
  const length = strLength(text);
  for (let i = 0; i < length; i++) if (!test(codePointAt(text, i))) return false;
  return length > 0;
}

export function isAscii(text: Str): boolean {
  return typeof text === "string" && /^[\x00-\x7f]*$/.test(text);
}
