/**
 * `decimal.localcontext()`: a context for the time of a with statement.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineType, method, rawMethod } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { PyInstance, TypeFlag } from "../../kernel/type.ts";
import type { PyDecimalContext } from "./context-object.ts";
import { PARAMETER_SIGNATURE, setParameters } from "./context-type.ts";
import { contextArgument } from "./decimal-object.ts";
import { copyContext, currentContext, setCurrentContext } from "./state.ts";

class PyContextManager extends PyInstance {
  readonly local: PyDecimalContext;
  readonly outer: PyDecimalContext;
  constructor(local: PyDecimalContext, outer: PyDecimalContext) {
    super();
    this.local = local;
    this.outer = outer;
  }
}

defineType("ContextManager", {
  instance: PyContextManager,
  module: "decimal",
  final: true,
  flags: TypeFlag.DISALLOW_INSTANTIATION,
  methods: {
    __enter__: method("($self, /)", null, (self: PyContextManager) => {
      setCurrentContext(self.local);
      return self.local;
    }),
    __exit__: rawMethod(null, null, (self: PyContextManager) => {
      setCurrentContext(self.outer);
      return None;
    }),
  },
});

export const LOCALCONTEXT_SIGNATURE = `($module, /, ctx=None, ${PARAMETER_SIGNATURE})`;
const bind = argumentBinder("localcontext", `(ctx=None, ${PARAMETER_SIGNATURE})`);

export function localContext(args: PyObject[], kwnames: KeywordNames): Result {
  const outer = currentContext();
  const [base, ...parameters] = must(bind(args, kwnames)) as [PyObject, ...PyObject[]];
  const local = copyContext(contextArgument(base));
  setParameters(local, parameters);
  return new PyContextManager(local, outer);
}
