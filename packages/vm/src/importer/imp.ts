/**
 * `_imp`: what importlib needs from the interpreter. Builtin modules are the native ones; frozen modules are
 * some of the library's (frozen.ts).
 */
import { MAGIC_NUMBER, sourceHash } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { call } from "../kernel/invoke.ts";
import { caughtException, must, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { type PyStr, utf16Of } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import { isInstance, strType, typeName } from "../kernel/type.ts";
import { toBytesLike } from "../objects/buffer.ts";
import { makeBytes } from "../objects/bytes.ts";
import { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { makeList } from "../objects/list.ts";
import { memoryviewType } from "../objects/memoryview.ts";
import { makeTuple } from "../objects/tuple.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { toIndex, toInteger } from "../protocols/number.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import {
  type FrozenModule,
  type FrozenModules,
  findFrozen,
  frozenModuleNames,
  loadFrozenCode,
} from "./frozen.ts";
import { dumpsValue, loadsValue } from "./marshal-values.ts";
import { type NativeModules, createNativeModule } from "./native-modules.ts";
import { renameCode } from "./rename-code.ts";

function textOf(name: PyObject): string {
  if (!isInstance(name, strType)) throw typeError(`argument must be str, not ${typeName(name)}`);
  return utf16Of(exactStr(name) as string | PyStr);
}

function importError(message: string, name: PyObject) {
  const error = makeException(exceptionTypes.ImportError, [message]);
  error.fields = { name };
  return error;
}

/** `_imp` for an interpreter with these native modules. */
export function makeImpModule(modules: NativeModules, frozen: FrozenModules): ModuleDefinition {
  const isBuiltin = (name: PyObject) => typeof name === "string" && modules.has(name);

  function createBuiltin(spec: PyObject): Result {
    const name = must(getAttribute(spec, attributeName("name")));
    const definition = typeof name === "string" ? modules.get(name) : undefined;
    if (definition === undefined) return None;
    const existing = (rt.interpreter.get("modules") as PyDict).getText(name as string);
    return existing ?? createNativeModule(definition);
  }

  function known(name: PyObject): FrozenModule {
    const found = findFrozen(frozen, textOf(name));
    if (found === undefined)
      throw importError(`No such frozen object named ${must(repr(name)) as string}`, name);
    return found;
  }

  function frozenCode(name: PyObject, found: FrozenModule): PyObject {
    const code = loadFrozenCode(frozen, found);
    if (code === null)
      throw importError(`Frozen object named ${must(repr(name)) as string} is invalid`, name);
    return code;
  }

  function frozenData(name: PyObject, found: FrozenModule): PyObject {
    return must(call(memoryviewType, [makeBytes(dumpsValue(frozenCode(name, found), 5, true))]));
  }

  function codeOfData(name: PyObject, data: PyObject): PyObject {
    try {
      const code = loadsValue(toBytesLike(data));
      if (code instanceof PyCode) return code;
    } catch (error) {
      caughtException(error);
    }
    throw importError(`Frozen object named ${must(repr(name)) as string} is invalid`, name);
  }

  return defineModule("_imp", {
    doc: "What importlib needs from the interpreter.",
    constants: {
      check_hash_based_pycs: "default",
      pyc_magic_number_token: MAGIC_NUMBER | (0x0d << 16) | (0x0a << 24),
    },
    functions: {
      lock_held: fn("()", "Whether the import lock is held.", () => lockDepth > 0),
      acquire_lock: fn("()", "Acquire the import lock.", () => {
        lockDepth++;
        return None;
      }),
      release_lock: fn("()", "Release the import lock.", () => {
        if (lockDepth === 0)
          throw makeException(exceptionTypes.RuntimeError, ["not holding the import lock"]);
        lockDepth--;
        return None;
      }),
      extension_suffixes: fn("()", "File suffixes of extension modules: there are none.", () => makeList([])),
      is_builtin: fn(
        "(name, /)",
        "1 for a module that can be created anew, -1 for one that cannot, else 0.",
        (name) => (isBuiltin(name) ? (name === "sys" || name === "builtins" ? -1 : 1) : 0),
      ),
      is_frozen: fn(
        "(name, /)",
        "Whether a frozen module has this name.",
        (name) => findFrozen(frozen, textOf(name)) !== undefined,
      ),
      is_frozen_package: fn(
        "(name, /)",
        "Whether a frozen module is a package.",
        (name) => known(name).isPackage,
      ),
      find_frozen: fn(
        "(name, /, *, withdata=False)",
        "What is known of a frozen module, or None.",
        (name, withdata) => {
          const found = findFrozen(frozen, textOf(name));
          if (found === undefined) return None;
          const data = must(isTrue(withdata)) ? frozenData(name, found) : None;
          return makeTuple([data, found.isPackage, found.original]);
        },
      ),
      get_frozen_object: fn("(name, data=None, /)", "The code of a frozen module.", (name, data) =>
        data === None ? frozenCode(name, known(name)) : codeOfData(name, data),
      ),
      init_frozen: fn("(name, /)", "Initialise a frozen module.", () => None),
      create_builtin: fn("(spec, /)", "Create a builtin module.", createBuiltin),
      exec_builtin: fn("(mod, /)", "Execute a builtin module: it is, once created.", () => 0),
      create_dynamic: fn("(spec, file=None, /)", "Create an extension module: not possible here.", (spec) => {
        throw importError(
          "extension modules are not supported by pyvm",
          must(getAttribute(spec, attributeName("name"))),
        );
      }),
      exec_dynamic: fn("(mod, /)", "Execute an extension module.", () => 0),
      _fix_co_filename: fn(
        "(code, path, /)",
        "Give code objects the path they were found under.",
        (code: PyCode, path) => {
          renameCode(code, path);
          return None;
        },
      ),
      source_hash: fn("(key, source)", "The hash of a source in a .pyc file (PEP 552).", (key, source) => {
        must(toInteger(key));
        return makeBytes(sourceHash(toBytesLike(source)));
      }),
      _frozen_module_names: fn("()", "Names of frozen modules.", () => makeList([...frozenModuleNames])),
      _override_frozen_modules_for_tests: fn(
        "(override, /)",
        "For tests: use frozen modules (1), or not (-1).",
        (override) => {
          frozen.all = must(toIndex(override)) >= 0;
          return None;
        },
      ),
      _override_multi_interp_extensions_check: fn(
        "(override, /)",
        "For tests: there are no extension modules.",
        () => 0,
      ),
    },
  });
}

/** One lock for all of importing; threads take turns only between imports. */
let lockDepth = 0;
