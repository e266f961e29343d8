/**
 * The slots of a type: for each special method that the interpreter calls, the JavaScript function to call.
 *
 * A slot is a pure function of what the type's MRO says about the special method of the same name
 * (slot-dispatch.ts): the native body itself where a builtin type defines it, a dispatcher that calls the
 * Python method where a class does, `undefined` where nobody does.
 *
 * Slots take and give JavaScript where the answer is not an object of its own (`__len__` a number,
 * `__contains__` a boolean); `undefined` is always unwinding. Binary slots answer NotImplemented to pass.
 *
 * Hot: one class, all fields assigned in one order.
 */
import type { AttributeName } from "./attribute-name.ts";
import type { Exhausted, KeywordNames, PyObject, Result } from "./object.ts";
import type { PyType } from "./type.ts";

export type UnarySlot = (self: any) => Result;
export type BinarySlot = (self: any, other: PyObject) => Result;
export type PowerSlot = (self: any, other: PyObject, modulus?: PyObject) => Result;
export type LengthSlot = (self: any) => number | undefined;
export type BooleanSlot = (self: any) => boolean | undefined;
export type HashSlot = (self: any) => number | bigint | undefined;
export type ContainsSlot = (self: any, item: PyObject) => boolean | undefined;
export type NextSlot = (self: any) => PyObject | Exhausted | undefined;
export type SetItemSlot = (self: any, key: PyObject, value: PyObject) => Result;
export type GetAttributeSlot = (self: any, name: AttributeName) => Result;
export type SetAttributeSlot = (self: any, name: AttributeName, value: PyObject) => Result;
export type DescriptorGetSlot = (
  self: any,
  instance: PyObject | undefined,
  owner: PyType | undefined,
) => Result;
export type DescriptorSetSlot = (self: any, instance: PyObject, value: PyObject) => Result;
export type DescriptorDeleteSlot = (self: any, instance: PyObject) => Result;
export type CallSlot = (self: any, args: PyObject[], kwnames: KeywordNames) => Result;
export type NewSlot = (type: PyType, args: PyObject[], kwnames: KeywordNames) => Result;
/** `__buffer__`: the view is a PyBuffer (objects/memoryview.ts); `flags` is inspect.BufferFlags. */
export type BufferSlot = (self: any, flags: number) => Result;

export class Slots {
  __new__: NewSlot | undefined = undefined;
  __init__: CallSlot | undefined = undefined;
  __call__: CallSlot | undefined = undefined;
  __repr__: UnarySlot | undefined = undefined;
  __str__: UnarySlot | undefined = undefined;
  __hash__: HashSlot | undefined = undefined;
  __bool__: BooleanSlot | undefined = undefined;
  __len__: LengthSlot | undefined = undefined;
  __iter__: UnarySlot | undefined = undefined;
  __next__: NextSlot | undefined = undefined;
  __contains__: ContainsSlot | undefined = undefined;
  __getitem__: BinarySlot | undefined = undefined;
  __setitem__: SetItemSlot | undefined = undefined;
  __delitem__: BinarySlot | undefined = undefined;
  __getattribute__: GetAttributeSlot | undefined = undefined;
  __setattr__: SetAttributeSlot | undefined = undefined;
  __delattr__: GetAttributeSlot | undefined = undefined;
  __get__: DescriptorGetSlot | undefined = undefined;
  __set__: DescriptorSetSlot | undefined = undefined;
  __delete__: DescriptorDeleteSlot | undefined = undefined;
  __lt__: BinarySlot | undefined = undefined;
  __le__: BinarySlot | undefined = undefined;
  __eq__: BinarySlot | undefined = undefined;
  __ne__: BinarySlot | undefined = undefined;
  __gt__: BinarySlot | undefined = undefined;
  __ge__: BinarySlot | undefined = undefined;
  __add__: BinarySlot | undefined = undefined;
  __radd__: BinarySlot | undefined = undefined;
  __iadd__: BinarySlot | undefined = undefined;
  __sub__: BinarySlot | undefined = undefined;
  __rsub__: BinarySlot | undefined = undefined;
  __isub__: BinarySlot | undefined = undefined;
  __mul__: BinarySlot | undefined = undefined;
  __rmul__: BinarySlot | undefined = undefined;
  __imul__: BinarySlot | undefined = undefined;
  __matmul__: BinarySlot | undefined = undefined;
  __rmatmul__: BinarySlot | undefined = undefined;
  __imatmul__: BinarySlot | undefined = undefined;
  __truediv__: BinarySlot | undefined = undefined;
  __rtruediv__: BinarySlot | undefined = undefined;
  __itruediv__: BinarySlot | undefined = undefined;
  __floordiv__: BinarySlot | undefined = undefined;
  __rfloordiv__: BinarySlot | undefined = undefined;
  __ifloordiv__: BinarySlot | undefined = undefined;
  __mod__: BinarySlot | undefined = undefined;
  __rmod__: BinarySlot | undefined = undefined;
  __imod__: BinarySlot | undefined = undefined;
  __divmod__: BinarySlot | undefined = undefined;
  __rdivmod__: BinarySlot | undefined = undefined;
  __pow__: PowerSlot | undefined = undefined;
  __rpow__: PowerSlot | undefined = undefined;
  __ipow__: PowerSlot | undefined = undefined;
  __lshift__: BinarySlot | undefined = undefined;
  __rlshift__: BinarySlot | undefined = undefined;
  __ilshift__: BinarySlot | undefined = undefined;
  __rshift__: BinarySlot | undefined = undefined;
  __rrshift__: BinarySlot | undefined = undefined;
  __irshift__: BinarySlot | undefined = undefined;
  __and__: BinarySlot | undefined = undefined;
  __rand__: BinarySlot | undefined = undefined;
  __iand__: BinarySlot | undefined = undefined;
  __xor__: BinarySlot | undefined = undefined;
  __rxor__: BinarySlot | undefined = undefined;
  __ixor__: BinarySlot | undefined = undefined;
  __or__: BinarySlot | undefined = undefined;
  __ror__: BinarySlot | undefined = undefined;
  __ior__: BinarySlot | undefined = undefined;
  __neg__: UnarySlot | undefined = undefined;
  __pos__: UnarySlot | undefined = undefined;
  __abs__: UnarySlot | undefined = undefined;
  __invert__: UnarySlot | undefined = undefined;
  __int__: UnarySlot | undefined = undefined;
  __float__: UnarySlot | undefined = undefined;
  __index__: UnarySlot | undefined = undefined;
  __await__: UnarySlot | undefined = undefined;
  __aiter__: UnarySlot | undefined = undefined;
  __anext__: UnarySlot | undefined = undefined;
  __buffer__: BufferSlot | undefined = undefined;
  /**
   * Sequences concatenate and repeat only after number methods of both operands passed (CPython's
   * sq_concat, sq_repeat, sq_inplace_concat). A native type that gives `concat` is seen from Python as having
   * `__add__`; `repeat` as `__mul__` and `__rmul__`; `inplaceConcat` as `__iadd__`. They raise, never pass.
   */
  concat: BinarySlot | undefined = undefined;
  repeat: BinarySlot | undefined = undefined;
  inplaceConcat: BinarySlot | undefined = undefined;
  inplaceRepeat: BinarySlot | undefined = undefined;
}

export type SlotName = keyof Slots;
