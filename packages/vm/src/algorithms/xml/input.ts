/**
 * The bytes of a document as text, piece by piece: which encoding they have (XML 1.0, appendix F), and the decoding,
 * which keeps what a piece cuts off.
 */
import { XmlError, XmlErrorCode } from "./error.ts";

/** Stands for bytes that are no character: XML has no such character. */
const INVALID = "\uffff";

export type XmlEncoding = "utf-8" | "utf-16le" | "utf-16be" | "single-byte";

/** The characters of a single-byte encoding by byte. Throws for encodings there are not. */
export type EncodingTable = (name: string) => string;

const LATIN_1 = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");
const ASCII = LATIN_1.slice(0, 128) + INVALID.repeat(128);

/** What markup is made of, which every encoding has in its place. */
const AS_ASCII = Array.from(LATIN_1.slice(0x20, 0x7f) + "\t\n\r");

export class XmlInput {
  private readonly tableOf: EncodingTable;
  private pending: Uint8Array = new Uint8Array(0);
  /** null until known. */
  encoding: XmlEncoding | null = null;
  private table = LATIN_1;

  /** `protocol`: the encoding that counts whatever the document says, or null. */
  constructor(protocol: string | null, tableOf: EncodingTable) {
    this.tableOf = tableOf;
    // Of UTF-16 the order of bytes is still to be found out.
    if (protocol !== null && protocol.toLowerCase() !== "utf-16") this.choose(protocol);
  }

  /** The text of more bytes, as far as it is certain. Throws XmlError. */
  decode(bytes: Uint8Array, final: boolean): string {
    const joined = new Uint8Array(this.pending.length + bytes.length);
    joined.set(this.pending);
    joined.set(bytes, this.pending.length);
    this.pending = joined;
    if (this.encoding === null && !this.detect(final)) return "";
    switch (this.encoding!) {
      case "utf-8":
        return this.decodeUtf8(final);
      case "single-byte":
        return this.decodeBytes();
      default:
        return this.decodeUtf16(final);
    }
  }

  /** Bytes that some text took. */
  byteLength(text: string): number {
    if (this.encoding === "single-byte") return text.length;
    if (this.encoding !== "utf-8") return 2 * text.length;
    let length = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
    }
    return length;
  }

  /** Find out the encoding; false: more bytes are needed. */
  private detect(final: boolean): boolean {
    const { pending } = this;
    if (pending.length < 4 && !final) return false;
    const [a, b, c] = pending;
    // A lone byte that may begin a mark, or half a character.
    if (pending.length === 1 && [0, 0xef, 0xfe, 0xff].includes(a!))
      throw new XmlError(XmlErrorCode.UNCLOSED_TOKEN, 0);
    if (a === 0xef && b === 0xbb && c === 0xbf) return this.begin("utf-8", 3);
    if (a === 0xfe && b === 0xff) return this.begin("utf-16be", 2);
    if (a === 0xff && b === 0xfe) return this.begin("utf-16le", 2);
    if (a === 0x3c && b === 0) return this.begin("utf-16le", 0);
    if (a === 0) return this.begin("utf-16be", 0);
    const head = String.fromCharCode(...pending.subarray(0, 512));
    if (!head.startsWith("<?xml")) return this.begin("utf-8", 0);
    const end = head.indexOf("?>");
    if (end < 0 && head.length < 512 && !final) return false;
    const declared = /\sencoding\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(end < 0 ? head : head.slice(0, end));
    if (declared === null) return this.begin("utf-8", 0);
    this.choose(declared[1] ?? declared[2]!);
    // What is read as bytes up to here cannot be UTF-16.
    if (this.encoding !== "utf-8" && this.encoding !== "single-byte")
      throw new XmlError(XmlErrorCode.INCORRECT_ENCODING, 30);
    return true;
  }

  private begin(encoding: XmlEncoding, mark: number): boolean {
    this.encoding = encoding;
    this.pending = this.pending.subarray(mark);
    return true;
  }

  private choose(name: string): void {
    switch (name.toLowerCase()) {
      case "utf-8":
        this.encoding = "utf-8";
        return;
      case "utf-16":
      case "utf-16be":
        this.encoding = "utf-16be";
        return;
      case "utf-16le":
        this.encoding = "utf-16le";
        return;
      case "us-ascii":
        this.table = ASCII;
        break;
      case "iso-8859-1":
        this.table = LATIN_1;
        break;
      default:
        this.table = this.tableOf(name);
        if (!AS_ASCII.every((character) => this.table[character.charCodeAt(0)] === character))
          throw new XmlError(XmlErrorCode.UNKNOWN_ENCODING, 30);
    }
    this.encoding = "single-byte";
  }

  private decodeBytes(): string {
    let text = "";
    for (const byte of this.pending) text += this.table[byte]!;
    this.pending = new Uint8Array(0);
    return text;
  }

  private decodeUtf16(final: boolean): string {
    const { pending } = this;
    const little = this.encoding === "utf-16le";
    const end = pending.length - (pending.length % 2);
    let text = "";
    for (let i = 0; i < end; i += 2)
      text += String.fromCharCode(
        little ? pending[i]! | (pending[i + 1]! << 8) : (pending[i]! << 8) | pending[i + 1]!,
      );
    if (text.startsWith("\ufeff") && text.length === end / 2) text = text.slice(1);
    this.pending = pending.slice(end);
    if (final && this.pending.length > 0) return text + INVALID;
    return text;
  }

  private decodeUtf8(final: boolean): string {
    const { pending } = this;
    const units: string[] = [];
    let i = 0;
    while (i < pending.length) {
      const lead = pending[i]!;
      const size =
        lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
      if (size > 1 && i + size > pending.length && !final) break;
      const point = size === 1 ? lead : sequence(pending, i, size);
      if (point < 0) {
        units.push(INVALID);
        i++;
      } else {
        units.push(String.fromCodePoint(point));
        i += size;
      }
    }
    this.pending = pending.slice(i);
    return units.join("");
  }
}

/** The code point of a UTF-8 sequence, −1 for none. */
function sequence(bytes: Uint8Array, at: number, size: number): number {
  if (size === 0 || at + size > bytes.length) return -1;
  let point = bytes[at]! & (0x7f >> size);
  for (let i = 1; i < size; i++) {
    const byte = bytes[at + i]!;
    if ((byte & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (byte & 0x3f);
  }
  const smallest = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x10000;
  const isSurrogate = point >= 0xd800 && point < 0xe000;
  return point < smallest || point > 0x10ffff || isSurrogate ? -1 : point;
}
