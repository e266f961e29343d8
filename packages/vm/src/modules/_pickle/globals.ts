/**
 * Classes and functions by name, as pickles refer to them: where an object is found, and what is found where (CPython
 * Modules/_pickle.c, `whichmodule`, `find_class`; Lib/_compat_pickle.py).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { exceptionTypes, isInstanceOfException } from "../../kernel/exceptions.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { PyObject } from "../../kernel/object.ts";
import { attributeErrorMessage, caughtException, must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { getAttribute, getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { isSame } from "../../protocols/compare.ts";
import { exactStr, repr, str } from "../../protocols/repr.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { textOf } from "../../objects/item-array.ts";
import { strOf } from "../../objects/str/text.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { picklingError } from "./errors.ts";

const moduleName = attributeName("__module__");
const shown = (value: PyObject): string => textOf(must(repr(value)));
const modules = (): PyDict => rt.interpreter.get("modules") as PyDict;

/** An attribute along a path; null where there is none. */
function along(object: PyObject, path: readonly string[]): PyObject | null {
  for (const name of path) {
    const value = must(getAttributeOrAbsent(object, attributeName(name)));
    if (value === null) return null;
    object = value;
  }
  return object;
}

/** The name of the module in which an object is found under a qualified name. Throws PicklingError. */
export function moduleOf(object: PyObject, qualname: string): string {
  const path = qualname.split(".");
  if (path.includes("<locals>")) throw picklingError(`Can't pickle local object ${shown(object)}`);
  const said = must(getAttributeOrAbsent(object, moduleName));
  const name = said === null || said === None ? searchModules(object, path) : textOf(exactStr(said));
  const module = importedModule(object, name);
  const found = along(module, path);
  if (found === null)
    throw picklingError(`Can't pickle ${shown(object)}: it's not found as ${name}.${qualname}`);
  if (!isSame(found, object))
    throw picklingError(`Can't pickle ${shown(object)}: it's not the same object as ${name}.${qualname}`);
  return name;
}

function importedModule(object: PyObject, name: string): PyObject {
  const loaded = modules().getText(name);
  if (loaded !== undefined && loaded !== None) return loaded;
  try {
    return must(hooks.importModule(name));
  } catch (caught) {
    const error = caughtException(caught);
    const expected = [exceptionTypes.ImportError, exceptionTypes.ValueError, exceptionTypes.KeyError];
    if (!expected.some((type) => isInstanceOfException(error, type))) throw error;
    throw picklingError(
      `Can't pickle ${shown(object)}: ${textOf(exactStr(must(str(error as unknown as PyObject))))}`,
    );
  }
}

function searchModules(object: PyObject, path: readonly string[]): string {
  for (const [key, module] of modules().copy().entriesArray()) {
    if (typeof key !== "string" || key === "__main__" || key === "__mp_main__" || module === None) continue;
    const found = along(module, path);
    if (found !== null && isSame(found, object)) return key;
  }
  return "__main__";
}

/** A table of `_compat_pickle`: names of Python 2 and 3. */
function compatibility(table: string): PyDict {
  return must(getAttribute(must(hooks.importModule("_compat_pickle")), attributeName(table))) as PyDict;
}

/** The names of an object under another version of Python. */
export function mappedNames(
  module: string,
  name: string,
  direction: "to Python 2" | "to Python 3",
): [string, string] {
  const prefix = direction === "to Python 2" ? "REVERSE_" : "";
  const text = (value: PyObject): string => utf16Of(strOf(value)!);
  const pair = must(compatibility(`${prefix}NAME_MAPPING`).lookup(makeTuple([module, name])));
  if (pair instanceof PyTuple) return [text(pair.items[0]!), text(pair.items[1]!)];
  const mapped = compatibility(`${prefix}IMPORT_MAPPING`).getText(module);
  return [mapped === undefined ? module : text(mapped), name];
}

/** The object of a name in a module. `dotted`: the name may be a path. Throws. */
export function findGlobal(module: string, name: string, dotted: boolean): PyObject {
  const loaded = modules().getText(module) ?? must(hooks.importModule(module));
  if (!dotted || !name.includes(".")) return must(getAttribute(loaded, attributeName(name)));
  const found = along(loaded, name.split("."));
  if (found !== null) return found;
  throw attributeErrorMessage(`Can't resolve path ${shown(strFromUtf16(name))} on module ${shown(loaded)}`);
}

/** A table of `copyreg`. */
export function copyregTable(name: string): PyDict {
  return must(getAttribute(must(hooks.importModule("copyreg")), attributeName(name))) as PyDict;
}
