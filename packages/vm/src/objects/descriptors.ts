/**
 * What the descriptors of native types do: access through an instance or the class, calls, reprs; and the Python
 * face of slots, which converts between objects and the JavaScript values that slots take and give.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset, member, method } from "../kernel/define.ts";
import type {
  PyClassMethod,
  PyClassMethodDescriptor,
  PyGetSet,
  PyMember,
  PyMethodDescriptor,
  PySlotWrapper,
  PyStaticMethod,
} from "../kernel/descriptors.ts";
import {
  PyBuiltinFunction,
  PyMethodWrapper,
  builtinFunctionType,
  classMethodDescriptorType,
  classMethodType,
  getSetType,
  memberType,
  methodDescriptorType,
  methodWrapperType,
  slotWrapperType,
  staticMethodType,
} from "../kernel/descriptors.ts";
import { hooks } from "../kernel/hooks.ts";
import { addressOf } from "../kernel/identity.ts";
import { call } from "../kernel/invoke.ts";
import { type NativeCode, callNative, callNativeMethod } from "../kernel/native.ts";
import {
  EXHAUSTED,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
  propertiesOf,
} from "../kernel/object.ts";
import { attributeErrorMessage, must, raise, stopIterationOf, typeError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { dunderOf } from "../kernel/slot-dispatch.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyType, TypeFlag, isInstance, isSubtype, typeName, typeOf } from "../kernel/type.ts";
import { getAttribute, getAttributeOrAbsent, setAttribute, toAttributeName } from "../protocols/attribute.ts";
import { isSame } from "../protocols/compare.ts";
import { isIndex, toInteger } from "../protocols/number.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import { PyMethod } from "./bound-method.ts";
import { classGetItem } from "./class-getitem.ts";
import { dictOf } from "./instance-dict.ts";
import { PyModule } from "./module.ts";
import { makeTuple } from "./tuple.ts";
import "./object.ts";

// ---- descr_check: the instance must be one of the descriptor's type.

function wrongInstance(name: string, type: PyType, instance: PyObject): undefined {
  return raise(
    typeError(
      `descriptor '${name}' for '${type.name}' objects doesn't apply to a '${typeName(instance)}' object`,
    ),
  );
}

function bindTo<T extends { type: PyType }>(
  name: (descriptor: T) => string,
  make: (descriptor: T, instance: PyObject) => Result,
) {
  return (self: T & HeapObject, instance: PyObject | undefined): Result => {
    if (instance === undefined) return self;
    if (!isInstance(instance, self.type)) return wrongInstance(name(self), self.type, instance);
    return make(self, instance);
  };
}

/** Take the instance off the arguments of an unbound call. */
function takeInstance(type: PyType, qualname: string, name: string, args: PyObject[]): PyObject | undefined {
  const self = args[0];
  if (self === undefined) return raise(typeError(`unbound method ${qualname}() needs an argument`));
  if (!isInstance(self, type)) return wrongInstance(name, type, self);
  return self;
}

// ---- names and signatures

function codeAttributes<T>(codeOf: (self: T) => NativeCode, ownerOf: (self: T) => PyObject) {
  return {
    __name__: getset(null, (self: T) => codeOf(self).name),
    __qualname__: getset(null, (self: T) => qualnameFrom(ownerOf(self), codeOf(self).name)),
    __doc__: getset(null, (self: T) => codeOf(self).doc ?? None),
    __text_signature__: getset(null, (self: T) => codeOf(self).signature ?? None),
  };
}

/** `Owner.name`; modules and None own nothing. */
function qualnameFrom(owner: PyObject, name: string): Result {
  if (owner === None || owner instanceof PyModule) return name;
  const type = owner instanceof PyType ? owner : typeOf(owner);
  return `${String(exactStr(type.qualname))}.${name}`;
}

/** How copyreg and pickle find a native method again: getattr(owner, name). */
function reduceToGetattr<T>(ownerOf: (self: T) => PyObject, nameOf: (self: T) => string) {
  return method("($self, /)", null, (self: T) => {
    const builtins = must(hooks.importModule("builtins"));
    const getattr = must(getAttribute(builtins, attributeName("getattr")));
    return makeTuple([getattr, makeTuple([ownerOf(self), nameOf(self)])]);
  });
}

