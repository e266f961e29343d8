/**
 * Error handlers of codecs (library reference, "Error Handlers"; CPython Python/codecs.c).
 *
 * Each builtin handler is one function on a description of the error. Codecs call it directly; Python code that looks
 * a handler up (`codecs.lookup_error("replace")`) gets a function that reads the description from the exception.
 */
import { nameOf } from "@pyvm/unicode/names";
import { escapeOf } from "../codecs/unicode-escape.ts";
import {
  ByteBuilder,
  type CodecError,
  type DecodeHandler,
  type EncodeErrors,
  type Text,
  isSurrogate,
} from "../codecs/text.ts";
import { pushAnyUtf8 } from "../codecs/utf-8.ts";
import { fn, makeFunction } from "../kernel/define.ts";
import {
  type PyBaseException,
  exceptionTypes,
  isInstanceOfException,
  makeException,
} from "../kernel/exceptions.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject } from "../kernel/object.ts";
import { indexError, isException, lookupError, must, typeError } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16, utf16Of } from "../kernel/text.ts";
import { typeName } from "../kernel/type.ts";
import { toIndex } from "../protocols/number.ts";
import { PyBytes, makeBytes } from "./bytes.ts";
import { PyDict, makeDict } from "./dict/dict.ts";
import { type Str, fromPoints, pointsOf, strOf } from "./str/text.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

/** What a handler decides by. */
type Failure = CodecError & {
  readonly kind: "encode" | "decode" | "translate";
  readonly encoding: string;
  /** The characters, or the bytes, of the whole input. */
  readonly input: Uint32Array | Uint8Array;
};
type Answer = { readonly replacement: Text | Uint8Array; readonly position: number };
/** null: this handler has no answer and the error stands. */
type Handler = (failure: Failure) => Answer | null;

export const textOfStr = (text: Str): Text => (typeof text === "string" ? text : text.points);
export const strOfText = (text: Text): Str => (typeof text === "string" ? text : fromPoints(text));

const REPLACEMENT = "\ufffd";

const eachPoint = ({ input, start, end }: Failure, show: (point: number) => string): string => {
  let text = "";
  for (let i = start; i < end; i++) text += show(input[i]!);
  return text;
};

/** For encoding errors only; decoding errors make TypeError. */
const encodeOnly = (show: (point: number) => string): Handler => {
  return (failure) => {
    if (failure.kind !== "encode") throw unexpected(EXCEPTION_NAME[failure.kind]);
    return { replacement: eachPoint(failure, show), position: failure.end };
  };
};

const EXCEPTION_NAME = {
  encode: "UnicodeEncodeError",
  decode: "UnicodeDecodeError",
  translate: "UnicodeTranslateError",
} as const;

const HANDLERS: Readonly<Record<string, Handler>> = {
  strict: () => null,
  ignore: ({ end }) => ({ replacement: "", position: end }),
  replace: ({ kind, start, end }) => {
    if (kind === "decode") return { replacement: REPLACEMENT, position: end };
    return { replacement: (kind === "encode" ? "?" : REPLACEMENT).repeat(end - start), position: end };
  },
  xmlcharrefreplace: encodeOnly((point) => `&#${point};`),
  backslashreplace: (failure) => ({
    replacement: eachPoint(failure, escapeOf),
    position: failure.end,
  }),
  namereplace: encodeOnly((point) => {
    const name = nameOf(point);
    return name === undefined ? escapeOf(point) : `\\N{${name}}`;
  }),
  surrogatepass: (failure) =>
    failure.kind === "encode"
      ? passSurrogates(failure)
      : failure.kind === "decode"
        ? readSurrogate(failure)
        : unexpectedKind(failure),
  surrogateescape: (failure) =>
    failure.kind === "encode"
      ? unescapeBytes(failure)
      : failure.kind === "decode"
        ? escapeBytes(failure)
        : unexpectedKind(failure),
};

function unexpectedKind(failure: Failure): never {
  throw unexpected(EXCEPTION_NAME[failure.kind]);
}

function unexpected(type: string) {
  return typeError(`don't know how to handle ${type} in error callback`);
}

// ---- surrogatepass: lone surrogates as the encoding would write them if it could.

type Utf = { readonly bits: 8 | 16 | 32; readonly little: boolean };

function utfOf(encoding: string): Utf | null {
  const match = /^(?:utf|cp)[-_]?(8|16|32|65001)(?:[-_]?(le|be))?$/i.exec(encoding);
  if (match === null) return null;
  const bits = match[1] === "65001" ? 8 : (Number(match[1]) as 8 | 16 | 32);
  return { bits, little: match[2]?.toLowerCase() !== "be" };
}

