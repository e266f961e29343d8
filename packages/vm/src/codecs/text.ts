/**
 * What codecs read and write: text as JavaScript strings or code points, and errors by callback.
 *
 * A text is a `string` if all its characters are in the BMP and none is a surrogate, else an array of code points;
 * the two are told apart the same way in the VM (kernel/text.ts), so that nothing is converted in between.
 *
 * A codec that meets what it cannot convert asks its error handler, which answers what to put there and where to go
 * on, or throws. Codecs know no exceptions.
 */
export type Text = string | Uint32Array;

/** Where and why; indices into the input, `end` exclusive. */
export type CodecError = { readonly start: number; readonly end: number; readonly reason: string };

/** `position`: where in the input decoding goes on. */
export type DecodeHandler = (error: CodecError) => { readonly replacement: Text; readonly position: number };

export type EncodeErrors = {
  readonly handle: (error: CodecError) => {
    readonly replacement: Text | Uint8Array;
    readonly position: number;
  };
  /** The handler's replacement cannot be encoded either: throws the original error. */
  readonly fail: (error: CodecError) => never;
};

/** `consumed` < input length only for input that ends in the middle of a character and is not final. */
export type Decoded = { readonly text: Text; readonly consumed: number };

/** Collects code points and notices whether a plain string can hold them. */
export class TextBuilder {
  private points: Uint32Array;
  private length = 0;
  private plain = true;

  constructor(capacity: number) {
    this.points = new Uint32Array(Math.max(capacity, 16));
  }

  push(point: number): void {
    if (this.length === this.points.length) {
      const grown = new Uint32Array(this.points.length * 2);
      grown.set(this.points);
      this.points = grown;
    }
    this.points[this.length++] = point;
    if (point > 0xffff || (point >= 0xd800 && point <= 0xdfff)) this.plain = false;
  }

  append(text: Text): void {
    if (typeof text === "string") for (let i = 0; i < text.length; i++) this.push(text.charCodeAt(i));
    else for (const point of text) this.push(point);
  }

  finish(): Text {
    const points = this.points.subarray(0, this.length);
    return this.plain ? stringOf(points) : points.slice();
  }
}

/** The string of code units. */
export function stringOf(points: Uint32Array | Uint16Array | Uint8Array): string {
  let text = "";
  for (let start = 0; start < points.length; start += 8192) {
    text += String.fromCharCode.apply(null, points.subarray(start, start + 8192) as unknown as number[]);
  }
  return text;
}

export function lengthOf(text: Text): number {
  return text.length;
}

export function pointAt(text: Text, index: number): number {
  return typeof text === "string" ? text.charCodeAt(index) : text[index]!;
}

/** Collects bytes. */
export class ByteBuilder {
  private bytes: Uint8Array;
  private length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(Math.max(capacity, 16));
  }

  push(byte: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = byte;
  }

  append(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private grow(by: number): void {
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + by));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

export const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/**
 * The loop of an encoder that maps each character by itself: `encode` writes it, or answers false. Characters that
 * fail one after the other are one error if `runs`, each its own otherwise.
 */
export function encodeEach(
  text: Text,
  encode: (point: number, out: ByteBuilder) => boolean,
  options: { reason: string | ((point: number) => string); runs: boolean; errors: EncodeErrors },
): Uint8Array {
  const out = new ByteBuilder(text.length);
  let at = 0;
  while (at < text.length) {
    if (encode(pointAt(text, at), out)) {
      at++;
      continue;
    }
    let end = at + 1;
    const probe = new ByteBuilder(16);
    if (options.runs) while (end < text.length && !encode(pointAt(text, end), probe)) end++;
    const reason = typeof options.reason === "string" ? options.reason : options.reason(pointAt(text, at));
    const error: CodecError = { start: at, end, reason };
    const { replacement, position } = options.errors.handle(error);
    if (replacement instanceof Uint8Array) out.append(replacement);
    else
      for (let i = 0; i < replacement.length; i++)
        if (!encode(pointAt(replacement, i), out)) options.errors.fail(error);
    at = position;
  }
  return out.finish();
}
