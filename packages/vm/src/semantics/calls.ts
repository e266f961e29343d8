/**
 * Calls.
 *
 * A Python function, a method bound to one and a class with a Python `__init__` continue in a frame of their own
 * inside the loop; everything else is called here and answers at once. `obj.method(x)` comes as the unbound function
 * with `self` below the arguments (LOAD_ATTR's method form), so no bound method is made.
 *
 * Hot: callFromStack, pythonFrame.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import {
  type PyBuiltinFunction,
  type PyMethodDescriptor,
  builtinFunctionType,
  methodDescriptorType,
} from "../kernel/descriptors.ts";
import { call } from "../kernel/invoke.ts";
import { type Enter, callNative, callNativeMethod } from "../kernel/native.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import type { PyStr } from "../kernel/text.ts";
import { utf16Of } from "../kernel/text.ts";
import {
  PyType,
  isInstance,
  lookup,
  objectType,
  strType,
  typeName,
  typeOf,
  typeType,
} from "../kernel/type.ts";
import { type PyMethod, methodType } from "../objects/bound-method.ts";
import { CacheKind, InlineCache } from "../objects/inline-cache.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { type PyFrame, isGeneratorCode } from "../objects/frame.ts";
import { type PyFunction, functionType } from "../objects/function.ts";
import { textOf } from "../objects/item-array.ts";
import { PyTuple } from "../objects/tuple.ts";
import { listOf } from "../protocols/iterate.ts";
import { frameFor, frameForKeywords } from "./bind-arguments.ts";
import { functionText } from "./function-text.ts";
import { instruction } from "./instruction.ts";

type Operands = readonly (PyObject | undefined)[];

instruction("CALL", {
  stack: "callable self? args[oparg] -- result",
  cold: true,
  fast: ({ callable, self }, t) => {
    if (typeof callable === "object" && callable.cls === functionType)
      return t.enter(frameFor(callable as PyFunction, self, t.locals, t.depth - t.oparg, t.oparg));
    return t.slow();
  },
  run: ({ callable, self }, t) => {
    if (typeof callable === "object") {
      const entered = pythonFrame(callable, self, t.locals, t.depth - t.oparg, t.oparg, undefined);
      if (entered !== null) return t.enter(entered);
    }
    return callFromStack(callable, self, t.locals, t.depth - t.oparg, t.oparg);
  },
});

instruction("CALL_KW", {
  stack: "callable self? args[oparg] kwnames -- result",
  cold: true,
  run: ({ callable, self, kwnames }, t) => {
    const keywords = keywordNames(kwnames as PyTuple);
    const entered = pythonFrame(callable, self, t.locals, t.depth - t.oparg - 1, t.oparg, keywords);
    if (entered !== null) return t.enter(entered);
    return call(callable, operands(self, t.locals, t.depth - t.oparg - 1, t.oparg), keywords);
  },
});

/** `f(*args, **kwargs)`; `kwargs` is NULL when there are none. */
instruction("CALL_FUNCTION_EX", {
  stack: "callable self? args kwargs? -- result",
  cold: true,
  run: ({ callable, args, kwargs }, t) => {
    const spread = spreadArguments(callable, args, kwargs);
    if (spread === undefined) return undefined;
    const entered = pythonFrame(callable, undefined, spread.args, 0, spread.args.length, spread.keywords);
    if (entered !== null) return t.enter(entered);
    return call(callable, spread.args, spread.keywords);
  },
});

/** `__init__` must return None; the class call checks it as it returns (`constructed` of the frame). */
instruction("EXIT_INIT_CHECK", { stack: "value --", cold: true, run: ({ value }) => checkInitResult(value) });

export function checkInitResult(value: PyObject): true | undefined {
  if (value === None) return true;
  return raise(typeError(`__init__() should return None, not '${typeName(value)}'`));
}

const callName = attributeName("__call__");
const initName = attributeName("__init__");
const newName = attributeName("__new__");

/**
 * The frame in which a call goes on, counted in the depth; null when the callee is not Python; undefined: unwinding.
 * `keywords` undefined: all arguments are positional.
 */
export function pythonFrame(
  callable: PyObject,
  self: PyObject | undefined,
  source: Operands,
  base: number,
  count: number,
  keywords: KeywordNames,
): PyFrame | null | undefined {
  if (typeof callable !== "object") return null;
  if (callable.cls === functionType)
    return functionFrame(callable as PyFunction, self, source, base, count, keywords);
  if (callable.cls === builtinFunctionType || callable.cls === methodDescriptorType) {
    const { enter } = (callable as PyBuiltinFunction | PyMethodDescriptor).code;
    if (enter === null) return null;
    return enterNative(
      callable as PyBuiltinFunction | PyMethodDescriptor,
      enter,
      operands(self, source, base, count),
      keywords,
    );
  }
  if (callable.cls === methodType && self === undefined) {
    const { func, self: bound } = callable as PyMethod;
    if (typeof func === "object" && func.cls === functionType) {
      return functionFrame(func as PyFunction, bound, source, base, count, keywords);
    }
    return null;
  }
  if (self !== undefined) return null;
  if (callable instanceof PyType) {
    return callable.cls === typeType ? constructorFrame(callable, source, base, count, keywords) : null;
  }
  const method = lookup(callable.cls, callName);
  if (typeof method !== "object" || method.cls !== functionType) return null;
  return functionFrame(method as PyFunction, callable, source, base, count, keywords);
}

