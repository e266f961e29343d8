/**
 * `repr()` of constants, as it appears in messages and in annotations kept as text.
 */

import { CodePoints, Complex, Float, type ConstantValue } from "@pyvm/parser";

export function reprConstant(value: ConstantValue): string {
  switch (typeof value) {
    case "boolean":
      return value ? "True" : "False";
    case "number":
    case "bigint":
      return String(value);
    case "string":
      return reprCodePoints(Array.from(value, (char) => char.codePointAt(0)!));
  }
  if (value === null) return "None";
  if (value instanceof Float) return reprFloat(value.value);
  if (value instanceof Complex) return reprComplex(value);
  if (value instanceof CodePoints) return reprCodePoints(value.points);
  if (value instanceof Uint8Array) return reprBytes(value);
  return "Ellipsis";
}

const ESCAPES: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r", 92: "\\\\" };

function reprCodePoints(points: ArrayLike<number>): string {
  const quote = chooseQuote(points);
  let result = quote;
  for (let index = 0; index < points.length; index++) {
    const point = points[index];
    const char = String.fromCodePoint(point);
    if (char === quote) result += `\\${quote}`;
    else if (ESCAPES[point] !== undefined) result += ESCAPES[point];
    else if (isPrintable(char)) result += char;
    else if (point <= 0xff) result += `\\x${hex(point, 2)}`;
    else if (point <= 0xffff) result += `\\u${hex(point, 4)}`;
    else result += `\\U${hex(point, 8)}`;
  }
  return result + quote;
}

function reprBytes(bytes: Uint8Array): string {
  const quote = chooseQuote(bytes);
  let result = `b${quote}`;
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    if (char === quote) result += `\\${quote}`;
    else if (ESCAPES[byte] !== undefined) result += ESCAPES[byte];
    else if (byte >= 0x20 && byte < 0x7f) result += char;
    else result += `\\x${hex(byte, 2)}`;
  }
  return result + quote;
}

/** Double quotes only where they save escaping: a single quote inside and no double one. */
function chooseQuote(codes: ArrayLike<number>): "'" | '"' {
  const codeList = Array.from(codes);
  return codeList.includes(0x27) && !codeList.includes(0x22) ? '"' : "'";
}

/** Everything but controls, unassigned, private and surrogate characters, and separators other than space. */
function isPrintable(char: string): boolean {
  return char === " " || !/[\p{C}\p{Z}]/u.test(char);
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, "0");
}

function reprFloat(value: number): string {
  const text = reprDouble(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The shortest digits that round-trip, in Python's notation: an exponent below 1e-4 and from 1e16 on. */
function reprDouble(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0";
  const [mantissa, exponentText] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 16) return String(value); // no exponent in JavaScript either
  const sign = exponent < 0 ? "-" : "+";
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function reprComplex({ real, imag }: Complex): string {
  const imaginary = `${reprDouble(imag)}j`;
  if (real === 0 && !Object.is(real, -0)) return imaginary;
  const sign = imaginary.startsWith("-") ? "" : "+";
  return `(${reprDouble(real)}${sign}${imaginary})`;
}
