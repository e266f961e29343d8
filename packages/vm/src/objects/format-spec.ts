/**
 * The format specification mini-language, parsed (library reference, "Format Specification Mini-Language";
 * CPython Python/formatter_unicode.c).
 *
 *     [[fill]align][sign]["z"]["#"]["0"][width][grouping]["." precision [grouping]][type]
 */
import { decimalValue } from "@pyvm/unicode";
import type { PyObject } from "../kernel/object.ts";
import { valueError } from "../kernel/raise.ts";
import { utf16Of } from "../kernel/text.ts";
import { typeName } from "../kernel/type.ts";
import { badArgument } from "./bad-argument.ts";
import { type Str, charOf, codePointAt, joinStrs, strLength, strOf, strRepeat } from "./str/text.ts";

export type Grouping = "" | "," | "_";

export type FormatSpec = {
  fill: Str;
  align: "<" | ">" | "=" | "^";
  sign: "" | " " | "+" | "-";
  /** `z`: no negative zero. */
  noNegativeZero: boolean;
  /** `#` */
  alternate: boolean;
  /** −1: not given. */
  width: number;
  grouping: Grouping;
  /** −1: not given. */
  precision: number;
  fractionGrouping: Grouping;
  /** One character, or "" where the type's default applies. */
  type: string;
};

/** The str in a `__format__` argument. Throws TypeError. */
export function specText(spec: PyObject, method = "__format__"): Str {
  const text = strOf(spec);
  if (text === undefined) throw badArgument(method, "argument", "str", spec);
  return text;
}

/** Parse a specification for `value`, which only messages show. Throws ValueError. */
export function parseFormatSpec(
  value: PyObject,
  spec: Str,
  defaultType: string,
  defaultAlign: "<" | ">",
): FormatSpec {
  const length = strLength(spec);
  let at = 0;
  const peek = (offset = 0): string =>
    at + offset < length ? String.fromCodePoint(codePointAt(spec, at + offset)) : "";
  const result: FormatSpec = {
    fill: " ",
    align: defaultAlign,
    sign: "",
    noNegativeZero: false,
    alternate: false,
    width: -1,
    grouping: "",
    precision: -1,
    fractionGrouping: "",
    type: defaultType,
  };
  const isAlign = (c: string): c is FormatSpec["align"] => c !== "" && "<>=^".includes(c);
  let hasAlign = false;
  let hasFill = false;
  const second = peek(1);
  const first = peek();
  if (isAlign(second)) {
    result.align = second;
    result.fill = charOf(codePointAt(spec, at));
    hasAlign = hasFill = true;
    at += 2;
  } else if (isAlign(first)) {
    result.align = first;
    hasAlign = true;
    at++;
  }
  const sign = peek();
  if (sign === " " || sign === "+" || sign === "-") {
    result.sign = sign;
    at++;
  }
  if (peek() === "z") {
    result.noNegativeZero = true;
    at++;
  }
  if (peek() === "#") {
    result.alternate = true;
    at++;
  }
  if (!hasFill && peek() === "0") {
    result.fill = "0";
    if (!hasAlign && defaultAlign === ">") result.align = "=";
    at++;
  }
  const integer = (): number => {
    let value = -1;
    for (; at < length; at++) {
      const digit = decimalValue(codePointAt(spec, at));
      if (digit === undefined) break;
      value = Math.max(value, 0) * 10 + digit;
      if (value > Number.MAX_SAFE_INTEGER) throw valueError("Too many decimal digits in format string");
    }
    return value;
  };
  const grouping = (): Grouping => {
    let found: Grouping = "";
    if (peek() === ",") {
      found = ",";
      at++;
    }
    if (peek() === "_") {
      if (found !== "") throw valueError("Cannot specify both ',' and '_'.");
      found = "_";
      at++;
    }
    if (peek() === "," && found === "_") throw valueError("Cannot specify both ',' and '_'.");
    return found;
  };
  result.width = integer();
  result.grouping = grouping();
  if (peek() === ".") {
    at++;
    result.precision = integer();
    result.fractionGrouping = grouping();
    if (result.precision < 0 && result.fractionGrouping === "")
      throw valueError("Format specifier missing precision");
  }
  if (length - at > 1) {
    throw valueError(`Invalid format specifier '${utf16Of(spec)}' for object of type '${typeName(value)}'`);
  }
  if (length - at === 1) result.type = peek();
  if (result.grouping !== "" && !allowsGrouping(result)) throw groupingError(result.grouping, result.type);
  if (result.type === "n" && result.fractionGrouping !== "")
    throw groupingError(result.fractionGrouping, "n");
  return result;
}

