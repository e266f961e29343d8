/** Instructions that only rearrange the operand stack. */
import { instruction } from "./instruction.ts";

instruction("POP_TOP", { stack: "value? --", run: () => {} });
instruction("POP_ITER", { stack: "iter --", run: () => {} });
instruction("END_FOR", { stack: "value --", cold: true, run: () => {} });
instruction("PUSH_NULL", { stack: "-- null?", run: () => undefined });

instruction("COPY", {
  stack: "bottom? rest[oparg-1] -- bottom? rest[oparg-1] copy?",
  run: ({ bottom }) => bottom,
});

instruction("SWAP", {
  stack: "bottom? rest[oparg-2] top? -- top? rest[oparg-2] bottom?",
  run: ({ bottom, top }) => ({ top, bottom }),
});
