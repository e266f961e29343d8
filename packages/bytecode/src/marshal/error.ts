/**
 * The one error marshal raises.
 *
 * A plain object, not a JavaScript `Error`: a caller turns it into the Python exception it names.
 */
export class MarshalError {
  /** The Python exception type: "ValueError", "EOFError", "TypeError", "UnicodeDecodeError", … */
  readonly exception: string;
  /** CPython's words. */
  readonly message: string;

  constructor(exception: string, message: string) {
    this.exception = exception;
    this.message = message;
  }

  toString(): string {
    return `${this.exception}: ${this.message}`;
  }
}
