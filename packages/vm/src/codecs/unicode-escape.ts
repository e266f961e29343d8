/**
 * "unicode_escape", the escapes of string literals, and "raw_unicode_escape", where only \u and \U escape.
 */
import { ByteBuilder, type DecodeHandler, type Decoded, type Text, TextBuilder, pointAt } from "./text.ts";

const SIMPLE: Readonly<Record<string, number>> = {
  "\\": 0x5c,
  "'": 0x27,
  '"': 0x22,
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const TRUNCATED: Readonly<Record<string, string>> = {
  x: "truncated \\xXX escape",
  u: "truncated \\uXXXX escape",
  U: "truncated \\UXXXXXXXX escape",
};

export type EscapeOptions = {
  /** The character of a name in `\N{…}`, undefined for none. */
  readonly lookupName: (name: string) => number | undefined;
  readonly final: boolean;
  /** Hears the first escape that is none: its character, or octal digits beyond 0o377. */
  readonly onInvalid: (escape: string, index: number) => void;
};

export function decodeUnicodeEscape(
  bytes: Uint8Array,
  onError: DecodeHandler,
  options: EscapeOptions,
): Decoded {
  const out = new TextBuilder(bytes.length);
  let at = 0;
  let consumed = 0;
  const fail = (start: number, end: number, reason: string): void => {
    const { replacement, position } = onError({ start, end, reason });
    out.append(replacement);
    at = position;
  };
  while (at < bytes.length) {
    const byte = bytes[at]!;
    consumed = at;
    if (byte !== 0x5c) {
      out.push(byte);
      at++;
      continue;
    }
    const start = at++;
    if (at >= bytes.length) {
      if (!options.final) return { text: out.finish(), consumed: start };
      fail(start, bytes.length, "\\ at end of string");
      continue;
    }
    const c = String.fromCharCode(bytes[at++]!);
    const simple = SIMPLE[c];
    if (simple !== undefined) out.push(simple);
    else if (c === "\n") continue;
    else if (c >= "0" && c <= "7") {
      let value = Number(c);
      for (let i = 0; i < 2 && at < bytes.length && bytes[at]! >= 0x30 && bytes[at]! <= 0x37; i++) {
        value = value * 8 + bytes[at++]! - 0x30;
      }
      if (value > 0o377) options.onInvalid(value.toString(8), start);
      out.push(value);
    } else if (HEX_DIGITS[c] !== undefined) {
      const digits = HEX_DIGITS[c]!;
      let value = 0;
      let count = 0;
      for (; count < digits && at < bytes.length; count++, at++) {
        const digit = hexDigit(bytes[at]!);
        if (digit < 0) break;
        value = value * 16 + digit;
      }
      if (count < digits) {
        if (at >= bytes.length && !options.final) return { text: out.finish(), consumed: start };
        fail(start, at, TRUNCATED[c]!);
      } else if (value > 0x10ffff) fail(start, at, "illegal Unicode character");
      else out.push(value);
    } else if (c === "N") {
      if (at >= bytes.length && !options.final) return { text: out.finish(), consumed: start };
      if (bytes[at] !== 0x7b) {
        fail(start, at, "malformed \\N character escape");
        continue;
      }
      const close = bytes.indexOf(0x7d, at);
      if (close < 0) {
        if (!options.final) return { text: out.finish(), consumed: start };
        fail(start, bytes.length, "malformed \\N character escape");
        continue;
      }
      if (close === at + 1) {
        fail(start, close + 1, "malformed \\N character escape");
        continue;
      }
      const point = options.lookupName(String.fromCharCode(...bytes.subarray(at + 1, close)));
      if (point === undefined) fail(start, close + 1, "unknown Unicode character name");
      else {
        out.push(point);
        at = close + 1;
      }
    } else {
      options.onInvalid(c, start);
      out.push(0x5c);
      out.push(c.charCodeAt(0));
    }
  }
  return { text: out.finish(), consumed: Math.max(consumed, at) };
}

export function decodeRawUnicodeEscape(bytes: Uint8Array, onError: DecodeHandler, final: boolean): Decoded {
  const out = new TextBuilder(bytes.length);
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] !== 0x5c) {
      out.push(bytes[at++]!);
      continue;
    }
    const start = at;
    if (at + 1 >= bytes.length) {
      if (!final) return { text: out.finish(), consumed: start };
      out.push(0x5c);
      at++;
      continue;
    }
    const c = String.fromCharCode(bytes[at + 1]!);
    if (c !== "u" && c !== "U") {
      out.push(0x5c);
      out.push(bytes[at + 1]!);
      at += 2;
      continue;
    }
    const digits = HEX_DIGITS[c]!;
    at += 2;
    let value = 0;
    let count = 0;
    for (; count < digits && at < bytes.length; count++, at++) {
      const digit = hexDigit(bytes[at]!);
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    let reason: string | null = null;
    if (count < digits) {
      if (at >= bytes.length && !final) return { text: out.finish(), consumed: start };
      reason = TRUNCATED[c]!;
    } else if (value > 0x10ffff) reason = "\\Uxxxxxxxx out of range";
    if (reason === null) {
      out.push(value);
      continue;
    }
    const { replacement, position } = onError({ start, end: at, reason });
    out.append(replacement);
    at = position;
  }
  return { text: out.finish(), consumed: at };
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

export function encodeUnicodeEscape(text: Text): Uint8Array {
  const out = new ByteBuilder(text.length);
  const push = (ascii: string) => {
    for (let i = 0; i < ascii.length; i++) out.push(ascii.charCodeAt(i));
  };
  for (let i = 0; i < text.length; i++) {
    const point = pointAt(text, i);
    if (point === 0x5c) push("\\\\");
    else if (point === 0x09) push("\\t");
    else if (point === 0x0a) push("\\n");
    else if (point === 0x0d) push("\\r");
    else if (point >= 0x20 && point < 0x7f) out.push(point);
    else push(escapeOf(point));
  }
  return out.finish();
}

export function encodeRawUnicodeEscape(text: Text): Uint8Array {
  const out = new ByteBuilder(text.length);
  for (let i = 0; i < text.length; i++) {
    const point = pointAt(text, i);
    if (point < 0x100) out.push(point);
    else for (const c of escapeOf(point)) out.push(c.charCodeAt(0));
  }
  return out.finish();
}

/** `\xhh`, `\uhhhh` or `\Uhhhhhhhh`. */
export function escapeOf(point: number): string {
  const digits = point.toString(16);
  if (point < 0x100) return "\\x" + digits.padStart(2, "0");
  return point < 0x10000 ? "\\u" + digits.padStart(4, "0") : "\\U" + digits.padStart(8, "0");
}
