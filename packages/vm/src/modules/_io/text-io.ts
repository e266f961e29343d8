/**
 * `TextIOWrapper`: text over a buffered binary stream (CPython Modules/_io/textio.c).
 *
 * Reading: chunks of bytes are decoded, their line endings translated, and handed out from `decoded`. `tell()`
 * remembers the byte position and the bytes of the last chunk and finds out how many of them made the characters that
 * were handed out, by decoding them again one by one. Positions are plain byte offsets: they are only taken where the
 * decoder has nothing left over.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import { EXHAUSTED, type KeywordNames, type PyObject, type Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import type { PyStr } from "../../kernel/text.ts";
import { strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { isInstance, strType, typeName } from "../../kernel/type.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { getAttribute, getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { toIndex } from "../../protocols/number.ts";
import { exactStr, repr } from "../../protocols/repr.ts";
import { PyTextIOBase, joinBytes, sizeArgument, textIOBaseType, unsupported } from "./base.ts";
import { type NewlineMode, NewlineTranslator, endOfLine, newlineMode } from "./newlines.ts";
import { type StreamCodec, type StreamDecoder, type StreamEncoder, streamCodec } from "./text-codec.ts";

const CHUNK_SIZE = 8192;
const name = attributeName;

export class PyTextIOWrapper extends PyTextIOBase {
  buffer: PyObject | null = null;
  detached = false;
  encoding = "utf-8";
  errors: PyObject = "strict";
  newline: NewlineMode = newlineMode(None);
  codec: StreamCodec | null = null;
  lineBuffering = false;
  writeThrough = false;
  chunkSize = CHUNK_SIZE;
  // Reading
  decoder: StreamDecoder | null = null;
  translator: NewlineTranslator | null = null;
  decoded = "";
  decodedAt = 0;
  /** Byte position where the last chunk began, and all it was decoded from; for tell(). */
  snapshot: {
    readonly position: number;
    readonly bytes: Uint8Array;
    readonly pendingReturn: boolean;
  } | null = null;
  telling = true;
  seekable = false;
  // Writing
  encoder: StreamEncoder | null = null;
  pending: string[] = [];
  pendingLength = 0;
}

function plain(value: PyObject): string {
  return utf16Of(exactStr(value) as string | PyStr);
}

function bufferOf(self: PyTextIOWrapper): PyObject {
  if (self.buffer !== null) return self.buffer;
  throw valueError(
    self.detached ? "underlying buffer has been detached" : "I/O operation on uninitialized object",
  );
}

function isClosed(self: PyTextIOWrapper): boolean {
  return must(isTrue(must(getAttribute(bufferOf(self), name("closed")))));
}

function checkOpen(self: PyTextIOWrapper): PyObject {
  const buffer = bufferOf(self);
  if (isClosed(self)) throw valueError("I/O operation on closed file.");
  return buffer;
}

const bind = argumentBinder(
  "TextIOWrapper",
  "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
);

function initialize(self: PyTextIOWrapper, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bind(args, kwnames) as
    [PyObject, PyObject, PyObject, PyObject, PyObject, PyObject] | undefined;
  if (bound === undefined) return undefined;
  const [buffer, encoding, errors, newline, lineBuffering, writeThrough] = bound;
  self.newline = newlineMode(newline);
  self.encoding = encodingArgument(encoding);
  self.errors = errors === None ? "strict" : strArgument("errors", errors);
  self.codec = streamCodec(self.encoding, plain(self.errors));
  self.lineBuffering = must(isTrue(lineBuffering));
  self.writeThrough = must(isTrue(writeThrough));
  self.buffer = buffer;
  self.detached = false;
  const capability = (which: string) => must(isTrue(must(callMethod(buffer, name(which), []))));
  self.seekable = capability("seekable");
  self.telling = self.seekable;
  self.encoder = capability("writable") ? self.codec.encoder() : null;
  self.decoder = capability("readable") ? self.codec.decoder() : null;
  self.translator = self.newline.universal ? new NewlineTranslator(self.newline.translate) : null;
  resetReading(self);
  self.pending = [];
  self.pendingLength = 0;
  if (self.encoder !== null && self.seekable) self.encoder.setAtStart(position(buffer) === 0);
  return None;
}

