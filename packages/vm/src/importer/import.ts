/**
 * `__import__`: the native way around importlib for what is imported already, and into it for what is not
 * (CPython Python/import.c, PyImport_ImportModuleLevelObject).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { fn, makeFunction } from "../kernel/define.ts";
import {
  type PyBaseException,
  exceptionTypes,
  isInstanceOfException,
  makeException,
} from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import {
  UNWINDING,
  caughtException,
  must,
  pendingException,
  typeError,
  valueError,
} from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import type { PyStr } from "../kernel/text.ts";
import { utf16Of } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import { isInstance, strType } from "../kernel/type.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { PyModule } from "../objects/module.ts";
import type { PyTraceback } from "../objects/traceback.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { toIndex } from "../protocols/number.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import type { ImportAtStart } from "./import-at-start.ts";

/** The names of importlib that importing calls, looked up once per interpreter. */
type Bootstrap = {
  readonly module: PyModule;
  readonly findAndLoad: PyObject;
  readonly gcdImport: PyObject;
  readonly importAtStart: ImportAtStart;
};

function textOf(value: PyObject): string {
  return utf16Of(exactStr(value) as string | PyStr);
}

function modules(): PyDict {
  return (rt.interpreter.get("sys") as PyDict).getText("modules") as PyDict;
}

/** Make the `__import__` function for an interpreter whose importlib is this module. */
export function makeImportFunction(module: PyModule, importAtStart: ImportAtStart): PyObject {
  const bootstrap: Bootstrap = {
    module,
    findAndLoad: module.dict.getText("_find_and_load")!,
    gcdImport: module.dict.getText("_gcd_import")!,
    importAtStart,
  };
  const importFunction: PyObject = makeFunction(
    "__import__",
    "builtins",
    fn(
      "(name, globals=None, locals=None, fromlist=(), level=0)",
      "Import a module; importlib.import_module() is what programs should call.",
      (
        name: PyObject,
        globals: PyObject,
        _locals: PyObject,
        fromlist: PyObject | undefined,
        level: PyObject,
      ) =>
        trimmed(() =>
          importLevel(bootstrap, importFunction, name, globals, fromlist ?? None, must(toIndex(level))),
        ),
    ),
  );
  return importFunction;
}

function importLevel(
  bootstrap: Bootstrap,
  importFunction: PyObject,
  name: PyObject,
  globals: PyObject,
  fromlist: PyObject,
  level: number,
): Result {
  if (!isInstance(name, strType)) throw typeError("module name must be a string");
  if (level < 0) throw valueError("level must be >= 0");
  const given = textOf(name);
  if (level === 0 && given === "") throw valueError("Empty module name");
  const absolute = level > 0 ? resolveName(given, globals, level) : given;
  const module = importAbsolute(bootstrap, absolute);
  if (fromlist === None || !must(isTrue(fromlist))) return topOf(bootstrap, module, given, absolute, level);
  const path = must(getAttributeOrAbsent(module, attributeName("__path__")));
  if (path === null) return module;
  return callMethod(bootstrap.module, attributeName("_handle_fromlist"), [module, fromlist, importFunction]);
}

/** The module of an absolute name, imported if it is not yet. */
function importAbsolute(bootstrap: Bootstrap, absolute: string): PyObject {
  const known = modules().getText(absolute);
  if (known === undefined || known === None) {
    const { thread } = rt;
    thread.importing++;
    try {
      const early = known === undefined ? bootstrap.importAtStart(absolute) : undefined;
      if (early !== undefined) return early;
      return must(call(bootstrap.findAndLoad, [attributeName(absolute).value, bootstrap.gcdImport]));
    } finally {
      thread.importing--;
    }
  }
  if (isInitializing(known)) {
    must(callMethod(bootstrap.module, attributeName("_lock_unlock_module"), [attributeName(absolute).value]));
  }
  return known;
}

/** Whether another import of this module is under way. */
function isInitializing(module: PyObject): boolean {
  const spec =
    module instanceof PyModule
      ? (module.dict.getText("__spec__") ?? None)
      : (must(getAttributeOrAbsent(module, attributeName("__spec__"))) ?? None);
  if (spec === None) return false;
  const initializing = must(getAttributeOrAbsent(spec, attributeName("_initializing")));
  return initializing !== null && must(isTrue(initializing));
}

