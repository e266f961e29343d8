/**
 * Encoding and decoding by the name of a codec: str.encode, bytes.decode, and the registry behind `codecs`
 * (CPython Objects/unicodeobject.c, PyUnicode_Decode; Python/codecs.c).
 *
 * The codecs every program needs are native and found without the registry. All others are Python's: modules of the
 * `encodings` package, found by the search functions that `codecs.register` collects.
 */
import { lookupCharacter } from "@pyvm/unicode/names";
import { decodeAscii, decodeLatin1, encodeBelow } from "../codecs/single-byte.ts";
import type { DecodeHandler, Text } from "../codecs/text.ts";
import { type ByteOrder, decodeUtf16, encodeUtf16, utf16Order } from "../codecs/utf-16.ts";
import { decodeUtf32, encodeUtf32, utf32Order } from "../codecs/utf-32.ts";
import { decodeUtf8, encodeUtf8 } from "../codecs/utf-8.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyBaseException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject } from "../kernel/object.ts";
import {
  UNWINDING,
  caughtException,
  lookupError,
  must,
  takePending,
  typeError,
  valueError,
} from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import { typeName } from "../kernel/type.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { PyByteArray } from "./bytearray.ts";
import { PyBytes, makeBytes } from "./bytes.ts";
import { decodeHandler, encodeErrors, strOfText, textOfStr } from "./codec-errors.ts";
import type { PyDict } from "./dict/dict.ts";
import { makeDict } from "./dict/dict.ts";
import type { PyList } from "./list.ts";
import { makeList } from "./list.ts";
import { type Str, strOf } from "./str/text.ts";
import { PyTuple } from "./tuple.ts";

type NativeCodec = {
  readonly encode: (text: Str, errors: string) => Uint8Array;
  readonly decode: (bytes: Uint8Array, errors: string) => Text;
};

const textCodec = (
  name: string,
  encode: (text: Text, errors: ReturnType<typeof encodeErrors>) => Uint8Array,
  decode: (bytes: Uint8Array, onError: DecodeHandler) => Text,
  nameFor: (bytes: Uint8Array) => string = () => name,
): NativeCodec => ({
  encode: (text, errors) => encode(textOfStr(text), encodeErrors(name, errors, text)),
  decode: (bytes, errors) => decode(bytes, decodeHandler(nameFor(bytes), errors, bytes)),
});

/** Decoding errors name the byte order that the data turned out to have. */
export const utf16Name = (bytes: Uint8Array, order: ByteOrder): string =>
  utf16Order(bytes, order).order === 1 ? "utf-16-be" : "utf-16-le";
export const utf32Name = (bytes: Uint8Array, order: ByteOrder): string =>
  utf32Order(bytes, order).order === 1 ? "utf-32-be" : "utf-32-le";

const UTF8 = textCodec("utf-8", encodeUtf8, (bytes, onError) => decodeUtf8(bytes, onError).text);
const LATIN1 = textCodec("latin-1", (text, errors) => encodeBelow(text, 256, errors), decodeLatin1);
const ASCII = textCodec("ascii", (text, errors) => encodeBelow(text, 128, errors), decodeAscii);
const UTF16 = textCodec(
  "utf-16",
  (text, errors) => encodeUtf16(text, 0, errors),
  (bytes, onError) => decodeUtf16(bytes, 0, onError).text,
  (bytes) => utf16Name(bytes, 0),
);
const UTF32 = textCodec(
  "utf-32",
  (text, errors) => encodeUtf32(text, 0, errors),
  (bytes, onError) => decodeUtf32(bytes, 0, onError).text,
  (bytes) => utf32Name(bytes, 0),
);

/** By normalized name: the aliases that CPython takes a short cut for. */
const NATIVE: Readonly<Record<string, NativeCodec>> = {
  utf_8: UTF8,
  utf8: UTF8,
  utf_16: UTF16,
  utf16: UTF16,
  utf_32: UTF32,
  utf32: UTF32,
  ascii: ASCII,
  us_ascii: ASCII,
  latin_1: LATIN1,
  latin1: LATIN1,
  iso_8859_1: LATIN1,
  iso8859_1: LATIN1,
};

/** Lower case, runs of anything but letters, digits and dots as one underscore (_Py_normalize_encoding). */
export function normalizeEncoding(name: string): string {
  return name
    .replace(/[^0-9A-Za-z.]+/g, "_")
    .replace(/^_|_$/g, "")
    .toLowerCase();
}

function checkName(name: string): void {
  if (name.includes("\0")) throw valueError("embedded null character");
}

/** str.encode(encoding, errors). Throws. */
export function encodeText(text: Str, encoding: string, errors: string): Uint8Array {
  if (encoding === "utf-8" && typeof text === "string")
    return encodeUtf8(text, encodeErrors("utf-8", errors, text));
  checkName(encoding);
  checkName(errors);
  const native = NATIVE[normalizeEncoding(encoding)];
  if (native !== undefined) return native.encode(text, errors);
  const result = callCodec(encoding, lookupTextCodec(encoding, "codecs.encode()"), 0, text, errors);
  if (result instanceof PyBytes) return result.bytes;
  if (result instanceof PyByteArray) {
    const message = `encoder ${encoding} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types`;
    if (hooks.warn("RuntimeWarning", message, 1) === undefined) throw UNWINDING;
    return result.view().slice();
  }
  throw typeError(
    `'${encoding}' encoder returned '${typeName(result)}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`,
  );
}

