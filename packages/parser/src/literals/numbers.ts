/** What a number token is worth. The tokenizer has checked its form. */
import { Complex, Float, type ConstantValue } from "../ast/constants.ts";

/** More decimal digits than this are refused (`sys.int_info.default_max_str_digits`). */
export const MAX_INT_DIGITS = 4300;

/** The value, or `undefined` if an int has too many decimal digits. */
export function numberValue(token: string): ConstantValue | undefined {
  const text = token.includes("_") ? token.replaceAll("_", "") : token;
  const last = text.charCodeAt(text.length - 1) | 0x20;
  const second = text.charCodeAt(1) | 0x20;
  if (text.charCodeAt(0) === 0x30 && (second === 0x78 || second === 0x6f || second === 0x62)) {
    return canonicalInt(text);
  }
  if (last === 0x6a) return new Complex(0, Number(text.slice(0, -1)));
  if (/[.eE]/.test(text)) return new Float(Number(text));
  if (text.length > MAX_INT_DIGITS) return undefined;
  return canonicalInt(text);
}

/** A number while it is safe, else a BigInt. */
function canonicalInt(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
