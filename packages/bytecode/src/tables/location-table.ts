/**
 * The location table (`co_linetable`): which source range each instruction came from.
 *
 * A sequence of variable-length entries, each covering 1–8 code units (PEP 626, PEP 657; CPython
 * InternalDocs/code_objects.md). The first byte has its high bit set, a form in four bits and the number
 * of code units less one in three; what follows depends on the form. Lines are coded as differences.
 * Decoding is lazy and allocates nothing per entry: tracebacks ask for one offset at a time. Line *events*
 * for tracing are not here.
 *
 * Lines are 1-based. Columns are 0-based UTF-8 byte offsets, as everywhere in CPython. Unknown: -1.
 */

// The forms. 0–9 are short: same line, start column below 80, at most 15 columns wide.
const ONE_LINE_0 = 10; // 10–12: the line is 0–2 further, columns below 128
const NO_COLUMNS = 13;
const LONG = 14;
const NONE = 15;

/** The largest number of code units one entry covers. */
const MAX_ENTRY_UNITS = 8;

/** A source range; -1 for what is not known. */
export interface SourceRange {
  readonly lineno: number;
  readonly end_lineno: number;
  readonly col_offset: number;
  readonly end_col_offset: number;
}

/** Builds a location table, instruction by instruction. */
export class LocationTableWriter {
  #bytes = new Uint8Array(64);
  #length = 0;
  #line: number;

  /** @param firstLine `co_firstlineno`, from which the first line difference counts. */
  constructor(firstLine: number) {
    this.#line = firstLine;
  }

  /** Adds a range for the next `units` code units; a range without line means "no location". */
  add(range: SourceRange, units: number): void {
    for (; units > MAX_ENTRY_UNITS; units -= MAX_ENTRY_UNITS) this.#entry(range, MAX_ENTRY_UNITS);
    if (units > 0) this.#entry(range, units);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #entry(range: SourceRange, units: number): void {
    const { lineno, end_lineno, col_offset: column, end_col_offset: endColumn } = range;
    if (this.#length + 32 > this.#bytes.length) this.#grow();
    if (lineno === -1) {
      this.#head(NONE, units);
      return;
    }
    const delta = lineno - this.#line;
    if (column < 0 || endColumn < 0) {
      if (end_lineno === lineno || end_lineno < 0) {
        this.#head(NO_COLUMNS, units);
        this.#signedVarint(delta);
        this.#line = lineno;
        return;
      }
    } else if (end_lineno === lineno) {
      const width = endColumn - column;
      if (delta === 0 && column < 80 && width < 16 && width >= 0) {
        this.#head(column >> 3, units);
        this.#bytes[this.#length++] = ((column & 7) << 4) | width;
        return;
      }
      if (delta >= 0 && delta < 3 && column < 128 && endColumn < 128) {
        this.#head(ONE_LINE_0 + delta, units);
        this.#bytes[this.#length++] = column;
        this.#bytes[this.#length++] = endColumn;
        this.#line = lineno;
        return;
      }
    }
    this.#head(LONG, units);
    this.#signedVarint(delta);
    this.#varint(end_lineno - lineno);
    this.#varint(column + 1);
    this.#varint(endColumn + 1);
    this.#line = lineno;
  }

  #head(form: number, units: number): void {
    this.#bytes[this.#length++] = 0x80 | (form << 3) | (units - 1);
  }

  /** Six bits to a byte, least significant first; bit 6 says that more follow. */
  #varint(value: number): void {
    let rest = value >>> 0;
    while (rest >= 64) {
      this.#bytes[this.#length++] = 0x40 | (rest & 0x3f);
      rest >>>= 6;
    }
    this.#bytes[this.#length++] = rest;
  }

  #signedVarint(value: number): void {
    this.#varint(value < 0 ? (-value << 1) | 1 : value << 1);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/**
 * Walks over the entries of a location table.
 *
 * After `advance()` has returned true, the fields describe one entry. Malformed tables end early; nothing
 * is ever read past the end.
 */
export class LocationCursor {
  /** The bytes of `co_code` the entry covers: from `start` up to, not including, `end`. */
  start = 0;
  end = 0;
  lineno = -1;
  end_lineno = -1;
  col_offset = -1;
  end_col_offset = -1;

  readonly #table: Uint8Array;
  #position = 0;
  #line: number;

  constructor(table: Uint8Array, firstLine: number) {
    this.#table = table;
    this.#line = firstLine;
  }

