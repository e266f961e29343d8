/**
 * `_warnings`: issuing warnings by the filters of the `warnings` module (CPython Python/_warnings.c).
 *
 * The filters, the once-registry and the default action are objects that `warnings.py` shares and replaces; they are
 * read anew at each warning.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import { type ExceptionName, exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, raiseCaught, runtimeError, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import type { PyStr } from "../kernel/text.ts";
import { utf16Of } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyType, isInstance, isSubtype, strType, typeName, typeOf } from "../kernel/type.ts";
import { isSubclass } from "../objects/class-info.ts";
import { PyContextVar } from "../objects/contextvars.ts";
import { PyDict, makeDict } from "../objects/dict/dict.ts";
import type { PyFrame } from "../objects/frame.ts";
import { makeList } from "../objects/list.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";
import { getAttribute, getAttributeOrAbsent } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { listOf } from "../protocols/iterate.ts";
import { toIndex } from "../protocols/number.ts";
import { exactStr, str } from "../protocols/repr.ts";
import { writeError } from "./sys/excepthook.ts";

type State = { filters: PyObject; onceRegistry: PyObject; defaultAction: PyObject; version: number };

const states = new WeakMap<object, State>();

/** The warnings state of the current interpreter. */
function state(): State {
  let current = states.get(rt);
  if (current === undefined) {
    current = {
      filters: makeList(defaultFilters()),
      onceRegistry: makeDict(),
      defaultAction: "default",
      version: 0,
    };
    states.set(rt, current);
  }
  return current;
}

/** What a release build of CPython starts with. */
function defaultFilters(): PyObject[] {
  const filter = (action: string, category: ExceptionName, module: PyObject) =>
    makeTuple([action, None, exceptionTypes[category], module, 0]);
  return [
    filter("default", "DeprecationWarning", "__main__"),
    filter("ignore", "DeprecationWarning", None),
    filter("ignore", "PendingDeprecationWarning", None),
    filter("ignore", "ImportWarning", None),
    filter("ignore", "ResourceWarning", None),
  ];
}

/** A name of the `warnings` module if that is imported; programs may have changed it there. */
function fromWarnings(name: string): PyObject | undefined {
  const module = (rt.interpreter.get("modules") as PyDict).getText("warnings");
  if (module === undefined) return undefined;
  return must(getAttributeOrAbsent(module, attributeName(name))) ?? undefined;
}

type Warning = {
  category: PyType;
  message: PyObject;
  text: PyObject;
  filename: PyObject;
  lineno: number;
  module: PyObject;
  registry: PyDict | null;
  sourceLine: PyObject | null;
  source: PyObject;
};

/** Issue a warning at a place. undefined: a filter made it an error. */
function warnExplicit(warning: Warning): Result {
  const { category, text, lineno, registry } = warning;
  const key = makeTuple([text, category, lineno]);
  if (registry !== null && alreadyWarned(registry, key)) return None;
  const action = actionFor(warning);
  switch (action) {
    case "error":
      throw warning.message;
    case "ignore":
      return None;
    case "always":
    case "all":
      break;
    case "once":
      if (rememberIn(onceRegistry(), makeTuple([text, category]))) return None;
      break;
    case "module":
      if (registry !== null && rememberIn(registry, makeTuple([text, category, 0]))) return None;
      break;
    case "default":
      if (registry !== null) rememberIn(registry, key);
      break;
    default:
      throw runtimeError(`Unrecognized action (${String(action)}) in warnings.filters:\n ${String(action)}`);
  }
  return show(warning);
}

function onceRegistry(): PyDict {
  const registry = fromWarnings("onceregistry") ?? state().onceRegistry;
  if (!(registry instanceof PyDict)) {
    throw typeError(`_warnings.onceregistry must be a dict, not '${typeName(registry)}'`);
  }
  return registry;
}

/** Whether the registry has the key; it has from now on. */
function rememberIn(registry: PyDict, key: PyObject): boolean {
  const known = must(registry.lookup(key));
  if (known !== null && must(isTrue(known))) return true;
  must(registry.set(key, true));
  return false;
}

