/**
 * `createVM`: an interpreter for a JavaScript program.
 *
 * Making one costs what starting Python costs: builtins, sys, importlib, the streams. After that it runs source,
 * files and modules, one call at a time, and keeps its `__main__` between them.
 */
import "./builtin-types.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import type { ModuleDefinition } from "../kernel/define.ts";
import type { PyBaseException } from "../kernel/exceptions.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { caughtException, must, raiseCaught, takePending } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { Runtime, enterRuntime, rt } from "../kernel/state.ts";
import { HostError, type Host } from "../host/host.ts";
import { FileMode } from "../host/open-flags.ts";
import { errnoMessage } from "../host/errno.ts";
import { installImport } from "../importer/bootstrap.ts";
import { readIfPresent } from "../importer/frozen.ts";
import { createNativeModule, nativeModules } from "../importer/native-modules.ts";
import { codeFromPyc } from "../importer/pyc.ts";
import { compileSource } from "../interpreter/compile.ts";
import { runCode } from "../interpreter/run-frame.ts";
import { NATIVE_MODULES } from "../modules/generated/native-modules.ts";
import { handleInterrupts } from "../modules/_signal.ts";
import { displayException, writeError } from "../modules/sys/excepthook.ts";
import { type CommandFlags, defaultFlags } from "../modules/sys/structures.ts";
import { makeSysNamespace } from "../modules/sys/sys.ts";
import { type PyDict, makeDict } from "../objects/dict/dict.ts";
import { type PyModule, makeModule } from "../objects/module.ts";
import { getAttribute, getAttributeOrAbsent } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { intValueOf } from "../protocols/number.ts";
import { exactStr, str } from "../protocols/repr.ts";
import type { PyStr } from "../kernel/text.ts";
import { strFromUtf16, utf16Of } from "../kernel/text.ts";
import { openStream } from "./streams.ts";
import { fromJavaScript, toJavaScript } from "./convert.ts";
import { PythonError } from "./python-error.ts";

export type VMOptions = {
  /** The world outside. Nothing that it does not grant can be reached. */
  host: Host;
  /** The directory of the standard library in the host's files (`libraryPath` of @pyvm/stdlib). */
  stdlib: string;
  /** `sys.argv`. */
  argv?: readonly string[];
  /** `sys.orig_argv`. */
  originalArgv?: readonly string[];
  /** Directories in front of the standard library on `sys.path`. */
  path?: readonly string[];
  flags?: Partial<CommandFlags>;
  /** `-W` options. */
  warnOptions?: readonly string[];
  /** `-X` options. */
  xoptions?: ReadonlyMap<string, string | true>;
  /** `sys.pycache_prefix`. */
  pycachePrefix?: string | null;
  /** `--check-hash-based-pycs`. */
  checkHashBasedPycs?: string;
  /** Pass what is written to stdout and stderr on at once. */
  unbuffered?: boolean;
  /** Native modules beside pyvm's own. */
  modules?: readonly ModuleDefinition[];
  /** Import `site` at the start, as the command does. */
  site?: boolean;
};

export type RunOptions = {
  /** What tracebacks call the source. */
  filename?: string;
};

/** An interpreter. */
export class VM {
  readonly #runtime: Runtime;
  readonly #main: PyModule;
  readonly #optimize: 0 | 1 | 2;

  constructor(options: VMOptions) {
    const runtime = new Runtime();
    runtime.host = options.host;
    this.#runtime = runtime;
    this.#optimize = options.flags?.optimize ?? 0;
    this.#main = this.#inside(() => initialize(options));
  }

