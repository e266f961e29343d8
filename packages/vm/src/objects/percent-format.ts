/**
 * `%` formatting, of str and bytes alike (library reference, "printf-style String Formatting"; CPython
 * unicodeobject.c, unicode_format_arg, and bytesobject.c, _PyBytes_FormatEx).
 *
 * The format and the result are text; bytes come and go as Latin-1. What the two differ in, the conversions of
 * objects to text and the words of the messages, is the dialect.
 */
import { formatDouble } from "../algorithms/float-format.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { caughtException, must, overflowError, typeError, valueError } from "../kernel/raise.ts";
import { typeName, typeOf } from "../kernel/type.ts";
import { intValueOf, toInteger } from "../protocols/number.ts";
import { getItem } from "../protocols/sequence.ts";
import { intToDecimal, intToPowerOfTwoBase } from "./int/digits.ts";
import { intFromObject } from "./int/parse.ts";
import { type Str, codePointAt, joinStrs, strLength, strRepeat, strSlice } from "./str/text.ts";
import { PyTuple } from "./tuple.ts";

export type Dialect = {
  /** "string" or "bytes", in messages. */
  readonly what: string;
  /** The conversion characters that make text of an object, and how. Precision truncates the result. */
  readonly text: Readonly<Record<string, (value: PyObject) => Str>>;
  /** `%c`. */
  readonly character: (value: PyObject) => Str;
  /** `%(key)s`: the key as the mapping knows it. */
  readonly key: (key: Str) => PyObject;
  /** Whether an argument that is no tuple can be asked for keys. */
  readonly isMapping: (args: PyObject) => boolean;
  /** The message for a conversion character that there is not. */
  readonly unsupported: (code: number, index: number) => string;
  /** The argument of `%e`, `%f`, `%g`. */
  readonly toDouble: (value: PyObject) => number;
};

type Conversion = {
  leftJustify: boolean;
  sign: boolean;
  blank: boolean;
  alternate: boolean;
  zero: boolean;
  width: number;
  precision: number;
  code: string;
};

const PERCENT = 0x25;

/** `format % args`. Throws. */
export function percentFormat(format: Str, args: PyObject, dialect: Dialect): Str {
  const length = strLength(format);
  const pieces: Str[] = [];
  const mapping = dialect.isMapping(args);
  // The arguments left: a tuple's items, or the one argument.
  let items: readonly PyObject[] = args instanceof PyTuple ? args.items : [args];
  let next = 0;
  const takeArgument = (): PyObject => {
    const item = items[next++];
    if (item === undefined) throw typeError("not enough arguments for format string");
    return item;
  };
  let usedKeys = false;
  let at = 0;
  while (at < length) {
    const start = at;
    while (at < length && codePointAt(format, at) !== PERCENT) at++;
    if (at > start) pieces.push(strSlice(format, start, at));
    if (at >= length) break;
    at++;
    if (at < length && codePointAt(format, at) === PERCENT) {
      pieces.push("%");
      at++;
      continue;
    }
    const peek = (): string => (at < length ? String.fromCodePoint(codePointAt(format, at)) : "");
    if (peek() === "(") {
      if (!mapping) throw typeError("format requires a mapping");
      const end = closingParenthesis(format, at + 1);
      items = [must(getItem(args, dialect.key(strSlice(format, at + 1, end))))];
      next = 0;
      usedKeys = true;
      at = end + 1;
    }
    const conversion: Conversion = {
      leftJustify: false,
      sign: false,
      blank: false,
      alternate: false,
      zero: false,
      width: -1,
      precision: -1,
      code: "",
    };
    flags: for (; ; at++) {
      switch (peek()) {
        case "-":
          conversion.leftJustify = true;
          continue;
        case "+":
          conversion.sign = true;
          continue;
        case " ":
          conversion.blank = true;
          continue;
        case "#":
          conversion.alternate = true;
          continue;
        case "0":
          conversion.zero = true;
          continue;
      }
      break flags;
    }
    const number = (limit: number, name: string): number => {
      let value = 0;
      for (; /^[0-9]$/.test(peek()); at++) {
        value = value * 10 + Number(peek());
        if (value > limit) throw valueError(`${name} too big`);
      }
      return value;
    };
    if (peek() === "*") {
      at++;
      const width = starArgument(takeArgument());
      conversion.width = Math.abs(width);
      if (width < 0) conversion.leftJustify = true;
    } else if (/^[0-9]$/.test(peek())) conversion.width = number(Number.MAX_SAFE_INTEGER, "width");
    if (peek() === ".") {
      at++;
      if (peek() === "*") {
        at++;
        const precision = starArgument(takeArgument());
        if (precision > 2147483647) throw overflowError("Python int too large to convert to C int");
        conversion.precision = Math.max(precision, 0);
      } else conversion.precision = number(2147483647, "precision");
    }
    if (/^[hlL]$/.test(peek())) at++;
    if (at >= length) throw valueError("incomplete format");
    conversion.code = peek();
    at++;
    pieces.push(convert(conversion, dialect, takeArgument, at - 1));
    if (usedKeys && next < items.length) throw leftOver(dialect);
  }
  if (!mapping && next < items.length && !usedKeys) throw leftOver(dialect);
  return joinStrs("", pieces);
}

