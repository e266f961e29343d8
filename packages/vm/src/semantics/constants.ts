/** Constants. */
import { exceptionTypes } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { rt } from "../kernel/state.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { tupleType } from "../objects/tuple.ts";
import { instruction } from "./instruction.ts";

instruction("LOAD_CONST", { stack: "-- value", run: (_, t) => t.constant });
instruction("LOAD_SMALL_INT", { stack: "-- value", run: (_, t) => t.oparg });
instruction("LOAD_COMMON_CONSTANT", {
  stack: "-- value",
  cold: true,
  run: (_, t) => commonConstant(t.oparg),
});

/** In the order of COMMON_CONSTANTS (bytecode/opargs.ts). */
export function commonConstant(index: number): PyObject {
  switch (index) {
    case 0:
      return exceptionTypes.AssertionError;
    case 1:
      return exceptionTypes.NotImplementedError;
    case 2:
      return tupleType;
    case 3:
      return builtin("all");
    default:
      return builtin("any");
  }
}

function builtin(name: string): PyObject {
  return (rt.interpreter.get("builtins") as PyDict).getText(name)!;
}