defineType("method_descriptor", {
  shell: methodDescriptorType,
  final: true,
  slots: {
    __get__: bindTo<PyMethodDescriptor>(
      (self) => self.code.name,
      (self, instance) => new PyBuiltinFunction(self.code, instance, true, null),
    ),
    __call__: (self: PyMethodDescriptor, args, kwnames) => {
      const instance = args[0];
      if (instance === undefined || !isInstance(instance, self.type)) {
        return takeInstance(self.type, self.code.qualname, self.code.name, args);
      }
      args.shift();
      return callNativeMethod(self.code, instance, args, kwnames);
    },
    __repr__: (self: PyMethodDescriptor) => `<method '${self.code.name}' of '${self.type.name}' objects>`,
  },
  methods: {
    ...codeAttributes(
      (self: PyMethodDescriptor) => self.code,
      (self: PyMethodDescriptor) => self.type,
    ),
    __objclass__: member(null, "type"),
    __reduce__: reduceToGetattr(
      (self: PyMethodDescriptor) => self.type,
      (self: PyMethodDescriptor) => self.code.name,
    ),
  },
});

defineType("classmethod_descriptor", {
  shell: classMethodDescriptorType,
  final: true,
  slots: {
    __get__: (self: PyClassMethodDescriptor, instance, owner) => {
      const type = owner ?? typeOf(instance!);
      if (!isSubtype(type, self.type)) {
        return raise(
          typeError(
            `descriptor '${self.code.name}' requires a subtype of '${self.type.name}' but received '${type.name}'`,
          ),
        );
      }
      return new PyBuiltinFunction(self.code, type, true, null);
    },
    __call__: (self: PyClassMethodDescriptor, args, kwnames) => {
      const type = args[0];
      if (!(type instanceof PyType) || !isSubtype(type, self.type)) {
        return raise(
          typeError(
            `descriptor '${self.code.name}' for type '${self.type.name}' needs a type as its first argument`,
          ),
        );
      }
      args.shift();
      return callNativeMethod(self.code, type, args, kwnames);
    },
    __repr__: (self: PyClassMethodDescriptor) =>
      `<method '${self.code.name}' of '${self.type.name}' objects>`,
  },
  methods: {
    ...codeAttributes(
      (self: PyClassMethodDescriptor) => self.code,
      (self: PyClassMethodDescriptor) => self.type,
    ),
    __objclass__: member(null, "type"),
  },
});

defineType("builtin_function_or_method", {
  shell: builtinFunctionType,
  final: true,
  hasWeakref: true,
  slots: {
    __call__: (self: PyBuiltinFunction, args, kwnames) => {
      const { code, self: owner } = self;
      if (!self.bound) return callNative(code, args, kwnames);
      const qualname = owner instanceof PyType ? `${owner.name}.${code.name}` : code.qualname;
      return callNativeMethod(code, owner!, args, kwnames, qualname);
    },
    __repr__: (self: PyBuiltinFunction) => {
      const owner = self.self;
      if (owner === undefined || owner instanceof PyModule) return `<built-in function ${self.code.name}>`;
      return `<built-in method ${self.code.name} of ${typeName(owner)} object at ${addressOf(owner)}>`;
    },
    __eq__: (self: PyBuiltinFunction, other) => sameFunction(self, other),
    __hash__: (self: PyBuiltinFunction) => identityHashOf(self.code.body),
  },
  methods: {
    __name__: getset(null, (self: PyBuiltinFunction) => self.code.name),
    __qualname__: getset(null, (self: PyBuiltinFunction) => qualnameFrom(self.self ?? None, self.code.name)),
    __doc__: getset(null, (self: PyBuiltinFunction) => self.code.doc ?? None),
    __text_signature__: getset(null, (self: PyBuiltinFunction) => self.code.signature ?? None),
    __self__: getset(null, (self: PyBuiltinFunction) => self.self ?? None),
    __module__: getset(null, (self: PyBuiltinFunction) => self.module ?? None),
    __reduce__: method("($self, /)", null, (self: PyBuiltinFunction) => {
      if (self.self === undefined || self.self instanceof PyModule) return self.code.name;
      const builtins = must(hooks.importModule("builtins"));
      const getattr = must(getAttribute(builtins, attributeName("getattr")));
      return makeTuple([getattr, makeTuple([self.self, self.code.name])]);
    }),
  },
});

function sameFunction(self: PyBuiltinFunction, other: PyObject): Result {
  if (!(other instanceof PyBuiltinFunction)) return NotImplemented;
  if (self.code !== other.code) return false;
  return (
    self.self === other.self ||
    (self.self !== undefined && other.self !== undefined && isSame(self.self, other.self))
  );
}

const bodies = new WeakMap<object, number>();
let nextBody = 1;
function identityHashOf(body: object): number {
  let number = bodies.get(body);
  if (number === undefined) bodies.set(body, (number = nextBody++));
  return number;
}

