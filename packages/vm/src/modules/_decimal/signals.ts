/**
 * The exceptions of decimal, and the conditions of an operation that raise them (library reference, "Signals"; CPython
 * Modules/_decimal/_decimal.c, `signal_map`, `cond_map`).
 *
 * A signal may stand for several conditions: InvalidOperation does. What is raised is the first trapped signal, with
 * the list of all trapped conditions.
 */
import * as Status from "../../algorithms/decimal/status.ts";
import type { PyBaseException } from "../../kernel/exceptions.ts";
import { exceptionTypes } from "../../kernel/exceptions.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject } from "../../kernel/object.ts";
import { keyError, must } from "../../kernel/raise.ts";
import type { PyType } from "../../kernel/type.ts";
import { typeType } from "../../kernel/type.ts";
import { newClass } from "../../objects/class-creation.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { makeList } from "../../objects/list.ts";
import { makeTuple } from "../../objects/tuple.ts";

export type Signal = { readonly name: string; readonly flags: number; readonly type: PyType };

function exceptionClass(name: string, bases: PyType[]): PyType {
  const namespace = new PyDict();
  namespace.setText("__module__", "decimal");
  const type = must(newClass(typeType, [name, makeTuple(bases), namespace], undefined));
  return type as PyType;
}

type Exceptions = {
  readonly base: PyType;
  /** In the order in which they are shown and raised. */
  readonly signals: readonly Signal[];
  /** The conditions that are InvalidOperation, that of this name first. */
  readonly conditions: readonly Signal[];
};

let made: Exceptions | undefined;

/** The exception types, made at the first import. */
export function exceptions(): Exceptions {
  return (made ??= makeExceptions());
}

function makeExceptions(): Exceptions {
  const base = exceptionClass("DecimalException", [exceptionTypes.ArithmeticError]);
  const plain = (name: string) => exceptionClass(name, [base]);
  const [clamped, rounded, inexact, subnormal] = ["Clamped", "Rounded", "Inexact", "Subnormal"].map(
    plain,
  ) as [PyType, PyType, PyType, PyType];
  const invalidOperation = plain("InvalidOperation");
  const signal = (type: PyType, flags: number): Signal => ({ name: type.name, flags, type });
  const condition = (name: string, flags: number, ...others: PyType[]) =>
    signal(exceptionClass(name, [invalidOperation, ...others]), flags);
  return {
    base,
    signals: [
      signal(invalidOperation, Status.IEEE_INVALID_OPERATION),
      signal(exceptionClass("FloatOperation", [base, exceptionTypes.TypeError]), Status.FloatOperation),
      signal(
        exceptionClass("DivisionByZero", [base, exceptionTypes.ZeroDivisionError]),
        Status.DivisionByZero,
      ),
      signal(exceptionClass("Overflow", [inexact, rounded]), Status.Overflow),
      signal(exceptionClass("Underflow", [inexact, rounded, subnormal]), Status.Underflow),
      signal(subnormal, Status.Subnormal),
      signal(inexact, Status.Inexact),
      signal(rounded, Status.Rounded),
      signal(clamped, Status.Clamped),
    ],
    conditions: [
      signal(invalidOperation, Status.InvalidOperation),
      condition("ConversionSyntax", Status.ConversionSyntax),
      condition("DivisionImpossible", Status.DivisionImpossible),
      condition("DivisionUndefined", Status.DivisionUndefined, exceptionTypes.ZeroDivisionError),
      condition("InvalidContext", Status.InvalidContext),
    ],
  };
}

/** The exception for trapped conditions. */
export function signalError(trapped: number): PyBaseException {
  const { signals, conditions } = exceptions();
  const { type } = signals.find(({ flags }) => (flags & trapped) !== 0)!;
  const raised = [...conditions, ...signals.slice(1)].filter(({ flags }) => (flags & trapped) !== 0);
  return must(call(type, [makeList(raised.map((signal) => signal.type))])) as unknown as PyBaseException;
}

/** The signals that are set, as a list. */
export function signalList(flags: number): PyObject {
  const set = exceptions().signals.filter((signal) => (signal.flags & flags) !== 0);
  return makeList(set.map(({ type }) => type));
}

const INVALID_SIGNALS = `valid values for signals are:
  [InvalidOperation, FloatOperation, DivisionByZero,
   Overflow, Underflow, Subnormal, Inexact, Rounded,
   Clamped]`;

/** The conditions of a signal. Throws KeyError. */
export function flagsOfSignal(key: PyObject): number {
  const signal = exceptions().signals.find(({ type }) => type === key);
  if (signal === undefined) throw keyError(INVALID_SIGNALS);
  return signal.flags;
}

/** The names of conditions in the order of their bits, InvalidOperation for all that are of that signal. */
const SHOWN: readonly (readonly [flag: number, name: string])[] = [
  [Status.Clamped, "Clamped"],
  [Status.ConversionSyntax, "InvalidOperation"],
  [Status.DivisionByZero, "DivisionByZero"],
  [Status.DivisionImpossible, "InvalidOperation"],
  [Status.DivisionUndefined, "InvalidOperation"],
  [Status.FpuError, "InvalidOperation"],
  [Status.Inexact, "Inexact"],
  [Status.InvalidContext, "InvalidOperation"],
  [Status.InvalidOperation, "InvalidOperation"],
  [Status.FloatOperation, "FloatOperation"],
  [Status.Overflow, "Overflow"],
  [Status.Rounded, "Rounded"],
  [Status.Subnormal, "Subnormal"],
  [Status.Underflow, "Underflow"],
];

/** `[Inexact, Rounded]` */
export function signalText(flags: number): string {
  const names = SHOWN.filter(([flag]) => (flags & flag) !== 0).map(([, name]) => name);
  return `[${[...new Set(names)].join(", ")}]`;
}
