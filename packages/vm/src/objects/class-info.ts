/**
 * isinstance() and issubclass() in full: classes, tuples of them, unions, and `__instancecheck__` and
 * `__subclasscheck__` (CPython Objects/abstract.c, object_isinstance).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { callUnbound } from "../kernel/invoke.ts";
import type { PyObject } from "../kernel/object.ts";
import { raise, recursionError } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyType, isSubtype, lookup, typeOf, typeType } from "../kernel/type.ts";
import { instanceCheck, subclassCheck } from "./instance-check.ts";
import { PyTuple } from "./tuple.ts";
import { PyUnion } from "./union.ts";

const instanceCheckName = attributeName("__instancecheck__");
const subclassCheckName = attributeName("__subclasscheck__");

/** isinstance(object, classInfo) */
export function isInstanceOf(object: PyObject, classInfo: PyObject): boolean | undefined {
  if (typeOf(object) === classInfo) return true;
  if (classInfo instanceof PyType && classInfo.cls === typeType) return instanceCheck(object, classInfo);
  const entries = entriesOf(classInfo);
  if (entries !== null) return anyOf(entries, (entry) => isInstanceOf(object, entry), "__instancecheck__");
  const method = lookup(typeOf(classInfo), instanceCheckName);
  return method === undefined
    ? instanceCheck(object, classInfo)
    : ask(method, classInfo, object, "__instancecheck__");
}

/** issubclass(cls, classInfo) */
export function isSubclass(cls: PyObject, classInfo: PyObject): boolean | undefined {
  if (classInfo instanceof PyType && classInfo.cls === typeType) {
    if (cls === classInfo) return true;
    if (cls instanceof PyType) return isSubtype(cls, classInfo);
    return truth(subclassCheck(cls, classInfo));
  }
  const entries = entriesOf(classInfo);
  if (entries !== null) return anyOf(entries, (entry) => isSubclass(cls, entry), "__subclasscheck__");
  const method = lookup(typeOf(classInfo), subclassCheckName);
  return method === undefined
    ? truth(subclassCheck(cls, classInfo))
    : ask(method, classInfo, cls, "__subclasscheck__");
}

/** A tuple or a union of classes stands for any of them. */
function entriesOf(classInfo: PyObject): PyTuple | null {
  if (classInfo instanceof PyUnion) return classInfo.args;
  return classInfo instanceof PyTuple ? classInfo : null;
}

function ask(method: PyObject, classInfo: PyObject, argument: PyObject, name: string): boolean | undefined {
  return guarded(name, () => truth(callUnbound(method, classInfo, [argument])));
}

function anyOf(
  tuple: PyTuple,
  test: (entry: PyObject) => boolean | undefined,
  name: string,
): boolean | undefined {
  return guarded(name, () => {
    for (const entry of tuple.items) {
      const answer = test(entry);
      if (answer !== false) return answer;
    }
    return false;
  });
}

/** Nested tuples and checks that ask again count as calls do. */
function guarded(name: string, body: () => boolean | undefined): boolean | undefined {
  if (rt.depth >= rt.limit) return raise(recursionError(`maximum recursion depth exceeded in ${name}`));
  rt.depth++;
  try {
    return body();
  } finally {
    rt.depth--;
  }
}

function truth(value: PyObject | undefined): boolean | undefined {
  return value === undefined ? undefined : isTrue(value);
}
