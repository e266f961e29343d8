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
  const starts = new Map<BasicBlock, number>();
  let count = 0;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    starts.set(block, count);
    count += block.used;
  }
  const handlers = new Map<BasicBlock, ExceptionHandlerInfo>();
  const handlerInfo = (handler: BasicBlock): ExceptionHandlerInfo => {
    let info = handlers.get(handler);
    if (info === undefined) {
      const { startDepth, preserveLasti } = handler;
      handlers.set(handler, (info = { target: starts.get(handler)!, startDepth, preserveLasti }));
    }
    return info;
  };

  const sequence = new InstructionSequence();
  sequence.labelMap = null;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    for (let index = 0; index < block.used; index++) {
      const { opcode, oparg, location, target, except } = block.instructions[index];
      const argument = hasTarget(opcode) ? starts.get(target!)! : oparg;
      const instruction = new Instruction(opcode, argument, location);
      if (except !== null) instruction.exceptionHandler = handlerInfo(except);
      sequence.instructions.push(instruction);
    }
  }
  return sequence;
}
