/**
 * The methods that bytes and bytearray share (CPython Objects/bytes_methods.c, stringlib/transmogrify.h).
 *
 * Each works on the bytes of its instance and makes results of the kind the instance is of; arguments are
 * bytes-like objects of any type.
 */
import {
  EMPTY,
  bytesOfLatin1,
  countBytes,
  equalBytes,
  expandTabs,
  findBytes,
  findLastBytes,
  hexOfBytes,
  isAsciiAlpha,
  isAsciiDigit,
  isAsciiLower,
  isAsciiSpace,
  isAsciiUpper,
  isTitleBytes,
  joinBytes,
  matchesAt,
  replaceBytes,
  splitBytes,
  splitBytesFromEnd,
  splitLines,
  splitWhitespace,
  splitWhitespaceFromEnd,
  titleBytes,
  toAsciiLower,
  toAsciiUpper,
} from "../algorithms/byte-strings.ts";
import { type Entry, method, staticMethod } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import { utf16Of } from "../kernel/text.ts";
import { typeName, typeOf } from "../kernel/type.ts";
import { listOf } from "../protocols/iterate.ts";
import { toIndex } from "../protocols/number.ts";
import { length as lengthOf } from "../protocols/sequence.ts";
import { badArgument } from "./bad-argument.ts";
import { bytesLikeOf, toBytesLike } from "./buffer.ts";
import { PyByteArray } from "./bytearray.ts";
import { PyBytes, makeBytes } from "./bytes.ts";
import { decodeText } from "./codecs.ts";
import { indexRange } from "./index-range.ts";
import { PyList, makeList } from "./list.ts";
import { codePointAt, isAscii, strLength, strOf } from "./str/text.ts";
import { toCInt } from "./str/transform.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

/** What a type does its own way: where its bytes are and how a result is made. */
export type ByteStringKind = {
  /** "bytes" or "bytearray". */
  readonly name: string;
  /** `self` is of the kind. */
  bytesOf(self: PyObject): Uint8Array;
  /** A new instance that owns these bytes. */
  readonly make: (bytes: Uint8Array) => PyObject;
};

/** What find() and count() look for: bytes, or one byte given as an int. Throws. */
function needleOf(sub: PyObject): Uint8Array {
  const bytes = bytesLikeOf(sub);
  if (bytes !== null) return bytes;
  if (typeOf(sub).slots.__index__ === undefined) {
    throw typeError(`argument should be integer or bytes-like object, not '${typeName(sub)}'`);
  }
  return Uint8Array.of(toByte(sub));
}

/** An int in range(256). Throws ValueError. */
export function toByte(value: PyObject): number {
  const byte = must(toIndex(value, "OverflowError"));
  if (byte < 0 || byte > 255) throw valueError("byte must be in range(0, 256)");
  return byte;
}

/** `item in bytes`: an int in range(256) or a bytes-like object. */
export function containsByte(bytes: Uint8Array, item: PyObject): boolean {
  if (typeOf(item).slots.__index__ !== undefined) return bytes.includes(toByte(item));
  return findBytes(bytes, toBytesLike(item), 0, bytes.length) >= 0;
}

/** The separator of bytes.hex(). Throws. */
function hexSeparator(separator: PyObject | undefined): string {
  if (separator === undefined) return "";
  const text = strOf(separator);
  const size = text === undefined ? must(lengthOf(separator)) : strLength(text);
  if (size !== 1) throw valueError("sep must be length 1.");
  if (text === undefined && !(separator instanceof PyBytes)) throw typeError("sep must be str or bytes.");
  const point = text === undefined ? (separator as PyBytes).bytes[0]! : codePointAt(text, 0);
  if (point > 127) throw valueError("sep must be ASCII.");
  return String.fromCharCode(point);
}

/** The documentation of `hex` of a type. */
export function hexDoc(type: string): string {
  return `The bytes as text of hexadecimal digits.

  sep
    One character to put between groups of bytes.
  bytes_per_sep
    Size of the groups: counted from the right if positive, from the left if negative.

  >>> value = ${type}(b'\\xb9\\x01\\xef')
  >>> value.hex()
  'b901ef'
  >>> value.hex(':', 2)
  'b9:01ef'
`;
}

/** bytes.hex(sep, bytes_per_sep). Throws. */
export function hexText(bytes: Uint8Array, separator: PyObject | undefined, group: PyObject): string {
  const size = toCInt(group);
  return hexOfBytes(bytes, hexSeparator(separator), size);
}

