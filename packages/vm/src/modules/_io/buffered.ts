/**
 * `BufferedReader`, `BufferedWriter`, `BufferedRandom`, `BufferedRWPair` (CPython Modules/_io/bufferedio.c).
 *
 * One state serves the three streams over one raw stream: bytes read ahead and not yet asked for, or bytes written
 * and not yet passed on. A FileIO is read and written directly; any other raw stream through its Python methods.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { type Entry, defineType, getset, method } from "../../kernel/define.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import { EXHAUSTED, type KeywordNames, type PyObject, type Result } from "../../kernel/object.ts";
import { must, runtimeError, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import type { PyStr } from "../../kernel/text.ts";
import { utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { PyByteArray } from "../../objects/bytearray.ts";
import { PyBytes, makeBytes } from "../../objects/bytes.ts";
import { getAttribute, getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { toIndex } from "../../protocols/number.ts";
import { exactStr, repr } from "../../protocols/repr.ts";
import {
  PyBufferedIOBase,
  bufferedIOBaseType,
  joinBytes,
  sizeArgument,
  unsupported,
  writableBytes,
} from "./base.ts";
import {
  PyFileIO,
  fileIOType,
  isSeekable,
  readAllBytes,
  readBytes,
  seekFile,
  writeBytes,
} from "./file-io.ts";

export const DEFAULT_BUFFER_SIZE = 131072;
const NOTHING = new Uint8Array(0);
const name = attributeName;

export class PyBuffered extends PyBufferedIOBase {
  /** null before `__init__` and after detach(). */
  raw: PyObject | null = null;
  detached = false;
  bufferSize = DEFAULT_BUFFER_SIZE;
  /** Read from the raw stream; what is before `aheadAt` is consumed. */
  ahead: Uint8Array = NOTHING;
  aheadAt = 0;
  pending: Uint8Array[] = [];
  pendingSize = 0;
}

// ---- the raw stream

