/**
 * Builtin functions from and to text: ascii, chr, format, ord, repr.
 */
import { type Entry, fn } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { raise, typeError, valueError } from "../../kernel/raise.ts";
import { isInstance, strType, typeName } from "../../kernel/type.ts";
import { PyByteArray } from "../../objects/bytearray.ts";
import { PyBytes } from "../../objects/bytes.ts";
import { format } from "../../objects/format.ts";
import { escapeNonAscii } from "../../objects/str/repr.ts";
import { charOf, codePointAt, strLength, strOf } from "../../objects/str/text.ts";
import { toInteger } from "../../protocols/number.ts";
import { repr } from "../../protocols/repr.ts";

function ascii(object: PyObject): Result {
  const text = repr(object);
  if (text === undefined) return undefined;
  const plain = strOf(text)!;
  const escaped = escapeNonAscii(plain);
  return escaped === plain ? text : escaped;
}

function chr(i: PyObject): Result {
  const point = toInteger(i);
  if (point === undefined) return undefined;
  if (typeof point === "bigint" || point < 0 || point > 0x10ffff) {
    return raise(valueError("chr() arg not in range(0x110000)"));
  }
  return charOf(point);
}

function ord(character: PyObject): Result {
  const text = strOf(character);
  let size: number;
  if (text !== undefined) {
    size = strLength(text);
    if (size === 1) return codePointAt(text, 0);
  } else if (character instanceof PyBytes) {
    size = character.bytes.length;
    if (size === 1) return character.bytes[0];
  } else if (character instanceof PyByteArray) {
    size = character.length;
    if (size === 1) return character.bytes[0];
  } else return raise(typeError(`ord() expected string of length 1, but ${typeName(character)} found`));
  return raise(typeError(`ord() expected a character, but string of length ${size} found`));
}

export const textFunctions: Record<string, Entry> = {
  ascii: fn("($module, obj, /)", "repr() with every character that is not ASCII escaped.", ascii),
  chr: fn("($module, i, /)", "The string of one character with code point i; 0 <= i <= 0x10ffff.", chr),
  format: fn(
    "($module, value, format_spec='', /)",
    "type(value).__format__(value, format_spec); see FORMATTING in help() for the usual specifications.",
    (value: PyObject, spec: PyObject) =>
      isInstance(spec, strType)
        ? format(value, spec)
        : raise(typeError(`format() argument 2 must be str, not ${typeName(spec)}`)),
  ),
  ord: fn("($module, character, /)", "The code point of a string of one character.", ord),
  repr: fn(
    "($module, obj, /)",
    "The canonical representation of an object as a string; often it can be evaluated.",
    repr,
  ),
};