/** The encoding of a stream that names none: UTF-8, whatever the locale says (PEP 686). */
function encodingArgument(encoding: PyObject): string {
  if (encoding === None) return "utf-8";
  const text = plain(strArgument("encoding", encoding));
  if (text === "locale") return "utf-8";
  if (text.includes("\0")) throw valueError("embedded null character");
  return text;
}

function strArgument(parameter: string, value: PyObject): PyObject {
  if (isInstance(value, strType)) return value;
  throw typeError(`TextIOWrapper() argument '${parameter}' must be str or None, not ${typeName(value)}`);
}

function position(buffer: PyObject): number {
  return must(toIndex(must(callMethod(buffer, name("tell"), [])), "OverflowError"));
}

function resetReading(self: PyTextIOWrapper): void {
  self.decoded = "";
  self.decodedAt = 0;
  self.snapshot = null;
  self.decoder?.reset();
  if (self.translator !== null) self.translator.pendingReturn = false;
}

// ---- reading

function requireDecoder(self: PyTextIOWrapper): StreamDecoder {
  if (self.decoder === null) throw unsupported("not readable");
  return self.decoder;
}

/** Decode one more chunk into `decoded`; answers false at the end. */
function readChunk(self: PyTextIOWrapper): boolean {
  const decoder = requireDecoder(self);
  const buffer = bufferOf(self);
  const carried = self.telling ? decoder.carried() : null;
  const pendingReturn = self.translator?.pendingReturn ?? false;
  const data = must(callMethod(buffer, name("read1"), [self.chunkSize]));
  const bytes = bytesFromRead(data);
  const final = bytes.length === 0;
  const text = decoder.decode(bytes, final);
  const chunk = self.translator === null ? text : self.translator.push(text, final);
  self.decoded = self.decoded.slice(self.decodedAt) + chunk;
  const before = self.decoded.length - chunk.length;
  self.decodedAt = 0;
  if (carried !== null && before === 0) {
    const start = position(buffer) - bytes.length - carried.length;
    self.snapshot = { position: start, bytes: joinBytes([carried, bytes]), pendingReturn };
  } else if (carried !== null) {
    self.snapshot =
      self.snapshot === null ? null : { ...self.snapshot, bytes: joinBytes([self.snapshot.bytes, bytes]) };
  }
  return !final || chunk !== "";
}

function bytesFromRead(data: PyObject): Uint8Array {
  if (typeof data !== "object" || data.cls.slots.__buffer__ === undefined) {
    throw typeError(`underlying read1() should have returned a bytes-like object, not '${typeName(data)}'`);
  }
  return toBytesLike(data);
}

/** Hand out `count` code units. */
function take(self: PyTextIOWrapper, count: number): string {
  const text = self.decoded.slice(self.decodedAt, self.decodedAt + count);
  self.decodedAt += text.length;
  return text;
}

/** Drop what was handed out when a new read begins, unless tell() may still ask. */
function compact(self: PyTextIOWrapper): void {
  if (self.decodedAt === self.decoded.length && self.snapshot === null) {
    self.decoded = "";
    self.decodedAt = 0;
  }
}

function read(self: PyTextIOWrapper, size: PyObject): Result {
  const buffer = checkOpen(self);
  const decoder = requireDecoder(self);
  writePending(self);
  const count = sizeArgument(size);
  if (count < 0) {
    const rest = bytesFromRead(must(callMethod(buffer, name("read"), [])));
    const text = decoder.decode(rest, true);
    const tail = self.translator === null ? text : self.translator.push(text, true);
    const all = take(self, Infinity) + tail;
    resetReading(self);
    return strFromUtf16(all);
  }
  let text = "";
  let left = count;
  for (;;) {
    const piece = take(self, codeUnitsFor(self.decoded, self.decodedAt, left));
    text += piece;
    left -= codePointCount(piece);
    if (left <= 0) break;
    compact(self);
    if (!readChunk(self)) break;
  }
  return strFromUtf16(text);
}

