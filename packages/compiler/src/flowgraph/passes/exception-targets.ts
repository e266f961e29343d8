/**
 * Tells every instruction which handler covers it (`label_exception_targets`).
 *
 * Walks the graph with the stack of open handlers: SETUP_… pushes, POP_BLOCK pops and becomes a NOP. A
 * RESUME learns here whether its yield stood inside the generator's own handler only.
 */

import { isBlockPush, Op, RESUME_AT_FUNC_START, RESUME_DEPTH1_MASK } from "@pyvm/bytecode";

import { clearVisited, isJump } from "../block.ts";
import type { BasicBlock, CfgInstruction, ControlFlowGraph } from "../block.ts";

export function labelExceptionTargets(graph: ControlFlowGraph): void {
  clearVisited(graph);
  const pending: BasicBlock[] = [];
  visit(pending, graph.entry, []);
  while (pending.length > 0) labelBlock(pending, pending.pop()!);
}

function visit(pending: BasicBlock[], block: BasicBlock, stack: BasicBlock[]): void {
  block.exceptStack = stack;
  block.visited = true;
  pending.push(block);
}

function labelBlock(pending: BasicBlock[], block: BasicBlock): void {
  const stack = block.exceptStack!;
  block.exceptStack = null;
  let handler = stack.at(-1) ?? null;
  let lastYieldDepth = -1;
  for (let index = 0; index < block.used; index++) {
    const instruction = block.instructions[index];
    const { opcode } = instruction;
    if (isBlockPush(opcode)) {
      const target = instruction.target!;
      if (!target.visited) visit(pending, target, stack.slice());
      handler = pushHandler(stack, instruction);
      continue;
    }
    if (opcode === Op.POP_BLOCK) {
      stack.pop();
      handler = stack.at(-1) ?? null;
      instruction.setNop();
      continue;
    }
    instruction.except = handler;
    if (isJump(instruction)) {
      const target = instruction.target!;
      if (!target.visited) visit(pending, target, stack.slice());
    } else if (opcode === Op.YIELD_VALUE) {
      lastYieldDepth = stack.length;
    } else if (opcode === Op.RESUME && instruction.oparg !== RESUME_AT_FUNC_START) {
      if (lastYieldDepth === 1) instruction.oparg |= RESUME_DEPTH1_MASK;
      lastYieldDepth = -1;
    }
  }
  if (block.hasFallthrough() && !block.next!.visited) visit(pending, block.next!, stack);
}

function pushHandler(stack: BasicBlock[], setup: CfgInstruction): BasicBlock {
  const target = setup.target!;
  if (setup.opcode === Op.SETUP_WITH || setup.opcode === Op.SETUP_CLEANUP) target.preserveLasti = true;
  stack.push(target);
  return target;
}
