/**
 * A .pyc given as the program itself: only its magic counts, no source is looked for (pythonrun.c, run_pyc_file).
 */
import { MAGIC_BYTES, PYC_HEADER_SIZE } from "@pyvm/bytecode";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { runtimeError } from "../kernel/raise.ts";
import { PyCode } from "../objects/code.ts";
import { loadsValue } from "./marshal-values.ts";

function isPrefixOfMagic(data: Uint8Array): boolean {
  return data.length < 4 || MAGIC_BYTES.every((byte, index) => data[index] === byte);
}

/** The module's code in a .pyc file. Throws RuntimeError for what is none, EOFError for a truncated one. */
export function codeFromPyc(data: Uint8Array): PyCode {
  if (data.length < PYC_HEADER_SIZE && isPrefixOfMagic(data)) {
    throw makeException(exceptionTypes.EOFError, ["EOF read where not expected"]);
  }
  if (data.length < 4 || MAGIC_BYTES.some((byte, index) => data[index] !== byte)) {
    throw runtimeError("Bad magic number in .pyc file");
  }
  const code = loadsValue(data.subarray(PYC_HEADER_SIZE));
  if (!(code instanceof PyCode)) throw runtimeError("Bad code object in .pyc file");
  return code;
}