// ---- slots seen from Python

/**
 * Whether a native `__setattr__` or `__delattr__`, called by name, would go round the one that a builtin type nearer
 * to the object has (typeobject.c, hackcheck): that of `type` protects what the builtin types say.
 */
function jumpsOver(self: PyObject, body: unknown): boolean {
  let type: PyType | null = typeOf(self);
  while (type !== null && (type.flags & TypeFlag.HEAP) !== 0) type = type.base;
  return type !== null && type.slots.__setattr__ !== body && type.slots.__delattr__ !== body;
}

function cannotApply(name: string, self: PyObject): string {
  return `can't apply this ${name} to ${typeName(self)} object`;
}

/** Call a slot's native body with Python arguments, and give its answer as an object. */
function callSlot(wrapper: PySlotWrapper, self: PyObject, args: PyObject[], kwnames: KeywordNames): Result {
  const { slot, body, name } = wrapper;
  if (slot === "__init__" || slot === "__call__") return body(self, args, kwnames) as Result;
  if (kwnames !== undefined && kwnames.length > 0) {
    return raise(typeError(`wrapper ${name}() takes no keyword arguments`));
  }
  const [min, max] = slotArity(wrapper);
  if (args.length < min || args.length > max) {
    const how = min === max ? "" : args.length < min ? "at least " : "at most ";
    const wanted = args.length < min ? min : max;
    return raise(
      typeError(`expected ${how}${wanted} argument${wanted === 1 ? "" : "s"}, got ${args.length}`),
    );
  }
  switch (slot) {
    case "__next__": {
      const item = body(self);
      return item === EXHAUSTED ? raise(stopIterationOf(self)) : (item as Result);
    }
    case "__getattribute__":
    case "__delattr__": {
      if (slot === "__delattr__" && jumpsOver(self, body)) return raise(typeError(cannotApply(name, self)));
      const attribute = toAttributeName(args[0]!, attributeNameMustBeStr);
      return attribute === undefined ? undefined : (body(self, attribute) as Result);
    }
    case "__setattr__": {
      if (jumpsOver(self, body)) return raise(typeError(cannotApply(name, self)));
      const attribute = toAttributeName(args[0]!, attributeNameMustBeStr);
      return attribute === undefined ? undefined : (body(self, attribute, args[1]) as Result);
    }
    case "__get__":
      return callGet(body, self, args);
    case "repeat": {
      if (!isIndex(args[0]!)) {
        return raise(typeError(`'${typeName(args[0]!)}' object cannot be interpreted as an integer`));
      }
      return body(self, args[0]) as Result;
    }
    case "__pow__":
    case "__rpow__":
    case "__ipow__":
      return body(self, args[0], args[1] === None ? undefined : args[1]) as Result;
    case "__buffer__": {
      const flags = toInteger(args[0]!);
      return flags === undefined ? undefined : (body(self, Number(flags)) as Result);
    }
    default:
      return body(self, ...args) as Result;
  }
}

const attributeNameMustBeStr = (type: string) => `attribute name must be string, not '${type}'`;

function callGet(body: PySlotWrapper["body"], self: PyObject, args: PyObject[]): Result {
  const instance = args[0] === None ? undefined : args[0];
  const owner = args[1] === undefined || args[1] === None ? undefined : args[1];
  if (instance === undefined && owner === undefined)
    return raise(typeError("__get__(None, None) is invalid"));
  return body(self, instance, owner) as Result;
}

function slotArity(wrapper: PySlotWrapper): [number, number] {
  switch (wrapper.slot) {
    case "__setitem__":
    case "__setattr__":
    case "__set__":
      return [2, 2];
    case "__get__":
    case "__pow__":
    case "__rpow__":
    case "__ipow__":
      return [1, 2];
    default:
      return NO_ARGUMENT.has(dunderOf(wrapper.slot)) ? [0, 0] : [1, 1];
  }
}

const NO_ARGUMENT = new Set(
  (
    "__repr__ __str__ __hash__ __bool__ __len__ __iter__ __next__ __neg__ __pos__ __abs__ __invert__ __int__ " +
    "__float__ __index__ __await__ __aiter__ __anext__"
  ).split(" "),
);

function slotSignature(wrapper: PySlotWrapper): string {
  switch (slotArity(wrapper)[1]) {
    case 0:
      return "($self, /)";
    case 2:
      return wrapper.slot === "__get__" ? "($self, instance, owner=None, /)" : "($self, key, value, /)";
    default:
      return wrapper.slot === "__init__" || wrapper.slot === "__call__"
        ? "($self, /, *args, **kwargs)"
        : "($self, value, /)";
  }
}

