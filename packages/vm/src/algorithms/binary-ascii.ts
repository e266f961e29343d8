/**
 * Binary data as ASCII text: base64, uuencode, quoted-printable; and checksums (CPython Modules/binascii.c).
 *
 * Malformed input answers a message in a string instead of bytes.
 */

const BASE64 = Uint8Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", (c) =>
  c.charCodeAt(0),
);
const BASE64_VALUE = new Uint8Array(256).fill(64);
BASE64.forEach((byte, value) => (BASE64_VALUE[byte] = value));
const PAD = 0x3d;

export function encodeBase64(data: Uint8Array, newline: boolean): Uint8Array {
  const out = new Uint8Array(Math.ceil(data.length / 3) * 4 + (newline ? 1 : 0));
  let at = 0;
  for (let i = 0; i < data.length; i += 3) {
    const [a, b, c] = [data[i]!, data[i + 1], data[i + 2]];
    out[at++] = BASE64[a >> 2]!;
    out[at++] = BASE64[((a & 3) << 4) | ((b ?? 0) >> 4)]!;
    out[at++] = b === undefined ? PAD : BASE64[((b & 15) << 2) | ((c ?? 0) >> 6)]!;
    out[at++] = c === undefined ? PAD : BASE64[c & 63]!;
  }
  if (newline) out[at] = 0x0a;
  return out;
}

/** Characters that are not base64 are skipped, unless `strict`. */
export function decodeBase64(text: Uint8Array, strict: boolean): Uint8Array | string {
  const out: number[] = [];
  if (strict && text[0] === PAD) return "Leading padding not allowed";
  let position = 0;
  let left = 0;
  let pads = 0;
  let padding = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === PAD) {
      padding = true;
      if (strict && position === 0) return "Excess padding not allowed";
      if (position >= 2 && position + ++pads >= 4) {
        // The padding ends the data.
        return strict && i + 1 < text.length ? "Excess data after padding" : Uint8Array.from(out);
      }
      continue;
    }
    const value = BASE64_VALUE[text[i]!]!;
    if (value >= 64) {
      if (strict) return "Only base64 data is allowed";
      continue;
    }
    if (strict && padding) return "Discontinuous padding not allowed";
    pads = 0;
    if (position > 0) out.push(((left << (2 * position)) | (value >> (6 - 2 * position))) & 0xff);
    left = value;
    position = (position + 1) & 3;
  }
  if (position === 0) return Uint8Array.from(out);
  if (position !== 1) return "Incorrect padding";
  const characters = Math.floor(out.length / 3) * 4 + 1;
  return `Invalid base64-encoded string: number of data characters (${characters}) cannot be 1 more than a multiple of 4`;
}

/** One line of at most 45 bytes. */
export function encodeUu(data: Uint8Array, backtick: boolean): Uint8Array {
  const character = (value: number): number => (value === 0 && backtick ? 0x60 : value + 0x20);
  const out = [character(data.length)];
  for (let i = 0; i < data.length; i += 3) {
    const word = (data[i]! << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
    out.push(
      character(word >> 18),
      character((word >> 12) & 63),
      character((word >> 6) & 63),
      character(word & 63),
    );
  }
  out.push(0x0a);
  return Uint8Array.from(out);
}

export function decodeUu(line: Uint8Array): Uint8Array | string {
  const length = ((line[0] ?? 0x20) - 0x20) & 63;
  const out: number[] = [];
  let at = 1;
  let left = 0;
  let bits = 0;
  while (out.length < length) {
    const byte = line[at++];
    let value = 0;
    // A short line stands for trailing zeros.
    if (byte === undefined || byte === 0x0a || byte === 0x0d) {
      if (byte !== undefined) at--;
    } else {
      if (byte < 0x20 || byte > 0x60) return "Illegal char";
      value = (byte - 0x20) & 63;
    }
    left = (left << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out.push((left >> bits) & 0xff);
      left &= (1 << bits) - 1;
    }
  }
  for (; at < line.length; at++) {
    const byte = line[at]!;
    if (byte !== 0x20 && byte !== 0x60 && byte !== 0x0a && byte !== 0x0d) return "Trailing garbage";
  }
  return Uint8Array.from(out);
}

const hexValue = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  const value = parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? -1 : value;
};

