/**
 * `_contextvars`: context variables (objects/contextvars.ts).
 */
import { defineModule, fn } from "../kernel/define.ts";
import { contextType, contextVarType, copyContext, tokenType } from "../objects/contextvars.ts";

export const contextvarsModule = defineModule("_contextvars", {
  doc: "Context variables.",
  types: [contextVarType, contextType, tokenType],
  functions: { copy_context: fn("()", "A copy of the current context.", copyContext) },
});
