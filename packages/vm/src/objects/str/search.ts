/**
 * Methods of str that look for something: find, index, count, startswith, partition, replace, `in`.
 */
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, raise, typeError, valueError } from "../../kernel/raise.ts";
import { typeName } from "../../kernel/type.ts";
import { toIndex } from "../../protocols/number.ts";
import { badArgument } from "../bad-argument.ts";
import { indexRange } from "../index-range.ts";
import { PyTuple, makeTuple } from "../tuple.ts";
import {
  type Str,
  joinStrs,
  strConcat,
  strCount,
  strEquals,
  strFind,
  strFindLast,
  strIndex,
  strLength,
  strMatchesAt,
  strOf,
  strSlice,
} from "./text.ts";

/** The str in a method's argument. Throws TypeError in the words of CPython's argument parser. */
export function strArgument(method: string, position: string, value: PyObject): Str {
  const text = strOf(value);
  if (text === undefined) throw badArgument(method, `argument${position}`, "str", value);
  return text;
}

type Finder = (text: Str, part: Str, start: number, stop: number) => number;

function finder(method: string, find: Finder) {
  return (self: PyObject, sub: PyObject, start?: PyObject, end?: PyObject): number => {
    const text = strOf(self)!;
    const part = strArgument(method, " 1", sub);
    const [first, stop] = indexRange(start, end, strLength(text));
    return find(text, part, first, stop);
  };
}

export const find = finder("find", strFind);
export const findLast = finder("rfind", strFindLast);

function indexer(method: string, find: Finder) {
  const found = finder(method, find);
  return (self: PyObject, sub: PyObject, start?: PyObject, end?: PyObject): Result => {
    const index = found(self, sub, start, end);
    return index < 0 ? raise(valueError("substring not found")) : index;
  };
}

export const index = indexer("index", strFind);
export const indexLast = indexer("rindex", strFindLast);

export function count(self: PyObject, sub: PyObject, start?: PyObject, end?: PyObject): number {
  const text = strOf(self)!;
  const part = strArgument("count", " 1", sub);
  const [first, stop] = indexRange(start, end, strLength(text));
  if (strLength(part) === 0) return first > stop ? 0 : stop - first + 1;
  return strCount(text, part, first, stop);
}

/** startswith and endswith differ in where the part must stand. */
function affixTest(method: string, place: (start: number, stop: number, length: number) => number) {
  return (self: PyObject, affix: PyObject, start?: PyObject, end?: PyObject): boolean => {
    const text = strOf(self)!;
    const [first, stop] = indexRange(start, end, strLength(text));
    const test = (part: Str): boolean => {
      const length = strLength(part);
      return stop - first >= length && strMatchesAt(text, part, place(first, stop, length));
    };
    const single = strOf(affix);
    if (single !== undefined) return test(single);
    if (!(affix instanceof PyTuple)) {
      throw typeError(`${method} first arg must be str or a tuple of str, not ${typeName(affix)}`);
    }
    for (const item of affix.items) {
      const part = strOf(item);
      if (part === undefined)
        throw typeError(`tuple for ${method} must only contain str, not ${typeName(item)}`);
      if (test(part)) return true;
    }
    return false;
  };
}

export const startsWith = affixTest("startswith", (start) => start);
export const endsWith = affixTest("endswith", (_start, stop, length) => stop - length);

export function removePrefix(self: PyObject, prefix: PyObject): Str {
  const text = strOf(self)!;
  const part = strArgument("removeprefix", "", prefix);
  return strMatchesAt(text, part, 0) ? strSlice(text, strLength(part), strLength(text)) : text;
}

export function removeSuffix(self: PyObject, suffix: PyObject): Str {
  const text = strOf(self)!;
  const part = strArgument("removesuffix", "", suffix);
  const cut = strLength(text) - strLength(part);
  return strLength(part) > 0 && cut >= 0 && strMatchesAt(text, part, cut) ? strSlice(text, 0, cut) : text;
}

/** `part in self` */
export function contains(self: PyObject, part: PyObject): boolean | undefined {
  const wanted = strOf(part);
  if (wanted === undefined) {
    return raise(typeError(`'in <string>' requires string as left operand, not ${typeName(part)}`));
  }
  const text = strOf(self)!;
  return strFind(text, wanted, 0, strLength(text)) >= 0;
}

function separatorOf(separator: PyObject): Str {
  const part = strOf(separator);
  if (part === undefined) throw typeError(`must be str, not ${typeName(separator)}`);
  if (part === "") throw valueError("empty separator");
  return part;
}

export function partition(self: PyObject, separator: PyObject): PyObject {
  const text = strOf(self)!;
  const part = separatorOf(separator);
  const found = strFind(text, part, 0, strLength(text));
  if (found < 0) return makeTuple([text, "", ""]);
  return makeTuple([
    strSlice(text, 0, found),
    part,
    strSlice(text, found + strLength(part), strLength(text)),
  ]);
}

export function partitionLast(self: PyObject, separator: PyObject): PyObject {
  const text = strOf(self)!;
  const part = separatorOf(separator);
  const found = strFindLast(text, part, 0, strLength(text));
  if (found < 0) return makeTuple(["", "", text]);
  return makeTuple([
    strSlice(text, 0, found),
    part,
    strSlice(text, found + strLength(part), strLength(text)),
  ]);
}

export function replace(self: PyObject, old: PyObject, replacement: PyObject, countArgument: PyObject): Str {
  const text = strOf(self)!;
  const part = strArgument("replace", " 1", old);
  const by = strArgument("replace", " 2", replacement);
  const count = must(toIndex(countArgument, "OverflowError"));
  return replaceStr(text, part, by, count < 0 ? Infinity : count);
}

/** At most `limit` replacements; an empty `part` stands before each character and at the end. */
export function replaceStr(text: Str, part: Str, by: Str, limit: number): Str {
  if (limit === 0 || strEquals(part, by)) return text;
  if (
    typeof text === "string" &&
    typeof part === "string" &&
    typeof by === "string" &&
    part !== "" &&
    limit === Infinity
  ) {
    return text.replaceAll(part, () => by);
  }
  if (strLength(part) === 0) return interleave(text, by, limit);
  const pieces: Str[] = [];
  let start = 0;
  for (let done = 0; done < limit; done++) {
    const found = strFind(text, part, start, strLength(text));
    if (found < 0) break;
    pieces.push(strSlice(text, start, found));
    start = found + strLength(part);
  }
  if (pieces.length === 0) return text;
  pieces.push(strSlice(text, start, strLength(text)));
  return joinStrs(by, pieces);
}

function interleave(text: Str, by: Str, limit: number): Str {
  const length = strLength(text);
  const times = Math.min(limit, length + 1);
  const pieces: Str[] = [];
  for (let i = 0; i < times; i++) {
    pieces.push(by);
    if (i < length) pieces.push(strIndex(text, i));
  }
  return strConcat(joinStrs("", pieces), strSlice(text, Math.min(times, length), length));
}
