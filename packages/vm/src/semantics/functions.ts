/** Making functions. */
import {
  FUNCTION_ANNOTATE,
  FUNCTION_ANNOTATIONS,
  FUNCTION_CLOSURE,
  FUNCTION_DEFAULTS,
  FUNCTION_KWDEFAULTS,
} from "@pyvm/bytecode";
import type { PyObject } from "../kernel/object.ts";
import type { Cell } from "../objects/cell.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { PyFunction } from "../objects/function.ts";
import type { PyTuple } from "../objects/tuple.ts";
import { instruction } from "./instruction.ts";

instruction("MAKE_FUNCTION", {
  stack: "code -- func",
  run: ({ code }, t) => new PyFunction(code as PyCode, t.frame.func.globals, t.frame.func.builtins),
});

instruction("SET_FUNCTION_ATTRIBUTE", {
  stack: "attribute func -- func",
  run: ({ attribute, func }, t) => setFunctionAttribute(func as PyFunction, t.oparg, attribute),
});

export function setFunctionAttribute(func: PyFunction, which: number, value: PyObject): PyFunction {
  switch (which) {
    case FUNCTION_DEFAULTS:
      func.defaults = (value as PyTuple).items;
      break;
    case FUNCTION_KWDEFAULTS:
      func.kwdefaults = value as PyDict;
      break;
    case FUNCTION_ANNOTATIONS:
      func.annotations = value;
      break;
    case FUNCTION_CLOSURE:
      func.closure = (value as PyTuple).items as Cell[];
      break;
    case FUNCTION_ANNOTATE:
      func.annotate = value;
      break;
  }
  return func;
}
