/**
 * Builtin functions about iterables: all, any, iter, next, aiter, anext, len, min, max, sorted.
 */
import { type Entry, fn, rawFn } from "../../kernel/define.ts";
import { EXHAUSTED, type KeywordNames, type PyObject, type Result } from "../../kernel/object.ts";
import { raise, stopIterationOf, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { unexpectedKeyword } from "../../kernel/signature.ts";
import { exhaustedIfStopIteration } from "../../kernel/slot-dispatch.ts";
import { isTrue } from "../../kernel/truth.ts";
import { typeName, typeOf } from "../../kernel/type.ts";
import { PyCallableIterator, attempt } from "../../objects/iterators.ts";
import { sortItems } from "../../objects/list-sort.ts";
import { PyRange } from "../../objects/range.ts";
import { makeList } from "../../objects/list.ts";
import { call } from "../../protocols/call.ts";
import { compareBool } from "../../protocols/compare.ts";
import { askForLength, forEach, iter, listOf } from "../../protocols/iterate.ts";
import { length } from "../../protocols/sequence.ts";
import { makeAnextAwaitable } from "./anext-awaitable.ts";
import { checkArity } from "./attributes.ts";

/** Whether the iteration goes to its end while every item's truth is `expected`. */
function allAre(iterable: PyObject, expected: boolean): boolean | undefined {
  return forEach(iterable, (item) => {
    const truth = isTrue(item);
    return truth === undefined ? undefined : truth === expected;
  });
}

function any(iterable: PyObject): Result {
  const none = allAre(iterable, false);
  return none === undefined ? undefined : !none;
}

/** Lengths beyond 2^53, which only a range has, are answered exactly. */
function len(object: PyObject): Result {
  if (object instanceof PyRange && typeof object.length === "bigint" && object.length < 2n ** 63n)
    return object.length;
  return length(object);
}

function iterFunction(args: PyObject[], kwnames: KeywordNames): Result {
  if (!checkArity("iter", args, kwnames, 1, 2)) return undefined;
  if (args.length === 1) return iter(args[0]!);
  if (typeOf(args[0]!).slots.__call__ === undefined)
    return raise(typeError("iter(v, w): v must be callable"));
  return new PyCallableIterator(args[0]!, args[1]!);
}

function nextFunction(args: PyObject[], kwnames: KeywordNames): Result {
  if (!checkArity("next", args, kwnames, 1, 2)) return undefined;
  const [iterator, fallback] = args as [PyObject, PyObject | undefined];
  const step = typeOf(iterator).slots.__next__;
  if (step === undefined) return raise(typeError(`'${typeName(iterator)}' object is not an iterator`));
  if (fallback === undefined) {
    const item = step(iterator);
    return item === EXHAUSTED ? raise(stopIterationOf(iterator)) : (item as Result);
  }
  const item = attempt(() => step(iterator)) ?? exhaustedIfStopIteration();
  return item === EXHAUSTED ? fallback : (item as Result);
}

function aiter(iterable: PyObject): Result {
  const slot = typeOf(iterable).slots.__aiter__;
  if (slot === undefined) return raise(typeError(`'${typeName(iterable)}' object is not an async iterable`));
  const iterator = slot(iterable);
  if (iterator === undefined || typeOf(iterator).slots.__anext__ !== undefined) return iterator;
  return raise(typeError(`aiter() returned not an async iterator of type '${typeName(iterator)}'`));
}

function anext(iterator: PyObject, fallback?: PyObject): Result {
  const slot = typeOf(iterator).slots.__anext__;
  if (slot === undefined) return raise(typeError(`'${typeName(iterator)}' object is not an async iterator`));
  const awaitable = slot(iterator);
  return awaitable === undefined || fallback === undefined
    ? awaitable
    : makeAnextAwaitable(awaitable, fallback);
}

type ExtremeOptions = { key: PyObject | null; fallback: PyObject | undefined };

function extremeOptions(
  name: string,
  args: readonly PyObject[],
  kwnames: KeywordNames,
): ExtremeOptions | undefined {
  const options: ExtremeOptions = { key: null, fallback: undefined };
  const keywords = kwnames ?? [];
  for (let i = 0; i < keywords.length; i++) {
    const value = args[args.length - keywords.length + i]!;
    if (keywords[i] === "key") options.key = value === None ? null : value;
    else if (keywords[i] === "default") options.fallback = value;
    else return raise(typeError(`${name}() got an unexpected keyword argument '${keywords[i]}'`));
  }
  return options;
}

/** min() and max(): of their arguments, or of the items of the only one. */
function extreme(name: "min" | "max", comparison: "__lt__" | "__gt__") {
  return (args: PyObject[], kwnames: KeywordNames): Result => {
    const given = args.length - (kwnames?.length ?? 0);
    if (given === 0) return raise(typeError(`${name} expected at least 1 argument, got 0`));
    const options = extremeOptions(name, args, kwnames);
    if (options === undefined) return undefined;
    if (given > 1 && options.fallback !== undefined) {
      return raise(typeError(`Cannot specify a default for ${name}() with multiple positional arguments`));
    }
    let best: PyObject | undefined;
    let bestKey: PyObject | undefined;
    const consider = (item: PyObject): boolean | undefined => {
      const key = options.key === null ? item : call(options.key, [item]);
      if (key === undefined) return undefined;
      const better = bestKey === undefined ? true : compareBool(key, bestKey, comparison);
      if (better === undefined) return undefined;
      if (better) {
        best = item;
        bestKey = key;
      }
      return true;
    };
    if (given > 1) {
      for (let i = 0; i < given; i++) if (consider(args[i]!) === undefined) return undefined;
      return best;
    }
    if (forEach(args[0]!, consider) === undefined) return undefined;
    return best ?? options.fallback ?? raise(valueError(`${name}() iterable argument is empty`));
  };
}

function sorted(args: PyObject[], kwnames: KeywordNames): Result {
  const given = args.length - (kwnames?.length ?? 0);
  if (given !== 1) return raise(typeError(`sorted expected 1 argument, got ${given}`));
  const items = askForLength(args[0]!) ? listOf(args[0]!) : undefined;
  if (items === undefined) return undefined;
  let key: PyObject | null = null;
  let reverse: boolean | undefined = false;
  const keywords = kwnames ?? [];
  if (keywords.length > 2) {
    return raise(typeError(`sort() takes at most 2 keyword arguments (${keywords.length} given)`));
  }
  for (let i = 0; i < keywords.length; i++) {
    const value = args[1 + i]!;
    if (keywords[i] === "key") key = value === None ? null : value;
    else if (keywords[i] === "reverse") reverse = isTrue(value);
    else return raise(unexpectedKeyword("sort", keywords[i]!, ["key", "reverse"]));
    if (reverse === undefined) return undefined;
  }
  return sortItems(items, key, reverse) === undefined ? undefined : makeList(items);
}

export const iterationFunctions: Record<string, Entry> = {
  all: fn(
    "($module, iterable, /)",
    "Whether every item is true; True for an empty iterable.",
    (iterable: PyObject) => allAre(iterable, true),
  ),
  any: fn("($module, iterable, /)", "Whether some item is true; False for an empty iterable.", any),
  iter: rawFn(
    null,
    "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\n" +
      "An iterator over an iterable; in the second form, over what callable answers until it is sentinel.",
    iterFunction,
  ),
  next: rawFn(
    null,
    "next(iterator[, default])\n\nThe next item; at the end, default if given, else StopIteration.",
    nextFunction,
  ),
  aiter: fn("($module, async_iterable, /)", "An asynchronous iterator over an asynchronous iterable.", aiter),
  anext: fn(
    "($module, aiterator, default=<unrepresentable>, /)",
    "An awaitable for the next item; at the end it gives default if given, else raises StopAsyncIteration.",
    anext,
  ),
  len: fn("($module, obj, /)", "How many items a container has.", len),
  min: rawFn(
    null,
    "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\n" +
      "The smallest item, or the smallest argument. default is the answer for an empty iterable.",
    extreme("min", "__lt__"),
  ),
  max: rawFn(
    null,
    "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\n" +
      "The biggest item, or the biggest argument. default is the answer for an empty iterable.",
    extreme("max", "__gt__"),
  ),
  sorted: rawFn(
    "($module, iterable, /, *, key=None, reverse=False)",
    "A new list of all items of the iterable, smallest first.\n\n" +
      "With key, ordered by what key answers for the items; with reverse, largest first.",
    sorted,
  ),
};
