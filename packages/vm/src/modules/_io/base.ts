/**
 * `_IOBase`, `_RawIOBase`, `_BufferedIOBase`, `_TextIOBase`: what all streams share, in terms of their own methods
 * (CPython Modules/_io/iobase.c).
 *
 * Native streams keep `closed` as state; subclasses in Python may define anything anew, so that shared methods call
 * `self.read()` and the like through Python.
 */
import { dictAttribute } from "../../objects/instance-dict.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import {
  type ExceptionName,
  type PyBaseException,
  exceptionTypes,
  isInstanceOfException,
  makeException,
} from "../../kernel/exceptions.ts";
import { initializeClass, linkSubclasses } from "../../kernel/class-attributes.ts";
import { computeMro } from "../../kernel/mro.ts";
import { EXHAUSTED, type HeapObject, type PyObject, type Result } from "../../kernel/object.ts";
import {
  UNWINDING,
  caughtException,
  must,
  pendingException,
  raiseCaught,
  typeError,
  valueError,
} from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { isTrue } from "../../kernel/truth.ts";
import { type PyType, TypeFlag, createTypeShell, typeName } from "../../kernel/type.ts";
import { bytesLikeOf, writableBytesOf } from "../../objects/buffer.ts";
import { PyByteArray } from "../../objects/bytearray.ts";
import { PyBytes, makeBytes } from "../../objects/bytes.ts";
import { makeList } from "../../objects/list.ts";
import { getAttribute, getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { forEach } from "../../protocols/iterate.ts";
import { length } from "../../protocols/sequence.ts";
import { toIndex } from "../../protocols/number.ts";

/** Layout of every stream. */
export class PyIOBase implements HeapObject {
  declare readonly cls: PyType;
  /** `_IOBase`'s own idea of being closed; native streams override `closed`. */
  closedFlag = false;
}

/** `io.UnsupportedOperation(OSError, ValueError)`. */
export const unsupportedOperationType: PyType = makeUnsupportedOperation();

function makeUnsupportedOperation(): PyType {
  const type = createTypeShell("UnsupportedOperation", { base: exceptionTypes.OSError });
  type.bases = [exceptionTypes.OSError, exceptionTypes.ValueError];
  type.mro = computeMro(type, type.bases);
  type.module = "io";
  type.flags |= TypeFlag.BASE;
  type.attrs.set("__doc__", None);
  type.attrs.set("__module__", "io");
  linkSubclasses(type);
  initializeClass(type);
  return type;
}

/** The error for what a stream cannot do. */
export function unsupported(message: string): PyBaseException {
  return makeException(unsupportedOperationType, [message]);
}

const name = attributeName;

export function isClosed(self: PyObject): boolean {
  return must(isTrue(must(getAttribute(self, name("closed")))));
}

export function checkClosed(self: PyObject, message = "I/O operation on closed file."): void {
  if (isClosed(self)) throw valueError(message);
}

/** A size argument: None and negative mean everything. */
export function sizeArgument(size: PyObject): number {
  if (size === None) return -1;
  if (typeof size === "object" && size.cls.slots.__index__ === undefined) {
    throw typeError(`argument should be integer or None, not '${typeName(size)}'`);
  }
  return must(toIndex(size, "OverflowError"));
}

/** Run something; answers null when it raised an exception of this type, which is forgotten. */
export function unless(type: ExceptionName, body: () => Result): PyObject | null {
  let result: Result;
  try {
    result = body();
  } catch (error) {
    result = raiseCaught(error);
  }
  if (result !== undefined) return result;
  if (!isInstanceOfException(pendingException(), exceptionTypes[type])) throw UNWINDING;
  rt.pending = null;
  return null;
}

function checkCapability(capability: "seekable" | "readable" | "writable") {
  const message = {
    seekable: "File or stream is not seekable.",
    readable: "File or stream is not readable.",
    writable: "File or stream is not writable.",
  }[capability];
  return method("($self, /, *args)", null, (self: PyObject) => {
    const answer = must(callMethod(self, name(capability), []));
    if (!must(isTrue(answer))) throw unsupported(message);
    return answer;
  });
}

/** The last that becomes of a stream: it is closed; what goes wrong is nobody's any more (iobase_finalize). */
function finalize(self: PyObject): Result {
  try {
    const closed = must(getAttribute(self, name("closed")));
    if (!must(isTrue(closed))) must(callMethod(self, name("close"), []));
  } catch (caught) {
    caughtException(caught);
  }
  return None;
}

function closeBase(self: PyIOBase): Result {
  if (self.closedFlag) return None;
  try {
    must(callMethod(self, name("flush"), []));
  } finally {
    self.closedFlag = true;
  }
  return None;
}

/** A line by way of `peek()` where there is one, else byte by byte. */
function readline(self: PyObject, size: PyObject): Result {
  const limit = sizeArgument(size);
  const peek = must(getAttributeOrAbsent(self, name("peek")));
  const parts: number[] = [];
  while (limit < 0 || parts.length < limit) {
    const count = peek === null ? 1 : readaheadCount(self, limit < 0 ? Infinity : limit - parts.length);
    const chunk = must(callMethod(self, name("read"), [count]));
    if (!(chunk instanceof PyBytes)) {
      throw makeException(exceptionTypes.OSError, [
        `read() should have returned a bytes object, not '${typeName(chunk)}'`,
      ]);
    }
    if (chunk.bytes.length === 0) break;
    parts.push(...chunk.bytes);
    if (parts[parts.length - 1] === 10) break;
  }
  return makeBytes(Uint8Array.from(parts));
}

function readaheadCount(self: PyObject, most: number): number {
  const ahead = must(callMethod(self, name("peek"), [1]));
  if (!(ahead instanceof PyBytes)) {
    throw makeException(exceptionTypes.OSError, [
      `peek() should have returned a bytes object, not '${typeName(ahead)}'`,
    ]);
  }
  if (ahead.bytes.length === 0) return 1;
  const newline = ahead.bytes.indexOf(10);
  return Math.min(newline < 0 ? ahead.bytes.length : newline + 1, most);
}

function nextLine(self: PyObject): PyObject | typeof EXHAUSTED | undefined {
  const line = callMethod(self, name("readline"), []);
  if (line === undefined) return undefined;
  const size = length(line);
  if (size === undefined) return undefined;
  return size === 0 ? EXHAUSTED : line;
}

function readlines(self: PyObject, hint: PyObject): Result {
  const limit = hint === None ? 0 : must(toIndex(hint));
  const lines: PyObject[] = [];
  let total = 0;
  const ended = forEach(self, (line) => {
    lines.push(line);
    if (limit <= 0) return true;
    total += must(length(line));
    return total < limit;
  });
  return ended === undefined ? undefined : makeList(lines);
}

function writelines(self: PyObject, lines: PyObject): Result {
  checkClosed(self);
  const ended = forEach(lines, (line) =>
    callMethod(self, name("write"), [line]) === undefined ? undefined : true,
  );
  return ended === undefined ? undefined : None;
}

export const ioBaseType = defineType("_IOBase", {
  instance: PyIOBase,
  module: "_io",
  hasDict: true,
  hasWeakref: true,
  doc: "The abstract base class of all I/O classes.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: () => None,
    __iter__: (self) => {
      checkClosed(self);
      return self;
    },
    __next__: nextLine,
  },
  methods: {
    __dict__: dictAttribute,
    seek: method("($self, offset, whence=0, /)", "Change the stream position.", () => {
      throw unsupported("seek");
    }),
    tell: method("($self, /)", "The current stream position.", (self) =>
      callMethod(self, name("seek"), [0, 1]),
    ),
    truncate: method("($self, size=None, /)", "Truncate the file.", () => {
      throw unsupported("truncate");
    }),
    flush: method("($self, /)", "Write out what is buffered.", (self) => {
      checkClosed(self);
      return None;
    }),
    close: method("($self, /)", "Flush and close.", closeBase),
    closed: getset(null, (self: PyIOBase) => self.closedFlag),
    seekable: method("($self, /)", "Whether random access is possible.", () => false),
    readable: method("($self, /)", "Whether reading is possible.", () => false),
    writable: method("($self, /)", "Whether writing is possible.", () => false),
    _checkClosed: method("($self, /, *args)", null, (self) => {
      checkClosed(self);
      return None;
    }),
    _checkSeekable: checkCapability("seekable"),
    _checkReadable: checkCapability("readable"),
    _checkWritable: checkCapability("writable"),
    fileno: method("($self, /)", "The underlying file descriptor.", () => {
      throw unsupported("fileno");
    }),
    isatty: method("($self, /)", "Whether the stream is a terminal.", (self) => {
      checkClosed(self);
      return false;
    }),
    __del__: method("($self, /)", "Called prior to deallocation.", finalize),
    __enter__: method("($self, /)", null, (self) => {
      checkClosed(self);
      return self;
    }),
    __exit__: method("($self, /, *args)", null, (self) => callMethod(self, name("close"), [])),
    readline: method("($self, size=-1, /)", "Read one line.", readline),
    readlines: method("($self, hint=-1, /)", "The lines of the stream in a list.", readlines),
    writelines: method("($self, lines, /)", "Write a list of lines.", writelines),
  },
});

