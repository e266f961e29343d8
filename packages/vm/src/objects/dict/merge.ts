/**
 * Filling a dict from other objects: dict(), update, `|`, fromkeys (dictobject.c, dict_merge, PyDict_MergeFromSeq2).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import type { KeywordNames, PyObject } from "../../kernel/object.ts";
import { raise, takePending, runtimeError, typeError, valueError } from "../../kernel/raise.ts";
import { type PyBaseException, exceptionTypes, isInstanceOfException } from "../../kernel/exceptions.ts";
import { rt } from "../../kernel/state.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { lookup, typeOf } from "../../kernel/type.ts";
import { makeList } from "../list.ts";
import { getAttributeOrAbsent, setAttribute } from "../../protocols/attribute.ts";
import { call } from "../../protocols/call.ts";
import { forEach, iter, listOf } from "../../protocols/iterate.ts";
import { getItem } from "../../protocols/sequence.ts";
import { PyDict, dictType } from "./dict.ts";

const keysName = attributeName("keys");
const notesName = attributeName("__notes__");
const iterName = attributeName("__iter__");

/** The arguments of dict() and update(): at most one mapping or iterable of pairs, then keywords. */
export function updateFromArguments(
  self: PyDict,
  name: string,
  args: readonly PyObject[],
  kwnames: KeywordNames,
): true | undefined {
  const given = args.length - (kwnames?.length ?? 0);
  if (given > 1) return raise(typeError(`${name} expected at most 1 argument, got ${given}`));
  if (given === 1 && updateFrom(self, args[0]!) === undefined) return undefined;
  if (kwnames !== undefined) {
    for (let i = 0; i < kwnames.length; i++) self.set(strFromUtf16(kwnames[i]!), args[given + i]!);
  }
  return true;
}

/** dict.update(other): a mapping if it has `keys`, else an iterable of pairs. */
export function updateFrom(self: PyDict, other: PyObject): true | undefined {
  if (other instanceof PyDict && readsAsDict(other)) return mergeDict(self, other);
  const keys = getAttributeOrAbsent(other, keysName);
  if (keys === undefined) return undefined;
  return keys === null ? updateFromPairs(self, other) : mergeMapping(self, other, keys);
}

/** Whether iterating a dict subclass shows its entries: its `__iter__` is dict's. */
export function readsAsDict(dict: PyDict): boolean {
  return dict.cls === dictType || lookup(dict.cls, iterName) === dictType.attrs.get("__iter__");
}

/** Copy the entries of a dict; those with equal keys are replaced. */
export function mergeDict(self: PyDict, other: PyDict): true | undefined {
  if (self === other || other.size === 0) return true;
  if (self.map !== undefined && other.map !== undefined) {
    for (const [key, value] of other.map) self.map.set(key, value);
    return true;
  }
  const size = other.size;
  for (const [key, value] of other.entriesArray()) {
    if (self.set(key, value) === undefined) return undefined;
    if (other.size !== size) return raise(runtimeError("dict mutated during update"));
  }
  return true;
}

function mergeMapping(self: PyDict, mapping: PyObject, keysMethod: PyObject): true | undefined {
  const keys = call(keysMethod, []);
  if (keys === undefined) return undefined;
  const ended = forEach(keys, (key) => {
    const value = getItem(mapping, key);
    return value === undefined ? undefined : self.set(key, value);
  });
  return ended === undefined ? undefined : true;
}

function updateFromPairs(self: PyDict, pairs: PyObject): true | undefined {
  let index = 0;
  const ended = forEach(pairs, (item) => {
    const pair = pairOf(item, index);
    if (pair === undefined) return undefined;
    index++;
    return self.set(pair[0]!, pair[1]!);
  });
  return ended === undefined ? undefined : true;
}

function pairOf(item: PyObject, index: number): PyObject[] | undefined {
  if (iter(item) === undefined) {
    if (!isInstanceOfException(rt.pending!, exceptionTypes.TypeError)) return undefined;
    return raise(withNote(typeError("object is not iterable"), index));
  }
  const pair = listOf(item);
  if (pair === undefined) {
    if (isInstanceOfException(rt.pending!, exceptionTypes.TypeError)) raise(withNote(takePending(), index));
    return undefined;
  }
  if (pair.length === 2) return pair;
  return raise(
    valueError(`dictionary update sequence element #${index} has length ${pair.length}; 2 is required`),
  );
}

function withNote(error: PyBaseException, index: number): PyBaseException {
  const note = `Cannot convert dictionary update sequence element #${index} to a sequence`;
  setAttribute(error, notesName, makeList([note]));
  return error;
}

/** `dict.fromkeys(iterable, value)` on a class: through `__setitem__` unless the result is an exact dict. */
export function fillWithKeys(target: PyObject, iterable: PyObject, value: PyObject): PyObject | undefined {
  const store = typeOf(target).slots.__setitem__;
  const ended = forEach(iterable, (key) => {
    if (target instanceof PyDict && target.cls === dictType) return target.set(key, value);
    if (store === undefined) {
      return raise(typeError(`'${typeOf(target).name}' object does not support item assignment`));
    }
    return store(target, key, value) === undefined ? undefined : true;
  });
  return ended === undefined ? undefined : target;
}
