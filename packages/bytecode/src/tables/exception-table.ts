/**
 * The exception table (`co_exceptiontable`): which handler covers which instructions.
 *
 * Entries in the order of their start; ranges do not overlap, since each instruction has one innermost
 * handler and the outer ones cover that handler. Each entry is four numbers in big-endian groups of six
 * bits: bit 6 says that more groups follow, bit 7 marks the first byte of an entry, so that a reader can
 * find an entry by bisection. See CPython InternalDocs/exception_handling.md.
 */

/** One entry; offsets count bytes of `co_code`. */
export interface ExceptionTableEntry {
  /** First byte covered. */
  readonly start: number;
  /** One past the last byte covered. */
  readonly end: number;
  /** Where the handler starts. */
  readonly target: number;
  /** How many items stay on the stack before the exception is pushed. */
  readonly depth: number;
  /** Whether the offset of the raising instruction is pushed below the exception. */
  readonly lasti: boolean;
}

/** Builds an exception table, entry by entry, in the order of their starts. */
export class ExceptionTableWriter {
  #bytes: number[] = [];

  add(entry: ExceptionTableEntry): void {
    this.#item(entry.start / 2, 0x80);
    this.#item((entry.end - entry.start) / 2, 0);
    this.#item(entry.target / 2, 0);
    this.#item((entry.depth << 1) | (entry.lasti ? 1 : 0), 0);
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #item(value: number, startBit: number): void {
    let mark = startBit;
    for (let shift = 24; shift > 0; shift -= 6) {
      if (value >= 1 << shift) {
        this.#bytes.push(((value >> shift) & 0x3f) | 0x40 | mark);
        mark = 0;
      }
    }
    this.#bytes.push((value & 0x3f) | mark);
  }
}

/** All entries of a table; a malformed end is dropped, as dis does. */
export function decodeExceptionTable(table: Uint8Array): ExceptionTableEntry[] {
  const entries: ExceptionTableEntry[] = [];
  let position = 0;
  let ended = false;
  const item = (): number => {
    let value = 0;
    for (;;) {
      if (position >= table.length) {
        ended = true;
        return 0;
      }
      const byte = table[position++];
      value = value * 64 + (byte & 0x3f);
      if ((byte & 0x40) === 0) return value;
    }
  };
  while (position < table.length) {
    const start = item() * 2;
    const size = item() * 2;
    const target = item() * 2;
    const depthAndLasti = item();
    if (ended) break;
    entries.push({
      start,
      end: start + size,
      target,
      depth: depthAndLasti >> 1,
      lasti: (depthAndLasti & 1) === 1,
    });
  }
  return entries;
}

/** The entry that covers a byte offset, or `null`. For repeated questions, decode once and keep the list. */
export function findHandler(
  entries: readonly ExceptionTableEntry[],
  offset: number,
): ExceptionTableEntry | null {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  const entry = entries[low - 1];
  return entry !== undefined && offset < entry.end ? entry : null;
}