// ---- raw streams

export class PyRawIOBase extends PyIOBase {}

function readRaw(self: PyObject, size: PyObject): Result {
  const count = sizeArgument(size);
  if (count < 0) return callMethod(self, name("readall"), []);
  const buffer = new PyByteArray(new Uint8Array(count));
  const read = must(callMethod(self, name("readinto"), [buffer]));
  if (read === None) return None;
  const filled = must(toIndex(read));
  if (filled < 0 || filled > count) {
    throw valueError(`readinto returned ${filled} outside buffer size ${count}`);
  }
  return makeBytes(buffer.view().slice(0, filled));
}

const CHUNK = 8192;

function readAllRaw(self: PyObject): Result {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = must(callMethod(self, name("read"), [CHUNK]));
    if (chunk === None) {
      if (chunks.length === 0) return None;
      break;
    }
    if (!(chunk instanceof PyBytes)) throw typeError("read() should return bytes");
    if (chunk.bytes.length === 0) break;
    chunks.push(chunk.bytes);
  }
  return makeBytes(joinBytes(chunks));
}

export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

export const rawIOBaseType = defineType("_RawIOBase", {
  instance: PyRawIOBase,
  base: ioBaseType,
  module: "_io",
  doc: "Base class of raw binary streams.",
  methods: {
    read: method("($self, size=-1, /)", "Read up to size bytes.", readRaw),
    readall: method("($self, /)", "Read until the end.", readAllRaw),
    readinto: method("($self, buffer, /)", "Read into a buffer.", () => {
      throw unsupported("readinto");
    }),
    write: method("($self, b, /)", "Write bytes.", () => {
      throw unsupported("write");
    }),
  },
});

