/**
 * The Mersenne Twister MT19937 (Matsumoto and Nishimura), as CPython seeds and reads it.
 */

const N = 624;
const M = 397;

export class MersenneTwister {
  readonly state = new Uint32Array(N);
  index = N + 1;

  /** Seed with an array of 32-bit words, least significant first. */
  seed(key: readonly number[]): void {
    const mt = this.state;
    this.seedWord(19650218);
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      mt[i] = (mt[i]! ^ Math.imul(mt[i - 1]! ^ (mt[i - 1]! >>> 30), 1664525)) + key[j]! + j;
      if (++i >= N) {
        mt[0] = mt[N - 1]!;
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      mt[i] = (mt[i]! ^ Math.imul(mt[i - 1]! ^ (mt[i - 1]! >>> 30), 1566083941)) - i;
      if (++i >= N) {
        mt[0] = mt[N - 1]!;
        i = 1;
      }
    }
    mt[0] = 0x80000000;
  }

  private seedWord(word: number): void {
    const mt = this.state;
    mt[0] = word;
    for (let i = 1; i < N; i++) mt[i] = Math.imul(1812433253, mt[i - 1]! ^ (mt[i - 1]! >>> 30)) + i;
    this.index = N;
  }

  /** The next 32 random bits. */
  next(): number {
    if (this.index >= N) this.refill();
    let y = this.state[this.index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private refill(): void {
    const mt = this.state;
    const twist = (upper: number, lower: number): number => {
      const y = (upper & 0x80000000) | (lower & 0x7fffffff);
      return (y >>> 1) ^ ((y & 1) === 0 ? 0 : 0x9908b0df);
    };
    let k = 0;
    for (; k < N - M; k++) mt[k] = mt[k + M]! ^ twist(mt[k]!, mt[k + 1]!);
    for (; k < N - 1; k++) mt[k] = mt[k + M - N]! ^ twist(mt[k]!, mt[k + 1]!);
    mt[N - 1] = mt[M - 1]! ^ twist(mt[N - 1]!, mt[0]!);
    this.index = 0;
  }

  /** A double in [0, 1) with 53 random bits. */
  nextDouble(): number {
    const a = this.next() >>> 5;
    const b = this.next() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }
}
