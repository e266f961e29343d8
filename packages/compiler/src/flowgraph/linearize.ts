/**
 * From basic blocks back to an instruction sequence, in block order (`_PyCfg_ToInstructionSequence`).
 *
 * Jumps then name the index of the instruction they go to, and each instruction knows its handler.
 */

import { hasTarget } from "@pyvm/bytecode";

import { Instruction, InstructionSequence } from "../instructions/sequence.ts";
import type { ExceptionHandlerInfo } from "../instructions/sequence.ts";
import type { BasicBlock, ControlFlowGraph } from "./block.ts";

export function linearize(graph: ControlFlowGraph): InstructionSequence {
  let count = 0;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    block.start = count;
    count += block.used;
  }
  const sequence = new InstructionSequence();
  sequence.labelMap = null;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    for (let index = 0; index < block.used; index++) {
      const { opcode, oparg, location, target, except } = block.instructions[index];
      const instruction = new Instruction(opcode, hasTarget(opcode) ? target!.start : oparg, location);
      if (except !== null) instruction.exceptionHandler = handlerInfo(except);
      sequence.instructions.push(instruction);
    }
  }
  return sequence;
}

/** Instructions with the same handler share what is known of it. */
function handlerInfo(handler: BasicBlock): ExceptionHandlerInfo {
  const { start, startDepth, preserveLasti } = handler;
  return (handler.handlerInfo ??= { target: start, startDepth, preserveLasti });
}