// ---- buffered streams

export class PyBufferedIOBase extends PyIOBase {}

/** Read into a buffer by way of `read` or `read1`. */
export function readIntoBy(method: "read" | "read1") {
  return (self: PyObject, buffer: PyObject): Result => {
    const target = writableBytes(buffer);
    const data = must(callMethod(self, name(method), [target.length]));
    const bytes = bytesLikeOf(data);
    if (bytes === null) throw typeError("read() should return bytes");
    if (bytes.length > target.length) {
      throw valueError(
        `read() returned too much data: ${target.length} bytes requested, ${bytes.length} returned`,
      );
    }
    target.set(bytes);
    return bytes.length;
  };
}

/** The memory of a writable buffer argument. */
export function writableBytes(buffer: PyObject): Uint8Array {
  const bytes = writableBytesOf(buffer);
  if (bytes === null) {
    throw typeError(`readinto() argument must be read-write bytes-like object, not ${typeName(buffer)}`);
  }
  return bytes;
}

export const bufferedIOBaseType = defineType("_BufferedIOBase", {
  instance: PyBufferedIOBase,
  base: ioBaseType,
  module: "_io",
  doc: "Base class of buffered binary streams.",
  methods: {
    detach: method("($self, /)", "Separate the raw stream.", () => {
      throw unsupported("detach");
    }),
    read: method("($self, size=-1, /)", "Read up to size bytes.", () => {
      throw unsupported("read");
    }),
    read1: method("($self, size=-1, /)", "Read with at most one raw read.", () => {
      throw unsupported("read1");
    }),
    readinto: method("($self, buffer, /)", "Read into a buffer.", readIntoBy("read")),
    readinto1: method(
      "($self, buffer, /)",
      "Read into a buffer with at most one raw read.",
      readIntoBy("read1"),
    ),
    write: method("($self, b, /)", "Write bytes.", () => {
      throw unsupported("write");
    }),
  },
});

// ---- text streams

export class PyTextIOBase extends PyIOBase {}

export const textIOBaseType = defineType("_TextIOBase", {
  instance: PyTextIOBase,
  base: ioBaseType,
  module: "_io",
  doc: "Base class of text streams.",
  methods: {
    detach: method("($self, /)", "Separate the buffer.", () => {
      throw unsupported("detach");
    }),
    read: method("($self, size=-1, /)", "Read up to size characters.", () => {
      throw unsupported("read");
    }),
    readline: method("($self, size=-1, /)", "Read one line.", () => {
      throw unsupported("readline");
    }),
    write: method("($self, s, /)", "Write a string.", () => {
      throw unsupported("write");
    }),
    encoding: getset("The encoding.", () => None),
    errors: getset("The error handler.", () => None),
    newlines: getset("The kinds of line endings seen so far.", () => None),
  },
});
