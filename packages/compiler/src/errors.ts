/**
 * How the compiler complains: syntax errors, and syntax warnings that its caller decides about.
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

/** A SyntaxWarning. */
export interface CompilerWarning {
  readonly category: "SyntaxWarning";
  readonly message: string;
  readonly filename: string;
  /** 1-based, as are the offsets (bytes). */
  readonly lineno: number;
  readonly offset: number;
  readonly end_lineno: number;
  readonly end_offset: number;
}

/** Told of each warning; returning `"error"` turns it into a SyntaxError, as Python's warning filters can. */
export type OnWarning = (warning: CompilerWarning) => "error" | void;

/** Report a warning at a place in the source. */
export type WarningSink = (location: SourceLocation, message: string) => void;

export function warningSink(filename: string, onWarning: OnWarning | undefined): WarningSink {
  return (location, message) => {
    const outcome = onWarning?.({
      category: "SyntaxWarning",
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
