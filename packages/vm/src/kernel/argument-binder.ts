/**
 * Argument binding for `__new__` and `__init__` slots, which receive arguments as called.
 */
import type { KeywordNames, PyObject } from "./object.ts";
import { raise, typeError } from "./raise.ts";
import { type Signature, bindArguments, parseSignature } from "./signature.ts";
import type { PyType } from "./type.ts";

export type ArgumentBinder = (args: readonly PyObject[], kwnames: KeywordNames) => unknown[] | undefined;

/**
 * A binder for a signature written as `help()` shows it; parsed at first use. Messages call the function `name`.
 * Answers one value per parameter, or undefined: unwinding.
 */
export function argumentBinder(name: string, signature: string): ArgumentBinder {
  let parsed: Signature | undefined;
  return (args, kwnames) => {
    parsed ??= parseSignature(signature);
    if (parsed.exact === 1 && parsed.positionalOnly === 1 && kwnames === undefined && args.length !== 1) {
      const { required } = parsed.parameters[0]!;
      if (required) return raise(typeError(`${name} expected 1 argument, got ${args.length}`));
    }
    return bindArguments(parsed, name, name, args, kwnames);
  };
}

/**
 * The positional arguments of a `__new__` or `__init__` that takes no keywords. A subclass with the other one of its
 * own (`partner`) may get some: they are left to it. undefined: unwinding.
 */
export function withoutKeywords(
  type: PyType,
  base: PyType,
  args: PyObject[],
  kwnames: KeywordNames,
  partner: "__init__" | "__new__" = "__init__",
): PyObject[] | undefined {
  if (kwnames === undefined || kwnames.length === 0) return args;
  if (type === base || type.slots[partner] === base.slots[partner]) {
    return raise(typeError(`${base.name}() takes no keyword arguments`));
  }
  return args.slice(0, args.length - kwnames.length);
}
