/**
 * Replaces the pseudo-instructions that are left by real ones (`convert_pseudo_…`). Unconditional jumps
 * wait until their direction is known: assemble/jumps.ts.
 */

import { isBlockPush, Op } from "@pyvm/bytecode";

import { CfgInstruction } from "../block.ts";
import type { BasicBlock, ControlFlowGraph } from "../block.ts";
import { removeRedundantNopsAndJumps } from "./redundant-nops.ts";

/** JUMP_IF_… tests the top of the stack and leaves it: COPY 1, TO_BOOL, POP_JUMP_IF_…. */
export function convertConditionalJumps(graph: ControlFlowGraph): void {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    const jump = block.last();
    if (jump === undefined || (jump.opcode !== Op.JUMP_IF_FALSE && jump.opcode !== Op.JUMP_IF_TRUE)) continue;
    jump.opcode = jump.opcode === Op.JUMP_IF_FALSE ? Op.POP_JUMP_IF_FALSE : Op.POP_JUMP_IF_TRUE;
    block.insert(block.used - 1, coveredLike(jump, Op.COPY, 1));
    block.insert(block.used - 1, coveredLike(jump, Op.TO_BOOL, 0));
  }
}

/** Block openers have done their work; the others have a real instruction of the same meaning. */
export function convertPseudoInstructions(graph: ControlFlowGraph): void {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      const { opcode } = instruction;
      if (isBlockPush(opcode)) instruction.setNop();
      else if (opcode === Op.LOAD_CLOSURE) instruction.opcode = Op.LOAD_FAST;
      else if (opcode === Op.STORE_FAST_MAYBE_NULL) instruction.opcode = Op.STORE_FAST;
    }
  }
  removeRedundantNopsAndJumps(graph);
}

/** A new instruction at the place of another, with the same handler. */
function coveredLike(model: CfgInstruction, opcode: number, oparg: number): CfgInstruction {
  const instruction = new CfgInstruction(opcode, oparg, model.location);
  instruction.except = model.except;
  return instruction;
}
