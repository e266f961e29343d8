/**
 * Decompression: `zlib.decompress`, `zlib.decompressobj` and the Decompress objects it makes (library reference,
 * "zlib"; CPython Modules/zlibmodule.c).
 */
import { inflate, inflateEnd, inflateInit2, inflateSetDictionary } from "./pako.ts";
import { joinBytes } from "../../algorithms/byte-strings.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { PyInstance, type PyType, TypeFlag, typeOf } from "../../kernel/type.ts";
import { toCInt, toIndex } from "../../protocols/number.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import {
  DEF_BUF_SIZE,
  MAX_WBITS,
  Z_BUF_ERROR,
  Z_FINISH,
  Z_NEED_DICT,
  Z_OK,
  Z_STREAM_END,
  Z_STREAM_ERROR,
  Z_SYNC_FLUSH,
} from "./constants.ts";
import { zlibError } from "./errors.ts";
import { Output, ZStream, copyStream } from "./stream.ts";

const EMPTY = new Uint8Array(0);

class PyDecompress extends PyInstance {
  readonly stream: ZStream;
  readonly dictionary: PyObject | undefined;
  unusedData: Uint8Array = EMPTY;
  unconsumedTail: Uint8Array = EMPTY;
  eof = false;
  constructor(stream: ZStream, dictionary: PyObject | undefined) {
    super();
    this.stream = stream;
    this.dictionary = dictionary;
  }
}

const isGood = (code: number): boolean => code === Z_OK || code === Z_BUF_ERROR || code === Z_STREAM_END;

/** Throws zlib.error for a dictionary that is not the stream's. */
export function setDictionary(stream: ZStream, dictionary: PyObject): void {
  const code = inflateSetDictionary(stream, toBytesLike(dictionary));
  if (code !== Z_OK) throw zlibError(stream, code, "while setting zdict");
}

/** Run the decompressor until it wants no more room for output, the limit is reached, or something is wrong. */
export function runInflate(
  stream: ZStream,
  flush: number,
  dictionary: PyObject | undefined,
  limit = Infinity,
): { code: number; written: Uint8Array } {
  const output = new Output(stream, limit);
  let code = Z_OK;
  do {
    if (!output.makeRoom()) break;
    code = inflate(stream, flush);
    if (code === Z_NEED_DICT && dictionary !== undefined) setDictionary(stream, dictionary);
    else if (!isGood(code)) break;
  } while (stream.avail_out === 0 || code === Z_NEED_DICT);
  return { code, written: output.finish() };
}

/** A stream for data in some container. Throws zlib.error for window sizes there are not. */
export function newInflateStream(
  wbitsArgument: PyObject | undefined,
  dictionary: PyObject | undefined,
): ZStream {
  const wbits = wbitsArgument === undefined ? MAX_WBITS : must(toCInt(wbitsArgument));
  const stream = new ZStream();
  const code = inflateInit2(stream, wbits);
  if (code === Z_STREAM_ERROR) throw valueError("Invalid initialization option");
  if (code !== Z_OK) throw zlibError(stream, code, "while creating decompression object");
  // A raw stream does not ask for its dictionary.
  if (dictionary !== undefined && wbits < 0) setDictionary(stream, dictionary);
  return stream;
}

export function decompress(
  data: PyObject,
  wbitsArgument: PyObject | undefined,
  bufferSize: PyObject | undefined,
): Result {
  const bytes = toBytesLike(data);
  const wbits = wbitsArgument === undefined ? MAX_WBITS : must(toCInt(wbitsArgument));
  if (bufferSize !== undefined && must(toIndex(bufferSize, "OverflowError")) < 0)
    throw valueError("bufsize must be non-negative");
  const stream = new ZStream();
  const started = inflateInit2(stream, wbits);
  if (started !== Z_OK) throw zlibError(stream, started, "while preparing to decompress data");
  stream.feed(bytes);
  const { code, written } = runInflate(stream, Z_FINISH, undefined);
  if (code !== Z_STREAM_END) throw zlibError(stream, code, "while decompressing data");
  return makeBytes(written);
}

