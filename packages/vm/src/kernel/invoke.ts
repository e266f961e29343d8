/**
 * Calling an object, and calling a special method of one: the two ways in which the kernel reaches Python.
 *
 * Special methods are looked up on the type, never on the instance (language reference 3.3.12), and a
 * function found there is called with the instance in front instead of being bound first.
 */
import { type AttributeName } from "./attribute-name.ts";
import type { KeywordNames, PyObject, Result } from "./object.ts";
import { attributeErrorMessage, raise, typeError } from "./raise.ts";
import { TypeFlag, lookup, typeName, typeOf } from "./type.ts";

/** Call any object. `args` belongs to the callee from here on: it may be kept or changed. */
export function call(callable: PyObject, args: PyObject[], kwnames: KeywordNames = undefined): Result {
  const slot = typeOf(callable).slots.__call__;
  if (slot === undefined) return raise(typeError(`'${typeName(callable)}' object is not callable`));
  return slot(callable, args, kwnames);
}

/** Call what the type of `self` says about a special method that is known to exist. */
export function callSpecial(
  self: PyObject,
  name: AttributeName,
  args: PyObject[],
  kwnames: KeywordNames = undefined,
): Result {
  const method = lookup(typeOf(self), name);
  if (method === undefined) return raise(attributeErrorMessage(name.text));
  return callUnbound(method, self, args, kwnames);
}

/** Call a class attribute as a method of `self`. */
export function callUnbound(
  method: PyObject,
  self: PyObject,
  args: PyObject[],
  kwnames: KeywordNames = undefined,
): Result {
  if ((typeOf(method).flags & TypeFlag.METHOD_DESCRIPTOR) !== 0) {
    return call(method, withSelf(self, args), kwnames);
  }
  const bound = bind(method, self);
  return bound === undefined ? undefined : call(bound, args, kwnames);
}

/** Arguments with the instance in front: `unshift` is slow on the short arrays that calls have. */
function withSelf(self: PyObject, args: PyObject[]): PyObject[] {
  switch (args.length) {
    case 0:
      return [self];
    case 1:
      return [self, args[0]!];
    case 2:
      return [self, args[0]!, args[1]!];
  }
  args.unshift(self);
  return args;
}

/** A class attribute seen through an instance: `__get__` applied where there is one. */
export function bind(attribute: PyObject, self: PyObject): Result {
  const get = typeOf(attribute).slots.__get__;
  return get === undefined ? attribute : get(attribute, self, typeOf(self));
}
