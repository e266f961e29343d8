/**
 * `decimal.Decimal` (library reference, "Decimal objects"; CPython Modules/_decimal/_decimal.c).
 *
 * The methods that Context has too are operations.ts.
 */
import * as arithmetic from "../../algorithms/decimal/arithmetic.ts";
import { greatestCommonDivisor } from "../../algorithms/bigint.ts";
import {
  type Arithmetic,
  ROUND_CEILING,
  ROUND_DOWN,
  ROUND_FLOOR,
  ROUND_HALF_EVEN,
} from "../../algorithms/decimal/context.ts";
import { power, powerModulo } from "../../algorithms/decimal/power.ts";
import {
  numberClass,
  quantize,
  quantizeTo,
  sameQuantum,
  toIntegral,
  toIntegralExact,
} from "../../algorithms/decimal/representation.ts";
import { rescale } from "../../algorithms/decimal/rounding.ts";
import { engineeringText, scientificText } from "../../algorithms/decimal/text.ts";
import { DecimalValue, QUIET_NAN, SIGNALING_NAN, ZERO, powerOfTen } from "../../algorithms/decimal/value.ts";
import { fromBits } from "../../algorithms/float-bits.ts";
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { classMethod, defineType, getset, method } from "../../kernel/define.ts";
import { call } from "../../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must, overflowError, typeError, valueError } from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import { type PyType, createTypeShell, typeOf } from "../../kernel/type.ts";
import { bothWays, intValueOf } from "../../protocols/number.ts";
import { makeComplex } from "../../objects/complex.ts";
import { makeFloat } from "../../objects/float.ts";
import { normalize } from "../../objects/int/arithmetic.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { type PyDecimalContext, perform, toRounding, toSize } from "./context-object.ts";
import { exactDecimal, exactFloat, exactNumber } from "./convert.ts";
import { comparisons, hashDecimal } from "./decimal-comparison.ts";
import { PyDecimal, contextArgument, operandOf, toOperand } from "./decimal-object.ts";
import { formatDecimal } from "./format.ts";
import { DECIMAL_METHODS, binaryResult, unaryResult } from "./operations.ts";
import { currentContext, decimalState } from "./state.ts";

export const decimalType: PyType = createTypeShell("Decimal", { instance: PyDecimal });

const bindNew = argumentBinder("Decimal", "(value=<unset>, context=None)");

function newDecimal(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const [value, contextOrNone] = must(bindNew(args, kwnames)) as [PyObject | undefined, PyObject];
  const context = contextArgument(contextOrNone);
  if (value === undefined) return new type.JS(ZERO);
  if (type === decimalType && value instanceof PyDecimal && typeOf(value) === decimalType) return value;
  return new type.JS(exactDecimal(value, context));
}

function alternative(convert: (value: PyObject, context: PyDecimalContext) => DecimalValue) {
  return (type: PyType, argument: PyObject): Result => {
    const decimal = new PyDecimal(convert(argument, currentContext()));
    return type === decimalType ? decimal : call(type, [decimal]);
  };
}

// ---- Operators

type BinaryOperation = (a: DecimalValue, b: DecimalValue, context: Arithmetic) => DecimalValue;

function operator(stem: string, operation: BinaryOperation) {
  return bothWays(stem, (left: PyObject, right: PyObject): Result => {
    const a = operandOf(left);
    if (a === null) return NotImplemented;
    const b = operandOf(right);
    if (b === null) return NotImplemented;
    return binaryResult(operation, a, b, currentContext());
  });
}

function divmod(left: PyObject, right: PyObject): Result {
  const a = operandOf(left);
  const b = operandOf(right);
  if (a === null || b === null) return NotImplemented;
  return divideWithRemainder(a, b, currentContext());
}

/** The quotient and the remainder of two decimals, as a tuple. */
export function divideWithRemainder(a: DecimalValue, b: DecimalValue, context: PyDecimalContext): PyObject {
  const results = perform(context, (own) => arithmetic.divideModulo(a, b, own));
  return makeTuple(results.map((result) => new PyDecimal(result)));
}

function raise(base: PyObject, exponent: PyObject, modulus: PyObject = None): Result {
  const a = operandOf(base);
  const b = operandOf(exponent);
  const m = modulus === None ? undefined : operandOf(modulus);
  if (a === null || b === null || m === null) return NotImplemented;
  return powerOf(a, b, m, currentContext());
}

/** a to the power b, modulo m if there is one. */
export function powerOf(
  a: DecimalValue,
  b: DecimalValue,
  m: DecimalValue | undefined,
  context: PyDecimalContext,
): PyObject {
  if (m === undefined) return binaryResult(power, a, b, context);
  return new PyDecimal(perform(context, (own) => powerModulo(a, b, m, own)));
}

const unary = (operation: (a: DecimalValue, context: Arithmetic) => DecimalValue) => (self: PyDecimal) =>
  unaryResult(operation, self.value, currentContext());

// ---- Conversions

