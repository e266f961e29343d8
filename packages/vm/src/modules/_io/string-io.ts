/**
 * `StringIO`: a text stream in memory (CPython Modules/_io/stringio.c).
 *
 * The text is an array of code points' worth of UTF-16 only as long as it is plain; positions count characters, so a
 * text with surrogates is kept as an array of characters.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import { EXHAUSTED, type KeywordNames, type PyObject, type Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import type { PyStr } from "../../kernel/text.ts";
import { strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { isInstance, strType, typeName } from "../../kernel/type.ts";
import { dictOf } from "../../objects/instance-dict.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { toIndex } from "../../protocols/number.ts";
import { exactStr } from "../../protocols/repr.ts";
import { PyTextIOBase, sizeArgument, textIOBaseType, unsupported } from "./base.ts";
import { type NewlineMode, NewlineTranslator, endOfLine, newlineMode } from "./newlines.ts";

class PyStringIO extends PyTextIOBase {
  /** The text while nothing but appending happened: pieces not joined yet. */
  pieces: string[] = [];
  text = "";
  /** In characters. */
  position = 0;
  length = 0;
  newline: NewlineMode = newlineMode("\n");
  translator: NewlineTranslator | null = null;
  closed = false;
}

const SURROGATE = /[\ud800-\udfff]/;
const characterCount = (text: string): number =>
  SURROGATE.test(text) ? Array.from(text).length : text.length;

