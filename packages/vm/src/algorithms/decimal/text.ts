/**
 * Decimals as text and back (General Decimal Arithmetic, "Conversions").
 */
import type { Arithmetic } from "./context.ts";
import { finalize, invalid } from "./rounding.ts";
import { ConversionSyntax } from "./status.ts";
import { DecimalValue, INFINITE, QUIET_NAN, SIGNALING_NAN, type Sign, infinity } from "./value.ts";

const NUMBER = /^([-+]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-+]?\d+))?$/;
const SPECIAL = /^([-+]?)(?:(inf(?:inity)?)|(s?)nan(\d*))$/i;
/** Beyond this an exponent is out of every context's bounds. */
const MAX_EXPONENT = 4e9;

/** The number that ASCII text says, rounded to the context. */
export function parseDecimal(text: string, context: Arithmetic): DecimalValue {
  const number = NUMBER.exec(text);
  if (number === null) return parseSpecial(text, context);
  const [, minus, whole, fraction = "", onlyFraction, exponentText] = number;
  const digits = (whole ?? "") + (onlyFraction ?? fraction);
  const places = (onlyFraction ?? fraction).length;
  const written = exponentText === undefined ? 0 : Number(exponentText);
  const exponent = Math.max(Math.min(written, MAX_EXPONENT), -MAX_EXPONENT) - places;
  return finalize(new DecimalValue(minus === "-" ? 1 : 0, BigInt(digits), exponent), context);
}

function parseSpecial(text: string, context: Arithmetic): DecimalValue {
  const special = SPECIAL.exec(text);
  if (special === null) return invalid(context, ConversionSyntax);
  const [, minus, infinite, signaling, payload] = special;
  const sign: Sign = minus === "-" ? 1 : 0;
  if (infinite !== undefined) return infinity(sign);
  const diagnostic = payload!.replace(/^0+/, "");
  if (diagnostic.length > context.precision - context.clamp) return invalid(context, ConversionSyntax);
  return new DecimalValue(
    sign,
    diagnostic === "" ? 0n : BigInt(diagnostic),
    0,
    signaling === "" ? QUIET_NAN : SIGNALING_NAN,
  );
}

function specialText({ kind, coefficient }: DecimalValue): string {
  if (kind === INFINITE) return "Infinity";
  const payload = coefficient === 0n ? "" : coefficient.toString();
  return (kind === SIGNALING_NAN ? "sNaN" : "NaN") + payload;
}

const signText = ({ sign }: DecimalValue): string => (sign === 1 ? "-" : "");
const exponentText = (exponent: number, letter: string): string =>
  `${letter}${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;

/** to-scientific-string; the letter of an exponent is `E` or `e`. */
export function scientificText(value: DecimalValue, letter: "E" | "e" = "E"): string {
  if (value.isSpecial) return signText(value) + specialText(value);
  const digits = value.coefficient.toString();
  const { exponent } = value;
  const left = exponent + digits.length;
  const plain = exponent <= 0 && left > -6;
  return signText(value) + withPoint(digits, plain ? left : 1, left, letter);
}

/** to-engineering-string: exponents are multiples of three. */
export function engineeringText(value: DecimalValue, letter: "E" | "e" = "E"): string {
  if (value.isSpecial) return signText(value) + specialText(value);
  const digits = value.coefficient.toString();
  const { exponent } = value;
  const left = exponent + digits.length;
  if (exponent <= 0 && left > -6) return signText(value) + withPoint(digits, left, left, letter);
  const modulo = (n: number) => ((n % 3) + 3) % 3;
  const place = value.coefficient === 0n ? modulo(left + 1) - 1 : modulo(left - 1) + 1;
  return signText(value) + withPoint(digits, place, left, letter);
}

/** Digits with the point after `place` of them, and the exponent that remains. */
function withPoint(digits: string, place: number, left: number, letter: string): string {
  const tail = left === place ? "" : exponentText(left - place, letter);
  if (place <= 0) return `0.${"0".repeat(-place)}${digits}${tail}`;
  if (place >= digits.length) return digits + "0".repeat(place - digits.length) + tail;
  return `${digits.slice(0, place)}.${digits.slice(place)}${tail}`;
}
