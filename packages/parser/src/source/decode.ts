/**
 * Source bytes to text: byte order mark, encoding declaration (PEP 263), newlines.
 *
 * The declaration is looked for in the first two lines, and in the second only if the first is blank or a comment.
 * UTF-8 is decoded here, other encodings in encodings.ts.
 */
import { PySyntaxError } from "../errors/syntax-error.ts";
import { DecodeError, decodeAs, firstInvalidUtf8 } from "./encodings.ts";

/** Text as the tokenizer wants it, and the encoding's name as CPython normalises it. */
export interface DecodedSource {
  readonly text: string;
  readonly encoding: string;
}

/** Bytes to text. Raises SyntaxError for an unknown encoding and for bytes that are not in it. */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const hasBom = hasByteOrderMark(bytes);
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
  if (encoding === "utf-8") return { text: decodeUtf8(body), encoding: hasBom ? "utf-8-sig" : "utf-8" };
  return { text: decodeOther(body, encoding), encoding };
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Bytes to some text, whatever they are. */
export function decodeLeniently(bytes: Uint8Array): DecodedSource {
  try {
    return decodeSource(bytes);
  } catch {
    // Which leaves a byte order mark out.
    const text = new TextDecoder("utf-8").decode(bytes);
    return { text, encoding: hasByteOrderMark(bytes) ? "utf-8-sig" : "utf-8" };
  }
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
  const at = firstInvalidUtf8(bytes);
  let lineno = 1;
  let lineStart = 0;
  for (
    let newline = bytes.indexOf(0x0a);
    newline >= 0 && newline < at;
    newline = bytes.indexOf(0x0a, lineStart)
  ) {
    lineno++;
    lineStart = newline + 1;
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

/** The codec's complaint becomes a SyntaxError without a place. */
function decodeOther(bytes: Uint8Array, encoding: string): string {
  try {
    return decodeAs(bytes, encoding);
  } catch (reason) {
    if (reason instanceof DecodeError) throw new PySyntaxError(reason.msg, { lineno: 0, offset: -1 });
    throw reason;
  }
}
