/**
 * `complex`: a pair of doubles (library reference, "Numeric Types"; CPython Objects/complexobject.c).
 *
 * Arithmetic with a real operand is done on the parts directly, without making the operand complex first, so that
 * infinities and signed zeros come out as C's Annex G wants them.
 */
import { atan2, cos, exp, hypot, log, pow, sin } from "../algorithms/elementary.ts";
import { formatDouble } from "../algorithms/float-format.ts";
import { stripToAscii } from "../algorithms/float-parse.ts";
import { isNegative } from "../algorithms/float-bits.ts";
import { hashComplex } from "../algorithms/number-hash.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { classMethod, defineType, getset, method } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
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
import { utf16Of } from "../kernel/text.ts";
import { PyFloat, type PyType, typeName, typeOf } from "../kernel/type.ts";
import { callSpecialIfPresent } from "../protocols/call.ts";
import { bothWays, intValueOf } from "../protocols/number.ts";
import { repr, str } from "../protocols/repr.ts";
import { toDouble } from "./float.ts";
import { doubleParts } from "./float-format.ts";
import { layOutNumber, pad, parseFormatSpec, specText, unknownFormatCode } from "./format-spec.ts";
import { compareIntWithDouble, doubleOfInt } from "./int/arithmetic.ts";
import { joinStrs, strLength, strOf } from "./str/text.ts";
import { makeTuple } from "./tuple.ts";

export type Complex = { readonly real: number; readonly imag: number };

export class PyComplex implements HeapObject {
  declare readonly cls: PyType;
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    this.real = real;
    this.imag = imag;
  }
}

export function makeComplex(real: number, imag: number): PyComplex {
  return new PyComplex(real, imag);
}

// ---- Arithmetic on pairs of doubles.

const copySign = (magnitude: number, sign: number): number => (isNegative(sign) ? -magnitude : magnitude);
/** An infinity becomes ±1, anything else ±0. */
const box = (x: number): number => copySign(Math.abs(x) === Infinity ? 1 : 0, x);
const zeroIfNaN = (x: number): number => (Number.isNaN(x) ? copySign(0, x) : x);
const isInfinite = (x: number): boolean => Math.abs(x) === Infinity;

/** C11 Annex G.5.1, `_Cmultd`: infinities that computed as NaN are recovered. */
export function multiplyComplex(z: Complex, w: Complex): Complex {
  let [a, b, c, d] = [z.real, z.imag, w.real, w.imag];
  const [ac, bd, ad, bc] = [a * c, b * d, a * d, b * c];
  const real = ac - bd;
  const imag = ad + bc;
  if (!Number.isNaN(real) || !Number.isNaN(imag)) return { real, imag };
  let recalculate = false;
  if (isInfinite(a) || isInfinite(b)) {
    [a, b, c, d] = [box(a), box(b), zeroIfNaN(c), zeroIfNaN(d)];
    recalculate = true;
  }
  if (isInfinite(c) || isInfinite(d)) {
    [a, b, c, d] = [zeroIfNaN(a), zeroIfNaN(b), box(c), box(d)];
    recalculate = true;
  }
  if (!recalculate && [ac, bd, ad, bc].some(isInfinite)) {
    [a, b, c, d] = [zeroIfNaN(a), zeroIfNaN(b), zeroIfNaN(c), zeroIfNaN(d)];
    recalculate = true;
  }
  return recalculate
    ? { real: Infinity * (a * c - b * d), imag: Infinity * (a * d + b * c) }
    : { real, imag };
}

