/**
 * `_testlimitedcapi`: of CPython's C interface, what the tests of attributes and sequences reach through it.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import type { PyBytes } from "../objects/bytes.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { toIndex } from "../protocols/number.ts";
import { deleteItem, getItem, setItem } from "../protocols/sequence.ts";

/** The result that C has for success without a value. */
const done = (result: Result | true): Result => (result === undefined ? undefined : 0);

export const testlimitedcapiModule: ModuleDefinition = defineModule("_testlimitedcapi", {
  doc: "Objects as C sees them.",
  functions: {
    object_hasattrstring: fn(
      "($module, object, name, /)",
      "PyObject_HasAttrString",
      (object, name: PyBytes): Result => {
        const found = getAttributeOrAbsent(object, attributeName(new TextDecoder().decode(name.bytes)));
        if (found === undefined) rt.pending = null;
        return found === undefined || found === null ? 0 : 1;
      },
    ),
    sequence_getitem: fn("($module, object, index, /)", "PySequence_GetItem", (object, index) =>
      getItem(object, must(toIndex(index))),
    ),
    sequence_setitem: fn(
      "($module, object, index, value, /)",
      "PySequence_SetItem",
      (object, index: PyObject, value) => done(setItem(object, must(toIndex(index)), value)),
    ),
    sequence_delitem: fn("($module, object, index, /)", "PySequence_DelItem", (object, index) =>
      done(deleteItem(object, must(toIndex(index)))),
    ),
  },
});
