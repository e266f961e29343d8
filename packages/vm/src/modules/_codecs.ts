/**
 * `_codecs`: the registry of codecs and error handlers, and the native codecs one by one, as `codecs` and the modules
 * of `encodings` call them (CPython Modules/_codecsmodule.c).
 *
 * Each encoder answers (bytes, characters read), each decoder (str, bytes read). A decoder that is not at the end of
 * its input (`final` false) leaves an incomplete character unread.
 */
import { reprBytes } from "../algorithms/byte-strings.ts";
import {
  decodeAscii,
  decodeCharmap,
  decodeLatin1,
  encodeBelow,
  encodeCharmap,
} from "../codecs/single-byte.ts";
import { type DecodeHandler, type Decoded, type EncodeErrors, type Text, stringOf } from "../codecs/text.ts";
import {
  decodeRawUnicodeEscape,
  decodeUnicodeEscape,
  encodeRawUnicodeEscape,
  encodeUnicodeEscape,
} from "../codecs/unicode-escape.ts";
import { type ByteOrder, decodeUtf16, encodeUtf16 } from "../codecs/utf-16.ts";
import { decodeUtf32, encodeUtf32 } from "../codecs/utf-32.ts";
import { decodeUtf7, encodeUtf7 } from "../codecs/utf-7.ts";
import { decodeUtf8, encodeUtf8 } from "../codecs/utf-8.ts";
import { type Entry, type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { UNWINDING, must, pendingException, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { utf16Of } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import { typeName, typeOf } from "../kernel/type.ts";
import { getItem } from "../protocols/sequence.ts";
import { intValueOf, toIndex } from "../protocols/number.ts";
import { badArgument } from "../objects/bad-argument.ts";
import { toBytesLike } from "../objects/buffer.ts";
import { PyBytes, makeBytes } from "../objects/bytes.ts";
import {
  decodeHandler,
  encodeErrors,
  lookupErrorHandler,
  registerErrorHandler,
  strOfText,
  textOfStr,
  unregisterErrorHandler,
} from "../objects/codec-errors.ts";
import {
  callCodec,
  codecCache,
  codecSearchPath,
  escapeOptions,
  lookupCodec,
  registerSearch,
  utf16Name,
  utf32Name,
} from "../objects/codecs.ts";
import { makeDict } from "../objects/dict/dict.ts";
import { type Str, codePointAt, strLength, strOf } from "../objects/str/text.ts";
import { makeTuple } from "../objects/tuple.ts";

// ---- Arguments.

function strArgument(name: string, position: string, value: PyObject): Str {
  const text = strOf(value);
  if (text === undefined) throw badArgument(name, `argument ${position}`.trimEnd(), "str", value);
  return text;
}

function errorsName(name: string, position: string, value: PyObject): string {
  if (value === None) return "strict";
  const text = strOf(value);
  if (text === undefined) throw badArgument(name, `argument ${position}`, "str or None", value);
  return utf16Of(text);
}

/** A bytes-like object, or a str, which counts as its UTF-8. */
function bytesOrText(value: PyObject): Uint8Array {
  const text = strOf(value);
  if (text === undefined) return toBytesLike(value);
  return encodeUtf8(textOfStr(text), encodeErrors("utf-8", "strict", text));
}

// ---- Shapes of the codec functions.

type Encode = (text: Text, errors: EncodeErrors, order: ByteOrder) => Uint8Array;
type Decode = (
  bytes: Uint8Array,
  onError: DecodeHandler,
  final: boolean,
  order: ByteOrder,
) => Decoded & { order?: ByteOrder };

function encoder(
  name: string,
  encoding: string,
  encode: Encode,
  signature = "($module, str, errors=None, /)",
): Entry {
  return fn(signature, null, (str: PyObject, errors: PyObject, byteorder?: PyObject) => {
    const text = strArgument(name, "1", str);
    const handler = errorsName(name, "2", errors);
    const order = byteorder === undefined ? 0 : orderOf(byteorder);
    const bytes = encode(textOfStr(text), encodeErrors(encoding, handler, text), order);
    return makeTuple([makeBytes(bytes), strLength(text)]);
  });
}

function orderOf(value: PyObject): ByteOrder {
  return Math.sign(must(toIndex(value, "OverflowError"))) as ByteOrder;
}

function decoder(
  name: string,
  encoding: string | ((bytes: Uint8Array) => string),
  decode: Decode,
  options: { final: "False" | "True" | null; accept?: (value: PyObject) => Uint8Array } = { final: "False" },
): Entry {
  const final = options.final === null ? "" : `, final=${options.final}`;
  return fn(
    `($module, data, errors=None${final}, /)`,
    null,
    (data: PyObject, errors: PyObject, finalArgument?: PyObject) => {
      const bytes = (options.accept ?? toBytesLike)(data);
      const codec = typeof encoding === "string" ? encoding : encoding(bytes);
      const handler = decodeHandler(codec, errorsName(name, "2", errors), bytes);
      const isFinal = finalArgument === undefined || must(isTrue(finalArgument));
      const { text, consumed } = decode(bytes, handler, isFinal, 0);
      return makeTuple([strOfText(text), consumed]);
    },
  );
}

/** utf_16_ex_decode and utf_32_ex_decode also take and answer the byte order. */
function orderedDecoder(
  name: string,
  encoding: (bytes: Uint8Array, order: ByteOrder) => string,
  decode: Decode,
): Entry {
  return fn(
    "($module, data, errors=None, byteorder=0, final=False, /)",
    null,
    (data: PyObject, errors: PyObject, byteorder: PyObject, final: PyObject) => {
      const bytes = toBytesLike(data);
      const order = orderOf(byteorder);
      const handler = decodeHandler(encoding(bytes, order), errorsName(name, "2", errors), bytes);
      const result = decode(bytes, handler, must(isTrue(final)), order);
      return makeTuple([strOfText(result.text), result.consumed, result.order!]);
    },
  );
}

/** Encodings without state and without incomplete characters. */
const whole =
  (decode: (bytes: Uint8Array, onError: DecodeHandler) => Text): Decode =>
  (bytes, onError) => ({
    text: decode(bytes, onError),
    consumed: bytes.length,
  });

// ---- charmap

function charmapDecode(data: PyObject, errors: PyObject, mapping: PyObject): Result {
  const bytes = toBytesLike(data);
  const handler = decodeHandler("charmap", errorsName("charmap_decode", "2", errors), bytes);
  if (mapping === None) return makeTuple([stringOf(bytes), bytes.length]);
  const table = strOf(mapping);
  const toText =
    table === undefined
      ? (byte: number) => mappedText(mapping, byte)
      : (byte: number) => tableText(table, byte);
  return makeTuple([strOfText(decodeCharmap(bytes, toText, handler)), bytes.length]);
}

/** U+FFFE stands for bytes that mean nothing. */
const UNDEFINED = 0xfffe;

function tableText(table: Str, byte: number): Text | null {
  if (byte >= strLength(table)) return null;
  const point = codePointAt(table, byte);
  return point === UNDEFINED ? null : Uint32Array.of(point);
}

/** `mapping[key]`, null for None or LookupError. */
function mapped(mapping: PyObject, key: number): PyObject | null {
  const value = getItem(mapping, key);
  if (value !== undefined) return value === None ? null : value;
  if (!isInstanceOfException(pendingException(), exceptionTypes.LookupError)) throw UNWINDING;
  rt.pending = null;
  return null;
}

function mappedText(mapping: PyObject, byte: number): Text | null {
  const value = mapped(mapping, byte);
  if (value === null) return null;
  const text = strOf(value);
  if (text !== undefined) return text === "\ufffe" ? null : textOfStr(text);
  const point = intValueOf(value);
  if (point === undefined) throw typeError("character mapping must return integer, None or str");
  if (point < 0 || point > 0x10ffff) throw typeError("character mapping must be in range(0x110000)");
  return point === UNDEFINED ? null : Uint32Array.of(Number(point));
}

function charmapEncode(str: PyObject, errors: PyObject, mapping: PyObject): Result {
  const text = strArgument("charmap_encode", "1", str);
  const handler = errorsName("charmap_encode", "2", errors);
  const bytes =
    mapping === None
      ? encodeBelow(textOfStr(text), 256, encodeErrors("latin-1", handler, text))
      : encodeCharmap(
          textOfStr(text),
          (point) => mappedBytes(mapping, point),
          encodeErrors("charmap", handler, text),
        );
  return makeTuple([makeBytes(bytes), strLength(text)]);
}

function mappedBytes(mapping: PyObject, point: number): Uint8Array | null {
  const value = mapped(mapping, point);
  if (value === null) return null;
  if (value instanceof PyBytes) return value.bytes;
  const byte = intValueOf(value);
  if (byte === undefined) {
    throw typeError(`character mapping must return integer, bytes or None, not ${typeName(value)}`);
  }
  if (byte < 0 || byte > 255) throw typeError("character mapping must be in range(256)");
  return Uint8Array.of(Number(byte));
}

/** The mapping for charmap_encode that inverts a decoding table. */
function charmapBuild(map: PyObject): Result {
  const table = strArgument("charmap_build", "", map);
  const encoding = makeDict();
  for (let i = 0; i < Math.min(strLength(table), 256); i++) {
    const point = codePointAt(table, i);
    if (point !== UNDEFINED) must(encoding.set(point, i));
  }
  return encoding;
}

// ---- Escapes of bytes literals.

const SIMPLE_ESCAPES: Readonly<Record<number, number>> = {
  0x5c: 0x5c,
  0x27: 0x27,
  0x22: 0x22,
  0x62: 8,
  0x66: 12,
  0x74: 9,
  0x6e: 10,
  0x72: 13,
  0x76: 11,
  0x61: 7,
};

function escapeDecode(data: PyObject, errorsArgument: PyObject): Result {
  const bytes = bytesOrText(data);
  const errors = errorsName("escape_decode", "2", errorsArgument);
  const out: number[] = [];
  let warned = false;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at++]!;
    if (byte !== 0x5c) {
      out.push(byte);
      continue;
    }
    if (at === bytes.length) throw valueError("Trailing \\ in string");
    const escape = bytes[at++]!;
    if (escape === 0x0a) continue;
    const simple = SIMPLE_ESCAPES[escape];
    if (simple !== undefined) out.push(simple);
    else if (escape >= 0x30 && escape <= 0x37) {
      let value = escape - 0x30;
      for (let i = 0; i < 2 && at < bytes.length && bytes[at]! >= 0x30 && bytes[at]! <= 0x37; i++) {
        value = value * 8 + bytes[at++]! - 0x30;
      }
      if (value > 0o377 && !warned)
        warned = warnInvalid(`"\\${value.toString(8)}" is an invalid octal escape sequence`);
      out.push(value & 0xff);
    } else if (escape === 0x78) {
      const digits = /^[0-9a-f]{0,2}/i.exec(stringOf(bytes.subarray(at, at + 2)))![0];
      if (digits.length === 2) {
        out.push(parseInt(digits, 16));
        at += 2;
      } else {
        if (errors === "strict") throw valueError(`invalid \\x escape at position ${at - 2}`);
        if (errors === "replace") out.push(0x3f);
        else if (errors !== "ignore")
          throw valueError(`decoding error; unknown error handling code: ${errors}`);
        at += digits.length;
      }
    } else {
      if (!warned) warned = warnInvalid(`"\\${String.fromCharCode(escape)}" is an invalid escape sequence`);
      out.push(0x5c, escape);
    }
  }
  return makeTuple([makeBytes(Uint8Array.from(out)), bytes.length]);
}

