/** `import` and `from … import …`: IMPORT_NAME calls `builtins.__import__`. */
import { attributeName, type AttributeName } from "../kernel/attribute-name.ts";
import { type PyBaseException, exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { isInstance, strType } from "../kernel/type.ts";
import type { PyFrame } from "../objects/frame.ts";
import { textOf } from "../objects/item-array.ts";
import { type Shadowing, fileOrigin, isInitializing, shadowing } from "../objects/module-spec.ts";
import { PyModule } from "../objects/module.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { call } from "../protocols/call.ts";
import { repr } from "../protocols/repr.ts";
import { instruction } from "./instruction.ts";
import { lookupInMapping } from "./names.ts";

instruction("IMPORT_NAME", {
  stack: "level fromlist -- module",
  cold: true,
  run: ({ level, fromlist }, t) => importName(t.frame, t.name, fromlist, level),
});

instruction("IMPORT_FROM", {
  stack: "module -- module attribute",
  cold: true,
  run: ({ module }, t) => importFrom(module, t.name),
});

export function importName(frame: PyFrame, name: AttributeName, fromlist: PyObject, level: PyObject): Result {
  const importFunction = lookupInMapping(frame.func.builtins, "__import__");
  if (importFunction === undefined) return undefined;
  if (importFunction === null)
    return raise(makeException(exceptionTypes.ImportError, ["__import__ not found"]));
  return call(importFunction, [name.value, frame.func.globals, frame.locals ?? None, fromlist, level]);
}

const nameName = attributeName("__name__");
const specName = attributeName("__spec__");

export function importFrom(module: PyObject, name: AttributeName): Result {
  const found = getAttributeOrAbsent(module, name);
  if (found !== null) return found;
  const moduleName = getAttributeOrAbsent(module, nameName);
  if (moduleName === undefined) return undefined;
  const named = moduleName !== null && isInstance(moduleName, strType) ? moduleName : null;
  if (named !== null) {
    // A submodule that a circular import has not yet bound to its package.
    const submodule = lookupInMapping(
      rt.interpreter.get("modules")!,
      strFromUtf16(`${textOf(named)}.${name.text}`),
    );
    if (submodule !== null) return submodule;
  }
  return raiseCannotImport(module, named, name);
}

function raiseCannotImport(module: PyObject, moduleName: PyObject | null, name: AttributeName): undefined {
  const knownName = moduleName ?? "<unknown module name>";
  const what = `cannot import name ${shown(name.value)} from`;
  const spec = getAttributeOrAbsent(module, specName);
  if (spec === undefined) return undefined;
  if (spec === null) {
    return raiseImportError(`${what} ${shown(knownName)} (unknown location)`, moduleName, null, name);
  }
  const location = fileOrigin(spec);
  const origin = location ?? (module instanceof PyModule ? fileOf(module) : null);
  const reason = explain(spec, shadowing(location, knownName), shown(knownName), origin);
  return raiseImportError(`${what} ${reason}`, moduleName, origin, name);
}

/** The end of the message: which module, and why it may not have the name. */
function explain(spec: PyObject, hides: Shadowing, module: string, origin: string | null): string {
  if (hides === "of the standard library") {
    return (
      `${module} (consider renaming ${shown(strFromUtf16(origin!))} since it has the same name as the standard library ` +
      `module named ${module} and prevents importing that standard library module)`
    );
  }
  if (!isInitializing(spec)) return `${module} (${origin ?? "unknown location"})`;
  if (hides === "possibly") {
    const file = shown(strFromUtf16(origin!));
    return `${module} (consider renaming ${file} if it has the same name as a library you intended to import)`;
  }
  const where = origin === null ? "" : ` (${origin})`;
  return `partially initialized module ${module} (most likely due to a circular import)${where}`;
}

function shown(text: PyObject): string {
  return textOf(repr(text) ?? text);
}

function fileOf(module: PyModule): string | null {
  const file = module.dict.getText("__file__");
  return file !== undefined && isInstance(file, strType) ? textOf(file) : null;
}

function raiseImportError(
  message: string,
  module: PyObject | null,
  path: string | null,
  name: AttributeName,
): undefined {
  const error: PyBaseException = makeException(exceptionTypes.ImportError, [strFromUtf16(message)]);
  error.fields = {
    msg: strFromUtf16(message),
    name: module ?? None,
    path: path === null ? None : strFromUtf16(path),
    name_from: name.value,
  };
  return raise(error);
}
