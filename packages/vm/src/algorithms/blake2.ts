/**
 * BLAKE2b and BLAKE2s with all their parameters (RFC 7693; the BLAKE2 paper for salt, person and tree hashing).
 *
 * Both are the same function of words of 64 or 32 bits.
 */

/** What tells the two apart. */
export type Blake2Variant = {
  readonly wordBits: number;
  readonly rounds: number;
  readonly rotations: readonly [bigint, bigint, bigint, bigint];
  readonly iv: readonly bigint[];
};

const IV_64 = [
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
];

export const BLAKE2B: Blake2Variant = {
  wordBits: 64,
  rounds: 12,
  rotations: [32n, 24n, 16n, 63n],
  iv: IV_64,
};
export const BLAKE2S: Blake2Variant = {
  wordBits: 32,
  rounds: 10,
  rotations: [16n, 12n, 8n, 7n],
  iv: IV_64.map((word) => word >> 32n),
};

/** Order of message words, by round. */
const SIGMA = [
  "0123456789abcdef",
  "ea489fd61c02b753",
  "b8c052fdae367194",
  "7931dcbe265a40f8",
  "905724afe1bc683d",
  "2c6a0b834d75fe19",
  "c51fed4a0763928b",
  "db7ec13950f4862a",
  "6fe9b308c2d714a5",
  "a2847615fb9e3cd0",
].map((row) => [...row].map((digit) => Number.parseInt(digit, 16)));

export type Blake2Parameters = {
  readonly digestSize: number;
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
  readonly person: Uint8Array;
  readonly fanout: number;
  readonly depth: number;
  readonly leafSize: number;
  readonly nodeOffset: bigint;
  readonly nodeDepth: number;
  readonly innerSize: number;
  readonly lastNode: boolean;
};

/** A running hash. */
export class Blake2 {
  readonly blockSize: number;
  readonly digestSize: number;
  readonly #variant: Blake2Variant;
  readonly #parameters: Blake2Parameters;
  readonly #state: bigint[];
  readonly #pending: Uint8Array;
  #filled = 0;
  #counter = 0n;

  constructor(variant: Blake2Variant, parameters: Blake2Parameters) {
    this.#variant = variant;
    this.#parameters = parameters;
    this.blockSize = variant.wordBits * 2;
    this.digestSize = parameters.digestSize;
    this.#pending = new Uint8Array(this.blockSize);
    const block = words(parameterBlock(variant, parameters), variant.wordBits);
    this.#state = variant.iv.map((word, index) => word ^ block[index]!);
    if (parameters.key.length === 0) return;
    this.#pending.set(parameters.key);
    this.#filled = this.blockSize;
  }

  update(data: Uint8Array): void {
    let offset = 0;
    while (offset < data.length) {
      if (this.#filled === this.blockSize) this.#compress(false);
      const count = Math.min(this.blockSize - this.#filled, data.length - offset);
      this.#pending.set(data.subarray(offset, offset + count), this.#filled);
      this.#filled += count;
      offset += count;
    }
  }

  #compress(isLast: boolean): void {
    const { wordBits, rounds, rotations, iv } = this.#variant;
    this.#counter += BigInt(this.#filled);
    const message = words(this.#pending, wordBits);
    const ones = (1n << BigInt(wordBits)) - 1n;
    const v = [...this.#state, ...iv];
    v[12]! ^= this.#counter & ones;
    v[13]! ^= this.#counter >> BigInt(wordBits);
    if (isLast) v[14]! ^= ones;
    if (isLast && this.#parameters.lastNode) v[15]! ^= ones;
    const [r1, r2, r3, r4] = rotations;
    const bits = BigInt(wordBits);
    const rotate = (word: bigint, count: bigint) => (word >> count) | ((word << (bits - count)) & ones);
    const mix = (a: number, b: number, c: number, d: number, x: bigint, y: bigint) => {
      v[a] = (v[a]! + v[b]! + x) & ones;
      v[d] = rotate(v[d]! ^ v[a], r1);
      v[c] = (v[c]! + v[d]) & ones;
      v[b] = rotate(v[b]! ^ v[c], r2);
      v[a] = (v[a] + v[b] + y) & ones;
      v[d] = rotate(v[d] ^ v[a], r3);
      v[c] = (v[c] + v[d]) & ones;
      v[b] = rotate(v[b] ^ v[c], r4);
    };
    for (let round = 0; round < rounds; round++) {
      const order = SIGMA[round % 10]!;
      const word = (index: number) => message[order[index]!]!;
      for (let i = 0; i < 4; i++) mix(i, i + 4, i + 8, i + 12, word(2 * i), word(2 * i + 1));
      for (let i = 0; i < 4; i++) {
        mix(i, ((i + 1) % 4) + 4, ((i + 2) % 4) + 8, ((i + 3) % 4) + 12, word(2 * i + 8), word(2 * i + 9));
      }
    }
    for (let index = 0; index < 8; index++) this.#state[index]! ^= v[index]! ^ v[index + 8]!;
    this.#pending.fill(0);
    this.#filled = 0;
  }

  /** The hash of what came so far; the running hash goes on. */
  digest(): Uint8Array {
    const last = this.copy();
    last.#compress(true);
    const size = this.#variant.wordBits / 8;
    const result = new Uint8Array(8 * size);
    last.#state.forEach((word, index) => {
      for (let byte = 0; byte < size; byte++)
        result[index * size + byte] = Number((word >> BigInt(8 * byte)) & 0xffn);
    });
    return result.slice(0, this.digestSize);
  }

  copy(): Blake2 {
    const copy = new Blake2(this.#variant, this.#parameters);
    this.#state.forEach((word, index) => (copy.#state[index] = word));
    copy.#pending.set(this.#pending);
    copy.#filled = this.#filled;
    copy.#counter = this.#counter;
    return copy;
  }
}

/** Little-endian words of bytes. */
function words(bytes: Uint8Array, wordBits: number): bigint[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = wordBits / 8;
  const result: bigint[] = [];
  for (let offset = 0; offset < bytes.length; offset += size) {
    result.push(size === 8 ? view.getBigUint64(offset, true) : BigInt(view.getUint32(offset, true)));
  }
  return result;
}

/** The parameter block: eight words (BLAKE2 paper, section 2.5). */
function parameterBlock({ wordBits }: Blake2Variant, parameters: Blake2Parameters): Uint8Array {
  const block = new Uint8Array(wordBits);
  const view = new DataView(block.buffer);
  block[0] = parameters.digestSize;
  block[1] = parameters.key.length;
  block[2] = parameters.fanout;
  block[3] = parameters.depth;
  view.setUint32(4, parameters.leafSize, true);
  view.setBigUint64(8, parameters.nodeOffset, true);
  const isLong = wordBits === 64;
  block[isLong ? 16 : 14] = parameters.nodeDepth;
  block[isLong ? 17 : 15] = parameters.innerSize;
  block.set(parameters.salt, wordBits / 2);
  block.set(parameters.person, (wordBits / 4) * 3);
  return block;
}
