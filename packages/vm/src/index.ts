/**
 * `@pyvm/vm`: Python 3.14 for JavaScript programs: the VM with the compiler joined on.
 */
import { PySyntaxError, compile as compileProgram } from "@pyvm/compiler";
import { CompileFailure, type CompilerHook, installCompiler } from "./kernel/compiler-hook.ts";

export * from "./core.ts";

const compiler: CompilerHook = {
  compile({ source, filename, mode, optimize, flags, onWarning }) {
    if (mode === "func_type") throw failure("ValueError", "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    try {
      return compileProgram(source, { filename, mode, optimize, flags, onWarning });
    } catch (error) {
      throw error instanceof PySyntaxError ? failureOf(error) : error;
    }
  },
};

function failure(type: CompileFailure["type"], message: string): CompileFailure {
  const nowhere = { filename: null, lineno: null, offset: null, text: null, endLineno: null, endOffset: null };
  return new CompileFailure({ type, message, ...nowhere });
}

function failureOf(error: PySyntaxError): CompileFailure {
  return new CompileFailure({
    type: error.type,
    message: error.msg,
    filename: error.filename,
    lineno: error.lineno,
    offset: error.offset,
    text: error.text,
    endLineno: error.end_lineno,
    endOffset: error.end_offset,
  });
}

installCompiler(compiler);