/** The bytes that hexadecimal digits spell, white space between pairs skipped. Throws. */
export function bytesFromHex(source: PyObject): Uint8Array {
  const text = strOf(source);
  let digits: Uint8Array;
  if (text !== undefined) {
    if (!isAscii(text)) {
      let at = 0;
      while (codePointAt(text, at) < 128) at++;
      throw notHexadecimal(at);
    }
    digits = bytesOfLatin1(text as string);
  } else {
    const bytes = bytesLikeOf(source);
    if (bytes === null)
      throw typeError(`fromhex() argument must be str or bytes-like, not ${typeName(source)}`);
    digits = bytes;
  }
  const result: number[] = [];
  for (let at = 0; at < digits.length;) {
    if (isAsciiSpace(digits[at]!)) {
      at++;
      continue;
    }
    const high = digitOf(digits[at]!);
    if (high < 0) throw notHexadecimal(at);
    at++;
    if (at >= digits.length)
      throw valueError("fromhex() arg must contain an even number of hexadecimal digits");
    const low = digitOf(digits[at]!);
    if (low < 0) throw notHexadecimal(at);
    at++;
    result.push(high * 16 + low);
  }
  return Uint8Array.from(result);
}

function notHexadecimal(position: number) {
  return valueError(`non-hexadecimal number found in fromhex() arg at position ${position}`);
}