/** Smith's division; null for a zero divisor. */
export function divideComplex(a: Complex, b: Complex): Complex | null {
  const absReal = Math.abs(b.real);
  const absImag = Math.abs(b.imag);
  let real: number;
  let imag: number;
  if (absReal >= absImag) {
    if (absReal === 0) return null;
    const ratio = b.imag / b.real;
    const denominator = b.real + b.imag * ratio;
    real = (a.real + a.imag * ratio) / denominator;
    imag = (a.imag - a.real * ratio) / denominator;
  } else if (absImag >= absReal) {
    const ratio = b.real / b.imag;
    const denominator = b.real * ratio + b.imag;
    real = (a.real * ratio + a.imag) / denominator;
    imag = (a.imag * ratio - a.real) / denominator;
  } else {
    real = imag = NaN;
  }
  if (!Number.isNaN(real) || !Number.isNaN(imag)) return { real, imag };
  if ((isInfinite(a.real) || isInfinite(a.imag)) && Number.isFinite(b.real) && Number.isFinite(b.imag)) {
    const [x, y] = [box(a.real), box(a.imag)];
    return { real: Infinity * (x * b.real + y * b.imag), imag: Infinity * (y * b.real - x * b.imag) };
  }
  if ((isInfinite(absReal) || isInfinite(absImag)) && Number.isFinite(a.real) && Number.isFinite(a.imag)) {
    const [x, y] = [box(b.real), box(b.imag)];
    return { real: 0 * (a.real * x + a.imag * y), imag: 0 * (a.imag * x - a.real * y) };
  }
  return { real, imag };
}

function divideRealByComplex(a: number, b: Complex): Complex | null {
  const absReal = Math.abs(b.real);
  const absImag = Math.abs(b.imag);
  let real: number;
  let imag: number;
  if (absReal >= absImag) {
    if (absReal === 0) return null;
    const ratio = b.imag / b.real;
    const denominator = b.real + b.imag * ratio;
    real = a / denominator;
    imag = (-a * ratio) / denominator;
  } else if (absImag >= absReal) {
    const ratio = b.real / b.imag;
    const denominator = b.real * ratio + b.imag;
    real = (a * ratio) / denominator;
    imag = -a / denominator;
  } else {
    real = imag = NaN;
  }
  if (
    Number.isNaN(real) &&
    Number.isNaN(imag) &&
    Number.isFinite(a) &&
    (isInfinite(absReal) || isInfinite(absImag))
  ) {
    const [x, y] = [box(b.real), box(b.imag)];
    return { real: 0 * (a * x), imag: 0 * (-a * y) };
  }
  return { real, imag };
}

/** By repeated squaring for small integral exponents, else by polar form. Raises. */
export function powerComplex(a: Complex, b: Complex): Result {
  const small = b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= 100;
  const power = small ? integerPower(a, b.real) : polarPower(a, b);
  if (power === null) return raise(zeroDivisionError("zero to a negative or complex power"));
  if (isInfinite(power.real) || isInfinite(power.imag)) return raise(overflowError("complex exponentiation"));
  return new PyComplex(power.real, power.imag);
}

function integerPower(a: Complex, n: number): Complex | null {
  return n > 0 ? positivePower(a, n) : divideComplex({ real: 1, imag: 0 }, positivePower(a, -n));
}

function positivePower(a: Complex, n: number): Complex {
  let result: Complex = { real: 1, imag: 0 };
  let square = a;
  for (let mask = 1; mask <= n; mask *= 2) {
    if ((n & mask) !== 0) result = multiplyComplex(result, square);
    square = multiplyComplex(square, square);
  }
  return result;
}

function polarPower(a: Complex, b: Complex): Complex | null {
  if (b.real === 0 && b.imag === 0) return { real: 1, imag: 0 };
  if (a.real === 0 && a.imag === 0) return b.imag !== 0 || b.real < 0 ? null : { real: 0, imag: 0 };
  const magnitude = hypot([a.real, a.imag]);
  const angle = atan2(a.imag, a.real);
  let length = pow(magnitude, b.real);
  let phase = angle * b.real;
  if (b.imag !== 0) {
    length *= exp(-angle * b.imag);
    phase += b.imag * log(magnitude);
  }
  return { real: length * cos(phase), imag: length * sin(phase) };
}

// ---- Operators.

/** An operand as a real or complex number; undefined: of another type; null: unwinding. */
function operandOf(value: PyObject): number | PyComplex | undefined | null {
  if (value instanceof PyComplex) return value;
  if (value instanceof PyFloat) return value.value;
  const integer = intValueOf(value);
  return integer === undefined ? undefined : (doubleOfInt(integer) ?? null);
}

type Rules = {
  complex: (a: Complex, b: Complex) => Complex | null;
  complexReal: (a: Complex, b: number) => Complex | null;
  realComplex: (a: number, b: Complex) => Complex | null;
};

