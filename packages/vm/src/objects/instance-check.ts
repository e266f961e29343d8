/**
 * The default answers of isinstance() and issubclass() for one class (CPython Objects/abstract.c,
 * recursive_isinstance and recursive_issubclass). Tuples, unions and `__instancecheck__` are builtins' business.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { rt } from "../kernel/state.ts";
import { raise, recursionError, typeError } from "../kernel/raise.ts";
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
  let bases: PyTuple | null | undefined;
  for (let type = derived; ; type = bases.items[0]!) {
    if (type === cls) return true;
    bases = basesOf(type);
    if (bases === undefined) return undefined;
    if (bases === null || bases.items.length === 0) return false;
    if (bases.items.length > 1) break;
  }
  if (rt.depth >= rt.limit)
    return raise(recursionError("maximum recursion depth exceeded in __issubclass__"));
  rt.depth++;
  let answer: boolean | undefined = false;
  for (const base of bases.items) {
    answer = abstractIsSubclass(base, cls);
    if (answer !== false) break;
  }
  rt.depth--;
  return answer;
}
