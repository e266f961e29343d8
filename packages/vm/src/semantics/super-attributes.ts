/** What LOAD_SUPER_ATTR finds when the short way does not do. */
import type { AttributeName } from "../kernel/attribute-name.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { type PyType, TypeFlag, typeOf } from "../kernel/type.ts";
import { currentFrame, lastInstruction } from "../objects/frame.ts";
import { lookupBehind, superCheck, superType } from "../objects/super.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { call } from "../protocols/call.ts";

/** `super(class, self).name` or `super().name`, whatever `super` is; only the bytecode knows which was written. */
export function attributeOfSuper(
  callable: PyObject,
  type: PyObject,
  self: PyObject,
  name: AttributeName,
): Result {
  const frame = currentFrame()!;
  const isWritten = (frame.code.source.co_code[lastInstruction(frame) + 1]! & TWO_ARGUMENTS) !== 0;
  const object = call(callable, isWritten || callable === superType ? [type, self] : []);
  return object === undefined ? undefined : getAttribute(object, name);
}

/** The bit of LOAD_SUPER_ATTR's oparg that tells `super(class, self)` from `super()`. */
const TWO_ARGUMENTS = 2;

/** A function behind `type` in the MRO, to be called with `self`; null when it is something else. */
export function superMethod(type: PyType, self: PyObject, name: AttributeName): PyObject | null | undefined {
  const selfType = superCheck(type, self);
  if (selfType === undefined) return undefined;
  if (selfType === self || name.text === "__class__") return null;
  const method = lookupBehind(type, selfType, name);
  if (method === undefined || (typeOf(method).flags & TypeFlag.METHOD_DESCRIPTOR) === 0) return null;
  return method;
}
