/**
 * `bytes % args`: the bytes dialect of percent formatting (bytesobject.c, _PyBytes_FormatEx).
 */
import { bytesOfLatin1 } from "../algorithms/byte-strings.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyObject } from "../kernel/object.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { caughtException, must, overflowError, typeError } from "../kernel/raise.ts";
import { typeName, typeOf } from "../kernel/type.ts";
import { callSpecialIfPresent } from "../protocols/call.ts";
import { toInteger } from "../protocols/number.ts";
import { repr } from "../protocols/repr.ts";
import { bytesLikeOf } from "./buffer.ts";
import { PyByteArray } from "./bytearray.ts";
import { PyBytes, makeBytes } from "./bytes.ts";
import { toDouble } from "./float.ts";
import { type Dialect, percentFormat } from "./percent-format.ts";
import { escapeNonAscii } from "./str/repr.ts";
import { strOf } from "./str/text.ts";
import { PyTuple } from "./tuple.ts";

const bytesName = attributeName("__bytes__");

const latin1Of = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

function formatBytes(value: PyObject): string {
  if (value instanceof PyBytes) return latin1Of(value.bytes);
  if (value instanceof PyByteArray) return latin1Of(value.view());
  const special = must(callSpecialIfPresent(value, bytesName, []));
  if (special !== null) {
    if (!(special instanceof PyBytes))
      throw typeError(`__bytes__ returned non-bytes (type ${typeName(special)})`);
    return latin1Of(special.bytes);
  }
  const bytes = bytesLikeOf(value);
  if (bytes === null) {
    throw typeError(
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
    );
  }
  return latin1Of(bytes);
}

const formatAscii = (value: PyObject): string => escapeNonAscii(strOf(must(repr(value)))!);

const BYTES: Dialect = {
  what: "bytes",
  text: { s: formatBytes, b: formatBytes, a: formatAscii, r: formatAscii },
  character: (value) => {
    const bytes = value instanceof PyBytes ? value.bytes : value instanceof PyByteArray ? value.view() : null;
    const required = "%c requires an integer in range(256) or a single byte, not ";
    if (bytes !== null) {
      if (bytes.length === 1) return latin1Of(bytes);
      const kind = value instanceof PyBytes ? "bytes" : "bytearray";
      throw typeError(`${required}a ${kind} object of length ${bytes.length}`);
    }
    if (typeOf(value).slots.__index__ === undefined) throw typeError(required + typeName(value));
    const byte = must(toInteger(value));
    if (byte < 0 || byte > 255) throw overflowError("%c arg not in range(256)");
    return String.fromCharCode(byte as number);
  },
  key: (key) => makeBytes(bytesOfLatin1(key as string)),
  isMapping: (args) =>
    !(args instanceof PyTuple) &&
    !(args instanceof PyBytes) &&
    !(args instanceof PyByteArray) &&
    strOf(args) === undefined &&
    typeOf(args).slots.__getitem__ !== undefined,
  unsupported: (code, index) =>
    `unsupported format character '${String.fromCharCode(code)}' (0x${code.toString(16)}) at index ${index}`,
  toDouble: (value) => {
    try {
      return toDouble(value);
    } catch (caught) {
      const exception = caughtException(caught);
      if (!isInstanceOfException(exception, exceptionTypes.TypeError)) throw exception;
      throw typeError(`float argument required, not ${typeName(value)}`);
    }
  },
};

/** The bytes of `format % args`. Throws. */
export function formatBytesPercent(format: Uint8Array, args: PyObject): Uint8Array {
  return bytesOfLatin1(percentFormat(latin1Of(format), args, BYTES) as string);
}