function passSurrogates({ encoding, input, start, end }: Failure): Answer | null {
  const utf = utfOf(encoding);
  if (utf === null) return null;
  const out = new ByteBuilder(16);
  for (let i = start; i < end; i++) {
    const point = input[i]!;
    if (!isSurrogate(point)) return null;
    if (utf.bits === 8) pushAnyUtf8(point, out);
    else {
      const size = utf.bits / 8;
      for (let k = 0; k < size; k++) out.push((point >> (8 * (utf.little ? k : size - 1 - k))) & 0xff);
    }
  }
  return { replacement: out.finish(), position: end };
}

function readSurrogate({ encoding, input, start }: Failure): Answer | null {
  const utf = utfOf(encoding);
  if (utf === null) return null;
  const size = utf.bits === 8 ? 3 : utf.bits / 8;
  if (input.length - start < size) return null;
  let point = 0;
  if (utf.bits === 8) {
    const [a, b, c] = [input[start]!, input[start + 1]!, input[start + 2]!];
    if ((a & 0xf0) !== 0xe0 || (b & 0xc0) !== 0x80 || (c & 0xc0) !== 0x80) return null;
    point = ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
  } else {
    for (let k = 0; k < size; k++) point = point * 256 + input[start + (utf.little ? size - 1 - k : k)]!;
  }
  return isSurrogate(point) ? { replacement: Uint32Array.of(point), position: start + size } : null;
}

// ---- surrogateescape: undecodable bytes 0x80–0xff as U+DC80–U+DCFF, and back (PEP 383).

function escapeBytes({ input, start, end }: Failure): Answer | null {
  const points: number[] = [];
  while (points.length < 4 && start + points.length < end && input[start + points.length]! >= 128) {
    points.push(0xdc00 + input[start + points.length]!);
  }
  return points.length === 0
    ? null
    : { replacement: Uint32Array.from(points), position: start + points.length };
}

function unescapeBytes({ input, start, end }: Failure): Answer | null {
  const bytes: number[] = [];
  let at = start;
  for (; at < end && input[at]! >= 0xdc80 && input[at]! <= 0xdcff; at++) bytes.push(input[at]! - 0xdc00);
  return at === start ? null : { replacement: Uint8Array.from(bytes), position: at };
}

// ---- Exceptions.

export function decodeError(
  encoding: string,
  object: PyObject,
  { start, end, reason }: CodecError,
): PyBaseException {
  return unicodeError("UnicodeDecodeError", { encoding: strFromUtf16(encoding), object, start, end, reason });
}

export function encodeError(
  encoding: string,
  object: PyObject,
  { start, end, reason }: CodecError,
): PyBaseException {
  return unicodeError("UnicodeEncodeError", { encoding: strFromUtf16(encoding), object, start, end, reason });
}

function unicodeError(
  name: "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError",
  fields: Record<string, PyObject>,
): PyBaseException {
  const error = makeException(exceptionTypes[name], Object.values(fields));
  error.fields = { ...fields };
  return error;
}

// ---- Handlers as Python functions.

function describe(exception: PyBaseException): Failure | null {
  const fields = exception.fields ?? {};
  const kind = isInstanceOfException(exception, exceptionTypes.UnicodeEncodeError)
    ? "encode"
    : isInstanceOfException(exception, exceptionTypes.UnicodeDecodeError)
      ? "decode"
      : isInstanceOfException(exception, exceptionTypes.UnicodeTranslateError)
        ? "translate"
        : null;
  if (kind === null) return null;
  const object = fields["object"];
  const text = object === undefined ? undefined : strOf(object);
  const input =
    object instanceof PyBytes ? object.bytes : text === undefined ? new Uint8Array(0) : pointsOf(text);
  const encoding = fields["encoding"] === undefined ? "" : utf16Of(strOf(fields["encoding"]) ?? "");
  const reason = fields["reason"] === undefined ? "" : utf16Of(strOf(fields["reason"]) ?? "");
  const start = Math.min(Math.max(Number(fields["start"] ?? 0), 0), Math.max(input.length - 1, 0));
  const end = Math.min(Math.max(Number(fields["end"] ?? 0), Math.min(1, input.length), start), input.length);
  return { kind, encoding, input, start, end, reason };
}

function handlerFunction(name: string, handler: Handler): PyObject {
  const doc = `The '${name}' error handler.`;
  return makeFunction(
    name.startsWith("surrogate") ? name : `${name}_errors`,
    null,
    fn("(exception, /)", doc, (exception: PyObject) => {
      if (name === "strict") {
        if (isException(exception)) throw exception;
        throw typeError("codec must pass exception instance");
      }
      const failure = isException(exception) ? describe(exception) : null;
      if (failure === null) throw unexpected(typeName(exception));
      const answer = handler(failure);
      // Codecs ask again about the rest; who calls a handler wants all of it.
      const isPartial = answer !== null && name === "surrogateescape" && failure.kind === "encode";
      if (answer === null || (isPartial && answer.position < failure.end)) throw exception;
      const { replacement, position } = answer;
      const value = replacement instanceof Uint8Array ? makeBytes(replacement) : strOfText(replacement);
      return makeTuple([value, position]);
    }),
  );
}

