/**
 * What every part of the validation needs: its error, positions, names, and counted nesting.
 */

import type { SourceLocation } from "../instructions/location.ts";

/** A tree that no parser makes. `type` and `msg` are those of the exception Python raises. */
export class InvalidTreeError {
  readonly type: "ValueError" | "TypeError";
  readonly msg: string;

  constructor(msg: string, type: "ValueError" | "TypeError" = "ValueError") {
    this.type = type;
    this.msg = msg;
  }

  toString(): string {
    return `${this.type}: ${this.msg}`;
  }
}

/** What the validation carries along. */
export interface Validator {
  depth: number;
}

export function invalid(message: string): never {
  throw new InvalidTreeError(message);
}

export function invalidType(message: string): never {
  throw new InvalidTreeError(message, "TypeError");
}

/** Ranges must not be empty or half unknown. */
export function validatePositions(node: SourceLocation): void {
  const { lineno, end_lineno, col_offset, end_col_offset } = node;
  if (lineno > end_lineno) invalid(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset)) {
    invalid(
      `AST node column range (${col_offset}, ${end_col_offset}) for line range (${lineno}, ${end_lineno}) is not valid`,
    );
  }
  if (lineno === end_lineno && col_offset > end_col_offset) {
    invalid(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
  }
}

/** The constants are no names. */
export function validateName(name: string): void {
  if (name === "None" || name === "True" || name === "False") {
    invalid(`identifier field can't represent '${name}' constant`);
  }
}

export function validateNonempty(items: readonly unknown[], what: string, owner: string): void {
  if (items.length === 0) invalid(`empty ${what} on ${owner}`);
}