function operator(stem: string, rules: Rules) {
  return bothWays(stem, (left: PyObject, right: PyObject): Result => {
    const a = operandOf(left);
    if (a === undefined) return NotImplemented;
    const b = operandOf(right);
    if (b === undefined) return NotImplemented;
    if (a === null || b === null) return undefined;
    const result =
      typeof a === "number"
        ? rules.realComplex(a, b as PyComplex)
        : typeof b === "number"
          ? rules.complexReal(a, b)
          : rules.complex(a, b);
    if (result === null) return raise(zeroDivisionError("division by zero"));
    return new PyComplex(result.real, result.imag);
  });
}

function power(left: PyObject, right: PyObject, modulus?: PyObject): Result {
  const a = operandOf(left);
  if (a === undefined) return NotImplemented;
  const b = operandOf(right);
  if (b === undefined) return NotImplemented;
  if (a === null || b === null) return undefined;
  if (modulus !== undefined && modulus !== None) return raise(valueError("complex modulo"));
  return powerComplex(asComplex(a), asComplex(b));
}

const asComplex = (value: number | Complex): Complex =>
  typeof value === "number" ? { real: value, imag: 0 } : value;

function equal(self: PyComplex, other: PyObject): boolean | undefined {
  if (other instanceof PyComplex) return self.real === other.real && self.imag === other.imag;
  if (other instanceof PyFloat) return self.real === other.value && self.imag === 0;
  const integer = intValueOf(other);
  if (integer === undefined) return undefined;
  return self.imag === 0 && compareIntWithDouble(integer, self.real) === 0;
}

// ---- Text.

const NUMBER = String.raw`(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?|inf(?:inity)?|nan`;
const COMPLEX = new RegExp(`^([+-]?(?:${NUMBER}))?(?:([+-]?(?:${NUMBER})?)(j))?$`, "i");

/** The complex number that a text spells, null for none. */
export function parseComplex(text: string): Complex | null {
  let stripped = stripToAscii(text);

  const bracketed = /^\([\t-\r ]*([^]*?)[\t-\r ]*\)$/.exec(stripped);
  if (bracketed !== null) stripped = bracketed[1]!;
  if (stripped === "") return null;
  const match = COMPLEX.exec(stripped);
  if (match === null) return null;
  const [, first, second, j] = match as unknown as [string, string?, string?, string?];
  if (j === undefined) return { real: numberOf(first!), imag: 0 };
  if (first === undefined) return { real: 0, imag: unitOf(second!) };
  // `12j` splits as "12" and ""; `1+2j` has its sign on the second part.
  if (second === "") return { real: 0, imag: numberOf(first) };
  if (!/^[+-]/.test(second!)) return null;
  return { real: numberOf(first), imag: unitOf(second!) };
}

function unitOf(text: string): number {
  if (text === "" || text === "+") return 1;
  return text === "-" ? -1 : numberOf(text);
}

function numberOf(text: string): number {
  const plain = text.replaceAll("_", "");
  if (/nan/i.test(plain)) return NaN;
  if (/inf/i.test(plain)) return plain.startsWith("-") ? -Infinity : Infinity;
  return Number(plain);
}

function reprComplex(self: PyComplex): string {
  const part = (x: number) => formatDouble(x, "r", 0);
  if (self.real === 0 && !isNegative(self.real)) return part(self.imag) + "j";
  const imag = part(self.imag);
  return `(${part(self.real)}${imag.startsWith("-") ? "" : "+"}${imag}j)`;
}

/** complex.__format__(self, spec). Throws. */
function formatComplex(self: PyComplex, specArgument: PyObject): Result {
  const text = specText(specArgument);
  if (text === "") return typeOf(self) === complexType ? reprComplex(self) : str(self);
  const spec = parseFormatSpec(self, text, "", ">");
  if (spec.type !== "" && !"eEfFgGn".includes(spec.type)) throw unknownFormatCode(spec.type, self);
  if (spec.precision > 2 ** 31 - 1) throw valueError("precision too big");
  if (spec.fill === "0") throw valueError("Zero padding is not allowed in complex format specifier");
  if (spec.align === "=") throw valueError("'=' alignment flag is not allowed in complex format specifier");
  const skipReal = spec.type === "" && self.real === 0 && !isNegative(self.real);
  const brackets = spec.type === "" && !skipReal;
  const unpadded = { ...spec, fill: "", align: "<" as const, width: -1 };
  const part = (x: number, sign: typeof spec.sign) => {
    // Only a float that stands alone gets `.0`.
    const plain =
      spec.type === "" ? { ...unpadded, sign, type: spec.precision < 0 ? "r" : "g" } : { ...unpadded, sign };
    return layOutNumber(doubleParts(x, plain), plain);
  };
  const real = skipReal ? "" : part(self.real, spec.sign);
  const imag = part(self.imag, skipReal ? spec.sign : "+");
  const body = joinStrs("", [brackets ? "(" : "", real, imag, brackets ? "j)" : "j"]);
  return strLength(body) < spec.width ? pad(body, spec) : body;
}

