/**
 * Empties the blocks that control never reaches, and counts the predecessors of the others
 * (`remove_unreachable`).
 */

import { clearVisited } from "../block.ts";
import type { BasicBlock, ControlFlowGraph } from "../block.ts";
import { hasTarget } from "@pyvm/bytecode";

export function removeUnreachable(graph: ControlFlowGraph): void {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) block.predecessors = 0;
  clearVisited(graph);
  const pending: BasicBlock[] = [];
  const reach = (block: BasicBlock): void => {
    if (!block.visited) {
      block.visited = true;
      pending.push(block);
    }
    block.predecessors++;
  };
  reach(graph.entry);
  while (pending.length > 0) {
    const block = pending.pop()!;
    if (block.next !== null && block.hasFallthrough()) reach(block.next);
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      if (hasTarget(instruction.opcode)) reach(instruction.target!);
    }
  }
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    if (block.predecessors === 0) {
      block.used = 0;
      block.isExceptHandler = false;
    }
  }
}
