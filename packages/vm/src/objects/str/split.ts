/**
 * Methods of str that take it apart or put it together: split, rsplit, splitlines, join.
 */
import { isLineBreak, isSpace } from "@pyvm/unicode";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, raise, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import { typeName, typeOf } from "../../kernel/type.ts";
import { listOf } from "../../protocols/iterate.ts";
import { toIndex } from "../../protocols/number.ts";
import { PyList, makeList } from "../list.ts";
import { PyTuple } from "../tuple.ts";
import { type Str, codePointAt, joinStrs, strFind, strFindLast, strLength, strOf, strSlice } from "./text.ts";

function limitOf(maxsplit: PyObject): number {
  const limit = must(toIndex(maxsplit, "OverflowError"));
  return limit < 0 ? Infinity : limit;
}

function separatorOf(separator: PyObject): Str {
  const part = strOf(separator);
  if (part === undefined) throw typeError(`must be str or None, not ${typeName(separator)}`);
  return part;
}

export function split(self: PyObject, separator: PyObject, maxsplit: PyObject): PyObject {
  const text = strOf(self)!;
  const limit = limitOf(maxsplit);
  if (separator === None) return makeList(splitWhitespace(text, limit));
  const part = separatorOf(separator);
  if (part === "") throw valueError("empty separator");
  if (typeof text === "string" && typeof part === "string" && limit === Infinity)
    return makeList(text.split(part));
  const pieces: Str[] = [];
  const length = strLength(text);
  let start = 0;
  for (let done = 0; done < limit; done++) {
    const found = strFind(text, part, start, length);
    if (found < 0) break;
    pieces.push(strSlice(text, start, found));
    start = found + strLength(part);
  }
  pieces.push(strSlice(text, start, length));
  return makeList(pieces);
}

export function splitFromEnd(self: PyObject, separator: PyObject, maxsplit: PyObject): PyObject {
  const text = strOf(self)!;
  const limit = limitOf(maxsplit);
  if (separator === None) return makeList(splitWhitespaceFromEnd(text, limit));
  const part = separatorOf(separator);
  if (part === "") throw valueError("empty separator");
  const pieces: Str[] = [];
  let end = strLength(text);
  for (let done = 0; done < limit; done++) {
    const found = strFindLast(text, part, 0, end);
    if (found < 0) break;
    pieces.push(strSlice(text, found + strLength(part), end));
    end = found;
  }
  pieces.push(strSlice(text, 0, end));
  return makeList(pieces.reverse());
}

/** The rest behind the last split keeps its white space at the far end. */
function splitWhitespace(text: Str, limit: number): Str[] {
  const pieces: Str[] = [];
  const length = strLength(text);
  let at = 0;
  for (;;) {
    while (at < length && isSpace(codePointAt(text, at))) at++;
    if (at === length) return pieces;
    if (limit-- <= 0) {
      pieces.push(strSlice(text, at, length));
      return pieces;
    }
    const start = at;
    while (at < length && !isSpace(codePointAt(text, at))) at++;
    pieces.push(strSlice(text, start, at));
  }
}

function splitWhitespaceFromEnd(text: Str, limit: number): Str[] {
  const pieces: Str[] = [];
  let end = strLength(text);
  for (;;) {
    while (end > 0 && isSpace(codePointAt(text, end - 1))) end--;
    if (end === 0) return pieces.reverse();
    if (limit-- <= 0) {
      pieces.push(strSlice(text, 0, end));
      return pieces.reverse();
    }
    const stop = end;
    while (end > 0 && !isSpace(codePointAt(text, end - 1))) end--;
    pieces.push(strSlice(text, end, stop));
  }
}

export function splitLines(self: PyObject, keepEndsArgument: PyObject): PyObject {
  const text = strOf(self)!;
  const keepEnds = must(isTrue(keepEndsArgument));
  const lines: Str[] = [];
  const length = strLength(text);
  let start = 0;
  for (let at = 0; at < length; at++) {
    const point = codePointAt(text, at);
    if (!isLineBreak(point)) continue;
    const next = point === 0x0d && at + 1 < length && codePointAt(text, at + 1) === 0x0a ? at + 2 : at + 1;
    lines.push(strSlice(text, start, keepEnds ? next : at));
    start = next;
    at = next - 1;
  }
  if (start < length) lines.push(strSlice(text, start, length));
  return makeList(lines);
}

export function join(self: PyObject, iterable: PyObject): Result {
  const separator = strOf(self)!;
  const items = itemsOf(iterable);
  if (items === undefined) return undefined;
  if (items.length === 1 && (typeof items[0] === "string" || strOf(items[0]!) === items[0])) return items[0];
  const parts: Str[] = [];
  for (let i = 0; i < items.length; i++) {
    const part = strOf(items[i]!);
    if (part === undefined) {
      return raise(typeError(`sequence item ${i}: expected str instance, ${typeName(items[i]!)} found`));
    }
    parts.push(part);
  }
  return joinStrs(separator, parts);
}

function itemsOf(iterable: PyObject): readonly PyObject[] | undefined {
  if (iterable instanceof PyList || iterable instanceof PyTuple) return iterable.items;
  const slots = typeOf(iterable).slots;
  if (slots.__iter__ === undefined && slots.__getitem__ === undefined) {
    return raise(typeError("can only join an iterable"));
  }
  return listOf(iterable);
}
