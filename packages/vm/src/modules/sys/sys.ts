/**
 * `sys`: the interpreter as programs see it.
 *
 * The namespace is the interpreter's own state where CPython has it so: `sys.modules`, `sys.path` and the streams
 * are read from the module's dict at each use, and programs may replace them.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { deleteClassAttribute } from "../../kernel/class-attributes.ts";
import { type ModuleDefinition, defineModule, fn, moduleNamespace, rawFn } from "../../kernel/define.ts";
import { PyBaseException, exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import {
  must,
  overflowError,
  recursionError,
  runtimeError,
  typeError,
  valueError,
} from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import type { PyStr } from "../../kernel/text.ts";
import { utf16Of } from "../../kernel/text.ts";
import { PyType, TypeFlag, isInstance, strType, typeName, typeOf } from "../../kernel/type.ts";
import { originTracking } from "../../objects/coroutine.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import { makeFloat, toDouble } from "../../objects/float.ts";
import type { PyFrame } from "../../objects/frame.ts";
import { maxStrDigits, setMaxStrDigits } from "../../objects/int/digits.ts";
import { makeList } from "../../objects/list.ts";
import { makeFrozenSet } from "../../objects/set.ts";
import { makeSimpleNamespace } from "../../objects/simple-namespace.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { getAttribute, getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { toIndex } from "../../protocols/number.ts";
import { exactStr, repr } from "../../protocols/repr.ts";
import { breakpointHook } from "./breakpoint.ts";
import { displayException, writeError } from "./excepthook.ts";
import { makeJitModule } from "./jit.ts";
import { makeMonitoringModule } from "./monitoring.ts";
import { profileFunction, setProfileFunction, setTraceFunction, traceFunction } from "./trace-functions.ts";
import { STDLIB_MODULE_NAMES } from "./stdlib-module-names.ts";
import {
  type CommandFlags,
  VERSION,
  asyncgenHooksType,
  floatInfo,
  hashInfo,
  hexVersion,
  intInfo,
  makeFlags,
  threadInfo,
  versionInfo,
} from "./structures.ts";
import { makeStructSequence } from "../../objects/structseq.ts";

const versionText = `${VERSION.major}.${VERSION.minor}.${VERSION.micro}`;

/** What the interpreter is started with. */
export type SysOptions = {
  readonly argv: readonly string[];
  readonly originalArgv: readonly string[];
  readonly path: readonly string[];
  readonly prefix: string;
  readonly flags: CommandFlags;
  readonly warnOptions: readonly string[];
  readonly xoptions: ReadonlyMap<string, string | true>;
  readonly builtinModuleNames: readonly string[];
  readonly pycachePrefix: string | null;
};