function leftOver(dialect: Dialect) {
  return typeError(`not all arguments converted during ${dialect.what} formatting`);
}

/** The index of the parenthesis that balances the one before `at`. */
function closingParenthesis(format: Str, at: number): number {
  let depth = 1;
  for (; at < strLength(format); at++) {
    const point = codePointAt(format, at);
    if (point === 0x29 && --depth === 0) return at;
    if (point === 0x28) depth++;
  }
  throw valueError("incomplete format key");
}

function starArgument(value: PyObject): number {
  const integer = intValueOf(value);
  if (integer === undefined) throw typeError("* wants int");
  if (typeof integer === "bigint") throw overflowError("Python int too large to convert to C ssize_t");
  return integer;
}

function convert(conversion: Conversion, dialect: Dialect, takeArgument: () => PyObject, index: number): Str {
  const code = conversion.code;
  const toText = dialect.text[code];
  if (toText !== undefined) {
    const text = toText(takeArgument());
    const { precision } = conversion;
    return justify(
      precision >= 0 && precision < strLength(text) ? strSlice(text, 0, precision) : text,
      conversion,
    );
  }
  switch (code) {
    case "d":
    case "i":
    case "u":
    case "o":
    case "x":
    case "X":
      return signed(integerText(takeArgument(), conversion), conversion);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return signed(doubleText(dialect.toDouble(takeArgument()), conversion), conversion);
    case "c":
      return justify(dialect.character(takeArgument()), conversion);
  }
  takeArgument();
  throw valueError(dialect.unsupported(code.codePointAt(0)!, index));
}

function justify(text: Str, { width, leftJustify }: Conversion): Str {
  const missing = width - strLength(text);
  if (missing <= 0) return text;
  const fill = strRepeat(" ", missing);
  return joinStrs("", leftJustify ? [text, fill] : [fill, text]);
}

type NumberText = { readonly negative: boolean; readonly prefix: string; readonly digits: string };

/** Sign, prefix and padding around a number. Zeros go between the prefix and the digits. */
function signed({ negative, prefix, digits }: NumberText, conversion: Conversion): string {
  const sign = negative ? "-" : conversion.sign ? "+" : conversion.blank ? " " : "";
  const missing = conversion.width - sign.length - prefix.length - digits.length;
  const zeros = conversion.zero && !conversion.leftJustify && missing > 0 ? "0".repeat(missing) : "";
  return justify(sign + prefix + zeros + digits, conversion) as string;
}

function integerText(value: PyObject, { code, alternate, precision }: Conversion): NumberText {
  const integer = integerOf(value, code);
  if (precision > 2147483644) throw overflowError("precision too large");
  let digits: string;
  if (code === "o") digits = intToPowerOfTwoBase(integer, 8);
  else if (code === "x" || code === "X") digits = intToPowerOfTwoBase(integer, 16);
  else digits = must(intToDecimal(integer)).replace("-", "");
  digits = digits.padStart(precision, "0");
  if (code === "X") digits = digits.toUpperCase();
  const prefix = alternate && "oxX".includes(code) ? "0" + code : "";
  return { negative: integer < 0, prefix, digits };
}

function integerOf(value: PyObject, code: string): number | bigint {
  const direct = intValueOf(value);
  if (direct !== undefined) return direct;
  const isHex = code === "o" || code === "x" || code === "X";
  const slots = typeOf(value).slots;
  const wrong = () =>
    typeError(
      `%${code} format: ${isHex ? "an integer" : "a real number"} is required, not ${typeName(value)}`,
    );
  if (slots.__index__ === undefined && slots.__int__ === undefined && slots.__float__ === undefined)
    throw wrong();
  try {
    return isHex ? must(toInteger(value)) : intFromObject(value);
  } catch (caught) {
    const exception = caughtException(caught);
    if (isInstanceOfException(exception, exceptionTypes.TypeError)) throw wrong();
    throw exception;
  }
}

function doubleText(x: number, { code, alternate, precision }: Conversion): NumberText {
  const lower = code.toLowerCase() as "e" | "f" | "g";
  let text = formatDouble(x, lower, precision < 0 ? 6 : precision, { alternate, addDotZero: false });
  const negative = text.startsWith("-");
  if (negative) text = text.slice(1);
  return { negative, prefix: "", digits: code === lower ? text : text.toUpperCase() };
}
