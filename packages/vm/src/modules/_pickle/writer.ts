/**
 * The bytes of a pickle as they are made: in frames from protocol 4 on, large data outside of them (PEP 3154).
 *
 * Hot: all of it.
 */
import { FRAME } from "./opcodes.ts";

/** Frames are closed when they have as much. */
export const FRAME_TARGET = 64 * 1024;
/** A frame is not worth its head below this. */
const FRAME_MINIMUM = 4;
const FRAME_HEAD = 9;

export class PickleWriter {
  private bytes = new Uint8Array(256);
  private view = new DataView(this.bytes.buffer);
  private length = 0;
  /** Where the current frame's head is, −1 outside of frames. */
  private frameStart = -1;
  private framing = false;
  /** Takes what is finished, for large data to follow; null keeps everything. */
  private readonly sink: ((bytes: Uint8Array) => void) | null;

  constructor(sink: ((bytes: Uint8Array) => void) | null) {
    this.sink = sink;
  }

  startFraming(): void {
    this.framing = true;
  }

  private reserve(count: number): number {
    if (this.framing && this.frameStart < 0) {
      this.frameStart = this.length;
      this.grow(FRAME_HEAD);
      this.length += FRAME_HEAD;
    }
    this.grow(count);
    const at = this.length;
    this.length += count;
    return at;
  }

  private grow(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  /** An opcode. */
  op(opcode: number): void {
    const at = this.reserve(1);
    this.bytes[at] = opcode;
  }

  /** An opcode and an argument of some bytes, little-endian. */
  op1(opcode: number, argument: number): void {
    const at = this.reserve(2);
    this.bytes[at] = opcode;
    this.bytes[at + 1] = argument;
  }

  op2(opcode: number, argument: number): void {
    const at = this.reserve(3);
    this.bytes[at] = opcode;
    this.view.setUint16(at + 1, argument, true);
  }

  op4(opcode: number, argument: number): void {
    const at = this.reserve(5);
    this.bytes[at] = opcode;
    this.view.setUint32(at + 1, argument, true);
  }

  op8(opcode: number, argument: number): void {
    const at = this.reserve(9);
    this.bytes[at] = opcode;
    this.view.setBigUint64(at + 1, BigInt(argument), true);
  }

  /** An opcode and a double, big-endian. */
  opDouble(opcode: number, x: number): void {
    const at = this.reserve(9);
    this.bytes[at] = opcode;
    this.view.setFloat64(at + 1, x, false);
  }

  data(data: Uint8Array): void {
    const at = this.reserve(data.length);
    this.bytes.set(data, at);
  }

  /** An opcode, a length in one byte, and text of ASCII characters; false, and nothing written, for other text. */
  shortAscii(opcode: number, text: string): boolean {
    const { length } = text;
    const at = this.reserve(2 + length);
    const { bytes } = this;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) {
        this.length = at;
        return false;
      }
      bytes[at + 2 + i] = unit;
    }
    bytes[at] = opcode;
    bytes[at + 1] = length;
    return true;
  }

  /** Text of ASCII or Latin-1 characters. */
  text(text: string): void {
    const at = this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[at + i] = text.charCodeAt(i);
  }

  /** Data so large that no frame contains them; `head` writes the opcode in front. */
  large(head: () => void, data: Uint8Array): void {
    this.closeFrame();
    const { framing } = this;
    this.framing = false;
    head();
    if (this.sink === null) this.data(data);
    else {
      this.flush();
      this.sink(data);
    }
    this.framing = framing;
  }

  /** Called between objects: a frame that is large enough ends. */
  commitFrame(): void {
    if (this.frameStart >= 0 && this.length - this.frameStart - FRAME_HEAD >= FRAME_TARGET) {
      this.closeFrame();
      if (this.sink !== null) this.flush();
    }
  }

  private closeFrame(): void {
    if (this.frameStart < 0) return;
    const start = this.frameStart;
    const size = this.length - start - FRAME_HEAD;
    this.frameStart = -1;
    if (size >= FRAME_MINIMUM) {
      this.bytes[start] = FRAME;
      this.view.setBigUint64(start + 1, BigInt(size), true);
      return;
    }
    this.bytes.copyWithin(start, start + FRAME_HEAD, this.length);
    this.length -= FRAME_HEAD;
  }

  private flush(): void {
    if (this.length > 0) this.sink!(this.bytes.slice(0, this.length));
    this.length = 0;
  }

  /** End the pickle: what was not given out yet. */
  finish(): Uint8Array {
    this.closeFrame();
    this.framing = false;
    const bytes = this.bytes.slice(0, this.length);
    this.length = 0;
    return bytes;
  }
}