/** The namespace of `sys`, the module, for a new interpreter. */
export function makeSysNamespace(sys: PyObject, options: SysOptions): Map<string, PyObject> {
  const { host } = rt;
  const text = (value: string) => attributeName(value).value;
  const texts = (values: readonly string[]) => makeList(values.map(text));
  const xoptions = makeDict();
  for (const [name, value] of options.xoptions) xoptions.setText(name, value === true ? true : text(value));
  const namespace = moduleNamespace(sysModule, sys);
  const set = (name: string, value: PyObject) => namespace.set(name, value);
  set("argv", texts(options.argv));
  set("orig_argv", texts(options.originalArgv));
  set("path", texts(options.path));
  set("path_hooks", makeList([]));
  set("path_importer_cache", makeDict());
  set("meta_path", makeList([]));
  set("modules", rt.interpreter.get("modules")!);
  set("builtin_module_names", makeTuple([...options.builtinModuleNames].sort().map(text)));
  set("stdlib_module_names", makeFrozenSet([...STDLIB_MODULE_NAMES]));
  set("platform", host.platform);
  set("executable", text(host.executable));
  set("_base_executable", text(host.executable));
  for (const name of ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"])
    set(name, text(options.prefix));
  set("platlibdir", "lib");
  set("_stdlib_dir", text(options.prefix));
  set("flags", makeFlags(options.flags));
  set("dont_write_bytecode", options.flags.dontWriteBytecode);
  set("pycache_prefix", options.pycachePrefix === null ? None : text(options.pycachePrefix));
  set("warnoptions", texts(options.warnOptions));
  set("_xoptions", xoptions);
  set("implementation", implementation());
  set("_jit", makeJitModule());
  set("monitoring", makeMonitoringModule());
  return namespace;
}

function implementation(): PyObject {
  return makeSimpleNamespace({
    name: "pyvm",
    cache_tag: "pyvm-314",
    version: versionInfo,
    hexversion: hexVersion,
    supports_isolated_interpreters: false,
  });
}

/** The dict of `sys`. */
function sysDict(): PyDict {
  return rt.interpreter.get("sys") as PyDict;
}

// ---- frames

function frameAt(depth: number): PyFrame {
  let frame = rt.frame as PyFrame | null;
  for (let i = 0; i < depth && frame !== null; i++) frame = frame.back;
  if (frame === null) throw valueError("call stack is not deep enough");
  return frame;
}

function depthArgument(depth: PyObject): number {
  return Math.max(0, must(toIndex(depth, "OverflowError")));
}

// ---- exceptions

function excInfo(): Result {
  const exception = rt.handled;
  if (exception === null) return makeTuple([None, None, None]);
  return makeTuple([typeOf(exception), exception, exception.traceback ?? None]);
}

function exit(args: PyObject[]): Result {
  if (args.length > 1) throw typeError(`exit expected at most 1 argument, got ${args.length}`);
  const status = args[0];
  throw makeException(exceptionTypes.SystemExit, status === undefined || status === None ? [] : [status]);
}

/** `sys.displayhook`: print the repr unless it is None, and keep it as `builtins._`. */
function displayHook(value: PyObject): Result {
  if (value === None) return None;
  const builtins = rt.interpreter.get("builtins") as PyDict;
  builtins.setText("_", None);
  const stdout = sysDict().getText("stdout");
  if (stdout === undefined) throw runtimeError("lost sys.stdout");
  if (stdout === None) return None;
  must(callMethod(stdout, attributeName("write"), [must(repr(value))]));
  must(callMethod(stdout, attributeName("write"), ["\n"]));
  builtins.setText("_", value);
  return None;
}

function exceptHook(_type: PyObject, value: PyObject, traceback: PyObject): Result {
  if (value instanceof PyBaseException && value.traceback === null && traceback !== None)
    value.traceback = traceback;
  displayException(value);
  return None;
}

/** `sys.unraisablehook`: an exception that nobody can be given. */
function unraisableHook(unraisable: PyObject): Result {
  const field = (name: string) => must(getAttribute(unraisable, attributeName(name)));
  const [message, object, value] = [field("err_msg"), field("object"), field("exc_value")];
  const shown = object === None ? "" : `: ${textOf(must(repr(object)))}`;
  if (message !== None) writeError(`${textOf(message)}${shown}\n`);
  else if (object !== None) writeError(`Exception ignored in${shown}\n`);
  displayException(value);
  return None;
}

function textOf(value: PyObject): string {
  return utf16Of(exactStr(value) as string | PyStr);
}

// ---- limits and hooks

function setRecursionLimit(limit: PyObject): Result {
  const value = must(toIndex(limit, "OverflowError"));
  if (value < 1) throw valueError("recursion limit must be greater or equal than 1");
  if (value <= rt.depth) {
    throw recursionError(
      `cannot set the recursion limit to ${value} at the recursion depth ${rt.depth}: the limit is too low`,
    );
  }
  if (value > 2 ** 31 - 1) throw overflowError("Python int too large to convert to C int");
  rt.limit = value;
  return None;
}

function setDigitsLimit(digits: PyObject): Result {
  const value = must(toIndex(digits, "OverflowError"));
  if (value !== 0 && value < 640) throw valueError("maxdigits must be 0 or larger than 640");
  setMaxStrDigits(value);
  return None;
}

function intern(value: PyObject): Result {
  if (!isInstance(value, strType)) throw typeError(`intern() argument must be str, not ${typeName(value)}`);
  if (typeOf(value) !== strType) throw typeError(`can't intern ${typeName(value)}`);
  return value;
}

/** Tracing needs a loop that stops at each line, which this one does not. */
function setOriginTracking(depth: PyObject): Result {
  const frames = must(toIndex(depth, "OverflowError"));
  if (frames < 0) throw valueError("depth must be >= 0");
  originTracking.depth = frames;
  return None;
}

function setAsyncgenHooks(firstiter: PyObject | undefined, finalizer: PyObject | undefined): Result {
  for (const [name, hook] of [
    ["finalizer", finalizer],
    ["firstiter", firstiter],
  ] as const) {
    if (hook === undefined) continue;
    if (hook !== None && typeOf(hook).slots.__call__ === undefined) {
      throw typeError(`callable ${name} expected, got ${typeName(hook)}`);
    }
    rt.thread[name === "firstiter" ? "asyncgenFirstiter" : "asyncgenFinalizer"] = hook;
  }
  return None;
}

function audit(args: PyObject[]): Result {
  const [event] = args;
  if (event === undefined) throw typeError("audit expected at least 1 argument, got 0");
  if (!isInstance(event, strType))
    throw typeError(`expected str for argument 'event', not ${typeName(event)}`);
  for (const hook of auditHooks()) must(call(hook, [event, makeTuple(args.slice(1))]));
  return None;
}

const AUDIT_HOOKS = "audit_hooks";

function auditHooks(): PyObject[] {
  const hooksList = rt.interpreter.get(AUDIT_HOOKS);
  return hooksList === undefined ? [] : (hooksList as ReturnType<typeof makeList>).items;
}

function clearTypeDescriptors(type: PyObject): Result {
  if (!(type instanceof PyType)) {
    throw typeError(`_clear_type_descriptors() argument must be type, not ${typeName(type)}`);
  }
  if ((type.flags & TypeFlag.IMMUTABLE) !== 0) throw typeError("argument is immutable");
  for (const text of ["__dict__", "__weakref__"]) deleteClassAttribute(type, attributeName(text));
  return None;
}

/** sys.getsizeof: what CPython's 64-bit build says where that follows from the object, else the type's own word. */
function getSizeOf(object: PyObject, fallback: PyObject | undefined): Result {
  const method = getAttributeOrAbsent(object, attributeName("__sizeof__"));
  if (method === undefined) return undefined;
  if (method === null) {
    if (fallback !== undefined) return fallback;
    throw typeError(`Type ${typeName(object)} doesn't define __sizeof__`);
  }
  const size = must(call(method, []));
  if (typeof size === "number" && size < 0) throw valueError("__sizeof__() should return >= 0");
  return size;
}

function getFrameModuleName(depth: PyObject): Result {
  try {
    return frameAt(depthArgument(depth)).func.module;
  } catch (error) {
    if (error instanceof PyBaseException) return None;
    throw error;
  }
}

export const sysModule: ModuleDefinition = defineModule("sys", {
  doc: "The interpreter: its state, its streams, and how it was started.",
  constants: {
    version: `${versionText} (main) [pyvm]`,
    version_info: versionInfo,
    hexversion: hexVersion,
    api_version: 1013,
    copyright:
      "Copyright (c) 2026 The pyvm developers. The standard library: Copyright (c) Python Software Foundation.",
    maxsize: 9223372036854775807n,
    maxunicode: 0x10ffff,
    byteorder: "little",
    abiflags: "",
    _git: makeTuple(["pyvm", "", ""]),
    _framework: "",
    float_repr_style: "short",
    float_info: floatInfo,
    int_info: intInfo,
    hash_info: hashInfo,
    thread_info: threadInfo,
  },
  functions: {
    exit: rawFn("(status=None, /)", "Exit by raising SystemExit(status).", exit),
    exc_info: fn("()", "The exception being handled as (type, value, traceback).", excInfo),
    exception: fn("()", "The exception being handled, or None.", () => rt.handled ?? None),
    displayhook: fn("(object, /)", "Print an object to stdout and keep it in builtins._", displayHook),
    __displayhook__: fn("(object, /)", "The original displayhook.", displayHook),
    excepthook: fn("(exctype, value, traceback, /)", "Print an exception to stderr.", exceptHook),
    __excepthook__: fn("(exctype, value, traceback, /)", "The original excepthook.", exceptHook),
    unraisablehook: fn("(unraisable, /)", "Report an exception that cannot be raised.", unraisableHook),
    __unraisablehook__: fn("(unraisable, /)", "The original unraisablehook.", unraisableHook),
    breakpointhook: rawFn("(*args, **kws)", "What breakpoint() calls.", breakpointHook),
    __breakpointhook__: rawFn("(*args, **kws)", "The original breakpointhook.", breakpointHook),
    getrecursionlimit: fn("()", "The greatest depth of the call stack.", () => rt.limit),
    setrecursionlimit: fn("(limit, /)", "Set the greatest depth of the call stack.", setRecursionLimit),
    getdefaultencoding: fn("()", "The encoding of str.encode().", () => "utf-8"),
    getfilesystemencoding: fn("()", "The encoding of file names.", () => "utf-8"),
    getfilesystemencodeerrors: fn("()", "The error handler for file names.", () => "surrogateescape"),
    getsizeof: fn("(object, default=<unrepresentable>)", "Size of an object in bytes.", getSizeOf),
    getrefcount: fn("(object, /)", "Objects are not counted here: always 2.", () => 2),
    intern: fn("(string, /)", "A string that is the same object as all equal interned ones.", intern),
    _is_interned: fn(
      "(string, /)",
      "Whether a string is interned: equal strings are the same here.",
      () => true,
    ),
    _getframe: fn("(depth=0, /)", "A frame of the call stack.", (depth) => frameAt(depthArgument(depth))),
    _getframemodulename: fn("(depth=0)", "The module name of a frame's function.", getFrameModuleName),
    _current_frames: fn("()", "The topmost frame of each thread.", () => {
      const frames = makeDict();
      for (const thread of rt.threads) {
        const frame = thread === rt.thread ? rt.frame : thread.frame;
        if (frame !== null) void frames.set(thread.ident, frame as PyFrame);
      }
      return frames;
    }),
    call_tracing: fn("(func, args, /)", "Call a function with tracing on.", (func, args) =>
      call(func, [...args.items]),
    ),
    gettrace: fn("()", "The trace function.", traceFunction),
    settrace: fn("(function, /)", "Set the trace function.", setTraceFunction),
    getprofile: fn("()", "The profile function.", profileFunction),
    setprofile: fn("(function, /)", "Set the profile function.", setProfileFunction),
    getswitchinterval: fn("()", "How long a thread runs before others get a turn.", () =>
      makeFloat(rt.switchInterval),
    ),
    setswitchinterval: fn("(interval, /)", "Set the switch interval.", (interval) => {
      const seconds = toDouble(interval);
      if (!(seconds > 0)) throw valueError("switch interval must be strictly positive");
      rt.switchInterval = seconds;
      return None;
    }),
    get_int_max_str_digits: fn("()", "Limit of digits in int-str conversion.", () => maxStrDigits()),
    set_int_max_str_digits: fn(
      "(maxdigits)",
      "Set the limit of digits in int-str conversion.",
      setDigitsLimit,
    ),
    get_coroutine_origin_tracking_depth: fn(
      "()",
      "Depth of coroutine origin tracking.",
      () => originTracking.depth,
    ),
    set_coroutine_origin_tracking_depth: fn(
      "(depth)",
      "Set the depth of coroutine origin tracking.",
      setOriginTracking,
    ),
    get_asyncgen_hooks: fn("()", "The hooks of asynchronous generators.", () =>
      makeStructSequence(asyncgenHooksType, [
        rt.thread.asyncgenFirstiter ?? None,
        rt.thread.asyncgenFinalizer ?? None,
      ]),
    ),
    set_asyncgen_hooks: fn(
      "(firstiter=<unrepresentable>, finalizer=<unrepresentable>)",
      "Set the hooks of asynchronous generators.",
      setAsyncgenHooks,
    ),
    addaudithook: fn("(hook)", "Add a hook that sees every audit event.", (hook) => {
      rt.interpreter.set(AUDIT_HOOKS, makeList([...auditHooks(), hook]));
      return None;
    }),
    audit: rawFn("(event, /, *args)", "Pass an event to the audit hooks.", audit),
    is_finalizing: fn(
      "()",
      "Whether the interpreter is shutting down.",
      () => rt.interpreter.get("finalizing") === true,
    ),
    is_stack_trampoline_active: fn("()", "Whether perf trampolines are on: never.", () => false),
    is_remote_debug_enabled: fn("()", "Whether remote debugging is on: never.", () => false),
    _is_gil_enabled: fn("()", "Whether only one thread runs at a time: always.", () => true),
    getallocatedblocks: fn("()", "Memory blocks are the engine's: always 0.", () => 0),
    getunicodeinternedsize: fn(
      "(*, _only_immortal=False)",
      "Number of interned strings: the engine's, always 0.",
      () => 0,
    ),
    _clear_type_cache: fn("()", "There is no type cache to clear.", () => None),
    _clear_internal_caches: fn("()", "There are no such caches to clear.", () => None),
    _clear_type_descriptors: fn(
      "(type, /)",
      "Take `__dict__` and `__weakref__` out of a class's namespace.",
      clearTypeDescriptors,
    ),
    _debugmallocstats: fn("()", "Memory is the engine's: nothing to print.", () => None),
  },
});