function warnInvalid(message: string): true {
  if (hooks.warn("DeprecationWarning", message, 1) === undefined) throw UNWINDING;
  return true;
}

function escapeEncode(data: PyObject): Result {
  if (!(data instanceof PyBytes)) throw badArgument("escape_encode", "argument 1", "bytes", data);
  // repr() escapes the same way, but for its quotes.
  const text = reprBytes(data.bytes).slice(2, -1);
  const escaped = reprBytes(data.bytes)[1] === '"' ? text.replaceAll("'", "\\'") : text;
  return makeTuple([makeBytes(Uint8Array.from(escaped, (c) => c.charCodeAt(0))), data.bytes.length]);
}

// ---- The registry.

function codecName(name: string, position: string, value: PyObject): string {
  return utf16Of(strArgument(name, position, value));
}

function recode(which: 0 | 1, name: string) {
  return (obj: PyObject, encoding: PyObject, errors: PyObject): Result => {
    const codec = codecName(name, "'encoding'", encoding);
    const handler = codecName(name, "'errors'", errors);
    return callCodec(codec, lookupCodec(codec), which, obj, handler);
  };
}

function register(search: PyObject): Result {
  if (typeOf(search).slots.__call__ === undefined) throw typeError("argument must be callable");
  registerSearch(search);
  return None;
}

