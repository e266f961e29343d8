/**
 * `sys._jit`: what CPython's machine-code compiler says of itself. There is none here: JavaScript's engine compiles.
 */
import { defineModule, fn } from "../../kernel/define.ts";
import { createNativeModule } from "../../importer/native-modules.ts";
import type { PyModule } from "../../objects/module.ts";

const no = () => false;

const jitModule = defineModule("_jit", {
  functions: {
    is_available: fn("()", "Whether the interpreter can compile to machine code.", no),
    is_enabled: fn("()", "Whether compiling to machine code is on.", no),
    is_active: fn("()", "Whether the caller runs as machine code.", no),
  },
});

/** The object that `sys._jit` is; it cannot be imported by itself. */
export function makeJitModule(): PyModule {
  return createNativeModule(jitModule);
}
