/**
 * Why a code object was refused.
 */

import type { CodeObject } from "../code/code-object.ts";

/** A plain object, not a JavaScript `Error`: a caller turns it into the Python exception it raises. */
export class VerifyError {
  readonly code: CodeObject;
  /** The byte offset in `co_code`, or -1 if it is not about an instruction. */
  readonly offset: number;
  readonly message: string;

  constructor(code: CodeObject, offset: number, message: string) {
    this.code = code;
    this.offset = offset;
    this.message = message;
  }

  toString(): string {
    const where = this.offset < 0 ? "" : ` at offset ${this.offset}`;
    return `invalid code object ${String(this.code.co_qualname)}${where}: ${this.message}`;
  }
}
