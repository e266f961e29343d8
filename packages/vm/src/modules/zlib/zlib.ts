/**
 * `zlib`: compression in the formats of zlib and gzip (library reference, "zlib"; CPython Modules/zlibmodule.c).
 *
 * The algorithms are pako's, a port of zlib that makes the same bytes; here is Python's interface to its streams.
 */
import { adler32 } from "../../algorithms/adler-32.ts";
import { crc32 } from "../../algorithms/binary-ascii.ts";
import { type ModuleDefinition, defineModule, fn } from "../../kernel/define.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { toInteger } from "../../protocols/number.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { compress, compressObject } from "./compress.ts";
import { CONSTANTS } from "./constants.ts";
import { decompress, decompressObject } from "./decompress.ts";
import { zlibErrorType } from "./errors.ts";
import { zlibDecompressorType } from "./zlib-decompressor.ts";

/** The version of zlib that pako follows. */
const VERSION = "1.2.13";

/** A checksum to start from: its low 32 bits. */
const seed = (value: PyObject): number => Number(BigInt.asUintN(32, BigInt(must(toInteger(value)))));

export const zlibModule: ModuleDefinition = defineModule("zlib", {
  doc: "Compression and decompression in the formats of zlib and gzip, and the checksums these use.",
  types: [zlibErrorType, zlibDecompressorType],
  constants: { ...CONSTANTS, ZLIB_VERSION: VERSION, ZLIB_RUNTIME_VERSION: VERSION, __version__: "1.0" },
  functions: {
    adler32: fn(
      "($module, data, value=1, /)",
      "The Adler-32 checksum of data, continued from value.",
      (data: PyObject, value: PyObject) => adler32(toBytesLike(data), seed(value)),
    ),
    compress: fn(
      "($module, data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)",
      `Compressed data, as a bytes object.

  level
    From 0, no compression, to 9, the best; -1 for the default.
  wbits
    The window size and the container format.`,
      compress,
    ),
    compressobj: fn(
      "($module, /, level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None)",
      `A compressor object, for data that come in pieces.

  wbits
    9 to 15: the base-two logarithm of the window size, in a zlib container;
    -9 to -15: without a container; 25 to 31: in a gzip container.
  memLevel
    Memory to spend, 1 to 9.
  zdict
    Byte sequences that the data are likely to have.`,
      compressObject,
    ),
    crc32: fn(
      "($module, data, value=0, /)",
      "The CRC-32 checksum of data, continued from value.",
      (data: PyObject, value: PyObject) => crc32(toBytesLike(data), seed(value)),
    ),
    decompress: fn(
      "($module, data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)",
      `Decompressed data, as a bytes object.

  wbits
    The window size and the container format.
  bufsize
    The initial size of the output buffer.`,
      decompress,
    ),
    decompressobj: fn(
      "($module, /, wbits=MAX_WBITS, zdict=b'')",
      `A decompressor object, for data that come in pieces.

  zdict
    The dictionary that the compressor had.`,
      decompressObject,
    ),
  },
});