/** Registries forget everything when the filters change. */
function alreadyWarned(registry: PyDict, key: PyObject): boolean {
  const version = registry.getText("version");
  if (version !== state().version) {
    registry.clear();
    registry.setText("version", state().version);
    return false;
  }
  const known = registry.lookup(key);
  return known !== null && known !== undefined && must(isTrue(known));
}

/** The action of the first filter that matches, else the default action. */
function actionFor(warning: Warning): PyObject {
  const filters = must(listOf(fromWarnings("filters") ?? state().filters));
  for (const [index, filter] of filters.entries()) {
    if (!(filter instanceof PyTuple) || filter.items.length !== 5) {
      throw typeErrorForFilter(index);
    }
    const [action, message, category, module, lineno] = filter.items as [
      PyObject,
      PyObject,
      PyObject,
      PyObject,
      PyObject,
    ];
    if (!must(isSubclass(warning.category, category))) continue;
    const line = must(toIndex(lineno));
    if (line !== 0 && line !== warning.lineno) continue;
    if (!matchesPattern(message, warning.text) || !matchesPattern(module, warning.module)) continue;
    return action;
  }
  return fromWarnings("defaultaction") ?? state().defaultAction;
}

function typeErrorForFilter(index: number) {
  return makeException(exceptionTypes.ValueError, [`warnings.filters item ${index} isn't a 5-tuple`]);
}

/** None matches anything, a str what is equal; anything else is a compiled pattern. */
function matchesPattern(pattern: PyObject, text: PyObject): boolean {
  if (pattern === None) return true;
  if (isInstance(pattern, strType)) return exactStr(pattern) === exactStr(text);
  return must(isTrue(must(callMethod(pattern, attributeName("match"), [text]))));
}

function show(warning: Warning): Result {
  const showWarning = fromWarnings("_showwarnmsg");
  if (showWarning === undefined) return showPlainly(warning);
  const messageClass = fromWarnings("WarningMessage");
  if (messageClass === undefined) throw runtimeError("unable to get warnings.WarningMessage");
  const { message, category, filename, lineno, source, sourceLine } = warning;
  const shown = must(
    call(messageClass, [message, category, filename, lineno, None, sourceLine ?? None, source]),
  );
  return call(showWarning, [shown]);
}

function showPlainly({ category, filename, lineno, text }: Warning): Result {
  const plain = (value: PyObject) => utf16Of(exactStr(value) as string | PyStr);
  writeError(`${plain(filename)}:${lineno}: ${category.name}: ${plain(text)}\n`);
  return None;
}

/** The category and the warning object for what warn() was given. */
function categorized(
  message: PyObject,
  category: PyObject,
): { category: PyType; message: PyObject; text: PyObject } {
  if (isInstance(message, exceptionTypes.Warning)) {
    return { category: typeOf(message), message, text: must(str(message)) };
  }
  const type = category === None ? exceptionTypes.UserWarning : category;
  if (!(type instanceof PyType) || !isSubtype(type, exceptionTypes.Warning)) {
    const shown = type instanceof PyType ? `class '${type.name}'` : `'${typeName(type)}'`;
    throw typeError(`category must be a Warning subclass, not ${shown}`);
  }
  return { category: type, message: must(call(type, [message])), text: message };
}

/** warnings.warn() */
function warn(
  message: PyObject,
  category: PyObject,
  stackLevel: PyObject,
  source: PyObject,
  skipPrefixes: PyObject | undefined,
): Result {
  const level = must(toIndex(stackLevel));
  const prefixes =
    skipPrefixes instanceof PyTuple ? skipPrefixes.items.map((prefix) => String(exactStr(prefix))) : [];
  const what = categorized(message, category);
  const frame = frameFor(prefixes.length > 0 ? Math.max(level, 2) : level, prefixes);
  const globals = frame === null ? (rt.interpreter.get("sys") as PyDict) : frame.func.globals;
  return warnExplicit({
    ...what,
    filename: frame === null ? "<sys>" : frame.code.filename,
    lineno: frame === null ? 1 : currentLine(frame),
    module: globals.getText("__name__") ?? "<string>",
    registry: registryOf(globals),
    sourceLine: null,
    source,
  });
}

