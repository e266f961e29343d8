/**
 * Source bytes to text: byte order mark, encoding declaration (PEP 263), newlines.
 *
 * The declaration is looked for in the first two lines, and in the second only if the first is blank or a comment.
 * UTF-8, ASCII and Latin-1 are decoded here; other encodings by the engine's `TextDecoder`, if it has it.
 */
import { PySyntaxError } from "../errors/syntax-error.ts";

/** Text as the tokenizer wants it, and the encoding's name as CPython normalises it. */
export interface DecodedSource {
  readonly text: string;
  readonly encoding: string;
}

/** Bytes to text. Raises SyntaxError for an unknown encoding and for bytes that are not in it. */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hasBom ? bytes.subarray(3) : bytes;
  const declared = declaredEncoding(body);
  if (declared === null) return { text: decodeUtf8(body), encoding: hasBom ? "utf-8-sig" : "utf-8" };
  const encoding = normalizedName(declared);
  if (hasBom && encoding !== "utf-8") {
    const text = firstTwoLines(body)[0]!;
    throw new PySyntaxError(`encoding problem: ${encoding} with BOM`, {
      lineno: 1,
      offset: 0,
      text,
      end_lineno: 1,
      end_offset: text.length,
    });
  }
  if (encoding === "utf-8") return { text: decodeUtf8(body), encoding };
  return { text: decodeOther(body, encoding, declared), encoding };
}

/** `\r\n` and `\r` become `\n`. */
export function translateNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

const DECLARATION = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

function declaredEncoding(bytes: Uint8Array): string | null {
  const lines = firstTwoLines(bytes);
  for (const line of lines) {
    const match = DECLARATION.exec(line);
    if (match !== null) return match[1]!;
    if (!BLANK_OR_COMMENT.test(line)) return null;
  }
  return null;
}

function firstTwoLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let line = "";
  for (let index = 0; index < bytes.length && lines.length < 2; index++) {
    const byte = bytes[index]!;
    if (byte === 0x0d && bytes[index + 1] === 0x0a) continue;
    if (byte === 0x0a || byte === 0x0d) {
      lines.push(line);
      line = "";
    } else {
      line += String.fromCharCode(byte);
    }
  }
  if (lines.length < 2) lines.push(line);
  return lines;
}

/** The spellings that CPython takes for utf-8 and iso-8859-1 without asking the codec registry. */
function normalizedName(name: string): string {
  const lower = name.slice(0, 12).toLowerCase().replaceAll("_", "-");
  if (lower === "utf-8" || lower.startsWith("utf-8-")) return "utf-8";
  for (const latin of ["latin-1", "iso-8859-1", "iso-latin-1"]) {
    if (lower === latin || lower.startsWith(`${latin}-`)) return "iso-8859-1";
  }
  return name;
}

/** Malformed UTF-8 is reported with its line, column and first byte. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidUtf8(bytes);
  }
}

function invalidUtf8(bytes: Uint8Array): PySyntaxError {
  let lineno = 1;
  let lineStart = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) break;
    if (bytes[at] === 0x0a) {
      lineno++;
      lineStart = at + 1;
    }
    at += length;
  }
  const newline = bytes.indexOf(0x0a, at);
  const decoder = new TextDecoder("utf-8");
  const text = decoder.decode(bytes.subarray(lineStart, newline < 0 ? bytes.length : newline));
  const offset = Array.from(decoder.decode(bytes.subarray(lineStart, at))).length + 1;
  const byte = bytes[at]!.toString(16).padStart(2, "0");
  const msg =
    `Non-UTF-8 code starting with '\\x${byte}' on line ${lineno}, but no encoding declared; ` +
    "see https://peps.python.org/pep-0263/ for details";
  return new PySyntaxError(msg, { lineno, offset, text, end_lineno: lineno, end_offset: offset });
}

/** The length of the well-formed sequence there, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return 0;
  for (let index = 1; index < length; index++) if ((bytes[at + index]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return length;
}

function decodeOther(bytes: Uint8Array, encoding: string, declared: string): string {
  const key = encoding.toLowerCase().replaceAll("_", "-");
  if (LATIN_1.has(key)) return latin1(bytes);
  if (ASCII.has(key)) {
    const at = bytes.findIndex((byte) => byte > 0x7f);
    if (at >= 0) {
      const byte = bytes[at]!.toString(16).padStart(2, "0");
      throw unicodeError(
        `'ascii' codec can't decode byte 0x${byte} in position ${at}: ordinal not in range(128)`,
      );
    }
    return latin1(bytes);
  }
  const decoder = decoderFor(key);
  if (decoder === null) throw new PySyntaxError(`unknown encoding: ${declared}`, UNPLACED);
  try {
    return decoder.decode(bytes);
  } catch {
    throw unicodeError(`'${declared}' codec can't decode the source`);
  }
}

const UNPLACED = { lineno: 0, offset: -1 } as const;
const LATIN_1 = new Set(["iso-8859-1", "latin-1", "latin1", "l1", "iso8859-1", "8859", "cp819"]);
const ASCII = new Set(["ascii", "us-ascii", "646"]);

function decoderFor(encoding: string): InstanceType<typeof TextDecoder> | null {
  const label = encoding.replace(/^cp-?(125\d)$/, "windows-$1").replace(/^iso8859-/, "iso-8859-");
  for (const candidate of [encoding, label]) {
    try {
      return new TextDecoder(candidate, { fatal: true, ignoreBOM: true });
    } catch {
      continue;
    }
  }
  return null;
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}

function unicodeError(words: string): PySyntaxError {
  return new PySyntaxError(`(unicode error) ${words}`, UNPLACED);
}