  /** Run source in `__main__`. @throws {PythonError} what the program raised and did not catch. */
  run(source: string | Uint8Array, options: RunOptions = {}): void {
    this.#inside(() => {
      const filename = options.filename ?? "<string>";
      const code = compileSource({ source, filename, mode: "exec", optimize: this.#optimize, flags: 0 });
      return must(runCode(code, this.#main.dict, this.#main.dict));
    });
  }

  /** The value of an expression in `__main__`, as JavaScript (convert.ts). @throws {PythonError} */
  evaluate(expression: string): unknown {
    return this.#inside(() => {
      const code = compileSource({
        source: expression,
        filename: "<string>",
        mode: "eval",
        optimize: this.#optimize,
        flags: 0,
      });
      return toJavaScript(must(runCode(code, this.#main.dict, this.#main.dict)));
    });
  }

  /** The value of a name in `__main__`, as JavaScript; undefined when it is unbound. */
  get(name: string): unknown {
    return this.#inside(() => {
      const value = this.#main.dict.getText(name);
      return value === undefined ? undefined : toJavaScript(value);
    });
  }

  /** Bind a name in `__main__` to a JavaScript value. */
  set(name: string, value: unknown): void {
    this.#inside(() => this.#main.dict.setText(name, fromJavaScript(value)));
  }

  /**
   * Run a file as the main program. Errors are shown on stderr, as the command does. Answers the exit status; a program
   * that ended by KeyboardInterrupt ended by a signal: minus its number.
   */
  runFile(path: string): number {
    return this.#asMain(() => runMainFile(this.#main, path, this.#optimize));
  }

  /** Run source as the main program (`-c`, standard input). */
  runMain(source: string | Uint8Array, filename: string): number {
    return this.#asMain(() => {
      const code = compileSource({ source, filename, mode: "exec", optimize: this.#optimize, flags: 0 });
      if (filename === "<string>") showSourceInTracebacks(code, source);
      return runCode(code, this.#main.dict, this.#main.dict);
    });
  }

  /** Run a module of `sys.path` as the main program (`-m`). */
  runModule(name: string): number {
    return this.#asMain(() => {
      const runpy = hooks.importModule("runpy");
      const run = runpy === undefined ? undefined : getAttribute(runpy, attributeName("_run_module_as_main"));
      return run === undefined ? undefined : call(run, [attributeName(name).value, true]);
    });
  }

  /** Run the exit functions and flush the streams; answers 120 when that failed, else the status. */
  finalize(status = 0): number {
    return this.#inside(() => (finalizeInterpreter() ? status : 120));
  }

  /** Make this interpreter current for a call, and turn an exception that comes out into a PythonError. */
  #inside<T>(body: () => T): T {
    const previous = enterRuntime(this.#runtime);
    try {
      return body();
    } catch (error) {
      throw asPythonError(error);
    } finally {
      enterRuntime(previous);
    }
  }

  #asMain(body: () => Result): number {
    return this.#inside(() => exitStatusOf(body));
  }
}

/** Create an interpreter. */
export function createVM(options: VMOptions): VM {
  return new VM(options);
}

function asPythonError(error: unknown): unknown {
  let exception: PyBaseException;
  try {
    exception = caughtException(error);
  } catch (other) {
    return other;
  }
  return new PythonError(exception);
}

// ---- starting

function initialize(options: VMOptions): PyModule {
  const { interpreter } = rt;
  rt.tick = handleInterrupts;
  const modules = makeDict();
  interpreter.set("modules", modules);
  const native = nativeModules([...NATIVE_MODULES, ...(options.modules ?? [])]);

  const builtins = createNativeModule(native.get("builtins")!);
  interpreter.set("builtins", builtins.dict);
  modules.setText("builtins", builtins);
  const flags: CommandFlags = { ...defaultFlags, ...options.flags };
  builtins.dict.setText("__debug__", flags.optimize === 0);

  const [path0] = options.path ?? [];
  if (path0 !== undefined && !flags.safePath) interpreter.set("path0", attributeName(path0).value);

  const sys = makeModule("sys", "The interpreter: its state, its streams, and how it was started.");
  const namespace = makeSysNamespace(sys, {
    argv: options.argv ?? [""],
    originalArgv: options.originalArgv ?? options.argv ?? [],
    path: [...(options.path ?? []), options.stdlib],
    prefix: options.stdlib,
    flags,
    warnOptions: options.warnOptions ?? [],
    xoptions: options.xoptions ?? new Map(),
    builtinModuleNames: [...native.keys(), "_imp"],
    pycachePrefix: options.pycachePrefix ?? null,
  });
  for (const [name, value] of namespace) sys.dict.setText(name, value);
  interpreter.set("sys", sys.dict);
  modules.setText("sys", sys);

  installImport({
    modules: native,
    library: options.stdlib,
    checkHashBasedPycs: options.checkHashBasedPycs ?? "default",
    frozenModules: options.xoptions?.get("frozen_modules") !== "off",
  });
  initializeStreams(sys, options.unbuffered ?? false);

  const main = makeModule("__main__");
  main.dict.setText("__builtins__", builtins);
  modules.setText("__main__", main);
  const bootstrap = modules.getText("_frozen_importlib")!;
  main.dict.setText("__loader__", must(getAttribute(bootstrap, attributeName("BuiltinImporter"))));
  if (options.site !== false && !flags.noSite) must(hooks.importModule("site"));
  return main;
}

function initializeStreams(sys: PyModule, unbuffered: boolean): void {
  const io = must(hooks.importModule("io"));
  (rt.interpreter.get("builtins") as PyDict).setText("open", must(getAttribute(io, attributeName("open"))));
  const streams = [
    ["stdin", 0],
    ["stdout", 1],
    ["stderr", 2],
  ] as const;
  for (const [name, fd] of streams) {
    const stream = openStream(io, name, fd, unbuffered);
    sys.dict.setText(name, stream);
    sys.dict.setText(`__${name}__`, stream);
  }
}

