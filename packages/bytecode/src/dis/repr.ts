/**
 * `repr()` of constants, as dis shows them.
 *
 * Which characters are printable is asked of the JavaScript engine's Unicode tables, which can be a
 * version away from Python's. The items of a frozenset come in the order in which they are stored.
 */

import { CodeObject } from "../code/code-object.ts";
import {
  CodePoints,
  codePointsOf,
  ComplexConstant,
  EllipsisConstant,
  FloatConstant,
  ForeignConstant,
  FrozenSetConstant,
  SliceConstant,
  TupleConstant,
} from "../code/constants.ts";
import type { Constant, StrConstant } from "../code/constants.ts";

/** The text Python would print; a code object shows `0x…` for its address. */
export function reprConstant(constant: Constant): string {
  if (constant === null) return "None";
  switch (typeof constant) {
    case "boolean":
      return constant ? "True" : "False";
    case "number":
    case "bigint":
      return `${constant}`;
    case "string":
      return reprStr(constant);
  }
  if (constant instanceof FloatConstant) return reprFloat(constant.value);
  if (constant instanceof ComplexConstant) return reprComplex(constant);
  if (constant instanceof CodePoints) return reprStr(constant);
  if (constant instanceof Uint8Array) return reprBytes(constant);
  if (constant instanceof TupleConstant) {
    const items = constant.items.map(reprConstant);
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
  }
  if (constant instanceof FrozenSetConstant) {
    const items = constant.items.map(reprConstant).join(", ");
    return items === "" ? "frozenset()" : `frozenset({${items}})`;
  }
  if (constant instanceof SliceConstant) {
    const { start, stop, step } = constant;
    return `slice(${reprConstant(start)}, ${reprConstant(stop)}, ${reprConstant(step)})`;
  }
  if (constant instanceof CodeObject) return reprCode(constant);
  if (constant instanceof EllipsisConstant) return "Ellipsis";
  if (constant instanceof ForeignConstant) return "<object>";
  throw new TypeError("not a constant");
}

/** The str itself, without quotes: how names are shown. Lone surrogates come out as they are. */
export function plainStr(text: StrConstant): string {
  return typeof text === "string" ? text : String.fromCodePoint(...text.points);
}

/** Shortest digits that read back as the same float; exponents from 1e16 up and below 1e-4. */
export function reprFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const text = floatDigits(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function floatDigits(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    const [mantissa, exponent] = value.toExponential().split("e");
    return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  }
  return `${value}`;
}

function reprComplex({ real, imag }: ComplexConstant): string {
  if (real === 0 && !Object.is(real, -0)) return `${complexPart(imag)}j`;
  const sign = imag < 0 || Object.is(imag, -0) || Number.isNaN(imag) ? "" : "+";
  return `(${complexPart(real)}${Number.isNaN(imag) ? "+" : sign}${complexPart(imag)}j)`;
}

/** As a float, but without ".0". */
function complexPart(value: number): string {
  return reprFloat(value).replace(/\.0$/, "");
}

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [9, "\\t"],
  [10, "\\n"],
  [13, "\\r"],
  [92, "\\\\"],
]);

function reprStr(text: StrConstant): string {
  const points = codePointsOf(text);
  const quote = points.includes(39) && !points.includes(34) ? '"' : "'";
  let body = "";
  for (const point of points) {
    const escape = ESCAPES.get(point);
    if (escape !== undefined) body += escape;
    else if (point === quote.charCodeAt(0)) body += `\\${quote}`;
    else if (isPrintable(point)) body += String.fromCodePoint(point);
    else if (point < 0x100) body += `\\x${hex(point, 2)}`;
    else if (point < 0x10000) body += `\\u${hex(point, 4)}`;
    else body += `\\U${hex(point, 8)}`;
  }
  return quote + body + quote;
}

function isPrintable(point: number): boolean {
  if (point < 0x7f) return point >= 0x20;
  return !/[\p{C}\p{Z}]/u.test(String.fromCodePoint(point));
}

function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let body = "";
  for (const byte of bytes) {
    const escape = ESCAPES.get(byte);
    if (escape !== undefined) body += escape;
    else if (byte === quote.charCodeAt(0)) body += `\\${quote}`;
    else if (byte >= 0x20 && byte < 0x7f) body += String.fromCharCode(byte);
    else body += `\\x${hex(byte, 2)}`;
  }
  return `b${quote}${body}${quote}`;
}

/** `repr()` of a code object. */
export function reprCode(code: CodeObject): string {
  const { co_name, co_filename, co_firstlineno } = code;
  return `<code object ${plainStr(co_name)} at 0x…, file "${plainStr(co_filename)}", line ${co_firstlineno}>`;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, "0");
}
