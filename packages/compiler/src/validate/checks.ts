/**
 * What every part of the validation needs: positions, names, invalid constants, and counted nesting.
 */

import { InvalidTreeError } from "../errors.ts";
import type { SourceLocation } from "../instructions/location.ts";

/** A value in a tree that no literal has; `typeName` as in messages. Who builds trees puts it where such a value stood. */
export class InvalidConstant {
  readonly typeName: string;

  constructor(typeName: string) {
    this.typeName = typeName;
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

/** What CPython takes for granted and crashes without. */
export function validatePresent<T>(item: T | null, what: string): asserts item is T {
  if (item === null) invalid(`None disallowed in ${what} list`);
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
