/**
 * `decimal.Context` (library reference, "Context objects"; CPython Modules/_decimal/_decimal.c).
 *
 * The operations that Decimal has too are operations.ts.
 */
import { fusedMultiplyAdd, negated } from "../../algorithms/decimal/arithmetic.ts";
import { MAX_EMAX, MAX_PREC, MIN_EMIN, ROUNDING_NAMES } from "../../algorithms/decimal/context.ts";
import { finalize } from "../../algorithms/decimal/rounding.ts";
import { numberClass, sameQuantum } from "../../algorithms/decimal/representation.ts";
import { engineeringText, scientificText } from "../../algorithms/decimal/text.ts";
import { DecimalValue, ZERO } from "../../algorithms/decimal/value.ts";
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { type Entry, defineType, getset, method } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { attributeErrorMessage, must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { type PyType, createTypeShell, typeOf } from "../../kernel/type.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { PyDecimalContext, perform, toRounding, toSize } from "./context-object.ts";
import { exactFloat, roundedDecimal } from "./convert.ts";
import { PyDecimal, toOperand } from "./decimal-object.ts";
import { divideWithRemainder, powerOf } from "./decimal-type.ts";
import { CONTEXT_METHODS, unaryResult } from "./operations.ts";
import { signalBits, signalBitsOrList, signalDictOf } from "./signal-dict.ts";
import { signalList, signalText } from "./signals.ts";
import { copyContext, decimalState } from "./state.ts";

export const decimalContextType: PyType = createTypeShell("Context", { instance: PyDecimalContext });

// ---- The parameters

/** An int between two bounds. Throws. */
function parameter(value: PyObject, low: number, high: number, message: string): number {
  const x = toSize(value);
  if (x < low || x > high) throw valueError(message);
  return x;
}

type Setter = (context: PyDecimalContext, value: PyObject) => void;

const SETTERS = {
  prec: (context, value) => {
    const message = "valid range for prec is [1, MAX_PREC]";
    context.arithmetic.precision = parameter(value, 1, MAX_PREC, message);
  },
  rounding: (context, value) => {
    context.arithmetic.rounding = toRounding(value);
  },
  Emin: (context, value) => {
    context.arithmetic.emin = parameter(value, MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]");
  },
  Emax: (context, value) => {
    context.arithmetic.emax = parameter(value, 0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]");
  },
  capitals: (context, value) => {
    context.capitals = parameter(value, 0, 1, "valid values for capitals are 0 or 1") as 0 | 1;
  },
  clamp: (context, value) => {
    context.arithmetic.clamp = parameter(value, 0, 1, "valid values for clamp are 0 or 1") as 0 | 1;
  },
  flags: (context, value) => {
    context.flags = signalBits(value);
  },
  traps: (context, value) => {
    context.traps = signalBits(value);
  },
} satisfies Record<string, Setter>;

type ParameterName = keyof typeof SETTERS;

function attribute(name: ParameterName, get: (context: PyDecimalContext) => PyObject): Entry {
  return getset(null, get, (context: PyDecimalContext, value) => {
    if (value === undefined) throw attributeErrorMessage("context attributes cannot be deleted");
    SETTERS[name](context, value);
    return None;
  });
}

/** The parameters in the order in which they are given to the constructor. */
export const PARAMETERS = [
  "prec",
  "rounding",
  "Emin",
  "Emax",
  "capitals",
  "clamp",
  "flags",
  "traps",
] as const;
/** In the order in which they are set. */
const ORDER: readonly ParameterName[] = [
  "prec",
  "rounding",
  "Emin",
  "Emax",
  "capitals",
  "clamp",
  "traps",
  "flags",
];

/** Set the parameters that are not None. Throws. */
export function setParameters(context: PyDecimalContext, values: readonly PyObject[]): void {
  for (const name of ORDER) {
    const value = values[PARAMETERS.indexOf(name)]!;
    if (value === None) continue;
    if (name === "flags" || name === "traps") context[name] = signalBitsOrList(value);
    else SETTERS[name](context, value);
  }
}

/** `prec=None, rounding=None, …` */
export const PARAMETER_SIGNATURE = PARAMETERS.map((name) => `${name}=None`).join(", ");
const bindInit = argumentBinder("Context", `(${PARAMETER_SIGNATURE})`);

function initialize(self: PyDecimalContext, args: PyObject[], kwnames: KeywordNames): Result {
  setParameters(self, must(bindInit(args, kwnames)) as PyObject[]);
  return None;
}

/** A new context is like the default one. */
function newContext(type: PyType): PyObject {
  const context = new type.JS() as PyDecimalContext;
  context.assign(decimalState().defaultContext);
  return context;
}

function reprContext({ arithmetic, flags, traps, capitals }: PyDecimalContext): string {
  const { precision, rounding, emin, emax, clamp } = arithmetic;
  return (
    `Context(prec=${precision}, rounding=${ROUNDING_NAMES[rounding]}, Emin=${emin}, Emax=${emax}, ` +
    `capitals=${capitals}, clamp=${clamp}, flags=${signalText(flags)}, traps=${signalText(traps)})`
  );
}

function reduce(self: PyDecimalContext): Result {
  const { arithmetic, flags, traps, capitals } = self;
  const { precision, rounding, emin, emax, clamp } = arithmetic;
  const values = [precision, ROUNDING_NAMES[rounding]!, emin, emax, capitals, clamp];
  return makeTuple([typeOf(self), makeTuple([...values, signalList(flags), signalList(traps)])]);
}

// ---- Operations of its own

function apply(context: PyDecimalContext, x: PyObject): PyObject {
  return unaryResult(finalize, toOperand(x), context);
}

function onlyDecimal(x: PyObject): PyDecimal {
  if (!(x instanceof PyDecimal)) throw typeError("argument must be a Decimal");
  return x;
}

function power(context: PyDecimalContext, a: PyObject, b: PyObject, modulo: PyObject): Result {
  const [base, exponent] = [toOperand(a), toOperand(b)];
  return powerOf(base, exponent, modulo === None ? undefined : toOperand(modulo), context);
}

function createDecimal(context: PyDecimalContext, value: PyObject | undefined): Result {
  return new PyDecimal(value === undefined ? ZERO : roundedDecimal(value, context));
}

const copy = (context: PyDecimalContext): PyObject => copyContext(context);

/** The limits of memory are the only ones here. */
function unsafe(
  name: string,
  low: number,
  high: number,
  set: (context: PyDecimalContext, x: number) => void,
): Entry {
  return method("($self, x, /)", null, (context: PyDecimalContext, value: PyObject) => {
    set(context, parameter(value, low, high, `valid range for unsafe ${name} is [${low}, ${high}]`));
    return None;
  });
}
const UNSAFE_LIMIT = 1_070_000_000;

defineType("Context", {
  shell: decimalContextType,
  module: "decimal",
  signature: `(${PARAMETER_SIGNATURE})`,
  doc: `Precision, rounding, limits and traps for arithmetic with decimals.

What is not given is as in DefaultContext.`,
  slots: { __new__: newContext, __init__: initialize, __repr__: reprContext },
  methods: {
    ...CONTEXT_METHODS,
    prec: attribute("prec", (context) => context.arithmetic.precision),
    rounding: attribute("rounding", (context) => ROUNDING_NAMES[context.arithmetic.rounding]!),
    Emin: attribute("Emin", (context) => context.arithmetic.emin),
    Emax: attribute("Emax", (context) => context.arithmetic.emax),
    capitals: attribute("capitals", (context) => context.capitals),
    clamp: attribute("clamp", (context) => context.arithmetic.clamp),
    flags: attribute("flags", (context) => signalDictOf(context, "flags")),
    traps: attribute("traps", (context) => signalDictOf(context, "traps")),
    Etiny: method(
      "($self, /)",
      "The lowest exponent: Emin - prec + 1.",
      ({ arithmetic }: PyDecimalContext) => arithmetic.etiny,
    ),
    Etop: method(
      "($self, /)",
      "The highest exponent of a number with prec digits: Emax - prec + 1.",
      ({ arithmetic }: PyDecimalContext) => arithmetic.etop,
    ),
    _apply: method("($self, x, /)", null, apply),
    _unsafe_setprec: unsafe("prec", 1, UNSAFE_LIMIT, (context, x) => {
      context.arithmetic.precision = x;
    }),
    _unsafe_setemin: unsafe("emin", -UNSAFE_LIMIT, 0, (context, x) => {
      context.arithmetic.emin = x;
    }),
    _unsafe_setemax: unsafe("emax", 0, UNSAFE_LIMIT, (context, x) => {
      context.arithmetic.emax = x;
    }),
    canonical: method(
      "($self, x, /)",
      "The Decimal itself: its encoding is canonical.",
      (_context: PyDecimalContext, x: PyObject) => onlyDecimal(x),
    ),
    is_canonical: method(
      "($self, x, /)",
      "Whether the encoding is canonical: it always is.",
      (_context: PyDecimalContext, x: PyObject) => {
        onlyDecimal(x);
        return true;
      },
    ),
    clear_flags: method("($self, /)", "Set all flags to False.", (context: PyDecimalContext) => {
      context.flags = 0;
      return None;
    }),
    clear_traps: method("($self, /)", "Set all traps to False.", (context: PyDecimalContext) => {
      context.traps = 0;
      return None;
    }),
    copy: method("($self, /)", "A copy of the context.", copy),
    copy_abs: method(
      "($self, x, /)",
      "The absolute value, not rounded.",
      (_context: PyDecimalContext, x: PyObject) => new PyDecimal(toOperand(x).withSign(0)),
    ),
    copy_decimal: method(
      "($self, x, /)",
      "The number itself, as a Decimal.",
      (_context: PyDecimalContext, x: PyObject) => (x instanceof PyDecimal ? x : new PyDecimal(toOperand(x))),
    ),
    copy_negate: method(
      "($self, x, /)",
      "The number negated, not rounded.",
      (_context: PyDecimalContext, x: PyObject) => new PyDecimal(negated(toOperand(x))),
    ),
    create_decimal: method(
      "($self, num=<unrepresentable>, /)",
      "A Decimal from a value of any type that Decimal takes, rounded to this context.",
      createDecimal,
    ),
    create_decimal_from_float: method(
      "($self, f, /)",
      "A Decimal from a float, rounded to this context.",
      (context: PyDecimalContext, f: PyObject) => unaryResult(finalize, exactFloat(f), context),
    ),
    divmod: method(
      "($self, x, y, /)",
      "Quotient and remainder of integer division, as a tuple.",
      (context: PyDecimalContext, x: PyObject, y: PyObject) =>
        divideWithRemainder(toOperand(x), toOperand(y), context),
    ),
    fma: method(
      "($self, x, y, z, /)",
      "x * y + z, rounded once.",
      (context: PyDecimalContext, x: PyObject, y: PyObject, z: PyObject) => {
        const [a, b, c] = [toOperand(x), toOperand(y), toOperand(z)];
        return new PyDecimal(perform(context, (own) => fusedMultiplyAdd(a, b, c, own)));
      },
    ),
    number_class: method(
      "($self, x, /)",
      "The class of the number, such as '+Normal', '-Infinity' or 'sNaN'.",
      (context: PyDecimalContext, x: PyObject) => numberClass(toOperand(x), context.arithmetic),
    ),
    power: method(
      "($self, /, a, b, modulo=None)",
      "a to the power b, modulo `modulo` if that is given.",
      power,
    ),
    radix: method("($self, /)", "Decimal(10).", () => new PyDecimal(new DecimalValue(0, 10n, 0))),
    same_quantum: method(
      "($self, x, y, /)",
      "Whether both have the same exponent, or both are infinite, or both NaN.",
      (_context: PyDecimalContext, x: PyObject, y: PyObject) => sameQuantum(toOperand(x), toOperand(y)),
    ),
    to_eng_string: method(
      "($self, x, /)",
      "The number as text, its exponent a multiple of three.",
      (context: PyDecimalContext, x: PyObject) => engineeringText(toOperand(x), context.letter),
    ),
    to_sci_string: method(
      "($self, x, /)",
      "The number as text, in scientific notation where that is shorter.",
      (context: PyDecimalContext, x: PyObject) => scientificText(toOperand(x), context.letter),
    ),
    __copy__: method("($self, /)", null, copy),
    __reduce__: method("($self, /)", null, reduce),
  },
});