function enterNative(
  callable: PyBuiltinFunction | PyMethodDescriptor,
  enter: Enter,
  args: PyObject[],
  keywords: KeywordNames,
): PyFrame | null | undefined {
  if (callable.cls === methodDescriptorType) {
    const [receiver] = args;
    if (receiver === undefined || !isInstance(receiver, (callable as PyMethodDescriptor).type)) return null;
  } else if ((callable as PyBuiltinFunction).bound) args.unshift((callable as PyBuiltinFunction).self!);
  return enter(args, keywords) as PyFrame | null | undefined;
}

function functionFrame(
  func: PyFunction,
  self: PyObject | undefined,
  source: Operands,
  base: number,
  count: number,
  keywords: KeywordNames,
): PyFrame | undefined {
  if (keywords === undefined) return frameFor(func, self, source, base, count);
  return frameForKeywords(func, self, source, base, count, keywords);
}

/** `C(…)` of a class with a Python `__init__` and the `__new__` of object: an instance, and the frame of `__init__`. */
function constructorFrame(
  type: PyType,
  source: Operands,
  base: number,
  count: number,
  keywords: KeywordNames,
): PyFrame | null | undefined {
  const known = constructors.get(type);
  const init = known !== undefined && known.version === type.version ? known.value : findConstructor(type);
  if (init === undefined) return null;
  const instance = type.slots.__new__!(type, [], undefined);
  if (instance === undefined) return undefined;
  const frame = functionFrame(init as PyFunction, instance, source, base, count, keywords);
  if (frame !== undefined) {
    frame.constructed = instance;
    frame.plain = false;
  }
  return frame;
}

/** For each class that was called, its Python `__init__`, undefined when calling it is more than running that. */
const constructors = new WeakMap<PyType, InlineCache>();

function findConstructor(type: PyType): PyObject | undefined {
  const init = lookup(type, initName);
  const isPython =
    typeof init === "object" && init.cls === functionType && !isGeneratorCode((init as PyFunction).code);
  const isPlain =
    type.slots.__new__ === objectType.slots.__new__ && lookup(type, newName) === lookup(objectType, newName);
  const constructor = isPython && isPlain ? init : undefined;
  constructors.set(type, new InlineCache(CacheKind.METHOD, type, constructor));
  return constructor;
}

/** Call something that is not Python with positional arguments from a stack. */
export function callFromStack(
  callable: PyObject,
  self: PyObject | undefined,
  source: Operands,
  base: number,
  count: number,
): Result {
  if (typeof callable === "object") {
    if (callable.cls === builtinFunctionType) {
      const builtin = callable as PyBuiltinFunction;
      if (!builtin.bound && self === undefined)
        return callNative(builtin.code, operands(undefined, source, base, count), undefined);
    } else if (callable.cls === methodDescriptorType && self !== undefined) {
      const { type, code } = callable as PyMethodDescriptor;
      if (isInstance(self, type))
        return callNativeMethod(code, self, operands(undefined, source, base, count), undefined);
    }
  }
  return call(callable, operands(self, source, base, count));
}

/** The arguments in an array of their own, `self` in front. */
export function operands(
  self: PyObject | undefined,
  source: Operands,
  base: number,
  count: number,
): PyObject[] {
  const args: PyObject[] = self === undefined ? [] : [self];
  for (let i = 0; i < count; i++) args.push(source[base + i]!);
  return args;
}

/** The names of CALL_KW's constant. */
export function keywordNames(names: PyTuple): readonly string[] {
  const { items } = names;
  for (const item of items)
    if (typeof item !== "string") return items.map((name) => utf16Of(name as string | PyStr));
  return items as string[];
}

type Spread = { readonly args: PyObject[]; readonly keywords: KeywordNames };

/** The arguments of `f(*args, **kwargs)`. */
export function spreadArguments(
  callable: PyObject,
  args: PyObject,
  kwargs: PyObject | undefined,
): Spread | undefined {
  let items: PyObject[];
  if (args instanceof PyTuple) items = [...args.items];
  else {
    const { slots } = typeOf(args);
    if (slots.__iter__ === undefined && slots.__getitem__ === undefined) {
      const text = functionText(callable);
      return text === undefined
        ? undefined
        : raise(typeError(`${text} argument after * must be an iterable, not ${typeName(args)}`));
    }
    const listed = listOf(args);
    if (listed === undefined) return undefined;
    items = listed;
  }
  if (kwargs === undefined || (kwargs as PyDict).size === 0) return { args: items, keywords: undefined };
  const keywords: string[] = [];
  for (const [name, value] of (kwargs as PyDict).entriesArray()) {
    if (!isInstance(name, strType)) return raise(typeError("keywords must be strings"));
    keywords.push(textOf(name));
    items.push(value);
  }
  return { args: items, keywords };
}
