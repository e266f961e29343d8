/**
 * `_testinternalcapi`: of CPython's internals, what the tests ask for that there is here, too.
 */
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import type { PyObject } from "../kernel/object.ts";
import { rt } from "../kernel/state.ts";
import { TypeFlag, objectType, typeOf } from "../kernel/type.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { solidBase } from "../objects/class-bases.ts";

/** How many attributes CPython keeps beside an object before it makes a dict of them. */
const MAX_INLINE_VALUES = 30;

/** Whether attributes are the object's own properties. */
function hasInlineValues(object: PyObject): boolean {
  const type = typeOf(object);
  if (typeof object !== "object" || !type.hasDict || (type.flags & TypeFlag.HEAP) === 0) return false;
  if (solidBase(type) !== objectType || (object as { dict?: PyDict }).dict !== undefined) return false;
  return Object.keys(object).filter((key) => key.startsWith("$")).length <= MAX_INLINE_VALUES;
}

export const testinternalcapiModule: ModuleDefinition = defineModule("_testinternalcapi", {
  doc: "Internals of the interpreter.",
  // How often the tests run what an interpreter that specialises shall have specialised.
  constants: { SPECIALIZATION_THRESHOLD: 2, SPECIALIZATION_COOLDOWN: 2 },
  functions: {
    has_inline_values: fn(
      "($module, object, /)",
      "Whether the object keeps its attributes without a dict.",
      hasInlineValues,
    ),
    get_recursion_depth: fn("($module, /)", "How deep the running frame is.", () => rt.depth),
  },
});