/** Without a fromlist, `import a.b.c` answers `a`. */
function topOf(
  bootstrap: Bootstrap,
  module: PyObject,
  given: string,
  absolute: string,
  level: number,
): PyObject {
  const dot = given.indexOf(".");
  if (dot < 0) return module;
  if (level === 0) return importAbsolute(bootstrap, given.slice(0, dot));
  const front = absolute.slice(0, absolute.length - (given.length - dot));
  const top = modules().getText(front);
  if (top !== undefined) return top;
  throw makeException(exceptionTypes.KeyError, [
    `${textOf(must(repr(front)))} not in sys.modules as expected`,
  ]);
}

/** The absolute name of `level` dots and a name, seen from a module with these globals. */
function resolveName(name: string, globals: PyObject, level: number): string {
  if (!(globals instanceof PyDict))
    throw makeException(exceptionTypes.KeyError, ["'__name__' not in globals"]);
  let base = packageOf(globals);
  if (base === "") {
    throw makeException(exceptionTypes.ImportError, [
      "attempted relative import with no known parent package",
    ]);
  }
  for (let up = 1; up < level; up++) {
    const dot = base.lastIndexOf(".");
    if (dot < 0)
      throw makeException(exceptionTypes.ImportError, ["attempted relative import beyond top-level package"]);
    base = base.slice(0, dot);
  }
  return name === "" ? base : `${base}.${name}`;
}

function packageOf(globals: PyDict): string {
  const declared = globals.getText("__package__") ?? None;
  const spec = globals.getText("__spec__") ?? None;
  if (declared !== None) {
    if (!isInstance(declared, strType)) throw typeError("package must be a string");
    if (spec !== None) warnIfDifferent(textOf(declared), spec);
    return textOf(declared);
  }
  if (spec !== None) {
    const parent = must(getAttributeOrAbsent(spec, attributeName("parent")));
    if (parent === null || !isInstance(parent, strType)) throw typeError("__spec__.parent must be a string");
    return textOf(parent);
  }
  const message = "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__";
  if (hooks.warn("ImportWarning", message, 1) === undefined) throw UNWINDING;
  const name = globals.getText("__name__");
  if (name === undefined) throw makeException(exceptionTypes.KeyError, ["'__name__' not in globals"]);
  if (!isInstance(name, strType)) throw typeError("__name__ must be a string");
  const text = textOf(name);
  return globals.getText("__path__") !== undefined ? text : text.slice(0, Math.max(text.lastIndexOf("."), 0));
}

function warnIfDifferent(declared: string, spec: PyObject): void {
  const parent = must(getAttributeOrAbsent(spec, attributeName("parent")));
  if (parent === null || !isInstance(parent, strType) || textOf(parent) === declared) return;
  if (hooks.warn("DeprecationWarning", "__package__ != __spec__.parent", 1) === undefined) throw UNWINDING;
}

// ---- tracebacks

const IMPORTLIB = new Set(["<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"]);

/** Run an import; what it raises shows importlib's own frames only where they say something. */
function trimmed(body: () => Result): Result {
  let result: Result;
  try {
    result = body();
  } catch (error) {
    const exception = caughtException(error);
    removeImportlibFrames(exception);
    throw exception;
  }
  if (result === undefined) removeImportlibFrames(pendingException());
  return result;
}

/**
 * Remove runs of importlib frames that end in `_call_with_frames_removed`, and all of them for an ImportError: its
 * message says what happened (import.c, remove_importlib_frames).
 */
function removeImportlibFrames(exception: PyBaseException): void {
  const always = isInstanceOfException(exception, exceptionTypes.ImportError);
  const head: { next: PyTraceback | null } = { next: exception.traceback as PyTraceback | null };
  let previous = head;
  let outer = head;
  let inside = false;
  for (let entry = head.next; entry !== null; entry = entry.next) {
    const { code } = entry.frame;
    const isImportlib = typeof code.filename === "string" && IMPORTLIB.has(code.filename);
    if (isImportlib && !inside) outer = previous;
    inside = isImportlib;
    if (inside && (always || code.name === "_call_with_frames_removed")) {
      outer.next = entry.next;
      previous = outer;
    } else previous = entry;
  }
  exception.traceback = head.next;
}
