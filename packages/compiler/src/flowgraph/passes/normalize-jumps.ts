/**
 * Makes all conditional jumps go forward and marks the path not taken (`normalize_jumps`).
 *
 * A conditional jump back is inverted to skip a JUMP back. Either way, NOT_TAKEN stands where the jump was
 * not taken, for sys.monitoring's branch events. The order of the blocks is final here.
 */

import { isConditionalJump, Op } from "@pyvm/bytecode";

import { BasicBlock, clearVisited } from "../block.ts";
import type { ControlFlowGraph } from "../block.ts";

const REVERSED: Readonly<Record<number, number>> = {
  [Op.POP_JUMP_IF_NOT_NONE]: Op.POP_JUMP_IF_NONE,
  [Op.POP_JUMP_IF_NONE]: Op.POP_JUMP_IF_NOT_NONE,
  [Op.POP_JUMP_IF_FALSE]: Op.POP_JUMP_IF_TRUE,
  [Op.POP_JUMP_IF_TRUE]: Op.POP_JUMP_IF_FALSE,
};

export function normalizeJumps(graph: ControlFlowGraph): void {
  clearVisited(graph);
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    block.visited = true;
    normalizeJumpOf(block);
  }
}

function normalizeJumpOf(block: BasicBlock): void {
  const jump = block.last();
  if (jump === undefined || !isConditionalJump(jump.opcode)) return;
  const target = jump.target!;
  // Blocks visited before are further up, or this block itself.
  if (!target.visited) {
    block.add(Op.NOT_TAKEN, 0, jump.location);
    return;
  }
  const backwards = new BasicBlock();
  backwards.add(Op.NOT_TAKEN, 0, jump.location);
  backwards.addJump(Op.JUMP, target, jump.location);
  backwards.startDepth = target.startDepth;
  backwards.cold = block.cold;
  jump.opcode = REVERSED[jump.opcode];
  jump.target = block.next;
  backwards.next = block.next;
  block.next = backwards;
}
