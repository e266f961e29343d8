/**
 * Where an instruction comes from in the source.
 */

/**
 * A source range. Lines are 1-based; columns are 0-based UTF-8 byte offsets; -1 means unknown.
 * Locations are immutable and shared between instructions.
 */
export interface SourceLocation {
  readonly lineno: number;
  readonly end_lineno: number;
  readonly col_offset: number;
  readonly end_col_offset: number;
}

/** The instruction has no place in the source; no line event, and a traceback shows no line. */
export const NO_LOCATION: SourceLocation = { lineno: -1, end_lineno: -1, col_offset: -1, end_col_offset: -1 };

/** The instruction takes the location of the one that follows it. */
export const NEXT_LOCATION: SourceLocation = {
  lineno: -2,
  end_lineno: -2,
  col_offset: -2,
  end_col_offset: -2,
};

/** Whether two locations are the same range. */
export function sameLocation(a: SourceLocation, b: SourceLocation): boolean {
  return (
    a === b ||
    (a.lineno === b.lineno &&
      a.end_lineno === b.end_lineno &&
      a.col_offset === b.col_offset &&
      a.end_col_offset === b.end_col_offset)
  );
}
