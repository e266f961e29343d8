/**
 * The state of a `decimal.Context`, and raising what an operation in it has raised.
 */
import { Arithmetic, ROUNDING_NAMES } from "../../algorithms/decimal/context.ts";
import { DivisionByZero, IEEE_INVALID_OPERATION, Overflow } from "../../algorithms/decimal/status.ts";
import type { PyObject } from "../../kernel/object.ts";
import { memoryError, must, overflowError, typeError } from "../../kernel/raise.ts";
import { PyInstance } from "../../kernel/type.ts";
import { intValueOf, toInteger } from "../../protocols/number.ts";
import { strOf } from "../../objects/str/text.ts";
import { signalError } from "./signals.ts";

export class PyDecimalContext extends PyInstance {
  arithmetic = new Arithmetic();
  /** What was raised since the flags were cleared. */
  flags = 0;
  traps = IEEE_INVALID_OPERATION | DivisionByZero | Overflow;
  capitals: 0 | 1 = 1;
  /** The views of `flags` and `traps`, made when asked for. */
  flagsDict: PyObject | undefined = undefined;
  trapsDict: PyObject | undefined = undefined;

  /** The letter before an exponent. */
  get letter(): "E" | "e" {
    return this.capitals === 1 ? "E" : "e";
  }

  /** Take over the parameters of another one. */
  assign(other: PyDecimalContext): void {
    this.arithmetic = other.arithmetic.fresh();
    this.flags = other.flags;
    this.traps = other.traps;
    this.capitals = other.capitals;
  }
}

/** Remember conditions, and throw the exception if one of them is trapped. */
export function addStatus(context: PyDecimalContext, status: number): void {
  context.flags |= status;
  const trapped = status & context.traps;
  if (trapped !== 0) throw signalError(trapped);
}

/** Run an operation in a context and see to the conditions that it raises. Throws. */
export function perform<T>(context: PyDecimalContext, operation: (arithmetic: Arithmetic) => T): T {
  let result: T;
  try {
    result = operation(context.arithmetic);
  } catch (caught) {
    throw outOfMemory(context, caught);
  }
  return settle(context, result);
}

/** The engine refuses a BigInt that is too large. */
export function outOfMemory(context: PyDecimalContext, caught: unknown): unknown {
  context.arithmetic.status = 0;
  return caught instanceof RangeError ? memoryError("") : caught;
}

/** What an operation answered, once the conditions that it raised are seen to. Throws. */
export function settle<T>(context: PyDecimalContext, result: T): T {
  const { status } = context.arithmetic;
  if (status !== 0) {
    context.arithmetic.status = 0;
    addStatus(context, status);
  }
  return result;
}

const INVALID_ROUNDING = `valid values for rounding are:
  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,
   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
   ROUND_05UP]`;

/** The number of a rounding mode. Throws TypeError. */
export function toRounding(value: PyObject): number {
  const text = strOf(value);
  const index = typeof text === "string" ? (ROUNDING_NAMES as readonly string[]).indexOf(text) : -1;
  if (index < 0) throw typeError(INVALID_ROUNDING);
  return index;
}

/** A C ssize_t of the 32-bit configuration. Throws. */
export function toSize(value: PyObject): number {
  if (intValueOf(value) === undefined) throw typeError("an integer is required");
  const x = must(toInteger(value));
  if (Number(x) !== (Number(x) | 0)) throw overflowError("Python int too large to convert to C ssize_t");
  return Number(x);
}
