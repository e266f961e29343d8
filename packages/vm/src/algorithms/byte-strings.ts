/**
 * Byte strings as text: search, and the ASCII notions of case, space and digit that bytes and bytearray have.
 */
import { findLong } from "./long-search.ts";

/** The bytes of text in Latin-1. (`Uint8Array.from` with a function takes twenty times as long.) */
export function bytesOfLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The first index in [start, stop) at which `part` stands wholly before `stop`; −1: nowhere. */
export function findBytes(bytes: Uint8Array, part: Uint8Array, start: number, stop: number): number {
  const last = stop - part.length;
  if (start > last) return -1;
  if (part.length === 0) return start;
  const first = part[0]!;
  let work = 0;
  for (let at = bytes.indexOf(first, start); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
    const matched = matchLength(bytes, part, at);
    if (matched === part.length) return at;
    work += matched;
    // Repetitive data: go on with the search that never compares a byte twice.
    if (work > 4 * (at - start) + 1000)
      return findLong(
        (i) => bytes[i]!,
        at,
        stop,
        (i) => part[i]!,
        part.length,
      );
  }
  return -1;
}

/** How many bytes of `part` stand at `at`. */
function matchLength(bytes: Uint8Array, part: Uint8Array, at: number): number {
  let i = 0;
  while (i < part.length && bytes[at + i] === part[i]) i++;
  return i;
}

/** The last such index. */
export function findLastBytes(bytes: Uint8Array, part: Uint8Array, start: number, stop: number): number {
  const last = stop - part.length;
  if (start > last) return -1;
  if (part.length === 0) return stop;
  const first = part[0]!;
  for (
    let at = bytes.lastIndexOf(first, last);
    at >= start;
    at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1)
  ) {
    if (matchesAt(bytes, part, at)) return at;
  }
  return -1;
}

export function matchesAt(bytes: Uint8Array, part: Uint8Array, at: number): boolean {
  for (let i = 0; i < part.length; i++) if (bytes[at + i] !== part[i]) return false;
  return true;
}

/** Occurrences without overlap, at most `limit`; the empty string stands between all bytes and at both ends. */
export function countBytes(
  bytes: Uint8Array,
  part: Uint8Array,
  start: number,
  stop: number,
  limit = Infinity,
): number {
  if (part.length === 0) return start > stop ? 0 : Math.min(stop - start + 1, limit);
  let count = 0;
  while (count < limit) {
    const found = findBytes(bytes, part, start, stop);
    if (found < 0) break;
    count++;
    start = found + part.length;
  }
  return count;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && matchesAt(a, b, 0);
}

/** Three-way comparison. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

export function joinBytes(separator: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  let length = Math.max(parts.length - 1, 0) * separator.length;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  parts.forEach((part, i) => {
    if (i > 0) {
      joined.set(separator, at);
      at += separator.length;
    }
    joined.set(part, at);
    at += part.length;
  });
  return joined;
}

export function concatBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

export function repeatBytes(bytes: Uint8Array, count: number): Uint8Array {
  if (count <= 0) return new Uint8Array(0);
  const repeated = new Uint8Array(bytes.length * count);
  for (let i = 0; i < count; i++) repeated.set(bytes, i * bytes.length);
  return repeated;
}

/** At most `limit` replacements; an empty `old` stands before each byte and at the end. */
export function replaceBytes(
  bytes: Uint8Array,
  old: Uint8Array,
  replacement: Uint8Array,
  limit: number,
): Uint8Array {
  const parts: Uint8Array[] = [];
  if (old.length === 0) {
    const count = Math.min(limit, bytes.length + 1);
    if (count === 0) return bytes;
    for (let i = 0; i < count; i++) parts.push(replacement, bytes.subarray(i, i + 1));
    parts.push(bytes.subarray(count));
    return joinBytes(EMPTY, parts);
  }
  let start = 0;
  for (let count = 0; count < limit; count++) {
    const found = findBytes(bytes, old, start, bytes.length);
    if (found < 0) break;
    parts.push(bytes.subarray(start, found));
    start = found + old.length;
  }
  if (parts.length === 0) return bytes;
  parts.push(bytes.subarray(start));
  return joinBytes(replacement, parts);
}

export const EMPTY = new Uint8Array(0);

export const isAsciiSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
export const isAsciiDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
export const isAsciiLower = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a;
export const isAsciiUpper = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;
export const isAsciiAlpha = (byte: number): boolean => isAsciiLower(byte | 0x20);
export const toAsciiLower = (byte: number): number => (isAsciiUpper(byte) ? byte + 32 : byte);
export const toAsciiUpper = (byte: number): number => (isAsciiLower(byte) ? byte - 32 : byte);

