/**
 * `str`, a sequence of code points (library reference, "Text Sequence Type"; CPython Objects/unicodeobject.c).
 *
 * An exact str is a JavaScript string or a PyStr (kernel/text.ts); the methods also take instances of subclasses and
 * always answer exact strs. Each group of methods is a file of this folder; text.ts has the primitives under them.
 */
import {
  isAlnum,
  isAlpha,
  isDecimal,
  isDigit,
  isIdentifierContinue,
  isIdentifierStart,
  isLower,
  isNumeric,
  isPrintable,
  isSpace,
  isTitle,
  isTitlecased,
  isUpper,
} from "@pyvm/unicode";
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineType, method, staticMethod } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { indexError, memoryError, must, raise, typeError } from "../../kernel/raise.ts";
import { PyStr, utf16Of } from "../../kernel/text.ts";
import { type PyType, TypeFlag, strType, typeName } from "../../kernel/type.ts";
import { orderedSlots } from "../../protocols/compare.ts";
import { isIndex, toIndex } from "../../protocols/number.ts";
import { str } from "../../protocols/repr.ts";
import { badArgument } from "../bad-argument.ts";
import { bytesLikeOf } from "../buffer.ts";
import { makeBytes } from "../bytes.ts";
import { decodeText, encodeText } from "../codecs.ts";
import { PySlice, sliceIndices } from "../slice.ts";
import { hashStr } from "../text-hash.ts";
import { makeTuple } from "../tuple.ts";
import { formatStr } from "./format-spec.ts";
import { formatString, formatWithMapping } from "./format-string.ts";
import { iterateStr } from "./iterator.ts";
import { modulo } from "./percent.ts";
import { reprStr } from "./repr.ts";
import {
  contains,
  count,
  endsWith,
  find,
  findLast,
  index,
  indexLast,
  partition,
  partitionLast,
  removePrefix,
  removeSuffix,
  replace,
  startsWith,
} from "./search.ts";
import { join, split, splitFromEnd, splitLines } from "./split.ts";
import {
  type Str,
  codePointAt,
  compareStrs,
  everyPoint,
  isAscii,
  strConcat,
  strIndex,
  strLength,
  strOf,
  strRepeat,
  strSlice,
} from "./text.ts";
import {
  capitalized,
  center,
  everyNth,
  expandTabs,
  fold,
  leftJustify,
  lower,
  makeTranslation,
  rightJustify,
  strip,
  stripLeft,
  stripRight,
  swapped,
  title,
  translate,
  upper,
  zeroFill,
} from "./transform.ts";

export { strConcat, strIndex, strLength, joinStrs } from "./text.ts";

/** V8's longest string. */
const MAX_LENGTH = 2 ** 29 - 24;

/** The exact str of a value known to be a str. */
const exact = (self: PyObject): Str => strOf(self)!;

const bindNew = argumentBinder("str", "(object=<unset>, encoding=<unset>, errors=<unset>)");

function newStr(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (args.length === 1 && kwnames === undefined && type === strType) {
    const text = str(args[0]!);
    return text;
  }
  if (kwnames === undefined && args.length > 3) {
    return raise(typeError(`str expected at most 3 arguments, got ${args.length}`));
  }
  const bound = bindNew(args, kwnames) as (PyObject | undefined)[] | undefined;
  if (bound === undefined) return undefined;
  const text = fromArguments(bound[0], bound[1], bound[2]);
  return type === strType ? text : new type.JS(strOf(text)!);
}

function fromArguments(object?: PyObject, encoding?: PyObject, errors?: PyObject): PyObject {
  const encodingText = encoding === undefined ? undefined : codecName("encoding", encoding);
  const errorsText = errors === undefined ? undefined : codecName("errors", errors);
  if (object === undefined) return "";
  if (encoding === undefined && errors === undefined) return must(str(object));
  if (strOf(object) !== undefined) throw typeError("decoding str is not supported");
  const bytes = bytesLikeOf(object);
  if (bytes === null) throw typeError(`decoding to str: need a bytes-like object, ${typeName(object)} found`);
  return bytes.length === 0 ? "" : decodeText(bytes, encodingText ?? "utf-8", errorsText ?? "strict");
}

