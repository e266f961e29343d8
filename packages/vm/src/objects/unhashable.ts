/**
 * Why something cannot be a dict key or a set element: hash()'s TypeError, wrapped with the role it failed in.
 */
import { exceptionTypes } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { raise, takePending, typeError } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { type PyType, typeOf } from "../kernel/type.ts";
import { makeException } from "../kernel/exceptions.ts";
import { hash } from "../protocols/hash.ts";
import { str } from "../protocols/repr.ts";
import { textOf } from "./item-array.ts";

/** hash(key), whose failure says what the key was meant to be. */
export function hashAs(key: PyObject, role: "dict key" | "set element"): number | bigint | undefined {
  return hash(key) ?? explain(key, role);
}

function explain(key: PyObject, role: string): undefined {
  if (rt.pending?.cls !== exceptionTypes.TypeError) return undefined;
  const reason = str(takePending());
  if (reason === undefined) return undefined;
  const name = fullyQualifiedName(typeOf(key));
  const message = strFromUtf16(`cannot use '${name}' as a ${role} (${textOf(reason)})`);
  return raise(
    typeof message === "string" ? typeError(message) : makeException(exceptionTypes.TypeError, [message]),
  );
}

/** `module.qualname`, without the module where that is builtins or __main__ (C format %T, PEP 737). */
export function fullyQualifiedName(type: PyType): string {
  const module = type.attrs.get("__module__") ?? type.module;
  const qualname = textOf(type.qualname);
  return typeof module !== "string" || module === "builtins" || module === "__main__"
    ? qualname
    : `${module}.${qualname}`;
}
