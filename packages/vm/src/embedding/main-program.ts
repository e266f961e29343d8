/**
 * Running the main program: reading it, saying how it ended, in the words and numbers of the command
 * (CPython Modules/main.c, Python/pythonrun.c).
 */
import { MAGIC_BYTES } from "@pyvm/bytecode";
import { HostError } from "../host/host.ts";
import { errnoMessage } from "../host/errno.ts";
import { FileMode } from "../host/open-flags.ts";
import { readIfPresent } from "../host/read-file.ts";
import { codeFromPyc } from "../importer/pyc.ts";
import { compileSource } from "../interpreter/compile.ts";
import { runCode } from "../interpreter/run-frame.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { type PyBaseException, exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { caughtException, must, raiseCaught, takePending } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { type PyStr, strFromUtf16, utf16Of } from "../kernel/text.ts";
import { displayException, writeError } from "../modules/sys/excepthook.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import type { PyModule } from "../objects/module.ts";
import { makeTuple } from "../objects/tuple.ts";
import { getAttribute, setAttribute } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { intValueOf } from "../protocols/number.ts";
import { exactStr, str } from "../protocols/repr.ts";
import { flushStandardStreams } from "./ending.ts";

export type MainFileOptions = {
  readonly optimize: 0 | 1 | 2;
  /** `-x`: the first line is for someone else. */
  readonly skipFirstLine?: boolean;
};

/** Run the file of this path, absolute, in `__main__`. */
export function runMainFile(
  main: PyModule,
  path: string,
  { optimize, skipFirstLine }: MainFileOptions,
): Result {
  const content = readProgram(path);
  if (typeof content === "string") {
    writeError(content);
    throw new ExitWith(2);
  }
  const isCompiled = path.endsWith(".pyc") || startsWithMagic(content);
  const filename = attributeName(path).value;
  main.dict.setText("__file__", filename);
  main.dict.setText("__cached__", None);
  setMainLoader(main, filename, isCompiled ? "SourcelessFileLoader" : "SourceFileLoader");
  // No source is looked for, and nothing but the magic is checked.
  if (isCompiled) return runCode(codeFromPyc(content), main.dict, main.dict);
  const source = skipFirstLine === true ? withoutFirstLine(content) : content;
  return runCode(compileFile(source, path, optimize), main.dict, main.dict);
}

/** Run source that is in no file: `-c`, standard input. */
export function runMainSource(
  main: PyModule,
  source: string | Uint8Array,
  filename: string,
  optimize: 0 | 1 | 2,
): Result {
  if (typeof source !== "string")
    return runCode(compileFile(source, filename, optimize), main.dict, main.dict);
  const code = compileSource({ source, filename, mode: "exec", optimize, flags: 0 });
  if (filename === "<string>") showSourceInTracebacks(code, source);
  return runCode(code, main.dict, main.dict);
}

/** Source that is in no file is where `linecache` looks (pythonrun.c, _PyRun_StringFlagsWithName). */
function showSourceInTracebacks(code: PyObject, source: string): void {
  const linecache = must(hooks.importModule("linecache"));
  must(callMethod(linecache, attributeName("_register_code"), [code, strFromUtf16(source), "<string>"]));
}

/** The line stays, empty, so that lines keep their numbers. */
function withoutFirstLine(source: Uint8Array): Uint8Array {
  const end = source.indexOf(0x0a);
  return end < 0 ? new Uint8Array() : source.subarray(end);
}

/** A compiled file under any name (pythonrun.c, maybe_pyc_file): half of the magic says so. */
function startsWithMagic(content: Uint8Array): boolean {
  return content[0] === MAGIC_BYTES[0] && content[1] === MAGIC_BYTES[1];
}

/** Compile what comes as a file; what the tokenizer says of its bytes differs there from what it says of a string. */
function compileFile(source: Uint8Array, filename: string, optimize: 0 | 1 | 2): PyCode {
  const zero = source.indexOf(0);
  if (zero >= 0) throw nullByteError(source, zero, filename);
  try {
    return compileSource({ source, filename, mode: "exec", optimize, flags: 0 });
  } catch (error) {
    const exception = caughtException(error);
    nameFileOfEncodingError(exception, filename);
    throw exception;
  }
}