function slice(text: string, start: number, end: number): string {
  return SURROGATE.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

function settle(self: PyStringIO): string {
  if (self.pieces.length > 0) {
    self.text += self.pieces.join("");
    self.pieces = [];
  }
  return self.text;
}

function check(self: PyStringIO): void {
  if (self.closed) throw valueError("I/O operation on closed file");
}

const bind = argumentBinder("StringIO", "(initial_value='', newline='\\n')");

function initialize(self: PyStringIO, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bind(args, kwnames) as [PyObject, PyObject | undefined] | undefined;
  if (bound === undefined) return undefined;
  const [initial, newline = "\n"] = bound;
  if (initial !== None && !isInstance(initial, strType)) {
    throw typeError(`initial_value must be str or None, not ${typeName(initial)}`);
  }
  self.newline = newlineMode(newline);
  self.translator = self.newline.universal ? new NewlineTranslator(self.newline.translate) : null;
  self.pieces = [];
  self.text = "";
  self.length = 0;
  self.position = 0;
  self.closed = false;
  if (initial !== None) writeText(self, utf16Of(exactStr(initial) as string | PyStr));
  self.position = 0;
  return None;
}

function writeText(self: PyStringIO, given: string): void {
  let text = self.translator === null ? given : self.translator.push(given, true);
  if (self.newline.writeEnding !== "\n") text = text.replaceAll("\n", self.newline.writeEnding);
  const count = characterCount(text);
  if (count === 0) return;
  if (self.position === self.length) {
    self.pieces.push(text);
  } else {
    const old = settle(self);
    const gap = "\0".repeat(Math.max(0, self.position - self.length));
    self.text = slice(old, 0, self.position) + gap + text + slice(old, self.position + count, Infinity);
  }
  self.position += count;
  self.length = Math.max(self.length, self.position);
}

function write(self: PyStringIO, text: PyObject): Result {
  check(self);
  if (!isInstance(text, strType)) throw typeError(`string argument expected, got '${typeName(text)}'`);
  const given = utf16Of(exactStr(text) as string | PyStr);
  writeText(self, given);
  return characterCount(given);
}

function take(self: PyStringIO, count: number): string {
  const text = slice(settle(self), self.position, count < 0 ? Infinity : self.position + count);
  self.position += characterCount(text);
  return text;
}

function readLine(self: PyStringIO, limit: number): string {
  const text = settle(self);
  if (self.position >= self.length) return "";
  const start = SURROGATE.test(text) ? slice(text, 0, self.position).length : self.position;
  const end = endOfLine(text, start, self.newline.translate ? "\n" : self.newline.readEnding);
  const line = text.slice(start, end < 0 ? undefined : end);
  const limited = limit < 0 ? line : slice(line, 0, limit);
  self.position += characterCount(limited);
  return limited;
}

function seek(self: PyStringIO, offset: PyObject, whence: PyObject): Result {
  check(self);
  const [to, how] = [must(toIndex(offset, "OverflowError")), must(toIndex(whence))];
  if (how < 0 || how > 2) throw valueError(`Invalid whence (${how}, should be 0, 1 or 2)`);
  if (how === 0 && to < 0) throw valueError(`Negative seek position ${to}`);
  if (how !== 0 && to !== 0) throw unsupported("Can't do nonzero cur-relative seeks");
  self.position = how === 0 ? to : how === 1 ? self.position : self.length;
  return self.position;
}

function truncate(self: PyStringIO, size: PyObject): Result {
  check(self);
  const length = size === None ? self.position : must(toIndex(size));
  if (length < 0) throw valueError(`Negative size value ${length}`);
  if (length < self.length) {
    self.text = slice(settle(self), 0, length);
    self.length = length;
  }
  return length;
}

function setState(self: PyStringIO, state: PyObject): Result {
  if (!(state instanceof PyTuple) || state.items.length < 4) {
    throw typeError(`StringIO.__setstate__ argument should be 4-tuple, got ${typeName(state)}`);
  }
  const [initial, newline, position] = state.items as [PyObject, PyObject, PyObject];
  must(initialize(self, ["", newline], undefined));
  const text = utf16Of(exactStr(initial) as string | PyStr);
  self.text = text;
  self.length = characterCount(text);
  self.position = must(toIndex(position));
  return None;
}

export const stringIOType = defineType("StringIO", {
  instance: PyStringIO,
  base: textIOBaseType,
  module: "_io",
  signature: "(initial_value='', newline='\\n')",
  doc: "A text stream in memory.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize,
    __next__: (self: PyStringIO) => {
      check(self);
      const line = readLine(self, -1);
      return line === "" ? EXHAUSTED : strFromUtf16(line);
    },
  },
  methods: {
    getvalue: method("($self, /)", "All the text.", (self: PyStringIO) => {
      check(self);
      return strFromUtf16(settle(self));
    }),
    read: method("($self, size=-1, /)", "Read up to size characters.", (self: PyStringIO, size) => {
      check(self);
      return strFromUtf16(take(self, sizeArgument(size)));
    }),
    readline: method("($self, size=-1, /)", "Read one line.", (self: PyStringIO, size) => {
      check(self);
      return strFromUtf16(readLine(self, sizeArgument(size)));
    }),
    write: method("($self, s, /)", "Write a string; answers its length.", write),
    seek: method("($self, pos, whence=0, /)", "Move to a position.", seek),
    tell: method("($self, /)", "The position.", (self: PyStringIO) => {
      check(self);
      return self.position;
    }),
    truncate: method("($self, pos=None, /)", "Cut off at a position.", truncate),
    close: method("($self, /)", "Free the memory.", (self: PyStringIO) => {
      self.closed = true;
      self.text = "";
      self.pieces = [];
      return None;
    }),
    closed: getset(null, (self: PyStringIO) => self.closed),
    ...Object.fromEntries(
      ["readable", "writable", "seekable"].map((text) => [
        text,
        method("($self, /)", "Always True.", (self: PyStringIO) => {
          check(self);
          return true;
        }),
      ]),
    ),
    line_buffering: getset(null, (self: PyStringIO) => {
      check(self);
      return false;
    }),
    newlines: getset(null, (self: PyStringIO) => {
      check(self);
      return self.translator?.newlines ?? None;
    }),
    __getstate__: method("($self, /)", null, (self: PyStringIO) => {
      check(self);
      const dict = dictOf(self);
      const newline = self.newline.argument === null ? None : self.newline.argument;
      return makeTuple([
        strFromUtf16(settle(self)),
        newline,
        self.position,
        dict === null ? None : dict.copy(),
      ]);
    }),
    __setstate__: method("($self, state, /)", null, setState),
  },
});
