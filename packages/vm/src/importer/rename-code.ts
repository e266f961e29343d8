/**
 * Code objects from a .pyc file say the path under which the source was compiled; an import through another path
 * corrects them (import.c, update_code_filenames). Code that is not unpacked follows when it is (objects/code.ts).
 */
import type { PyObject } from "../kernel/object.ts";
import { PyCode } from "../objects/code.ts";

/** Give `code`, and all code inside that says the same file, another file name. */
export function renameCode(code: PyCode, filename: PyObject): void {
  if (code.filename !== filename) rename(code, code.filename, filename);
}

function rename(code: PyCode, from: PyObject, to: PyObject): void {
  if (code.filename !== from) return;
  code.filename = to;
  for (const constant of code.constants) if (constant instanceof PyCode) rename(constant, from, to);
}
