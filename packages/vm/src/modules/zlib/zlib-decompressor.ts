/**
 * `zlib._ZlibDecompressor`: decompression for files, with the interface of bz2 and lzma: input that was not used is
 * kept inside, and given data are added to it (CPython Modules/zlibmodule.c).
 */
import { inflateEnd } from "./pako.ts";
import { joinBytes } from "../../algorithms/byte-strings.ts";
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { eofError, must } from "../../kernel/raise.ts";
import { PyInstance, type PyType } from "../../kernel/type.ts";
import { toIndex } from "../../protocols/number.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { Z_BUF_ERROR, Z_OK, Z_STREAM_END, Z_SYNC_FLUSH } from "./constants.ts";
import { newInflateStream, runInflate } from "./decompress.ts";
import { zlibError } from "./errors.ts";
import { ZStream } from "./stream.ts";

const EMPTY = new Uint8Array(0);

class PyZlibDecompressor extends PyInstance {
  stream = new ZStream();
  dictionary: PyObject | undefined = undefined;
  /** Input that was not used yet. */
  pending: Uint8Array = EMPTY;
  unusedData: Uint8Array = EMPTY;
  eof = false;
  needsInput = true;
}

const bindNew = argumentBinder("_ZlibDecompressor", "(wbits=<unset>, zdict=<unset>)");

function newDecompressor(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const [wbits, dictionary] = must(bindNew(args, kwnames)) as (PyObject | undefined)[];
  const stream = newInflateStream(wbits, dictionary);
  const self = new type.JS() as PyZlibDecompressor;
  self.stream = stream;
  self.dictionary = dictionary;
  return self;
}

function decompress(self: PyZlibDecompressor, data: PyObject, maxLength: PyObject): Result {
  const bytes = toBytesLike(data);
  const length = must(toIndex(maxLength, "OverflowError"));
  if (self.eof) throw eofError("End of stream already reached");
  const { stream } = self;
  stream.feed(self.pending.length === 0 ? bytes : joinBytes(EMPTY, [self.pending, bytes]));
  self.pending = EMPTY;
  const { code, written } = runInflate(stream, Z_SYNC_FLUSH, self.dictionary, length < 0 ? Infinity : length);
  if (code === Z_STREAM_END) {
    self.eof = true;
    self.unusedData = stream.rest();
    inflateEnd(stream);
  } else if (code !== Z_OK && code !== Z_BUF_ERROR) {
    throw zlibError(stream, code, "while decompressing data");
  } else self.pending = stream.rest();
  self.needsInput = !self.eof && self.pending.length === 0;
  return makeBytes(written);
}

export const zlibDecompressorType: PyType = defineType("_ZlibDecompressor", {
  instance: PyZlibDecompressor,
  module: "zlib",
  final: true,
  signature: "(wbits=15, zdict=b'')",
  doc: `Create a decompressor object for decompressing data incrementally.

  wbits
    The window size and the container format.
  zdict
    The dictionary that the compressor had.`,
  slots: { __new__: newDecompressor },
  methods: {
    decompress: method(
      "($self, /, data, max_length=-1)",
      `Decompressed data, as a bytes object, of at most max_length bytes if that is not negative.

While there may be more, needs_input is False: give b'' to get it.`,
      decompress,
    ),
    eof: getset("True if the end-of-stream marker has been reached.", (self: PyZlibDecompressor) => self.eof),
    unused_data: getset("Data found after the end of the compressed stream.", (self: PyZlibDecompressor) =>
      makeBytes(self.unusedData),
    ),
    needs_input: getset(
      "True if more input is needed before more decompressed data can be produced.",
      (self: PyZlibDecompressor) => self.needsInput,
    ),
  },
});