/** `header`: underscores are spaces. */
export function decodeQuotedPrintable(text: Uint8Array, header: boolean): Uint8Array {
  const out: number[] = [];
  let at = 0;
  while (at < text.length) {
    const byte = text[at++]!;
    if (byte !== PAD) {
      out.push(header && byte === 0x5f ? 0x20 : byte);
      continue;
    }
    if (at >= text.length) break;
    const next = text[at]!;
    if (next === 0x0a || next === 0x0d) {
      while (at < text.length && text[at] !== 0x0a) at++;
      at++;
    } else if (next === PAD) {
      out.push(PAD);
      at++;
    } else if (hexValue(next) >= 0 && hexValue(text[at + 1]) >= 0) {
      out.push(hexValue(next) * 16 + hexValue(text[at + 1]));
      at += 2;
    } else {
      out.push(PAD);
    }
  }
  return Uint8Array.from(out);
}

const MAX_LINE = 76;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

export type QuotedPrintableOptions = {
  /** Tabs and spaces inside lines are quoted too. */
  readonly quoteTabs: boolean;
  /** Line ends are line ends; if not, they are quoted. */
  readonly isText: boolean;
  /** Spaces are underscores. */
  readonly header: boolean;
};

export function encodeQuotedPrintable(data: Uint8Array, options: QuotedPrintableOptions): Uint8Array {
  const { quoteTabs, isText, header } = options;
  const firstLineFeed = data.indexOf(LF);
  const lineEnd = firstLineFeed > 0 && data[firstLineFeed - 1] === CR ? [CR, LF] : [LF];
  const out: number[] = [];
  let line = 0;
  const softBreak = () => {
    out.push(PAD, ...lineEnd);
    line = 0;
  };
  const quote = (byte: number) => {
    for (const c of "=" + byte.toString(16).toUpperCase().padStart(2, "0")) out.push(c.charCodeAt(0));
  };
  const mustQuote = (byte: number, at: number): boolean => {
    const last = at + 1 === data.length;
    const next = data[at + 1];
    if (byte > 126 || byte === PAD || (header && byte === 0x5f)) return true;
    if (byte === 0x2e && line === 0) return last || next === LF || next === CR || next === 0;
    if (byte === CR || byte === LF) return !isText;
    if (byte === TAB || byte === SPACE) return last || (byte < 33 && quoteTabs);
    return byte < 33;
  };
  let at = 0;
  while (at < data.length) {
    const byte = data[at]!;
    if (mustQuote(byte, at)) {
      if (line + 3 >= MAX_LINE) softBreak();
      quote(byte);
      line += 3;
      at++;
    } else if (isText && (byte === LF || (byte === CR && data[at + 1] === LF))) {
      line = 0;
      const previous = out.at(-1);
      // White space at the end of a line would be lost.
      if (previous === SPACE || previous === TAB) {
        out.pop();
        quote(previous);
      }
      out.push(...lineEnd);
      at += byte === CR ? 2 : 1;
    } else {
      if (at + 1 !== data.length && data[at + 1] !== LF && line + 1 >= MAX_LINE) softBreak();
      line++;
      out.push(header && byte === SPACE ? 0x5f : byte);
      at++;
    }
  }
  return Uint8Array.from(out);
}

const CRC32 = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = (c & 1) === 0 ? c >>> 1 : 0xedb88320 ^ (c >>> 1);
  return c;
});

/** CRC-32 as in zip and PNG. */
export function crc32(data: Uint8Array, start: number): number {
  let crc = ~start >>> 0;
  for (const byte of data) crc = CRC32[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** CRC-CCITT as in BinHex. */
export function crcHqx(data: Uint8Array, start: number): number {
  let crc = start & 0xffff;
  for (const byte of data) {
    crc ^= byte << 8;
    for (let k = 0; k < 8; k++)
      crc = (crc & 0x8000) === 0 ? (crc << 1) & 0xffff : ((crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc;
}
