/**
 * `format(decimal, spec)`: the format specification mini-language for Decimals, with separators of the locale where the
 * type is `n` (library reference, "Format Specification Mini-Language"; libmpdec io.c, CPython Lib/_pydecimal.py).
 */
import { rescale, roundToDigits } from "../../algorithms/decimal/rounding.ts";
import { scientificText } from "../../algorithms/decimal/text.ts";
import { DecimalValue } from "../../algorithms/decimal/value.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { UNWINDING, must, typeError, valueError } from "../../kernel/raise.ts";
import { strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { callMethod } from "../../protocols/call.ts";
import { intValueOf } from "../../protocols/number.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { PyList } from "../../objects/list.ts";
import { pointsOf, strLength, strOf } from "../../objects/str/text.ts";
import type { PyDecimal } from "./decimal-object.ts";
import { currentContext } from "./state.ts";

type Specification = {
  readonly fill: string;
  readonly align: "<" | ">" | "=" | "^";
  readonly sign: "+" | "-" | " ";
  readonly positiveZero: boolean;
  readonly alternate: boolean;
  readonly zeroPadded: boolean;
  readonly width: number;
  readonly precision: number | null;
  /** `e E f F g G %`, or none. */
  readonly type: string;
  readonly fractionSeparator: string;
  readonly separators: Separators;
};

type Separators = {
  readonly point: string;
  readonly thousands: string;
  /** Lengths of the groups from the point; the last one repeats if 0 follows it, and ends grouping otherwise. */
  readonly grouping: readonly number[];
};

const SPECIFICATION =
  /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(?=[\d,_])(\d+)?([,_])?)?([eEfFgGnN%])?$/su;

const invalidFormat = () => valueError("invalid format string");
const CHAR_MAX = 127;
const MAX_WIDTH = 2 ** 28;

function parseSpecification(text: string, given: Separators | null): Specification {
  const match = SPECIFICATION.exec(text);
  if (match === null) throw invalidFormat();
  const [, fill, align, sign = "-", z, alternate, zero, width, thousands, precision, fraction, type = ""] =
    match;
  if (zero !== undefined && (fill !== undefined || align !== undefined)) throw invalidFormat();
  const localized = type === "n" || type === "N";
  if (localized && thousands !== undefined) throw invalidFormat();
  const digits = precision === undefined ? null : Number(precision);
  if (Number(width ?? 0) > MAX_WIDTH || (digits ?? 0) > MAX_WIDTH)
    throw valueError("format specification exceeds internal limits of _decimal");
  const plain: Separators = { point: ".", thousands: thousands ?? "", grouping: [3, 0] };
  return {
    fill: fill ?? " ",
    align: (align ?? ">") as Specification["align"],
    sign: sign as Specification["sign"],
    positiveZero: z !== undefined,
    alternate: alternate !== undefined,
    zeroPadded: zero !== undefined,
    width: Number(width ?? 0),
    precision: digits === 0 && /^[gGnN]?$/.test(type) ? 1 : digits,
    type: localized ? (type === "n" ? "g" : "G") : type,
    fractionSeparator: fraction ?? "",
    separators: given ?? (localized ? localeSeparators() : plain),
  };
}

/** The separators of a dict as `localeconv()` answers it. Throws. */
function separatorsOf(dict: PyDict, fallback: Separators): Separators {
  const text = (key: string, missing: string): string => {
    const value = dict.getText(key);
    const str = value === undefined ? missing : strOf(value);
    if (str === undefined) throw typeError(`${key} must be a str`);
    return utf16Of(str);
  };
  const grouping = dict.getText("grouping");
  return {
    point: text("decimal_point", fallback.point),
    thousands: text("thousands_sep", fallback.thousands),
    grouping: grouping === undefined ? fallback.grouping : groupLengths(grouping),
  };
}

/** A list of lengths, or a str whose characters are the lengths. */
function groupLengths(value: PyObject): number[] {
  const text = strOf(value);
  if (text !== undefined) {
    const lengths = [...pointsOf(text)];
    return lengths.length > 0 && lengths.at(-1) !== CHAR_MAX ? [...lengths, 0] : lengths;
  }
  return value instanceof PyList ? value.items.map((item) => Number(intValueOf(item) ?? 0)) : [];
}

const NO_SEPARATORS: Separators = { point: ".", thousands: "", grouping: [] };

function localeSeparators(): Separators {
  const module = must(hooks.importModule("_locale"));
  const conventions = must(callMethod(module, attributeName("localeconv"), []));
  return conventions instanceof PyDict ? separatorsOf(conventions, NO_SEPARATORS) : NO_SEPARATORS;
}

function overridden(override: PyObject): Separators {
  if (!(override instanceof PyDict)) throw typeError("optional argument must be a dict");
  const separators = separatorsOf(override, NO_SEPARATORS);
  if (separators.point === "" || strLength(separators.point) > 4 || strLength(separators.thousands) > 4)
    throw valueError("invalid override dict");
  if (separators.grouping.some((length) => length > CHAR_MAX)) throw valueError("invalid override dict");
  return separators;
}

