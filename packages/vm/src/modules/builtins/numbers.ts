/**
 * Builtin functions about numbers: abs, bin, oct, hex, divmod, pow, round, sum.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { type Entry, fn } from "../../kernel/define.ts";
import { EXHAUSTED, type PyObject, type Result } from "../../kernel/object.ts";
import { overflowError, raise, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import {
  PyFloat,
  floatType,
  intType,
  isInstance,
  lookup,
  strType,
  typeName,
  typeOf,
} from "../../kernel/type.ts";
import { PyByteArray } from "../../objects/bytearray.ts";
import { PyBytes } from "../../objects/bytes.ts";
import { PyComplex, complexType, makeComplex } from "../../objects/complex.ts";
import { addInts, doubleOfInt } from "../../objects/int/arithmetic.ts";
import { callUnbound } from "../../protocols/call.ts";
import { iter } from "../../protocols/iterate.ts";
import { ADD, DIVMOD, absolute, binary, intValueOf, power, toInteger } from "../../protocols/number.ts";

function inBase(radix: number, prefix: string): (value: PyObject) => Result {
  return (value) => {
    const integer = toInteger(value);
    if (integer === undefined) return undefined;
    return integer < 0 ? `-${prefix}${(-integer).toString(radix)}` : prefix + integer.toString(radix);
  };
}

const roundName = attributeName("__round__");

function round(number: PyObject, ndigits: PyObject): Result {
  const method = lookup(typeOf(number), roundName);
  if (method === undefined)
    return raise(typeError(`type ${typeName(number)} doesn't define __round__ method`));
  return callUnbound(method, number, ndigits === None ? [] : [ndigits]);
}

/** Kahan–Babuška (Neumaier) summation: the low part keeps what each addition rounds away. */
class CompensatedSum {
  high: number;
  low = 0;
  constructor(start: number) {
    this.high = start;
  }
  add(x: number): void {
    const total = this.high + x;
    if (Math.abs(this.high) >= Math.abs(x)) this.low += this.high - total + x;
    else this.low += x - total + this.high;
    this.high = total;
  }
  value(): number {
    return this.low !== 0 && Number.isFinite(this.low) ? this.high + this.low : this.high;
  }
}

function sum(iterable: PyObject, start: PyObject): Result {
  const iterator = iter(iterable);
  if (iterator === undefined) return undefined;
  if (isInstance(start, strType))
    return raise(typeError("sum() can't sum strings [use ''.join(seq) instead]"));
  if (start instanceof PyBytes) return raise(typeError("sum() can't sum bytes [use b''.join(seq) instead]"));
  if (start instanceof PyByteArray)
    return raise(typeError("sum() can't sum bytearray [use b''.join(seq) instead]"));
  const step = typeOf(iterator).slots.__next__!;
  let total = start;
  for (;;) {
    const type = typeOf(total);
    if (type === floatType || type === complexType) {
      const rest: Step =
        type === floatType ? sumFloats(iterator, total as PyFloat) : sumComplex(iterator, total as PyComplex);
      if (rest === undefined || rest.next === undefined) return rest?.total;
      const result = binary(ADD, rest.total, rest.next);
      if (result === undefined) return undefined;
      total = result;
      // A later float sums plainly: the compensated loops run once, at the start or after the ints.
      return sumPlainly(iterator, total);
    }
    const item = step(iterator);
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) return total;
    const added =
      (typeof total === "number" || typeof total === "bigint") &&
      (typeof item === "number" || typeof item === "bigint")
        ? addInts(total, item)
        : binary(ADD, total, item as PyObject);
    if (added === undefined) return undefined;
    const leavesInts = type === intType && typeOf(item as PyObject) !== intType && typeof item !== "boolean";
    total = added;
    if (!leavesInts && type !== intType) return sumPlainly(iterator, total);
  }
}

function sumPlainly(iterator: PyObject, total: PyObject): Result {
  const step = typeOf(iterator).slots.__next__!;
  for (;;) {
    const item = step(iterator);
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) return total;
    const added = binary(ADD, total, item as PyObject);
    if (added === undefined) return undefined;
    total = added;
  }
}

/** Where a specialised loop ended: `next` is the item it cannot add; undefined at the end of the iteration. */
type Step = { total: PyObject; next: PyObject | undefined } | undefined;

function toDouble(value: number | bigint): number | undefined {
  return doubleOfInt(value) ?? raise(overflowError("int too large to convert to float"));
}

function sumFloats(iterator: PyObject, start: PyFloat): Step {
  const step = typeOf(iterator).slots.__next__!;
  const total = new CompensatedSum(start.value);
  for (;;) {
    const item = step(iterator) as PyObject | undefined;
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) return { total: new PyFloat(total.value()), next: undefined };
    const int = intValueOf(item);
    if (int !== undefined) {
      const value = toDouble(int);
      if (value === undefined) return undefined;
      total.add(value);
    } else if (item instanceof PyFloat && item.cls === floatType) total.add(item.value);
    else return { total: new PyFloat(total.value()), next: item };
  }
}

function sumComplex(iterator: PyObject, start: PyComplex): Step {
  const step = typeOf(iterator).slots.__next__!;
  const real = new CompensatedSum(start.real);
  const imag = new CompensatedSum(start.imag);
  for (;;) {
    const item = step(iterator) as PyObject | undefined;
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) return { total: makeComplex(real.value(), imag.value()), next: undefined };
    const int = intValueOf(item);
    if (int !== undefined) {
      const value = toDouble(int);
      if (value === undefined) return undefined;
      real.add(value);
    } else if (item instanceof PyFloat) real.add(item.value);
    else if (item instanceof PyComplex && item.cls === complexType) {
      real.add(item.real);
      imag.add(item.imag);
    } else return { total: makeComplex(real.value(), imag.value()), next: item };
  }
}

export const numberFunctions: Record<string, Entry> = {
  abs: fn("($module, x, /)", "The absolute value.", absolute),
  bin: fn(
    "($module, number, /)",
    "An integer in binary.\n\n  >>> bin(2796202)\n  '0b1010101010101010101010'\n",
    inBase(2, "0b"),
  ),
  oct: fn(
    "($module, number, /)",
    "An integer in octal.\n\n  >>> oct(342391)\n  '0o1234567'\n",
    inBase(8, "0o"),
  ),
  hex: fn(
    "($module, number, /)",
    "An integer in hexadecimal.\n\n  >>> hex(12648430)\n  '0xc0ffee'\n",
    inBase(16, "0x"),
  ),
  divmod: fn("($module, x, y, /)", "The pair (x//y, x%y).", (x: PyObject, y: PyObject) =>
    binary(DIVMOD, x, y),
  ),
  pow: fn(
    "($module, /, base, exp, mod=None)",
    "base**exp; with mod, base**exp % mod, found faster.",
    (base: PyObject, exp: PyObject, mod: PyObject) => power(base, exp, mod),
  ),
  round: fn(
    "($module, /, number, ndigits=None)",
    "Round to ndigits decimal digits, which may be negative; to an integer without ndigits.",
    round,
  ),
  sum: fn("($module, iterable, /, start=0)", "start plus all the items, which usually are numbers.", sum),
};
