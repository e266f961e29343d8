/**
 * UTF-16, little and big endian and with a byte order mark.
 */
import type { ByteBuilder } from "./text.ts";
import {
  type CodecError,
  type DecodeHandler,
  type Decoded,
  type EncodeErrors,
  type Text,
  TextBuilder,
  encodeEach,
  isSurrogate,
} from "./text.ts";

/** −1 little endian, 1 big endian, 0 as the mark says (native, i.e. little, without one). */
export type ByteOrder = -1 | 0 | 1;

/** The byte order of data: as its mark says if none is given, little without one; and how long the mark is. */
export function utf16Order(bytes: Uint8Array, order: ByteOrder): { order: ByteOrder; mark: number } {
  if (order !== 0 || bytes.length < 2) return { order, mark: 0 };
  const mark = bytes[0]! | (bytes[1]! << 8);
  if (mark === 0xfeff) return { order: -1, mark: 2 };
  return mark === 0xfffe ? { order: 1, mark: 2 } : { order: 0, mark: 0 };
}

/** `order` in the answer is what a mark at the start decided, for decoding the rest of a stream. */
export function decodeUtf16(
  bytes: Uint8Array,
  given: ByteOrder,
  onError: DecodeHandler,
  final = true,
): Decoded & { order: ByteOrder } {
  const { order, mark } = utf16Order(bytes, given);
  let at = mark;
  const big = order === 1;
  const unit = (i: number): number =>
    big ? (bytes[i]! << 8) | bytes[i + 1]! : bytes[i]! | (bytes[i + 1]! << 8);
  const out = new TextBuilder(bytes.length >> 1);
  while (at < bytes.length) {
    let error: CodecError;
    if (at + 1 >= bytes.length) {
      if (!final) break;
      error = { start: at, end: bytes.length, reason: "truncated data" };
    } else {
      const first = unit(at);
      if (!isSurrogate(first)) {
        out.push(first);
        at += 2;
        continue;
      }
      if (first >= 0xdc00) error = { start: at, end: at + 2, reason: "illegal encoding" };
      else if (at + 3 >= bytes.length) {
        if (!final) break;
        error = { start: at, end: bytes.length, reason: "unexpected end of data" };
      } else {
        const second = unit(at + 2);
        if (second >= 0xdc00 && second <= 0xdfff) {
          out.push(0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff));
          at += 4;
          continue;
        }
        error = { start: at, end: at + 2, reason: "illegal UTF-16 surrogate" };
      }
    }
    const { replacement, position } = onError(error);
    out.append(replacement);
    at = position;
  }
  return { text: out.finish(), consumed: at, order };
}

export function encodeUtf16(text: Text, order: ByteOrder, errors: EncodeErrors): Uint8Array {
  const big = order === 1;
  const pushUnit = (unit: number, out: ByteBuilder): void => {
    out.push(big ? unit >> 8 : unit & 0xff);
    out.push(big ? unit & 0xff : unit >> 8);
  };
  const encode = (point: number, out: ByteBuilder): boolean => {
    if (isSurrogate(point)) return false;
    if (point > 0xffff) {
      pushUnit(0xd800 + ((point - 0x10000) >> 10), out);
      pushUnit(0xdc00 + (point & 0x3ff), out);
    } else pushUnit(point, out);
    return true;
  };
  const body = encodeEach(text, encode, { reason: "surrogates not allowed", runs: false, errors });
  if (order !== 0) return body;
  const marked = new Uint8Array(body.length + 2);
  marked.set([0xff, 0xfe]);
  marked.set(body, 2);
  return marked;
}
