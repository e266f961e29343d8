/**
 * Why the tokenizer stopped, before anyone knows whether that is the error to show.
 *
 * A parser error on an earlier line takes precedence, and some of these words change when the parser tells
 * them (`E_EOF` inside brackets becomes "'(' was never closed"). `diagnosis/` decides.
 */

/** CPython's `tok->done` codes, as far as they are errors. */
export type TokenizerErrorCode =
  | "E_ERROR" // a complete message of the tokenizer's own
  | "E_EOF"
  | "E_EOFS" // end of file in a triple-quoted string
  | "E_EOLS" // end of line in a single-quoted string, at the end of the file
  | "E_DEDENT"
  | "E_TABSPACE"
  | "E_TOODEEP"
  | "E_LINECONT";

export interface TokenizerError {
  readonly code: TokenizerErrorCode;
  readonly msg: string;
  /** 1-based. */
  readonly lineno: number;
  /** UTF-16 offset of the first character of that line. */
  readonly lineStart: number;
  /** UTF-16 offset of the token that was begun. */
  readonly start: number;
  /** UTF-16 offset of what was read last. */
  readonly cur: number;
  /** 1-based columns in characters; -1 if not known. */
  readonly offset: number;
  readonly endOffset: number;
  /** The brackets that were open, outermost first. */
  readonly brackets: readonly OpenBracket[];
  readonly isInFString: boolean;
}

/** A bracket that was not closed where the tokenizer stopped. */
export interface OpenBracket {
  readonly code: number;
  readonly lineno: number;
  /** 0-based UTF-8 byte column. */
  readonly colOffset: number;
}

/** The limits of CPython's tokenizer. */
export const MAXINDENT = 100;
export const MAXLEVEL = 200;
export const MAXFSTRINGLEVEL = 150;
export const MAX_EXPR_NESTING = 3;