defineType("wrapper_descriptor", {
  shell: slotWrapperType,
  final: true,
  slots: {
    __get__: bindTo<PySlotWrapper>(
      (self) => self.name,
      (self, instance) => new PyMethodWrapper(self, instance),
    ),
    __call__: (self: PySlotWrapper, args, kwnames) => {
      const instance = args[0];
      if (instance === undefined) {
        return raise(typeError(`descriptor '${self.name}' of '${self.type.name}' object needs an argument`));
      }
      if (!isInstance(instance, self.type)) {
        return raise(
          typeError(
            `descriptor '${self.name}' requires a '${self.type.name}' object but received a '${typeName(instance)}'`,
          ),
        );
      }
      args.shift();
      return callSlot(self, instance, args, kwnames);
    },
    __repr__: (self: PySlotWrapper) => `<slot wrapper '${self.name}' of '${self.type.name}' objects>`,
  },
  methods: {
    __name__: member(null, "name"),
    __qualname__: getset(null, (self: PySlotWrapper) => qualnameFrom(self.type, self.name)),
    __doc__: getset(null, (self: PySlotWrapper) => `Implement ${self.name}.`),
    __text_signature__: getset(null, slotSignature),
    __objclass__: member(null, "type"),
    __reduce__: reduceToGetattr(
      (self: PySlotWrapper) => self.type,
      (self: PySlotWrapper) => self.name,
    ),
  },
});

defineType("method-wrapper", {
  shell: methodWrapperType,
  final: true,
  slots: {
    __call__: (self: PyMethodWrapper, args, kwnames) => callSlot(self.wrapper, self.self, args, kwnames),
    __repr__: (self: PyMethodWrapper) =>
      `<method-wrapper '${self.wrapper.name}' of ${typeName(self.self)} object at ${addressOf(self.self)}>`,
    __eq__: (self: PyMethodWrapper, other) =>
      other instanceof PyMethodWrapper
        ? self.wrapper === other.wrapper && isSame(self.self, other.self)
        : NotImplemented,
    __hash__: (self: PyMethodWrapper) => identityHashOf(self.wrapper),
  },
  methods: {
    __self__: member(null, "self"),
    __name__: getset(null, (self: PyMethodWrapper) => self.wrapper.name),
    __qualname__: getset(null, (self: PyMethodWrapper) => qualnameFrom(self.wrapper.type, self.wrapper.name)),
    __doc__: getset(null, (self: PyMethodWrapper) => `Implement ${self.wrapper.name}.`),
    __text_signature__: getset(null, (self: PyMethodWrapper) => slotSignature(self.wrapper)),
    __objclass__: getset(null, (self: PyMethodWrapper) => self.wrapper.type),
    __reduce__: reduceToGetattr(
      (self: PyMethodWrapper) => self.self,
      (self: PyMethodWrapper) => self.wrapper.name,
    ),
  },
});

defineType("getset_descriptor", {
  shell: getSetType,
  final: true,
  slots: {
    __get__: bindTo<PyGetSet>(
      (self) => self.name,
      (self, instance) => self.get(instance),
    ),
    __set__: (self: PyGetSet, instance, value) => setComputed(self, instance, value),
    __delete__: (self: PyGetSet, instance) => setComputed(self, instance, undefined),
    __repr__: (self: PyGetSet) => `<attribute '${self.name}' of '${self.type.name}' objects>`,
  },
  methods: {
    __name__: member(null, "name"),
    __qualname__: getset(null, (self: PyGetSet) => qualnameFrom(self.type, self.name)),
    __doc__: getset(null, (self: PyGetSet) => self.doc ?? None),
    __objclass__: member(null, "type"),
  },
});

function setComputed(self: PyGetSet, instance: PyObject, value: PyObject | undefined): Result {
  if (!isInstance(instance, self.type)) return wrongInstance(self.name, self.type, instance);
  if (self.set === null) {
    return raise(
      attributeErrorMessage(`attribute '${self.name}' of '${self.type.name}' objects is not writable`),
    );
  }
  const result = self.set(instance, value);
  return result === undefined ? undefined : None;
}

