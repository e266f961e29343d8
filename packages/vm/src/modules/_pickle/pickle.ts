/**
 * `_pickle`: objects as bytes and back (library reference, "pickle"; CPython Modules/_pickle.c).
 *
 * The machine that writes is pickler.ts, the one that reads unpickler.ts.
 */
import { type ModuleDefinition, defineModule, fn } from "../../kernel/define.ts";
import { pickleErrorType, picklingErrorType, unpicklingErrorType } from "./errors.ts";
import { pickleBufferType } from "./pickle-buffer.ts";
import { DUMP_PARAMETERS, dump, dumps, picklerType } from "./pickler-type.ts";
import { LOAD_PARAMETERS, load, loads, unpicklerType } from "./unpickler-type.ts";

export const pickleModule: ModuleDefinition = defineModule("_pickle", {
  doc: "Optimized implementation for the Python pickle module.",
  types: [
    pickleErrorType,
    picklingErrorType,
    unpicklingErrorType,
    picklerType,
    unpicklerType,
    pickleBufferType,
  ],
  functions: {
    dump: fn(
      `($module, /, obj, file, ${DUMP_PARAMETERS})`,
      "Write a pickled representation of an object to a binary file.",
      dump,
    ),
    dumps: fn(
      `($module, /, obj, ${DUMP_PARAMETERS})`,
      "The pickled representation of an object, as bytes.",
      dumps,
    ),
    load: fn(
      `($module, /, file, ${LOAD_PARAMETERS})`,
      "The object whose pickled representation comes next in a binary file.",
      load,
    ),
    loads: fn(
      `($module, data, /, ${LOAD_PARAMETERS})`,
      "The object whose pickled representation is in a bytes-like object.",
      loads,
    ),
  },
});