export function rawOf(self: PyBuffered): PyObject {
  if (self.raw !== null) return self.raw;
  throw valueError(self.detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
}

function isClosed(self: PyBuffered): boolean {
  const raw = rawOf(self);
  if (raw instanceof PyFileIO && raw.cls === fileIOType) return raw.fd < 0;
  return must(isTrue(must(getAttribute(raw, name("closed")))));
}

function checkOpen(self: PyBuffered, message: string): PyObject {
  const raw = rawOf(self);
  if (isClosed(self)) throw valueError(message);
  return raw;
}

/** One raw read; null when the stream would block. */
function rawRead(raw: PyObject, count: number): Uint8Array | null {
  if (raw instanceof PyFileIO && raw.cls === fileIOType) return readBytes(raw, count);
  const buffer = new PyByteArray(new Uint8Array(count));
  const filled = must(callMethod(raw, name("readinto"), [buffer]));
  if (filled === None) return null;
  const size = must(toIndex(filled));
  if (size < 0 || size > count) {
    throw makeException(exceptionTypes.OSError, [
      `raw readinto() returned invalid length ${size} (should have been between 0 and ${count})`,
    ]);
  }
  return buffer.view().slice(0, size);
}

function rawWrite(raw: PyObject, bytes: Uint8Array): number {
  if (raw instanceof PyFileIO && raw.cls === fileIOType) return writeBytes(raw, bytes);
  const written = must(callMethod(raw, name("write"), [makeBytes(bytes)]));
  if (written === None)
    throw makeException(exceptionTypes.BlockingIOError, [11, "write could not complete without blocking", 0]);
  const size = must(toIndex(written));
  if (size < 0 || size > bytes.length) {
    throw makeException(exceptionTypes.OSError, [
      `raw write() returned invalid length ${size} (should have been between 0 and ${bytes.length})`,
    ]);
  }
  return size;
}

function rawSeek(raw: PyObject, offset: number, whence: number): number {
  if (raw instanceof PyFileIO && raw.cls === fileIOType) return seekFile(raw, offset, whence);
  const position = must(toIndex(must(callMethod(raw, name("seek"), [offset, whence])), "OverflowError"));
  if (position < 0)
    throw makeException(exceptionTypes.OSError, [`Raw stream returned invalid position ${position}`]);
  return position;
}

// ---- reading

function takeAhead(self: PyBuffered, count: number): Uint8Array {
  const chunk = self.ahead.subarray(self.aheadAt, self.aheadAt + count);
  self.aheadAt += chunk.length;
  return chunk;
}

const aheadCount = (self: PyBuffered) => self.ahead.length - self.aheadAt;

/** Fill the empty read-ahead; answers false at the end of the stream (or when it would block). */
function fill(self: PyBuffered, raw: PyObject): boolean {
  const chunk = rawRead(raw, self.bufferSize);
  self.ahead = chunk ?? NOTHING;
  self.aheadAt = 0;
  return chunk !== null && chunk.length > 0;
}

/** `count` bytes, fewer only at the end; −1: everything. null: nothing yet on a stream that would block. */
function readUpTo(self: PyBuffered, raw: PyObject, count: number): Uint8Array | null {
  if (count >= 0 && count <= aheadCount(self)) return takeAhead(self, count);
  const chunks = [takeAhead(self, aheadCount(self))];
  if (count < 0) {
    const rest = readRest(raw);
    if (rest === null && chunks[0]!.length === 0) return null;
    return joinBytes([chunks[0]!, rest ?? NOTHING]);
  }
  let wanted = count - chunks[0]!.length;
  while (wanted > 0) {
    // Whole buffers go straight to the caller; the last piece is read ahead.
    const direct = wanted - (wanted % self.bufferSize);
    const chunk = direct > 0 ? rawRead(raw, direct) : fill(self, raw) ? takeAhead(self, wanted) : NOTHING;
    if (chunk === null && chunks.every((known) => known.length === 0)) return null;
    if (chunk === null || chunk.length === 0) break;
    chunks.push(chunk);
    wanted -= chunk.length;
  }
  return joinBytes(chunks);
}

function readRest(raw: PyObject): Uint8Array | null {
  if (raw instanceof PyFileIO && raw.cls === fileIOType) return readAllBytes(raw);
  const readall = must(getAttributeOrAbsent(raw, name("readall")));
  if (readall !== null) {
    const data = must(callMethod(raw, name("readall"), []));
    if (data === None) return null;
    if (!(data instanceof PyBytes)) throw typeError("readall() should return bytes");
    return data.bytes;
  }
  const chunks: Uint8Array[] = [];
  for (;;) {
    const data = must(callMethod(raw, name("read"), []));
    if (data === None) return chunks.length === 0 ? null : joinBytes(chunks);
    if (!(data instanceof PyBytes)) throw typeError("read() should return bytes");
    if (data.bytes.length === 0) return joinBytes(chunks);
    chunks.push(data.bytes);
  }
}

function bytesOrNone(bytes: Uint8Array | null): PyObject {
  return bytes === null ? None : makeBytes(bytes.slice());
}

function read(self: PyBuffered, size: PyObject): Result {
  const raw = checkOpen(self, "read of closed file");
  const count = sizeArgument(size);
  if (count < -1) throw valueError("read length must be non-negative or -1");
  flushPending(self);
  // A whole file, as it comes from the raw stream.
  if (count < 0 && aheadCount(self) === 0) {
    const bytes = readRest(raw);
    return bytes === null ? None : makeBytes(bytes);
  }
  return bytesOrNone(readUpTo(self, raw, count));
}

function read1(self: PyBuffered, size: PyObject): Result {
  const raw = checkOpen(self, "read of closed file");
  let count = must(toIndex(size, "OverflowError"));
  if (count < 0) count = self.bufferSize;
  if (count === 0) return makeBytes(NOTHING);
  flushPending(self);
  if (aheadCount(self) === 0) fill(self, raw);
  return makeBytes(takeAhead(self, count).slice());
}

/** The next line up to `limit` bytes, straight from the read-ahead where it is whole there. */
export function readLineBytes(self: PyBuffered, limit: number): Uint8Array {
  const raw = checkOpen(self, "readline of closed file");
  flushPending(self);
  const chunks: Uint8Array[] = [];
  let left = limit < 0 ? Infinity : limit;
  while (left > 0) {
    if (aheadCount(self) === 0 && !fill(self, raw)) break;
    const newline = self.ahead.indexOf(10, self.aheadAt);
    const count = Math.min(left, newline < 0 ? aheadCount(self) : newline + 1 - self.aheadAt);
    chunks.push(takeAhead(self, count));
    left -= count;
    if (newline >= 0 && newline < self.aheadAt) break;
  }
  return chunks.length === 1 ? chunks[0]! : joinBytes(chunks);
}

function peek(self: PyBuffered): Result {
  const raw = checkOpen(self, "peek of closed file");
  flushPending(self);
  if (aheadCount(self) === 0) fill(self, raw);
  return makeBytes(self.ahead.slice(self.aheadAt));
}

function readInto(self: PyBuffered, buffer: PyObject): Result {
  const raw = checkOpen(self, "readinto of closed file");
  const target = writableBytes(buffer);
  flushPending(self);
  const bytes = readUpTo(self, raw, target.length);
  if (bytes === null) return None;
  target.set(bytes);
  return bytes.length;
}

// ---- writing

function write(self: PyBuffered, data: PyObject): Result {
  if (typeof data === "string") throw typeError("a bytes-like object is required, not 'str'");
  const raw = checkOpen(self, "write to closed file");
  const bytes = toBytesLike(data);
  writeBuffered(self, raw, bytes);
  return bytes.length;
}

/** Take over a copy of the bytes; pass them on when they are more than the buffer holds. */
export function writeBuffered(self: PyBuffered, raw: PyObject, bytes: Uint8Array): void {
  dropAhead(self, raw);
  self.pending.push(bytes.slice());
  self.pendingSize += bytes.length;
  if (self.pendingSize > self.bufferSize) flushPending(self);
}

/** Before writing, go back to where the reader is. */
function dropAhead(self: PyBuffered, raw: PyObject): void {
  const count = aheadCount(self);
  self.ahead = NOTHING;
  self.aheadAt = 0;
  if (count > 0) rawSeek(raw, -count, 1);
}

export function flushPending(self: PyBuffered): void {
  if (self.pendingSize === 0) return;
  const raw = rawOf(self);
  let bytes = self.pending.length === 1 ? self.pending[0]! : joinBytes(self.pending);
  self.pending = [];
  self.pendingSize = 0;
  try {
    while (bytes.length > 0) bytes = bytes.subarray(rawWrite(raw, bytes));
  } catch (error) {
    // What has not gone out stays for the next try.
    self.pending = [bytes];
    self.pendingSize = bytes.length;
    throw error;
  }
}

function flush(self: PyBuffered): Result {
  const raw = checkOpen(self, "flush of closed file");
  flushPending(self);
  if (!(raw instanceof PyFileIO && raw.cls === fileIOType)) must(callMethod(raw, name("flush"), []));
  return None;
}

// ---- position and life

function tell(self: PyBuffered): Result {
  const raw = rawOf(self);
  return rawSeek(raw, 0, 1) - aheadCount(self) + self.pendingSize;
}

function seek(self: PyBuffered, offset: PyObject, whence: PyObject): Result {
  const raw = checkOpen(self, "seek of closed file");
  const how = must(toIndex(whence));
  if (how < 0 || how > 2) throw valueError(`whence value ${how} unsupported`);
  if (!rawIs(self, raw, "seekable")) throw unsupported("File or stream is not seekable.");
  const target = must(toIndex(offset, "OverflowError"));
  flushPending(self);
  const correction = how === 1 ? aheadCount(self) : 0;
  const position = rawSeek(raw, target - correction, how);
  self.ahead = NOTHING;
  self.aheadAt = 0;
  return position;
}

function rawIs(_self: PyBuffered, raw: PyObject, capability: "seekable" | "readable" | "writable"): boolean {
  if (raw instanceof PyFileIO && raw.cls === fileIOType && capability === "seekable") return isSeekable(raw);
  return must(isTrue(must(callMethod(raw, name(capability), []))));
}

function close(self: PyBuffered): Result {
  const raw = rawOf(self);
  if (isClosed(self)) return None;
  try {
    must(callMethod(self, name("flush"), []));
  } finally {
    must(callMethod(raw, name("close"), []));
  }
  return None;
}

function detach(self: PyBuffered): Result {
  const raw = rawOf(self);
  must(callMethod(self, name("flush"), []));
  self.raw = null;
  self.detached = true;
  return raw;
}

function truncate(self: PyBuffered, size: PyObject): Result {
  const raw = rawOf(self);
  flushPending(self);
  const at = size === None ? must(tell(self)) : size;
  dropAhead(self, raw);
  return callMethod(raw, name("truncate"), [at]);
}

function initialize(typeLabel: string, capabilities: readonly ("readable" | "writable" | "seekable")[]) {
  const bind = argumentBinder(typeLabel, `(raw, buffer_size=${DEFAULT_BUFFER_SIZE})`);
  return (self: PyBuffered, args: PyObject[], kwnames: KeywordNames): Result => {
    const bound = bind(args, kwnames) as [PyObject, PyObject] | undefined;
    if (bound === undefined) return undefined;
    const [raw, size] = bound;
    const bufferSize = must(toIndex(size, "OverflowError"));
    if (bufferSize <= 0) throw valueError("buffer size must be strictly positive");
    for (const capability of capabilities) {
      if (!rawIs(self, raw, capability)) throw unsupported(`File or stream is not ${capability}.`);
    }
    self.raw = raw;
    self.detached = false;
    self.bufferSize = bufferSize;
    self.ahead = NOTHING;
    self.aheadAt = 0;
    self.pending = [];
    self.pendingSize = 0;
    return None;
  };
}

function reprBuffered(self: PyBuffered): Result {
  const type = `${self.cls.module}.${self.cls.name}`;
  if (self.raw === null) return `<${type}>`;
  const streamName = must(getAttributeOrAbsent(self.raw, name("name")));
  return streamName === null
    ? `<${type}>`
    : `<${type} name=${utf16Of(exactStr(must(repr(streamName))) as string | PyStr)}>`;
}

const passOn = (text: string, doc: string): Entry =>
  method("($self, /)", doc, (self: PyBuffered) => callMethod(rawOf(self), name(text), []));

const shared: Record<string, Entry> = {
  raw: getset("The raw stream.", (self: PyBuffered) => rawOf(self)),
  close: method("($self, /)", "Flush and close.", close),
  closed: getset("Whether the stream is closed.", (self: PyBuffered) => isClosed(self)),
  detach: method("($self, /)", "Separate the raw stream.", detach),
  flush: method("($self, /)", "Write out what is buffered.", flush),
  seek: method("($self, target, whence=0, /)", "Move to a position.", seek),
  tell: method("($self, /)", "The position.", tell),
  truncate: method("($self, pos=None, /)", "Set the size.", truncate),
  seekable: passOn("seekable", "Whether random access is possible."),
  fileno: passOn("fileno", "The file descriptor."),
  isatty: passOn("isatty", "Whether it is a terminal."),
  name: getset("The raw stream's name.", (self: PyBuffered) => getAttribute(rawOf(self), name("name"))),
  mode: getset("The raw stream's mode.", (self: PyBuffered) => getAttribute(rawOf(self), name("mode"))),
};

const reading: Record<string, Entry> = {
  read: method("($self, size=-1, /)", "Read up to size bytes.", read),
  read1: method("($self, size=-1, /)", "Read with at most one raw read.", read1),
  peek: method("($self, size=0, /)", "What is read ahead, without taking it.", peek),
  readinto: method("($self, buffer, /)", "Read into a buffer.", readInto),
  readinto1: method(
    "($self, buffer, /)",
    "Read into a buffer with at most one raw read.",
    (self: PyBuffered, buffer) => {
      const target = writableBytes(buffer);
      const chunk = must(read1(self, target.length)) as PyBytes;
      target.set(chunk.bytes);
      return chunk.bytes.length;
    },
  ),
  readline: method("($self, size=-1, /)", "Read one line.", (self: PyBuffered, size) =>
    makeBytes(readLineBytes(self, sizeArgument(size)).slice()),
  ),
  readable: passOn("readable", "Whether reading is possible."),
};

const writing: Record<string, Entry> = {
  write: method("($self, buffer, /)", "Write bytes.", write),
  writable: passOn("writable", "Whether writing is possible."),
};

function nextLine(self: PyBuffered) {
  const line = readLineBytes(self, -1);
  return line.length === 0 ? EXHAUSTED : makeBytes(line.slice());
}

export class PyBufferedReader extends PyBuffered {}
export class PyBufferedWriter extends PyBuffered {}
export class PyBufferedRandom extends PyBuffered {}

export const bufferedReaderType = defineType("BufferedReader", {
  instance: PyBufferedReader,
  base: bufferedIOBaseType,
  module: "_io",
  signature: `(raw, buffer_size=${DEFAULT_BUFFER_SIZE})`,
  doc: "A buffer for reading over a raw stream.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize("BufferedReader", ["readable"]),
    __repr__: reprBuffered,
    __next__: nextLine,
  },
  methods: { ...shared, ...reading },
});

