/**
 * Source encodings other than UTF-8: Python's names for them, and what decodes them.
 *
 * ASCII and Latin-1 are decoded here; the others by the engine's `TextDecoder`, where it has them. The tables of the
 * web differ from Python's in a few places: Windows code pages have characters where Python has none, and engines
 * take windows-1252 for Latin-1. That is put right here. Codecs that the web does not know (cp437, utf-7) are refused
 * as unknown, as a codec is that Python does not know.
 */

/** Why bytes could not be decoded, in the words of Python's codec. */
export class DecodeError {
  readonly msg: string;
  constructor(msg: string) {
    this.msg = msg;
  }
}

/**
 * The text.
 *
 * @param declared The name as the declaration spells it.
 * @throws {DecodeError} if there is no such encoding, or the bytes are not in it.
 */
export function decodeAs(bytes: Uint8Array, declared: string): string {
  const name = declared.toLowerCase().replace(/[^a-z0-9.]+/g, "_");
  if (UTF_8.has(name)) return decodeUtf8(bytes);
  if (LATIN_1.has(name)) return latin1(bytes);
  if (ASCII.has(name)) return ascii(bytes);
  const singleByte = SINGLE_BYTE.get(name) ?? SINGLE_BYTE.get(name.replace(/^(?:cp|windows)_?/, "cp"));
  if (singleByte !== undefined) {
    const characters = upperHalf(singleByte);
    if (characters !== null) return charmap(bytes, characters);
  }
  const multiByte = MULTI_BYTE.get(name);
  if (multiByte !== undefined) {
    const decoder = decoderFor(multiByte[0]);
    if (decoder !== null) return multiByteText(bytes, decoder, multiByte[1]);
  }
  throw new DecodeError(`unknown encoding: ${declared}`);
}

const UTF_8: ReadonlySet<string> = new Set([
  "utf8",
  "utf_8",
  "u8",
  "utf",
  "cp65001",
  "utf8_ucs2",
  "utf8_ucs4",
]);

const LATIN_1: ReadonlySet<string> = new Set(
  "iso_8859_1 iso8859_1 iso8859 8859 cp819 ibm819 iso_ir_100 csisolatin1 latin_1 latin1 latin l1".split(" "),
);

const ASCII: ReadonlySet<string> = new Set([
  "ascii",
  "us_ascii",
  "646",
  "ansi_x3.4_1968",
  "cp367",
  "iso646_us",
]);

/** Python's names of encodings with a byte a character, and the web's. */
const SINGLE_BYTE: ReadonlyMap<string, string> = new Map([
  ...[1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].flatMap((page): [string, string][] => [
    [`cp${page}`, `windows-${page}`],
    [`${page}`, `windows-${page}`],
  ]),
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].flatMap((part): [string, string][] => [
    [`iso8859_${part}`, `iso-8859-${part}`],
    [`iso_8859_${part}`, `iso-8859-${part}`],
  ]),
  ...Object.entries({ 2: 2, 3: 3, 4: 4, 6: 10, 7: 13, 8: 14, 9: 15, 10: 16 }).flatMap(
    ([latin, part]): [string, string][] => [
      [`latin${latin}`, `iso-8859-${part}`],
      [`latin_${latin}`, `iso-8859-${part}`],
      [`l${latin}`, `iso-8859-${part}`],
    ],
  ),
  ["cyrillic", "iso-8859-5"],
  ["arabic", "iso-8859-6"],
  ["greek", "iso-8859-7"],
  ["hebrew", "iso-8859-8"],
  ["cp866", "ibm866"],
  ["866", "ibm866"],
  ["ibm866", "ibm866"],
  ["koi8_r", "koi8-r"],
  ["koi8_u", "koi8-u"],
  ["mac_roman", "macintosh"],
  ["macroman", "macintosh"],
  ["macintosh", "macintosh"],
  ["mac_cyrillic", "x-mac-cyrillic"],
  ["maccyrillic", "x-mac-cyrillic"],
]);

