/**
 * Joins jumps to their target blocks and marks the blocks that are exception handlers
 * (`translate_jump_labels_to_targets`, `mark_except_handlers`).
 */

import { hasTarget, isBlockPush } from "@pyvm/bytecode";

import type { BasicBlock, ControlFlowGraph } from "../block.ts";

export function resolveTargets(graph: ControlFlowGraph): void {
  const blocks: BasicBlock[] = [];
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    if (block.label >= 0) blocks[block.label] = block;
  }
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      if (hasTarget(instruction.opcode)) {
        const target = blocks[instruction.oparg];
        instruction.target = target;
        if (isBlockPush(instruction.opcode)) target.isExceptHandler = true;
      }
    }
  }
}