/** An int, rounded in some way. Throws for what is not finite. */
function toInt(value: DecimalValue, rounding: number): PyObject {
  if (value.isNaN) throw valueError("cannot convert NaN to integer");
  if (value.isInfinite) throw overflowError("cannot convert Infinity to integer");
  const { coefficient } = rescale(value, Math.min(value.exponent, 0) === 0 ? value.exponent : 0, rounding);
  const magnitude = value.exponent > 0 ? coefficient * powerOfTen(value.exponent) : coefficient;
  return normalize(value.sign === 1 ? -magnitude : magnitude);
}

const NEGATIVE_NAN = fromBits(0xfff8n << 48n);

function toFloat({ value }: PyDecimal): number {
  if (value.kind === SIGNALING_NAN) throw valueError("cannot convert signaling NaN to float");
  if (value.kind === QUIET_NAN) return value.sign === 1 ? NEGATIVE_NAN : NaN;
  return Number(scientificText(value));
}

function asIntegerRatio({ value }: PyDecimal): Result {
  if (value.isNaN) throw valueError("cannot convert NaN to integer ratio");
  if (value.isInfinite) throw overflowError("cannot convert Infinity to integer ratio");
  let numerator = value.sign === 1 ? -value.coefficient : value.coefficient;
  let denominator = 1n;
  if (!value.isZero && value.exponent >= 0) numerator *= powerOfTen(value.exponent);
  else if (!value.isZero) {
    denominator = powerOfTen(-value.exponent);
    const common = greatestCommonDivisor(value.coefficient, denominator);
    numerator /= common;
    denominator /= common;
  }
  return makeTuple([normalize(numerator), normalize(denominator)]);
}

function asTuple({ value }: PyDecimal): Result {
  const digits = value.isNaN && value.coefficient === 0n ? "" : value.coefficient.toString();
  const exponent = value.isInfinite
    ? "F"
    : value.kind === QUIET_NAN
      ? "n"
      : value.kind === SIGNALING_NAN
        ? "N"
        : value.exponent;
  return call(decimalState().decimalTuple, [value.sign, makeTuple(Array.from(digits, Number)), exponent]);
}

function round({ value }: PyDecimal, digits: PyObject | undefined): Result {
  if (digits === undefined) return toInt(value, ROUND_HALF_EVEN);
  if (intValueOf(digits) === undefined) throw typeError("optional arg must be an integer");
  const places = toSize(digits);
  return binaryResult(quantize, value, new DecimalValue(0, 1n, -places), currentContext());
}

// ---- Methods with a rounding mode

/** Run an operation in a context whose rounding is another one. */
function withRounding(
  context: PyDecimalContext,
  rounding: PyObject,
  operation: (context: Arithmetic) => DecimalValue,
): PyDecimal {
  if (rounding === None) return new PyDecimal(perform(context, operation));
  const mode = toRounding(rounding);
  const before = context.arithmetic.rounding;
  const result = perform(context, (own) => {
    own.rounding = mode;
    try {
      return operation(own);
    } finally {
      own.rounding = before;
    }
  });
  return new PyDecimal(result);
}

function quantizeMethod(
  self: PyDecimal,
  exponent: PyObject,
  rounding: PyObject,
  contextOrNone: PyObject,
): Result {
  const context = contextArgument(contextOrNone);
  const mode = rounding === None ? rounding : (toRounding(rounding), rounding);
  const target = toOperand(exponent);
  return withRounding(context, mode, (own) =>
    self.value.isSpecial || target.isSpecial
      ? quantize(self.value, target, own)
      : quantizeTo(self.value, target.exponent, own),
  );
}

function integralMethod(operation: (a: DecimalValue, context: Arithmetic) => DecimalValue) {
  return (self: PyDecimal, rounding: PyObject, contextOrNone: PyObject): Result =>
    withRounding(contextArgument(contextOrNone), rounding, (own) => operation(self.value, own));
}

function fusedMultiplyAdd(
  self: PyDecimal,
  other: PyObject,
  third: PyObject,
  contextOrNone: PyObject,
): Result {
  const [b, c] = [toOperand(other), toOperand(third)];
  const context = contextArgument(contextOrNone);
  return new PyDecimal(perform(context, (own) => arithmetic.fusedMultiplyAdd(self.value, b, c, own)));
}

const text = ({ value }: PyDecimal): string => scientificText(value, currentContext().letter);
const itself = (self: PyDecimal): PyObject => self;
const integral = (rounding: number) => (self: PyDecimal) => toInt(self.value, rounding);

const INTEGRAL_SIGNATURE = "($self, /, rounding=None, context=None)";