export const bufferedWriterType = defineType("BufferedWriter", {
  instance: PyBufferedWriter,
  base: bufferedIOBaseType,
  module: "_io",
  signature: `(raw, buffer_size=${DEFAULT_BUFFER_SIZE})`,
  doc: "A buffer for writing over a raw stream.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize("BufferedWriter", ["writable"]),
    __repr__: reprBuffered,
  },
  methods: { ...shared, ...writing },
});

export const bufferedRandomType = defineType("BufferedRandom", {
  instance: PyBufferedRandom,
  base: bufferedIOBaseType,
  module: "_io",
  signature: `(raw, buffer_size=${DEFAULT_BUFFER_SIZE})`,
  doc: "A buffer for reading and writing over a raw stream with random access.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize("BufferedRandom", ["seekable", "readable", "writable"]),
    __repr__: reprBuffered,
    __next__: nextLine,
  },
  methods: { ...shared, ...reading, ...writing },
});

// ---- a pair of one reader and one writer

export class PyBufferedRWPair extends PyBufferedIOBase {
  reader: PyObject | null = null;
  writer: PyObject | null = null;
}

function initializePair(self: PyBufferedRWPair, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    throw typeError("BufferedRWPair() takes no keyword arguments");
  if (args.length < 2 || args.length > 3)
    throw typeError(`BufferedRWPair expected at least 2 arguments, got ${args.length}`);
  const [reader, writer, size = DEFAULT_BUFFER_SIZE] = args as [PyObject, PyObject, PyObject?];
  const readerInit = new PyBufferedReader();
  const writerInit = new PyBufferedWriter();
  must(bufferedReaderType.slots.__init__!(readerInit, [reader, size], undefined));
  must(bufferedWriterType.slots.__init__!(writerInit, [writer, size], undefined));
  self.reader = readerInit;
  self.writer = writerInit;
  return None;
}

