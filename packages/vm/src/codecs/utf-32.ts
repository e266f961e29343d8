/**
 * UTF-32, little and big endian and with a byte order mark.
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
import type { ByteOrder } from "./utf-16.ts";

/** As utf16Order. */
export function utf32Order(bytes: Uint8Array, order: ByteOrder): { order: ByteOrder; mark: number } {
  if (order !== 0 || bytes.length < 4) return { order, mark: 0 };
  const mark = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  if (mark === 0xfeff) return { order: -1, mark: 4 };
  return mark === 0xfffe0000 ? { order: 1, mark: 4 } : { order: 0, mark: 0 };
}

export function decodeUtf32(
  bytes: Uint8Array,
  given: ByteOrder,
  onError: DecodeHandler,
  final = true,
): Decoded & { order: ByteOrder } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { order, mark } = utf32Order(bytes, given);
  let at = mark;
  const out = new TextBuilder(bytes.length >> 2);
  while (at < bytes.length) {
    let error: CodecError;
    if (bytes.length - at < 4) {
      if (!final) break;
      error = { start: at, end: bytes.length, reason: "truncated data" };
    } else {
      const point = view.getUint32(at, order !== 1);
      if (isSurrogate(point))
        error = {
          start: at,
          end: at + 4,
          reason: "code point in surrogate code point range(0xd800, 0xe000)",
        };
      else if (point > 0x10ffff)
        error = { start: at, end: at + 4, reason: "code point not in range(0x110000)" };
      else {
        out.push(point);
        at += 4;
        continue;
      }
    }
    const { replacement, position } = onError(error);
    out.append(replacement);
    at = position;
  }
  return { text: out.finish(), consumed: at, order };
}

export function encodeUtf32(text: Text, order: ByteOrder, errors: EncodeErrors): Uint8Array {
  const big = order === 1;
  const push = (point: number, out: ByteBuilder): boolean => {
    if (isSurrogate(point)) return false;
    for (let i = 0; i < 4; i++) out.push((point >> (8 * (big ? 3 - i : i))) & 0xff);
    return true;
  };
  const body = encodeEach(text, push, { reason: "surrogates not allowed", runs: false, errors });
  if (order !== 0) return body;
  const marked = new Uint8Array(body.length + 4);
  marked.set([0xff, 0xfe, 0, 0]);
  marked.set(body, 4);
  return marked;
}
