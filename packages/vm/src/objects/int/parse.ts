/**
 * int(x) and int(x, base): conversion of any object to int (CPython's PyNumber_Long, long_new_impl).
 */
import { hooks } from "../../kernel/hooks.ts";
import type { PyObject } from "../../kernel/object.ts";
import { UNWINDING, must, typeError, valueError } from "../../kernel/raise.ts";
import { utf16Of } from "../../kernel/text.ts";
import { intType, isInstance, typeName, typeOf } from "../../kernel/type.ts";
import { intValueOf, toClampedIndex, toInteger } from "../../protocols/number.ts";
import { repr } from "../../protocols/repr.ts";
import { bytesLikeOf } from "../buffer.ts";
import { PyByteArray } from "../bytearray.ts";
import { PyBytes } from "../bytes.ts";
import { strOf } from "../str/text.ts";
import type { Int } from "./arithmetic.ts";
import { parseIntText } from "./digits.ts";

/** int(value). Throws. */
export function intFromObject(value: PyObject): Int {
  const type = typeOf(value);
  if (type === intType) return value as Int;
  if (type.slots.__int__ !== undefined) return checkedInt(must(type.slots.__int__(value)), "__int__");
  if (type.slots.__index__ !== undefined) return must(toInteger(value));
  const text = strOf(value);
  if (text !== undefined) return intFromText(utf16Of(text), 10, value);
  const bytes = bytesLikeOf(value);
  if (bytes !== null) return intFromText(latin1(bytes), 10, new PyBytes(bytes.slice()));
  throw typeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

/** The result of a special method that must be an int; strict subclasses are deprecated. Throws. */
export function checkedInt(result: PyObject, method: string): Int {
  if (!isInstance(result, intType)) throw typeError(`${method} returned non-int (type ${typeName(result)})`);
  if (typeOf(result) !== intType) {
    const warned = hooks.warn(
      "DeprecationWarning",
      `${method} returned non-int (type ${typeName(result)}).  The ability to return an instance of a strict ` +
        "subclass of int is deprecated, and may not be supported in a future version of Python.",
      1,
    );
    if (warned === undefined) throw UNWINDING;
  }
  return intValueOf(result)!;
}

/** int(value, base). Throws. */
export function intFromDigits(value: PyObject, baseArgument: PyObject): Int {
  const base = must(toClampedIndex(baseArgument));
  if ((base !== 0 && base < 2) || base > 36) throw valueError("int() base must be >= 2 and <= 36, or 0");
  const text = strOf(value);
  if (text !== undefined) return intFromText(utf16Of(text), base, value);
  if (value instanceof PyBytes) return intFromText(latin1(value.bytes), base, value);
  if (value instanceof PyByteArray) return intFromText(latin1(value.view()), base, value);
  throw typeError("int() can't convert non-string with explicit base");
}

function intFromText(text: string, base: number, shown: PyObject): Int {
  const value = must(parseIntText(text, base));
  if (value !== null) return value;
  const exact = strOf(shown) ?? shown;
  const literal = utf16Of(strOf(must(repr(exact)))!);
  throw valueError(`invalid literal for int() with base ${base}: ${[...literal].slice(0, 200).join("")}`);
}

/** Bytes as the characters they spell in ASCII; others become characters that no literal has. */
function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : "?";
  return text;
}
