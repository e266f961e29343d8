/**
 * `BytesIO`: a binary stream in memory (CPython Modules/_io/bytesio.c).
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import { EXHAUSTED, type KeywordNames, type PyObject, type Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { typeName } from "../../kernel/type.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { PyByteArray } from "../../objects/bytearray.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { dictOf } from "../../objects/instance-dict.ts";
import { makeList } from "../../objects/list.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { forEach } from "../../protocols/iterate.ts";
import { toIndex } from "../../protocols/number.ts";
import { PyBufferedIOBase, bufferedIOBaseType, sizeArgument, writableBytes } from "./base.ts";

class PyBytesIO extends PyBufferedIOBase {
  bytes: Uint8Array = new Uint8Array(0);
  size = 0;
  position = 0;
  closed = false;
}

const bind = argumentBinder("BytesIO", "(initial_bytes=b'')");

function initialize(self: PyBytesIO, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bind(args, kwnames) as [PyObject | undefined] | undefined;
  if (bound === undefined) return undefined;
  const [initial] = bound;
  const bytes = initial === undefined || initial === None ? new Uint8Array(0) : toBytesLike(initial).slice();
  self.bytes = bytes;
  self.size = bytes.length;
  self.position = 0;
  self.closed = false;
  return None;
}

function check(self: PyBytesIO): void {
  if (self.closed) throw valueError("I/O operation on closed file.");
}

function take(self: PyBytesIO, count: number): Uint8Array {
  const start = Math.min(self.position, self.size);
  const end = count < 0 ? self.size : Math.min(start + count, self.size);
  if (end > start) self.position = end;
  return self.bytes.slice(start, end);
}

function read(self: PyBytesIO, size: PyObject): Result {
  check(self);
  return makeBytes(take(self, sizeArgument(size)));
}

function lineLength(self: PyBytesIO, limit: number): number {
  if (self.position >= self.size) return 0;
  const newline = self.bytes.subarray(0, self.size).indexOf(10, self.position);
  const length = (newline < 0 ? self.size : newline + 1) - self.position;
  return limit < 0 ? length : Math.min(length, limit);
}

function readline(self: PyBytesIO, size: PyObject): Result {
  check(self);
  return makeBytes(take(self, lineLength(self, sizeArgument(size))));
}

function write(self: PyBytesIO, data: PyObject): Result {
  check(self);
  if (typeof data === "string") throw typeError("a bytes-like object is required, not 'str'");
  const bytes = toBytesLike(data);
  if (bytes.length === 0) return 0;
  const end = self.position + bytes.length;
  reserve(self, end);
  self.bytes.set(bytes, self.position);
  self.size = Math.max(self.size, end);
  self.position = end;
  return bytes.length;
}

/** Make room; bytes between the old end and a position beyond it are zero. */
function reserve(self: PyBytesIO, size: number): void {
  if (size > self.bytes.length) {
    const larger = new Uint8Array(Math.max(size, self.bytes.length * 2));
    larger.set(self.bytes.subarray(0, self.size));
    self.bytes = larger;
  } else if (self.position > self.size) {
    self.bytes.fill(0, self.size, self.position);
  }
}

function seek(self: PyBytesIO, offset: PyObject, whence: PyObject): Result {
  check(self);
  const [to, how] = [must(toIndex(offset, "OverflowError")), must(toIndex(whence))];
  if (how === 0 && to < 0) throw valueError(`negative seek value ${to}`);
  if (how < 0 || how > 2) throw valueError(`invalid whence (${how}, should be 0, 1 or 2)`);
  self.position = Math.max(0, to + [0, self.position, self.size][how]!);
  return self.position;
}

function truncate(self: PyBytesIO, size: PyObject): Result {
  check(self);
  const length = size === None ? self.position : must(toIndex(size, "OverflowError"));
  if (length < 0) throw valueError(`negative size value ${length}`);
  self.size = Math.min(self.size, length);
  return length;
}