defineType("Decimal", {
  shell: decimalType,
  module: "decimal",
  signature: "(value='0', context=None)",
  doc: `A decimal number: from a str, an int, a float, a tuple (sign, digits, exponent) or another Decimal.

The conversion is exact; the context says whether malformed text is an error.`,
  slots: {
    __new__: newDecimal,
    __repr__: (self: PyDecimal) => `Decimal('${text(self)}')`,
    __str__: text,
    __hash__: hashDecimal,
    ...comparisons,
    ...operator("add", arithmetic.add),
    ...operator("sub", arithmetic.subtract),
    ...operator("mul", arithmetic.multiply),
    ...operator("truediv", arithmetic.divide),
    ...operator("floordiv", arithmetic.divideInteger),
    ...operator("mod", arithmetic.remainder),
    ...bothWays("divmod", divmod),
    __pow__: raise,
    __rpow__: (self: PyObject, base: PyObject, modulus?: PyObject) => raise(base, self, modulus),
    __neg__: unary(arithmetic.minus),
    __pos__: unary(arithmetic.plus),
    __abs__: unary(arithmetic.absolute),
    __bool__: (self: PyDecimal) => !self.value.isZero,
    __int__: integral(ROUND_DOWN),
    __float__: (self: PyDecimal) => makeFloat(toFloat(self)),
  },
  methods: {
    ...DECIMAL_METHODS,
    real: getset(null, itself),
    imag: getset(null, () => new PyDecimal(ZERO)),
    adjusted: method(
      "($self, /)",
      "The exponent of the most significant digit; 0 for infinities and NaNs.",
      ({ value }: PyDecimal) => (value.isSpecial ? 0 : value.adjusted),
    ),
    as_integer_ratio: method(
      "($self, /)",
      "Two ints without common divisor, the second positive, whose ratio is exactly the number.",
      asIntegerRatio,
    ),
    as_tuple: method("($self, /)", "Sign, digits and exponent as a named tuple.", asTuple),
    canonical: method("($self, /)", "The number itself: its encoding is canonical.", itself),
    conjugate: method("($self, /)", "The number itself.", itself),
    copy_abs: method(
      "($self, /)",
      "The absolute value, not rounded.",
      ({ value }: PyDecimal) => new PyDecimal(value.withSign(0)),
    ),
    copy_negate: method(
      "($self, /)",
      "The number negated, not rounded.",
      ({ value }: PyDecimal) => new PyDecimal(arithmetic.negated(value)),
    ),
    fma: method(
      "($self, /, other, third, context=None)",
      "self * other + third, rounded once.",
      fusedMultiplyAdd,
    ),
    from_float: classMethod(
      "($type, f, /)",
      "The Decimal that is exactly a float or an int.",
      alternative(exactFloat),
    ),
    from_number: classMethod(
      "($type, number, /)",
      "The Decimal that is exactly a number; text is refused.",
      alternative(exactNumber),
    ),
    number_class: method(
      "($self, /, context=None)",
      "The class of the number, such as '+Normal', '-Infinity' or 'sNaN'.",
      (self: PyDecimal, context: PyObject) => numberClass(self.value, contextArgument(context).arithmetic),
    ),
    quantize: method(
      "($self, /, exp, rounding=None, context=None)",
      "The number rounded to the exponent of exp.",
      quantizeMethod,
    ),
    radix: method("($self, /)", "Decimal(10).", () => new PyDecimal(new DecimalValue(0, 10n, 0))),
    same_quantum: method(
      "($self, /, other, context=None)",
      "Whether both have the same exponent, or both are infinite, or both NaN.",
      (self: PyDecimal, other: PyObject, context: PyObject) => {
        contextArgument(context);
        return sameQuantum(self.value, toOperand(other));
      },
    ),
    to_eng_string: method(
      "($self, /, context=None)",
      "The number as text, its exponent a multiple of three.",
      (self: PyDecimal, context: PyObject) => engineeringText(self.value, contextArgument(context).letter),
    ),
    to_integral: method(INTEGRAL_SIGNATURE, "The same as to_integral_value().", integralMethod(toIntegral)),
    to_integral_exact: method(
      INTEGRAL_SIGNATURE,
      "The number rounded to an integer, with Inexact and Rounded.",
      integralMethod(toIntegralExact),
    ),
    to_integral_value: method(
      INTEGRAL_SIGNATURE,
      "The number rounded to an integer, without Inexact and Rounded.",
      integralMethod(toIntegral),
    ),
    __ceil__: method("($self, /)", null, integral(ROUND_CEILING)),
    __complex__: method("($self, /)", null, (self: PyDecimal) => makeComplex(toFloat(self), 0)),
    __copy__: method("($self, /)", null, itself),
    __deepcopy__: method("($self, memo, /)", null, itself),
    __floor__: method("($self, /)", null, integral(ROUND_FLOOR)),
    __format__: method("($self, format_spec, override=<unset>, /)", null, formatDecimal),
    __reduce__: method("($self, /)", null, (self: PyDecimal) =>
      makeTuple([typeOf(self), makeTuple([text(self)])]),
    ),
    __round__: method("($self, ndigits=<unset>, /)", null, round),
    __sizeof__: method("($self, /)", null, ({ value }: PyDecimal) => 104 + 4 * Math.ceil(value.digits / 9)),
    __trunc__: method("($self, /)", null, integral(ROUND_DOWN)),
  },
});