function nullByteError(source: Uint8Array, zero: number, filename: string): PyBaseException {
  const before = new TextDecoder().decode(source.subarray(0, zero)).split("\n");
  const place = makeTuple([strFromUtf16(filename), before.length, 0, strFromUtf16(before.at(-1)!)]);
  const error = call(exceptionTypes.SyntaxError, ["source code cannot contain null bytes", place]);
  return must(error) as PyBaseException;
}

function nameFileOfEncodingError(exception: PyBaseException, filename: string): void {
  if (!isInstanceOfException(exception, exceptionTypes.SyntaxError)) return;
  const message = must(getAttribute(exception, attributeName("msg")));
  if (typeof message !== "string" || !message.startsWith("Non-UTF-8 code starting with")) return;
  const named = strFromUtf16(message.replace(" on line ", ` in file ${filename} on line `));
  must(setAttribute(exception, attributeName("msg"), named));
}

class ExitWith {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/** The program's bytes, or CPython's words for why it cannot be read. */
function readProgram(path: string): Uint8Array | string {
  const { files, executable } = rt.host;
  const name = executable === "" ? "pyvm" : executable;
  try {
    if ((files.status(path, true).mode & FileMode.S_IFMT) === FileMode.S_IFDIR) {
      return `${name}: can't find '__main__' module in '${path}'\n`;
    }
    const fd = files.open(path, 0, 0);
    const size = Number(files.statusOf(fd).size);
    files.close(fd);
    return readIfPresent(files, path) ?? new Uint8Array(size);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return `${name}: can't open file '${path}': [Errno ${error.errno}] ${errnoMessage(error.errno)}\n`;
  }
}

function setMainLoader(main: PyModule, filename: PyObject, loaderName: string): void {
  const modules = rt.interpreter.get("modules") as PyDict;
  const external = modules.getText("_frozen_importlib_external")!;
  const loader = must(callMethod(external, attributeName(loaderName), ["__main__", filename]));
  main.dict.setText("__loader__", loader);
}

/** Run the main program and say how it ended, in the words and numbers of the command. */
export function exitStatusOf(body: () => Result, onEnding: () => void): number {
  let exception: PyBaseException;
  try {
    if (body() !== undefined) return 0;
    exception = takePending();
  } catch (error) {
    if (error instanceof ExitWith) return error.status;
    exception = caughtException(error);
  }
  onEnding();
  return reportEnd(exception);
}

/** Its number. */
const SIGINT = 2;

function reportEnd(exception: PyBaseException): number {
  if (isInstanceOfException(exception, exceptionTypes.SystemExit)) return systemExitStatus(exception);
  showUncaught(exception);
  return isInstanceOfException(exception, exceptionTypes.KeyboardInterrupt) ? -SIGINT : 1;
}

/** `sys.exit(None)` is 0, an int is itself, anything else is printed and is 1. */
function systemExitStatus(exception: PyBaseException): number {
  const code = must(getAttribute(exception, attributeName("code")));
  flushStandardStreams();
  if (code === None) return 0;
  const number = intValueOf(code);
  if (number !== undefined) return statusOfInteger(number);
  const text = str(code);
  if (text === undefined) {
    rt.pending = null;
    return 1;
  }
  writeError(utf16Of(exactStr(text) as string | PyStr) + "\n");
  return 1;
}

/** A C int, of which the system keeps eight bits; what does not fit one is -1. */
function statusOfInteger(number: number | bigint): number {
  const fits = BigInt.asIntN(32, BigInt(number)) === BigInt(number);
  return fits ? Number(BigInt.asUintN(8, BigInt(number))) : 255;
}

/** Through `sys.excepthook`, which a program may have replaced; ours if that fails. */
function showUncaught(exception: PyBaseException): void {
  const sys = rt.interpreter.get("sys") as PyDict;
  for (const [name, value] of [
    ["last_exc", exception],
    ["last_type", exception.cls],
    ["last_value", exception],
    ["last_traceback", exception.traceback ?? None],
  ] as const) {
    sys.setText(name, value);
  }
  flushStandardStreams();
  const hook = sys.getText("excepthook");
  if (hook === undefined || hook === None) {
    if (hook === undefined) writeError("sys.excepthook is missing\n");
    displayException(exception);
    return;
  }
  try {
    if (call(hook, [exception.cls, exception, exception.traceback ?? None]) !== undefined) return;
  } catch (error) {
    raiseCaught(error);
  }
  const second = takePending();
  writeError("Error in sys.excepthook:\n");
  displayException(second);
  writeError("\nOriginal exception was:\n");
  displayException(exception);
}
