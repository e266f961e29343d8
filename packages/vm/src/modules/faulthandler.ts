/**
 * `faulthandler`: there are no faults of the machine to handle; dump_traceback() shows where the program is.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type Entry, defineModule, fn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, notImplementedError, runtimeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16, utf16Of } from "../kernel/text.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { currentFrame, frameType } from "../objects/frame.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";

const enabledIn = new WeakSet<object>();

function stderr(file: PyObject): PyObject {
  if (file !== None) return file;
  const stream = (rt.interpreter.get("sys") as PyDict).getText("stderr");
  if (stream === undefined || stream === None) throw runtimeError("unable to get sys.stderr");
  return stream;
}

/** Frames, the innermost first, as CPython's signal handler writes them. */
function dumpTraceback(file: PyObject): Result {
  let text = "Stack (most recent call first):\n";
  let frame: PyObject = currentFrame() ?? None;
  while (frame !== None && frame !== null && (frame as { cls: unknown }).cls === frameType) {
    const line = must(getAttribute(frame, attributeName("f_lineno")));
    const code = must(getAttribute(frame, attributeName("f_code")));
    const part = (name: string) => utf16Of(must(getAttribute(code, attributeName(name))) as string);
    text += `  File "${part("co_filename")}", line ${String(line)} in ${part("co_name")}\n`;
    frame = must(getAttribute(frame, attributeName("f_back")));
  }
  must(callMethod(stderr(file), attributeName("write"), [strFromUtf16(text)]));
  return None;
}

function unsupported(name: string, signature: string): Entry {
  return fn(signature, null, () => {
    throw notImplementedError(`faulthandler.${name}() is not supported by pyvm`);
  });
}

export const faulthandlerModule = defineModule("faulthandler", {
  doc: "faulthandler module.",
  functions: {
    enable: fn(
      "($module, /, file=None, all_threads=True, c_stack=True)",
      "Enable the fault handler.",
      (file) => {
        stderr(file);
        enabledIn.add(rt.interpreter);
        return None;
      },
    ),
    disable: fn("($module, /)", "Disable the fault handler; answers whether it was enabled.", () =>
      enabledIn.delete(rt.interpreter),
    ),
    is_enabled: fn("($module, /)", "Whether the fault handler is enabled.", () =>
      enabledIn.has(rt.interpreter),
    ),
    dump_traceback: fn(
      "($module, /, file=None, all_threads=True)",
      "Dump the traceback of this thread.",
      dumpTraceback,
    ),
    cancel_dump_traceback_later: fn(
      "($module, /)",
      "Cancel the previous call to dump_traceback_later().",
      () => None,
    ),
    dump_traceback_later: unsupported(
      "dump_traceback_later",
      "($module, /, timeout, repeat=False, file=None, exit=False)",
    ),
    register: unsupported("register", "($module, /, signum, file=None, all_threads=True, chain=False)"),
    unregister: fn(
      "($module, signum, /)",
      "Unregister a handler; answers whether there was one.",
      () => false,
    ),
  },
});