/** Python's names of the others: the web's name, and Python's own in messages. */
const MULTI_BYTE: ReadonlyMap<string, readonly [label: string, codec: string]> = new Map(
  (
    [
      ["shift_jis", "shift_jis", "shiftjis sjis s_jis csshiftjis"],
      ["shift_jis", "cp932", "932 ms932 mskanji ms_kanji windows_31j"],
      ["euc-jp", "euc_jp", "eucjp ujis u_jis"],
      ["iso-2022-jp", "iso2022_jp", "iso_2022_jp iso2022jp csiso2022jp"],
      ["euc-kr", "euc_kr", "euckr korean ksc5601 ks_c_5601 ks_c_5601_1987 ksx1001 ks_x_1001"],
      ["euc-kr", "cp949", "949 ms949 uhc"],
      ["gbk", "gb2312", "chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58"],
      ["gbk", "gbk", "936 cp936 ms936"],
      ["gb18030", "gb18030", "gb18030_2000"],
      ["big5", "big5", "big5_tw csbig5"],
      ["big5", "cp950", "950 ms950"],
    ] as const
  ).flatMap(([label, codec, aliases]) =>
    [codec, ...aliases.split(" ")].map((name): [string, readonly [string, string]] => [name, [label, codec]]),
  ),
);

function decoderFor(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    return null;
  }
}

/** The characters of the bytes from 0x80; "" for a byte that has none. `null` if the engine lacks the encoding. */
function upperHalf(label: string): readonly string[] | null {
  if (label === "windows-1252") return WINDOWS_1252;
  const decoder = decoderFor(label);
  if (decoder === null) return null;
  const isCodePage = label.startsWith("windows-");
  return Array.from({ length: 128 }, (_, index) => {
    try {
      const character = decoder.decode(Uint8Array.of(128 + index));
      return isCodePage && character < "\xa0" ? "" : character;
    } catch {
      return "";
    }
  });
}

/** A space stands for a byte without a character. */
const WINDOWS_1252: readonly string[] = Array.from({ length: 128 }, (_, index) =>
  index < 32 ? "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ"[index]!.trim() : String.fromCharCode(128 + index),
);

function charmap(bytes: Uint8Array, characters: readonly string[]): string {
  const undefinedAt = bytes.findIndex((byte) => byte >= 128 && characters[byte - 128] === "");
  if (undefinedAt >= 0) throw badByte("charmap", bytes, undefinedAt, "character maps to <undefined>");
  return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : characters[byte - 128]!)).join(
    "",
  );
}

function multiByteText(bytes: Uint8Array, decoder: InstanceType<typeof TextDecoder>, codec: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw badByte(codec, bytes, lengthOfGoodPart(bytes, decoder), "illegal multibyte sequence");
  }
}

/** The length of the longest start that can be decoded. */
function lengthOfGoodPart(bytes: Uint8Array, decoder: InstanceType<typeof TextDecoder>): number {
  let good = 0;
  for (let end = 1; end <= bytes.length; end++) {
    try {
      decoder.decode(bytes.subarray(good, end));
      good = end;
    } catch {
      // No character of these encodings is longer than four bytes.
      if (end - good >= 4) break;
    }
  }
  return good;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const at = firstInvalidUtf8(bytes);
    throw badByte(
      "utf-8",
      bytes,
      at,
      isUtf8Start(bytes[at]!) ? "invalid continuation byte" : "invalid start byte",
    );
  }
}

function isUtf8Start(byte: number): boolean {
  return byte >= 0xc2 && byte <= 0xf4;
}

/** Where the first sequence starts that is not well formed UTF-8; the length if all are. */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) break;
    at += length;
  }
  return at;
}

/** The length of the well-formed sequence there, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (!isUtf8Start(first)) return 0;
  for (let index = 1; index < length; index++) if ((bytes[at + index]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return length;
}

function ascii(bytes: Uint8Array): string {
  const at = bytes.findIndex((byte) => byte > 0x7f);
  if (at >= 0) throw badByte("ascii", bytes, at, "ordinal not in range(128)");
  return latin1(bytes);
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}

function badByte(codec: string, bytes: Uint8Array, at: number, reason: string): DecodeError {
  const byte = bytes[at]!.toString(16).padStart(2, "0");
  return new DecodeError(`'${codec}' codec can't decode byte 0x${byte} in position ${at}: ${reason}`);
}
