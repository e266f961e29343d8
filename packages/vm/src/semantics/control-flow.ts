/**
 * Jumps, and the start of a function.
 *
 * A jump's oparg is the address of its target: predecoding resolved distances. Loop edges and function entries count
 * down the budget; when it is used up, `tick` handles interrupts.
 */
import { None } from "../kernel/singletons.ts";
import { instruction } from "./instruction.ts";

instruction("NOP", { stack: "--", run: () => {} });

instruction("RESUME", {
  stack: "--",
  run: (_, t) => {
    if (--t.runtime.budget < 0 && !t.runtime.tick()) return undefined;
    return true;
  },
});

instruction("JUMP_FORWARD", { stack: "--", run: (_, t) => t.jump() });
instruction("JUMP_BACKWARD", {
  stack: "--",
  run: (_, t) => {
    if (--t.runtime.budget < 0 && !t.runtime.tick()) return undefined;
    return t.jump();
  },
});
instruction("JUMP_BACKWARD_NO_INTERRUPT", { stack: "--", run: (_, t) => t.jump() });

instruction("POP_JUMP_IF_FALSE", {
  stack: "condition --",
  run: ({ condition }, t) => {
    if (condition === false) return t.jump();
  },
});
instruction("POP_JUMP_IF_TRUE", {
  stack: "condition --",
  run: ({ condition }, t) => {
    if (condition === true) return t.jump();
  },
});
instruction("POP_JUMP_IF_NONE", {
  stack: "value --",
  run: ({ value }, t) => {
    if (value === None) return t.jump();
  },
});
instruction("POP_JUMP_IF_NOT_NONE", {
  stack: "value --",
  run: ({ value }, t) => {
    if (value !== None) return t.jump();
  },
});
