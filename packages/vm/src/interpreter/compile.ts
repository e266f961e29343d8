/**
 * From source to a code object that runs, with failures as Python's SyntaxErrors. Every way from source into the
 * VM (main script, import, `compile()`, `exec()`) comes through here.
 */
import { readIfPresent } from "../host/read-file.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import {
  CompileFailure,
  type CompileRequest,
  type CompilerHook,
  type SymbolBlock,
  type SyntaxNode,
  compiler,
} from "../kernel/compiler-hook.ts";
import {
  type PyBaseException,
  exceptionTypes,
  isInstanceOfException,
  makeException,
} from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import type { PyObject } from "../kernel/object.ts";
import { UNWINDING, must, pendingException, takePending } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { type PyCode, codeFromObject, trust } from "../objects/code.ts";
import { makeTuple } from "../objects/tuple.ts";
import { call } from "../kernel/invoke.ts";

/** Compile a source. Throws the SyntaxError (or whatever else) that refuses it. */
export function compileSource(request: Omit<CompileRequest, "onWarning">): PyCode {
  return trust(codeFromObject(asking((hook, complete) => hook.compile(complete), request)));
}

/** The syntax tree of a source. Throws as compileSource does. */
export function parseSource(request: Omit<CompileRequest, "onWarning">): SyntaxNode {
  return asking((hook, complete) => hook.parse(complete), request);
}

/** The symbol table of a source. Throws as compileSource does. */
export function symbolsOf(request: Omit<CompileRequest, "onWarning">): SymbolBlock {
  return asking((hook, complete) => hook.symbols(complete), request);
}

/** Ask the compiler, with warnings and failures as Python's. */
function asking<T>(
  question: (hook: CompilerHook, request: CompileRequest) => T,
  request: Omit<CompileRequest, "onWarning">,
): T {
  try {
    return question(compiler(), {
      ...request,
      onWarning: ({ message, lineno }) => warn(request.filename, message, lineno),
    });
  } catch (error) {
    if (error instanceof CompileFailure) throw exceptionFrom(error);
    throw error;
  }
}

/** A warning through the filters; one that makes it an error turns it into a SyntaxError (errors.c). */
function warn(filename: string, message: string, lineno: number): "error" | void {
  if (hooks.warnExplicit("SyntaxWarning", message, filename, lineno) !== undefined) return;
  if (!isInstanceOfException(pendingException(), exceptionTypes.SyntaxWarning)) throw UNWINDING;
  takePending();
  return "error";
}

/** The Python exception for a refused source. */
export function exceptionFrom(failure: CompileFailure): PyBaseException {
  const type = exceptionTypes[failure.type];
  const message = attributeName(failure.message).value;
  if (!type.mro.includes(exceptionTypes.SyntaxError)) return makeException(type, [message]);
  const text = (value: string | null): PyObject => (value === null ? None : attributeName(value).value);
  const details = [
    text(failure.filename),
    failure.lineno ?? None,
    failure.offset ?? None,
    text(failure.text ?? lineOfFile(failure.filename, failure.lineno)),
    failure.endLineno ?? None,
    failure.endOffset ?? None,
  ];
  return must(call(type, [message, makeTuple(details)])) as PyBaseException;
}

/** What the compiler refuses it shows from the file, if it is one (errors.c, _PyErr_ProgramDecodedTextObject). */
function lineOfFile(filename: string | null, lineno: number | null): string | null {
  if (filename === null || lineno === null) return null;
  const content = readIfPresent(rt.host.files, filename);
  return content === null ? null : (new TextDecoder().decode(content).split(/(?<=\n)/)[lineno - 1] ?? null);
}
