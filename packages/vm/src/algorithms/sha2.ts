/**
 * SHA-224, SHA-256, SHA-384 and SHA-512 (FIPS 180-4).
 *
 * The constants are the fractions of roots of the first primes, computed at the first use.
 */

export type Sha2Name = "sha224" | "sha256" | "sha384" | "sha512";

/** A running hash. */
export interface Sha2 {
  readonly blockSize: number;
  readonly digestSize: number;
  update(data: Uint8Array): void;
  /** The hash of what came so far; the running hash goes on. */
  digest(): Uint8Array;
  copy(): Sha2;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}

/** The largest integer whose power is at most `value`. */
function integerRoot(value: bigint, power: bigint): bigint {
  let low = 0n;
  let high = 1n << 80n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** power <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** The first 64 bits of the fraction of the square or cube root of each prime. */
function rootFractions(values: readonly number[], power: 2n | 3n): bigint[] {
  return values.map((p) => BigInt.asUintN(64, integerRoot(BigInt(p) << (64n * power), power)));
}

type Constants = {
  readonly k32: Uint32Array;
  readonly k64: Uint32Array;
  readonly initial: Record<Sha2Name, Uint32Array>;
};
let constants: Constants | undefined;

/** 64-bit words as pairs, high half first. */
const pairs = (words: readonly bigint[]): Uint32Array =>
  Uint32Array.from(words.flatMap((word) => [Number(word >> 32n), Number(word & 0xffffffffn)]));

function constantsOf(): Constants {
  if (constants !== undefined) return constants;
  const first = primes(80);
  const cubes = rootFractions(first, 3n);
  const squares = rootFractions(first.slice(0, 16), 2n);
  const highHalves = (words: readonly bigint[]) => Uint32Array.from(words, (word) => Number(word >> 32n));
  constants = {
    k32: highHalves(cubes.slice(0, 64)),
    k64: pairs(cubes),
    initial: {
      sha256: highHalves(squares.slice(0, 8)),
      // SHA-224 starts from the second halves of SHA-384's words.
      sha224: Uint32Array.from(squares.slice(8), (word) => Number(word & 0xffffffffn)),
      sha384: pairs(squares.slice(8)),
      sha512: pairs(squares.slice(0, 8)),
    },
  };
  return constants;
}

const DIGEST_SIZE: Readonly<Record<Sha2Name, number>> = { sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

export function createSha2(name: Sha2Name): Sha2 {
  const wide = name === "sha384" || name === "sha512";
  return new Running(constantsOf().initial[name].slice(), DIGEST_SIZE[name], wide ? 128 : 64);
}

class Running implements Sha2 {
  readonly blockSize: number;
  readonly digestSize: number;
  private readonly state: Uint32Array;
  private readonly block: Uint8Array;
  private filled = 0;
  private total = 0;

  constructor(state: Uint32Array, digestSize: number, blockSize: number) {
    this.state = state;
    this.digestSize = digestSize;
    this.blockSize = blockSize;
    this.block = new Uint8Array(blockSize);
  }

  update(data: Uint8Array): void {
    this.total += data.length;
    let at = 0;
    while (at < data.length) {
      const taken = Math.min(this.blockSize - this.filled, data.length - at);
      this.block.set(data.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
      if (this.filled === this.blockSize) {
        this.compress();
        this.filled = 0;
      }
    }
  }

  copy(): Running {
    const copy = new Running(this.state.slice(), this.digestSize, this.blockSize);
    copy.block.set(this.block);
    copy.filled = this.filled;
    copy.total = this.total;
    return copy;
  }

  digest(): Uint8Array {
    const last = this.copy();
    const bits = this.total * 8;
    const lengthSize = this.blockSize / 8;
    const zeros = (2 * this.blockSize - 1 - lengthSize - this.filled) % this.blockSize;
    const padding = new Uint8Array(1 + zeros + lengthSize);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits >>> 0);
    last.update(padding);
    const digest = new Uint8Array(last.state.length * 4);
    const out = new DataView(digest.buffer);
    last.state.forEach((word, i) => out.setUint32(4 * i, word));
    return digest.slice(0, this.digestSize);
  }

  private compress(): void {
    if (this.blockSize === 64) compress32(this.state, this.block);
    else compress64(this.state, this.block);
  }
}

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

function compress32(state: Uint32Array, block: Uint8Array): void {
  const k = constantsOf().k32;
  const w = new Uint32Array(64);
  const view = new DataView(block.buffer);
  for (let t = 0; t < 16; t++) w[t] = view.getUint32(4 * t);
  for (let t = 16; t < 64; t++) {
    const [x, y] = [w[t - 15]!, w[t - 2]!];
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let t = 0; t < 64; t++) {
    const t1 =
      (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + k[t]! + w[t]!) | 0;
    const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = state[i]! + word));
}

/** Words are pairs [high, low]; sums carry by hand. */
function compress64(state: Uint32Array, block: Uint8Array): void {
  const k = constantsOf().k64;
  const w = new Uint32Array(160);
  const view = new DataView(block.buffer);
  for (let t = 0; t < 32; t++) w[t] = view.getUint32(4 * t);
  for (let t = 16; t < 80; t++) {
    const [xh, xl, yh, yl] = [w[2 * t - 30]!, w[2 * t - 29]!, w[2 * t - 4]!, w[2 * t - 3]!];
    const s0h = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7);
    const s0l = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25));
    const s1h = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6);
    const s1l = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26));
    const low = w[2 * t - 31]! + (s0l >>> 0) + w[2 * t - 13]! + (s1l >>> 0);
    w[2 * t] = w[2 * t - 32]! + s0h + w[2 * t - 14]! + s1h + Math.floor(low / 2 ** 32);
    w[2 * t + 1] = low;
  }
  const v = Uint32Array.from(state);
  for (let t = 0; t < 80; t++) {
    const [eh, el, ah, al] = [v[8]!, v[9]!, v[0]!, v[1]!];
    const S1h = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23));
    const S1l = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23));
    const chh = (eh & v[10]!) ^ (~eh & v[12]!);
    const chl = (el & v[11]!) ^ (~el & v[13]!);
    const t1Low = v[15]! + (S1l >>> 0) + (chl >>> 0) + k[2 * t + 1]! + w[2 * t + 1]!;
    const t1High = (v[14]! + S1h + chh + k[2 * t]! + w[2 * t]! + Math.floor(t1Low / 2 ** 32)) | 0;
    const S0h = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25));
    const S0l = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25));
    const majh = (ah & v[2]!) ^ (ah & v[4]!) ^ (v[2]! & v[4]!);
    const majl = (al & v[3]!) ^ (al & v[5]!) ^ (v[3]! & v[5]!);
    const t2Low = (S0l >>> 0) + (majl >>> 0);
    const t2High = S0h + majh + Math.floor(t2Low / 2 ** 32);
    v.copyWithin(2, 0, 14);
    const eLow = v[9]! + (t1Low >>> 0);
    v[8] = v[8]! + t1High + Math.floor(eLow / 2 ** 32);
    v[9] = eLow;
    const aLow = (t1Low >>> 0) + (t2Low >>> 0);
    v[0] = t1High + t2High + Math.floor(aLow / 2 ** 32);
    v[1] = aLow;
  }
  for (let i = 0; i < 16; i += 2) {
    const low = state[i + 1]! + v[i + 1]!;
    state[i] = state[i]! + v[i]! + (low > 0xffffffff ? 1 : 0);
    state[i + 1] = low;
  }
}
