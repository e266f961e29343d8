/**
 * Jumps, and the start of a function.
 *
 * A jump's oparg is the address of its target: predecoding resolved distances. Loop edges and function entries count
 * down the budget; when it is used up, `tick` handles interrupts, and the loop is left and entered anew: V8 puts
 * optimised code in the place of a function when that is called. (It can replace a function that runs, too, but waits
 * three times as long with that, and compiles it once more.)
 */
import { None } from "../kernel/singletons.ts";
import { instruction } from "./instruction.ts";

instruction("NOP", { stack: "--", cold: true, run: () => {} });

instruction("RESUME", {
  stack: "--",
  run: (_, t) => {
    if (--t.runtime.budget < 0) return t.runtime.tick() ? t.rest() : undefined;
    return true;
  },
});

instruction("JUMP_FORWARD", { stack: "--", run: (_, t) => t.jump() });
instruction("JUMP_BACKWARD", {
  stack: "--",
  run: (_, t) => {
    if (--t.runtime.budget < 0) return t.runtime.tick() ? t.rest(t.oparg) : undefined;
    return t.jump();
  },
});
instruction("JUMP_BACKWARD_NO_INTERRUPT", { stack: "--", cold: true, run: (_, t) => t.jump() });

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
