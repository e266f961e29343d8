/**
 * SHA-3 and SHAKE: the sponge over Keccak-f[1600] (FIPS 202).
 */

/** Round constants of ι, from the linear feedback shift register of section 3.2.5. */
const ROUND_CONSTANTS: readonly bigint[] = roundConstants();
/** Offsets of ρ, by lane x + 5y. */
const ROTATIONS: readonly bigint[] = rotations();

function roundConstants(): bigint[] {
  const constants: bigint[] = [];
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let j = 0; j <= 6; j++) {
      if ((register & 1) !== 0) constant |= 1n << BigInt(2 ** j - 1);
      register = (register << 1) ^ ((register & 0x80) !== 0 ? 0x171 : 0);
    }
    constants.push(constant);
  }
  return constants;
}

function rotations(): bigint[] {
  const offsets = new Array<bigint>(25).fill(0n);
  let [x, y] = [1, 0];
  for (let t = 0; t < 24; t++) {
    offsets[x + 5 * y] = BigInt((((t + 1) * (t + 2)) / 2) % 64);
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  return offsets;
}

function rotated(lane: bigint, count: bigint): bigint {
  return count === 0n ? lane : BigInt.asUintN(64, lane << count) | (lane >> (64n - count));
}

/** Keccak-f[1600], in place. */
function permute(lanes: BigUint64Array): void {
  const columns = new BigUint64Array(5);
  const moved = new BigUint64Array(25);
  for (const constant of ROUND_CONSTANTS) {
    for (let x = 0; x < 5; x++) {
      columns[x] = lanes[x]! ^ lanes[x + 5]! ^ lanes[x + 10]! ^ lanes[x + 15]! ^ lanes[x + 20]!;
    }
    for (let x = 0; x < 5; x++) {
      const mixed = columns[(x + 4) % 5]! ^ rotated(columns[(x + 1) % 5]!, 1n);
      for (let y = 0; y < 5; y++) {
        const lane = x + 5 * y;
        moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotated(lanes[lane]! ^ mixed, ROTATIONS[lane]!);
      }
    }
    for (let y = 0; y < 25; y += 5) {
      for (let x = 0; x < 5; x++) {
        lanes[x + y] = moved[x + y]! ^ (~moved[((x + 1) % 5) + y]! & moved[((x + 2) % 5) + y]!);
      }
    }
    lanes[0]! ^= constant;
  }
}

/** A running sponge: absorbs `rate` bytes at a time, and is padded with `suffix`. */
export class Sponge {
  readonly rate: number;
  readonly #suffix: number;
  readonly #lanes = new BigUint64Array(25);
  #position = 0;

  constructor(rate: number, suffix: number) {
    this.rate = rate;
    this.#suffix = suffix;
  }

  update(data: Uint8Array): void {
    for (const byte of data) {
      this.#mix(this.#position++, byte);
      if (this.#position === this.rate) this.#permute();
    }
  }

  #mix(position: number, byte: number): void {
    // Lanes are little-endian whatever the machine is: the bytes of a lane are addressed by its value.
    this.#lanes[position >> 3]! ^= BigInt(byte) << BigInt((position & 7) * 8);
  }

  #permute(): void {
    permute(this.#lanes);
    this.#position = 0;
  }

  /** `length` bytes of the hash of what came so far; the running hash goes on. */
  squeeze(length: number): Uint8Array {
    const last = this.copy();
    last.#mix(last.#position, this.#suffix);
    last.#mix(this.rate - 1, 0x80);
    const result = new Uint8Array(length);
    for (let index = 0; index < length; index++) {
      if (index % this.rate === 0) last.#permute();
      const position = index % this.rate;
      result[index] = Number((last.#lanes[position >> 3]! >> BigInt((position & 7) * 8)) & 0xffn);
    }
    return result;
  }

  copy(): Sponge {
    const copy = new Sponge(this.rate, this.#suffix);
    copy.#lanes.set(this.#lanes);
    copy.#position = this.#position;
    return copy;
  }
}
