/**
 * `float`, a 64-bit IEEE 754 number (library reference, "Numeric Types"; CPython Objects/floatobject.c).
 */
import { hexOfDouble, parseFloatText, parseHexFloat } from "../algorithms/float-parse.ts";
import { decompose, isNegative } from "../algorithms/float-bits.ts";
import { fixedDigits } from "../algorithms/float-digits.ts";
import { reprFloat } from "../algorithms/float-format.ts";
import { trailingZeros } from "../algorithms/bigint.ts";
import { hashDouble } from "../algorithms/number-hash.ts";
import { pow } from "../algorithms/elementary.ts";
import { classMethod, defineType, getset, method } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import {
  UNWINDING,
  must,
  overflowError,
  raise,
  typeError,
  valueError,
  zeroDivisionError,
} from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import type { BinarySlot } from "../kernel/slots.ts";
import { utf16Of } from "../kernel/text.ts";
import { PyFloat, type PyType, TypeFlag, floatType, objectType, typeName, typeOf } from "../kernel/type.ts";
import { orderedSlots } from "../protocols/compare.ts";
import { bothWays, intValueOf, toInteger } from "../protocols/number.ts";
import { repr, str } from "../protocols/repr.ts";
import { badArgument } from "./bad-argument.ts";
import { bytesLikeOf } from "./buffer.ts";
import { powerComplex } from "./complex.ts";
import { formatDoubleBySpec } from "./float-format.ts";
import { parseFormatSpec, specText, unknownFormatCode } from "./format-spec.ts";
import { type Int, compareIntWithDouble, doubleOfInt, intOfDouble, normalize } from "./int/arithmetic.ts";
import { strOf } from "./str/text.ts";
import { makeTuple } from "./tuple.ts";

export { PyFloat, floatType };

/** The float of a double. */
export function makeFloat(x: number): PyFloat {
  return new PyFloat(x);
}

/** The double in a float (or an instance of a subclass); undefined for anything else. */
export function floatOf(value: PyObject): number | undefined {
  return value instanceof PyFloat ? value.value : undefined;
}

/** The double of a float or int operand; undefined: of another type; null: unwinding (the int is too large). */
function operandOf(value: PyObject): number | undefined | null {
  if (typeof value === "number") return value;
  if (value instanceof PyFloat) return value.value;
  const integer = intValueOf(value);
  return integer === undefined ? undefined : (doubleOfInt(integer) ?? null);
}

function binary(operation: (x: number, y: number) => Result): (left: PyObject, right: PyObject) => Result {
  return (left, right) => {
    const x = operandOf(left);
    if (x === undefined) return NotImplemented;
    const y = operandOf(right);
    if (y === undefined) return NotImplemented;
    return x === null || y === null ? undefined : operation(x, y);
  };
}

const both = (stem: string, operation: (x: number, y: number) => Result): Record<string, BinarySlot> =>
  bothWays(stem, binary(operation));

/** `x / y` */
export function divideFloats(x: number, y: number): PyFloat | undefined {
  return y === 0 ? raise(zeroDivisionError("division by zero")) : new PyFloat(x / y);
}

/** `x % y` for y ≠ 0: the sign of y. */
export function floatModulo(x: number, y: number): number {
  const remainder = x % y;
  if (remainder === 0) return isNegative(y) ? -0 : 0;
  return remainder < 0 !== y < 0 ? remainder + y : remainder;
}

/** `x // y` for y ≠ 0 (float_floor_div): from the remainder, so that the two agree. */
export function floatFloorDivide(x: number, y: number): number {
  const remainder = x % y;
  let quotient = (x - remainder) / y;
  if (remainder !== 0 && y < 0 !== remainder < 0) quotient -= 1;
  if (quotient === 0) return isNegative(x / y) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

const zeroDivision = (operation: (x: number, y: number) => Result) => (x: number, y: number) =>
  y === 0 ? raise(zeroDivisionError("division by zero")) : operation(x, y);

/** `x ** y`: ZeroDivisionError for a negative power of zero, complex for a fractional power of a negative number. */
export function powerFloats(x: number, y: number): Result {
  if (x === 0 && y < 0 && y !== -Infinity) return raise(zeroDivisionError("zero to a negative power"));
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) {
    return powerComplex({ real: x, imag: 0 }, { real: y, imag: 0 });
  }
  const power = pow(x, y);
  if (Number.isFinite(power) || !Number.isFinite(x) || !Number.isFinite(y)) return new PyFloat(power);
  return raise(overflowErrno());
}

