/**
 * How an instruction changes the depth of the evaluation stack (`dis.stack_effect`).
 */

import { isBlockPush, numPopped, numPushed, opcodeBase, OPCODE_COUNT } from "../opcodes/opcode.ts";

/** Which way control leaves the instruction. */
export type Flow = "next" | "jump";

/**
 * The net change in depth, or `null` for opcodes without a known effect: unassigned numbers and
 * specialised forms.
 *
 * @param oparg The argument with its EXTENDED_ARG prefixes applied; 0 for opcodes without one.
 */
export function stackEffect(opcode: number, oparg: number, flow: Flow): number | null {
  if (opcode < 0 || opcode >= OPCODE_COUNT || opcodeBase[opcode] !== opcode) return null;
  const popped = numPopped(opcode, oparg);
  const pushed = numPushed(opcode, oparg);
  if (popped < 0 || pushed < 0) return null;
  // A block opener's pushes are what its handler finds, not what the next instruction finds.
  if (flow === "next" && isBlockPush(opcode)) return 0;
  return pushed - popped;
}
