/**
 * Ending an interpreter: threads, exit functions, finalizers, streams (CPython Python/pylifecycle.c, Py_FinalizeEx).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { finalizeAll } from "../kernel/finalization.ts";
import { abandonThreads } from "../interpreter/threads.ts";
import type { Result } from "../kernel/object.ts";
import { raiseCaught, takePending } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { displayException, writeError } from "../modules/sys/excepthook.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";

/** Wait for threads, run atexit functions, finalize what is left, flush. Answers whether the streams could be flushed. */
export function finalizeInterpreter(): boolean {
  quietly(() => {
    const threading = (rt.interpreter.get("modules") as PyDict).getText("threading");
    return threading === undefined ? None : callMethod(threading, attributeName("_shutdown"), []);
  });
  quietly(() => {
    const atexit = (rt.interpreter.get("modules") as PyDict).getText("atexit");
    return atexit === undefined ? None : callMethod(atexit, attributeName("_run_exitfuncs"), []);
  });
  rt.interpreter.set("finalizing", true);
  abandonThreads();
  finalizeAll();
  return flushStandardStreams();
}

/** Run something at the end; what it raises is shown, not raised. */
function quietly(body: () => Result): void {
  try {
    if (body() !== undefined) return;
  } catch (error) {
    raiseCaught(error);
  }
  displayException(takePending());
}

/** Answers whether `sys.stdout` could be flushed. */
export function flushStandardStreams(): boolean {
  const sys = rt.interpreter.get("sys") as PyDict;
  let flushed = true;
  for (const name of ["stdout", "stderr"]) {
    const stream = sys.getText(name);
    if (stream === undefined || stream === None) continue;
    try {
      const closed = getAttributeOrAbsent(stream, attributeName("closed"));
      if (closed === true) continue;
      if (callMethod(stream, attributeName("flush"), []) !== undefined) continue;
    } catch (error) {
      raiseCaught(error);
    }
    const exception = takePending();
    if (name === "stdout") {
      flushed = false;
      writeError(`Exception ignored while flushing sys.stdout:\n`);
      displayException(exception);
    }
  }
  return flushed;
}
