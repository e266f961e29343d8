/**
 * Improves short runs of instructions within a block (`optimize_basic_block`): folds constants, joins
 * instructions that do one thing together, threads jumps, and shortens stack shuffles.
 */

import { Intrinsic, Op } from "@pyvm/bytecode";

import type { ConstantTable } from "../../instructions/constant-table.ts";
import type { BasicBlock, ControlFlowGraph } from "../block.ts";
import {
  foldBinaryOperation,
  foldListToTuple,
  foldTuple,
  foldUnaryOperation,
  optimizeListOrSet,
} from "./constant-folding.ts";
import { threadJumps } from "./jump-threading.ts";
import { applyStaticSwaps, shortenSwaps } from "./swaps.ts";

export function optimizeBlocks(graph: ControlFlowGraph, consts: ConstantTable): void {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    optimizeInstructions(block, consts);
    optimizeSwaps(block);
  }
}

function optimizeInstructions(block: BasicBlock, consts: ConstantTable): void {
  const { instructions } = block;
  for (let index = 0; index < block.used; index++) {
    const instruction = instructions[index];
    const { opcode, oparg } = instruction;
    const next = index + 1 < block.used ? instructions[index + 1] : null;
    const nextOpcode = next === null ? Op.CACHE : next.opcode;
    switch (opcode) {
      case Op.BUILD_TUPLE:
        if (nextOpcode === Op.UNPACK_SEQUENCE && oparg === next!.oparg && oparg >= 1 && oparg <= 3) {
          // Packing and unpacking at once only turns the items around.
          instruction.setNop();
          if (oparg === 1) next!.setNop();
          else next!.opcode = Op.SWAP;
        } else {
          foldTuple(block, index, consts);
        }
        break;
      case Op.BUILD_LIST:
      case Op.BUILD_SET:
        optimizeListOrSet(block, index, nextOpcode, consts);
        break;
      case Op.POP_JUMP_IF_NOT_NONE:
      case Op.POP_JUMP_IF_NONE:
      case Op.POP_JUMP_IF_FALSE:
      case Op.POP_JUMP_IF_TRUE:
      case Op.JUMP_IF_FALSE:
      case Op.JUMP_IF_TRUE:
      case Op.JUMP:
      case Op.JUMP_NO_INTERRUPT:
        if (threadJumps(block, index)) index--;
        break;
      case Op.STORE_FAST:
        if (
          nextOpcode === Op.STORE_FAST &&
          oparg === next!.oparg &&
          instruction.location.lineno === next!.location.lineno
        ) {
          instruction.set(Op.POP_TOP, 0);
        }
        break;
      case Op.SWAP:
        if (oparg === 1) instruction.setNop();
        break;
      case Op.LOAD_GLOBAL:
        if (nextOpcode === Op.PUSH_NULL && (oparg & 1) === 0) {
          instruction.oparg = oparg | 1;
          next!.setNop();
        }
        break;
      case Op.COMPARE_OP:
        if (nextOpcode === Op.TO_BOOL) {
          instruction.setNop();
          next!.set(Op.COMPARE_OP, oparg | 16);
        }
        break;
      case Op.CONTAINS_OP:
      case Op.IS_OP:
        if (nextOpcode === Op.TO_BOOL) {
          instruction.setNop();
          next!.set(opcode, oparg);
        } else if (nextOpcode === Op.UNARY_NOT) {
          instruction.setNop();
          next!.set(opcode, oparg ^ 1);
        }
        break;
      case Op.TO_BOOL:
        if (nextOpcode === Op.TO_BOOL) instruction.setNop();
        break;
      case Op.UNARY_NOT:
        if (nextOpcode === Op.TO_BOOL) {
          instruction.setNop();
          next!.set(Op.UNARY_NOT, 0);
        } else if (nextOpcode === Op.UNARY_NOT) {
          instruction.setNop();
          next!.setNop();
        } else {
          foldUnaryOperation(block, index, consts);
        }
        break;
      case Op.UNARY_INVERT:
      case Op.UNARY_NEGATIVE:
        foldUnaryOperation(block, index, consts);
        break;
      case Op.CALL_INTRINSIC_1:
        if (oparg === Intrinsic.INTRINSIC_LIST_TO_TUPLE) {
          if (nextOpcode === Op.GET_ITER) instruction.setNop();
          else foldListToTuple(block, index, consts);
        } else if (oparg === Intrinsic.INTRINSIC_UNARY_POSITIVE) {
          foldUnaryOperation(block, index, consts);
        }
        break;
      case Op.BINARY_OP:
        foldBinaryOperation(block, index, consts);
        break;
    }
  }
}

function optimizeSwaps(block: BasicBlock): void {
  for (let index = 0; index < block.used; index++) {
    if (block.instructions[index].opcode !== Op.SWAP) continue;
    index = shortenSwaps(block, index);
    applyStaticSwaps(block, index);
  }
}
