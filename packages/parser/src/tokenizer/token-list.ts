/**
 * The tokens of one source text, as columns of numbers.
 *
 * Hot: a token is a row across typed arrays, not an object. The tokenizer runs to the end before the parser
 * starts, so that the parser may look ahead and go back by changing an index.
 *
 * Positions are CPython's: 1-based lines, 0-based UTF-8 byte columns. `starts` and `ends` are UTF-16 offsets
 * into the source after its newlines were translated.
 */
import type { TokenizerError } from "./tokenizer-error.ts";
import { LineStarts } from "./line-starts.ts";
import type { NameTable } from "./names.ts";

export interface TypeIgnoreComment {
  readonly lineno: number;
  /** What follows `ignore`. */
  readonly tag: string;
}

export class TokenList {
  /** The text the offsets count in: decoded, with `\n` for every kind of newline. */
  readonly source: string;
  readonly lines: LineStarts;
  readonly names: NameTable;
  count = 0;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  linenos: Int32Array;
  colOffsets: Int32Array;
  endLinenos: Int32Array;
  endColOffsets: Int32Array;
  /** Of a NAME, the index of its name; of other tokens 0. */
  values: Int32Array;
  readonly typeIgnores: TypeIgnoreComment[] = [];
  /** Why tokenizing stopped; the last token is then an ERRORTOKEN. */
  error: TokenizerError | null = null;

  constructor(
    source: string,
    names: NameTable,
    capacity: number = Math.max(64, source.length >> 2),
    lines: LineStarts = new LineStarts(source),
  ) {
    this.source = source;
    this.lines = lines;
    this.names = names;
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.linenos = new Int32Array(capacity);
    this.colOffsets = new Int32Array(capacity);
    this.endLinenos = new Int32Array(capacity);
    this.endColOffsets = new Int32Array(capacity);
    this.values = new Int32Array(capacity);
  }

  push(
    kind: number,
    start: number,
    end: number,
    lineno: number,
    colOffset: number,
    endLineno: number,
    endColOffset: number,
    value: number,
  ): void {
    const index = this.count++;
    if (index === this.kinds.length) this.grow();
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.linenos[index] = lineno;
    this.colOffsets[index] = colOffset;
    this.endLinenos[index] = endLineno;
    this.endColOffsets[index] = endColOffset;
    this.values[index] = value;
  }

  textOf(index: number): string {
    return this.source.slice(this.starts[index], this.ends[index]);
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.starts = grown(this.starts, capacity);
    this.ends = grown(this.ends, capacity);
    this.linenos = grown(this.linenos, capacity);
    this.colOffsets = grown(this.colOffsets, capacity);
    this.endLinenos = grown(this.endLinenos, capacity);
    this.endColOffsets = grown(this.endColOffsets, capacity);
    this.values = grown(this.values, capacity);
  }
}

function grown(column: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(column);
  return larger;
}
