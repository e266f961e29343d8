/**
 * What the layers below the interpreter need from it: the one place where a low layer reaches up.
 *
 * The interpreter and the importer fill these in when they are loaded; until then a call is a broken invariant.
 */
import type { PyObject, Result } from "./object.ts";

export type Hooks = {
  /** Run the body of a class statement with `namespace` as its locals; answers the `__classcell__` or None. */
  runClassBody: (body: PyObject, namespace: PyObject) => Result;
  /** The globals dict of the Python frame that called, or undefined outside of any. */
  callerGlobals: () => PyObject | undefined;
  /** For `super()` without arguments: the `__class__` cell's content and the first argument of the caller. */
  superArguments: () => { readonly type: PyObject; readonly self: PyObject } | undefined;
  /** `origin[item]` of a generic type (objects/generic-alias.ts). */
  genericAlias: (origin: PyObject, item: PyObject) => PyObject;
  /** importlib's `import_module(name)` for absolute names. */
  importModule: (name: string) => Result;
  /** `warnings.warn_explicit`-like: category by name, message; undefined: the filter made it an error. */
  warn: (category: string, message: string, stackLevel: number) => true | undefined;
  /** The same for a place in a source file. */
  warnExplicit: (category: string, message: string, filename: string, lineno: number) => true | undefined;
  /** Report the pending exception, which nobody can be given; a repr of `object` completes the message. */
  reportUnraisable: (message: string, object: PyObject) => void;
};

function missing(name: string): never {
  throw new Error(`internal error: ${name} is used before the interpreter is loaded; please report it`);
}

export const hooks: Hooks = {
  runClassBody: () => missing("runClassBody"),
  callerGlobals: () => undefined,
  superArguments: () => missing("superArguments"),
  genericAlias: () => missing("genericAlias"),
  importModule: () => missing("importModule"),
  warn: () => true,
  warnExplicit: () => true,
  reportUnraisable: () => missing("reportUnraisable"),
};
