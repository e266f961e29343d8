/**
 * The one exception of this package: Python's SyntaxError with all the fields Python shows.
 *
 * Not a JavaScript `Error`: no stack is captured, and whoever catches it turns it into a Python exception.
 * `lineno` and `end_lineno` are 1-based; `offset` and `end_offset` are 1-based columns in characters, 0 or -1
 * where CPython gives those. A few refusals are of another type: too deep a nesting is a MemoryError, as
 * CPython's parser stack.
 */

export type SyntaxErrorType =
  | "SyntaxError"
  | "IndentationError"
  | "TabError"
  | "_IncompleteInputError"
  | "MemoryError"
  | "ValueError"
  | "UnicodeEncodeError"
  | "RecursionError"
  | "TypeError"
  | "OverflowError";

export interface SyntaxErrorFields {
  readonly type?: SyntaxErrorType;
  readonly filename?: string | null;
  readonly lineno?: number | null;
  readonly offset?: number | null;
  readonly text?: string | null;
  readonly end_lineno?: number | null;
  readonly end_offset?: number | null;
}

export class PySyntaxError {
  readonly type: SyntaxErrorType;
  readonly msg: string;
  filename: string | null;
  readonly lineno: number | null;
  readonly offset: number | null;
  readonly text: string | null;
  readonly end_lineno: number | null;
  readonly end_offset: number | null;

  constructor(msg: string, fields: SyntaxErrorFields = {}) {
    this.type = fields.type ?? "SyntaxError";
    this.msg = msg;
    this.filename = fields.filename ?? null;
    this.lineno = fields.lineno ?? null;
    this.offset = fields.offset ?? null;
    this.text = fields.text ?? null;
    this.end_lineno = fields.end_lineno ?? null;
    this.end_offset = fields.end_offset ?? null;
  }

  /** As the last line of a traceback, with the place: `SyntaxError: invalid syntax (<string>, line 1)`. */
  toString(): string {
    const place = this.lineno === null ? "" : ` (${this.filename ?? "<unknown>"}, line ${this.lineno})`;
    return `${this.type}: ${this.msg}${place}`;
  }
}
