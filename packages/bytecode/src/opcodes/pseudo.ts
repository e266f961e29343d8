/**
 * Pseudo-instructions: opcodes that exist only between code generation and assembly.
 *
 * Their numbers lie above 255, so they can never be written into `co_code`. Each row gives number, name,
 * pops, pushes (for the block openers: what the handler finds on the stack), flags, and the real opcodes
 * that may replace it. Source: the `pseudo(…)` definitions of Python/bytecodes.c.
 */

import { ARG, ERROR, ESCAPES, EVAL_BREAK, JUMP, LOCAL } from "./table.ts";
import type { StackItems } from "./table.ts";

/** The pseudo-instructions, by number. */
// prettier-ignore
export const PSEUDO_INSTRUCTIONS = [
  // number, name, pops, pushes, flags, targets
  [256, "ANNOTATIONS_PLACEHOLDER", 0, 0, 0, ["NOP"]],
  [257, "JUMP", 0, 0, ARG | JUMP | EVAL_BREAK | ERROR | ESCAPES, ["JUMP_FORWARD", "JUMP_BACKWARD"]],
  [258, "JUMP_IF_FALSE", 1, 1, ARG | JUMP | ERROR | ESCAPES, ["COPY", "TO_BOOL", "POP_JUMP_IF_FALSE"]],
  [259, "JUMP_IF_TRUE", 1, 1, ARG | JUMP | ERROR | ESCAPES, ["COPY", "TO_BOOL", "POP_JUMP_IF_TRUE"]],
  [260, "JUMP_NO_INTERRUPT", 0, 0, ARG | JUMP, ["JUMP_FORWARD", "JUMP_BACKWARD_NO_INTERRUPT"]],
  [261, "LOAD_CLOSURE", 0, 1, ARG | LOCAL, ["LOAD_FAST"]],
  [262, "POP_BLOCK", 0, 0, 0, ["NOP"]],
  [263, "SETUP_CLEANUP", 0, 2, ARG, ["NOP"]],
  [264, "SETUP_FINALLY", 0, 1, ARG, ["NOP"]],
  [265, "SETUP_WITH", 0, 1, ARG, ["NOP"]],
  [266, "STORE_FAST_MAYBE_NULL", 1, 0, ARG | LOCAL | ESCAPES, ["STORE_FAST"]],
] as const satisfies readonly (readonly [number, string, StackItems, StackItems, number, readonly string[]])[];
