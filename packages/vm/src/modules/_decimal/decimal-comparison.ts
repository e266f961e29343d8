/**
 * Comparison and hash of Decimals, with numbers of other types too (library reference; CPython
 * Modules/_decimal/_decimal.c, `convert_op_cmp`, `_dec_hash`).
 */
import { modularPower } from "../../algorithms/bigint.ts";
import { compareValues } from "../../algorithms/decimal/compare.ts";
import { FloatOperation, InvalidOperation } from "../../algorithms/decimal/status.ts";
import { DecimalValue, QUIET_NAN, SIGNALING_NAN } from "../../algorithms/decimal/value.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, typeError } from "../../kernel/raise.ts";
import { NotImplemented } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import { PyFloat, objectType } from "../../kernel/type.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import type { Comparison } from "../../protocols/compare.ts";
import { callMethod } from "../../protocols/call.ts";
import { PyComplex } from "../../objects/complex.ts";
import { normalize } from "../../objects/int/arithmetic.ts";
import { type PyDecimalContext, addStatus } from "./context-object.ts";
import { decimalOfDouble } from "./convert.ts";
import type { PyDecimal } from "./decimal-object.ts";
import { operandOf, toOperand } from "./decimal-object.ts";
import { currentContext, decimalState } from "./state.ts";

type Pair = readonly [DecimalValue, DecimalValue];

/** Two decimals that compare as the operands do; null for types that do not compare. Throws. */
function comparable(
  self: DecimalValue,
  other: PyObject,
  equality: boolean,
  context: PyDecimalContext,
): Pair | null {
  const operand = operandOf(other);
  if (operand !== null) return [self, operand];
  if (other instanceof PyFloat) {
    if (equality) context.flags |= FloatOperation;
    else addStatus(context, FloatOperation);
    return [self, decimalOfDouble(other.value)];
  }
  if (other instanceof PyComplex) {
    if (!equality || other.imag !== 0) return null;
    context.flags |= FloatOperation;
    return [self, decimalOfDouble(other.real)];
  }
  return comparableRational(self, other);
}

/** a ⋚ n/d as a·d ⋚ n */
function comparableRational(self: DecimalValue, other: PyObject): Pair | null {
  const { rational } = decimalState();
  const isRational = must(callMethod(rational, attributeName("__instancecheck__"), [other]));
  if (!must(isTrue(isRational))) return null;
  const numerator = toOperand(must(getAttribute(other, attributeName("numerator"))));
  if (self.isSpecial) return [self, numerator];
  const denominator = toOperand(must(getAttribute(other, attributeName("denominator"))));
  const scaled = new DecimalValue(self.sign, self.coefficient * denominator.coefficient, self.exponent);
  return [scaled, numerator];
}

const TESTS: Record<Comparison, (order: number) => boolean> = {
  __lt__: (order) => order < 0,
  __le__: (order) => order <= 0,
  __eq__: (order) => order === 0,
  __ne__: (order) => order !== 0,
  __gt__: (order) => order > 0,
  __ge__: (order) => order >= 0,
};

function comparison(name: Comparison) {
  const equality = name === "__eq__" || name === "__ne__";
  const test = TESTS[name];
  return (self: PyDecimal, other: PyObject): Result => {
    const context = currentContext();
    const pair = comparable(self.value, other, equality, context);
    if (pair === null) return NotImplemented;
    const [a, b] = pair;
    if (!a.isNaN && !b.isNaN) return test(compareValues(a, b));
    if (!equality || a.kind === SIGNALING_NAN || b.kind === SIGNALING_NAN)
      addStatus(context, InvalidOperation);
    return name === "__ne__";
  };
}

export const comparisons: Record<Comparison, ReturnType<typeof comparison>> = {
  __lt__: comparison("__lt__"),
  __le__: comparison("__le__"),
  __eq__: comparison("__eq__"),
  __ne__: comparison("__ne__"),
  __gt__: comparison("__gt__"),
  __ge__: comparison("__ge__"),
};

/** `sys.hash_info.modulus`, and the inverse of ten modulo it. */
const MODULUS = (1n << 61n) - 1n;
const INVERSE_OF_TEN = modularPower(10n, MODULUS - 2n, MODULUS);
const HASH_OF_INFINITY = 314159;

export function hashDecimal(self: PyDecimal): number | bigint | undefined {
  return (self.cachedHash ??= computeHash(self));
}

function computeHash(self: PyDecimal): number | bigint | undefined {
  const { value } = self;
  if (value.kind === SIGNALING_NAN) throw typeError("Cannot hash a signaling NaN value");
  if (value.kind === QUIET_NAN) return objectType.slots.__hash__!(self);
  if (value.isInfinite) return value.sign === 1 ? -HASH_OF_INFINITY : HASH_OF_INFINITY;
  const base = value.exponent >= 0 ? 10n : INVERSE_OF_TEN;
  const power = modularPower(base, BigInt(Math.abs(value.exponent)), MODULUS);
  const magnitude = (value.coefficient * power) % MODULUS;
  const hash = value.sign === 1 ? -magnitude : magnitude;
  return normalize(hash === -1n ? -2n : hash);
}
