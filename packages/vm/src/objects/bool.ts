/**
 * `bool`: True and False, JavaScript's own booleans (CPython Objects/boolobject.c).
 */
import { defineType } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { isTrue } from "../kernel/truth.ts";
import { type PyType, TypeFlag, boolType } from "../kernel/type.ts";
import { andInts, invertInt, orInts, xorInts } from "./int/arithmetic.ts";
import { intType } from "../kernel/type.ts";
import { bothWays, intValueOf } from "../protocols/number.ts";
import { NotImplemented } from "../kernel/singletons.ts";

function newBool(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError("bool() takes no keyword arguments"));
  if (args.length > 1) return raise(typeError(`bool expected at most 1 argument, got ${args.length}`));
  return args.length === 0 ? false : isTrue(args[0]!);
}

/** Two booleans give a boolean; with an int the operation is the int's. */
function bitwise(
  onBools: (a: boolean, b: boolean) => boolean,
  onInts: (a: number | bigint, b: number | bigint) => Result,
) {
  return (left: PyObject, right: PyObject): Result => {
    if (typeof left === "boolean" && typeof right === "boolean") return onBools(left, right);
    const a = intValueOf(left);
    const b = intValueOf(right);
    return a === undefined || b === undefined ? NotImplemented : onInts(a, b);
  };
}

const INVERT_WARNING =
  "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise " +
  "inversion of the underlying int object and is usually not what you expect from the negation of a bool object. " +
  "Use the 'not' operator for boolean negation or ~int(x) for the bitwise inversion of the underlying int.";

function invert(self: boolean): Result {
  if (hooks.warn("DeprecationWarning", INVERT_WARNING, 1) === undefined) return undefined;
  return invertInt(self ? 1 : 0);
}

defineType("bool", {
  shell: boolType,
  base: intType,
  final: true,
  flags: TypeFlag.MATCH_SELF,
  signature: "(object=False, /)",
  doc: `Whether the argument is true.

There are two instances, True and False, and no subclasses. As ints they are 1 and 0.`,
  slots: {
    __new__: newBool,
    __repr__: (self: boolean) => (self ? "True" : "False"),
    ...bothWays(
      "and",
      bitwise((a, b) => a && b, andInts),
    ),
    ...bothWays(
      "xor",
      bitwise((a, b) => a !== b, xorInts),
    ),
    ...bothWays(
      "or",
      bitwise((a, b) => a || b, orInts),
    ),
    __invert__: invert,
  },
});
