/**
 * Running hashes, and the construction that MD5 and SHA-1 share: blocks of 64 bytes compressed one after the other,
 * the last padded with the length of the whole (Merkle and Damgård).
 */

/** A running hash. */
export interface Digest {
  readonly blockSize: number;
  readonly digestSize: number;
  update(data: Uint8Array): void;
  /** The hash of what came so far; the running hash goes on. */
  digest(): Uint8Array;
  copy(): Digest;
}

const BLOCK_SIZE = 64;

/** What tells the hashes of this construction apart. */
export type BlockCompression = {
  readonly initial: readonly number[];
  /** How words are in bytes, the length of the data included. */
  readonly littleEndian: boolean;
  /** Mix one block of sixteen words into the state. */
  compress(state: Int32Array, words: Int32Array): void;
};

class BlockDigest implements Digest {
  readonly blockSize = BLOCK_SIZE;
  readonly digestSize: number;
  readonly #compression: BlockCompression;
  readonly #state: Int32Array;
  readonly #pending = new Uint8Array(BLOCK_SIZE);
  readonly #words = new Int32Array(BLOCK_SIZE / 4);
  #length = 0;

  constructor(compression: BlockCompression) {
    this.#compression = compression;
    this.#state = Int32Array.from(compression.initial);
    this.digestSize = this.#state.length * 4;
  }

  update(data: Uint8Array): void {
    let offset = 0;
    while (offset < data.length) {
      const filled = this.#length % BLOCK_SIZE;
      const count = Math.min(BLOCK_SIZE - filled, data.length - offset);
      this.#pending.set(data.subarray(offset, offset + count), filled);
      this.#length += count;
      offset += count;
      if (filled + count === BLOCK_SIZE) this.#compressPending();
    }
  }

  #compressPending(): void {
    const view = new DataView(this.#pending.buffer);
    const { littleEndian } = this.#compression;
    for (let index = 0; index < this.#words.length; index++) {
      this.#words[index] = view.getInt32(index * 4, littleEndian);
    }
    this.#compression.compress(this.#state, this.#words);
  }

  digest(): Uint8Array {
    const last = this.copy();
    const { littleEndian } = this.#compression;
    const padding = new Uint8Array(((119 - (this.#length % BLOCK_SIZE)) % BLOCK_SIZE) + 1 + 8);
    padding[0] = 0x80;
    const bits = BigInt(this.#length) * 8n;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, bits, littleEndian);
    last.update(padding);
    const result = new DataView(new ArrayBuffer(this.digestSize));
    last.#state.forEach((word, index) => result.setInt32(index * 4, word, littleEndian));
    return new Uint8Array(result.buffer);
  }

  copy(): BlockDigest {
    const copy = new BlockDigest(this.#compression);
    copy.#state.set(this.#state);
    copy.#pending.set(this.#pending);
    copy.#length = this.#length;
    return copy;
  }
}

/** A running hash of this construction. */
export function createBlockDigest(compression: BlockCompression): Digest {
  return new BlockDigest(compression);
}

/** The word turned left. */
export function rotateLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}