  /** Moves to the next entry; false at the end. */
  advance(): boolean {
    const table = this.#table;
    if (this.#position >= table.length) return false;
    const head = table[this.#position++];
    this.start = this.end;
    this.end += ((head & 7) + 1) * 2;
    const form = (head >> 3) & 15;
    if (form === NONE) {
      this.lineno = this.end_lineno = this.col_offset = this.end_col_offset = -1;
    } else if (form === LONG) {
      this.lineno = this.#line += this.#signedVarint();
      this.end_lineno = this.lineno + this.#varint();
      this.col_offset = this.#varint() - 1;
      this.end_col_offset = this.#varint() - 1;
    } else if (form === NO_COLUMNS) {
      this.lineno = this.end_lineno = this.#line += this.#signedVarint();
      this.col_offset = this.end_col_offset = -1;
    } else if (form >= ONE_LINE_0) {
      this.lineno = this.end_lineno = this.#line += form - ONE_LINE_0;
      this.col_offset = this.#byte();
      this.end_col_offset = this.#byte();
    } else {
      const packed = this.#byte();
      this.lineno = this.end_lineno = this.#line;
      this.col_offset = (form << 3) | (packed >> 4);
      this.end_col_offset = this.col_offset + (packed & 15);
    }
    return true;
  }

  #byte(): number {
    return this.#position < this.#table.length ? this.#table[this.#position++] : 0;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 32; shift += 6) {
      const byte = this.#byte();
      value |= (byte & 0x3f) << shift;
      if ((byte & 0x40) === 0) break;
    }
    return value;
  }

  #signedVarint(): number {
    const value = this.#varint();
    return (value & 1) !== 0 ? -(value >>> 1) : value >>> 1;
  }
}

/** The two fields of a code object that the functions below read. */
export interface Located {
  readonly co_linetable: Uint8Array;
  readonly co_firstlineno: number;
}

/** The source range of the instruction at a byte offset (`PyCode_Addr2Location`). */
export function locationAt(code: Located, offset: number): SourceRange {
  const cursor = new LocationCursor(code.co_linetable, code.co_firstlineno);
  while (cursor.advance()) if (offset < cursor.end) return cursor;
  return { lineno: -1, end_lineno: -1, col_offset: -1, end_col_offset: -1 };
}

/** The line of the instruction at a byte offset, -1 if it has none (`PyCode_Addr2Line`). */
export function lineAt(code: Located, offset: number): number {
  if (offset < 0) return code.co_firstlineno;
  return locationAt(code, offset).lineno;
}

/** `code.co_lines()`: ranges of byte offsets with their line (-1: none), neighbours of one line joined. */
export function lineRanges(code: Located): { start: number; end: number; lineno: number }[] {
  const ranges: { start: number; end: number; lineno: number }[] = [];
  const cursor = new LocationCursor(code.co_linetable, code.co_firstlineno);
  while (cursor.advance()) {
    const last = ranges.at(-1);
    if (last !== undefined && last.lineno === cursor.lineno) last.end = cursor.end;
    else ranges.push({ start: cursor.start, end: cursor.end, lineno: cursor.lineno });
  }
  return ranges;
}

/** `code.co_positions()`: the source range of every code unit. */
export function positions(code: Located): SourceRange[] {
  const ranges: SourceRange[] = [];
  const cursor = new LocationCursor(code.co_linetable, code.co_firstlineno);
  while (cursor.advance()) {
    const { lineno, end_lineno, col_offset, end_col_offset } = cursor;
    const range = { lineno, end_lineno, col_offset, end_col_offset };
    for (let offset = cursor.start; offset < cursor.end; offset += 2) ranges.push(range);
  }
  return ranges;
}

/** Whether the bytes are whole entries: behind each head as many bytes and numbers as its form has. */
export function isLocationTable(table: Uint8Array): boolean {
  let position = 0;
  while (position < table.length) {
    const head = table[position++];
    if ((head & 0x80) === 0) return false;
    const form = (head >> 3) & 15;
    if (form === LONG || form === NO_COLUMNS) {
      for (let numbers = form === LONG ? 4 : 1; numbers > 0; numbers--) {
        const start = position;
        while (position < table.length && (table[position] & 0xc0) === 0x40) position++;
        // Six groups of six bits are more than a line number has.
        if (position - start > 5 || position >= table.length || table[position++] >= 0x40) return false;
      }
    } else if (form !== NONE) {
      for (let bytes = form >= ONE_LINE_0 ? 2 : 1; bytes > 0; bytes--) {
        if (position >= table.length || table[position++] >= 0x80) return false;
      }
    }
  }
  return true;
}
