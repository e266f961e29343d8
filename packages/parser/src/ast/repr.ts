/** Python's `repr` of the values a Constant can hold. */
import { isPrintable } from "@pyvm/unicode";
import { CodePoints, Complex, EllipsisType, Float, type ConstantValue } from "./constants.ts";

export function reprConstant(value: ConstantValue): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string")
    return reprString(Array.from(value, (character) => character.codePointAt(0)!));
  if (typeof value === "number" || typeof value === "bigint") return value.toString();
  if (value instanceof Float) return reprFloat(value.value);
  if (value instanceof Complex) return reprComplex(value);
  if (value instanceof CodePoints) return reprString(value.points);
  if (value instanceof EllipsisType) return value.name;
  return reprBytes(value);
}

/** The shortest digits that give the number back, with an exponent below 1e-4 and from 1e16 on. */
export function reprFloat(value: number): string {
  return formatFloat(value, ".0");
}

function formatFloat(value: number, suffixOfIntegers: string): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const [mantissa, exponentText] = value.toExponential().split("e") as [string, string];
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const digits = Math.abs(exponent).toString().padStart(2, "0");
    return `${sign(value)}${mantissa.replace("-", "")}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  const text = Math.abs(value).toString();
  const plain = text.includes("e") ? Math.abs(value).toFixed(mantissaDigits(mantissa) - exponent - 1) : text;
  return sign(value) + (plain.includes(".") ? plain : plain + suffixOfIntegers);
}

function mantissaDigits(mantissa: string): number {
  return mantissa.replace(/[-.]/g, "").length;
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}

function reprComplex({ real, imag }: Complex): string {
  const imaginary = `${formatFloat(imag, "")}j`;
  if (real === 0 && !Object.is(real, -0)) return imaginary;
  return `(${formatFloat(real, "")}${imaginary.startsWith("-") ? "" : "+"}${imaginary})`;
}

const ESCAPES: Readonly<Record<number, string>> = { 0x09: "\\t", 0x0a: "\\n", 0x0d: "\\r", 0x5c: "\\\\" };

function reprString(points: ArrayLike<number>): string {
  const quote = preferredQuote(points);
  let text = quote;
  for (let index = 0; index < points.length; index++) {
    const point = points[index]!;
    if (point === quote.charCodeAt(0)) text += `\\${quote}`;
    else text += point === 0x5c || !isPrintable(point) ? escapeOf(point) : String.fromCodePoint(point);
  }
  return text + quote;
}

/** The escape sequence of a character, the shortest there is. */
export function escapeOf(point: number): string {
  if (ESCAPES[point] !== undefined) return ESCAPES[point];
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, "0")}`;
  if (point <= 0xffff) return `\\u${point.toString(16).padStart(4, "0")}`;
  return `\\U${point.toString(16).padStart(8, "0")}`;
}

function reprBytes(bytes: Uint8Array): string {
  const quote = preferredQuote(bytes);
  let text = `b${quote}`;
  for (const byte of bytes) {
    if (ESCAPES[byte] !== undefined) text += ESCAPES[byte];
    else if (byte === quote.charCodeAt(0)) text += `\\${quote}`;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return text + quote;
}

/** A double quote only if that saves escaping. */
function preferredQuote(codes: ArrayLike<number>): string {
  let hasSingle = false;
  for (let index = 0; index < codes.length; index++) {
    if (codes[index] === 0x22) return "'";
    if (codes[index] === 0x27) hasSingle = true;
  }
  return hasSingle ? '"' : "'";
}
