/**
 * Modules written in TypeScript, by name: the builtin modules of `sys.builtin_module_names`.
 *
 * A host program can add its own (createVM's `modules`). A definition becomes a module object at each first import
 * in an interpreter.
 */
import { type ModuleDefinition, moduleNamespace } from "../kernel/define.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { None } from "../kernel/singletons.ts";
import { type PyModule, makeModule } from "../objects/module.ts";

export type NativeModules = ReadonlyMap<string, ModuleDefinition>;

/** Definitions by the name they are imported under. */
export function nativeModules(definitions: Iterable<ModuleDefinition>): Map<string, ModuleDefinition> {
  const modules = new Map<string, ModuleDefinition>();
  for (const definition of definitions) modules.set(definition.name, definition);
  return modules;
}

/** A new module object from a definition. */
export function createNativeModule(definition: ModuleDefinition): PyModule {
  const doc = definition.doc === null ? None : attributeName(definition.doc).value;
  const module = makeModule(definition.name, doc);
  for (const [name, value] of moduleNamespace(definition, module)) module.dict.setText(name, value);
  return module;
}
