/**
 * The operations that Decimal and Context have in common: `a.max(b, context=c)` is `c.max(a, b)`.
 *
 * Each is named once here, with its documentation; the methods of both types are made from these tables.
 */
import * as arithmetic from "../../algorithms/decimal/arithmetic.ts";
import * as comparison from "../../algorithms/decimal/compare.ts";
import type { Arithmetic } from "../../algorithms/decimal/context.ts";
import * as exponential from "../../algorithms/decimal/exponential.ts";
import * as representation from "../../algorithms/decimal/representation.ts";
import { type DecimalValue, QUIET_NAN, SIGNALING_NAN } from "../../algorithms/decimal/value.ts";
import { type Entry, method } from "../../kernel/define.ts";
import type { PyObject } from "../../kernel/object.ts";
import { type PyDecimalContext, outOfMemory, settle } from "./context-object.ts";
import { PyDecimal, contextArgument, toOperand } from "./decimal-object.ts";

type Unary = (a: DecimalValue, context: Arithmetic) => DecimalValue;
type Binary = (a: DecimalValue, b: DecimalValue, context: Arithmetic) => DecimalValue;
type Predicate = (a: DecimalValue, context: Arithmetic) => boolean;
type Table<T> = Readonly<Record<string, readonly [doc: string, operation: T]>>;

const UNARY: Table<Unary> = {
  exp: ["e raised to the power of the operand, correctly rounded.", exponential.exponential],
  ln: ["The natural logarithm, correctly rounded.", exponential.naturalLogarithm],
  log10: ["The logarithm to base ten, correctly rounded.", exponential.commonLogarithm],
  logb: ["The exponent of the most significant digit, as a Decimal.", representation.logB],
  logical_invert: ["Every digit, 0 or 1, inverted.", representation.logicalInvert],
  next_minus: ["The largest number that is smaller than the operand.", representation.nextMinus],
  next_plus: ["The smallest number that is larger than the operand.", representation.nextPlus],
  normalize: ["The number without trailing zeros; every zero becomes 0.", arithmetic.reduce],
  sqrt: ["The square root, correctly rounded.", arithmetic.squareRoot],
};

const BINARY: Table<Binary> = {
  compare: [
    "-1, 0 or 1 as the first operand is less than, equal to or greater than the second, or NaN.",
    comparison.compare,
  ],
  compare_signal: ["As compare(), but every NaN signals.", comparison.compareSignal],
  compare_total: ["As compare(), by the total order of all representations.", comparison.compareTotal],
  compare_total_mag: ["As compare_total(), without the signs.", comparison.compareTotalMagnitude],
  copy_sign: ["The first operand with the sign of the second.", (a, b) => a.withSign(b.sign)],
  logical_and: ["The digit-wise and of numbers whose digits are all 0 or 1.", representation.logicalAnd],
  logical_or: ["The digit-wise or of numbers whose digits are all 0 or 1.", representation.logicalOr],
  logical_xor: [
    "The digit-wise exclusive or of numbers whose digits are all 0 or 1.",
    representation.logicalXor,
  ],
  max: ["The larger operand; a number if the other one is a quiet NaN.", comparison.maximum],
  max_mag: ["As max(), without the signs.", comparison.maximumMagnitude],
  min: ["The smaller operand; a number if the other one is a quiet NaN.", comparison.minimum],
  min_mag: ["As min(), without the signs.", comparison.minimumMagnitude],
  next_toward: [
    "The number next to the first operand in the direction of the second.",
    representation.nextToward,
  ],
  remainder_near: [
    "What the nearest multiple of the second operand leaves of the first.",
    arithmetic.remainderNear,
  ],
  rotate: [
    "The digits of the first operand, rotated by as many places as the second says.",
    representation.rotate,
  ],
  scaleb: ["The first operand with the second added to its exponent.", representation.scaleB],
  shift: [
    "The digits of the first operand, moved by as many places as the second says.",
    representation.shift,
  ],
};

const PREDICATES: Table<Predicate> = {
  is_canonical: ["Whether the encoding is canonical: it always is.", () => true],
  is_finite: ["Whether it is neither an infinity nor a NaN.", (a) => !a.isSpecial],
  is_infinite: ["Whether it is an infinity.", (a) => a.isInfinite],
  is_nan: ["Whether it is a NaN.", (a) => a.isNaN],
  is_qnan: ["Whether it is a quiet NaN.", (a) => a.kind === QUIET_NAN],
  is_signed: ["Whether the sign is negative.", (a) => a.sign === 1],
  is_snan: ["Whether it is a signaling NaN.", (a) => a.kind === SIGNALING_NAN],
  is_zero: ["Whether it is zero.", (a) => a.isZero],
};

