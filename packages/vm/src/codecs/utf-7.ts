/**
 * UTF-7 (RFC 2152): ASCII, with runs of modified base64 between `+` and `-` (CPython's PyUnicode_DecodeUTF7Stateful).
 */
import {
  ByteBuilder,
  type DecodeHandler,
  type Decoded,
  type EncodeErrors,
  type Text,
  TextBuilder,
  pointAt,
} from "./text.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Map([...ALPHABET].map((c, value) => [c.charCodeAt(0), value]));
const PLUS = 0x2b;
const MINUS = 0x2d;

/** Set D, white space, and set O but for `+`, `\` and `~`: what CPython writes without base64. */
function isDirect(point: number): boolean {
  return (
    point > 0 &&
    point < 128 &&
    (point >= 0x20 || point === 9 || point === 10 || point === 13) &&
    point !== PLUS &&
    point !== 0x5c &&
    point !== 0x7e &&
    point !== 0x7f
  );
}

export function encodeUtf7(text: Text, _errors: EncodeErrors): Uint8Array {
  const out = new ByteBuilder(text.length);
  let inBase64 = false;
  let buffer = 0;
  let bits = 0;
  const pushSextet = (value: number) => out.push(ALPHABET.charCodeAt(value));
  const flush = () => {
    if (bits > 0) pushSextet((buffer << (6 - bits)) & 0x3f);
    buffer = bits = 0;
  };
  const pushUnit = (unit: number) => {
    buffer = (buffer << 16) | unit;
    bits += 16;
    while (bits >= 6) {
      bits -= 6;
      pushSextet((buffer >>> bits) & 0x3f);
    }
    buffer &= (1 << bits) - 1;
  };
  for (let i = 0; i < text.length; i++) {
    const point = pointAt(text, i);
    if (inBase64 && isDirect(point)) {
      flush();
      inBase64 = false;
      // A character that could belong to the run needs an explicit end.
      if (VALUES.has(point) || point === MINUS) out.push(MINUS);
      out.push(point);
    } else if (!inBase64 && point === PLUS) {
      out.push(PLUS);
      out.push(MINUS);
    } else if (!inBase64 && isDirect(point)) {
      out.push(point);
    } else {
      if (!inBase64) out.push(PLUS);
      inBase64 = true;
      if (point > 0xffff) {
        pushUnit(0xd800 + ((point - 0x10000) >> 10));
        pushUnit(0xdc00 + (point & 0x3ff));
      } else pushUnit(point);
    }
  }
  if (inBase64) {
    flush();
    out.push(MINUS);
  }
  return out.finish();
}

export function decodeUtf7(bytes: Uint8Array, onError: DecodeHandler, final: boolean): Decoded {
  const out = new TextBuilder(bytes.length);
  let at = 0;
  let inShift = false;
  let shiftStart = 0;
  let shiftOutput: { points: number[] } = { points: [] };
  let buffer = 0;
  let bits = 0;
  let surrogate = 0;
  const flushShift = () => {
    for (const point of shiftOutput.points) out.push(point);
    shiftOutput = { points: [] };
  };
  const fail = (start: number, end: number, reason: string) => {
    flushShift();
    const { replacement, position } = onError({ start, end, reason });
    out.append(replacement);
    at = position;
  };
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (inShift) {
      const value = VALUES.get(byte);
      if (value !== undefined) {
        buffer = (buffer << 6) | value;
        bits += 6;
        at++;
        if (bits < 16) continue;
        const unit = (buffer >>> (bits - 16)) & 0xffff;
        bits -= 16;
        buffer &= (1 << bits) - 1;
        if (surrogate !== 0) {
          if (unit >= 0xdc00 && unit <= 0xdfff) {
            shiftOutput.points.push(0x10000 + ((surrogate & 0x3ff) << 10) + (unit & 0x3ff));
            surrogate = 0;
            continue;
          }
          shiftOutput.points.push(surrogate);
          surrogate = 0;
        }
        if (unit >= 0xd800 && unit <= 0xdbff) surrogate = unit;
        else shiftOutput.points.push(unit);
        continue;
      }
      inShift = false;
      let reason: string | null = null;
      if (bits >= 6) reason = "partial character in base64 sequence";
      else if (bits > 0 && buffer !== 0) reason = "non-zero padding bits in base64 sequence";
      if (reason !== null) {
        at++;
        surrogate = 0;
        fail(shiftStart, at, reason);
        continue;
      }
      if (surrogate !== 0 && isDirect(byte)) shiftOutput.points.push(surrogate);
      surrogate = 0;
      flushShift();
      // A minus ends the run and is swallowed; any other character ends it too and stands for itself.
      if (byte === MINUS) at++;
      continue;
    }
    if (byte === PLUS) {
      shiftStart = at++;
      if (at < bytes.length && bytes[at] === MINUS) {
        at++;
        out.push(PLUS);
      } else if (at < bytes.length && !VALUES.has(bytes[at]!)) {
        at++;
        fail(shiftStart, at, "ill-formed sequence");
      } else {
        inShift = true;
        surrogate = buffer = bits = 0;
      }
      continue;
    }
    if (byte < 128) {
      out.push(byte);
      at++;
      continue;
    }
    fail(at, at + 1, "unexpected special character");
  }
  if (inShift) {
    if (!final) return { text: out.finish(), consumed: shiftStart };
    if (surrogate !== 0 || bits >= 6 || (bits > 0 && buffer !== 0)) {
      fail(shiftStart, bytes.length, "unterminated shift sequence");
      return { text: out.finish(), consumed: bytes.length };
    }
    flushShift();
  }
  return { text: out.finish(), consumed: at };
}
