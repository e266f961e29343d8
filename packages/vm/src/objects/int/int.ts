/**
 * `int`, of any size (library reference, "Numeric Types"; CPython Objects/longobject.c).
 *
 * An exact int is a JavaScript number or bigint; the slots below take those, booleans, and PyIntInstance (an
 * instance of a subclass), and always answer exact ints. The arithmetic itself is arithmetic.ts.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { classMethod, defineType, getset, method } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { call } from "../../kernel/invoke.ts";
import { typeError } from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import type { BinarySlot } from "../../kernel/slots.ts";
import { type PyType, TypeFlag, intType } from "../../kernel/type.ts";
import { hashInteger } from "../../algorithms/number-hash.ts";
import { orderedSlots } from "../../protocols/compare.ts";
import { bothWays, intValueOf, toInteger } from "../../protocols/number.ts";
import { makeBytes } from "../bytes.ts";
import { makeFloat, powerFloats } from "../float.ts";
import { makeTuple } from "../tuple.ts";
import {
  type Int,
  absoluteInt,
  addInts,
  andInts,
  bitLengthOfInt,
  compareInts,
  doubleOfInt,
  floorDivideInts,
  invertInt,
  modularPowerInts,
  moduloInts,
  multiplyInts,
  negateInt,
  normalize,
  orInts,
  powerInts,
  roundInt,
  shiftLeftInts,
  shiftRightInts,
  subtractInts,
  trueDivideInts,
  xorInts,
} from "./arithmetic.ts";
import { intFromBytes, intToBytes } from "./bytes.ts";
import { intToDecimal } from "./digits.ts";
import { formatInt } from "./format.ts";
import { intFromDigits, intFromObject } from "./parse.ts";

export { normalize };

/** The primitive of a value known to be an int. */
function valueOf(self: PyObject): Int {
  return intValueOf(self)!;
}

/** A binary slot that passes unless the other operand is an int too. */
function binary(operation: (a: Int, b: Int) => Result): (left: PyObject, right: PyObject) => Result {
  return (left, right) => {
    const a = intValueOf(left);
    const b = intValueOf(right);
    return a === undefined || b === undefined ? NotImplemented : operation(a, b);
  };
}

const both = (stem: string, operation: (a: Int, b: Int) => Result): Record<string, BinarySlot> =>
  bothWays(stem, binary(operation));

function trueDivide(a: Int, b: Int): Result {
  const quotient = trueDivideInts(a, b);
  return quotient === undefined ? undefined : makeFloat(quotient);
}

function divmod(a: Int, b: Int): Result {
  const quotient = floorDivideInts(a, b);
  if (quotient === undefined) return undefined;
  const remainder = moduloInts(a, b);
  return remainder === undefined ? undefined : makeTuple([quotient, remainder]);
}

function power(left: PyObject, right: PyObject, modulus?: PyObject): Result {
  const a = intValueOf(left);
  const b = intValueOf(right);
  if (a === undefined || b === undefined) return NotImplemented;
  if (modulus !== undefined && modulus !== None) {
    const m = intValueOf(modulus);
    return m === undefined ? NotImplemented : modularPowerInts(a, b, m);
  }
  if (b >= 0) return powerInts(a, b);
  const base = doubleOfInt(a);
  const exponent = base === undefined ? undefined : doubleOfInt(b);
  return exponent === undefined ? undefined : powerFloats(base!, exponent);
}

const bindNew = argumentBinder("int", "(x=<unset>, /, base=<unset>)");

function newInt(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (args.length > 2 && kwnames === undefined)
    throw typeError(`int expected at most 2 arguments, got ${args.length}`);
  const bound = bindNew(args, kwnames) as [PyObject | undefined, PyObject | undefined] | undefined;
  if (bound === undefined) return undefined;
  const value = parse(bound[0], bound[1]);
  return type === intType ? value : new type.JS(value);
}

function parse(value: PyObject | undefined, base: PyObject | undefined): Int {
  if (value === undefined) {
    if (base !== undefined) throw typeError("int() missing string argument");
    return 0;
  }
  return base === undefined ? intFromObject(value) : intFromDigits(value, base);
}

/** `__round__`: only a negative number of digits changes an int. */
function round(self: PyObject, ndigits: PyObject | undefined): Result {
  const value = valueOf(self);
  if (ndigits === undefined || ndigits === None) return value;
  const digits = toInteger(ndigits);
  if (digits === undefined) return undefined;
  return digits >= 0 ? value : roundInt(value, digits);
}

function fromBytes(type: PyType, bytes: PyObject, byteorder: PyObject, signed: PyObject): Result {
  const value = intFromBytes(bytes, byteorder, signed);
  return type === intType ? value : call(type, [value]);
}

/** CPython's size in bytes: a header of 24 and four bytes for each 30 bits. */
function sizeOf(self: PyObject): number {
  return 24 + 4 * Math.max(1, Math.ceil(bitLengthOfInt(valueOf(self)) / 30));
}