const PREDICATES_IN_CONTEXT: Table<Predicate> = {
  is_normal: ["Whether it is finite, not zero and not subnormal.", representation.isNormal],
  is_subnormal: ["Whether it is subnormal.", representation.isSubnormal],
};

/** Operators, which Decimal has as such. */
const CONTEXT_UNARY: Table<Unary> = {
  abs: ["The absolute value, rounded.", arithmetic.absolute],
  minus: ["The number negated, rounded.", arithmetic.minus],
  plus: ["The number rounded.", arithmetic.plus],
  to_integral: ["The number rounded to an integer.", representation.toIntegral],
  to_integral_value: ["The number rounded to an integer.", representation.toIntegral],
  to_integral_exact: [
    "The number rounded to an integer, with Inexact and Rounded.",
    representation.toIntegralExact,
  ],
};

const CONTEXT_BINARY: Table<Binary> = {
  add: ["The sum.", arithmetic.add],
  divide: ["The quotient.", arithmetic.divide],
  divide_int: ["The integer part of the quotient.", arithmetic.divideInteger],
  multiply: ["The product.", arithmetic.multiply],
  quantize: ["The first operand rounded to the exponent of the second.", representation.quantize],
  remainder: ["What integer division leaves of the first operand.", arithmetic.remainder],
  subtract: ["The difference.", arithmetic.subtract],
};

const entries = <T>(table: Table<T>, make: (doc: string, operation: T) => Entry): Record<string, Entry> =>
  Object.fromEntries(Object.entries(table).map(([name, [doc, operation]]) => [name, make(doc, operation)]));

/** The Decimal that an operation gives, its conditions seen to. Throws. */
export function unaryResult(operation: Unary, a: DecimalValue, context: PyDecimalContext): PyDecimal {
  let result: DecimalValue;
  try {
    result = operation(a, context.arithmetic);
  } catch (caught) {
    throw outOfMemory(context, caught);
  }
  return new PyDecimal(settle(context, result));
}

/** The same for two operands. */
export function binaryResult(
  operation: Binary,
  a: DecimalValue,
  b: DecimalValue,
  context: PyDecimalContext,
): PyDecimal {
  let result: DecimalValue;
  try {
    result = operation(a, b, context.arithmetic);
  } catch (caught) {
    throw outOfMemory(context, caught);
  }
  return new PyDecimal(settle(context, result));
}

/** What Decimal has of the operations. */
export const DECIMAL_METHODS: Record<string, Entry> = {
  ...entries(UNARY, (doc, operation) =>
    method("($self, /, context=None)", doc, (self: PyDecimal, contextOrNone: PyObject) =>
      unaryResult(operation, self.value, contextArgument(contextOrNone)),
    ),
  ),
  ...entries(BINARY, (doc, operation) =>
    method(
      "($self, /, other, context=None)",
      doc,
      (self: PyDecimal, other: PyObject, contextOrNone: PyObject) => {
        const context = contextArgument(contextOrNone);
        return binaryResult(operation, self.value, toOperand(other), context);
      },
    ),
  ),
  ...entries(PREDICATES, (doc, test) =>
    method("($self, /)", doc, (self: PyDecimal) => test(self.value, undefined as never)),
  ),
  ...entries(PREDICATES_IN_CONTEXT, (doc, test) =>
    method("($self, /, context=None)", doc, (self: PyDecimal, contextOrNone: PyObject) =>
      test(self.value, contextArgument(contextOrNone).arithmetic),
    ),
  ),
};

/** What Context has of them. */
export const CONTEXT_METHODS: Record<string, Entry> = {
  ...entries({ ...UNARY, ...CONTEXT_UNARY }, (doc, operation) =>
    method("($self, x, /)", doc, (context: PyDecimalContext, x: PyObject) =>
      unaryResult(operation, toOperand(x), context),
    ),
  ),
  ...entries({ ...BINARY, ...CONTEXT_BINARY }, (doc, operation) =>
    method("($self, x, y, /)", doc, (context: PyDecimalContext, x: PyObject, y: PyObject) =>
      binaryResult(operation, toOperand(x), toOperand(y), context),
    ),
  ),
  ...entries({ ...PREDICATES, ...PREDICATES_IN_CONTEXT }, (doc, test) =>
    method("($self, x, /)", doc, (context: PyDecimalContext, x: PyObject) =>
      test(toOperand(x), context.arithmetic),
    ),
  ),
};
