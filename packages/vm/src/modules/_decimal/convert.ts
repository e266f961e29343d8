/**
 * Values of other types as Decimals: exactly, as the constructor does, or rounded to a context, as
 * `Context.create_decimal` does (CPython Modules/_decimal/_decimal.c, `PyDecType_From…`).
 */
import { decompose, isNegative } from "../../algorithms/float-bits.ts";
import { trailingZeros } from "../../algorithms/bigint.ts";
import { type Arithmetic, maximalContext } from "../../algorithms/decimal/context.ts";
import { finalize, invalid } from "../../algorithms/decimal/rounding.ts";
import {
  Clamped,
  ConversionSyntax,
  ERRORS,
  FloatOperation,
  Inexact,
  Rounded,
} from "../../algorithms/decimal/status.ts";
import { parseDecimal } from "../../algorithms/decimal/text.ts";
import { DecimalValue, NAN, type Sign, decimalOfInteger, infinity } from "../../algorithms/decimal/value.ts";
import { stripToAscii } from "../../algorithms/float-parse.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { utf16Of } from "../../kernel/text.ts";
import { PyFloat } from "../../kernel/type.ts";
import { intValueOf, toIndex } from "../../protocols/number.ts";
import { PyList } from "../../objects/list.ts";
import { strOf } from "../../objects/str/text.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { type PyDecimalContext, addStatus, outOfMemory, perform } from "./context-object.ts";
import { PyDecimal, conversionError } from "./decimal-object.ts";

/** A conversion in the widest context; what it cannot say exactly is an invalid operation. */
function exactly(context: PyDecimalContext, convert: (widest: Arithmetic) => DecimalValue): DecimalValue {
  const widest = maximalContext();
  let result: DecimalValue;
  try {
    result = convert(widest);
  } catch (caught) {
    throw outOfMemory(context, caught);
  }
  if ((widest.status & (Inexact | Rounded | Clamped)) !== 0) result = invalid(widest);
  addStatus(context, widest.status & ERRORS);
  return result;
}

const SURROUNDING_SPACE = /^[\s\x1c-\x1f\x85]|[\s\x1c-\x1f\x85]$/u;

/** Unicode digits as ASCII. White space at the ends stays as a blank, which no number has. */
function asciiOf(text: string): string {
  return SURROUNDING_SPACE.test(text) ? " " : stripToAscii(text);
}

/** The Decimal that the constructor makes of a value. Throws. */
export function exactDecimal(value: PyObject, context: PyDecimalContext): DecimalValue {
  if (value instanceof PyDecimal) return value.value;
  const text = strOf(value);
  if (text !== undefined) {
    const ascii = stripToAscii(utf16Of(text).trim()).replaceAll("_", "");
    return exactly(context, (widest) => parseDecimal(ascii, widest));
  }
  if (value instanceof PyTuple || value instanceof PyList) {
    const triple = tripleText(value.items);
    return exactly(context, (widest) => parseDecimal(triple, widest));
  }
  return exactNumber(value, context);
}

/** The Decimal of a number of any type. Throws. */
export function exactNumber(value: PyObject, context: PyDecimalContext): DecimalValue {
  if (value instanceof PyDecimal) return value.value;
  const integer = intValueOf(value);
  if (integer !== undefined) return decimalOfInteger(BigInt(integer));
  if (!(value instanceof PyFloat)) throw conversionError(value);
  addStatus(context, FloatOperation);
  return decimalOfDouble(value.value);
}

/** The Decimal of an int or a float. Throws TypeError. */
export function exactFloat(value: PyObject): DecimalValue {
  const integer = intValueOf(value);
  if (integer !== undefined) return decimalOfInteger(BigInt(integer));
  if (!(value instanceof PyFloat)) throw typeError("argument must be int or float");
  return decimalOfDouble(value.value);
}

/** The exact decimal of a double. */
export function decimalOfDouble(x: number): DecimalValue {
  if (Number.isNaN(x)) return NAN;
  const sign: Sign = isNegative(x) ? 1 : 0;
  if (!Number.isFinite(x)) return infinity(sign);
  if (x === 0) return new DecimalValue(sign, 0n, 0);
  const { mantissa, exponent } = decompose(Math.abs(x));
  const zeros = trailingZeros(mantissa);
  const odd = mantissa >> BigInt(zeros);
  const power = exponent + zeros;
  if (power >= 0) return new DecimalValue(sign, odd << BigInt(power), 0);
  return new DecimalValue(sign, odd * 5n ** BigInt(-power), power);
}

/** The Decimal of a value, rounded to the context. Throws. */
export function roundedDecimal(value: PyObject, context: PyDecimalContext): DecimalValue {
  const { arithmetic } = context;
  if (value instanceof PyDecimal) {
    const { value: decimal } = value;
    if (
      decimal.isNaN &&
      decimal.coefficient !== 0n &&
      decimal.digits > arithmetic.precision - arithmetic.clamp
    ) {
      addStatus(context, ConversionSyntax);
      return NAN;
    }
    return perform(context, (own) => finalize(decimal, own));
  }
  const text = strOf(value);
  if (text !== undefined) return perform(context, (own) => parseDecimal(asciiOf(utf16Of(text)), own));
  if (value instanceof PyTuple || value instanceof PyList)
    return perform(context, (own) => parseDecimal(tripleText(value.items), own));
  const number = exactNumber(value, context);
  return perform(context, (own) => finalize(number, own));
}

const wrongDigits = () => valueError("coefficient must be a tuple of digits");

/** The text of a number given as (sign, digits, exponent). Throws. */
function tripleText(items: readonly PyObject[]): string {
  if (items.length !== 3) throw valueError("argument must be a sequence of length 3");
  const [signItem, digitsItem, exponentItem] = items as [PyObject, PyObject, PyObject];
  const sign = intValueOf(signItem);
  if (sign !== 0 && sign !== 1) throw valueError("sign must be an integer with the value 0 or 1");
  const special = specialName(exponentItem);
  const exponent = special === null ? tripleExponent(exponentItem) : 0;
  if (!(digitsItem instanceof PyTuple) && !(digitsItem instanceof PyList)) throw wrongDigits();
  const digits = digitsItem.items.map((item) => {
    const digit = intValueOf(item);
    if (digit === undefined || digit < 0 || digit > 9) throw wrongDigits();
    return digit;
  });
  const minus = sign === 1 ? "-" : "";
  if (special === "Inf") return minus + special;
  if (special !== null) return minus + special + digits.join("");
  return `${minus}${digits.length === 0 ? "0" : digits.join("")}E${exponent}`;
}

function specialName(value: PyObject): "Inf" | "NaN" | "sNaN" | null {
  const text = strOf(value);
  if (text === undefined) return null;
  switch (text) {
    case "F":
      return "Inf";
    case "n":
      return "NaN";
    case "N":
      return "sNaN";
    default:
      throw valueError("string argument in the third position must be 'F', 'n' or 'N'");
  }
}

function tripleExponent(value: PyObject): number {
  if (intValueOf(value) === undefined) throw valueError("exponent must be an integer");
  return must(toIndex(value, "OverflowError"));
}
