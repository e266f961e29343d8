/**
 * Argument binding for `__new__` and `__init__` slots, which receive arguments as called.
 */
import type { KeywordNames, PyObject } from "./object.ts";
import { type Signature, bindArguments, parseSignature } from "./signature.ts";

export type ArgumentBinder = (args: readonly PyObject[], kwnames: KeywordNames) => unknown[] | undefined;

/**
 * A binder for a signature written as `help()` shows it; parsed at first use. Messages call the function `name`.
 * Answers one value per parameter, or undefined: unwinding.
 */
export function argumentBinder(name: string, signature: string): ArgumentBinder {
  let parsed: Signature | undefined;
  return (args, kwnames) => bindArguments((parsed ??= parseSignature(signature)), name, name, args, kwnames);
}
