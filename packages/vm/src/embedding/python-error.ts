/**
 * What a JavaScript program catches when Python raised and nobody in Python caught it.
 */
import type { PyBaseException } from "../kernel/exceptions.ts";
import { isException } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { textOfValue } from "./convert.ts";

export class PythonError extends Error {
  /** The exception's type: "ZeroDivisionError". */
  readonly type: string;
  /** `str()` of the exception. */
  readonly value: string;
  readonly #exception: PyBaseException;

  constructor(exception: PyBaseException) {
    const value = textOrNothing(exception);
    super(value === "" ? exception.cls.name : `${exception.cls.name}: ${value}`);
    this.name = "PythonError";
    this.type = exception.cls.name;
    this.value = value;
    this.#exception = exception;
  }

  /** The Python exception itself, for the VM that raised it. */
  static exceptionOf(error: PythonError): PyBaseException {
    return error.#exception;
  }
}

/** str() of an exception, which may itself raise. */
function textOrNothing(exception: PyBaseException): string {
  try {
    return textOfValue(exception);
  } catch (error) {
    if (!isException(error)) rt.pending = null;
    return "";
  }
}
