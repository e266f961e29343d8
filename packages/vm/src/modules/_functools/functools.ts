/**
 * The module `_functools`: what `functools` takes from native code.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { type ModuleDefinition, defineModule, defineType, fn, member } from "../../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../../kernel/exceptions.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { raise, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { type PyType, createTypeShell } from "../../kernel/type.ts";
import { call } from "../../protocols/call.ts";
import { type Comparison, richCompare } from "../../protocols/compare.ts";
import { forEach, iter } from "../../protocols/iterate.ts";
import { lruCacheWrapperType } from "./lru-cache.ts";
import { Placeholder, partialType, placeholderType } from "./partial.ts";

function reduce(callable: PyObject, iterable: PyObject, initial?: PyObject): Result {
  const iterator = iter(iterable);
  if (iterator === undefined) {
    if (!isInstanceOfException(rt.pending!, exceptionTypes.TypeError)) return undefined;
    return raise(typeError("reduce() arg 2 must support iteration"));
  }
  let total = initial;
  const ended = forEach(iterator, (item) => {
    if (total === undefined) {
      total = item;
      return true;
    }
    const result = call(callable, [total, item]);
    if (result === undefined) return undefined;
    total = result;
    return true;
  });
  if (ended === undefined) return undefined;
  return total ?? raise(typeError("reduce() of empty iterable with no initial value"));
}

// ---- cmp_to_key

/** A key that compares by calling a comparison function; without an object, the maker of such keys. */
class PyKeyWrapper implements HeapObject {
  declare readonly cls: PyType;
  readonly compare: PyObject;
  obj: PyObject | undefined;
  constructor(compare: PyObject, obj: PyObject | undefined) {
    this.compare = compare;
    this.obj = obj;
  }
}

const bindKey = argumentBinder("K", "(obj)");

function makeKey(self: PyKeyWrapper, args: PyObject[], kwnames: KeywordNames): Result {
  if (args.length > 1) return raise(typeError(`K() takes at most 1 argument (${args.length} given)`));
  const bound = bindKey(args, kwnames);
  return bound === undefined ? undefined : new PyKeyWrapper(self.compare, bound[0] as PyObject);
}

function compareKeys(comparison: Comparison) {
  return (self: PyKeyWrapper, other: PyObject): Result => {
    if (!(other instanceof PyKeyWrapper)) return raise(typeError("other argument must be K instance"));
    if (self.obj === undefined || other.obj === undefined) {
      return raise(makeMissingObject());
    }
    const order = call(self.compare, [self.obj, other.obj]);
    return order === undefined ? undefined : richCompare(order, 0, comparison);
  };
}

const makeMissingObject = () => typeError("cmp_to_key() key has no object");

defineType("KeyWrapper", {
  shell: createTypeShell("KeyWrapper", { instance: PyKeyWrapper }),
  module: "functools",
  final: true,
  slots: {
    __call__: makeKey,
    __lt__: compareKeys("__lt__"),
    __le__: compareKeys("__le__"),
    __eq__: compareKeys("__eq__"),
    __ne__: compareKeys("__ne__"),
    __gt__: compareKeys("__gt__"),
    __ge__: compareKeys("__ge__"),
  },
  methods: { obj: member("Value wrapped by a key function.", "obj", "writable") },
  attributes: { __hash__: None },
});

export const functoolsModule: ModuleDefinition = defineModule("_functools", {
  doc: "Tools that operate on functions.",
  functions: {
    reduce: fn(
      "($module, function, iterable, /, initial=<unrepresentable>)",
      "Put the items together from left to right with a function of two arguments.\n\n" +
        "reduce(f, [a, b, c]) is f(f(a, b), c); initial comes in front of the items.",
      reduce,
    ),
    cmp_to_key: fn(
      "($module, /, mycmp)",
      "Convert a comparison function into a key function.",
      (compare: PyObject) => new PyKeyWrapper(compare, undefined),
    ),
  },
  types: [partialType, placeholderType, lruCacheWrapperType],
  constants: { Placeholder },
});