/** `bytes.title` */
export function titleBytes(bytes: Uint8Array): Uint8Array {
  let inWord = false;
  return bytes.map((byte) => {
    const result = inWord ? toAsciiLower(byte) : toAsciiUpper(byte);
    inWord = isAsciiAlpha(byte);
    return result;
  });
}

/** `bytes.istitle` */
export function isTitleBytes(bytes: Uint8Array): boolean {
  let inWord = false;
  let found = false;
  for (const byte of bytes) {
    if (isAsciiUpper(byte) ? inWord : isAsciiLower(byte) ? !inWord : false) return false;
    inWord = isAsciiAlpha(byte);
    found ||= inWord;
  }
  return found;
}

/** Pieces between runs of white space, at most `limit` splits; the rest keeps its white space at the far end. */
export function splitWhitespace(bytes: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    while (at < bytes.length && isAsciiSpace(bytes[at]!)) at++;
    if (at === bytes.length) return parts;
    if (limit-- <= 0) {
      parts.push(bytes.slice(at));
      return parts;
    }
    const start = at;
    while (at < bytes.length && !isAsciiSpace(bytes[at]!)) at++;
    parts.push(bytes.slice(start, at));
  }
}

export function splitWhitespaceFromEnd(bytes: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let end = bytes.length;
  for (;;) {
    while (end > 0 && isAsciiSpace(bytes[end - 1]!)) end--;
    if (end === 0) return parts.reverse();
    if (limit-- <= 0) {
      parts.push(bytes.slice(0, end));
      return parts.reverse();
    }
    const stop = end;
    while (end > 0 && !isAsciiSpace(bytes[end - 1]!)) end--;
    parts.push(bytes.slice(end, stop));
  }
}

export function splitBytes(bytes: Uint8Array, separator: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (; limit > 0; limit--) {
    const found = findBytes(bytes, separator, start, bytes.length);
    if (found < 0) break;
    parts.push(bytes.slice(start, found));
    start = found + separator.length;
  }
  parts.push(bytes.slice(start));
  return parts;
}

export function splitBytesFromEnd(bytes: Uint8Array, separator: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let end = bytes.length;
  for (; limit > 0; limit--) {
    const found = findLastBytes(bytes, separator, 0, end);
    if (found < 0) break;
    parts.push(bytes.slice(found + separator.length, end));
    end = found;
  }
  parts.push(bytes.slice(0, end));
  return parts.reverse();
}

/** Lines ending in \n, \r or \r\n. */
export function splitLines(bytes: Uint8Array, keepEnds: boolean): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte !== 0x0a && byte !== 0x0d) continue;
    const next = byte === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1;
    lines.push(bytes.slice(start, keepEnds ? next : at));
    start = next;
    at = next - 1;
  }
  if (start < bytes.length) lines.push(bytes.slice(start));
  return lines;
}

/** `bytes.expandtabs` */
export function expandTabs(bytes: Uint8Array, size: number): Uint8Array {
  const result: number[] = [];
  let column = 0;
  for (const byte of bytes) {
    if (byte === 0x09) {
      if (size <= 0) continue;
      const spaces = size - (column % size);
      for (let i = 0; i < spaces; i++) result.push(0x20);
      column += spaces;
    } else {
      result.push(byte);
      column = byte === 0x0a || byte === 0x0d ? 0 : column + 1;
    }
  }
  return Uint8Array.from(result);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Hexadecimal text; a separator after each |group| bytes, counted from the right if `group` is positive. */
export function hexOfBytes(bytes: Uint8Array, separator = "", group = 1): string {
  const digits = Array.from(bytes, (byte) => HEX[byte]!);
  if (separator === "" || group === 0) return digits.join("");
  const size = Math.abs(group);
  const first = group > 0 ? bytes.length % size || size : size;
  let text = "";
  digits.forEach((pair, i) => {
    if (i > 0 && (i - first) % size === 0 && i >= first) text += separator;
    text += pair;
  });
  return text;
}

/** The repr of bytes with a prefix `b'`; the quote that needs no escape is preferred. */
export function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  let text = "b" + quote;
  for (const byte of bytes) {
    const c = String.fromCharCode(byte);
    if (c === quote || c === "\\") text += "\\" + c;
    else if (byte === 0x09) text += "\\t";
    else if (byte === 0x0a) text += "\\n";
    else if (byte === 0x0d) text += "\\r";
    else if (byte < 0x20 || byte >= 0x7f) text += "\\x" + HEX[byte]!;
    else text += c;
  }
  return text + quote;
}
