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
import { PyDict } from "../objects/dict/dict.ts";
import { PyFunction } from "../objects/function.ts";
import { PyTuple } from "../objects/tuple.ts";
import { instruction } from "./instruction.ts";

instruction("MAKE_FUNCTION", {
  stack: "code -- func",
  cold: true,
  run: ({ code }, t) => new PyFunction(code as PyCode, t.frame.func.globals, t.frame.func.builtins),
});

instruction("SET_FUNCTION_ATTRIBUTE", {
  stack: "attribute func -- func",
  cold: true,
  run: ({ attribute, func }, t) => setFunctionAttribute(func as PyFunction, t.oparg, attribute),
});

export function setFunctionAttribute(func: PyFunction, which: number, value: PyObject): PyFunction {
  switch (which) {
    case FUNCTION_DEFAULTS:
      // Of a generic function they come as arguments of another, which can be called with anything.
      func.defaults = value instanceof PyTuple ? value.items : null;
      break;
    case FUNCTION_KWDEFAULTS:
      func.kwdefaults = value instanceof PyDict ? value : null;
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
