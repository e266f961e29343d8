/**
 * From nothing to a working `import`.
 *
 * CPython's importlib does the importing. Its first half, `importlib/_bootstrap.py` as `_frozen_importlib`, is the only
 * module that is not imported but installed; it imports the second half, `_frozen_importlib_external`, as a frozen
 * module (frozen.ts).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import type { ModuleDefinition } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { Result } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { runCode } from "../interpreter/run-frame.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { type PyModule, makeModule } from "../objects/module.ts";
import { EMPTY_TUPLE } from "../objects/tuple.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { type FrozenModules, findFrozen, loadFrozenCode } from "./frozen.ts";
import { makeImpModule } from "./imp.ts";
import { makeImportAtStart } from "./import-at-start.ts";
import { makeImportFunction } from "./import.ts";
import { setLibrary } from "./library-code.ts";
import { type NativeModules, createNativeModule } from "./native-modules.ts";

export type ImportOptions = {
  /** Native modules, `_imp` aside. `builtins` and `sys` are in place already. */
  readonly modules: NativeModules;
  /** The directory of the standard library, without a slash at the end. */
  readonly library: string;
  /** `--check-hash-based-pycs`: default, always or never. */
  readonly checkHashBasedPycs: string;
  /** Whether to use frozen modules beyond those that importing needs (`-X frozen_modules`). */
  readonly frozenModules: boolean;
  /** Whether importlib says what it imports (`-v`). */
  readonly verbose: boolean;
};

/**
 * Install importlib. `builtins` and `sys` exist as modules and in `sys.modules`. Answers what is to be called when Python
 * has started.
 */
export function installImport(options: ImportOptions): () => void {
  let starting = true;
  const modules = rt.interpreter.get("modules") as PyDict;
  const frozen: FrozenModules = { library: options.library, all: options.frozenModules };
  setLibrary(options.library);
  const imp = makeImpModule(options.modules, frozen);
  const native = new Map<string, ModuleDefinition>(options.modules).set("_imp", imp);
  const impModule = createNativeModule(makeImpModule(native, frozen));
  impModule.dict.setText("check_hash_based_pycs", options.checkHashBasedPycs);
  modules.setText("_imp", impModule);
  for (const name of ["_thread", "_warnings", "_weakref"]) {
    modules.setText(name, createNativeModule(options.modules.get(name)!));
  }

  const bootstrap = makeBootstrap(frozen);
  modules.setText("_frozen_importlib", bootstrap);
  must(callMethod(bootstrap, attributeName("_install"), [modules.getText("sys")!, impModule]));
  hooks.importModule = importModule;
  const importAtStart = makeImportAtStart(bootstrap, native, frozen);
  const importFunction = makeImportFunction(bootstrap, (name) =>
    starting && !options.verbose ? importAtStart(name) : undefined,
  );
  (rt.interpreter.get("builtins") as PyDict).setText("__import__", importFunction);
  must(callMethod(bootstrap, attributeName("_install_external_importers"), []));
  installZipImport();
  return () => {
    starting = false;
  };
}

/** Archives on `sys.path` come before directories (pylifecycle.c, init_zipimport). */
function installZipImport(): void {
  const zipimporter = must(getAttribute(must(importModule("zipimport")), attributeName("zipimporter")));
  const hooksList = (rt.interpreter.get("sys") as PyDict).getText("path_hooks")!;
  must(callMethod(hooksList, attributeName("insert"), [0, zipimporter]));
}

/** Importlib's first half, made outside of any import. */
function makeBootstrap(frozen: FrozenModules): PyModule {
  const name = "_frozen_importlib";
  const code = loadFrozenCode(frozen, findFrozen(frozen, name)!);
  if (code === null) {
    throw makeException(exceptionTypes.ImportError, [`the standard library is not at '${frozen.library}'`]);
  }
  const module = makeModule(name);
  const namespace = module.dict;
  namespace.setText("__builtins__", (rt.interpreter.get("modules") as PyDict).getText("builtins")!);
  namespace.setText("__origname__", findFrozen(frozen, name)!.original);
  must(runCode(code, namespace, namespace));
  return module;
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