/** OverflowError with C's errno and message, as float_pow raises it. */
function overflowErrno() {
  const error = overflowError("");
  error.args = [34, "Numerical result out of range"];
  return error;
}

function power(left: PyObject, right: PyObject, modulus?: PyObject): Result {
  if (modulus !== undefined && modulus !== None) {
    return raise(typeError("pow() 3rd argument not allowed unless all arguments are integers"));
  }
  return binary(powerFloats)(left, right);
}

/** Exact three-way comparison with a float or an int; NaN: unordered; undefined: of another type. */
function compare(self: PyFloat, other: PyObject): number | undefined {
  const x = self.value;
  if (other instanceof PyFloat) {
    const y = other.value;
    return x < y ? -1 : x > y ? 1 : x === y ? 0 : NaN;
  }
  const integer = intValueOf(other);
  return integer === undefined ? undefined : -compareIntWithDouble(integer, x);
}

/** The int nearest below or above, from Math.floor and the like. OverflowError, ValueError for what is not finite. */
export function integerOf(x: number, round: (x: number) => number): Int {
  if (Number.isFinite(x)) return intOfDouble(round(x));
  if (Number.isNaN(x)) throw valueError("cannot convert float NaN to integer");
  throw overflowError("cannot convert float infinity to integer");
}

/** The nearest integral double, ties to even. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const difference = x - floor;
  if (difference < 0.5) return floor;
  if (difference > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function round(self: PyFloat, ndigitsArgument: PyObject | undefined): Result {
  const x = self.value;
  if (ndigitsArgument === undefined || ndigitsArgument === None) return integerOf(x, roundHalfEven);
  const ndigits = must(toInteger(ndigitsArgument));
  // Beyond these bounds nothing changes, or nothing remains (float___round___impl).
  if (!Number.isFinite(x) || ndigits > 323) return new PyFloat(x);
  if (ndigits < -308) return new PyFloat(isNegative(x) ? -0 : 0);
  const rounded = roundToPlaces(x, Number(ndigits));
  if (!Number.isFinite(rounded)) throw overflowError("rounded value too large to represent");
  return new PyFloat(rounded);
}

function roundToPlaces(x: number, places: number): number {
  const { digits, point } = fixedDigits(Math.abs(x), places);
  const magnitude = digits === "" ? 0 : Number(`0.${digits}e${point}`);
  return isNegative(x) ? -magnitude : magnitude;
}

/** The ratio of a finite double in lowest terms. Throws for infinities and NaN. */
export function integerRatio(x: number): [Int, Int] {
  if (Number.isNaN(x)) throw valueError("cannot convert NaN to integer ratio");
  if (!Number.isFinite(x)) throw overflowError("cannot convert Infinity to integer ratio");
  if (x === 0) return [0, 1];
  const { mantissa, exponent } = decompose(x);
  if (exponent >= 0) return [normalize(mantissa << BigInt(exponent)), 1];
  const shared = Math.min(trailingZeros(mantissa), -exponent);
  return [normalize(mantissa >> BigInt(shared)), normalize(1n << BigInt(-exponent - shared))];
}

/** float(value) for values that are not text (PyNumber_Float without its last resort); null: not a number. Throws. */
function doubleOfNumber(value: PyObject): number | null {
  if (value instanceof PyFloat && value.cls === floatType) return value.value;
  const slots = typeOf(value).slots;
  if (slots.__float__ !== undefined) return checkedFloat(value, must(slots.__float__(value)));
  if (slots.__index__ !== undefined) return must(doubleOfInt(must(toInteger(value))));
  return value instanceof PyFloat ? value.value : null;
}

