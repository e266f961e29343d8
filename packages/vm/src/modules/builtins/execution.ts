/**
 * Builtin functions that run code: compile, eval, exec, breakpoint, open.
 */
import { CO_FUTURE_ANNOTATIONS } from "@pyvm/bytecode";
import { compileSource, parseSource } from "../../interpreter/compile.ts";
import { runCode } from "../../interpreter/run-frame.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import type { CompileMode } from "../../kernel/compiler-hook.ts";
import { type Entry, fn, rawFn } from "../../kernel/define.ts";
import { exceptionTypes } from "../../kernel/exceptions.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must, runtimeError, systemError, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { isTrue } from "../../kernel/truth.ts";
import { isInstance, typeName, typeOf } from "../../kernel/type.ts";
import { bytesLikeOf } from "../../objects/buffer.ts";
import { PyBytes } from "../../objects/bytes.ts";
import { Cell } from "../../objects/cell.ts";
import { PyCode } from "../../objects/code.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { currentFrame } from "../../objects/frame.ts";
import { localsSnapshot } from "../../objects/frame-locals.ts";
import { textOf } from "../../objects/item-array.ts";
import { strOf } from "../../objects/str/text.ts";
import { PyTuple, tupleType } from "../../objects/tuple.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { call } from "../../protocols/call.ts";
import { toCInt } from "../../protocols/number.ts";
import { moduleFromPython } from "../_ast/from-python.ts";
import { astType } from "../_ast/node-behavior.ts";
import { nodeToPython } from "../_ast/to-python.ts";
import { fspath, textFromPathBytes } from "../posix/paths.ts";

/** Flags of compile() beside the future features (Include/cpython/compile.h). */
const PyCF = {
  DONT_IMPLY_DEDENT: 0x200,
  ONLY_AST: 0x400,
  TYPE_COMMENTS: 0x1000,
  ALLOW_TOP_LEVEL_AWAIT: 0x2000,
  ALLOW_INCOMPLETE_INPUT: 0x4000,
  OPTIMIZED_AST: 0x8400,
} as const;

/** Every future feature, from CO_FUTURE_DIVISION to CO_FUTURE_ANNOTATIONS: what nested compilations inherit. */
const FUTURE_FLAGS = (CO_FUTURE_ANNOTATIONS << 1) - 0x20000;
const CO_NESTED = 0x10;
const KNOWN_FLAGS = Object.values(PyCF).reduce((all, flag) => all | flag, FUTURE_FLAGS | CO_NESTED);

/** Future features in effect where the caller was compiled. */
function inheritedFlags(): number {
  return (currentFrame()?.code.flags ?? 0) & FUTURE_FLAGS;
}

/** Source as the compiler takes it. */
function sourceOf(source: PyObject, name: string, what: string): string | Uint8Array {
  const text = strOf(source);
  const result = text === undefined ? bytesLikeOf(source) : textOf(text);
  if (result === null) throw typeError(`${name}() arg 1 must be a ${what} object`);
  const hasNull = typeof result === "string" ? result.includes("\0") : result.includes(0);
  if (hasNull) {
    throw must(call(exceptionTypes.SyntaxError, ["source code string cannot contain null bytes"]));
  }
  return result;
}

/** `sys.flags.optimize` */
function defaultOptimization(): 0 | 1 | 2 {
  const sys = rt.interpreter.get("sys");
  const flags = sys instanceof PyDict ? sys.getText("flags") : undefined;
  if (flags === undefined) return 0;
  const level = must(getAttribute(flags, attributeName("optimize")));
  return level === 1 || level === 2 ? level : 0;
}

function compile(
  source: PyObject,
  filenameArgument: PyObject,
  modeArgument: PyObject,
  flagsArgument: PyObject,
  dontInherit: PyObject,
  optimizeArgument: PyObject,
  featureVersionArgument: PyObject,
): Result {
  const filename = filenameText(filenameArgument);
  const modeText = strOf(modeArgument);
  if (modeText === undefined)
    throw typeError(`compile() argument 'mode' must be str, not ${typeName(modeArgument)}`);
  const mode = textOf(modeText);
  const given = must(toCInt(flagsArgument));
  const isolated = must(isTrue(dontInherit));
  const level = must(toCInt(optimizeArgument));
  if ((given & ~KNOWN_FLAGS) !== 0) throw valueError("compile(): unrecognised flags");
  if (level < -1 || level > 2) throw valueError("compile(): invalid optimize value");
  const flags = isolated ? given : given | inheritedFlags();
  const onlyAst = (given & PyCF.ONLY_AST) !== 0;
  checkMode(mode, onlyAst);
  const optimize = level === -1 ? defaultOptimization() : (level as 0 | 1 | 2);
  const input = isInstance(source, astType)
    ? moduleFromPython(source, mode as CompileMode)
    : sourceOf(source, "compile", "string, bytes or AST");
  const featureVersion = must(toCInt(featureVersionArgument));
  const version = onlyAst && featureVersion >= 0 ? { featureVersion } : {};
  const request = { source: input, filename, mode: mode as CompileMode, flags, optimize, ...version };
  return onlyAst ? nodeToPython(parseSource(request)) : compileSource(request);
}

function filenameText(filename: PyObject): string {
  const path = fspath(filename);
  return path instanceof PyBytes ? textFromPathBytes(path.bytes) : textOf(path);
}