// ---- The type.

const complexName = attributeName("__complex__");

/** `__complex__()` of a value, or the value itself if it is a complex; null for values that have neither. Throws. */
function specialComplex(value: PyObject): PyComplex | null {
  const result = must(callSpecialIfPresent(value, complexName, []));
  if (result === null) return null;
  if (!(result instanceof PyComplex))
    throw typeError(`__complex__ returned non-complex (type ${typeName(result)})`);
  if (result.cls !== complexType) {
    const message =
      `__complex__ returned non-complex (type ${typeName(result)}).  The ability to return an instance of a strict ` +
      "subclass of complex is deprecated, and may be removed in a future version of Python.";
    deprecate(message);
  }
  return result;
}

function deprecate(message: string): void {
  if (hooks.warn("DeprecationWarning", message, 1) === undefined) throw UNWINDING;
}

/** The complex number of any number (PyComplex_AsCComplex). Throws TypeError. */
export function toComplex(value: PyObject): Complex {
  if (value instanceof PyComplex) return value;
  const special = specialComplex(value);
  return special ?? { real: toDouble(value), imag: 0 };
}

const bindNew = argumentBinder("complex", "(real=<unset>, imag=<unset>)");

function newComplex(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindNew(args, kwnames) as [PyObject | undefined, PyObject | undefined] | undefined;
  if (bound === undefined) return undefined;
  const [real, imag] = bound;
  const value =
    args.length === 1 && kwnames === undefined ? fromOne(real!, type) : fromParts(real ?? 0, imag);
  if (value instanceof PyComplex && type === complexType && value.cls === complexType) return value;
  return new type.JS(value.real, value.imag);
}

/** complex(value), text included. */
function fromOne(value: PyObject, type: PyType): Complex {
  if (value instanceof PyComplex && value.cls === complexType && type === complexType) return value;
  const text = strOf(value);
  if (text !== undefined) {
    const parsed = parseComplex(utf16Of(text));
    if (parsed === null) throw malformed(utf16Of(text), value);
    return parsed;
  }
  const special = specialComplex(value);
  if (special !== null) return special;
  if (value instanceof PyComplex) return value;
  if (!isReal(value))
    throw typeError(`complex() argument must be a string or a number, not ${typeName(value)}`);
  return { real: toDouble(value), imag: 0 };
}

/** Misplaced underscores have a message of their own. */
function malformed(text: string, shown: PyObject) {
  if (!/(?:^|[^0-9])_|_(?![0-9])/.test(stripToAscii(text)))
    return valueError("complex() arg is a malformed string");
  return valueError(`could not convert string to complex: ${utf16Of(strOf(must(repr(shown)))!)}`);
}

function isReal(value: PyObject): boolean {
  const slots = typeOf(value).slots;
  return slots.__float__ !== undefined || slots.__index__ !== undefined;
}

/** complex(real, imag): each may itself be complex, which is deprecated. */
function fromParts(real: PyObject, imag: PyObject | undefined): Complex {
  const notReal = (name: string, value: PyObject) =>
    `complex() argument '${name}' must be a real number, not ${typeName(value)}`;
  const first = specialComplex(real) ?? real;
  if (!isReal(first) && !(first instanceof PyComplex)) throw typeError(notReal("real", real));
  if (imag !== undefined && !isReal(imag) && !(imag instanceof PyComplex))
    throw typeError(notReal("imag", imag));
  if (first instanceof PyComplex && !isReal(real)) deprecate(notReal("real", real));
  const r: Complex = first instanceof PyComplex ? first : { real: toDouble(first), imag: 0 };
  if (imag === undefined) return r;
  if (imag instanceof PyComplex) deprecate(notReal("imag", imag));
  const i: Complex = imag instanceof PyComplex ? imag : { real: toDouble(imag), imag: 0 };
  return {
    real: imag instanceof PyComplex ? r.real - i.imag : r.real,
    imag: first instanceof PyComplex ? i.real + r.imag : i.real,
  };
}

