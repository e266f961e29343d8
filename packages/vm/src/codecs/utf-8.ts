/**
 * UTF-8. Surrogates are errors in both directions; "surrogatepass" and "surrogateescape" are error handlers.
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
  stringOf,
} from "./text.ts";

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** `final` false: an incomplete character at the end is left unread. */
export function decodeUtf8(bytes: Uint8Array, onError: DecodeHandler, final = true): Decoded {
  if (isAscii(bytes)) return { text: stringOf(bytes), consumed: bytes.length };
  if (final && !hasAstralLead(bytes)) {
    try {
      return { text: strictDecoder.decode(bytes), consumed: bytes.length };
    } catch {
      // Malformed: below, byte by byte.
    }
  }
  return decodeSlowly(bytes, onError, final);
}

export function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 127) return false;
  return true;
}

function hasAstralLead(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0xf0) return true;
  return false;
}

function decodeSlowly(bytes: Uint8Array, onError: DecodeHandler, final: boolean): Decoded {
  const out = new TextBuilder(bytes.length);
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    if (lead < 0x80) {
      out.push(lead);
      at++;
      continue;
    }
    const result = decodeOne(bytes, at);
    if (typeof result === "number") {
      out.push(result);
      at += result > 0xffff ? 4 : result > 0x7ff ? 3 : 2;
      continue;
    }
    if (!final && (result.reason === END || isCutSurrogate(bytes, at))) break;
    const { replacement, position } = onError(result);
    out.append(replacement);
    at = position;
  }
  return { text: out.finish(), consumed: at };
}

/** Two of the three bytes of a surrogate, which a handler may want to see whole. */
function isCutSurrogate(bytes: Uint8Array, at: number): boolean {
  return bytes.length - at === 2 && bytes[at] === 0xed && bytes[at + 1]! >= 0xa0 && bytes[at + 1]! <= 0xbf;
}

const END = "unexpected end of data";

/** The character at `at`, or why there is none: the error covers the bytes that could have begun one. */
function decodeOne(bytes: Uint8Array, at: number): number | CodecError {
  const lead = bytes[at]!;
  const size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (size === 0) return { start: at, end: at + 1, reason: "invalid start byte" };
  let point = lead & (0x7f >> size);
  for (let i = 1; i < size; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return { start: at, end: bytes.length, reason: END };
    if ((byte & 0xc0) !== 0x80 || (i === 1 && !mayBeSecond(lead, byte))) {
      return { start: at, end: at + i, reason: "invalid continuation byte" };
    }
    point = (point << 6) | (byte & 0x3f);
  }
  return point;
}

/** Overlong forms, surrogates and what lies beyond U+10FFFF are excluded by the second byte. */
function mayBeSecond(lead: number, second: number): boolean {
  switch (lead) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second < 0xa0;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second < 0x90;
    default:
      return true;
  }
}

export function encodeUtf8(text: Text, errors: EncodeErrors): Uint8Array {
  if (typeof text === "string") return encoder.encode(text);
  return encodeEach(text, pushUtf8, { reason: "surrogates not allowed", runs: true, errors });
}

function pushUtf8(point: number, out: ByteBuilder): boolean {
  if (isSurrogate(point)) return false;
  pushAnyUtf8(point, out);
  return true;
}

/** Surrogates too, as "surrogatepass" writes them. */
export function pushAnyUtf8(point: number, out: ByteBuilder): void {
  if (point < 0x80) {
    out.push(point);
  } else if (point < 0x800) {
    out.push(0xc0 | (point >> 6));
    out.push(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    out.push(0xe0 | (point >> 12));
    out.push(0x80 | ((point >> 6) & 0x3f));
    out.push(0x80 | (point & 0x3f));
  } else {
    out.push(0xf0 | (point >> 18));
    out.push(0x80 | ((point >> 12) & 0x3f));
    out.push(0x80 | ((point >> 6) & 0x3f));
    out.push(0x80 | (point & 0x3f));
  }
}
