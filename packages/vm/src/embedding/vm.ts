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
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { Result } from "../kernel/object.ts";
import { caughtException, must } from "../kernel/raise.ts";
import { Runtime, enterRuntime, rt } from "../kernel/state.ts";
import { type Host } from "../host/host.ts";
import { installImport } from "../importer/bootstrap.ts";
import { createNativeModule, nativeModules } from "../importer/native-modules.ts";
import { compileSource } from "../interpreter/compile.ts";
import { runCode } from "../interpreter/run-frame.ts";
import { NATIVE_MODULES } from "../modules/generated/native-modules.ts";
import { tick } from "../interpreter/threads.ts";
import { handleInterrupts } from "../modules/_signal.ts";
import { type CommandFlags, defaultFlags } from "../modules/sys/structures.ts";
import { makeSysNamespace } from "../modules/sys/sys.ts";
import { type PyDict, makeDict } from "../objects/dict/dict.ts";
import { type PyModule, makeModule } from "../objects/module.ts";
import { setHashSeed } from "../objects/text-hash.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { finalizeInterpreter } from "./ending.ts";
import { exitStatusOf, runMainFile, runMainSource } from "./main-program.ts";
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
  /** `sys.path[0]`, where the main program is: in front of `path`, but not while `site` is imported. */
  programPath?: string;
  flags?: Partial<CommandFlags>;
  /** `PYTHONHASHSEED`: the hashes of str and bytes, and the order of sets of them. Random unless given. */
  hashSeed?: number | "random";
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
  /** Called when the main program ended by an exception, before that is shown. */
  onEnding?: () => void;
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
  readonly #onEnding: () => void;

  constructor(options: VMOptions) {
    const runtime = new Runtime();
    runtime.host = options.host;
    this.#runtime = runtime;
    this.#onEnding = options.onEnding ?? (() => {});
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
  runFile(path: string, options: { skipFirstLine?: boolean } = {}): number {
    return this.#asMain(() =>
      runMainFile(this.#main, absolutePath(path), { optimize: this.#optimize, ...options }),
    );
  }

  /** Run source as the main program (`-c`, standard input). */
  runMain(source: string | Uint8Array, filename: string): number {
    return this.#asMain(() => runMainSource(this.#main, source, filename, this.#optimize));
  }

  /** Run a module of `sys.path` as the main program (`-m`). */
  runModule(name: string): number {
    return this.#runModule(name, true);
  }

  /** Run the `__main__.py` of the directory or archive that is `sys.path[0]`. */
  runMainOfPath(): number {
    return this.#runModule("__main__", false);
  }

  #runModule(name: string, alterArgv: boolean): number {
    return this.#asMain(() => {
      const runpy = hooks.importModule("runpy");
      const run = runpy === undefined ? undefined : getAttribute(runpy, attributeName("_run_module_as_main"));
      return run === undefined ? undefined : call(run, [attributeName(name).value, alterArgv]);
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
    return this.#inside(() => exitStatusOf(body, this.#onEnding));
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
  setHashSeed(options.hashSeed ?? "random");
  rt.tick = tick;
  rt.poll = handleInterrupts;
  const modules = makeDict();
  interpreter.set("modules", modules);
  const native = nativeModules([...NATIVE_MODULES, ...(options.modules ?? [])]);

  const builtins = createNativeModule(native.get("builtins")!);
  interpreter.set("builtins", builtins.dict);
  modules.setText("builtins", builtins);
  const flags: CommandFlags = { ...defaultFlags, ...options.flags };
  builtins.dict.setText("__debug__", flags.optimize === 0);

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

  const endStart = installImport({
    modules: native,
    library: options.stdlib,
    checkHashBasedPycs: options.checkHashBasedPycs ?? "default",
    frozenModules: options.xoptions?.get("frozen_modules") !== "off",
    verbose: flags.verbose > 0,
  });
  initializeStreams(sys, options.unbuffered ?? false);

  const main = makeModule("__main__");
  main.dict.setText("__builtins__", builtins);
  modules.setText("__main__", main);
  const bootstrap = modules.getText("_frozen_importlib")!;
  main.dict.setText("__loader__", must(getAttribute(bootstrap, attributeName("BuiltinImporter"))));
  if (options.site !== false && !flags.noSite) must(hooks.importModule("site"));
  endStart();
  if (options.programPath !== undefined) prependProgramPath(sys, options.programPath, flags);
  return main;
}

/** What the program is run with (main.c, pymain_run_python). ImportErrors suspect what is found there (module-spec.ts). */
function prependProgramPath(sys: PyModule, path: string, flags: CommandFlags): void {
  const value = attributeName(path).value;
  if (!flags.safePath) rt.interpreter.set("path0", value);
  must(callMethod(sys.dict.getText("path")!, attributeName("insert"), [0, value]));
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

function absolutePath(path: string): string {
  return path.startsWith("/") ? path : `${rt.host.files.currentDirectory()}/${path}`;
}
