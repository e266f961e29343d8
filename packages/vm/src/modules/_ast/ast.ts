/**
 * `_ast`: the classes of syntax tree nodes, on which the library's `ast` builds. `compile()` makes and takes their
 * instances (to-python.ts, from-python.ts).
 */
import { defineModule } from "../../kernel/define.ts";
import { nodeClasses } from "./node-classes.ts";

export const astModule = defineModule("_ast", {
  constants: {
    PyCF_ALLOW_TOP_LEVEL_AWAIT: 0x2000,
    PyCF_ONLY_AST: 0x400,
    PyCF_TYPE_COMMENTS: 0x1000,
    PyCF_OPTIMIZED_AST: 0x8400,
  },
  execute: (namespace) => {
    for (const type of nodeClasses().all) namespace.set(type.name, type);
  },
});