function readlines(self: PyBytesIO, hint: PyObject): Result {
  check(self);
  const limit = sizeArgument(hint);
  const lines: PyObject[] = [];
  let total = 0;
  for (let length = lineLength(self, -1); length > 0; length = lineLength(self, -1)) {
    lines.push(makeBytes(take(self, length)));
    total += length;
    if (limit > 0 && total >= limit) break;
  }
  return makeList(lines);
}

function setState(self: PyBytesIO, state: PyObject): Result {
  if (!(state instanceof PyTuple) || state.items.length < 3) {
    throw typeError(`BytesIO.__setstate__ argument should be 3-tuple, got ${typeName(state)}`);
  }
  const [bytes, position, dict] = state.items as [PyObject, PyObject, PyObject];
  must(initialize(self, [bytes], undefined));
  self.position = must(toIndex(position));
  if (dict !== None)
    for (const [key, value] of (dict as never as ReturnType<typeof dictOf>)!.entriesArray())
      must(dictOf(self)!.set(key, value));
  return None;
}

export const bytesIOType = defineType("BytesIO", {
  instance: PyBytesIO,
  base: bufferedIOBaseType,
  module: "_io",
  signature: "(initial_bytes=b'')",
  doc: "A binary stream in memory.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize,
    __next__: (self: PyBytesIO) => {
      check(self);
      const length = lineLength(self, -1);
      return length === 0 ? EXHAUSTED : makeBytes(take(self, length));
    },
  },
  methods: {
    read: method("($self, size=-1, /)", "Read up to size bytes.", read),
    read1: method("($self, size=-1, /)", "Read up to size bytes.", read),
    readline: method("($self, size=-1, /)", "Read one line.", readline),
    readlines: method("($self, size=None, /)", "The lines in a list.", readlines),
    readinto: method("($self, buffer, /)", "Read into a buffer.", (self: PyBytesIO, buffer) => {
      check(self);
      const target = writableBytes(buffer);
      const bytes = take(self, target.length);
      target.set(bytes);
      return bytes.length;
    }),
    write: method("($self, b, /)", "Write bytes.", write),
    writelines: method("($self, lines, /)", "Write a list of lines.", (self: PyBytesIO, lines) => {
      check(self);
      const ended = forEach(lines, (line) => (write(self, line) === undefined ? undefined : true));
      return ended === undefined ? undefined : None;
    }),
    seek: method("($self, pos, whence=0, /)", "Move to a position.", seek),
    tell: method("($self, /)", "The position.", (self: PyBytesIO) => {
      check(self);
      return self.position;
    }),
    truncate: method("($self, size=None, /)", "Cut off at a size.", truncate),
    getvalue: method("($self, /)", "All bytes in the stream.", (self: PyBytesIO) => {
      check(self);
      return makeBytes(self.bytes.slice(0, self.size));
    }),
    getbuffer: method("($self, /)", "A view of the bytes in the stream.", (self: PyBytesIO) => {
      check(self);
      self.bytes = self.bytes.slice(0, self.size);
      const buffer = new PyByteArray(self.bytes);
      return buffer.cls.slots.__buffer__!(buffer, 1);
    }),
    close: method("($self, /)", "Free the memory.", (self: PyBytesIO) => {
      self.closed = true;
      self.bytes = new Uint8Array(0);
      self.size = 0;
      return None;
    }),
    closed: getset(null, (self: PyBytesIO) => self.closed),
    flush: method("($self, /)", "Does nothing.", (self: PyBytesIO) => {
      check(self);
      return None;
    }),
    isatty: method("($self, /)", "Always False.", (self: PyBytesIO) => {
      check(self);
      return false;
    }),
    ...Object.fromEntries(
      ["readable", "writable", "seekable"].map((text) => [
        text,
        method("($self, /)", "Always True.", (self: PyBytesIO) => {
          check(self);
          return true;
        }),
      ]),
    ),
    __getstate__: method("($self, /)", null, (self: PyBytesIO) => {
      check(self);
      const dict = dictOf(self);
      const attributes = dict === null || dict.size === 0 ? None : dict.copy();
      return makeTuple([makeBytes(self.bytes.slice(0, self.size)), self.position, attributes]);
    }),
    __setstate__: method("($self, state, /)", null, setState),
  },
});
