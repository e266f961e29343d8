/** Assignment to several targets. */
import { EXHAUSTED, type PyObject } from "../kernel/object.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { pendingException, raise, typeError, valueError } from "../kernel/raise.ts";
import { typeName, typeOf } from "../kernel/type.ts";
import { PyDict, dictType } from "../objects/dict/dict.ts";
import { type PyList, listType, makeList } from "../objects/list.ts";
import { type PyTuple, tupleType } from "../objects/tuple.ts";
import { iter, next } from "../protocols/iterate.ts";
import { instruction } from "./instruction.ts";

/** `a, b = iterable`: the first item ends up on top. */
instruction("UNPACK_SEQUENCE", {
  stack: "iterable -- items[oparg]",
  cold: true,
  run: ({ iterable }, t) => {
    if (
      typeof iterable === "object" &&
      iterable.cls === tupleType &&
      (iterable as PyTuple).items.length === t.oparg
    ) {
      return reversed((iterable as PyTuple).items);
    }
    const items = unpack(iterable, t.oparg);
    return items === undefined ? undefined : reversed(items);
  },
});

/** `a, *b, c = iterable` */
instruction("UNPACK_EX", {
  stack: "iterable -- items[(oparg&255)+1+(oparg>>8)]",
  cold: true,
  run: ({ iterable }, t) => {
    const items = unpackStarred(iterable, t.oparg & 255, t.oparg >> 8);
    return items === undefined ? undefined : reversed(items);
  },
});

export function reversed(items: readonly PyObject[]): PyObject[] {
  const result: PyObject[] = [];
  for (let i = items.length - 1; i >= 0; i--) result.push(items[i]!);
  return result;
}

export function unpack(iterable: PyObject, count: number): readonly PyObject[] | undefined {
  if (typeof iterable === "object" && (iterable.cls === tupleType || iterable.cls === listType)) {
    const { items } = iterable as PyTuple | PyList;
    if (items.length === count) return items;
    if (items.length > count) return raiseTooMany(count, items.length);
    return raiseTooFew(`${count}`, items.length);
  }
  const iterator = iteratorToUnpack(iterable);
  if (iterator === undefined) return undefined;
  const items = take(iterator, count, `${count}`);
  if (items === undefined) return undefined;
  const extra = next(iterator);
  if (extra === undefined) return undefined;
  if (extra === EXHAUSTED) return items;
  const size = iterable instanceof PyDict && iterable.cls === dictType ? iterable.size : 0;
  if (size > count) return raiseTooMany(count, size);
  return raise(valueError(`too many values to unpack (expected ${count})`));
}

export function unpackStarred(iterable: PyObject, before: number, after: number): PyObject[] | undefined {
  const iterator = iteratorToUnpack(iterable);
  if (iterator === undefined) return undefined;
  const items = take(iterator, before, `at least ${before + after}`);
  if (items === undefined) return undefined;
  const rest: PyObject[] = [];
  for (;;) {
    const item = next(iterator);
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) break;
    rest.push(item as PyObject);
  }
  if (rest.length < after) return raiseTooFew(`at least ${before + after}`, before + rest.length);
  const last = rest.splice(rest.length - after, after);
  return [...items, makeList(rest), ...last];
}

function take(iterator: PyObject, count: number, expected: string): PyObject[] | undefined {
  const items: PyObject[] = [];
  while (items.length < count) {
    const item = next(iterator);
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) return raiseTooFew(expected, items.length);
    items.push(item as PyObject);
  }
  return items;
}

function iteratorToUnpack(iterable: PyObject): PyObject | undefined {
  const iterator = iter(iterable);
  if (iterator !== undefined) return iterator;
  const { slots } = typeOf(iterable);
  if (slots.__iter__ !== undefined || slots.__getitem__ !== undefined) return undefined;
  if (!isInstanceOfException(pendingException(), exceptionTypes.TypeError)) return undefined;
  return raise(typeError(`cannot unpack non-iterable ${typeName(iterable)} object`));
}

function raiseTooMany(expected: number, got: number): undefined {
  return raise(valueError(`too many values to unpack (expected ${expected}, got ${got})`));
}

function raiseTooFew(expected: string, got: number): undefined {
  return raise(valueError(`not enough values to unpack (expected ${expected}, got ${got})`));
}
