/**
 * From nothing to a working `import`.
 *
 * CPython's importlib does the importing. Its two halves are the only modules that are not imported but installed:
 * `importlib/_bootstrap.py` as `_frozen_importlib`, `importlib/_bootstrap_external.py` as `_frozen_importlib_external`.
 * Both come out of the library's own files, compiled beforehand.
 */
import { MAGIC_NUMBER, PYC_HEADER_SIZE } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import type { ModuleDefinition } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { Result } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { HostError } from "../host/host.ts";
import { OpenFlag } from "../host/open-flags.ts";
import { compileSource } from "../interpreter/compile.ts";
import { runCode } from "../interpreter/run-frame.ts";
import { loadsValue } from "./marshal-values.ts";
import { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { type PyModule, makeModule } from "../objects/module.ts";
import { EMPTY_TUPLE } from "../objects/tuple.ts";
import { callMethod } from "../protocols/call.ts";
import { makeImpModule } from "./imp.ts";
import { makeImportFunction } from "./import.ts";
import { type NativeModules, createNativeModule } from "./native-modules.ts";
import { renameCode } from "./rename-code.ts";

export type ImportOptions = {
  /** Native modules, `_imp` aside. `builtins` and `sys` are in place already. */
  readonly modules: NativeModules;
  /** The directory of the standard library, without a slash at the end. */
  readonly library: string;
  /** `--check-hash-based-pycs`: default, always or never. */
  readonly checkHashBasedPycs: string;
};

/** Install importlib. `builtins` and `sys` exist as modules and in `sys.modules`. */
export function installImport(options: ImportOptions): void {
  const modules = rt.interpreter.get("modules") as PyDict;
  const imp = makeImpModule(options.modules);
  const native = new Map<string, ModuleDefinition>(options.modules).set("_imp", imp);
  const impModule = createNativeModule(makeImpModule(native));
  impModule.dict.setText("check_hash_based_pycs", options.checkHashBasedPycs);
  modules.setText("_imp", impModule);
  for (const name of ["_thread", "_warnings", "_weakref"]) {
    modules.setText(name, createNativeModule(options.modules.get(name)!));
  }

  const bootstrap = runLibraryFile(options.library, "_frozen_importlib", "importlib/_bootstrap");
  modules.setText("_frozen_importlib", bootstrap);
  must(callMethod(bootstrap, attributeName("_install"), [modules.getText("sys")!, impModule]));
  hooks.importModule = importModule;
  (rt.interpreter.get("builtins") as PyDict).setText("__import__", makeImportFunction(bootstrap));

  const external = runLibraryFile(options.library, "_frozen_importlib_external", "importlib/_bootstrap_external");
  modules.setText("_frozen_importlib_external", external);
  must(callMethod(bootstrap, attributeName("_install_external_importers"), []));
}

/** A module made of a library file, outside of any import. */
function runLibraryFile(library: string, name: string, file: string): PyModule {
  const code = loadLibraryCode(library, file);
  const module = makeModule(name);
  const namespace = module.dict;
  renameCode(code, `<frozen ${file.replace("/", ".")}>`);
  namespace.setText("__builtins__", (rt.interpreter.get("modules") as PyDict).getText("builtins")!);
  must(runCode(code, namespace, namespace));
  return module;
}

/** The code of a library file: what the build compiled, else its source compiled now. */
function loadLibraryCode(library: string, file: string): PyCode {
  const slash = file.lastIndexOf("/");
  const path = `${library}/${file.slice(0, slash)}`;
  const compiled = readIfPresent(`${path}/__pycache__/${file.slice(slash + 1)}.pyvm-314.pyc`);
  if (compiled !== null && isCurrent(compiled)) {
    const code = loadsValue(compiled.subarray(PYC_HEADER_SIZE));
    if (code instanceof PyCode) return code;
  }
  const filename = `${library}/${file}.py`;
  const source = readIfPresent(filename);
  if (source === null) {
    throw makeException(exceptionTypes.ImportError, [`the standard library is not at '${library}': no ${file}.py there`]);
  }
  return compileSource({ source, filename, mode: "exec", optimize: 0, flags: 0 });
}

function isCurrent(pyc: Uint8Array): boolean {
  return pyc.length > PYC_HEADER_SIZE && (pyc[0]! | (pyc[1]! << 8)) === MAGIC_NUMBER;
}

/** A whole file from the host; null when it cannot be read. */
export function readIfPresent(path: string): Uint8Array | null {
  const { files } = rt.host;
  try {
    const fd = files.open(path, OpenFlag.O_RDONLY | OpenFlag.O_CLOEXEC, 0);
    try {
      return readAll(fd, Number(files.statusOf(fd).size));
    } finally {
      files.close(fd);
    }
  } catch (error) {
    if (error instanceof HostError) return null;
    throw error;
  }
}

function readAll(fd: number, size: number): Uint8Array {
  let content = new Uint8Array(size + 1);
  let length = 0;
  for (;;) {
    const count = rt.host.files.read(fd, content.subarray(length));
    if (count === 0) return content.subarray(0, length);
    length += count;
    if (length === content.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(content);
      content = larger;
    }
  }
}

/** `importlib.import_module(name)` for an absolute name. */
export function importModule(name: string): Result {
  const modules = rt.interpreter.get("modules") as PyDict;
  const known = modules.getText(name);
  if (known !== undefined && !name.includes(".")) return known;
  const importer = (rt.interpreter.get("builtins") as PyDict).getText("__import__");
  if (importer === undefined) throw makeException(exceptionTypes.ImportError, ["__import__ not found"]);
  const top = call(importer, [name, None, None, EMPTY_TUPLE, 0]);
  if (top === undefined) return undefined;
  return modules.getText(name) ?? top;
}