function allowsGrouping({ grouping, type }: FormatSpec): boolean {
  if (type === "" || "defgEG%F".includes(type)) return true;
  return "boxX".includes(type) && grouping === "_";
}

function groupingError(grouping: string, type: string) {
  return valueError(`Cannot specify '${grouping}' with '${shownCode(type)}'.`);
}

/** ValueError for a presentation type that the value's type has not. */
export function unknownFormatCode(type: string, value: PyObject) {
  return valueError(`Unknown format code '${shownCode(type)}' for object of type '${typeName(value)}'`);
}

function shownCode(type: string): string {
  const point = type.codePointAt(0)!;
  return point > 32 && point < 128 ? type : "\\x" + point.toString(16);
}

/** Text in the middle of `width` fill characters, as `align` says (`=` as `<`). */
export function pad(text: Str, spec: { fill: Str; align: FormatSpec["align"]; width: number }): Str {
  const missing = spec.width - strLength(text);
  if (missing <= 0) return text;
  const left = spec.align === ">" ? missing : spec.align === "^" ? Math.floor(missing / 2) : 0;
  return joinStrs("", [strRepeat(spec.fill, left), text, strRepeat(spec.fill, missing - left)]);
}

/** A number in parts, for layOutNumber. */
export type NumberParts = {
  readonly negative: boolean;
  /** `0x` and the like. */
  readonly prefix: string;
  /** Digits before the point; "" for what is not a number (`inf`, a character). */
  readonly digits: string;
  readonly point: "" | ".";
  readonly fraction: string;
  /** Exponent, percent sign, `inf`: what follows the fraction. */
  readonly rest: Str;
};

/** The parts of unsigned text such as `12.5e+10`. */
export function numberParts(negative: boolean, text: string): NumberParts {
  const [, digits, point, fraction, rest] = /^([0-9]*)(\.?)([0-9]*)(.*)$/s.exec(text) as unknown as string[];
  return {
    negative,
    prefix: "",
    digits: digits!,
    point: point as "" | ".",
    fraction: fraction!,
    rest: rest!,
  };
}

/** Sign, padding and grouping put around the parts of a number, as the specification says. */
export function layOutNumber(parts: NumberParts, spec: FormatSpec): Str {
  const sign = parts.negative ? "-" : spec.sign === "+" || spec.sign === " " ? spec.sign : "";
  const fraction = groupForward(parts.fraction, spec.fractionGrouping);
  const tail = joinStrs("", [parts.point + fraction, parts.rest]);
  const around = sign.length + parts.prefix.length + strLength(tail);
  const minimum = spec.fill === "0" && spec.align === "=" ? spec.width - around : 0;
  const size = "boxX".includes(spec.type) && spec.type !== "" ? 4 : 3;
  const digits = parts.digits === "" ? "" : groupBackward(parts.digits, spec.grouping, size, minimum);
  const head = sign + parts.prefix;
  if (spec.align === "=") {
    const missing = spec.width - around - digits.length;
    return joinStrs("", [head, missing > 0 ? strRepeat(spec.fill, missing) : "", digits, tail]);
  }
  return pad(joinStrs("", [head + digits, tail]), spec);
}

/** Digits in groups counted from the right, zeros added on the left up to `minimum` characters. */
function groupBackward(digits: string, separator: Grouping, size: number, minimum: number): string {
  if (separator === "") return digits.padStart(minimum, "0");
  let remaining = digits.length;
  let result = "";
  for (;;) {
    const length = Math.min(size, Math.max(remaining, minimum, 1));
    const taken = Math.min(remaining, length);
    const group = digits.slice(remaining - taken, remaining).padStart(length, "0");
    result = result === "" ? group : group + separator + result;
    remaining -= taken;
    minimum -= length;
    if (remaining <= 0 && minimum <= 0) return result;
    minimum -= 1;
  }
}

function groupForward(digits: string, separator: Grouping): string {
  return separator === "" ? digits : digits.replace(/...(?=.)/g, (group) => group + separator);
}
