/**
 * int.to_bytes and int.from_bytes.
 */
import type { PyObject } from "../../kernel/object.ts";
import { must, overflowError, valueError } from "../../kernel/raise.ts";
import { isTrue } from "../../kernel/truth.ts";
import { toIndex } from "../../protocols/number.ts";
import { badArgument } from "../bad-argument.ts";
import { bytesFromObject } from "../bytes.ts";
import { strOf } from "../str/text.ts";
import { type Int, normalize } from "./arithmetic.ts";

function isLittleEndian(method: string, byteorder: PyObject): boolean {
  const text = strOf(byteorder);
  if (text === undefined) throw badArgument(method, "argument 'byteorder'", "str", byteorder);
  if (text !== "little" && text !== "big") throw valueError("byteorder must be either 'little' or 'big'");
  return text === "little";
}

/** The two's complement of an int in `length` bytes. Throws OverflowError when it does not fit. */
export function intToBytes(
  value: Int,
  lengthArgument: PyObject,
  byteorder: PyObject,
  signedArgument: PyObject,
): Uint8Array {
  const length = must(toIndex(lengthArgument, "OverflowError"));
  const little = isLittleEndian("to_bytes", byteorder);
  const signed = must(isTrue(signedArgument));
  if (length < 0) throw valueError("length argument must be non-negative");
  if (value < 0 && !signed) throw overflowError("can't convert negative int to unsigned");
  const bits = BigInt(value);
  const fits = signed ? BigInt.asIntN(length * 8, bits) === bits : BigInt.asUintN(length * 8, bits) === bits;
  if (!fits) throw overflowError("int too big to convert");
  const bytes = new Uint8Array(length);
  if (length > 0) writeHex(bytes, BigInt.asUintN(length * 8, bits).toString(16));
  return little ? bytes.reverse() : bytes;
}

function writeHex(bytes: Uint8Array, digits: string): void {
  for (let at = bytes.length - 1, end = digits.length; end > 0; at--, end -= 2) {
    bytes[at] = parseInt(digits.slice(Math.max(end - 2, 0), end), 16);
  }
}

/** The int that bytes spell. Throws. */
export function intFromBytes(source: PyObject, byteorder: PyObject, signedArgument: PyObject): Int {
  const little = isLittleEndian("from_bytes", byteorder);
  const bytes = bytesFromObject(source);
  const signed = must(isTrue(signedArgument));
  return intOfBytes(bytes, little, signed);
}

/** The int of bytes in two's complement (`signed`) or plain binary. */
export function intOfBytes(bytes: Uint8Array, little: boolean, signed: boolean): Int {
  const length = bytes.length;
  if (length === 0) return 0;
  if (length <= 6) {
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + bytes[little ? length - 1 - i : i]!;
    const limit = 2 ** (length * 8 - 1);
    return signed && value >= limit ? value - 2 * limit : value;
  }
  let digits = "0x";
  for (let i = 0; i < length; i++) digits += HEX[bytes[little ? length - 1 - i : i]!];
  const value = BigInt(digits);
  return normalize(signed ? BigInt.asIntN(length * 8, value) : value);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
