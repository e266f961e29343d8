/**
 * How the compiler complains: syntax errors, hand-made trees that make no sense, and syntax warnings that its
 * caller decides about.
 *
 * Messages are CPython's. Positions are those of the syntax node: lines from 1, columns as CPython shows
 * them, from 1 and in bytes of UTF-8. The line's text is not filled in: the compiler never reads a file.
 */

import { PySyntaxError } from "@pyvm/parser";
import type { SourceLocation } from "./instructions/location.ts";

/** Raise a SyntaxError at a place in the source. */
export function raiseSyntaxError(filename: string, location: SourceLocation, message: string): never {
  throw new PySyntaxError(message, {
    filename,
    lineno: location.lineno,
    offset: location.col_offset + 1,
    end_lineno: location.end_lineno,
    end_offset: location.end_col_offset + 1,
  });
}

export type InvalidTreeErrorType = "ValueError" | "TypeError" | "SystemError";

/**
 * A tree that no parser makes, found out by the validation or by the stage that cannot go on. `type` and `msg`
 * are those of the exception Python raises.
 */
export class InvalidTreeError {
  readonly type: InvalidTreeErrorType;
  readonly msg: string;

  constructor(msg: string, type: InvalidTreeErrorType = "ValueError") {
    this.type = type;
    this.msg = msg;
  }

  toString(): string {
    return `${this.type}: ${this.msg}`;
  }
}

/** A SyntaxWarning. Lines and offsets count from 1, offsets bytes; the tokenizer knows the line only. */
export interface CompilerWarning {
  readonly message: string;
  readonly filename: string;
  readonly lineno: number;
  readonly offset: number | null;
  readonly end_lineno: number | null;
  readonly end_offset: number | null;
}

/** Told of each warning; answering `"error"` turns it into a SyntaxError, as Python's warning filters can. */
export type OnWarning = (warning: CompilerWarning) => "error" | void;

/** Report a warning at a place in the source. */
export type WarningSink = (location: SourceLocation, message: string) => void;

export function warningSink(filename: string, onWarning: OnWarning | undefined): WarningSink {
  return (location, message) => {
    const outcome = onWarning?.({
      message,
      filename,
      lineno: location.lineno,
      offset: location.col_offset + 1,
      end_lineno: location.end_lineno,
      end_offset: location.end_col_offset + 1,
    });
    if (outcome === "error") raiseSyntaxError(filename, location, message);
  };
}

/** The same for what the parser warns about. */
export function parserWarningSink(
  filename: string,
  onWarning: OnWarning | undefined,
): (warning: { readonly msg: string; readonly lineno: number }) => void {
  return ({ msg: message, lineno }) => {
    const place = { filename, lineno, offset: null, end_lineno: null, end_offset: null };
    if (onWarning?.({ message, ...place }) === "error") throw new PySyntaxError(message, place);
  };
}