export function decompressObject(wbits: PyObject | undefined, dictionary: PyObject | undefined): Result {
  if (dictionary !== undefined && typeOf(dictionary).slots.__buffer__ === undefined)
    throw typeError("zdict argument must support the buffer protocol");
  return new PyDecompress(newInflateStream(wbits, dictionary), dictionary);
}

/** Keep what was not used: behind the end of the stream, or for when there is room for more output. */
function saveUnconsumed(self: PyDecompress, code: number): void {
  const { stream } = self;
  if (code === Z_STREAM_END && stream.avail_in > 0) {
    self.unusedData = joinBytes(EMPTY, [self.unusedData, stream.rest()]);
    stream.next_in += stream.avail_in;
    stream.avail_in = 0;
    self.unconsumedTail = EMPTY;
  } else if (stream.avail_in > 0 || self.unconsumedTail.length > 0) {
    self.unconsumedTail = stream.rest();
  }
}

function decompressData(self: PyDecompress, data: PyObject, maxLength: PyObject): Result {
  const bytes = toBytesLike(data);
  const length = must(toIndex(maxLength, "OverflowError"));
  if (length < 0) throw valueError("max_length must be non-negative");
  const { stream } = self;
  stream.feed(bytes);
  const { code, written } = runInflate(
    stream,
    Z_SYNC_FLUSH,
    self.dictionary,
    length === 0 ? Infinity : length,
  );
  saveUnconsumed(self, code);
  if (code === Z_STREAM_END) self.eof = true;
  else if (!isGood(code)) throw zlibError(stream, code, "while decompressing data");
  return makeBytes(written);
}

function flush(self: PyDecompress, lengthArgument: PyObject | undefined): Result {
  const length = lengthArgument === undefined ? DEF_BUF_SIZE : must(toIndex(lengthArgument, "OverflowError"));
  if (length <= 0) throw valueError("length must be greater than zero");
  const { stream } = self;
  stream.feed(self.unconsumedTail);
  const { code, written } = runInflate(stream, Z_FINISH, self.dictionary);
  saveUnconsumed(self, code);
  if (code === Z_STREAM_END) {
    self.eof = true;
    inflateEnd(stream);
  } else if (!isGood(code)) throw zlibError(stream, code, "while decompressing data");
  return makeBytes(written);
}

function copy(self: PyDecompress): Result {
  if (self.stream.state === null) throw valueError("Inconsistent stream state");
  self.stream.feed(EMPTY);
  const result = new PyDecompress(copyStream(self.stream), self.dictionary);
  result.unusedData = self.unusedData;
  result.unconsumedTail = self.unconsumedTail;
  result.eof = self.eof;
  return result;
}

export const decompressType: PyType = defineType("Decompress", {
  instance: PyDecompress,
  module: "zlib",
  final: true,
  flags: TypeFlag.DISALLOW_INSTANTIATION,
  methods: {
    decompress: method(
      "($self, data, /, max_length=0)",
      `Decompressed data, as a bytes object.

  max_length
    Greatest length of the result. Input that was not used is then in
    unconsumed_tail.`,
      decompressData,
    ),
    flush: method(
      "($self, length=zlib.DEF_BUF_SIZE, /)",
      `What remains to be decompressed, as a bytes object.

  length
    Initial size of the output buffer.`,
      flush,
    ),
    copy: method("($self, /)", "A copy of the decompression object.", copy),
    __copy__: method("($self, /)", null, copy),
    __deepcopy__: method("($self, memo, /)", null, copy),
    unused_data: getset(null, (self: PyDecompress) => makeBytes(self.unusedData)),
    unconsumed_tail: getset(null, (self: PyDecompress) => makeBytes(self.unconsumedTail)),
    eof: getset(null, (self: PyDecompress) => self.eof),
  },
});
