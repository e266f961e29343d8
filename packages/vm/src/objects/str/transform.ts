/**
 * Methods of str that answer a changed str: case, stripping, padding, tabs, translation.
 */
import { capitalize, casefold, isSpace, lowercase, swapcase, titlecase, uppercase } from "@pyvm/unicode";
import { exceptionTypes, isInstanceOfException } from "../../kernel/exceptions.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import {
  UNWINDING,
  must,
  overflowError,
  pendingException,
  typeError,
  valueError,
} from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { type PyStr, strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { strType, typeName, typeOf } from "../../kernel/type.ts";
import { intValueOf, toIndex, toInteger } from "../../protocols/number.ts";
import { getItem } from "../../protocols/sequence.ts";
import { PyDict, makeDict } from "../dict/dict.ts";
import { strArgument } from "./search.ts";
import {
  type Str,
  charOf,
  codePointAt,
  fromPoints,
  joinStrs,
  strLength,
  strOf,
  strRepeat,
  strSlice,
} from "./text.ts";

/** A case mapping of @pyvm/unicode as a method. ASCII goes to the engine. */
function caseMethod(map: (text: string) => string, ascii: ((text: string) => string) | null) {
  return (self: PyObject): PyObject => {
    const text = strOf(self)!;

    if (ascii !== null && typeof text === "string" && /^[\x00-\x7f]*$/.test(text)) return ascii(text);
    return typeof text !== "string" && hasLonePair(text.points)
      ? mapPieces(text, map)
      : strFromUtf16(map(utf16Of(text)));
  };
}

const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/** Two surrogates in a row, which UTF-16 could not tell from one astral character. */
function hasLonePair(points: Uint32Array): boolean {
  return points.some((point, i) => isSurrogate(point) && i > 0 && isSurrogate(points[i - 1]!));
}

/** Surrogates have no case and end words, so that the text between them can be mapped by itself. */
function mapPieces(text: PyStr, map: (text: string) => string): Str {
  const pieces: Str[] = [];
  const points = text.points;
  let start = 0;
  for (let i = 0; i <= points.length; i++) {
    if (i < points.length && !isSurrogate(points[i]!)) continue;
    const piece = utf16Of(strSlice(text, start, i));
    // Only the first character of all is capitalized.
    const mapped = map === capitalize && start > 0 ? lowercase(piece) : map(piece);
    pieces.push(strFromUtf16(mapped) as Str, strSlice(text, i, Math.min(i + 1, points.length)));
    start = i + 1;
  }
  return joinStrs("", pieces);
}

const engineLower = (text: string) => text.toLowerCase();
export const lower = caseMethod(lowercase, engineLower);
export const upper = caseMethod(uppercase, (text) => text.toUpperCase());
export const fold = caseMethod(casefold, engineLower);
export const title = caseMethod(titlecase, null);
export const capitalized = caseMethod(capitalize, null);
export const swapped = caseMethod(swapcase, null);

// ---- strip

type Ends = { readonly left: boolean; readonly right: boolean };

function stripMethod(method: string, ends: Ends) {
  return (self: PyObject, chars: PyObject): Str => {
    const text = strOf(self)!;
    if (chars === None) return stripPoints(text, ends, isSpace);
    const set = strOf(chars);
    if (set === undefined) throw typeError(`${method} arg must be None or str`);
    const points = new Set<number>();
    for (let i = 0; i < strLength(set); i++) points.add(codePointAt(set, i));
    return stripPoints(text, ends, (point) => points.has(point));
  };
}

function stripPoints(text: Str, ends: Ends, test: (point: number) => boolean): Str {
  let start = 0;
  let stop = strLength(text);
  if (ends.left) while (start < stop && test(codePointAt(text, start))) start++;
  if (ends.right) while (stop > start && test(codePointAt(text, stop - 1))) stop--;
  return strSlice(text, start, stop);
}

export const strip = stripMethod("strip", { left: true, right: true });
export const stripLeft = stripMethod("lstrip", { left: true, right: false });
export const stripRight = stripMethod("rstrip", { left: false, right: true });

// ---- padding

function fillOf(fill: PyObject): Str {
  const text = strOf(fill);
  if (text === undefined)
    throw typeError(`The fill character must be a unicode character, not ${typeName(fill)}`);
  if (strLength(text) !== 1) throw typeError("The fill character must be exactly one character long");
  return text;
}

function padMethod(leftOf: (missing: number, width: number) => number) {
  return (self: PyObject, widthArgument: PyObject, fillArgument: PyObject): Str => {
    const text = strOf(self)!;
    const width = must(toIndex(widthArgument, "OverflowError"));
    const fill = fillOf(fillArgument);
    const missing = width - strLength(text);
    if (missing <= 0) return text;
    const left = leftOf(missing, width);
    return joinStrs("", [strRepeat(fill, left), text, strRepeat(fill, missing - left)]);
  };
}

/** Odd padding leans left or right so that nested centerings agree (unicode_center_impl). */
export const center = padMethod((missing, width) => Math.floor(missing / 2) + (missing & width & 1));
export const leftJustify = padMethod(() => 0);
export const rightJustify = padMethod((missing) => missing);

export function zeroFill(self: PyObject, widthArgument: PyObject): Str {
  const text = strOf(self)!;
  const width = must(toIndex(widthArgument, "OverflowError"));
  const missing = width - strLength(text);
  if (missing <= 0) return text;
  const first = strLength(text) > 0 ? codePointAt(text, 0) : 0;
  const signed = first === 0x2b || first === 0x2d ? 1 : 0;
  return joinStrs("", [
    strSlice(text, 0, signed),
    "0".repeat(missing),
    strSlice(text, signed, strLength(text)),
  ]);
}

/** A C `int` argument. Throws OverflowError. */
export function toCInt(value: PyObject): number {
  const integer = must(toInteger(value));
  if (integer > 2147483647) throw overflowError("Python int too large to convert to C int");
  if (integer < -2147483648) throw overflowError("Python int too large to convert to C int");
  return Number(integer);
}

export function expandTabs(self: PyObject, tabsize: PyObject): Str {
  const text = strOf(self)!;
  const size = toCInt(tabsize);
  const pieces: Str[] = [];
  let start = 0;
  let column = 0;
  for (let i = 0; i < strLength(text); i++) {
    const point = codePointAt(text, i);
    if (point === 0x09) {
      const spaces = size > 0 ? size - (column % size) : 0;
      pieces.push(strSlice(text, start, i), " ".repeat(spaces));
      column += spaces;
      start = i + 1;
    } else {
      column = point === 0x0a || point === 0x0d ? 0 : column + 1;
    }
  }
  if (pieces.length === 0) return text;
  pieces.push(strSlice(text, start, strLength(text)));
  return joinStrs("", pieces);
}

// ---- translation

/** str.translate: `table[ord(c)]` for each character. Throws. */
export function translate(self: PyObject, table: PyObject): Result {
  const text = strOf(self)!;
  const pieces: Str[] = [];
  for (let i = 0; i < strLength(text); i++) {
    const point = codePointAt(text, i);
    pieces.push(translated(point, table));
  }
  return joinStrs("", pieces);
}

function translated(point: number, table: PyObject): Str {
  const value = getItem(table, point);
  if (value === undefined) {
    if (!isInstanceOfException(pendingException(), exceptionTypes.LookupError)) throw UNWINDING;
    rt.pending = null;
    return charOf(point);
  }
  if (value === None) return "";
  const text = strOf(value);
  if (text !== undefined) return text;
  const integer = intValueOf(value);
  if (integer === undefined) throw typeError("character mapping must return integer, None or str");
  if (integer < 0 || integer > 0x10ffff) throw valueError("character mapping must be in range(0x110000)");
  return charOf(integer as number);
}

/** str.maketrans(x[, y[, z]]): a dict for translate. Throws. */
export function makeTranslation(x: PyObject, y: PyObject | undefined, z: PyObject | undefined): Result {
  const table = makeDict();
  if (y === undefined) {
    if (!(x instanceof PyDict))
      throw typeError("if you give only one argument to maketrans it must be a dict");
    for (const [key, value] of x.entriesArray()) must(table.set(translationKey(key), value));
    return table;
  }
  const from = strOf(x);
  if (from === undefined) {
    throw typeError("first maketrans argument must be a string if there is a second argument");
  }
  const to = strArgument("maketrans", " 2", y);
  const deleted = z === undefined ? "" : strArgument("maketrans", " 3", z);
  if (strLength(from) !== strLength(to))
    throw valueError("the first two maketrans arguments must have equal length");
  for (let i = 0; i < strLength(from); i++) must(table.set(codePointAt(from, i), codePointAt(to, i)));
  for (let i = 0; i < strLength(deleted); i++) must(table.set(codePointAt(deleted, i), None));
  return table;
}

function translationKey(key: PyObject): PyObject {
  const text = strOf(key);
  if (text !== undefined) {
    if (strLength(text) !== 1) throw valueError("string keys in translatetable must be of length 1");
    return codePointAt(text, 0);
  }
  if (intValueOf(key) === undefined) throw typeError("keys in translate table must be strings or integers");
  return key;
}

/** The characters from the end to the start: what `[::-1]` gives, and other steps. */
export function everyNth(text: Str, start: number, step: number, length: number): Str {
  if (typeof text === "string") {
    let result = "";
    for (let i = 0, at = start; i < length; i++, at += step) result += text[at]!;
    return result;
  }
  const points = new Uint32Array(length);
  for (let i = 0, at = start; i < length; i++, at += step) points[i] = text.points[at]!;
  return fromPoints(points);
}

/** Whether a value is exactly a str, no instance of a subclass. */
export function isExactStr(value: PyObject): value is Str {
  return typeOf(value) === strType;
}
