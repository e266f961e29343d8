/**
 * `_sysconfig`: how this interpreter was built, as far as `sysconfig` asks.
 */
import { defineModule, fn } from "../kernel/define.ts";
import { makeDict } from "../objects/dict/dict.ts";

export const sysconfigModule = defineModule("_sysconfig", {
  doc: "A helper for the sysconfig module.",
  functions: {
    config_vars: fn("($module, /)", "The build variables that are not in a file.", () => {
      const variables = makeDict();
      variables.setText("Py_GIL_DISABLED", 0);
      variables.setText("Py_DEBUG", 0);
      return variables;
    }),
  },
});
