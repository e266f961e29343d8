/**
 * The codec of a text stream: an incremental decoder and an encoder.
 *
 * UTF-8, ASCII and Latin-1 are done here over JavaScript text; any other encoding by the incremental codecs that
 * `codecs.lookup` answers. Text is UTF-16: lone surrogates that `surrogateescape` makes stay lone in it.
 */
import { decodeLatin1 } from "../../codecs/single-byte.ts";
import { decodeUtf8 } from "../../codecs/utf-8.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import type { PyStr } from "../../kernel/text.ts";
import { strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { isInstance, strType, typeName } from "../../kernel/type.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { decodeHandler, strOfText } from "../../objects/codec-errors.ts";
import { decodeText, encodeText, lookupCodec, normalizeEncoding } from "../../objects/codecs.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { getAttribute, getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { exactStr } from "../../protocols/repr.ts";
import { joinBytes } from "./base.ts";

export interface StreamDecoder {
  decode(bytes: Uint8Array, final: boolean): string;
  /** Bytes that were given and are not decoded yet. */
  carried(): Uint8Array;
  reset(): void;
}

export interface StreamEncoder {
  encode(text: string): Uint8Array;
  /** Go on as if at the start of the stream (a byte order mark is due), or in the middle of it. */
  setAtStart(atStart: boolean): void;
}

const NOTHING = new Uint8Array(0);

function plainText(value: PyObject): string {
  return utf16Of(exactStr(value) as string | PyStr);
}

/** A decoder for one of the native encodings. */
class NativeDecoder implements StreamDecoder {
  readonly #kind: "utf-8" | "ascii" | "latin-1";
  readonly #errors: string;
  #carry: Uint8Array = NOTHING;
  constructor(kind: "utf-8" | "ascii" | "latin-1", errors: string) {
    this.#kind = kind;
    this.#errors = errors;
  }

  decode(bytes: Uint8Array, final: boolean): string {
    if (this.#kind === "latin-1") return plainText(strOfText(decodeLatin1(bytes)));
    if (this.#kind === "ascii") return plainText(decodeText(bytes, "ascii", this.#errors));
    const input = this.#carry.length === 0 ? bytes : joinBytes([this.#carry, bytes]);
    const { text, consumed } = decodeUtf8(input, decodeHandler("utf-8", this.#errors, input), final);
    this.#carry = input.slice(consumed);
    return typeof text === "string" ? text : plainText(strOfText(text));
  }

  carried(): Uint8Array {
    return this.#carry;
  }

  reset(): void {
    this.#carry = NOTHING;
  }
}

/** A decoder written in Python. */
class CodecDecoder implements StreamDecoder {
  readonly #decoder: PyObject;
  constructor(decoder: PyObject) {
    this.#decoder = decoder;
  }

  decode(bytes: Uint8Array, final: boolean): string {
    const text = must(callMethod(this.#decoder, attributeName("decode"), [makeBytes(bytes.slice()), final]));
    if (!isInstance(text, strType))
      throw typeError(`decoder should return a string result, not '${typeName(text)}'`);
    return plainText(text);
  }

  carried(): Uint8Array {
    const state = must(callMethod(this.#decoder, attributeName("getstate"), []));
    return state instanceof PyTuple ? toBytesLike(state.items[0]!) : NOTHING;
  }

  reset(): void {
    must(callMethod(this.#decoder, attributeName("reset"), []));
  }
}

const nativeEncoder = (encoding: string, errors: string): StreamEncoder => ({
  encode: (text) => encodeText(strFromUtf16(text) as string | PyStr, encoding, errors),
  setAtStart: () => undefined,
});

function codecEncoder(encoder: PyObject): StreamEncoder {
  return {
    encode: (text) => toBytesLike(must(callMethod(encoder, attributeName("encode"), [strFromUtf16(text)]))),
    setAtStart(atStart) {
      // The incremental encoders of encodings with a byte order mark take 2 for "not at the start".
      if (atStart) must(callMethod(encoder, attributeName("reset"), []));
      else must(callMethod(encoder, attributeName("setstate"), [NO_MARK_DUE]));
    },
  };
}

const NO_MARK_DUE = 2;

const NATIVE: Record<string, "utf-8" | "ascii" | "latin-1"> = {
  utf_8: "utf-8",
  utf8: "utf-8",
  ascii: "ascii",
  us_ascii: "ascii",
  latin_1: "latin-1",
  latin1: "latin-1",
  iso_8859_1: "latin-1",
  iso8859_1: "latin-1",
};

export type StreamCodec = {
  readonly decoder: () => StreamDecoder;
  readonly encoder: () => StreamEncoder;
};

/** The codec for an encoding. Throws LookupError for an unknown one, and for one that is not of text. */
export function streamCodec(encoding: string, errors: string): StreamCodec {
  const native = NATIVE[normalizeEncoding(encoding)];
  if (native !== undefined) {
    return {
      decoder: () => new NativeDecoder(native, errors),
      encoder: () => nativeEncoder(encoding, errors),
    };
  }
  const codec = lookupCodec(encoding);
  requireTextEncoding(codec, encoding);
  const incremental = (name: string) => {
    const factory = must(getAttribute(codec, attributeName(name)));
    if (factory === None) throw typeError(`the codec '${encoding}' has no ${name}`);
    return must(call(factory, [errors]));
  };
  return {
    decoder: () => new CodecDecoder(incremental("incrementaldecoder")),
    encoder: () => codecEncoder(incremental("incrementalencoder")),
  };
}

function requireTextEncoding(codec: PyObject, encoding: string): void {
  const isText = must(getAttributeOrAbsent(codec, attributeName("_is_text_encoding")));
  if (isText !== null && !must(isTrue(isText))) {
    throw makeException(exceptionTypes.LookupError, [
      `'${encoding}' is not a text encoding; use codecs.open() to handle arbitrary codecs`,
    ]);
  }
}
