/**
 * Native code: a JavaScript body with the Python face it shows (name, signature, docstring), and how it is called.
 *
 * Two calling conventions. Bodies with a signature receive their bound arguments one by one. *Raw* bodies receive
 * `(args, kwnames)` as the call gave them: for functions whose arity rules no signature can say (`max`, `dict`,
 * `type`) and for the hottest ones. Methods receive the instance first in both.
 *
 * Hot: callNative.
 */
import type { KeywordNames, PyObject, Result } from "./object.ts";
import type { FrameLink } from "./state.ts";
import { type Signature, bindArguments, parseSignature } from "./signature.ts";

/**
 * The frame in which a native function goes on, so that the loop need not be entered anew: what its body would call,
 * counted in the depth. `args` begins with the instance, if there is one. null: call the body; undefined: unwinding.
 */
export type Enter = (args: readonly PyObject[], kwnames: KeywordNames) => FrameLink | null | undefined;

export class NativeCode {
  /** `__name__`. */
  readonly name: string;
  /** `list.append`: what arity messages call it. */
  qualname: string;
  readonly signature: string | null;
  readonly doc: string | null;
  readonly body: (...args: any[]) => Result;
  readonly raw: boolean;
  parsed: Signature | null = null;
  /** How the interpreter's loop calls it if it only goes on to call Python. */
  enter: Enter | null = null;

  constructor(
    name: string,
    signature: string | null,
    doc: string | null,
    body: (...args: any[]) => Result,
    raw: boolean,
  ) {
    this.name = name;
    this.qualname = name;
    this.signature = signature;
    this.doc = doc;
    this.body = body;
    this.raw = raw;
  }
}

function signatureOf(code: NativeCode): Signature {
  return (code.parsed ??= parseSignature(code.signature!));
}

/** Call a native function that has no instance. */
export function callNative(code: NativeCode, args: PyObject[], kwnames: KeywordNames): Result {
  const body = code.body;
  if (code.raw) return body(args, kwnames);
  const signature = signatureOf(code);
  if (kwnames === undefined && args.length === signature.exact) {
    switch (args.length) {
      case 0:
        return body();
      case 1:
        return body(args[0]);
      case 2:
        return body(args[0], args[1]);
      case 3:
        return body(args[0], args[1], args[2]);
    }
  }
  const bound = bindArguments(signature, code.name, code.qualname, args, kwnames);
  return bound === undefined ? undefined : body(...bound);
}

/** Call a native method on an instance whose type is already checked. `qualname` is for messages. */
export function callNativeMethod(
  code: NativeCode,
  self: PyObject,
  args: PyObject[],
  kwnames: KeywordNames,
  qualname: string = code.qualname,
): Result {
  const body = code.body;
  if (code.raw) return body(self, args, kwnames);
  const signature = signatureOf(code);
  if (kwnames === undefined && args.length === signature.exact) {
    switch (args.length) {
      case 0:
        return body(self);
      case 1:
        return body(self, args[0]);
      case 2:
        return body(self, args[0], args[1]);
      case 3:
        return body(self, args[0], args[1], args[2]);
    }
  }
  const bound = bindArguments(signature, code.name, qualname, args, kwnames);
  return bound === undefined ? undefined : body(self, ...bound);
}
