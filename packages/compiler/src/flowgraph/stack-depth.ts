/**
 * How deep the evaluation stack gets (`calculate_stackdepth`).
 *
 * Follows every path once; the depth on entry of each block is kept in `startDepth`, where the exception
 * table and the borrow analysis find it. Loops are assumed to have no net effect.
 */

import { hasTarget, isScopeExit, isUnconditionalJump, Op, stackEffect } from "@pyvm/bytecode";
import type { Flow } from "@pyvm/bytecode";

import { InvalidTreeError } from "../errors.ts";
import type { BasicBlock, CfgInstruction, ControlFlowGraph } from "./block.ts";

/** The greatest depth. Graphs whose paths disagree or underflow come of trees that no parser makes. */
export function calculateStackDepth(graph: ControlFlowGraph): number {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) block.startDepth = -1;
  const pending: BasicBlock[] = [];
  enter(pending, graph.entry, 0);
  let maxDepth = 0;
  while (pending.length > 0) {
    const block = pending.pop()!;
    let depth = block.startDepth;
    let next = block.next;
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      const { opcode } = instruction;
      maxDepth = Math.max(maxDepth, depth);
      if (hasTarget(opcode) && opcode !== Op.END_ASYNC_FOR) {
        enter(pending, instruction.target!, depth + effectOf(instruction, "jump"));
      }
      depth += effectOf(instruction, "next");
      if (depth < 0) throw new InvalidTreeError("Invalid CFG, stack underflow");
      if (isUnconditionalJump(opcode) || isScopeExit(opcode)) {
        next = null;
        break;
      }
    }
    if (next !== null) enter(pending, next, depth);
  }
  return maxDepth;
}

function enter(pending: BasicBlock[], block: BasicBlock, depth: number): void {
  if (block.startDepth >= 0 && block.startDepth !== depth) {
    throw new InvalidTreeError("Invalid CFG, inconsistent stackdepth");
  }
  if (block.startDepth < 0) {
    block.startDepth = depth;
    pending.push(block);
  }
}

function effectOf(instruction: CfgInstruction, flow: Flow): number {
  const effect = stackEffect(instruction.opcode, instruction.oparg, flow);
  if (effect === null) {
    const { opcode, oparg } = instruction;
    throw new InvalidTreeError(`Invalid stack effect for opcode=${opcode}, arg=${oparg}`, "SystemError");
  }
  return effect;
}
