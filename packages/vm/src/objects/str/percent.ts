/**
 * `str % args`: the str dialect of percent formatting.
 */
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, overflowError, typeError } from "../../kernel/raise.ts";
import { NotImplemented } from "../../kernel/singletons.ts";
import { typeName, typeOf } from "../../kernel/type.ts";
import { toInteger } from "../../protocols/number.ts";
import { repr, str } from "../../protocols/repr.ts";
import { toDouble } from "../float.ts";
import { type Dialect, percentFormat } from "../percent-format.ts";
import { PyTuple } from "../tuple.ts";
import { escapeNonAscii } from "./repr.ts";
import { type Str, charOf, codePointAt, strLength, strOf } from "./text.ts";

const textOf = (value: PyObject): Str => strOf(must(value))!;

const STR: Dialect = {
  what: "string",
  text: {
    s: (value) => textOf(must(str(value))),
    r: (value) => textOf(must(repr(value))),
    a: (value) => escapeNonAscii(textOf(must(repr(value)))),
  },
  character: (value) => {
    const text = strOf(value);
    if (text !== undefined) {
      if (strLength(text) === 1) return charOf(codePointAt(text, 0));
      throw typeError(`%c requires an int or a unicode character, not a string of length ${strLength(text)}`);
    }
    if (typeOf(value).slots.__index__ === undefined) {
      throw typeError(`%c requires an int or a unicode character, not ${typeName(value)}`);
    }
    const point = must(toInteger(value));
    if (point < 0 || point > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
    return charOf(point as number);
  },
  key: (key) => key,
  isMapping: (args) =>
    !(args instanceof PyTuple) && strOf(args) === undefined && typeOf(args).slots.__getitem__ !== undefined,
  unsupported: (code, index) => {
    const shown = code >= 31 && code <= 126 ? String.fromCharCode(code) : "?";
    return `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`;
  },
  toDouble,
};

/** `left % right`, passing unless `left` is a str. Throws. */
export function modulo(left: PyObject, right: PyObject): Result {
  const format = strOf(left);
  return format === undefined ? NotImplemented : percentFormat(format, right, STR);
}
