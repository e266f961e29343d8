/**
 * What decimal keeps for each interpreter: the classes that it makes with Python's own means, its context variable, the
 * templates of contexts.
 */
import { DivisionByZero, IEEE_INVALID_OPERATION, Overflow } from "../../algorithms/decimal/status.ts";
import { Clamped, Underflow } from "../../algorithms/decimal/status.ts";
import { ROUND_HALF_UP } from "../../algorithms/decimal/context.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { type Runtime, rt } from "../../kernel/state.ts";
import type { PyType } from "../../kernel/type.ts";
import { typeType } from "../../kernel/type.ts";
import { getAttribute, setAttribute } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { newClass } from "../../objects/class-creation.ts";
import { PyContextVar, currentContext as currentVariables } from "../../objects/contextvars.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { PyDecimalContext } from "./context-object.ts";

export type DecimalState = {
  readonly variable: PyContextVar;
  readonly defaultContext: PyDecimalContext;
  readonly basicContext: PyDecimalContext;
  readonly extendedContext: PyDecimalContext;
  /** `collections.namedtuple` of sign, digits and exponent. */
  readonly decimalTuple: PyObject;
  /** `numbers.Rational` */
  readonly rational: PyObject;
  readonly signalDict: PyType;
};

const states = new WeakMap<Runtime, DecimalState>();

/** The state that was asked for last, and whose it is. */
let recent: { readonly runtime: Runtime; readonly state: DecimalState } | null = null;

/** The state of the running interpreter, which the import of the module has made. */
export function decimalState(): DecimalState {
  if (recent?.runtime !== rt) recent = { runtime: rt, state: states.get(rt)! };
  return recent.state;
}

const attribute = (object: PyObject, name: string): PyObject =>
  must(getAttribute(object, attributeName(name)));
const imported = (module: string, name: string): PyObject =>
  attribute(must(hooks.importModule(module)), name);

/** The state of an interpreter, made at the first import. Throws. */
export function makeState(decimal: PyType, signalDictMixin: PyType): DecimalState {
  const known = states.get(rt);
  if (known !== undefined) return known;
  must(callMethod(imported("numbers", "Number"), attributeName("register"), [decimal]));
  const decimalTuple = must(
    callMethod(must(hooks.importModule("collections")), attributeName("namedtuple"), [
      "DecimalTuple",
      "sign digits exponent",
    ]),
  );
  must(setAttribute(decimalTuple, attributeName("__module__"), "decimal"));
  const mapping = imported("collections.abc", "MutableMapping");
  const namespace = new PyDict();
  namespace.setText("__module__", "abc");
  const state: DecimalState = {
    variable: new PyContextVar("decimal_context", undefined),
    defaultContext: new PyDecimalContext(),
    basicContext: basicContext(),
    extendedContext: extendedContext(),
    decimalTuple,
    rational: imported("numbers", "Rational"),
    signalDict: must(
      newClass(typeType, ["SignalDict", makeTuple([signalDictMixin, mapping]), namespace], undefined),
    ) as PyType,
  };
  states.set(rt, state);
  return state;
}

function basicContext(): PyDecimalContext {
  const context = new PyDecimalContext();
  context.arithmetic.precision = 9;
  context.arithmetic.rounding = ROUND_HALF_UP;
  context.traps = IEEE_INVALID_OPERATION | DivisionByZero | Overflow | Underflow | Clamped;
  return context;
}

function extendedContext(): PyDecimalContext {
  const context = new PyDecimalContext();
  context.arithmetic.precision = 9;
  context.traps = 0;
  return context;
}

/** The current context, that of the running thread or task. */
export function currentContext(): PyDecimalContext {
  const { variable } = decimalState();
  const current = currentVariables().values.get(variable);
  return current === undefined ? firstContext() : (current as PyDecimalContext);
}

function firstContext(): PyDecimalContext {
  const context = copyContext(decimalState().defaultContext);
  context.flags = 0;
  setVariable(context);
  return context;
}

function setVariable(context: PyDecimalContext): void {
  const variables = currentVariables();
  variables.values = new Map(variables.values).set(decimalState().variable, context);
}

/** Make a context the current one; of a template, a copy. */
export function setCurrentContext(context: PyDecimalContext): void {
  const { defaultContext, basicContext, extendedContext } = decimalState();
  if (context === defaultContext || context === basicContext || context === extendedContext) {
    context = copyContext(context);
    context.flags = 0;
  }
  setVariable(context);
}

export function copyContext(context: PyDecimalContext): PyDecimalContext {
  const copy = new PyDecimalContext();
  copy.assign(context);
  return copy;
}
