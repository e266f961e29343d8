/**
 * Iteration: iter(), next(), and JavaScript loops over Python iterables (language reference 3.3.7, 4.7 iterators).
 *
 * Hot: iter, next.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { EXHAUSTED, type Exhausted, type PyObject, type Result } from "../kernel/object.ts";
import { UNWINDING, pendingException, raise, typeError, valueError } from "../kernel/raise.ts";
import { NotImplemented } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { TypeFlag, lookup, typeName, typeOf } from "../kernel/type.ts";
import { callUnbound } from "../kernel/invoke.ts";
import { intValueOf } from "./number.ts";
import { PySequenceIterator } from "../kernel/sequence-iterator.ts";

/** iter(iterable) */
export function iter(iterable: PyObject): Result {
  const slots = typeOf(iterable).slots;
  if (slots.__iter__ === undefined) {
    if (slots.__getitem__ !== undefined && isSequence(iterable)) return new PySequenceIterator(iterable);
    return raise(typeError(`'${typeName(iterable)}' object is not iterable`));
  }
  const iterator = slots.__iter__(iterable);
  if (iterator !== undefined && typeOf(iterator).slots.__next__ === undefined) {
    return raise(typeError(`iter() returned non-iterator of type '${typeName(iterator)}'`));
  }
  return iterator;
}

/** Objects with `__getitem__` iterate by index unless they say `__iter__ = None`. */
function isSequence(value: PyObject): boolean {
  return lookup(typeOf(value), attributeName("__iter__")) === undefined;
}

/** The next item, EXHAUSTED, or undefined: unwinding. The iterator is one: it has passed `iter`. */
export function next(iterator: PyObject): PyObject | Exhausted | undefined {
  return typeOf(iterator).slots.__next__!(iterator);
}

/**
 * Call `visit` with each item. `visit` answers `true` to go on, `false` to stop, undefined when it raised.
 * Answers undefined: unwinding; otherwise whether the end was reached.
 */
export function forEach(
  iterable: PyObject,
  visit: (item: PyObject) => boolean | undefined,
): boolean | undefined {
  const iterator = iter(iterable);
  if (iterator === undefined) return undefined;
  const step = typeOf(iterator).slots.__next__!;
  for (;;) {
    const item = step(iterator);
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) return true;
    const goOn = visit(item as PyObject);
    if (goOn !== true) return goOn;
  }
}

/** All items in a fresh array; undefined: unwinding. */
export function listOf(iterable: PyObject): PyObject[] | undefined {
  const items: PyObject[] = [];
  const ended = forEach(iterable, (item) => {
    items.push(item);
    return true;
  });
  return ended === undefined ? undefined : items;
}

/**
 * Ask an iterable for its length, as `list` and its like do before they take the items: a class may refuse.
 * Answers false when it raised.
 */
export function askForLength(iterable: PyObject): boolean {
  return (typeOf(iterable).flags & TypeFlag.HEAP) === 0 || lengthHint(iterable) !== undefined;
}

/** A JavaScript generator over a Python iterable, for cold code that may throw. */
export function* iterateOrThrow(iterable: PyObject): Generator<PyObject> {
  const iterator = iter(iterable);
  if (iterator === undefined) throw UNWINDING;
  for (;;) {
    const item = next(iterator);
    if (item === undefined) throw UNWINDING;
    if (item === EXHAUSTED) return;
    yield item as PyObject;
  }
}

const lengthHintName = attributeName("__length_hint__");

/** operator.length_hint(): `len`, else `__length_hint__`, else the default. */
export function lengthHint(iterable: PyObject, fallback = 0): number | undefined {
  const slots = typeOf(iterable).slots;
  if (slots.__len__ !== undefined) {
    const length = slots.__len__(iterable);
    if (length !== undefined) return length;
    if (!isInstanceOfException(pendingException(), exceptionTypes.TypeError)) return undefined;
    rt.pending = null;
  }
  const method = lookup(typeOf(iterable), lengthHintName);
  if (method === undefined) return fallback;
  const hint = callUnbound(method, iterable, []);
  if (hint === undefined) {
    if (!isInstanceOfException(pendingException(), exceptionTypes.TypeError)) return undefined;
    rt.pending = null;
    return fallback;
  }
  if (hint === NotImplemented) return fallback;
  const length = intValueOf(hint);
  if (length === undefined)
    return raise(typeError(`__length_hint__ must be an integer, not ${typeName(hint)}`));
  return length < 0 ? raise(valueError("__length_hint__() should return >= 0")) : Number(length);
}