function codecName(parameter: string, value: PyObject): string {
  const text = strOf(value);
  if (text === undefined) throw badArgument("str", `argument '${parameter}'`, "str", value);
  return utf16Of(text);
}

function getStrItem(self: PyObject, key: PyObject): Result {
  const text = exact(self);
  if (key instanceof PySlice) {
    const range = sliceIndices(key, strLength(text));
    if (range === undefined) return undefined;
    const { start, step, length } = range;
    if (length === 0) return "";
    return step === 1 ? strSlice(text, start, start + length) : everyNth(text, start, step, length);
  }
  if (typeof key !== "number" && !isIndex(key)) {
    return raise(typeError(`string indices must be integers, not '${typeName(key)}'`));
  }
  const position = toIndex(key);
  if (position === undefined) return undefined;
  const at = position < 0 ? position + strLength(text) : position;
  return at >= 0 && at < strLength(text)
    ? strIndex(text, at)
    : raise(indexError("string index out of range"));
}

function concat(self: PyObject, other: PyObject): Result {
  const tail = strOf(other);
  if (tail === undefined)
    return raise(typeError(`can only concatenate str (not "${typeName(other)}") to str`));
  const head = exact(self);
  if (strLength(head) + strLength(tail) > MAX_LENGTH) return raise(memoryError(""));
  return strConcat(head, tail);
}

function repeat(self: PyObject, count: PyObject): Result {
  const times = toIndex(count, "OverflowError");
  if (times === undefined) return undefined;
  const text = exact(self);
  if (times > 0 && strLength(text) * times > MAX_LENGTH) return raise(memoryError(""));
  return strRepeat(text, times);
}

function compare(self: PyObject, other: PyObject): number | undefined {
  const text = strOf(other);
  return text === undefined ? undefined : compareStrs(exact(self), text);
}

function encode(self: PyObject, encoding: PyObject, errors: PyObject): PyObject {
  return makeBytes(encodeText(exact(self), encodeName("encoding", encoding), encodeName("errors", errors)));
}

function encodeName(parameter: string, value: PyObject): string {
  const text = strOf(value);
  if (text === undefined) throw badArgument("encode", `argument '${parameter}'`, "str", value);
  return utf16Of(text);
}

/** A method that asks each character. */
function test(doc: string, body: (point: number) => boolean) {
  return method("($self, /)", doc, (self: PyObject) => everyPoint(exact(self), body));
}

/** islower, isupper: at least one such character and none of the other cases. */
function hasCase(
  self: PyObject,
  wanted: (point: number) => boolean,
  refused: (point: number) => boolean,
): boolean {
  const text = exact(self);
  let found = false;
  for (let i = 0; i < strLength(text); i++) {
    const point = codePointAt(text, i);
    if (refused(point)) return false;
    found ||= wanted(point);
  }
  return found;
}

function isIdentifier(self: PyObject): boolean {
  const text = exact(self);
  if (strLength(text) === 0 || !isIdentifierStart(codePointAt(text, 0))) return false;
  return everyPoint(text, isIdentifierContinue);
}

/** CPython's size in bytes: a header, and 1, 2 or 4 bytes for each character and the terminator. */
function sizeOf(self: PyObject): number {
  const text = exact(self);
  const length = strLength(text) + 1;
  if (isAscii(text)) return 40 + length;
  let widest = 0;
  for (let i = 0; i < length - 1; i++) widest = Math.max(widest, codePointAt(text, i));
  return 56 + length * (widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4);
}

// Instances that are PyStr carry their type as any heap object does.
Object.defineProperty(PyStr.prototype, "cls", {
  value: strType,
  writable: true,
  configurable: true,
  enumerable: false,
});

