/**
 * `_decimal`: decimal fixed-point and floating-point arithmetic (library reference, "decimal"; General Decimal
 * Arithmetic 1.70; CPython Modules/_decimal/_decimal.c).
 *
 * The arithmetic is algorithms/decimal, on BigInt coefficients; here are Python's types. The limits are those of a
 * 32-bit CPython (algorithms/decimal/context.ts).
 */
import {
  IEEE_CONTEXT_MAX_BITS,
  MAX_EMAX,
  MAX_PREC,
  MIN_EMIN,
  MIN_ETINY,
  ROUNDING_NAMES,
  ieeeContext,
} from "../../algorithms/decimal/context.ts";
import { type ModuleDefinition, defineModule, fn, rawFn } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { LOCALCONTEXT_SIGNATURE, localContext } from "./context-manager.ts";
import { PyDecimalContext, toSize } from "./context-object.ts";
import { decimalContextType } from "./context-type.ts";
import { decimalType } from "./decimal-type.ts";
import { signalDictMixinType } from "./signal-dict.ts";
import { exceptions } from "./signals.ts";
import { currentContext, makeState, setCurrentContext } from "./state.ts";

function setContext(context: PyObject): Result {
  if (!(context instanceof PyDecimalContext)) throw typeError("argument must be a context");
  setCurrentContext(context);
  return None;
}

function makeIeeeContext(bits: PyObject): Result {
  const arithmetic = ieeeContext(toSize(bits));
  if (arithmetic === null)
    throw valueError(`argument must be a multiple of 32, with a maximum of ${IEEE_CONTEXT_MAX_BITS}`);
  const context = new PyDecimalContext();
  context.arithmetic = arithmetic;
  context.traps = 0;
  return context;
}

function execute(namespace: Map<string, PyObject>): void {
  const state = makeState(decimalType, signalDictMixinType);
  const { base, signals, conditions } = exceptions();
  namespace.set("DecimalTuple", state.decimalTuple);
  namespace.set("DecimalException", base);
  for (const { name, type } of [...signals, ...conditions.slice(1)]) namespace.set(name, type);
  namespace.set("DefaultContext", state.defaultContext);
  namespace.set("BasicContext", state.basicContext);
  namespace.set("ExtendedContext", state.extendedContext);
}

const DEFINITION = {
  doc: "Decimal arithmetic",
  types: [decimalType, decimalContextType],
  constants: {
    ...Object.fromEntries(ROUNDING_NAMES.map((name) => [name, name])),
    MAX_PREC,
    MAX_EMAX,
    MIN_EMIN,
    MIN_ETINY,
    IEEE_CONTEXT_MAX_BITS,
    HAVE_THREADS: true,
    HAVE_CONTEXTVAR: true,
    __version__: "1.70",
    __libmpdec_version__: "2.5.1",
  },
  functions: {
    getcontext: fn("($module, /)", "The current context.", () => currentContext()),
    setcontext: fn("($module, context, /)", "Make a context the current one.", setContext),
    localcontext: rawFn(
      LOCALCONTEXT_SIGNATURE,
      `A context manager that makes a copy of ctx, or of the current context, the current one for a while.

The other arguments are parameters to change in the copy.`,
      localContext,
    ),
    IEEEContext: fn(
      "($module, bits, /)",
      "The context of the IEEE interchange format of a size, which is a multiple of 32.",
      makeIeeeContext,
    ),
  },
  execute,
};

export const decimalModule: ModuleDefinition = defineModule("_decimal", DEFINITION);

/** Under this name the library looks for decimal where `_decimal` is blocked; its archive has no such file. */
export const pydecimalModule: ModuleDefinition = defineModule("_pydecimal", DEFINITION);