function bitCount(self: PyObject): number {
  let count = 0;
  for (const digit of BigInt(absoluteInt(valueOf(self))).toString(2)) if (digit === "1") count++;
  return count;
}

defineType("int", {
  shell: intType,
  flags: TypeFlag.MATCH_SELF,
  signature: "(x=0, /)",
  doc: `int([x]) -> integer
int(x, base=10) -> integer

The integer of a number, towards zero, or of a text in some base.

Without an argument the answer is 0. With a base, x is a str, bytes or bytearray that spells a literal in that
base, 2 to 36, with white space around it and a sign if need be; base 0 takes it from the literal's prefix.

  >>> int("0b100", base=0)
  4
`,
  slots: {
    __new__: newInt,
    __repr__: (self) => intToDecimal(valueOf(self)),
    __hash__: (self) => hashInteger(valueOf(self)),
    __bool__: (self) => valueOf(self) !== 0,
    ...orderedSlots<PyObject>((left, right) => {
      const other = intValueOf(right);
      return other === undefined ? undefined : compareInts(valueOf(left), other);
    }),
    ...both("add", addInts),
    ...both("sub", subtractInts),
    ...both("mul", multiplyInts),
    ...both("truediv", trueDivide),
    ...both("floordiv", floorDivideInts),
    ...both("mod", moduloInts),
    ...both("divmod", divmod),
    __pow__: power,
    __rpow__: (self, other, modulus) => power(other, self, modulus),
    ...both("lshift", shiftLeftInts),
    ...both("rshift", shiftRightInts),
    ...both("and", andInts),
    ...both("xor", xorInts),
    ...both("or", orInts),
    __neg__: (self) => negateInt(valueOf(self)),
    __pos__: valueOf,
    __abs__: (self) => absoluteInt(valueOf(self)),
    __invert__: (self) => invertInt(valueOf(self)),
    __int__: valueOf,
    __index__: valueOf,
    __float__: (self) => {
      const x = doubleOfInt(valueOf(self));
      return x === undefined ? undefined : makeFloat(x);
    },
  },
  methods: {
    conjugate: method("($self, /)", "The complex conjugate, which for an int is itself.", valueOf),
    bit_length: method(
      "($self, /)",
      "Number of bits that the absolute value needs, without sign and leading zeros.\n\n  >>> (-37).bit_length()\n  6\n",
      (self: PyObject) => bitLengthOfInt(valueOf(self)),
    ),
    bit_count: method(
      "($self, /)",
      "Number of ones in the binary form of the absolute value.\n\n  >>> (-13).bit_count()\n  3\n",
      bitCount,
    ),
    to_bytes: method(
      "($self, /, length=1, byteorder='big', *, signed=False)",
      `The int as an array of bytes.

  length
    Number of bytes; OverflowError if the int needs more.
  byteorder
    'big' puts the most significant byte first, 'little' last.
  signed
    Whether to write two's complement; if not, negative ints raise OverflowError.`,
      (self: PyObject, length: PyObject, byteorder: PyObject, signed: PyObject) =>
        makeBytes(intToBytes(valueOf(self), length, byteorder, signed)),
    ),
    from_bytes: classMethod(
      "($type, /, bytes, byteorder='big', *, signed=False)",
      `The int that an array of bytes spells.

  bytes
    A bytes-like object, or an iterable of ints in range(256).
  byteorder
    'big' if the most significant byte is first, 'little' if it is last.
  signed
    Whether the bytes are two's complement.`,
      fromBytes,
    ),
    as_integer_ratio: method(
      "($self, /)",
      "A pair of ints whose quotient is the number: itself and 1.\n\n  >>> (-10).as_integer_ratio()\n  (-10, 1)\n",
      (self: PyObject) => makeTuple([valueOf(self), 1]),
    ),
    is_integer: method("($self, /)", "True: every int is an integer.", () => true),
    __trunc__: method("($self, /)", "The int itself.", valueOf),
    __floor__: method("($self, /)", "The int itself.", valueOf),
    __ceil__: method("($self, /)", "The int itself.", valueOf),
    __round__: method(
      "($self, ndigits=None, /)",
      "The int rounded half to even to a multiple of 10**-ndigits.",
      round,
    ),
    __getnewargs__: method("($self, /)", null, (self: PyObject) => makeTuple([valueOf(self)])),
    __format__: method(
      "($self, format_spec, /)",
      "The int as the format specification says.",
      (self: PyObject, spec: PyObject) => formatInt(self, spec),
    ),
    __sizeof__: method("($self, /)", "Size in memory, in bytes.", sizeOf),
    real: getset("the real part of a complex number", valueOf),
    imag: getset("the imaginary part of a complex number", () => 0),
    numerator: getset("the numerator of a rational number in lowest terms", valueOf),
    denominator: getset("the denominator of a rational number in lowest terms", () => 1),
  },
});