const SURROGATE = /[\ud800-\udfff]/;

function codePointCount(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** How many code units from `at` make `count` code points. */
function codeUnitsFor(text: string, at: number, count: number): number {
  const plainSlice = text.slice(at, at + count);
  if (!SURROGATE.test(plainSlice)) return plainSlice.length;
  let units = 0;
  for (let points = 0; points < count && at + units < text.length; points++) {
    units += text.codePointAt(at + units)! > 0xffff ? 2 : 1;
  }
  return units;
}

/** The next line, its ending included; "" at the end. `limit` counts characters; −1: none. */
function readLine(self: PyTextIOWrapper, limit: number): string {
  writePending(self);
  let line = "";
  let left = limit < 0 ? Infinity : limit;
  const ending = self.newline.translate ? "\n" : self.newline.readEnding;
  for (;;) {
    const end = findEnd(self, ending);
    const available = (end < 0 ? self.decoded.length : end) - self.decodedAt;
    const units =
      left === Infinity ? available : Math.min(available, codeUnitsFor(self.decoded, self.decodedAt, left));
    const piece = take(self, units);
    line += piece;
    if (left !== Infinity) left -= codePointCount(piece);
    if ((end >= 0 && units === available) || left <= 0) return line;
    // A fixed ending of two characters may be cut by the chunks: look again from its first half.
    if (ending === "\r\n" && line.endsWith("\r")) {
      self.decodedAt--;
      line = line.slice(0, -1);
    }
    compact(self);
    if (!readChunk(self)) {
      line += take(self, Infinity);
      return line;
    }
  }
}

function findEnd(self: PyTextIOWrapper, ending: string): number {
  return endOfLine(self.decoded, self.decodedAt, ending);
}

function readlineMethod(self: PyTextIOWrapper, size: PyObject): Result {
  checkOpen(self);
  requireDecoder(self);
  return strFromUtf16(readLine(self, sizeArgument(size)));
}

function nextLine(self: PyTextIOWrapper) {
  checkOpen(self);
  requireDecoder(self);
  self.telling = false;
  if (self.cls !== textIOWrapperType) {
    const line = must(callMethod(self, name("readline"), []));
    if (!isInstance(line, strType)) {
      throw makeException(exceptionTypes.OSError, [
        `readline() should have returned a str object, not '${typeName(line)}'`,
      ]);
    }
    if (plain(line) !== "") return line;
  } else {
    const line = readLine(self, -1);
    if (line !== "") return strFromUtf16(line);
  }
  self.telling = self.seekable;
  self.snapshot = null;
  return EXHAUSTED;
}

// ---- writing

function write(self: PyTextIOWrapper, text: PyObject): Result {
  const buffer = checkOpen(self);
  if (!isInstance(text, strType)) throw typeError(`write() argument must be str, not ${typeName(text)}`);
  if (self.encoder === null) throw unsupported("not writable");
  const units = plain(text);
  const length = typeof exactStr(text) === "string" ? units.length : (exactStr(text) as PyStr).points.length;
  const breaks = self.lineBuffering && /[\n\r]/.test(units);
  const translated =
    self.newline.writeEnding === "\n" || !units.includes("\n")
      ? units
      : units.replaceAll("\n", self.newline.writeEnding);
  self.pending.push(translated);
  self.pendingLength += translated.length;
  if (self.pendingLength > self.chunkSize || breaks || self.writeThrough) writePending(self);
  if (breaks) must(callMethod(buffer, name("flush"), []));
  if (self.decoder !== null && (self.decoded !== "" || self.snapshot !== null)) resetReading(self);
  return length;
}

/** Pass what is pending on to the buffer. */
function writePending(self: PyTextIOWrapper): void {
  if (self.pendingLength === 0) return;
  const text = self.pending.join("");
  self.pending = [];
  self.pendingLength = 0;
  const bytes = self.encoder!.encode(text);
  must(callMethod(bufferOf(self), name("write"), [makeBytes(bytes)]));
}

function flush(self: PyTextIOWrapper): Result {
  const buffer = checkOpen(self);
  self.telling = self.seekable;
  writePending(self);
  return callMethod(buffer, name("flush"), []);
}

// ---- position

function tell(self: PyTextIOWrapper): Result {
  const buffer = checkOpen(self);
  if (!self.seekable) throw unsupported("underlying stream is not seekable");
  if (!self.telling)
    throw makeException(exceptionTypes.OSError, ["telling position disabled by next() call"]);
  writePending(self);
  must(callMethod(buffer, name("flush"), []));
  const { snapshot } = self;
  if (snapshot === null || self.decoder === null)
    return position(buffer) - (self.decoder?.carried().length ?? 0);
  if (self.decodedAt === self.decoded.length && self.translator?.pendingReturn !== true) {
    return position(buffer) - self.decoder.carried().length;
  }
  return snapshot.position + bytesBehind(self, snapshot, self.decodedAt);
}

/** How many bytes of the snapshot made its first `units` code units. */
function bytesBehind(
  self: PyTextIOWrapper,
  snapshot: NonNullable<PyTextIOWrapper["snapshot"]>,
  units: number,
): number {
  const decoder = self.codec!.decoder();
  const translator = self.translator === null ? null : new NewlineTranslator(self.newline.translate);
  if (translator !== null) translator.pendingReturn = snapshot.pendingReturn;
  let made = 0;
  let safe = 0;
  for (let at = 0; at < snapshot.bytes.length && made < units; at++) {
    const text = decoder.decode(snapshot.bytes.subarray(at, at + 1), false);
    made += (translator === null ? text : translator.push(text, false)).length;
    if (decoder.carried().length === 0 && translator?.pendingReturn !== true) safe = at + 1;
  }
  return safe;
}

function seek(self: PyTextIOWrapper, cookie: PyObject, whence: PyObject): Result {
  const buffer = checkOpen(self);
  if (!self.seekable) throw unsupported("underlying stream is not seekable");
  let target = cookie;
  const how = must(toIndex(whence));
  const zero = must(isTrue(cookie)) === false;
  if (how === 1) {
    if (!zero) throw unsupported("can't do nonzero cur-relative seeks");
    target = must(callMethod(self, name("tell"), []));
  } else if (how === 2) {
    if (!zero) throw unsupported("can't do nonzero end-relative seeks");
    must(flush(self));
    resetReading(self);
    const end = must(callMethod(buffer, name("seek"), [0, 2]));
    self.encoder?.setAtStart(end === 0);
    return end;
  } else if (how !== 0) {
    throw valueError(`invalid whence (${how}, should be 0, 1 or 2)`);
  }
  const offset = must(toIndex(target, "OverflowError"));
  if (offset < 0) throw valueError(`negative seek position ${offset}`);
  must(flush(self));
  must(callMethod(buffer, name("seek"), [offset]));
  resetReading(self);
  self.encoder?.setAtStart(offset === 0);
  return target;
}

function truncate(self: PyTextIOWrapper, size: PyObject): Result {
  const buffer = checkOpen(self);
  must(flush(self));
  return callMethod(buffer, name("truncate"), [size === None ? must(tell(self)) : size]);
}

// ---- life

function close(self: PyTextIOWrapper): Result {
  const buffer = bufferOf(self);
  if (isClosed(self)) return None;
  try {
    must(callMethod(self, name("flush"), []));
  } finally {
    must(callMethod(buffer, name("close"), []));
  }
  return None;
}

function detach(self: PyTextIOWrapper): Result {
  const buffer = bufferOf(self);
  must(callMethod(self, name("flush"), []));
  self.buffer = null;
  self.detached = true;
  return buffer;
}

function reconfigure(
  self: PyTextIOWrapper,
  encoding: PyObject,
  errors: PyObject,
  newline: PyObject | undefined,
  lineBuffering: PyObject,
  writeThrough: PyObject,
): Result {
  const changesCodec = encoding !== None || errors !== None || newline !== undefined;
  if (changesCodec && self.decoder !== null && (self.snapshot !== null || self.decoded !== "")) {
    throw unsupported("It is not possible to set the encoding or newline of stream after the first read");
  }
  must(flush(self));
  if (changesCodec) {
    if (newline !== undefined) self.newline = newlineMode(newline);
    if (encoding !== None) {
      self.encoding = encodingArgument(encoding);
      if (errors === None) self.errors = "strict";
    }
    if (errors !== None) self.errors = strArgument("errors", errors);
    self.codec = streamCodec(self.encoding, plain(self.errors));
    if (self.encoder !== null) self.encoder = self.codec.encoder();
    if (self.decoder !== null) self.decoder = self.codec.decoder();
    self.translator = self.newline.universal ? new NewlineTranslator(self.newline.translate) : null;
  }
  if (lineBuffering !== None) self.lineBuffering = must(isTrue(lineBuffering));
  if (writeThrough !== None) self.writeThrough = must(isTrue(writeThrough));
  return None;
}

function reprText(self: PyTextIOWrapper): Result {
  let text = `<${self.cls.module}.${self.cls.name}`;
  for (const attribute of ["name", "mode"]) {
    const value = must(getAttributeOrAbsent(self, name(attribute)));
    if (value !== null) text += ` ${attribute}=${plain(must(repr(value)))}`;
  }
  return strFromUtf16(`${text} encoding='${self.encoding}'>`);
}

const passOn = (text: string, doc: string) =>
  method("($self, /)", doc, (self: PyTextIOWrapper) => callMethod(bufferOf(self), name(text), []));

export const textIOWrapperType = defineType("TextIOWrapper", {
  instance: PyTextIOWrapper,
  base: textIOBaseType,
  module: "_io",
  signature: "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
  doc: "Text over a buffered binary stream.",
  slots: { __new__: (type) => new type.JS(), __init__: initialize, __repr__: reprText, __next__: nextLine },
  methods: {
    read: method("($self, size=-1, /)", "Read up to size characters.", read),
    readline: method("($self, size=-1, /)", "Read one line.", readlineMethod),
    write: method("($self, text, /)", "Write a string; answers its length.", write),
    flush: method("($self, /)", "Write out what is buffered.", flush),
    close: method("($self, /)", "Flush and close.", close),
    detach: method("($self, /)", "Separate the buffer.", detach),
    seek: method("($self, cookie, whence=0, /)", "Move to a position that tell() answered.", seek),
    tell: method("($self, /)", "The position, for seek().", tell),
    truncate: method("($self, pos=None, /)", "Set the size.", truncate),
    reconfigure: method(
      "($self, /, *, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, write_through=None)",
      "Change how the stream works.",
      reconfigure,
    ),
    fileno: passOn("fileno", "The file descriptor."),
    seekable: passOn("seekable", "Whether random access is possible."),
    readable: passOn("readable", "Whether reading is possible."),
    writable: passOn("writable", "Whether writing is possible."),
    isatty: passOn("isatty", "Whether it is a terminal."),
    closed: getset("Whether the stream is closed.", (self: PyTextIOWrapper) => isClosed(self)),
    buffer: getset("The binary stream.", (self: PyTextIOWrapper) => bufferOf(self)),
    name: getset("The binary stream's name.", (self: PyTextIOWrapper) =>
      getAttribute(bufferOf(self), name("name")),
    ),
    encoding: getset("The encoding.", (self: PyTextIOWrapper) => self.encoding),
    errors: getset("The error handler.", (self: PyTextIOWrapper) => self.errors),
    newlines: getset(
      "The kinds of line endings seen.",
      (self: PyTextIOWrapper) => self.translator?.newlines ?? None,
    ),
    line_buffering: getset("Whether lines are flushed.", (self: PyTextIOWrapper) => self.lineBuffering),
    write_through: getset(
      "Whether writes are passed on at once.",
      (self: PyTextIOWrapper) => self.writeThrough,
    ),
    _CHUNK_SIZE: getset(
      null,
      (self: PyTextIOWrapper) => self.chunkSize,
      (self: PyTextIOWrapper, value) => {
        const size = must(toIndex(value!));
        if (size <= 0) throw valueError("a strictly positive integer is required");
        self.chunkSize = size;
        return None;
      },
    ),
  },
});