defineType("member_descriptor", {
  shell: memberType,
  final: true,
  slots: {
    __get__: bindTo<PyMember>(
      (self) => self.name,
      (self, instance) => {
        const value = propertiesOf(instance as HeapObject)[self.key];
        if (value !== undefined) return value ?? None;
        return raise(attributeErrorMessage(`'${typeName(instance)}' object has no attribute '${self.name}'`));
      },
    ),
    __set__: (self: PyMember, instance, value) => {
      if (!isInstance(instance, self.type)) return wrongInstance(self.name, self.type, instance);
      if (self.readonly) return raise(attributeErrorMessage("readonly attribute"));
      propertiesOf(instance as HeapObject)[self.key] = value;
      return None;
    },
    __delete__: (self: PyMember, instance) => {
      if (!isInstance(instance, self.type)) return wrongInstance(self.name, self.type, instance);
      if (self.readonly) return raise(attributeErrorMessage("readonly attribute"));
      const properties = propertiesOf(instance as HeapObject);
      if (properties[self.key] === undefined) {
        return raise(attributeErrorMessage(`'${typeName(instance)}' object has no attribute '${self.name}'`));
      }
      properties[self.key] = undefined;
      return None;
    },
    __repr__: (self: PyMember) => `<member '${self.name}' of '${self.type.name}' objects>`,
  },
  methods: {
    __name__: member(null, "name"),
    __qualname__: getset(null, (self: PyMember) => qualnameFrom(self.type, self.name)),
    __doc__: getset(null, (self: PyMember) => self.doc ?? None),
    __objclass__: member(null, "type"),
    __reduce__: reduceToGetattr(
      (self: PyMember) => self.type,
      (self: PyMember) => self.name,
    ),
  },
});

// ---- staticmethod and classmethod

/** functools.update_wrapper, as both do when they are made. */
function copyWrapped(self: PyObject, callable: PyObject): Result {
  for (const text of ["__module__", "__name__", "__qualname__", "__doc__"]) {
    const name = attributeName(text);
    const value = getAttributeOrAbsent(callable, name);
    if (value === undefined) return undefined;
    if (value !== null && setAttribute(self, name, value) === undefined) return undefined;
  }
  return None;
}

const wrapperAttributes = {
  __func__: member(null, "callable"),
  __wrapped__: member(null, "callable"),
  __isabstractmethod__: getset(null, (self: PyStaticMethod) => {
    const value = getAttributeOrAbsent(self.callable, attributeName("__isabstractmethod__"));
    return value === undefined ? undefined : value === null ? false : isTrue(value);
  }),
  __dict__: getset(null, (self: PyObject) => dictOf(self) ?? None),
  __annotations__: delegated("__annotations__"),
  __annotate__: delegated("__annotate__"),
};

function delegated(text: string) {
  const name = attributeName(text);
  return getset(
    null,
    (self: PyStaticMethod) => propertiesOf(self)[name.stored] ?? getAttribute(self.callable, name),
    (self: PyStaticMethod, value) => {
      if (value === undefined) delete propertiesOf(self)[name.stored];
      else propertiesOf(self)[name.stored] = value;
      return None;
    },
  );
}

function wrapperSlots(name: string) {
  return {
    __new__: (type: PyType) => new type.JS(None) as PyObject,
    __init__: (self: PyStaticMethod, args: PyObject[], kwnames: KeywordNames): Result => {
      if (kwnames !== undefined && kwnames.length > 0)
        return raise(typeError(`${name}() takes no keyword arguments`));
      if (args.length !== 1) return raise(typeError(`${name} expected 1 argument, got ${args.length}`));
      self.callable = args[0]!;
      return copyWrapped(self, args[0]!);
    },
    __repr__: (self: PyStaticMethod): Result => {
      const inner = repr(self.callable);
      return inner === undefined ? undefined : `<${name}(${String(exactStr(inner))})>`;
    },
  };
}

defineType("staticmethod", {
  shell: staticMethodType,
  hasDict: true,
  hasWeakref: true,
  signature: "(function, /)",
  doc: "Make a function a static method: it gets neither the instance nor the class.",
  slots: {
    ...wrapperSlots("staticmethod"),
    __get__: (self: PyStaticMethod) => self.callable,
    __call__: (self: PyStaticMethod, args, kwnames) => call(self.callable, args, kwnames),
  },
  methods: { ...wrapperAttributes, __class_getitem__: classGetItem() },
});

defineType("classmethod", {
  shell: classMethodType,
  hasDict: true,
  hasWeakref: true,
  signature: "(function, /)",
  doc: "Make a function a class method: it gets the class as its first argument.",
  slots: {
    ...wrapperSlots("classmethod"),
    __get__: (self: PyClassMethod, instance, owner) => {
      const type = owner ?? typeOf(instance!);
      return new PyMethod(self.callable, type);
    },
  },
  methods: { ...wrapperAttributes, __class_getitem__: classGetItem() },
});
