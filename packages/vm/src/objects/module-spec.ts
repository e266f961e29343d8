/**
 * What a module's `__spec__` says when a name is missing: is the import still going on, from which file, and does
 * that file perhaps hide the module that was meant (CPython moduleobject.c, _PyModuleSpec_* and
 * _PyModule_IsPossiblyShadowing).
 *
 * All of it is for messages: whatever goes wrong here means "no".
 */
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import type { PyObject } from "../kernel/object.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { isTrue } from "../kernel/truth.ts";
import { isInstance, strType } from "../kernel/type.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { contains } from "../protocols/sequence.ts";
import { PyDict } from "./dict/dict.ts";
import { textOf } from "./item-array.ts";

/** The file that the module came from, if it came from one. */
export function fileOrigin(spec: PyObject): string | null {
  if (!isTrueAttribute(spec, attributeName("has_location"))) return null;
  const origin = quietAttribute(spec, attributeName("origin"));
  return origin !== null && isInstance(origin, strType) ? textOf(origin) : null;
}

/** Whether the module's code is still running. */
export function isInitializing(spec: PyObject): boolean {
  return isTrueAttribute(spec, attributeName("_initializing"));
}

/** Whether the package is just importing a submodule of that name. */
export function isUninitializedSubmodule(spec: PyObject, name: AttributeName): boolean {
  const pending = quietAttribute(spec, attributeName("_uninitialized_submodules"));
  return pending !== null && quietly(contains(pending, name.value)) === true;
}

export type Shadowing = "no" | "possibly" | "of the standard library";

/** Whether a file beside the program may stand before another module of the same name. */
export function shadowing(origin: string | null, moduleName: PyObject): Shadowing {
  if (origin === null || folderOfModule(origin) !== programFolder()) return "no";
  const sys = rt.interpreter.get("sys");
  const names = sys instanceof PyDict ? sys.getText("stdlib_module_names") : undefined;
  const isLibraryName =
    names !== undefined && names !== None && quietly(contains(names, moduleName)) === true;
  return isLibraryName ? "of the standard library" : "possibly";
}

/** The folder that `sys.path` must have to find the module. */
function folderOfModule(origin: string): string {
  const folder = origin.replace(/\/__init__\.py$/, "");
  return folder.slice(0, Math.max(folder.lastIndexOf("/"), 0));
}

/** `sys.path[0]` as it was at the start; null where that was not the program's. */
function programFolder(): string | null {
  const folder = rt.interpreter.get("path0");
  if (folder === undefined) return null;
  return folder === "" ? rt.host.files.currentDirectory() : textOf(folder);
}

function isTrueAttribute(object: PyObject, name: AttributeName): boolean {
  const value = quietAttribute(object, name);
  return value !== null && quietly(isTrue(value)) === true;
}

function quietAttribute(object: PyObject, name: AttributeName): PyObject | null {
  return quietly(getAttributeOrAbsent(object, name)) ?? null;
}

function quietly<T>(value: T | undefined): T | undefined {
  if (value === undefined) rt.pending = null;
  return value;
}