function checkMode(mode: string, onlyAst: boolean): void {
  if (mode === "exec" || mode === "eval" || mode === "single") return;
  if (mode === "func_type") {
    if (onlyAst) return;
    throw valueError("compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  }
  throw valueError(
    onlyAst
      ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
      : "compile() mode must be 'exec', 'eval' or 'single'",
  );
}

function isMapping(value: PyObject): boolean {
  return typeOf(value).slots.__getitem__ !== undefined;
}

/** Where code runs: the namespaces given, or those of the caller. */
function namespaces(globals: PyObject, locals: PyObject): { globals: PyObject; locals: PyObject } {
  if (globals !== None) return { globals, locals: locals === None ? globals : locals };
  const frame = currentFrame();
  if (frame === null) throw systemError("globals and locals cannot be NULL");
  return { globals: frame.func.globals, locals: locals === None ? localsSnapshot(frame) : locals };
}

/** Code finds its builtins through its globals. */
function ensureBuiltins(globals: PyDict): void {
  if (globals.getText("__builtins__") !== undefined) return;
  globals.setText("__builtins__", currentFrame()?.func.builtins ?? rt.interpreter.get("builtins")!);
}

function evalFunction(source: PyObject, globalsArgument: PyObject, localsArgument: PyObject): Result {
  if (localsArgument !== None && !isMapping(localsArgument)) throw typeError("locals must be a mapping");
  if (globalsArgument !== None && !(globalsArgument instanceof PyDict)) {
    throw typeError(
      isMapping(globalsArgument)
        ? "globals must be a real dict; try eval(expr, {}, mapping)"
        : "globals must be a dict",
    );
  }
  const { globals, locals } = namespaces(globalsArgument, localsArgument);
  ensureBuiltins(globals as PyDict);
  if (source instanceof PyCode) {
    if (source.freeCount > 0) throw typeError("code object passed to eval() may not contain free variables");
    return runCode(source, globals as PyDict, locals);
  }
  const text = sourceOf(source, "eval", "string, bytes or code");
  return runCode(compileText(withoutIndent(text), "eval"), globals as PyDict, locals);
}

function withoutIndent(source: string | Uint8Array): string | Uint8Array {
  if (typeof source === "string") return source.replace(/^[ \t]+/, "");
  const start = source.findIndex((byte) => byte !== 0x20 && byte !== 0x09);
  return start <= 0 ? source : source.subarray(start);
}

function compileText(source: string | Uint8Array, mode: CompileMode): PyCode {
  return compileSource({
    source,
    filename: "<string>",
    mode,
    flags: inheritedFlags(),
    optimize: defaultOptimization(),
  });
}

function exec(
  source: PyObject,
  globalsArgument: PyObject,
  localsArgument: PyObject,
  closureArgument: PyObject,
): Result {
  const { globals, locals } = namespaces(globalsArgument, localsArgument);
  if (!(globals instanceof PyDict))
    throw typeError(`exec() globals must be a dict, not ${typeName(globals)}`);
  if (!isMapping(locals)) throw typeError(`locals must be a mapping or None, not ${typeName(locals)}`);
  ensureBuiltins(globals);
  if (source instanceof PyCode) {
    const closure = closureFor(source, closureArgument);
    return runCode(source, globals, locals, closure) === undefined ? undefined : None;
  }
  if (closureArgument !== None) throw typeError("closure can only be used when source is a code object");
  const code = compileText(sourceOf(source, "exec", "string, bytes or code"), "exec");
  return runCode(code, globals, locals) === undefined ? undefined : None;
}

function closureFor(code: PyCode, closure: PyObject): Cell[] | null {
  if (code.freeCount === 0) {
    if (closure !== None) throw typeError("cannot use a closure with this code object");
    return null;
  }
  const fits =
    closure instanceof PyTuple &&
    closure.cls === tupleType &&
    closure.items.length === code.freeCount &&
    closure.items.every((cell) => cell instanceof Cell);
  if (!fits) throw typeError(`code object requires a closure of exactly length ${code.freeCount}`);
  return (closure as PyTuple).items as Cell[];
}

function breakpoint(args: PyObject[], kwnames: KeywordNames): Result {
  const hook = (rt.interpreter.get("sys") as PyDict).getText("breakpointhook");
  if (hook === undefined) throw runtimeError("lost sys.breakpointhook");
  return call(hook, args, kwnames);
}

/** `open` is `_io.open`; the first call imports it. */
function open(args: PyObject[], kwnames: KeywordNames): Result {
  const io = must(hooks.importModule("_io"));
  return call(must(getAttribute(io, attributeName("open"))), args, kwnames);
}

export const executionFunctions: Record<string, Entry> = {
  compile: fn(
    "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
    "Compile source to a code object that exec() or eval() can run.\n\n" +
      "mode is 'exec' for a module, 'single' for an interactive statement, 'eval' for an expression.",
    compile,
  ),
  eval: fn(
    "($module, source, /, globals=None, locals=None)",
    "The value of an expression, given as source or code object, in the context of globals and locals.",
    evalFunction,
  ),
  exec: fn(
    "($module, source, /, globals=None, locals=None, *, closure=None)",
    "Run statements, given as source or code object, in the context of globals and locals.",
    exec,
  ),
  breakpoint: rawFn(
    "($module, /, *args, **kws)",
    "Call sys.breakpointhook(*args, **kws), which enters the debugger.",
    breakpoint,
  ),
  open: rawFn(
    "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
    "Open a file and return a stream.",
    open,
  ),
};
