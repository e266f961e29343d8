/**
 * `_datetime`: the types of `datetime`, which are those of the library's own `_pydatetime`.
 *
 * CPython's are native, and programs ask for the module by name. There is no C interface (`datetime_CAPI`).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import { must } from "../kernel/raise.ts";
import { getAttribute } from "../protocols/attribute.ts";

const NAMES = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"];

export const datetimeModule: ModuleDefinition = defineModule("_datetime", {
  doc: "The types of the datetime module.",
  execute: (namespace) => {
    const source = must(hooks.importModule("_pydatetime"));
    for (const name of NAMES) namespace.set(name, must(getAttribute(source, attributeName(name))));
  },
});