function forward(which: "reader" | "writer", text: string): Entry {
  return method("($self, /, *args)", null, (self: PyBufferedRWPair, args: PyObject[]) => {
    const stream = self[which];
    if (stream === null) throw runtimeError("the BufferedRWPair object is being garbage-collected");
    return callMethod(stream, name(text), args);
  });
}

export const bufferedRWPairType = defineType("BufferedRWPair", {
  instance: PyBufferedRWPair,
  base: bufferedIOBaseType,
  module: "_io",
  doc: "A buffered reader and a buffered writer as one stream.",
  slots: { __new__: (type) => new type.JS(), __init__: initializePair },
  methods: {
    ...Object.fromEntries(
      ["read", "read1", "peek", "readinto", "readinto1", "readable"].map((m) => [m, forward("reader", m)]),
    ),
    ...Object.fromEntries(["write", "flush", "writable"].map((m) => [m, forward("writer", m)])),
    close: method("($self, /)", "Close both streams.", (self: PyBufferedRWPair) => {
      try {
        must(callMethod(self.writer!, name("close"), []));
      } finally {
        must(callMethod(self.reader!, name("close"), []));
      }
      return None;
    }),
    closed: getset(null, (self: PyBufferedRWPair) => getAttribute(self.writer!, name("closed"))),
    isatty: method("($self, /)", null, (self: PyBufferedRWPair) => {
      const writer = must(callMethod(self.writer!, name("isatty"), []));
      return must(isTrue(writer)) ? writer : callMethod(self.reader!, name("isatty"), []);
    }),
  },
});