/** bytes.decode(encoding, errors). Throws. */
export function decodeText(bytes: Uint8Array, encoding: string, errors: string): PyObject {
  checkName(encoding);
  checkName(errors);
  const native = NATIVE[normalizeEncoding(encoding)];
  if (native !== undefined) return strOfText(native.decode(bytes, errors));
  const codec = lookupTextCodec(encoding, "codecs.decode()");
  const result = callCodec(encoding, codec, 1, makeBytes(bytes.slice()), errors);
  if (strOf(result) !== undefined) return result;
  throw typeError(
    `'${encoding}' decoder returned '${typeName(result)}' instead of 'str'; use codecs.decode() to decode to arbitrary types`,
  );
}

// ---- The registry. Its state belongs to the interpreter.

const SEARCH_PATH = "codec_search_path";
const CACHE = "codec_search_cache";

function interpreterObject<T extends PyObject>(key: string, make: () => T): T {
  let object = rt.interpreter.get(key);
  if (object === undefined) {
    object = make();
    rt.interpreter.set(key, object);
  }
  return object as T;
}

/** The search functions, in order. */
export function codecSearchPath(): PyList {
  return interpreterObject(SEARCH_PATH, () => makeList([]));
}

/** The CodecInfo tuples found so far, by normalized name. */
export function codecCache(): PyDict {
  return interpreterObject(CACHE, makeDict);
}

/** The package `encodings` registers the first search function when it is imported. */
function importEncodings(): void {
  if (codecSearchPath().items.length === 0) must(hooks.importModule("encodings"));
}

/** codecs.register(search) */
export function registerSearch(search: PyObject): void {
  importEncodings();
  codecSearchPath().items.push(search);
}

/** codecs.lookup(encoding): a CodecInfo. Throws LookupError. */
export function lookupCodec(encoding: string): PyTuple {
  checkName(encoding);
  const name = normalizeEncoding(encoding);
  const cached = codecCache().getText(name);
  if (cached !== undefined) return cached as PyTuple;
  importEncodings();
  for (const search of [...codecSearchPath().items]) {
    const found = must(call(search, [strFromUtf16(name)]));
    if (found === None) continue;
    if (!(found instanceof PyTuple) || found.items.length !== 4)
      throw typeError("codec search functions must return 4-tuples");
    codecCache().setText(name, found);
    return found;
  }
  throw lookupError(`unknown encoding: ${encoding}`);
}

const isTextEncodingName = attributeName("_is_text_encoding");

/** A codec between str and bytes; others are for codecs.encode() and codecs.decode() only. */
function lookupTextCodec(encoding: string, alternative: string): PyTuple {
  const codec = lookupCodec(encoding);
  const flag = must(getAttributeOrAbsent(codec, isTextEncodingName));
  if (flag !== null && !must(isTrue(flag))) {
    throw lookupError(`'${encoding}' is not a text encoding; use ${alternative} to handle arbitrary codecs`);
  }
  return codec;
}

/** Call the encoder (0) or decoder (1) of a codec; the first item of its answer. Throws, with a note that names it. */
export function callCodec(
  name: string,
  codec: PyTuple,
  which: 0 | 1,
  object: PyObject,
  errors: string,
): PyObject {
  const args = errors === "strict" ? [object] : [object, strFromUtf16(errors)];
  let result: PyObject;
  try {
    result = must(call(codec.items[which]!, args));
  } catch (caught) {
    throw withNote(caughtException(caught), which, name);
  }
  if (!(result instanceof PyTuple) || result.items.length !== 2) {
    throw typeError(
      which === 0
        ? "encoder must return a tuple (object, integer)"
        : "decoder must return a tuple (object,integer)",
    );
  }
  return result.items[0]!;
}

function withNote(exception: PyBaseException, which: 0 | 1, name: string): PyBaseException {
  const note = strFromUtf16(`${which === 0 ? "encoding" : "decoding"} with '${name}' codec failed`);
  if (callMethod(exception, addNoteName, [note]) === undefined) takePending();
  return exception;
}

const addNoteName = attributeName("add_note");

/** The options of decodeUnicodeEscape; an invalid escape is a DeprecationWarning. */
export function escapeOptions(final: boolean) {
  let warned = false;
  return {
    final,
    lookupName: (name: string) => lookupCharacter(name),
    onInvalid: (escape: string) => {
      if (warned) return;
      warned = true;
      const message =
        escape.length > 1
          ? `"\\${escape}" is an invalid octal escape sequence`
          : `"\\${escape}" is an invalid escape sequence`;
      if (hooks.warn("DeprecationWarning", message, 1) === undefined) throw UNWINDING;
    },
  };
}