function checkedFloat(value: PyObject, result: PyObject): number {
  if (!(result instanceof PyFloat)) {
    throw typeError(`${typeName(value)}.__float__ returned non-float (type ${typeName(result)})`);
  }
  if (result.cls !== floatType) {
    const message =
      `${typeName(value)}.__float__ returned non-float (type ${typeName(result)}).  The ability to return an ` +
      "instance of a strict subclass of float is deprecated, and may not be supported in a future version of Python.";
    if (hooks.warn("DeprecationWarning", message, 1) === undefined) throw UNWINDING;
  }
  return result.value;
}

/** The double of any real number, as C's `d` conversion takes it (PyFloat_AsDouble). Throws TypeError. */
export function toDouble(value: PyObject): number {
  if (value instanceof PyFloat) return value.value;
  if (typeof value === "number") return value;
  const x = doubleOfNumber(value);
  if (x === null) throw typeError(`must be real number, not ${typeName(value)}`);
  return x;
}

/** float(value). Throws. */
export function doubleFromObject(value: PyObject): number {
  const text = strOf(value);
  if (text !== undefined && text === value) return doubleFromText(utf16Of(text), value);
  const x = doubleOfNumber(value);
  if (x !== null) return x;
  if (text !== undefined) return doubleFromText(utf16Of(text), value);
  const bytes = bytesLikeOf(value);
  if (bytes === null)
    throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
  return doubleFromText(String.fromCharCode(...bytes.map((byte) => (byte < 128 ? byte : 0x3f))), value);
}

function doubleFromText(text: string, shown: PyObject): number {
  const x = parseFloatText(text);
  if (x !== null) return x;
  const literal = utf16Of(strOf(must(repr(shown)))!);
  throw valueError(`could not convert string to float: ${literal}`);
}

function newFloat(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (
    kwnames !== undefined &&
    kwnames.length > 0 &&
    (type === floatType || type.slots.__init__ === floatType.slots.__init__)
  ) {
    throw typeError("float() takes no keyword arguments");
  }
  const given = args.length - (kwnames?.length ?? 0);
  if (given > 1) throw typeError(`float expected at most 1 argument, got ${given}`);
  const x = given === 0 ? 0 : doubleFromObject(args[0]!);
  return new type.JS(x);
}

function fromNumber(type: PyType, number: PyObject): Result {
  if (type === floatType && typeOf(number) === floatType) return number;
  const x = new PyFloat(toDouble(number));
  return type === floatType ? x : call(type, [x]);
}

function fromHex(type: PyType, string: PyObject): Result {
  const text = strOf(string);
  if (text === undefined) throw typeError("bad argument type for built-in operation");
  const x = parseHexFloat(utf16Of(text));
  if (x === null) throw valueError("invalid hexadecimal floating-point string");
  if (x === "overflow") throw overflowError("hexadecimal value too large to represent as a float");
  return type === floatType ? new PyFloat(x) : call(type, [new PyFloat(x)]);
}

/** float.__format__(self, spec). Throws. */
function formatFloat(self: PyFloat, specArgument: PyObject): Result {
  const text = specText(specArgument);
  if (text === "") return typeOf(self) === floatType ? reprFloat(self.value) : str(self);
  const spec = parseFormatSpec(self, text, "", ">");
  if (spec.type !== "" && !"eEfFgGn%".includes(spec.type)) throw unknownFormatCode(spec.type, self);
  return formatDoubleBySpec(self.value, spec);
}

function getFormat(_type: PyType, typestr: PyObject): Result {
  const text = strOf(typestr);
  if (text === undefined) throw badArgument("__getformat__", "argument", "str", typestr);
  if (text !== "double" && text !== "float") {
    throw valueError("__getformat__() argument 1 must be 'double' or 'float'");
  }
  return "IEEE, little-endian";
}

const valueOf = (self: PyFloat): PyFloat => (self.cls === floatType ? self : new PyFloat(self.value));