// ---- The registry.

const REGISTRY = "codec_error_registry";

/** Handlers by name; each interpreter has its own. */
function registry(): PyDict {
  let handlers = rt.interpreter.get(REGISTRY);
  if (!(handlers instanceof PyDict)) {
    handlers = makeDict();
    for (const [name, handler] of Object.entries(HANDLERS))
      (handlers as PyDict).setText(name, handlerFunction(name, handler));
    rt.interpreter.set(REGISTRY, handlers);
  }
  return handlers as PyDict;
}

/** codecs.lookup_error(name). Throws LookupError. */
export function lookupErrorHandler(name: string): PyObject {
  const handler = registry().getText(name);
  if (handler === undefined) throw lookupError(`unknown error handler name '${name}'`);
  return handler;
}

export function registerErrorHandler(name: string, handler: PyObject): void {
  registry().setText(name, handler);
}

/** codecs._unregister_error(name): whether there was one. Builtin handlers stay. */
export function unregisterErrorHandler(name: string): boolean | "builtin" {
  if (Object.hasOwn(HANDLERS, name)) return "builtin";
  return registry().deleteText(name);
}

// ---- Handlers as the codecs call them.

/** The handler named `errors` for decoding `bytes`. `object` is what exceptions show; made only when one is. */
export function decodeHandler(encoding: string, errors: string, bytes: Uint8Array): DecodeHandler {
  let object: PyBytes | undefined;
  const shown = () => (object ??= makeBytes(bytes.slice()));
  const builtin = Object.hasOwn(HANDLERS, errors) ? HANDLERS[errors]! : null;
  if (builtin !== null) {
    return (error) => {
      const answer = builtin({ ...error, kind: "decode", encoding, input: bytes });
      if (answer === null) throw decodeError(encoding, shown(), error);
      return answer as { replacement: Text; position: number };
    };
  }
  let exception: PyBaseException | undefined;
  return (error) => {
    const handler = lookupErrorHandler(errors);
    exception = updated(exception, () => decodeError(encoding, shown(), error), error);
    const [replacement, position] = callHandler(handler, exception, "decoding", bytes.length);
    if (replacement instanceof PyBytes)
      throw typeError("decoding error handler must return (str, int) tuple");
    return { replacement: textOfStr(replacement), position };
  };
}

/** The handler named `errors` for encoding `text`. */
export function encodeErrors(encoding: string, errors: string, text: Str): EncodeErrors {
  const fail = (error: CodecError): never => {
    throw encodeError(encoding, text, error);
  };
  const builtin = Object.hasOwn(HANDLERS, errors) ? HANDLERS[errors]! : null;
  if (builtin !== null) {
    let input: Uint32Array | undefined;
    return {
      fail,
      handle: (error) =>
        builtin({ ...error, kind: "encode", encoding, input: (input ??= pointsOf(text)) }) ?? fail(error),
    };
  }
  let exception: PyBaseException | undefined;
  return {
    fail,
    handle: (error) => {
      const handler = lookupErrorHandler(errors);
      exception = updated(exception, () => encodeError(encoding, text, error), error);
      const [replacement, position] = callHandler(handler, exception, "encoding", textOfStr(text).length);
      return {
        replacement: replacement instanceof PyBytes ? replacement.bytes : textOfStr(replacement),
        position,
      };
    },
  };
}

/** One exception object serves all errors of a call, as in CPython. */
function updated(
  exception: PyBaseException | undefined,
  make: () => PyBaseException,
  error: CodecError,
): PyBaseException {
  if (exception === undefined) return make();
  const { start, end, reason } = error;
  exception.fields = { ...exception.fields, start, end, reason };
  return exception;
}

/** Call a Python handler; its answer, the position counted from the end if negative. Throws. */
function callHandler(
  handler: PyObject,
  exception: PyBaseException,
  what: "decoding" | "encoding",
  length: number,
): [Str | PyBytes, number] {
  const result = must(call(handler, [exception as unknown as PyObject]));
  const shape = what === "decoding" ? "(str, int)" : "(str/bytes, int)";
  const wrong = () => typeError(`${what} error handler must return ${shape} tuple`);
  if (!(result instanceof PyTuple) || result.items.length !== 2) throw wrong();
  const [value, where] = result.items as [PyObject, PyObject];
  const text = strOf(value);
  if (text === undefined && !(value instanceof PyBytes)) throw wrong();
  const index = must(toIndex(where));
  const position = index < 0 ? index + length : index;
  if (position < 0 || position > length)
    throw indexError(`position ${index} from error handler out of bounds`);
  return [text ?? (value as PyBytes), position];
}
