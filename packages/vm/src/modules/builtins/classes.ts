/**
 * Builtin functions about what an object is: callable, hash, id, isinstance, issubclass, `__build_class__`.
 */
import { type Entry, fn, rawFn } from "../../kernel/define.ts";
import { identityOf } from "../../kernel/identity.ts";
import type { PyObject } from "../../kernel/object.ts";
import { typeOf } from "../../kernel/type.ts";
import { buildClass } from "../../objects/class-creation.ts";
import { isInstanceOf, isSubclass } from "../../objects/class-info.ts";
import { hash } from "../../protocols/hash.ts";

export const classFunctions: Record<string, Entry> = {
  callable: fn(
    "($module, obj, /)",
    "Whether the object can be called, as functions, classes and instances with __call__ can.",
    (object: PyObject) => typeOf(object).slots.__call__ !== undefined,
  ),
  hash: fn(
    "($module, obj, /)",
    "The hash value: equal objects have equal ones, though not the other way round.",
    hash,
  ),
  id: fn("($module, obj, /)", "A number that no other object has while this one lives.", identityOf),
  isinstance: fn(
    "($module, obj, class_or_tuple, /)",
    "Whether the object is an instance of a class or of one derived from it.\n\nA tuple or a union of classes stands for any of them.",
    isInstanceOf,
  ),
  issubclass: fn(
    "($module, cls, class_or_tuple, /)",
    "Whether cls is a class or derives from it.\n\nA tuple or a union of classes stands for any of them.",
    isSubclass,
  ),
  __build_class__: rawFn(
    null,
    "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nWhat the class statement calls.",
    buildClass,
  ),
};