function currentLine(frame: PyFrame): number {
  const line = must(getAttribute(frame, attributeName("f_lineno")));
  return typeof line === "number" ? line : 1;
}

function registryOf(globals: PyDict): PyDict {
  const known = globals.getText("__warningregistry__");
  if (known instanceof PyDict) return known;
  const registry = makeDict();
  globals.setText("__warningregistry__", registry);
  return registry;
}

/** The frame a stack level means; importlib's own frames do not count. */
function frameFor(level: number, prefixes: readonly string[]): PyFrame | null {
  let frame = rt.frame as PyFrame | null;
  const internal = (candidate: PyFrame) => {
    const name = String(exactStr(candidate.code.filename));
    return name.includes("importlib") && name.includes("_bootstrap");
  };
  const skipped = (candidate: PyFrame) =>
    prefixes.some((prefix) => String(exactStr(candidate.code.filename)).startsWith(prefix));
  if (level <= 0 || (frame !== null && internal(frame))) {
    for (let i = 1; i < level && frame !== null; i++) frame = frame.back;
    return frame;
  }
  for (let i = 1; i < level && frame !== null; i++) {
    do frame = frame.back;
    while (frame !== null && (internal(frame) || skipped(frame)));
  }
  return frame;
}

function warnExplicitFunction(
  message: PyObject,
  category: PyObject,
  filename: PyObject,
  lineno: PyObject,
  module: PyObject,
  registry: PyObject,
  moduleGlobals: PyObject,
  source: PyObject,
): Result {
  if (registry !== None && !(registry instanceof PyDict)) {
    throw typeError(`'registry' must be a dict or None, not '${typeName(registry)}'`);
  }
  if (moduleGlobals !== None && !(moduleGlobals instanceof PyDict)) {
    throw typeError(`module_globals must be a dict, not '${typeName(moduleGlobals)}'`);
  }
  return warnExplicit({
    ...categorized(message, category),
    filename,
    lineno: must(toIndex(lineno)),
    module: module === None ? moduleNameOf(filename) : module,
    registry: registry instanceof PyDict ? registry : null,
    sourceLine: null,
    source,
  });
}

/** The module name that a file name suggests. */
function moduleNameOf(filename: PyObject): PyObject {
  const text = String(exactStr(filename));
  if (text === "") return "<unknown>";
  return attributeName(text.endsWith(".py") ? text.slice(0, -3) : text).value;
}

/** What native code uses: a warning of a builtin category, for the caller `stackLevel` frames up. */
function warnFromNative(category: string, message: string, stackLevel: number): true | undefined {
  try {
    const type = exceptionTypes[category as ExceptionName];
    return warn(attributeName(message).value, type, stackLevel, None, undefined) === undefined
      ? undefined
      : true;
  } catch (error) {
    return raiseCaught(error);
  }
}

function warnExplicitFromNative(
  category: string,
  message: string,
  filename: string,
  lineno: number,
): true | undefined {
  try {
    const result = warnExplicitFunction(
      attributeName(message).value,
      exceptionTypes[category as ExceptionName],
      attributeName(filename).value,
      lineno,
      None,
      None,
      None,
      None,
    );
    return result === undefined ? undefined : true;
  } catch (error) {
    return raiseCaught(error);
  }
}

export const warningsModule: ModuleDefinition = defineModule("_warnings", {
  doc: "Issuing warnings.",
  functions: {
    warn: fn(
      "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)",
      "Issue a warning, or ignore it, or raise it.",
      warn,
    ),
    warn_explicit: fn(
      "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
      "Issue a warning for a place in a file.",
      warnExplicitFunction,
    ),
    _filters_mutated_lock_held: fn("()", null, () => {
      state().version++;
      return None;
    }),
    _acquire_lock: fn("()", null, () => None),
    _release_lock: fn("()", null, () => None),
  },
  execute(namespace) {
    const current = state();
    namespace.set("filters", current.filters);
    namespace.set("_onceregistry", current.onceRegistry);
    namespace.set("_defaultaction", current.defaultAction);
    namespace.set("_warnings_context", new PyContextVar("_warnings_context", None));
    hooks.warn = warnFromNative;
    hooks.warnExplicit = warnExplicitFromNative;
  },
});
