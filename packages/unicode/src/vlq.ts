/**
 * Numbers as text: how the generated tables are packed.
 *
 * Variable-length quantities in the 64 characters of base64url, five bits a character, least significant
 * first, the sixth bit meaning "more follows". A signed number is folded: 0, -1, 1, -2, … become 0, 1, 2, 3, ….
 * Values may exceed 2^32 (some ideographs stand for 10^16), so that decoding multiplies instead of shifting.
 */

/** The 64 digits in order of value. */
export const VLQ_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Reads the numbers of one packed text in order. */
export interface VlqReader {
  readonly text: string;
  offset: number;
}

export function vlqReader(text: string): VlqReader {
  return { text, offset: 0 };
}

export function atEnd(reader: VlqReader): boolean {
  return reader.offset >= reader.text.length;
}

export function readUnsigned(reader: VlqReader): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    const digit = digitValue(reader.text.charCodeAt(reader.offset++));
    value += (digit & 31) * scale;
    if (digit < 32) return value;
    scale *= 32;
  }
}

export function readSigned(reader: VlqReader): number {
  const folded = readUnsigned(reader);
  return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
}

function digitValue(code: number): number {
  if (code >= 97) return code - 71; // a–z
  if (code >= 65) return code === 95 ? 63 : code - 65; // A–Z and _
  return code === 45 ? 62 : code + 4; // 0–9 and -
}
