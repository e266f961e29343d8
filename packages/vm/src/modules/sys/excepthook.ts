/**
 * Showing an exception that nobody caught: the library's `traceback` module does it, as in CPython, so that
 * carets, suggestions and groups are its own. If that fails, a plain form without it.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { PyBaseException } from "../../kernel/exceptions.ts";
import { hooks } from "../../kernel/hooks.ts";
import { isException } from "../../kernel/raise.ts";
import type { PyObject } from "../../kernel/object.ts";
import { UNWINDING } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import type { PyStr } from "../../kernel/text.ts";
import { utf16Of } from "../../kernel/text.ts";
import { typeName } from "../../kernel/type.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { PyTraceback, tracebackLine } from "../../objects/traceback.ts";
import { qualifiedTypeName } from "../../objects/object.ts";
import { callMethod } from "../../protocols/call.ts";
import { exactStr, str } from "../../protocols/repr.ts";

/** Print an exception with its traceback to `sys.stderr`. */
export function displayException(exception: PyObject): void {
  const stderr = (rt.interpreter.get("sys") as PyDict).getText("stderr");
  if (stderr === None) return;
  if (!(exception instanceof PyBaseException)) {
    writeError(`TypeError: print_exception(): Exception expected for value, ${typeName(exception)} found\n`);
    return;
  }
  if (stderr === undefined || !displayByLibrary(exception)) displayPlainly(exception);
}

function displayByLibrary(exception: PyBaseException): boolean {
  return quietly(() => {
    const traceback = hooks.importModule("traceback");
    if (traceback === undefined) return undefined;
    return callMethod(traceback, attributeName("_print_exception_bltin"), [exception]);
  });
}

/** Run something that may raise; answers whether it did not. */
function quietly(body: () => PyObject | undefined): boolean {
  try {
    if (body() !== undefined) return true;
  } catch (caught) {
    if (caught !== UNWINDING && !isException(caught)) throw caught;
  }
  rt.pending = null;
  return false;
}

function displayPlainly(exception: PyBaseException): void {
  let text = "";
  if (exception.traceback instanceof PyTraceback) {
    text += "Traceback (most recent call last):\n";
    let entry: PyTraceback | null = exception.traceback;
    while (entry !== null) {
      const { code } = entry.frame;
      text += `  File "${plain(code.filename)}", line ${tracebackLine(entry)}, in ${plain(code.name)}\n`;
      entry = entry.next;
    }
  }
  text += qualifiedTypeName(exception.cls);
  let message: PyObject | undefined;
  if (quietly(() => (message = str(exception))) && message !== undefined && plain(message) !== "") {
    text += `: ${plain(message)}`;
  }
  writeError(text + "\n");
}

function plain(value: PyObject): string {
  return utf16Of(exactStr(value) as string | PyStr);
}

/** Write text to `sys.stderr`, or to descriptor 2 when that is gone. */
export function writeError(text: string): void {
  const stderr = (rt.interpreter.get("sys") as PyDict).getText("stderr");
  if (stderr !== undefined && stderr !== None) {
    const written = quietly(() => callMethod(stderr, attributeName("write"), [attributeName(text).value]));
    if (written) {
      quietly(() => callMethod(stderr, attributeName("flush"), []));
      return;
    }
  }
  rt.host.files.write(2, new TextEncoder().encode(text));
}
