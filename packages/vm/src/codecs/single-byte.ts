/**
 * Encodings of one byte for each character: ASCII, Latin-1, and those that a table describes (charmap).
 */
import {
  type DecodeHandler,
  type EncodeErrors,
  type Text,
  TextBuilder,
  encodeEach,
  stringOf,
} from "./text.ts";
import { isAscii } from "./utf-8.ts";

export function decodeLatin1(bytes: Uint8Array): Text {
  return stringOf(bytes);
}

export function decodeAscii(bytes: Uint8Array, onError: DecodeHandler): Text {
  if (isAscii(bytes)) return stringOf(bytes);
  const out = new TextBuilder(bytes.length);
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte < 128) {
      out.push(byte);
      at++;
      continue;
    }
    const { replacement, position } = onError({
      start: at,
      end: at + 1,
      reason: "ordinal not in range(128)",
    });
    out.append(replacement);
    at = position;
  }
  return out.finish();
}

/** Characters below `limit`, 128 or 256, are bytes of the same value. */
export function encodeBelow(text: Text, limit: 128 | 256, errors: EncodeErrors): Uint8Array {
  if (typeof text === "string") {
    const bytes = new Uint8Array(text.length);
    let at = 0;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= limit) break;
      bytes[at] = unit;
    }
    if (at === text.length) return bytes;
  }
  return encodeEach(
    text,
    (point, out) => {
      if (point >= limit) return false;
      out.push(point);
      return true;
    },
    { reason: `ordinal not in range(${limit})`, runs: true, errors },
  );
}

/** `toText` answers the text of a byte, or null for bytes that mean nothing. */
export function decodeCharmap(
  bytes: Uint8Array,
  toText: (byte: number) => Text | null,
  onError: DecodeHandler,
): Text {
  const out = new TextBuilder(bytes.length);
  let at = 0;
  while (at < bytes.length) {
    const text = toText(bytes[at]!);
    if (text !== null) {
      out.append(text);
      at++;
      continue;
    }
    const { replacement, position } = onError({
      start: at,
      end: at + 1,
      reason: "character maps to <undefined>",
    });
    out.append(replacement);
    at = position;
  }
  return out.finish();
}

/** `toBytes` answers the bytes of a character, or null for characters that the encoding lacks. */
export function encodeCharmap(
  text: Text,
  toBytes: (point: number) => Uint8Array | null,
  errors: EncodeErrors,
): Uint8Array {
  return encodeEach(
    text,
    (point, out) => {
      const bytes = toBytes(point);
      if (bytes === null) return false;
      out.append(bytes);
      return true;
    },
    { reason: "character maps to <undefined>", runs: true, errors },
  );
}
