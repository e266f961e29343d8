/**
 * isinstance() and issubclass(): tuples and unions of classes, and what a metaclass says by `__instancecheck__` and
 * `__subclasscheck__` (CPython Objects/abstract.c, object_recursive_isinstance).
 */
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyType, lookup, typeOf, typeType } from "../kernel/type.ts";
import { callUnbound } from "../protocols/call.ts";
import { instanceCheck, subclassCheck } from "./instance-check.ts";
import { PyTuple } from "./tuple.ts";
import { PyUnion } from "./union.ts";

const instanceCheckName = attributeName("__instancecheck__");
const subclassCheckName = attributeName("__subclasscheck__");

/** isinstance(instance, cls) */
export function isInstanceOf(instance: PyObject, cls: PyObject): boolean | undefined {
  if (typeOf(instance) === cls) return true;
  return recurse(instance, cls, instanceCheckName, instanceCheck, isInstanceOf);
}

/** issubclass(subclass, cls) */
export function isSubclassOf(subclass: PyObject, cls: PyObject): boolean | undefined {
  if (cls instanceof PyType && typeOf(cls) === typeType && subclass === cls) return true;
  return recurse(subclass, cls, subclassCheckName, subclassCheck, isSubclassOf);
}

function recurse(
  object: PyObject,
  cls: PyObject,
  name: AttributeName,
  check: (object: PyObject, cls: PyObject) => Result,
  again: (object: PyObject, cls: PyObject) => boolean | undefined,
): boolean | undefined {
  if (typeOf(cls) === typeType) return truthOf(check(object, cls));
  const alternatives = cls instanceof PyUnion ? cls.args : cls;
  if (alternatives instanceof PyTuple) {
    for (const alternative of alternatives.items) {
      const answer = again(object, alternative);
      if (answer !== false) return answer;
    }
    return false;
  }
  const special = lookup(typeOf(cls), name);
  return truthOf(special === undefined ? check(object, cls) : callUnbound(special, cls, [object]));
}

function truthOf(result: Result): boolean | undefined {
  return result === undefined ? undefined : isTrue(result);
}
