/**
 * `_json`: the fast paths of the library's `json`.
 */
import { defineModule, fn } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { isTrue } from "../../kernel/truth.ts";
import { typeName } from "../../kernel/type.ts";
import { type Str, strOf } from "../../objects/str/text.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { toIndex } from "../../protocols/number.ts";
import { encoderType, fastEscapes } from "./encoder.ts";
import { JsonText, scanString } from "./scan-string.ts";
import { scannerType } from "./scanner.ts";

function textArgument(value: PyObject): Str {
  const text = strOf(value);
  if (text === undefined) throw typeError(`first argument must be a string, not ${typeName(value)}`);
  return text;
}

function scanstring(string: PyObject, end: PyObject, strict: PyObject): Result {
  const text = strOf(string);
  const position = must(toIndex(end, "OverflowError"));
  const isStrict = must(isTrue(strict));
  if (text === undefined) throw typeError(`first argument must be a string, not ${typeName(string)}`);
  const source = new JsonText(text);
  if (position < 0 || position > source.length) throw valueError("end is out of bounds");
  const scanned = scanString(source, position, isStrict);
  return makeTuple([scanned.value, scanned.end]);
}

const escape = (name: string) => (value: PyObject) => fastEscapes.get(`_json.${name}`)!(textArgument(value));

export const jsonModule = defineModule("_json", {
  doc: "Fast paths of json.",
  constants: { make_scanner: scannerType, make_encoder: encoderType },
  functions: {
    encode_basestring_ascii: fn(
      "($self, object, /)",
      "An ASCII-only JSON representation of a Python string.",
      escape("encode_basestring_ascii"),
    ),
    encode_basestring: fn(
      "($self, object, /)",
      "A JSON representation of a Python string.",
      escape("encode_basestring"),
    ),
    scanstring: fn(
      "(string, end, strict=True, /)",
      "The string at a position of a JSON document, and where it ends.",
      scanstring,
    ),
  },
});
