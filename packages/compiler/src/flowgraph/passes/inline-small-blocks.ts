/**
 * Replaces a jump to a small exit block, or to a block without line numbers that does not fall through, by
 * a copy of that block (`inline_small_or_no_lineno_blocks`).
 *
 * Exits without line number must not be shared: each copy then takes the line of the code before it.
 */

import { isUnconditionalJump, Op } from "@pyvm/bytecode";

import type { BasicBlock, ControlFlowGraph } from "../block.ts";

/** The largest exit block that is worth copying, in instructions. */
const MAX_COPY_SIZE = 4;

export function inlineSmallBlocks(graph: ControlFlowGraph): void {
  // Every change removes a jump, so this ends.
  let changed: boolean;
  do {
    changed = false;
    for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
      if (inlineTarget(block)) changed = true;
    }
  } while (changed);
}

function inlineTarget(block: BasicBlock): boolean {
  const jump = block.last();
  if (jump === undefined || !isUnconditionalJump(jump.opcode)) return false;
  const target = jump.target!;
  const isSmallExit = target.exitsScope() && target.used <= MAX_COPY_SIZE;
  const isLinelessEnd = target.hasNoLineNumbers() && !target.hasFallthrough();
  if (!isSmallExit && !isLinelessEnd) return false;
  const removedOpcode = jump.opcode;
  jump.setNop();
  block.append(target);
  if (isLinelessEnd) {
    const last = block.last()!;
    // Keep the check for interrupts that the removed jump would have made.
    if (isUnconditionalJump(last.opcode) && removedOpcode === Op.JUMP) last.opcode = Op.JUMP;
  }
  target.predecessors--;
  return true;
}