function fromNumber(type: PyType, number: PyObject): Result {
  if (number instanceof PyComplex && number.cls === complexType && type === complexType) return number;
  const value = toComplex(number);
  const result =
    value instanceof PyComplex && value.cls === complexType ? value : new PyComplex(value.real, value.imag);
  return type === complexType ? result : call(type, [result]);
}

function absolute(self: PyComplex): Result {
  const magnitude = hypot([self.real, self.imag]);
  if (magnitude === Infinity && Number.isFinite(self.real) && Number.isFinite(self.imag)) {
    return raise(overflowError("absolute value too large"));
  }
  return new PyFloat(magnitude);
}

const copy = (self: PyComplex): PyComplex =>
  self.cls === complexType ? self : new PyComplex(self.real, self.imag);

/** No order: complex numbers only compare equal or not. */
const unordered = () => NotImplemented;

export const complexType: PyType = defineType("complex", {
  instance: PyComplex,
  signature: "(real=0, imag=0)",
  doc: `A complex number, from its parts, from another number, or from text.

Without arguments it is 0j; one part alone leaves the other 0.`,
  slots: {
    __new__: newComplex,
    __repr__: reprComplex,
    __hash__: (self: PyComplex) => hashComplex(self.real, self.imag),
    __bool__: (self: PyComplex) => self.real !== 0 || self.imag !== 0,
    __eq__: (self: PyComplex, other) => equal(self, other) ?? NotImplemented,
    __ne__: (self: PyComplex, other) => {
      const same = equal(self, other);
      return same === undefined ? NotImplemented : !same;
    },
    __lt__: unordered,
    __le__: unordered,
    __gt__: unordered,
    __ge__: unordered,
    ...operator("add", {
      complex: (a, b) => ({ real: a.real + b.real, imag: a.imag + b.imag }),
      complexReal: (a, b) => ({ real: a.real + b, imag: a.imag }),
      realComplex: (a, b) => ({ real: a + b.real, imag: b.imag }),
    }),
    ...operator("sub", {
      complex: (a, b) => ({ real: a.real - b.real, imag: a.imag - b.imag }),
      complexReal: (a, b) => ({ real: a.real - b, imag: a.imag }),
      realComplex: (a, b) => ({ real: a - b.real, imag: -b.imag }),
    }),
    ...operator("mul", {
      complex: multiplyComplex,
      complexReal: (a, b) => ({ real: a.real * b, imag: a.imag * b }),
      realComplex: (a, b) => ({ real: a * b.real, imag: a * b.imag }),
    }),
    ...operator("truediv", {
      complex: divideComplex,
      complexReal: (a, b) => (b === 0 ? null : { real: a.real / b, imag: a.imag / b }),
      realComplex: divideRealByComplex,
    }),
    __pow__: power,
    __rpow__: (self, other, modulus) => power(other, self, modulus),
    __neg__: (self: PyComplex) => new PyComplex(-self.real, -self.imag),
    __pos__: copy,
    __abs__: absolute,
  },
  methods: {
    from_number: classMethod("($type, number, /)", "The complex of a number; text is refused.", fromNumber),
    conjugate: method(
      "($self, /)",
      "The complex conjugate: the imaginary part negated.",
      (self: PyComplex) => new PyComplex(self.real, -self.imag),
    ),
    __complex__: method("($self, /)", "The number itself, as an exact complex.", copy),
    __getnewargs__: method("($self, /)", null, (self: PyComplex) =>
      makeTuple([new PyFloat(self.real), new PyFloat(self.imag)]),
    ),
    __format__: method(
      "($self, format_spec, /)",
      "The number as the format specification says.",
      formatComplex,
    ),
    real: getset("the real part of a complex number", (self: PyComplex) => new PyFloat(self.real)),
    imag: getset("the imaginary part of a complex number", (self: PyComplex) => new PyFloat(self.imag)),
  },
});
