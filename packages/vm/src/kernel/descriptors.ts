/**
 * The descriptors that native types are made of, as data: methods, slot wrappers, computed attributes, members,
 * and builtin functions. What they do when accessed and called is objects/descriptors.ts.
 */
import type { NativeCode } from "./native.ts";
import type { HeapObject, PyObject, Result } from "./object.ts";
import type { SlotName } from "./slots.ts";
import { type PyType, TypeFlag, createTypeShell } from "./type.ts";

/** `method_descriptor`: `list.append`. */
export class PyMethodDescriptor implements HeapObject {
  declare readonly cls: PyType;
  readonly type: PyType;
  readonly code: NativeCode;
  constructor(type: PyType, code: NativeCode) {
    this.type = type;
    this.code = code;
  }
}

/** `classmethod_descriptor`: `dict.fromkeys` in `vars(dict)`. */
export class PyClassMethodDescriptor implements HeapObject {
  declare readonly cls: PyType;
  readonly type: PyType;
  readonly code: NativeCode;
  constructor(type: PyType, code: NativeCode) {
    this.type = type;
    this.code = code;
  }
}

/** `builtin_function_or_method`: `len`, `[].append`, `dict.fromkeys`. */
export class PyBuiltinFunction implements HeapObject {
  declare readonly cls: PyType;
  readonly code: NativeCode;
  /** `__self__`: the instance, the class, the module; undefined shows as None. */
  readonly self: PyObject | undefined;
  /** The body takes `self` in front. */
  readonly bound: boolean;
  /** `__module__`; null shows as None. */
  readonly module: string | null;
  constructor(code: NativeCode, self: PyObject | undefined, bound: boolean, module: string | null) {
    this.code = code;
    this.self = self;
    this.bound = bound;
    this.module = module;
  }
}

/** `wrapper_descriptor`: the Python face of a native slot, `int.__add__`. */
export class PySlotWrapper implements HeapObject {
  declare readonly cls: PyType;
  readonly type: PyType;
  readonly name: string;
  readonly slot: SlotName;
  readonly body: (...args: any[]) => unknown;
  constructor(type: PyType, name: string, slot: SlotName, body: (...args: any[]) => unknown) {
    this.type = type;
    this.name = name;
    this.slot = slot;
    this.body = body;
  }
}

/** `method-wrapper`: a slot wrapper bound to an instance, `(1).__add__`. */
export class PyMethodWrapper implements HeapObject {
  declare readonly cls: PyType;
  readonly wrapper: PySlotWrapper;
  readonly self: PyObject;
  constructor(wrapper: PySlotWrapper, self: PyObject) {
    this.wrapper = wrapper;
    this.self = self;
  }
}

/** `getset_descriptor`: an attribute computed by native code. */
export class PyGetSet implements HeapObject {
  declare readonly cls: PyType;
  readonly type: PyType;
  readonly name: string;
  readonly doc: string | null;
  readonly get: (self: any) => Result;
  /** `value` undefined: delete. null: read-only. */
  readonly set: ((self: any, value: PyObject | undefined) => Result) | null;
  constructor(
    type: PyType,
    name: string,
    doc: string | null,
    get: (self: any) => Result,
    set: ((self: any, value: PyObject | undefined) => Result) | null,
  ) {
    this.type = type;
    this.name = name;
    this.doc = doc;
    this.get = get;
    this.set = set;
  }
}

/** `member_descriptor`: a `__slots__` attribute, kept in the instance's own property `key`. */
export class PyMember implements HeapObject {
  declare readonly cls: PyType;
  readonly type: PyType;
  readonly name: string;
  readonly key: string;
  readonly doc: string | null;
  readonly readonly: boolean;
  constructor(type: PyType, name: string, key: string, doc: string | null, readonly: boolean) {
    this.type = type;
    this.name = name;
    this.key = key;
    this.doc = doc;
    this.readonly = readonly;
  }
}

/** `staticmethod`. The instance may have attributes (`__wrapped__`). */
export class PyStaticMethod implements HeapObject {
  declare readonly cls: PyType;
  callable: PyObject;
  constructor(callable: PyObject) {
    this.callable = callable;
  }
}

/** `classmethod`. */
export class PyClassMethod implements HeapObject {
  declare readonly cls: PyType;
  callable: PyObject;
  constructor(callable: PyObject) {
    this.callable = callable;
  }
}

export const methodDescriptorType = createTypeShell("method_descriptor", { instance: PyMethodDescriptor });
export const classMethodDescriptorType = createTypeShell("classmethod_descriptor", {
  instance: PyClassMethodDescriptor,
});
export const builtinFunctionType = createTypeShell("builtin_function_or_method", {
  instance: PyBuiltinFunction,
});
export const slotWrapperType = createTypeShell("wrapper_descriptor", { instance: PySlotWrapper });
export const methodWrapperType = createTypeShell("method-wrapper", { instance: PyMethodWrapper });
export const getSetType = createTypeShell("getset_descriptor", { instance: PyGetSet });
export const memberType = createTypeShell("member_descriptor", { instance: PyMember });
export const staticMethodType = createTypeShell("staticmethod", { instance: PyStaticMethod });
export const classMethodType = createTypeShell("classmethod", { instance: PyClassMethod });

methodDescriptorType.flags |= TypeFlag.METHOD_DESCRIPTOR;
slotWrapperType.flags |= TypeFlag.METHOD_DESCRIPTOR;