// ---- the main program

/** Source that is in no file is where `linecache` looks (pythonrun.c, _PyRun_StringFlagsWithName). */
function showSourceInTracebacks(code: PyObject, source: string | Uint8Array): void {
  const text = typeof source === "string" ? source : new TextDecoder().decode(source);
  const linecache = must(hooks.importModule("linecache"));
  must(callMethod(linecache, attributeName("_register_code"), [code, strFromUtf16(text), "<string>"]));
}

function runMainFile(main: PyModule, path: string, optimize: 0 | 1 | 2): Result {
  const source = readProgram(path);
  if (typeof source === "string") {
    writeError(source);
    throw new ExitWith(2);
  }
  const filename = attributeName(path).value;
  main.dict.setText("__file__", filename);
  main.dict.setText("__cached__", None);
  setMainLoader(main, filename, path.endsWith(".pyc") ? "SourcelessFileLoader" : "SourceFileLoader");
  if (path.endsWith(".pyc")) return runCompiledFile(main, path);
  const code = compileSource({ source, filename: path, mode: "exec", optimize, flags: 0 });
  return runCode(code, main.dict, main.dict);
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
    return readIfPresent(path) ?? new Uint8Array(size);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return `${name}: can't open file '${absolutePath(path)}': [Errno ${error.errno}] ${errnoMessage(error.errno)}\n`;
  }
}

function absolutePath(path: string): string {
  return path.startsWith("/") ? path : `${rt.host.files.currentDirectory()}/${path}`;
}

function setMainLoader(main: PyModule, filename: PyObject, loaderName: string): void {
  const modules = rt.interpreter.get("modules") as PyDict;
  const external = modules.getText("_frozen_importlib_external")!;
  const loader = must(callMethod(external, attributeName(loaderName), ["__main__", filename]));
  main.dict.setText("__loader__", loader);
}

/** A .pyc as the main program: no source is looked for, and nothing but the magic is checked (pythonrun.c). */
function runCompiledFile(main: PyModule, path: string): Result {
  const data = readIfPresent(path)!;
  const code = codeFromPyc(data);
  return runCode(code, main.dict, main.dict);
}

/** Run the main program and say how it ended, in the words and numbers of the command. */
function exitStatusOf(body: () => Result): number {
  let exception: PyBaseException;
  try {
    if (body() !== undefined) return 0;
    exception = takePending();
  } catch (error) {
    if (error instanceof ExitWith) return error.status;
    exception = caughtException(error);
  }
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
  if (number !== undefined) return Number(BigInt.asUintN(8, BigInt(number)));
  const text = str(code);
  if (text === undefined) {
    rt.pending = null;
    return 1;
  }
  writeError(utf16Of(exactStr(text) as string | PyStr) + "\n");
  return 1;
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

// ---- ending

/** Wait for threads, run atexit functions, flush. Answers whether the streams could be flushed. */
function finalizeInterpreter(): boolean {
  quietly(() => {
    const threading = (rt.interpreter.get("modules") as PyDict).getText("threading");
    return threading === undefined ? None : callMethod(threading, attributeName("_shutdown"), []);
  });
  quietly(() => {
    const atexit = (rt.interpreter.get("modules") as PyDict).getText("atexit");
    return atexit === undefined ? None : callMethod(atexit, attributeName("_run_exitfuncs"), []);
  });
  rt.interpreter.set("finalizing", true);
  return flushStandardStreams();
}

/** Run something at the end; what it raises is shown, not raised. */
function quietly(body: () => Result): void {
  try {
    if (body() !== undefined) return;
  } catch (error) {
    raiseCaught(error);
  }
  displayException(takePending());
}

function flushStandardStreams(): boolean {
  const sys = rt.interpreter.get("sys") as PyDict;
  let flushed = true;
  for (const name of ["stdout", "stderr"]) {
    const stream = sys.getText(name);
    if (stream === undefined || stream === None) continue;
    try {
      const closed = getAttributeOrAbsent(stream, attributeName("closed"));
      if (closed === true) continue;
      if (callMethod(stream, attributeName("flush"), []) !== undefined) continue;
    } catch (error) {
      raiseCaught(error);
    }
    const exception = takePending();
    if (name === "stdout") {
      flushed = false;
      writeError(`Exception ignored while flushing sys.stdout:\n`);
      displayException(exception);
    }
  }
  return flushed;
}
