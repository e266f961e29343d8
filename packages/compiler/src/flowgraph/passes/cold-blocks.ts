/**
 * Moves the blocks that only exceptions reach to the end (`push_cold_blocks_to_end`).
 */

import { Op } from "@pyvm/bytecode";

import { NO_LABEL } from "../../instructions/labels.ts";
import { NO_LOCATION } from "../../instructions/location.ts";
import { BasicBlock, clearVisited, isJump, maxLabel } from "../block.ts";
import type { ControlFlowGraph } from "../block.ts";
import { removeRedundantNopsAndJumps } from "./redundant-nops.ts";

export function pushColdBlocksToEnd(graph: ControlFlowGraph): void {
  if (graph.entry.next === null) return;
  markWarm(graph);
  markCold(graph);
  jumpFromColdToWarm(graph);
  if (moveColdBlocks(graph)) removeRedundantNopsAndJumps(graph);
}

/** Marks what is reached from the entry without an exception. */
function markWarm(graph: ControlFlowGraph): void {
  clearVisited(graph);
  const pending: BasicBlock[] = [];
  const reach = (block: BasicBlock): void => {
    if (block.visited) return;
    block.visited = true;
    pending.push(block);
  };
  reach(graph.entry);
  while (pending.length > 0) {
    const block = pending.pop()!;
    block.warm = true;
    if (block.next !== null && block.hasFallthrough()) reach(block.next);
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      if (isJump(instruction)) reach(instruction.target!);
    }
  }
}

/** Marks what is reached from handlers and is not warm. */
function markCold(graph: ControlFlowGraph): void {
  clearVisited(graph);
  const pending: BasicBlock[] = [];
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    if (!block.isExceptHandler) continue;
    block.visited = true;
    pending.push(block);
  }
  const reach = (block: BasicBlock): void => {
    if (block.warm || block.visited) return;
    block.visited = true;
    pending.push(block);
  };
  while (pending.length > 0) {
    const block = pending.pop()!;
    block.cold = true;
    if (block.next !== null && block.hasFallthrough()) reach(block.next);
    const last = block.last();
    if (last !== undefined && isJump(last)) reach(last.target!);
  }
}

/** A cold block that falls through into a warm one needs a jump, since it will stand elsewhere. */
function jumpFromColdToWarm(graph: ControlFlowGraph): void {
  let nextLabel = maxLabel(graph) + 1;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    const { next } = block;
    if (!block.cold || next === null || !next.warm || !block.hasFallthrough()) continue;
    if (next.label === NO_LABEL) next.label = nextLabel++;
    const jump = new BasicBlock();
    jump.addJump(Op.JUMP_NO_INTERRUPT, next, NO_LOCATION);
    jump.cold = true;
    jump.next = next;
    jump.predecessors = 1;
    block.next = jump;
  }
}

/** Splits the chain in two and joins the cold part to the end of the other; whether there was one. */
function moveColdBlocks(graph: ControlFlowGraph): boolean {
  let warmTail = graph.entry;
  let coldHead: BasicBlock | null = null;
  let coldTail: BasicBlock | null = null;
  for (let block = graph.entry.next; block !== null; block = block.next) {
    if (!block.cold) {
      warmTail.next = block;
      warmTail = block;
    } else {
      if (coldTail === null) coldHead = block;
      else coldTail.next = block;
      coldTail = block;
    }
  }
  if (coldTail !== null) coldTail.next = null;
  warmTail.next = coldHead;
  return coldHead !== null;
}
