/**
 * Compression: `zlib.compress`, `zlib.compressobj` and the Compress objects it makes (library reference, "zlib";
 * CPython Modules/zlibmodule.c).
 */
import { deflate, deflateEnd, deflateInit2, deflateSetDictionary } from "./pako.ts";
import { defineType, method } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { PyInstance, type PyType, TypeFlag } from "../../kernel/type.ts";
import { toCInt } from "../../protocols/number.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import {
  DEFLATED,
  DEF_MEM_LEVEL,
  MAX_WBITS,
  Z_BUF_ERROR,
  Z_DEFAULT_COMPRESSION,
  Z_DEFAULT_STRATEGY,
  Z_FINISH,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  Z_STREAM_ERROR,
} from "./constants.ts";
import { zlibError, zlibErrorOf } from "./errors.ts";
import { Output, ZStream, copyStream } from "./stream.ts";

class PyCompress extends PyInstance {
  readonly stream: ZStream;
  constructor(stream: ZStream) {
    super();
    this.stream = stream;
  }
}

/** Run the compressor until it wants no more room for output. Throws. */
function run(stream: ZStream, flush: number, during: string): { code: number; written: Uint8Array } {
  const output = new Output(stream);
  let code: number;
  do {
    output.makeRoom();
    code = deflate(stream, flush);
    if (code === Z_STREAM_ERROR) throw zlibError(stream, code, during);
  } while (stream.avail_out === 0);
  return { code, written: output.finish() };
}

const intOr = (value: PyObject | undefined, fallback: number): number =>
  value === undefined ? fallback : must(toCInt(value));

export function compress(data: PyObject, level: PyObject | undefined, wbits: PyObject | undefined): Result {
  const bytes = toBytesLike(data);
  const stream = new ZStream();
  const code = deflateInit2(
    stream,
    intOr(level, Z_DEFAULT_COMPRESSION),
    DEFLATED,
    intOr(wbits, MAX_WBITS),
    DEF_MEM_LEVEL,
    Z_DEFAULT_STRATEGY,
  );
  if (code === Z_STREAM_ERROR) throw zlibErrorOf("Bad compression level");
  if (code !== Z_OK) throw zlibError(stream, code, "while compressing data");
  stream.feed(bytes);
  return makeBytes(run(stream, Z_FINISH, "while compressing data").written);
}

export function compressObject(
  level: PyObject | undefined,
  compression: PyObject | undefined,
  wbits: PyObject | undefined,
  memoryLevel: PyObject | undefined,
  strategy: PyObject | undefined,
  dictionary: PyObject,
): Result {
  const stream = new ZStream();
  const code = deflateInit2(
    stream,
    intOr(level, Z_DEFAULT_COMPRESSION),
    intOr(compression, DEFLATED),
    intOr(wbits, MAX_WBITS),
    intOr(memoryLevel, DEF_MEM_LEVEL),
    intOr(strategy, Z_DEFAULT_STRATEGY),
  );
  const bytes = dictionary === None ? null : toBytesLike(dictionary);
  if (code === Z_STREAM_ERROR) throw valueError("Invalid initialization option");
  if (code !== Z_OK) throw zlibError(stream, code, "while creating compression object");
  if (bytes !== null && deflateSetDictionary(stream, bytes) !== Z_OK) throw valueError("Invalid dictionary");
  return new PyCompress(stream);
}

function compressData({ stream }: PyCompress, data: PyObject): Result {
  stream.feed(toBytesLike(data));
  return makeBytes(run(stream, Z_NO_FLUSH, "while compressing data").written);
}

function flush({ stream }: PyCompress, modeArgument: PyObject | undefined): Result {
  const mode = intOr(modeArgument, Z_FINISH);
  if (mode === Z_NO_FLUSH) return makeBytes(new Uint8Array(0));
  stream.avail_in = 0;
  const { code, written } = run(stream, mode, "while flushing");
  if (code === Z_STREAM_END && mode === Z_FINISH) deflateEnd(stream);
  else if (code !== Z_OK && code !== Z_BUF_ERROR) throw zlibError(stream, code, "while flushing");
  return makeBytes(written);
}

function copy({ stream }: PyCompress): Result {
  if (stream.state === null) throw valueError("Inconsistent stream state");
  stream.feed(new Uint8Array(0));
  return new PyCompress(copyStream(stream));
}

export const compressType: PyType = defineType("Compress", {
  instance: PyCompress,
  module: "zlib",
  final: true,
  flags: TypeFlag.DISALLOW_INSTANTIATION,
  methods: {
    compress: method(
      "($self, data, /)",
      `Compressed data, as a bytes object.

Some of the input may be kept back for later; flush() gives it out.`,
      compressData,
    ),
    flush: method(
      "($self, mode=zlib.Z_FINISH, /)",
      `What was kept back, compressed.

  mode
    One of the constants Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH. After Z_FINISH
    the object cannot be used any more.`,
      flush,
    ),
    copy: method("($self, /)", "A copy of the compression object.", copy),
    __copy__: method("($self, /)", null, copy),
    __deepcopy__: method("($self, memo, /)", null, copy),
  },
});
