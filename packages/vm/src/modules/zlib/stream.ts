/**
 * zlib's `z_stream`, on which pako's functions work, and output that grows as they fill it.
 */

export class ZStream {
  input: Uint8Array | null = null;
  next_in = 0;
  avail_in = 0;
  total_in = 0;
  output: Uint8Array | null = null;
  next_out = 0;
  avail_out = 0;
  total_out = 0;
  msg = "";
  /** What pako knows about the stream; null before and after its use. */
  state: object | null = null;
  data_type = 2;
  adler = 0;

  /** Take the data as the next input. */
  feed(data: Uint8Array): void {
    this.input = data;
    this.next_in = 0;
    this.avail_in = data.length;
  }

  /** The part of the input that was not used, for keeping. */
  rest(): Uint8Array {
    return this.input === null ? new Uint8Array(0) : this.input.slice(this.next_in);
  }
}

const FIRST_BLOCK = 16 * 1024;
const LARGEST_BLOCK = 1024 * 1024;

/** What a stream writes: blocks, each given to it when the one before is full. */
export class Output {
  private readonly stream: ZStream;
  private readonly limit: number;
  private readonly blocks: Uint8Array[] = [];
  private size = 0;

  constructor(stream: ZStream, limit = Infinity) {
    this.stream = stream;
    this.limit = limit;
    this.grow();
  }

  /** Give the stream another block if the one it has is full; false where the limit is reached. */
  makeRoom(): boolean {
    if (this.stream.avail_out > 0) return true;
    if (this.size >= this.limit) return false;
    this.grow();
    return true;
  }

  private grow(): void {
    const length = Math.min(FIRST_BLOCK << (2 * this.blocks.length), LARGEST_BLOCK, this.limit - this.size);
    const block = new Uint8Array(length);
    this.blocks.push(block);
    this.size += length;
    this.stream.output = block;
    this.stream.next_out = 0;
    this.stream.avail_out = length;
  }

  /** Everything that was written. */
  finish(): Uint8Array {
    const { avail_out } = this.stream;
    const result = new Uint8Array(this.size - avail_out);
    let at = 0;
    for (const block of this.blocks) {
      result.set(block.subarray(0, result.length - at), at);
      at += block.length;
    }
    this.stream.output = null;
    return result;
  }
}

/** A stream in the same state, which goes its own way from here (deflateCopy, inflateCopy). */
export function copyStream(stream: ZStream): ZStream {
  const copies = new Map<object, object>();
  const copyOf = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    let copy = copies.get(value);
    if (copy !== undefined) return copy;
    if (ArrayBuffer.isView(value)) {
      copy = (value as Uint8Array).slice();
      copies.set(value, copy);
      return copy;
    }
    copy = Array.isArray(value) ? [] : (Object.create(Object.getPrototypeOf(value) as object) as object);
    copies.set(value, copy);
    for (const [key, part] of Object.entries(value)) (copy as Record<string, unknown>)[key] = copyOf(part);
    return copy;
  };
  return copyOf(stream) as ZStream;
}
