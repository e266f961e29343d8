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
  /** The exception's `args`: the message, but for UnicodeDecodeError encoding, bytes, start, end, reason. */
  readonly args: readonly (string | number | Uint8Array)[];

  constructor(exception: string, message: string, args: MarshalError["args"] = [message]) {
    this.exception = exception;
    this.message = message;
    this.args = args;
  }

  toString(): string {
    return `${this.exception}: ${this.message}`;
  }
}
