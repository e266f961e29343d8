/**
 * `atexit`: functions that run when the interpreter ends, the last registered first.
 */
import { defineModule, fn, rawFn } from "../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { must, raiseCaught, takePending, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { typeOf } from "../kernel/type.ts";
import { call } from "../protocols/call.ts";
import { equals } from "../protocols/compare.ts";
import { reportUnraisable } from "./sys/unraisable.ts";

type Registration = { readonly func: PyObject; readonly args: PyObject[]; readonly kwnames: KeywordNames };

const registeredIn = new WeakMap<object, Registration[]>();

function registrations(): Registration[] {
  let found = registeredIn.get(rt.interpreter);
  if (found === undefined) registeredIn.set(rt.interpreter, (found = []));
  return found;
}

function register(args: PyObject[], kwnames: KeywordNames): Result {
  if (args.length - (kwnames?.length ?? 0) < 1)
    throw typeError("register() takes at least 1 argument (0 given)");
  const [func, ...rest] = args as [PyObject, ...PyObject[]];
  if (typeOf(func).slots.__call__ === undefined) throw typeError("the first argument must be callable");
  registrations().push({ func, args: rest, kwnames });
  return func;
}

/** Comparing may run Python code that registers others: the list is read anew at each step. */
function unregister(func: PyObject): Result {
  const list = registrations();
  for (let index = list.length - 1; index >= 0; index--) {
    const registration = list[index];
    if (registration === undefined) continue;
    if (must(equals(registration.func, func))) list.splice(list.indexOf(registration), 1);
  }
  return None;
}

/** Run them; what one raises is reported and the next runs. */
function runExitFunctions(): Result {
  const list = registrations();
  for (let registration = list.pop(); registration !== undefined; registration = list.pop()) {
    const { func, args, kwnames } = registration;
    try {
      if (call(func, [...args], kwnames) !== undefined) continue;
    } catch (error) {
      raiseCaught(error);
    }
    reportUnraisable(takePending(), "Exception ignored in atexit callback", func);
  }
  return None;
}

export const atexitModule = defineModule("atexit", {
  doc: "Functions that run when the interpreter ends.",
  functions: {
    register: rawFn(
      "($module, func, /, *args, **kwargs)",
      "Have func called at the end with these arguments; answers func.",
      register,
    ),
    unregister: fn("($module, func, /)", "Have func not called at the end.", unregister),
    _clear: fn("($module, /)", "Forget all registered functions.", () => {
      registrations().length = 0;
      return None;
    }),
    _ncallbacks: fn("($module, /)", "The number of registered functions.", () => registrations().length),
    _run_exitfuncs: fn("($module, /)", "Run all registered functions.", runExitFunctions),
  },
});
