/**
 * `binascii`: binary data as ASCII text, and back.
 */
import {
  crc32,
  crcHqx,
  decodeBase64,
  decodeQuotedPrintable,
  decodeUu,
  encodeBase64,
  encodeQuotedPrintable,
  encodeUu,
} from "../algorithms/binary-ascii.ts";
import { bytesOfLatin1, isAsciiDigit } from "../algorithms/byte-strings.ts";
import { type ModuleDefinition, defineModule, defineType, fn } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, typeError, valueError } from "../kernel/raise.ts";
import { isTrue } from "../kernel/truth.ts";
import { typeName } from "../kernel/type.ts";
import { toInteger } from "../protocols/number.ts";
import { bytesLikeOf, toBytesLike } from "../objects/buffer.ts";
import { hexText } from "../objects/bytes-methods.ts";
import { makeBytes } from "../objects/bytes.ts";
import { isAscii, strOf } from "../objects/str/text.ts";

const errorType = defineType("Error", { base: exceptionTypes.ValueError, module: "binascii", hasDict: true });
const incompleteType = defineType("Incomplete", {
  base: exceptionTypes.Exception,
  module: "binascii",
  hasDict: true,
});
const binasciiError = (message: string) => makeException(errorType, [message]);

/** A bytes-like object or an ASCII str. Throws. */
function asciiArgument(value: PyObject): Uint8Array {
  const text = strOf(value);
  if (text !== undefined) {
    if (!isAscii(text)) throw valueError("string argument should contain only ASCII characters");
    return bytesOfLatin1(text as string);
  }
  const bytes = bytesLikeOf(value);
  if (bytes === null)
    throw typeError(`argument should be bytes, buffer or ASCII string, not '${typeName(value)}'`);
  return bytes;
}

const flag = (value: PyObject): boolean => must(isTrue(value));

/** Decoded bytes, or the error that a message says. */
function decoded(result: Uint8Array | string): Result {
  if (typeof result === "string") throw binasciiError(result);
  return makeBytes(result);
}

function hexlify(data: PyObject, separator: PyObject | undefined, group: PyObject): Result {
  const text = hexText(toBytesLike(data), separator, group);
  return makeBytes(bytesOfLatin1(text));
}

function unhexlify(hexstr: PyObject): Result {
  const digits = asciiArgument(hexstr);
  if (digits.length % 2 !== 0) throw binasciiError("Odd-length string");
  const valueOf = (byte: number): number => {
    if (isAsciiDigit(byte)) return byte - 0x30;
    const lower = byte | 0x20;
    if (lower < 0x61 || lower > 0x66) throw binasciiError("Non-hexadecimal digit found");
    return lower - 0x57;
  };
  return makeBytes(
    Uint8Array.from(
      { length: digits.length / 2 },
      (_, i) => valueOf(digits[2 * i]!) * 16 + valueOf(digits[2 * i + 1]!),
    ),
  );
}

const HEXLIFY_DOC = `Hexadecimal digits of binary data, as bytes.

  sep
    One character to put between groups of bytes.
  bytes_per_sep
    Size of the groups: counted from the right if positive, from the left if negative.`;
const UNHEXLIFY_DOC = "The binary data that hexadecimal digits spell; their number must be even.";
const HEX_SIGNATURE = "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)";

/** A checksum argument, as an unsigned int. */
const seed = (value: PyObject, bits: number): number =>
  Number(BigInt.asUintN(bits, BigInt(must(toInteger(value)))));

export const binasciiModule: ModuleDefinition = defineModule("binascii", {
  doc: "Conversion between binary data and ASCII",
  types: [errorType, incompleteType],
  functions: {
    a2b_uu: fn("($module, data, /)", "Decode a line of uuencoded data.", (data: PyObject) =>
      decoded(decodeUu(asciiArgument(data))),
    ),
    b2a_uu: fn(
      "($module, data, /, *, backtick=False)",
      "A line of uuencoded data.",
      (data: PyObject, backtick: PyObject) => {
        const bytes = toBytesLike(data);
        if (bytes.length > 45) throw binasciiError("At most 45 bytes at once");
        return makeBytes(encodeUu(bytes, flag(backtick)));
      },
    ),
    a2b_base64: fn(
      "($module, data, /, *, strict_mode=False)",
      `Decode base64 data.

  strict_mode
    Whether characters that are not base64 and misplaced padding are errors instead of being skipped.`,
      (data: PyObject, strict: PyObject) => decoded(decodeBase64(asciiArgument(data), flag(strict))),
    ),
    b2a_base64: fn(
      "($module, data, /, *, newline=True)",
      "Base64 data in one line.",
      (data: PyObject, newline: PyObject) => makeBytes(encodeBase64(toBytesLike(data), flag(newline))),
    ),
    a2b_hex: fn("($module, hexstr, /)", UNHEXLIFY_DOC, unhexlify),
    b2a_hex: fn(HEX_SIGNATURE, HEXLIFY_DOC, hexlify),
    hexlify: fn(HEX_SIGNATURE, HEXLIFY_DOC, hexlify),
    unhexlify: fn("($module, hexstr, /)", UNHEXLIFY_DOC, unhexlify),
    crc_hqx: fn(
      "($module, data, crc, /)",
      "CRC-CCITT, continued from crc.",
      (data: PyObject, crc: PyObject) => crcHqx(toBytesLike(data), seed(crc, 16)),
    ),
    crc32: fn("($module, data, crc=0, /)", "CRC-32, continued from crc.", (data: PyObject, crc: PyObject) =>
      crc32(toBytesLike(data), seed(crc, 32)),
    ),
    a2b_qp: fn(
      "($module, /, data, header=False)",
      "Decode quoted-printable data.",
      (data: PyObject, header: PyObject) =>
        makeBytes(decodeQuotedPrintable(asciiArgument(data), flag(header))),
    ),
    b2a_qp: fn(
      "($module, /, data, quotetabs=False, istext=True, header=False)",
      `Quoted-printable data.

  quotetabs
    Quote tabs and spaces everywhere.
  istext
    Keep line ends as they are instead of quoting them.
  header
    Write spaces as underscores.`,
      (data: PyObject, quoteTabs: PyObject, isText: PyObject, header: PyObject) =>
        makeBytes(
          encodeQuotedPrintable(toBytesLike(data), {
            quoteTabs: flag(quoteTabs),
            isText: flag(isText),
            header: flag(header),
          }),
        ),
    ),
  },
});