function digitOf(byte: number): number {
  if (isAsciiDigit(byte)) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** bytes.maketrans(frm, to). Throws. */
function makeTranslation(from: PyObject, to: PyObject): Result {
  const source = toBytesLike(from);
  const target = toBytesLike(to);
  if (source.length !== target.length) throw valueError("maketrans arguments must have same length");
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  source.forEach((byte, i) => (table[byte] = target[i]!));
  return makeBytes(table);
}

/** The table of methods for bytes or bytearray. */
export function byteStringMethods(kind: ByteStringKind): Record<string, Entry> {
  const { bytesOf, make } = kind;
  const list = (parts: Uint8Array[]): PyObject => makeList(parts.map(make));
  /** bytes is immutable: an unchanged result may be the instance itself. */
  const changed = (self: PyObject, result: Uint8Array): PyObject =>
    self instanceof PyBytes && result === self.bytes && self.cls.name === "bytes"
      ? self
      : make(result === bytesOf(self) ? result.slice() : result);
  const limitOf = (argument: PyObject): number => {
    const limit = must(toIndex(argument, "OverflowError"));
    return limit < 0 ? Infinity : limit;
  };

  const mapping = (doc: string, map: (byte: number) => number) =>
    method("($self, /)", doc, (self: PyObject) => make(bytesOf(self).map(map)));
  const test = (doc: string, is: (byte: number) => boolean) =>
    method("($self, /)", doc, (self: PyObject) => bytesOf(self).length > 0 && bytesOf(self).every(is));

  const finder =
    (find: typeof findBytes) =>
    (self: PyObject, sub: PyObject, start?: PyObject, end?: PyObject): number => {
      const needle = needleOf(sub);
      const bytes = bytesOf(self);
      const [first, stop] = indexRange(start, end, bytes.length);
      return find(bytes, needle, first, stop);
    };
  const indexer = (find: typeof findBytes) => {
    const found = finder(find);
    return (self: PyObject, sub: PyObject, start?: PyObject, end?: PyObject): number => {
      const index = found(self, sub, start, end);
      if (index < 0) throw valueError("subsection not found");
      return index;
    };
  };
  const affix =
    (name: string, place: (start: number, stop: number, length: number) => number) =>
    (self: PyObject, argument: PyObject, start?: PyObject, end?: PyObject): boolean => {
      const bytes = bytesOf(self);
      const [first, stop] = indexRange(start, end, bytes.length);
      const matches = (part: Uint8Array) =>
        stop - first >= part.length && matchesAt(bytes, part, place(first, stop, part.length));
      if (argument instanceof PyTuple) return argument.items.some((item) => matches(toBytesLike(item)));
      const part = bytesLikeOf(argument);
      if (part === null)
        throw typeError(`${name} first arg must be bytes or a tuple of bytes, not ${typeName(argument)}`);
      return matches(part);
    };

  const stripper =
    (left: boolean, right: boolean) =>
    (self: PyObject, chars: PyObject): PyObject => {
      const bytes = bytesOf(self);
      const set = chars === None ? null : toBytesLike(chars);
      const strips = (byte: number) => (set === null ? isAsciiSpace(byte) : set.includes(byte));
      let start = 0;
      let stop = bytes.length;
      if (left) while (start < stop && strips(bytes[start]!)) start++;
      if (right) while (stop > start && strips(bytes[stop - 1]!)) stop--;
      return start === 0 && stop === bytes.length ? changed(self, bytes) : make(bytes.slice(start, stop));
    };

  const padder =
    (name: string, leftOf: (missing: number, width: number) => number) =>
    (self: PyObject, widthArgument: PyObject, fillArgument: PyObject | undefined): PyObject => {
      const width = must(toIndex(widthArgument, "OverflowError"));
      const fill = fillByte(name, fillArgument);
      const bytes = bytesOf(self);
      const missing = width - bytes.length;
      if (missing <= 0) return changed(self, bytes);
      const padded = new Uint8Array(width).fill(fill);
      padded.set(bytes, leftOf(missing, width));
      return make(padded);
    };

  const separatorOf = (argument: PyObject): Uint8Array => {
    const separator = toBytesLike(argument);
    if (separator.length === 0) throw valueError("empty separator");
    return separator;
  };
  const splitter =
    (onSpace: typeof splitWhitespace, onBytes: typeof splitBytes) =>
    (self: PyObject, separator: PyObject, maxsplit: PyObject): PyObject => {
      const limit = limitOf(maxsplit);
      if (separator === None) return list(onSpace(bytesOf(self), limit));
      return list(onBytes(bytesOf(self), separatorOf(separator), limit));
    };
  const partitioner =
    (find: typeof findBytes, whole: (bytes: PyObject) => PyObject[]) =>
    (self: PyObject, argument: PyObject): PyObject => {
      const separator = separatorOf(argument);
      const bytes = bytesOf(self);
      const found = find(bytes, separator, 0, bytes.length);
      if (found < 0) return makeTuple(whole(changed(self, bytes)));
      const shown = kind.name === "bytes" ? argument : make(separator.slice());
      return makeTuple([make(bytes.slice(0, found)), shown, make(bytes.slice(found + separator.length))]);
    };

  return {
    capitalize: method(
      "($self, /)",
      "A copy with its first byte upper case and the others lower.",
      (self: PyObject) =>
        make(bytesOf(self).map((byte, i) => (i === 0 ? toAsciiUpper(byte) : toAsciiLower(byte)))),
    ),
    center: method(
      "($self, width, fillchar=b' ', /)",
      "The bytes in the middle of a field of this width.",
      padder("center", (missing, width) => Math.floor(missing / 2) + (missing & width & 1)),
    ),
    count: method(
      "($self, sub[, start[, end]], /)",
      "How often sub, a bytes-like object or an int in range(256), occurs in self[start:end] without overlap.",
      (self: PyObject, sub: PyObject, start?: PyObject, end?: PyObject) => {
        const needle = needleOf(sub);
        const bytes = bytesOf(self);
        const [first, stop] = indexRange(start, end, bytes.length);
        return countBytes(bytes, needle, first, stop);
      },
    ),
    decode: method(
      "($self, /, encoding='utf-8', errors='strict')",
      `The text that the bytes encode.

  encoding
    Name of the codec.
  errors
    What to do about bytes that mean nothing in it: 'strict' raises UnicodeDecodeError; 'ignore', 'replace' and any
    name registered with codecs.register_error are the others.`,
      (self: PyObject, encoding: PyObject, errors: PyObject) =>
        decodeText(bytesOf(self), codecArgument("encoding", encoding), codecArgument("errors", errors)),
    ),
    endswith: method(
      "($self, suffix[, start[, end]], /)",
      "Whether self[start:end] ends with suffix, or with one of a tuple of suffixes.",
      affix("endswith", (_start, stop, length) => stop - length),
    ),
    expandtabs: method(
      "($self, /, tabsize=8)",
      "A copy with tabs as spaces, up to the next multiple of tabsize columns.",
      (self: PyObject, tabsize: PyObject) => make(expandTabs(bytesOf(self), toCInt(tabsize))),
    ),
    find: method(
      "($self, sub[, start[, end]], /)",
      "The lowest index at which sub stands within self[start:end], -1 if it does not.",
      finder(findBytes),
    ),
    hex: method(
      "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
      hexDoc(kind.name),
      (self: PyObject, separator: PyObject | undefined, group: PyObject) =>
        hexText(bytesOf(self), separator, group),
    ),
    index: method(
      "($self, sub[, start[, end]], /)",
      "The lowest index at which sub stands within self[start:end].\n\nRaises ValueError if it does not.",
      indexer(findBytes),
    ),
    isalnum: test("Whether all bytes are ASCII letters or digits and there is one.", (byte) =>
      isAsciiAlpha(byte) || isAsciiDigit(byte)),
    isalpha: test("Whether all bytes are ASCII letters and there is one.", isAsciiAlpha),
    isascii: method("($self, /)", "Whether all bytes are ASCII; true for none.", (self: PyObject) =>
      bytesOf(self).every((byte) => byte < 128),
    ),
    isdigit: test("Whether all bytes are ASCII digits and there is one.", isAsciiDigit),
    islower: method(
      "($self, /)",
      "Whether there is a lowercase ASCII letter and none is upper case.",
      (self: PyObject) => bytesOf(self).some(isAsciiLower) && !bytesOf(self).some(isAsciiUpper),
    ),
    isspace: test("Whether all bytes are ASCII white space and there is one.", isAsciiSpace),
    istitle: method(
      "($self, /)",
      "Whether uppercase letters stand only after other bytes, lowercase ones only after letters.",
      (self: PyObject) => isTitleBytes(bytesOf(self)),
    ),
    isupper: method(
      "($self, /)",
      "Whether there is an uppercase ASCII letter and none is lower case.",
      (self: PyObject) => bytesOf(self).some(isAsciiUpper) && !bytesOf(self).some(isAsciiLower),
    ),
    join: method(
      "($self, iterable_of_bytes, /)",
      "The bytes-like objects of an iterable put together, with these bytes between them.",
      (self: PyObject, iterable: PyObject) => joinItems(bytesOf(self), iterable, make),
    ),
    ljust: method(
      "($self, width, fillchar=b' ', /)",
      "The bytes at the left of a field of this width.",
      padder("ljust", () => 0),
    ),
    lower: mapping("A copy with ASCII letters in lower case.", toAsciiLower),
    lstrip: method(
      "($self, bytes=None, /)",
      "A copy without leading ASCII white space, or leading bytes that are in the argument.",
      stripper(true, false),
    ),
    maketrans: staticMethod(
      "(frm, to, /)",
      "A table for translate(): each byte of frm maps to the one of to at its place.",
      makeTranslation,
    ),
    partition: method(
      "($self, sep, /)",
      "Three parts: before the first separator, the separator, after it. If there is none: all, and two empty parts.",
      partitioner(findBytes, (whole) => [whole, make(EMPTY.slice()), make(EMPTY.slice())]),
    ),
    removeprefix: method(
      "($self, prefix, /)",
      "A copy without this prefix, if it has it.",
      (self: PyObject, prefix: PyObject) => {
        const part = toBytesLike(prefix);
        const bytes = bytesOf(self);
        const has = part.length > 0 && part.length <= bytes.length && matchesAt(bytes, part, 0);
        return has ? make(bytes.slice(part.length)) : changed(self, bytes);
      },
    ),
    removesuffix: method(
      "($self, suffix, /)",
      "A copy without this suffix, if it has it.",
      (self: PyObject, suffix: PyObject) => {
        const part = toBytesLike(suffix);
        const bytes = bytesOf(self);
        const cut = bytes.length - part.length;
        return part.length > 0 && cut >= 0 && matchesAt(bytes, part, cut)
          ? make(bytes.slice(0, cut))
          : changed(self, bytes);
      },
    ),
    replace: method(
      "($self, old, new, count=-1, /)",
      "A copy with occurrences of old replaced by new, at most count of them if that is not negative.",
      (self: PyObject, old: PyObject, replacement: PyObject, count: PyObject) => {
        const part = toBytesLike(old);
        const by = toBytesLike(replacement);
        return changed(self, replaceBytes(bytesOf(self), part, by, limitOf(count)));
      },
    ),
    rfind: method(
      "($self, sub[, start[, end]], /)",
      "The highest index at which sub stands within self[start:end], -1 if it does not.",
      finder(findLastBytes),
    ),
    rindex: method(
      "($self, sub[, start[, end]], /)",
      "The highest index at which sub stands within self[start:end].\n\nRaises ValueError if it does not.",
      indexer(findLastBytes),
    ),
    rjust: method(
      "($self, width, fillchar=b' ', /)",
      "The bytes at the right of a field of this width.",
      padder("rjust", (missing) => missing),
    ),
    rpartition: method(
      "($self, sep, /)",
      "Three parts: before the last separator, the separator, after it. If there is none: two empty parts, and all.",
      partitioner(findLastBytes, (whole) => [make(EMPTY.slice()), make(EMPTY.slice()), whole]),
    ),
    rsplit: method(
      "($self, /, sep=None, maxsplit=-1)",
      "A list of the parts between separators, or runs of ASCII white space, split from the right.",
      splitter(splitWhitespaceFromEnd, splitBytesFromEnd),
    ),
    rstrip: method(
      "($self, bytes=None, /)",
      "A copy without trailing ASCII white space, or trailing bytes that are in the argument.",
      stripper(false, true),
    ),
    split: method(
      "($self, /, sep=None, maxsplit=-1)",
      "A list of the parts between separators, or runs of ASCII white space.",
      splitter(splitWhitespace, splitBytes),
    ),
    splitlines: method(
      "($self, /, keepends=False)",
      "A list of the lines, with their ends if keepends is true.",
      (self: PyObject, keepEnds: PyObject) => list(splitLines(bytesOf(self), must(isTrue(keepEnds)))),
    ),
    startswith: method(
      "($self, prefix[, start[, end]], /)",
      "Whether self[start:end] starts with prefix, or with one of a tuple of prefixes.",
      affix("startswith", (start) => start),
    ),
    strip: method(
      "($self, bytes=None, /)",
      "A copy without ASCII white space at its ends, or bytes at its ends that are in the argument.",
      stripper(true, true),
    ),
    swapcase: mapping("A copy with upper and lower case of ASCII letters exchanged.", (byte) =>
      isAsciiUpper(byte) ? toAsciiLower(byte) : toAsciiUpper(byte),
    ),
    title: method(
      "($self, /)",
      "A copy in which words of ASCII letters start upper case and go on lower.",
      (self: PyObject) => make(titleBytes(bytesOf(self))),
    ),
    translate: method(
      "($self, table, /, delete=b'')",
      `A copy with each byte replaced by what the table says.

  table
    256 bytes, or None for no change.
  delete
    Bytes to leave out first.`,
      (self: PyObject, tableArgument: PyObject, deleteArgument: PyObject | undefined) => {
        const table = tableArgument === None ? null : toBytesLike(tableArgument);
        if (table !== null && table.length !== 256)
          throw valueError("translation table must be 256 characters long");
        const deleted = deleteArgument === undefined ? EMPTY : toBytesLike(deleteArgument);
        const kept =
          deleted.length === 0 ? bytesOf(self) : bytesOf(self).filter((byte) => !deleted.includes(byte));
        const result = table === null ? kept : kept.map((byte) => table[byte]!);
        return equalBytes(result, bytesOf(self)) ? changed(self, bytesOf(self)) : make(result);
      },
    ),
    upper: mapping("A copy with ASCII letters in upper case.", toAsciiUpper),
    zfill: method(
      "($self, width, /)",
      "The bytes with zeros on the left, behind the sign, up to this width.",
      (self: PyObject, widthArgument: PyObject) => {
        const width = must(toIndex(widthArgument, "OverflowError"));
        const bytes = bytesOf(self);
        const missing = width - bytes.length;
        if (missing <= 0) return changed(self, bytes);
        const filled = new Uint8Array(width).fill(0x30);
        filled.set(bytes, missing);
        if (bytes[0] === 0x2b || bytes[0] === 0x2d) {
          filled[missing] = 0x30;
          filled[0] = bytes[0];
        }
        return make(filled);
      },
    ),
  };
}

function fillByte(name: string, fill: PyObject | undefined): number {
  if (fill === undefined) return 0x20;
  const bytes = fill instanceof PyBytes ? fill.bytes : fill instanceof PyByteArray ? fill.view() : null;
  if (bytes === null) {
    throw badArgument(name, "argument 2", "a byte string of length 1", fill);
  }
  if (bytes.length !== 1) {
    const kind = fill instanceof PyBytes ? "bytes" : "bytearray";
    throw typeError(
      `${name}(): argument 2 must be a byte string of length 1, not a ${kind} object of length ${bytes.length}`,
    );
  }
  return bytes[0]!;
}

function codecArgument(parameter: string, value: PyObject): string {
  const text = strOf(value);
  if (text === undefined) throw badArgument("decode", `argument '${parameter}'`, "str", value);
  return utf16Of(text);
}

function joinItems(separator: Uint8Array, iterable: PyObject, make: (bytes: Uint8Array) => PyObject): Result {
  const slots = typeOf(iterable).slots;
  if (!(iterable instanceof PyList) && slots.__iter__ === undefined && slots.__getitem__ === undefined) {
    throw typeError("can only join an iterable");
  }
  const items = must(listOf(iterable));
  const parts = items.map((item, i) => {
    const part = bytesLikeOf(item);
    if (part === null) {
      throw typeError(`sequence item ${i}: expected a bytes-like object, ${typeName(item)} found`);
    }
    return part;
  });
  return make(joinBytes(separator, parts));
}
