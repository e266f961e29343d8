/**
 * The default answers of isinstance() and issubclass() for one class (CPython Objects/abstract.c,
 * recursive_isinstance and recursive_issubclass). Tuples, unions and `__instancecheck__` are builtins' business.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { PyType, isSubtype, typeOf } from "../kernel/type.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { PyTuple } from "./tuple.ts";

const className = attributeName("__class__");
const basesName = attributeName("__bases__");

/** isinstance(instance, cls): by its type, else by what its `__class__` says. */
export function instanceCheck(instance: PyObject, cls: PyObject): boolean | undefined {
  if (cls instanceof PyType) {
    if (isSubtype(typeOf(instance), cls)) return true;
    const claimed = getAttributeOrAbsent(instance, className);
    if (claimed === undefined) return undefined;
    return claimed instanceof PyType && claimed !== typeOf(instance) && isSubtype(claimed, cls);
  }
  if (!checkClass(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union")) return undefined;
  const claimed = getAttributeOrAbsent(instance, className);
  if (claimed === undefined) return undefined;
  return claimed === null ? false : abstractIsSubclass(claimed, cls);
}

/** issubclass(subclass, cls) */
export function subclassCheck(subclass: PyObject, cls: PyObject): Result {
  if (cls instanceof PyType && subclass instanceof PyType) return isSubtype(subclass, cls);
  if (!checkClass(subclass, "issubclass() arg 1 must be a class")) return undefined;
  if (
    !(cls instanceof PyType) &&
    !checkClass(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
  ) {
    return undefined;
  }
  return abstractIsSubclass(subclass, cls);
}

/** Anything with a tuple in `__bases__` passes for a class. */
function basesOf(cls: PyObject): PyTuple | null | undefined {
  const bases = getAttributeOrAbsent(cls, basesName);
  if (bases === undefined) return undefined;
  return bases instanceof PyTuple ? bases : null;
}

function checkClass(cls: PyObject, message: string): boolean | undefined {
  const bases = basesOf(cls);
  if (bases === undefined) return undefined;
  return bases === null ? raise(typeError(message)) : true;
}

function abstractIsSubclass(derived: PyObject, cls: PyObject): boolean | undefined {
  if (derived === cls) return true;
  const bases = basesOf(derived);
  if (bases === undefined) return undefined;
  for (const base of bases?.items ?? []) {
    const answer = abstractIsSubclass(base, cls);
    if (answer !== false) return answer;
  }
  return false;
}
