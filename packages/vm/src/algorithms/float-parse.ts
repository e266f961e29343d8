/**
 * float literals and the hexadecimal form of doubles.
 */
import { decimalValue, isSpace } from "@pyvm/unicode";
import { decompose, fromBits, isNegative } from "./float-bits.ts";
import { scaleBigInt } from "./bigint.ts";

const DECIMAL =
  /^[+-]?(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?$/;
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** The double that a text spells, white space around it and underscores between digits allowed; null: none. */
export function parseFloatText(text: string): number | null {
  return parseStrippedFloat(stripToAscii(text));
}

function parseStrippedFloat(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text.replaceAll("_", ""));
  const special = SPECIAL.exec(text);
  if (special === null) return null;
  return specialValue(special);
}

/** Infinity or NaN with its sign, which NaN keeps too where the engine lets it. */
function specialValue([, sign, infinity]: RegExpExecArray): number {
  if (infinity === undefined) return sign === "-" ? NEGATIVE_NAN : NaN;
  return sign === "-" ? -Infinity : Infinity;
}

const NEGATIVE_NAN = fromBits(0xfff8n << 48n);

/** White space off both ends, Unicode digits as ASCII, other characters that no number has as `?`. */
export function stripToAscii(text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  let result = "";
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 128) result += isSpace(point) ? " " : character;
    else if (isSpace(point)) result += " ";
    else result += String(decimalValue(point) ?? "?");
  }
  return result.replace(/^ +| +$/g, "");
}

/** float.hex(): `[-]0x1.xxxxxxxxxxxxxp±e`. */
export function hexOfDouble(x: number): string {
  if (Number.isNaN(x)) return "nan";
  const sign = isNegative(x) ? "-" : "";
  if (!Number.isFinite(x)) return sign + "inf";
  if (x === 0) return sign + "0x0.0p+0";
  const { mantissa, exponent } = decompose(Math.abs(x));
  const whole = mantissa >> 52n;
  const fraction = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const power = exponent + 52;
  return `${sign}0x${whole}.${fraction}p${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}

const HEX = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?[0-9]+))?$/i;

/** float.fromhex(): the double, rounded half to even; null: malformed; "overflow": too large. */
export function parseHexFloat(text: string): number | null | "overflow" {
  const stripped = text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, "");
  const special = SPECIAL.exec(stripped);
  if (special !== null) return specialValue(special);
  const match = HEX.exec(stripped);
  if (match === null) return null;
  const [, sign, whole, fraction = "", power = "0"] = match as unknown as [
    string,
    string,
    string,
    string?,
    string?,
  ];
  const digits = whole + fraction;
  if (digits === "") return null;
  const mantissa = BigInt("0x" + digits);
  if (mantissa === 0n) return sign === "-" ? -0 : 0;
  const exponent = Number(power) - 4 * fraction.length;
  const top = exponent + digits.replace(/^0+/, "").length * 4;
  if (top > 1100) return "overflow";
  const magnitude = top < -1200 ? 0 : scaleBigInt(mantissa, exponent);
  if (!Number.isFinite(magnitude)) return "overflow";
  return sign === "-" ? -magnitude : magnitude;
}
