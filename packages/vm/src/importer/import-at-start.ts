/**
 * Importing builtin and frozen modules while Python starts.
 *
 * Importlib would find and load them with a few hundred instructions each, before V8 has compiled anything: locks that
 * nobody contends for, finders whose answer is known. What a module looks like afterwards is the same. Once the program
 * runs, importlib does all importing, since its parts can be replaced.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import type { ModuleDefinition } from "../kernel/define.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { runCode } from "../interpreter/run-frame.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { PyList } from "../objects/list.ts";
import { type PyModule, makeModule } from "../objects/module.ts";
import { makeSimpleNamespace } from "../objects/simple-namespace.ts";
import { setAttribute } from "../protocols/attribute.ts";
import { type FrozenModules, findFrozen, loadFrozenCode } from "./frozen.ts";
import { type NativeModules, createNativeModule } from "./native-modules.ts";

/** Imports a module by its absolute name, or answers undefined when importlib has to. */
export type ImportAtStart = (name: string) => PyObject | undefined;

const INITIALIZING = attributeName("_initializing");
const LOADER_STATE = attributeName("loader_state");

/** The importer for an interpreter whose importlib is `bootstrap`. */
export function makeImportAtStart(
  bootstrap: PyModule,
  native: NativeModules,
  frozen: FrozenModules,
): ImportAtStart {
  const [builtinImporter, frozenImporter, moduleSpec] = [
    "BuiltinImporter",
    "FrozenImporter",
    "ModuleSpec",
  ].map((name) => bootstrap.dict.getText(name)!) as [PyObject, PyObject, PyObject];
  const sys = rt.interpreter.get("sys") as PyDict;

  /** Nothing is asked before importlib's own finders. */
  function findersAreFirst(): boolean {
    const finders = sys.getText("meta_path");
    return (
      finders instanceof PyList && finders.items[0] === builtinImporter && finders.items[1] === frozenImporter
    );
  }

  function makeSpec(name: string, loader: PyObject, origin: string): PyObject {
    return must(call(moduleSpec, [name, loader, origin], ["origin"]));
  }

  function importBuiltin(name: string, definition: ModuleDefinition): PyObject {
    const spec = makeSpec(name, builtinImporter, "built-in");
    const module = createNativeModule(definition);
    return finish(module, spec, builtinImporter, () => {});
  }

  function importFrozen(name: string, original: string): PyObject | undefined {
    const code = loadFrozenCode(frozen, findFrozen(frozen, name)!);
    if (code === null) return undefined;
    const filename = strFromUtf16(`${frozen.library}/${original.replaceAll(".", "/")}.py`);
    const spec = makeSpec(name, frozenImporter, "frozen");
    const state = makeSimpleNamespace({ filename, origname: original });
    must(setAttribute(spec, LOADER_STATE, state));
    const module = makeModule(name);
    module.dict.setText("__file__", filename);
    return finish(module, spec, frozenImporter, () => {
      module.dict.setText("__builtins__", rt.interpreter.get("builtins")!);
      must(runCode(code, module.dict, module.dict));
    });
  }

  /** Everything of `_load_unlocked` that can be seen. */
  function finish(module: PyModule, spec: PyObject, loader: PyObject, execute: () => void): PyObject {
    const name = module.dict.getText("__name__") as string;
    const modules = sys.getText("modules") as PyDict;
    module.dict.setText("__loader__", loader);
    module.dict.setText("__package__", "");
    module.dict.setText("__spec__", spec);
    must(setAttribute(spec, INITIALIZING, true));
    modules.setText(name, module);
    let done = false;
    try {
      execute();
      done = true;
    } finally {
      must(setAttribute(spec, INITIALIZING, false));
      if (!done) modules.deleteText(name);
    }
    const loaded = modules.getText(name) ?? module;
    modules.deleteText(name);
    modules.setText(name, loaded);
    return loaded;
  }

  return (name) => {
    if (!findersAreFirst()) return undefined;
    const definition = native.get(name);
    if (definition !== undefined) return importBuiltin(name, definition);
    const found = findFrozen(frozen, name);
    if (found === undefined || found.isPackage || found.original.startsWith("<") || name.includes("."))
      return undefined;
    return importFrozen(name, found.original);
  };
}
