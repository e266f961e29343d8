/**
 * Jumps to jumps go straight to the last target (`jump_thread`).
 */

import { Op } from "@pyvm/bytecode";

import type { BasicBlock, CfgInstruction } from "../block.ts";

/**
 * Lets the block's final jump go where the jump it leads to goes.
 *
 * @param jump The last instruction of the block.
 * @param targetJump The jump it leads to.
 * @param opcode What the new jump is.
 * @returns false if nothing changed, since both go to the same place (a loop of one jump).
 */
export function threadJump(
  block: BasicBlock,
  jump: CfgInstruction,
  targetJump: CfgInstruction,
  opcode: number,
): boolean {
  if (jump.target === targetJump.target) return false;
  // The NOP keeps the line of the jump; it goes if that line is not needed.
  jump.setNop();
  block.addJump(opcode, targetJump.target!, targetJump.location);
  return true;
}

/** Threads the jump at `index` if its target is another jump; whether the block must be read again there. */
export function threadJumps(block: BasicBlock, index: number): boolean {
  const jump = block.instructions[index];
  const target = jump.target!.instructions[0];
  switch (jump.opcode) {
    case Op.POP_JUMP_IF_NOT_NONE:
    case Op.POP_JUMP_IF_NONE:
    case Op.POP_JUMP_IF_FALSE:
    case Op.POP_JUMP_IF_TRUE:
      return target.opcode === Op.JUMP && threadJump(block, jump, target, jump.opcode);
    case Op.JUMP_IF_FALSE:
    case Op.JUMP_IF_TRUE: {
      if (target.opcode === Op.JUMP || target.opcode === jump.opcode) {
        return threadJump(block, jump, target, jump.opcode);
      }
      if (target.opcode === Op.JUMP_IF_FALSE || target.opcode === Op.JUMP_IF_TRUE) {
        // The opposite test of the same value falls through.
        jump.target = jump.target!.next;
        return true;
      }
      return false;
    }
    case Op.JUMP:
    case Op.JUMP_NO_INTERRUPT:
      if (target.opcode === Op.JUMP) return threadJump(block, jump, target, Op.JUMP);
      if (target.opcode === Op.JUMP_NO_INTERRUPT) return threadJump(block, jump, target, jump.opcode);
      return false;
    default:
      return false;
  }
}
