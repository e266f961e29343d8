/**
 * `_testmultiphase`: what the tests of importing need a native module to have (CPython Modules/_testmultiphase.c).
 *
 * The modules that CPython's file has besides, which fail to load in as many ways, are about shared libraries and
 * absent.
 */
import { type ModuleDefinition, defineModule, defineType, fn, method } from "../kernel/define.ts";
import { exceptionTypes } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { PyInstance, strType } from "../kernel/type.ts";
import { toCInt } from "../protocols/number.ts";
import { strOf } from "../objects/str/text.ts";

const MODULE = "_testimportexec";

class PyExample extends PyInstance {}

const exampleType = defineType("Example", {
  instance: PyExample,
  module: MODULE,
  doc: "The Example type",
  hasDict: true,
  slots: { __new__: (type) => new type.JS() },
  methods: {
    demo: method("($self, o=None, /)", "demo() -> None", (_self: PyExample, value: PyObject) =>
      strOf(value) === undefined ? None : value,
    ),
  },
});

const strSubtype = defineType("Str", { base: strType, module: MODULE });
const errorType = defineType("error", { base: exceptionTypes.Exception, module: MODULE, hasDict: true });

export const testmultiphaseModule: ModuleDefinition = defineModule("_testmultiphase", {
  doc: "Test module main",
  types: [exampleType, strSubtype, errorType],
  constants: { int_const: 1969, str_const: "something different" },
  functions: {
    foo: fn(
      "($module, i, j, /)",
      "foo(i,j)\n\nReturn the sum of i and j.",
      (i: PyObject, j: PyObject) => must(toCInt(i)) + must(toCInt(j)),
    ),
    call_state_registration_func: fn(
      "($module, n, /)",
      "Always None: there is no registry of modules.",
      () => None,
    ),
  },
});
