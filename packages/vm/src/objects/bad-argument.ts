/**
 * TypeError for an argument of the wrong type, in the words of CPython's Argument Clinic (getargs.c,
 * _PyArg_BadArgument): None is called "None", everything else by its type.
 */
import type { PyBaseException } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { typeName } from "../kernel/type.ts";

/** `argument` as messages show it: `argument 2`, `argument 'encoding'`, `argument`. */
export function badArgument(
  name: string,
  argument: string,
  expected: string,
  value: PyObject,
): PyBaseException {
  return typeError(
    `${name}() ${argument} must be ${expected}, not ${value === None ? "None" : typeName(value)}`,
  );
}
