/**
 * int.__format__: integer presentation types, and those of float for ints (formatter_unicode.c, format_long_internal).
 */
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, overflowError, valueError } from "../../kernel/raise.ts";
import { intType, typeOf } from "../../kernel/type.ts";
import { intValueOf } from "../../protocols/number.ts";
import { str } from "../../protocols/repr.ts";
import { formatDoubleBySpec } from "../float-format.ts";
import {
  type FormatSpec,
  layOutNumber,
  parseFormatSpec,
  specText,
  unknownFormatCode,
} from "../format-spec.ts";
import { type Str, charOf } from "../str/text.ts";
import { type Int, doubleOfInt } from "./arithmetic.ts";
import { intToDecimal, intToPowerOfTwoBase } from "./digits.ts";

/** int.__format__(self, spec). Throws. */
export function formatInt(self: PyObject, specArgument: PyObject): Result {
  const text = specText(specArgument);
  const value = intValueOf(self)!;
  if (text === "") return typeOf(self) === intType ? intToDecimal(value) : str(self);
  const spec = parseFormatSpec(self, text, "d", ">");
  switch (spec.type) {
    case "b":
    case "c":
    case "d":
    case "o":
    case "x":
    case "X":
    case "n":
      return formatIntegral(value, spec);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
    case "%":
      return formatDoubleBySpec(must(doubleOfInt(value)), spec);
    default:
      throw unknownFormatCode(spec.type, self);
  }
}

function formatIntegral(value: Int, spec: FormatSpec): Str {
  if (spec.precision !== -1) throw valueError("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero)
    throw valueError("Negative zero coercion (z) not allowed in integer format specifier");
  const parts = {
    negative: false,
    prefix: "",
    digits: "",
    point: "" as const,
    fraction: "",
    rest: "" as Str,
  };
  if (spec.type === "c") return layOutNumber({ ...parts, rest: characterOf(value, spec) }, spec);
  const digits = digitsOf(value, spec.type);
  const prefix = spec.alternate ? (PREFIX[spec.type] ?? "") : "";
  return layOutNumber({ ...parts, negative: value < 0, prefix, digits }, spec);
}

const PREFIX: Record<string, string> = { b: "0b", o: "0o", x: "0x", X: "0X" };

function digitsOf(value: Int, type: string): string {
  switch (type) {
    case "b":
      return intToPowerOfTwoBase(value, 2);
    case "o":
      return intToPowerOfTwoBase(value, 8);
    case "x":
      return intToPowerOfTwoBase(value, 16);
    case "X":
      return intToPowerOfTwoBase(value, 16).toUpperCase();
    default:
      return must(intToDecimal(value)).replace("-", "");
  }
}

function characterOf(value: Int, spec: FormatSpec): Str {
  if (spec.sign !== "") throw valueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  if (typeof value === "bigint" && BigInt.asIntN(64, value) !== value) {
    throw overflowError("Python int too large to convert to C long");
  }
  if (value < 0 || value > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
  return charOf(value as number);
}
