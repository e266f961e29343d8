/**
 * Uses what is known about a constant that was just pushed (`optimize_load_const`).
 *
 * Small ints get their own opcode; a test of a constant becomes a jump or nothing; comparing with None
 * and testing becomes one jump.
 */

import { Op } from "@pyvm/bytecode";

import type { ConstantTable } from "../../instructions/constant-table.ts";
import type { BasicBlock, ControlFlowGraph } from "../block.ts";
import { isTrue } from "../constants/truth.ts";
import { constantOf, makeSmallIntLoad } from "./constant-loads.ts";

export function optimizeLoadConst(graph: ControlFlowGraph, consts: ConstantTable): void {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    optimizeBlock(block, consts);
  }
}

function optimizeBlock(block: BasicBlock, consts: ConstantTable): void {
  const { instructions } = block;
  // The load whose value is on top of the stack: this instruction, or the one before a COPY 1 of it.
  let opcode = 0;
  let oparg = 0;
  for (let index = 0; index < block.used; index++) {
    const instruction = instructions[index];
    if (instruction.opcode === Op.LOAD_CONST) makeSmallIntLoad(instruction, consts.items[instruction.oparg]);
    const copiesConstant =
      opcode === Op.LOAD_CONST && instruction.opcode === Op.COPY && instruction.oparg === 1;
    if (!copiesConstant) {
      opcode = instruction.opcode;
      oparg = instruction.oparg;
    }
    if (opcode !== Op.LOAD_CONST && opcode !== Op.LOAD_SMALL_INT) continue;
    if (index + 1 >= block.used) continue;
    const next = instructions[index + 1];
    switch (next.opcode) {
      case Op.POP_JUMP_IF_FALSE:
      case Op.POP_JUMP_IF_TRUE:
      case Op.JUMP_IF_FALSE:
      case Op.JUMP_IF_TRUE: {
        const jumpsIfTrue = next.opcode === Op.POP_JUMP_IF_TRUE || next.opcode === Op.JUMP_IF_TRUE;
        const pops = next.opcode === Op.POP_JUMP_IF_FALSE || next.opcode === Op.POP_JUMP_IF_TRUE;
        if (pops) instruction.setNop();
        if (isTrue(constantOf(opcode, oparg, consts)) === jumpsIfTrue) next.opcode = Op.JUMP;
        else next.setNop();
        break;
      }
      case Op.IS_OP:
        if (constantOf(opcode, oparg, consts) === null) compareWithNone(block, index);
        break;
      case Op.TO_BOOL: {
        const index = consts.add(isTrue(constantOf(opcode, oparg, consts)));
        instruction.setNop();
        next.set(Op.LOAD_CONST, index);
        break;
      }
    }
  }
}

/** LOAD_CONST None, IS_OP, [TO_BOOL,] POP_JUMP_IF_… becomes POP_JUMP_IF_NONE or POP_JUMP_IF_NOT_NONE. */
function compareWithNone(block: BasicBlock, index: number): void {
  const { instructions } = block;
  if (block.used <= index + 2) return;
  const comparison = instructions[index + 1];
  let jump = instructions[index + 2];
  if (jump.opcode === Op.TO_BOOL) {
    jump.setNop();
    if (block.used <= index + 3) return;
    jump = instructions[index + 3];
  }
  let inverted = comparison.oparg !== 0;
  if (jump.opcode === Op.POP_JUMP_IF_FALSE) inverted = !inverted;
  else if (jump.opcode !== Op.POP_JUMP_IF_TRUE) return;
  instructions[index].setNop();
  comparison.setNop();
  jump.opcode = inverted ? Op.POP_JUMP_IF_NOT_NONE : Op.POP_JUMP_IF_NONE;
}