function unregister(search: PyObject): Result {
  const path = codecSearchPath();
  const index = path.items.indexOf(search);
  if (index >= 0) {
    path.items.splice(index, 1);
    codecCache().clear();
  }
  return None;
}

const UTF16_BOTH = "($module, str, errors=None, byteorder=0, /)";

export const codecsModule: ModuleDefinition = defineModule("_codecs", {
  functions: {
    register: fn(
      "($module, search_function, /)",
      "Add a function that finds codecs.\n\nIt gets the name of an encoding in lower case and answers a tuple (encoder, decoder, stream reader, stream\nwriter), or None.",
      register,
    ),
    unregister: fn(
      "($module, search_function, /)",
      "Remove a codec search function and forget all codecs found.",
      unregister,
    ),
    lookup: fn("($module, encoding, /)", "The CodecInfo of an encoding.", (encoding: PyObject) =>
      lookupCodec(codecName("lookup", "", encoding)),
    ),
    encode: fn(
      "($module, /, obj, encoding='utf-8', errors='strict')",
      "What the codec's encoder makes of an object.",
      recode(0, "encode"),
    ),
    decode: fn(
      "($module, /, obj, encoding='utf-8', errors='strict')",
      "What the codec's decoder makes of an object.",
      recode(1, "decode"),
    ),
    register_error: fn(
      "($module, errors, handler, /)",
      "Register an error handler under a name.\n\nIt gets the UnicodeError and answers a replacement and the position at which to go on.",
      (errors: PyObject, handler: PyObject) => {
        const name = codecName("register_error", "1", errors);
        if (typeOf(handler).slots.__call__ === undefined) throw typeError("handler must be callable");
        registerErrorHandler(name, handler);
        return None;
      },
    ),
    _unregister_error: fn(
      "($module, errors, /)",
      "Forget an error handler; answers whether there was one.",
      (errors: PyObject) => {
        const name = codecName("_unregister_error", "", errors);
        const removed = unregisterErrorHandler(name);
        if (removed === "builtin") throw valueError(`cannot un-register built-in error handler '${name}'`);
        return removed;
      },
    ),
    lookup_error: fn(
      "($module, name, /)",
      "The error handler of this name; LookupError if there is none.",
      (name: PyObject) => lookupErrorHandler(codecName("lookup_error", "", name)),
    ),

    escape_encode: fn("($module, data, errors=None, /)", null, escapeEncode),
    escape_decode: fn("($module, data, errors=None, /)", null, escapeDecode),
    utf_8_encode: encoder("utf_8_encode", "utf-8", encodeUtf8),
    utf_8_decode: decoder("utf_8_decode", "utf-8", decodeUtf8),
    utf_7_encode: encoder("utf_7_encode", "utf-7", encodeUtf7),
    utf_7_decode: decoder("utf_7_decode", "utf7", decodeUtf7),
    utf_16_encode: encoder(
      "utf_16_encode",
      "utf-16",
      (text, errors, order) => encodeUtf16(text, order, errors),
      UTF16_BOTH,
    ),
    utf_16_le_encode: encoder("utf_16_le_encode", "utf-16-le", (text, errors) =>
      encodeUtf16(text, -1, errors),
    ),
    utf_16_be_encode: encoder("utf_16_be_encode", "utf-16-be", (text, errors) =>
      encodeUtf16(text, 1, errors),
    ),
    utf_16_decode: decoder(
      "utf_16_decode",
      (bytes) => utf16Name(bytes, 0),
      (bytes, onError, final) => decodeUtf16(bytes, 0, onError, final),
    ),
    utf_16_le_decode: decoder("utf_16_le_decode", "utf-16-le", (bytes, onError, final) =>
      decodeUtf16(bytes, -1, onError, final),
    ),
    utf_16_be_decode: decoder("utf_16_be_decode", "utf-16-be", (bytes, onError, final) =>
      decodeUtf16(bytes, 1, onError, final),
    ),
    utf_16_ex_decode: orderedDecoder("utf_16_ex_decode", utf16Name, (bytes, onError, final, order) =>
      decodeUtf16(bytes, order, onError, final),
    ),
    utf_32_encode: encoder(
      "utf_32_encode",
      "utf-32",
      (text, errors, order) => encodeUtf32(text, order, errors),
      UTF16_BOTH,
    ),
    utf_32_le_encode: encoder("utf_32_le_encode", "utf-32-le", (text, errors) =>
      encodeUtf32(text, -1, errors),
    ),
    utf_32_be_encode: encoder("utf_32_be_encode", "utf-32-be", (text, errors) =>
      encodeUtf32(text, 1, errors),
    ),
    utf_32_decode: decoder(
      "utf_32_decode",
      (bytes) => utf32Name(bytes, 0),
      (bytes, onError, final) => decodeUtf32(bytes, 0, onError, final),
    ),
    utf_32_le_decode: decoder("utf_32_le_decode", "utf-32-le", (bytes, onError, final) =>
      decodeUtf32(bytes, -1, onError, final),
    ),
    utf_32_be_decode: decoder("utf_32_be_decode", "utf-32-be", (bytes, onError, final) =>
      decodeUtf32(bytes, 1, onError, final),
    ),
    utf_32_ex_decode: orderedDecoder("utf_32_ex_decode", utf32Name, (bytes, onError, final, order) =>
      decodeUtf32(bytes, order, onError, final),
    ),
    unicode_escape_encode: encoder("unicode_escape_encode", "unicodeescape", encodeUnicodeEscape),
    unicode_escape_decode: decoder(
      "unicode_escape_decode",
      "unicodeescape",
      (bytes, onError, final) => decodeUnicodeEscape(bytes, onError, escapeOptions(final)),
      { final: "True", accept: bytesOrText },
    ),
    raw_unicode_escape_encode: encoder(
      "raw_unicode_escape_encode",
      "rawunicodeescape",
      encodeRawUnicodeEscape,
    ),
    raw_unicode_escape_decode: decoder(
      "raw_unicode_escape_decode",
      "rawunicodeescape",
      decodeRawUnicodeEscape,
      {
        final: "True",
        accept: bytesOrText,
      },
    ),
    latin_1_encode: encoder("latin_1_encode", "latin-1", (text, errors) => encodeBelow(text, 256, errors)),
    latin_1_decode: decoder("latin_1_decode", "latin-1", whole(decodeLatin1), { final: null }),
    ascii_encode: encoder("ascii_encode", "ascii", (text, errors) => encodeBelow(text, 128, errors)),
    ascii_decode: decoder("ascii_decode", "ascii", whole(decodeAscii), { final: null }),
    charmap_encode: fn("($module, str, errors=None, mapping=None, /)", null, charmapEncode),
    charmap_decode: fn("($module, data, errors=None, mapping=None, /)", null, charmapDecode),
    charmap_build: fn("($module, map, /)", null, charmapBuild),
    readbuffer_encode: fn("($module, data, errors=None, /)", null, (data: PyObject) => {
      const bytes = bytesOrText(data);
      return makeTuple([makeBytes(bytes.slice()), bytes.length]);
    }),
  },
});
