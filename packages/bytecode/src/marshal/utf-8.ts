/**
 * UTF-8 with the "surrogatepass" error handler, as marshal stores str: surrogates are coded like any
 * other code point of three bytes.
 */

import { MarshalError } from "./error.ts";

/** The code points of the bytes. Raises UnicodeDecodeError as `bytes.decode("utf-8", "surrogatepass")`. */
export function decodeUtf8(bytes: Uint8Array): Uint32Array {
  const points = new Uint32Array(bytes.length);
  let count = 0;
  let index = 0;
  while (index < bytes.length) {
    const lead = bytes[index];
    if (lead < 0x80) {
      points[count++] = lead;
      index++;
      continue;
    }
    const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0) throw invalid(bytes, index, index + 1, "invalid start byte");
    let point = lead & (0x7f >> length);
    for (let offset = 1; offset < length; offset++) {
      if (index + offset >= bytes.length) throw invalid(bytes, index, bytes.length, "unexpected end of data");
      const byte = bytes[index + offset];
      if (!continues(lead, offset, byte)) {
        throw invalid(bytes, index, index + offset, "invalid continuation byte");
      }
      point = (point << 6) | (byte & 0x3f);
    }
    points[count++] = point;
    index += length;
  }
  return points.subarray(0, count);
}

/** The bytes of code points, surrogates included. */
export function encodeUtf8(points: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(points.length * 4);
  let length = 0;
  for (const point of points) {
    if (point < 0x80) {
      bytes[length++] = point;
    } else if (point < 0x800) {
      bytes[length++] = 0xc0 | (point >> 6);
      bytes[length++] = 0x80 | (point & 0x3f);
    } else if (point < 0x10000) {
      bytes[length++] = 0xe0 | (point >> 12);
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[length++] = 0x80 | (point & 0x3f);
    } else {
      bytes[length++] = 0xf0 | (point >> 18);
      bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[length++] = 0x80 | (point & 0x3f);
    }
  }
  return bytes.slice(0, length);
}

/** Whether the byte may follow the lead byte, overlong forms and numbers above 0x10FFFF excluded. */
function continues(lead: number, offset: number, byte: number): boolean {
  if (byte < 0x80 || byte > 0xbf) return false;
  if (offset > 1) return true;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  if (lead === 0xf4) return byte <= 0x8f;
  return true;
}

function invalid(bytes: Uint8Array, start: number, end: number, reason: string): MarshalError {
  const where =
    end - start === 1
      ? `byte 0x${bytes[start].toString(16).padStart(2, "0")} in position ${start}`
      : `bytes in position ${start}-${end - 1}`;
  const message = `'utf-8' codec can't decode ${where}: ${reason}`;
  return new MarshalError("UnicodeDecodeError", message, ["utf-8", bytes, start, end, reason]);
}
