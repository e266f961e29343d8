/**
 * `_imp`: what importlib needs from the interpreter. Builtin modules are the native ones; frozen modules are the
 * two halves of importlib itself, which are installed before anything can be imported (bootstrap.ts).
 */
import { MAGIC_NUMBER, sourceHash } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { toBytesLike } from "../objects/buffer.ts";
import { makeBytes } from "../objects/bytes.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { makeList } from "../objects/list.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { toInteger } from "../protocols/number.ts";
import { type NativeModules, createNativeModule } from "./native-modules.ts";
import { renameCode } from "./rename-code.ts";

function importError(message: string, name: PyObject) {
  const error = makeException(exceptionTypes.ImportError, [message]);
  error.fields = { name };
  return error;
}

/** `_imp` for an interpreter with these native modules. */
export function makeImpModule(modules: NativeModules): ModuleDefinition {
  const isBuiltin = (name: PyObject) => typeof name === "string" && modules.has(name);

  function createBuiltin(spec: PyObject): Result {
    const name = must(getAttribute(spec, attributeName("name")));
    const definition = typeof name === "string" ? modules.get(name) : undefined;
    if (definition === undefined) return None;
    const existing = (rt.interpreter.get("modules") as PyDict).getText(name as string);
    return existing ?? createNativeModule(definition);
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
        if (lockDepth === 0) throw makeException(exceptionTypes.RuntimeError, ["not holding the import lock"]);
        lockDepth--;
        return None;
      }),
      extension_suffixes: fn("()", "File suffixes of extension modules: there are none.", () => makeList([])),
      is_builtin: fn("(name, /)", "1 for a module that can be created anew, -1 for one that cannot, else 0.", (name) =>
        isBuiltin(name) ? (name === "sys" || name === "builtins" ? -1 : 1) : 0,
      ),
      is_frozen: fn("(name, /)", "Whether a frozen module has this name.", () => false),
      is_frozen_package: fn("(name, /)", "Whether a frozen module is a package.", (name) => {
        throw importError(`No such frozen object named ${String(name)}`, name);
      }),
      find_frozen: fn("(name, /, *, withdata=False)", "What is known of a frozen module, or None.", () => None),
      get_frozen_object: fn("(name, data=None, /)", "The code of a frozen module.", (name) => {
        throw importError(`No such frozen object named ${String(name)}`, name);
      }),
      init_frozen: fn("(name, /)", "Initialise a frozen module.", () => None),
      create_builtin: fn("(spec, /)", "Create a builtin module.", createBuiltin),
      exec_builtin: fn("(mod, /)", "Execute a builtin module: it is, once created.", () => 0),
      create_dynamic: fn("(spec, file=None, /)", "Create an extension module: not possible here.", (spec) => {
        throw importError("extension modules are not supported by pyvm", must(getAttribute(spec, attributeName("name"))));
      }),
      exec_dynamic: fn("(mod, /)", "Execute an extension module.", () => 0),
      _fix_co_filename: fn("(code, path, /)", "Give code objects the path they were found under.", (code: PyCode, path) => {
        renameCode(code, path);
        return None;
      }),
      source_hash: fn("(key, source)", "The hash of a source in a .pyc file (PEP 552).", (key, source) => {
        must(toInteger(key));
        return makeBytes(sourceHash(toBytesLike(source)));
      }),
      _frozen_module_names: fn("()", "Names of frozen modules.", () => makeList([])),
      _override_frozen_modules_for_tests: fn("(override, /)", "For tests: there are no frozen modules.", () => None),
      _override_multi_interp_extensions_check: fn("(override, /)", "For tests: there are no extension modules.", () => 0),
    },
  });
}

/** One lock for all of importing; threads take turns only between imports. */
let lockDepth = 0;
