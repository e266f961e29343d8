/**
 * Where an unpickler reads: bytes at hand, or a file that is asked for exactly what is needed next.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must, typeError } from "../../kernel/raise.ts";
import { typeName } from "../../kernel/type.ts";
import { getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { bytesLikeOf } from "../../objects/buffer.ts";
import { unpicklingError } from "./errors.ts";

const truncated = () => unpicklingError("pickle data was truncated");
const NEWLINE = 10;

export class PickleSource {
  bytes: Uint8Array;
  private view: DataView;
  at = 0;
  private readonly read: PyObject | null;
  private readonly readline: PyObject | null;

  constructor(bytes: Uint8Array, read: PyObject | null = null, readline: PyObject | null = null) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.read = read;
    this.readline = readline;
  }

  /** Where the next `count` bytes are, which are then taken. Throws where they are not to be had. */
  take(count: number): number {
    const at = this.at;
    if (at + count <= this.bytes.length) {
      this.at = at + count;
      return at;
    }
    this.fetch(count);
    this.at = count;
    return 0;
  }

  /** Read on until `count` bytes are at hand. */
  private fetch(count: number): void {
    if (this.read === null) throw truncated();
    const missing = count - (this.bytes.length - this.at);
    this.append(fileBytes(must(call(this.read, [missing])), "read"));
    if (this.bytes.length - this.at < count) throw truncated();
  }

  private append(more: Uint8Array): void {
    const rest = this.bytes.subarray(this.at);
    const joined = new Uint8Array(rest.length + more.length);
    joined.set(rest);
    joined.set(more, rest.length);
    this.bytes = joined;
    this.view = new DataView(joined.buffer);
    this.at = 0;
  }

  byte(): number {
    const at = this.take(1);
    return this.bytes[at]!;
  }

  uint16(): number {
    const at = this.take(2);
    return this.view.getUint16(at, true);
  }

  int32(): number {
    const at = this.take(4);
    return this.view.getInt32(at, true);
  }

  uint32(): number {
    const at = this.take(4);
    return this.view.getUint32(at, true);
  }

  uint64(): bigint {
    const at = this.take(8);
    return this.view.getBigUint64(at, true);
  }

  /** Big-endian, as no other number. */
  double(): number {
    const at = this.take(8);
    return this.view.getFloat64(at, false);
  }

  slice(count: number): Uint8Array {
    const at = this.take(count);
    return this.bytes.slice(at, at + count);
  }

  /** The next opcode; −1 at the end. */
  opcode(): number {
    if (this.at < this.bytes.length) return this.bytes[this.at++]!;
    if (this.read === null) return -1;
    this.append(fileBytes(must(call(this.read, [1])), "read"));
    return this.bytes.length === 0 ? -1 : this.bytes[this.at++]!;
  }

  /** The next line, without its end. */
  line(): Uint8Array {
    let end = this.bytes.indexOf(NEWLINE, this.at);
    if (end < 0 && this.readline !== null) {
      this.append(fileBytes(must(call(this.readline, [])), "readline"));
      end = this.bytes.indexOf(NEWLINE, this.at);
    }
    if (end < 0) throw truncated();
    const line = this.bytes.subarray(this.at, end);
    this.at = end + 1;
    return line;
  }

  /** Have a whole frame at hand. */
  frame(size: number): void {
    if (this.bytes.length - this.at < size) this.fetch(size);
  }
}

function fileBytes(data: PyObject, method: string): Uint8Array {
  const bytes = bytesLikeOf(data);
  if (bytes === null) throw typeError(`${method}() returned non-bytes object (${typeName(data)})`);
  return bytes;
}

/** The source that a file object is. Throws TypeError for others. */
export function sourceOfFile(file: PyObject): PickleSource {
  const find = (name: string) => must(getAttributeOrAbsent(file, attributeName(name)));
  const [read, readline] = [find("read"), find("readline")];
  if (read === null || readline === null) throw typeError("file must have 'read' and 'readline' attributes");
  return new PickleSource(new Uint8Array(0), read, readline);
}