/** `decimal.__format__(spec, override)`; the dict of separators is for tests. */
export function formatDecimal(self: PyDecimal, argument: PyObject, override: PyObject | undefined): Result {
  const text = strOf(argument);
  if (text === undefined) throw typeError("format arg must be str");
  const specText = utf16Of(text);
  if (specText.endsWith("N")) {
    const warned = hooks.warn("DeprecationWarning", "Format specifier 'N' is deprecated", 1);
    if (warned === undefined) throw UNWINDING;
  }
  const context = currentContext();
  const given = override === undefined ? null : overridden(override);
  const spec = parseSpecification(specText, given);
  const { value } = self;
  if (value.isSpecial) {
    const body = scientificText(value.withSign(0)) + (spec.type === "%" ? "%" : "");
    return strFromUtf16(alignText(signText(value.sign === 1, spec), body, spec));
  }
  const type = spec.type === "" ? (context.capitals === 1 ? "G" : "g") : spec.type;
  return strFromUtf16(formatFinite(value, { ...spec, type }, context.arithmetic.rounding));
}

function formatFinite(exact: DecimalValue, spec: Specification, rounding: number): string {
  const { type } = spec;
  const value = roundedFor(spec, exact, rounding);
  const digits = value.coefficient.toString();
  const left = value.exponent + digits.length;
  const place = pointPlace(spec, value, left);
  let whole = "0";
  let fraction = "";
  if (place < 0) fraction = "0".repeat(-place) + digits;
  else if (place > digits.length) whole = digits + "0".repeat(place - digits.length);
  else {
    if (place > 0) whole = digits.slice(0, place);
    fraction = digits.slice(place);
  }
  const negative = value.sign === 1 && !(value.isZero && spec.positiveZero);
  const sign = signText(negative, spec);
  const tail = fractionText(fraction, spec) + exponentText(left - place, type) + (type === "%" ? "%" : "");
  const minimum = spec.zeroPadded ? spec.width - codePoints(tail) - sign.length : 0;
  return alignText(sign, grouped(whole, spec.separators, minimum) + tail, spec);
}

function roundedFor({ type, precision }: Specification, exact: DecimalValue, rounding: number): DecimalValue {
  let value = exact;
  if (type === "%") value = new DecimalValue(value.sign, value.coefficient, value.exponent + 2);
  const fixed = "fF%".includes(type);
  if (precision !== null) {
    if (fixed) value = rescale(value, -precision, rounding);
    else if ("eE".includes(type)) value = roundToDigits(value, precision + 1, rounding);
    else if (value.digits > precision) value = roundToDigits(value, precision, rounding);
  }
  // A zero with a positive exponent has no fixed-point form.
  return fixed && value.isZero && value.exponent > 0 ? rescale(value, 0, rounding) : value;
}

/** Digits before the point. */
function pointPlace({ type, precision }: Specification, value: DecimalValue, left: number): number {
  if ("eE".includes(type)) return value.isZero && precision !== null ? 1 - precision : 1;
  if ("fF%".includes(type)) return left;
  return value.exponent <= 0 && left > -6 ? left : 1;
}

function signText(negative: boolean, { sign }: Specification): string {
  if (negative) return "-";
  return sign === "-" ? "" : sign;
}

function fractionText(digits: string, { fractionSeparator, alternate, separators }: Specification): string {
  if (digits === "") return alternate ? separators.point : "";
  const groups = fractionSeparator === "" ? [digits] : digits.match(/.{1,3}/g)!;
  return separators.point + groups.join(fractionSeparator);
}

function exponentText(exponent: number, type: string): string {
  if (exponent === 0 && !"eE".includes(type)) return "";
  const letter = "EG".includes(type) ? "E" : "e";
  return `${letter}${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

/** Digits with separators, zeros in front up to a width; never a separator first. */
function grouped(digits: string, { thousands, grouping }: Separators, minimum: number): string {
  const groups: string[] = [];
  let room = minimum;
  const take = (length: number): void => {
    groups.unshift(digits.slice(-length).padStart(length, "0"));
    digits = digits.slice(0, -length);
    room -= length;
  };
  for (const length of repeated(grouping)) {
    take(Math.min(Math.max(digits.length, room, 1), length));
    if (digits === "" && room <= 0) return groups.join(thousands);
    room -= thousands.length;
  }
  take(Math.max(digits.length, room, 1));
  return groups.join(thousands);
}

function* repeated(grouping: readonly number[]): Generator<number> {
  for (let i = 0; i < grouping.length; i++) {
    const length = grouping[i]!;
    if (length === CHAR_MAX) return;
    if (length > 0) yield length;
    else if (i > 0) for (;;) yield grouping[i - 1]!;
  }
}

const codePoints = (text: string): number => [...text].length;

function alignText(sign: string, body: string, { width, fill, align }: Specification): string {
  const missing = Math.max(width - sign.length - codePoints(body), 0);
  const padding = fill.repeat(missing);
  switch (align) {
    case "<":
      return sign + body + padding;
    case ">":
      return padding + sign + body;
    case "=":
      return sign + padding + body;
    case "^": {
      const half = missing >> 1;
      return fill.repeat(half) + sign + body + fill.repeat(missing - half);
    }
  }
}
