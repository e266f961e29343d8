/**
 * `sys.breakpointhook`: what breakpoint() calls, by default `pdb.set_trace()`, or what `PYTHONBREAKPOINT` names
 * (PEP 553; CPython Python/sysmodule.c, sys_breakpointhook).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { exceptionTypes, isInstanceOfException } from "../../kernel/exceptions.ts";
import { hooks } from "../../kernel/hooks.ts";
import { call } from "../../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { caughtException, must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { getAttribute } from "../../protocols/attribute.ts";

export function breakpointHook(args: PyObject[], kwnames: KeywordNames): Result {
  const variable = rt.host.environment.get("PYTHONBREAKPOINT") ?? "";
  if (variable === "0") return None;
  const hook = hookNamed(variable === "" ? "pdb.set_trace" : variable);
  if (hook !== null) return call(hook, args, kwnames);
  const message = `Ignoring unimportable $PYTHONBREAKPOINT: "${variable}"`;
  return hooks.warn("RuntimeWarning", message, 1) === undefined ? undefined : None;
}

/** A function by its module and name; null when it cannot be had. Throws what else importing raises. */
function hookNamed(path: string): PyObject | null {
  const dot = path.lastIndexOf(".");
  if (dot === 0) return null;
  const module = dot < 0 ? "builtins" : path.slice(0, dot);
  try {
    return must(getAttribute(must(hooks.importModule(module)), attributeName(path.slice(dot + 1))));
  } catch (caught) {
    const exception = caughtException(caught);
    const isMissing =
      isInstanceOfException(exception, exceptionTypes.ImportError) ||
      isInstanceOfException(exception, exceptionTypes.AttributeError);
    if (isMissing) return null;
    throw exception;
  }
}
