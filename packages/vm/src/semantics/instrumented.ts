/**
 * What stands in the place of each instruction of code that is monitored (interpreter/instrumentation.ts): it tells of
 * events and has the real instruction run next.
 */
import { evaluator } from "../objects/frame.ts";
import { variant } from "./instruction.ts";

variant("INSTRUMENTED", "RESUME", {
  stack: "--",
  cold: true,
  run: (_, t) => evaluator.beforeInstruction(t.frame, t.depth),
});