defineType("float", {
  shell: floatType,
  flags: TypeFlag.MATCH_SELF,
  signature: "(x=0, /)",
  doc: "The floating-point number that a text spells or that is nearest to another number.",
  slots: {
    __new__: newFloat,
    __repr__: (self: PyFloat) => reprFloat(self.value),
    // NaN, which equals nothing, hashes by identity.
    __hash__: (self: PyFloat) =>
      Number.isNaN(self.value) ? objectType.slots.__hash__!(self) : hashDouble(self.value),
    __bool__: (self: PyFloat) => self.value !== 0,
    ...orderedSlots<PyFloat>(compare),
    ...both("add", (x, y) => new PyFloat(x + y)),
    ...both("sub", (x, y) => new PyFloat(x - y)),
    ...both("mul", (x, y) => new PyFloat(x * y)),
    ...both("truediv", divideFloats),
    ...both(
      "floordiv",
      zeroDivision((x, y) => new PyFloat(floatFloorDivide(x, y))),
    ),
    ...both(
      "mod",
      zeroDivision((x, y) => new PyFloat(floatModulo(x, y))),
    ),
    ...both(
      "divmod",
      zeroDivision((x, y) =>
        makeTuple([new PyFloat(floatFloorDivide(x, y)), new PyFloat(floatModulo(x, y))]),
      ),
    ),
    __pow__: power,
    __rpow__: (self, other, modulus) => power(other, self, modulus),
    __neg__: (self: PyFloat) => new PyFloat(-self.value),
    __pos__: valueOf,
    __abs__: (self: PyFloat) => new PyFloat(Math.abs(self.value)),
    __int__: (self: PyFloat) => integerOf(self.value, Math.trunc),
    __float__: valueOf,
  },
  methods: {
    conjugate: method("($self, /)", "The complex conjugate, which for a float is itself.", valueOf),
    __trunc__: method("($self, /)", "The integral part, as an int.", (self: PyFloat) =>
      integerOf(self.value, Math.trunc),
    ),
    __floor__: method("($self, /)", "The largest int that is not greater.", (self: PyFloat) =>
      integerOf(self.value, Math.floor),
    ),
    __ceil__: method("($self, /)", "The smallest int that is not less.", (self: PyFloat) =>
      integerOf(self.value, Math.ceil),
    ),
    __round__: method(
      "($self, ndigits=None, /)",
      `The number rounded half to even.

Without ndigits, or with None, the answer is an int; otherwise a float with that many decimal places.`,
      round,
    ),
    as_integer_ratio: method(
      "($self, /)",
      `A pair of ints, the second positive, whose quotient is exactly the number.

OverflowError for infinities, ValueError for NaN.

  >>> (-0.25).as_integer_ratio()
  (-1, 4)
`,
      (self: PyFloat) => makeTuple(integerRatio(self.value)),
    ),
    is_integer: method("($self, /)", "Whether the number is integral.", (self: PyFloat) =>
      Number.isInteger(self.value),
    ),
    hex: method(
      "($self, /)",
      "The number exactly, as text with a hexadecimal fraction and a power of two.\n\n  >>> (-0.1).hex()\n  '-0x1.999999999999ap-4'\n",
      (self: PyFloat) => hexOfDouble(self.value),
    ),
    fromhex: classMethod(
      "($type, string, /)",
      "The number that a hexadecimal text spells.\n\n  >>> float.fromhex('0x1.8p3')\n  12.0\n",
      fromHex,
    ),
    from_number: classMethod(
      "($type, number, /)",
      "The float of a real number; text is refused.",
      fromNumber,
    ),
    __getnewargs__: method("($self, /)", null, (self: PyFloat) => makeTuple([new PyFloat(self.value)])),
    __getformat__: classMethod(
      "($type, typestr, /)",
      "How C stores 'double' or 'float'. For Python's own tests.",
      getFormat,
    ),
    __format__: method("($self, format_spec, /)", "The float as the format specification says.", formatFloat),
    real: getset("the real part of a complex number", valueOf),
    imag: getset("the imaginary part of a complex number", () => new PyFloat(0)),
  },
});