defineType("str", {
  shell: strType,
  flags: TypeFlag.MATCH_SELF,
  signature: "(object=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)",
  doc: `str(object='') -> str
str(bytes_or_buffer[, encoding[, errors]]) -> str

The text of an object: what its __str__() answers, or its repr(). With an encoding or an error handler, the text that
a bytes-like object encodes; encoding is then 'utf-8' and errors 'strict' if not given.`,
  slots: {
    __new__: newStr,
    __repr__: (self) => reprStr(exact(self)),
    __str__: exact,
    __hash__: (self) => hashStr(exact(self)),
    __len__: (self) => strLength(exact(self)),
    __iter__: (self) => iterateStr(exact(self)),
    __getitem__: getStrItem,
    __contains__: contains,
    concat,
    repeat,
    __mod__: modulo,
    __rmod__: (self, other) => modulo(other, self),
    ...orderedSlots<PyObject>(compare),
  },
  methods: {
    encode: method(
      "($self, /, encoding='utf-8', errors='strict')",
      `The text as bytes in some encoding.

  encoding
    Name of the codec.
  errors
    What to do about characters that the encoding lacks: 'strict' raises UnicodeEncodeError; 'ignore', 'replace',
    'xmlcharrefreplace' and any name registered with codecs.register_error are the others.`,
      encode,
    ),
    replace: method(
      "($self, old, new, /, count=-1)",
      `A copy with occurrences of old replaced by new.

  count
    How many at most, from the left; -1 means all.`,
      replace,
    ),
    split: method(
      "($self, /, sep=None, maxsplit=-1)",
      `A list of the words between separators.

  sep
    The separator; None splits at runs of white space and drops empty words.
  maxsplit
    How many splits at most, from the left; -1 means any number.`,
      split,
    ),
    rsplit: method(
      "($self, /, sep=None, maxsplit=-1)",
      `A list of the words between separators, split from the right.

  sep
    The separator; None splits at runs of white space and drops empty words.
  maxsplit
    How many splits at most, from the right; -1 means any number.`,
      splitFromEnd,
    ),
    join: method(
      "($self, iterable, /)",
      "The strings of an iterable put together, with this one between them.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'",
      join,
    ),
    capitalize: method(
      "($self, /)",
      "A copy with its first character in title case and the others lower.",
      capitalized,
    ),
    casefold: method("($self, /)", "A copy for comparison without regard to case.", fold),
    title: method(
      "($self, /)",
      "A copy in which words start with a titlecase letter and go on lower.",
      title,
    ),
    center: method(
      "($self, width, fillchar=' ', /)",
      "The text in the middle of a field of this width.",
      center,
    ),
    count: method(
      "($self, sub[, start[, end]], /)",
      "How often sub occurs in self[start:end] without overlap.",
      count,
    ),
    expandtabs: method(
      "($self, /, tabsize=8)",
      "A copy with tabs as spaces, up to the next multiple of tabsize columns.",
      expandTabs,
    ),
    find: method(
      "($self, sub[, start[, end]], /)",
      "The lowest index at which sub stands within self[start:end], -1 if it does not.",
      find,
    ),
    partition: method(
      "($self, sep, /)",
      `Three parts: before the first separator, the separator, after it.

If there is none: the text and two empty strings.`,
      partition,
    ),
    index: method(
      "($self, sub[, start[, end]], /)",
      "The lowest index at which sub stands within self[start:end].\n\nRaises ValueError if it does not.",
      index,
    ),
    ljust: method(
      "($self, width, fillchar=' ', /)",
      "The text at the left of a field of this width.",
      leftJustify,
    ),
    lower: method("($self, /)", "A copy in lower case.", lower),
    lstrip: method(
      "($self, chars=None, /)",
      "A copy without leading white space, or without leading characters that are in chars.",
      stripLeft,
    ),
    rfind: method(
      "($self, sub[, start[, end]], /)",
      "The highest index at which sub stands within self[start:end], -1 if it does not.",
      findLast,
    ),
    rindex: method(
      "($self, sub[, start[, end]], /)",
      "The highest index at which sub stands within self[start:end].\n\nRaises ValueError if it does not.",
      indexLast,
    ),
    rjust: method(
      "($self, width, fillchar=' ', /)",
      "The text at the right of a field of this width.",
      rightJustify,
    ),
    rstrip: method(
      "($self, chars=None, /)",
      "A copy without trailing white space, or without trailing characters that are in chars.",
      stripRight,
    ),
    rpartition: method(
      "($self, sep, /)",
      `Three parts: before the last separator, the separator, after it.

If there is none: two empty strings and the text.`,
      partitionLast,
    ),
    splitlines: method(
      "($self, /, keepends=False)",
      "A list of the lines, with their ends if keepends is true.",
      splitLines,
    ),
    strip: method(
      "($self, chars=None, /)",
      "A copy without white space at its ends, or without characters at its ends that are in chars.",
      strip,
    ),
    swapcase: method("($self, /)", "A copy with upper and lower case exchanged.", swapped),
    translate: method(
      "($self, table, /)",
      `A copy with each character replaced by what the table says.

  table
    Maps code points to code points, strings, or None to delete; a LookupError keeps the character.`,
      translate,
    ),
    upper: method("($self, /)", "A copy in upper case.", upper),
    startswith: method(
      "($self, prefix[, start[, end]], /)",
      "Whether self[start:end] starts with prefix, or with one of a tuple of prefixes.",
      startsWith,
    ),
    endswith: method(
      "($self, suffix[, start[, end]], /)",
      "Whether self[start:end] ends with suffix, or with one of a tuple of suffixes.",
      endsWith,
    ),
    removeprefix: method("($self, prefix, /)", "A copy without this prefix, if it has it.", removePrefix),
    removesuffix: method("($self, suffix, /)", "A copy without this suffix, if it has it.", removeSuffix),
    isascii: method(
      "($self, /)",
      "Whether all characters are ASCII; true for the empty string.",
      (self: PyObject) => isAscii(exact(self)),
    ),
    islower: method(
      "($self, /)",
      "Whether all cased characters are lower case and there is one.",
      (self: PyObject) => hasCase(self, isLower, (point) => isUpper(point) || isTitle(point)),
    ),
    isupper: method(
      "($self, /)",
      "Whether all cased characters are upper case and there is one.",
      (self: PyObject) => hasCase(self, isUpper, (point) => isLower(point) || isTitle(point)),
    ),
    istitle: method(
      "($self, /)",
      "Whether upper case stands only after uncased characters, lower case only after cased ones.",
      (self: PyObject) => isTitlecased(utf16Of(exact(self))),
    ),
    isspace: test("Whether all characters are white space and there is one.", isSpace),
    isdecimal: test("Whether all characters are decimal digits and there is one.", isDecimal),
    isdigit: test("Whether all characters are digits and there is one.", isDigit),
    isnumeric: test("Whether all characters are numeric and there is one.", isNumeric),
    isalpha: test("Whether all characters are letters and there is one.", isAlpha),
    isalnum: test("Whether all characters are letters or digits and there is one.", isAlnum),
    isidentifier: method(
      "($self, /)",
      "Whether the text could be an identifier. Keywords count too; keyword.iskeyword() knows them.",
      isIdentifier,
    ),
    isprintable: method(
      "($self, /)",
      "Whether repr() would show all characters as they are.",
      (self: PyObject) => exact(self) === "" || everyPoint(exact(self), isPrintable),
    ),
    zfill: method(
      "($self, width, /)",
      "The text with zeros on the left, behind its sign, up to this width.",
      zeroFill,
    ),
    format: method(
      "($self, /, *args, **kwargs)",
      "The text with its replacement fields, which stand in braces, filled from the arguments.",
      (self: PyObject, args: PyObject[], kwargs: Map<string, PyObject>) =>
        formatString(exact(self), args, kwargs),
    ),
    format_map: method(
      "($self, mapping, /)",
      "The text with its replacement fields, which stand in braces, filled from a mapping.",
      (self: PyObject, mapping: PyObject) => formatWithMapping(exact(self), mapping),
    ),
    __format__: method("($self, format_spec, /)", "The text as the format specification says.", formatStr),
    maketrans: staticMethod(
      "(x, y=<unrepresentable>, z=<unrepresentable>, /)",
      `A table for str.translate().

From one argument, a dict of code points or characters to code points, strings or None. From two strings of equal
length, each character of x maps to the one of y at its place; characters of a third string map to None.`,
      makeTranslation,
    ),
    __sizeof__: method("($self, /)", "Size in memory, in bytes.", sizeOf),
    __getnewargs__: method("($self, /)", null, (self: PyObject) => makeTuple([exact(self)])),
  },
});
