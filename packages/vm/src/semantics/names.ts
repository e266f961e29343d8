/**
 * Names of modules, class bodies and builtins: LOAD_GLOBAL, LOAD_NAME and their kin.
 *
 * A global is one cell per name (objects/dict), found once per code object and globals dict and kept in the frame's
 * `cells`: two for each of `co_names`, the module's and behind it the builtins'.
 */
import type { AttributeName } from "../kernel/attribute-name.ts";
import { exceptionTypes, isInstanceOfException, makeException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { pendingException, raise } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { PyDict, dictType, makeDict } from "../objects/dict/dict.ts";
import type { PyFrame } from "../objects/frame.ts";
import { deleteItem, getItem, setItem } from "../protocols/sequence.ts";
import { instruction, variant } from "./instruction.ts";

instruction("LOAD_GLOBAL", {
  stack: "-- value",
  cold: true,
  fast: (_, t) => {
    const { cells } = t.frame;
    const own = cells[t.oparg << 1];
    if (own !== undefined) {
      if (own.value !== undefined) return own.value;
      const builtin = cells[(t.oparg << 1) + 1];
      if (builtin !== undefined && builtin.value !== undefined) return builtin.value;
    }
    return t.slow();
  },
  run: (_, t) => loadGlobal(t.frame, t.oparg),
});

/** A global that is called: NULL in the place of `self`. */
variant("LOAD_GLOBAL_NULL", "LOAD_GLOBAL", {
  stack: "-- value null?",
  cold: true,
  fast: (_, t) => {
    const { cells } = t.frame;
    const own = cells[t.oparg << 1];
    if (own !== undefined) {
      if (own.value !== undefined) return { value: own.value, null: undefined };
      const builtin = cells[(t.oparg << 1) + 1];
      if (builtin !== undefined && builtin.value !== undefined)
        return { value: builtin.value, null: undefined };
    }
    return t.slow();
  },
  run: (_, t) => {
    const value = loadGlobal(t.frame, t.oparg);
    if (value === undefined) return undefined;
    return { value, null: undefined };
  },
});

/** The cells of a name, found when it is first used; the builtins' is asked when the module's is empty. */
export function loadGlobal(frame: PyFrame, index: number): Result {
  const { cells, func } = frame;
  const name = frame.code.names[index]!;
  if (func.globals.cls !== dictType) return loadGlobalByLookup(frame, name);
  const own = (cells[2 * index] ??= func.globals.cell(name.text));
  if (own.value !== undefined) return own.value;
  if (func.builtins.cls !== dictType) return loadGlobalByLookup(frame, name);
  const builtin = (cells[2 * index + 1] ??= func.builtins.cell(name.text));
  return builtin.value ?? raiseNotDefined(name);
}

/** Globals or builtins of a dict subclass: its `__getitem__` decides. */
function loadGlobalByLookup(frame: PyFrame, name: AttributeName): Result {
  const value = lookupInMapping(frame.func.globals, name.value);
  if (value !== null) return value;
  const builtin = lookupInMapping(frame.func.builtins, name.value);
  return builtin === null ? raiseNotDefined(name) : builtin;
}

/** Module level and class bodies: locals, globals, builtins. */
instruction("LOAD_NAME", {
  stack: "-- value",
  cold: true,
  run: (_, t) => {
    const cell = t.frame.locals === t.frame.func.globals ? t.frame.cells[t.oparg << 1] : undefined;
    if (cell !== undefined && cell.value !== undefined) return cell.value;
    return loadName(t.frame, t.oparg);
  },
});

export function loadName(frame: PyFrame, index: number): Result {
  const name = frame.code.names[index]!;
  if (frame.locals !== frame.func.globals && frame.locals !== null) {
    const local = lookupInMapping(frame.locals, name.value);
    if (local !== null) return local;
  }
  return loadGlobal(frame, index);
}

instruction("STORE_NAME", {
  stack: "value --",
  cold: true,
  run: ({ value }, t) => {
    const cell = t.frame.locals === t.frame.func.globals ? t.frame.cells[t.oparg << 1] : undefined;
    if (cell !== undefined && cell.value !== undefined) {
      cell.value = value;
      return true;
    }
    return storeInMapping(t.frame.locals!, t.name, value);
  },
});

instruction("STORE_GLOBAL", {
  stack: "value --",
  cold: true,
  run: ({ value }, t) => {
    const cell = t.frame.cells[t.oparg << 1];
    if (cell !== undefined && cell.value !== undefined) {
      cell.value = value;
      return true;
    }
    return storeInMapping(t.frame.func.globals, t.name, value);
  },
});

instruction("DELETE_NAME", {
  stack: "--",
  cold: true,
  run: (_, t) => {
    const { locals } = t.frame;
    if (locals instanceof PyDict && locals.cls === dictType) {
      return locals.deleteText(t.name.text) ? true : raiseNotDefined(t.name);
    }
    if (deleteItem(locals!, t.name.value) !== undefined) return true;
    return isKeyError() ? raiseNotDefined(t.name) : undefined;
  },
});

instruction("DELETE_GLOBAL", {
  stack: "--",
  cold: true,
  run: (_, t) => (t.frame.func.globals.deleteText(t.name.text) ? true : raiseNotDefined(t.name)),
});

/** `locals()` of a class body or module, as an operand. */
instruction("LOAD_LOCALS", { stack: "-- locals", cold: true, run: (_, t) => t.frame.locals! });

/** In an annotation scope of a class: the class namespace, then globals. */
instruction("LOAD_FROM_DICT_OR_GLOBALS", {
  stack: "namespace -- value",
  cold: true,
  run: ({ namespace }, t) => {
    const found = lookupInMapping(namespace, t.name.value);
    return found === null ? loadGlobal(t.frame, t.oparg) : found;
  },
});

instruction("LOAD_BUILD_CLASS", {
  stack: "-- build_class",
  cold: true,
  run: (_, t) => {
    const found = lookupInMapping(t.frame.func.builtins, "__build_class__");
    if (found !== null) return found;
    return raise(makeException(exceptionTypes.NameError, ["__build_class__ not found"]));
  },
});

/** A module or class body that annotates variables has an `__annotations__` (without `from __future__`: never). */
instruction("SETUP_ANNOTATIONS", {
  stack: "--",
  cold: true,
  run: (_, t) => {
    const found = lookupInMapping(t.frame.locals!, "__annotations__");
    if (found !== null) return found;
    return setItem(t.frame.locals!, "__annotations__", makeDict());
  },
});

/** `mapping[key]`; null when there is no such key, undefined: unwinding. */
export function lookupInMapping(mapping: PyObject, key: PyObject): PyObject | null | undefined {
  if (mapping instanceof PyDict && mapping.cls === dictType) {
    return typeof key === "string" ? (mapping.getText(key) ?? null) : mapping.lookup(key);
  }
  const value = getItem(mapping, key);
  if (value !== undefined) return value;
  return isKeyError() ? null : undefined;
}

export function isKeyError(): boolean {
  if (!isInstanceOfException(pendingException(), exceptionTypes.KeyError)) return false;
  rt.pending = null;
  return true;
}

export function storeInMapping(mapping: PyObject, name: AttributeName, value: PyObject): Result {
  if (mapping instanceof PyDict && mapping.cls === dictType) {
    mapping.setText(name.text, value);
    return None;
  }
  return setItem(mapping, name.value, value);
}

export function raiseNotDefined(name: AttributeName): undefined {
  const error = makeException(exceptionTypes.NameError, [`name '${name.text}' is not defined`]);
  error.fields = { name: name.value };
  return raise(error);
}
