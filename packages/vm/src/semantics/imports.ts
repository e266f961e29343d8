/** `import` and `from … import …`: IMPORT_NAME calls `builtins.__import__`. */
import { attributeName, type AttributeName } from "../kernel/attribute-name.ts";
import { type PyBaseException, exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { isInstance, strType } from "../kernel/type.ts";
import { isTrue } from "../kernel/truth.ts";
import type { PyFrame } from "../objects/frame.ts";
import { textOf } from "../objects/item-array.ts";
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
  if (importFunction === null) return raise(makeException(exceptionTypes.ImportError, ["__import__ not found"]));
  return call(importFunction, [name.value, frame.func.globals, frame.locals ?? None, fromlist, level]);
}

const nameName = attributeName("__name__");
const specName = attributeName("__spec__");
const originName = attributeName("origin");
const hasLocationName = attributeName("has_location");
const initializingName = attributeName("_initializing");

export function importFrom(module: PyObject, name: AttributeName): Result {
  const found = getAttributeOrAbsent(module, name);
  if (found !== null) return found;
  const moduleName = getAttributeOrAbsent(module, nameName);
  if (moduleName === undefined) return undefined;
  const named = moduleName !== null && isInstance(moduleName, strType) ? moduleName : null;
  if (named !== null) {
    // A submodule that a circular import has not yet bound to its package.
    const submodule = lookupInMapping(rt.interpreter.get("modules")!, strFromUtf16(`${textOf(named)}.${name.text}`));
    if (submodule !== null) return submodule;
  }
  return raiseCannotImport(module, named, name);
}

function raiseCannotImport(module: PyObject, moduleName: PyObject | null, name: AttributeName): undefined {
  const shownName = shown(name.value);
  const shownModule = shown(moduleName ?? "<unknown module name>");
  const spec = getAttributeOrAbsent(module, specName);
  if (spec === undefined) return undefined;
  if (spec === null) {
    return raiseImportError(`cannot import name ${shownName} from ${shownModule} (unknown location)`, moduleName, null, name);
  }
  const origin = fileOrigin(spec) ?? (module instanceof PyModule ? fileOf(module) : null);
  const initializing = isInitializing(spec);
  const where = origin === null ? "" : ` (${textOf(origin)})`;
  const message = initializing
    ? `cannot import name ${shownName} from partially initialized module ${shownModule} (most likely due to a circular import)${where}`
    : `cannot import name ${shownName} from ${shownModule}${where === "" ? " (unknown location)" : where}`;
  return raiseImportError(message, moduleName, origin, name);
}

function shown(text: PyObject): string {
  return textOf(repr(text) ?? text);
}

function fileOrigin(spec: PyObject): PyObject | null {
  const located = quietAttribute(spec, hasLocationName);
  if (located === null || isTrue(located) !== true) return null;
  const origin = quietAttribute(spec, originName);
  return origin !== null && isInstance(origin, strType) ? origin : null;
}

function fileOf(module: PyModule): PyObject | null {
  const file = module.dict.getText("__file__");
  return file !== undefined && isInstance(file, strType) ? file : null;
}

function isInitializing(spec: PyObject): boolean {
  const value = quietAttribute(spec, initializingName);
  return value !== null && isTrue(value) === true;
}

/** An attribute for a message: whatever goes wrong, there is none. */
function quietAttribute(object: PyObject, name: AttributeName): PyObject | null {
  const value = getAttributeOrAbsent(object, name);
  if (value === undefined) rt.pending = null;
  return value ?? null;
}

function raiseImportError(message: string, module: PyObject | null, path: PyObject | null, name: AttributeName): undefined {
  const error: PyBaseException = makeException(exceptionTypes.ImportError, [strFromUtf16(message)]);
  error.fields = { msg: strFromUtf16(message), name: module ?? None, path: path ?? None, name_from: name.value };
  return raise(error);
}
