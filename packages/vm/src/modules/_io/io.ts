/**
 * `_io`: `open()`, and the streams (CPython Modules/_io/_iomodule.c).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineModule, fn } from "../../kernel/define.ts";
import { exceptionTypes } from "../../kernel/exceptions.ts";
import { hooks } from "../../kernel/hooks.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { UNWINDING, must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { PyStr, utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { PyStrInstance, isInstance, strType, typeName } from "../../kernel/type.ts";
import { isLibraryCode } from "../../importer/library-code.ts";
import { PyBytes } from "../../objects/bytes.ts";
import { setAttribute } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { isIndex, toIndex } from "../../protocols/number.ts";
import { exactStr } from "../../protocols/repr.ts";
import { fspath } from "../posix/paths.ts";
import {
  bufferedIOBaseType,
  ioBaseType,
  rawIOBaseType,
  textIOBaseType,
  unsupportedOperationType,
} from "./base.ts";
import {
  DEFAULT_BUFFER_SIZE,
  bufferedRWPairType,
  bufferedRandomType,
  bufferedReaderType,
  bufferedWriterType,
  PyBuffered,
} from "./buffered.ts";
import { bytesIOType } from "./bytes-io.ts";
import { PyFileIO, fileIOType } from "./file-io.ts";
import { incrementalNewlineDecoderType } from "./newlines.ts";
import { stringIOType } from "./string-io.ts";
import { textIOWrapperType } from "./text-io.ts";

type OpenMode = {
  raw: string;
  reading: boolean;
  writing: boolean;
  updating: boolean;
  text: boolean;
  binary: boolean;
};

function parseMode(mode: PyObject): OpenMode {
  if (!isInstance(mode, strType))
    throw typeError(`open() argument 'mode' must be str, not ${typeName(mode)}`);
  const text = utf16Of(exactStr(mode) as string | PyStr);
  if (!/^[rwxab+t]*$/.test(text) || new Set(text).size !== text.length)
    throw valueError(`invalid mode: '${text}'`);
  const has = (letter: string) => text.includes(letter);
  if (has("t") && has("b")) throw valueError("can't have text and binary mode at once");
  const kinds = ["x", "r", "w", "a"].filter(has);
  if (kinds.length !== 1) throw valueError("must have exactly one of create/read/write/append mode");
  return {
    raw: kinds[0]! + (has("+") ? "+" : ""),
    reading: has("r"),
    writing: has("w") || has("x") || has("a"),
    updating: has("+"),
    text: has("t"),
    binary: has("b"),
  };
}

/** open(): a raw file, a buffer around it, text around that, as the arguments ask. */
function open(
  file: PyObject,
  mode: PyObject,
  buffering: PyObject,
  encoding: PyObject,
  errors: PyObject,
  newline: PyObject,
  closeFd: PyObject,
  opener: PyObject,
): Result {
  const path = typeof file !== "boolean" && isIndex(file) ? file : pathArgument(file);
  const how = parseMode(mode);
  let size = must(toIndex(buffering));
  if (how.binary) {
    if (encoding !== None) throw valueError("binary mode doesn't take an encoding argument");
    if (errors !== None) throw valueError("binary mode doesn't take an errors argument");
    if (newline !== None) throw valueError("binary mode doesn't take a newline argument");
    if (size === 1 && hooks.warn("RuntimeWarning", LINE_BUFFERING_WARNING, 1) === undefined) throw UNWINDING;
  }
  const raw = must(call(fileIOType, [path, how.raw, must(isTrue(closeFd)), opener])) as PyFileIO;
  try {
    const interactive =
      size < 0 || size === 1 ? must(callMethod(raw, attributeName("isatty"), [])) === true : false;
    const lineBuffering = size === 1 || (size < 0 && interactive);
    if (size === 1 || size < 0)
      size = size === 1 || interactive ? 8192 : Math.max(raw.blockSize, DEFAULT_BUFFER_SIZE);
    if (size === 0) {
      if (!how.binary) throw valueError("can't have unbuffered text I/O");
      return raw;
    }
    const type = how.updating ? bufferedRandomType : how.writing ? bufferedWriterType : bufferedReaderType;
    const buffer = must(call(type, [raw, size]));
    if (how.binary) return buffer;
    const text = must(call(textIOWrapperType, [buffer, encoding, errors, newline, lineBuffering]));
    must(setAttribute(text, attributeName("mode"), exactStr(mode)));
    return text;
  } catch (error) {
    callMethod(raw, attributeName("close"), []);
    throw error;
  }
}

const LINE_BUFFERING_WARNING =
  "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";

function pathArgument(file: PyObject): PyObject {
  if (
    typeof file === "string" ||
    file instanceof PyStrInstance ||
    file instanceof PyBytes ||
    file instanceof PyStr
  )
    return file;
  if (typeof file === "object" && file.cls.proto["c___fspath__"] !== undefined) return fspath(file);
  throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(file)}`);
}

function openCode(path: PyObject): Result {
  const stream = open(path, "rb", -1, None, None, None, true, None);
  if (stream instanceof PyBuffered && stream.raw instanceof PyFileIO) {
    stream.raw.isLibraryCode = isLibraryCode(utf16Of(exactStr(path) as string | PyStr));
  }
  return stream;
}

/** The encoding argument of functions that open text files. */
function textEncoding(encoding: PyObject): Result {
  return encoding === None ? "utf-8" : encoding;
}

export const ioModule = defineModule("_io", {
  doc: "Streams.",
  constants: {
    DEFAULT_BUFFER_SIZE,
    BlockingIOError: exceptionTypes.BlockingIOError,
    UnsupportedOperation: unsupportedOperationType,
  },
  types: [
    ioBaseType,
    rawIOBaseType,
    bufferedIOBaseType,
    textIOBaseType,
    fileIOType,
    bytesIOType,
    stringIOType,
    bufferedReaderType,
    bufferedWriterType,
    bufferedRandomType,
    bufferedRWPairType,
    textIOWrapperType,
    incrementalNewlineDecoderType,
  ],
  functions: {
    open: fn(
      "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
      "Open a file as a stream.",
      open,
    ),
    open_code: fn("(path)", "Open a file with the intention of running it.", (path) => {
      if (!isInstance(path, strType))
        throw typeError(`open_code() argument 'path' must be str, not ${typeName(path)}`);
      return openCode(path);
    }),
    text_encoding: fn("(encoding, stacklevel=2, /)", "The encoding to use for None.", textEncoding),
  },
});
