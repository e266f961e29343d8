/**
 * Joins neighbouring loads and stores of locals into one instruction (`insert_superinstructions`).
 */

import { Op } from "@pyvm/bytecode";

import type { BasicBlock, CfgInstruction, ControlFlowGraph } from "../block.ts";
import { removeRedundantNops } from "./redundant-nops.ts";

export function insertSuperinstructions(graph: ControlFlowGraph): void {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    for (let index = 0; index + 1 < block.used; index++) {
      const first = block.instructions[index];
      const second = block.instructions[index + 1];
      if (first.opcode === Op.LOAD_FAST) {
        if (second.opcode === Op.LOAD_FAST) join(first, second, Op.LOAD_FAST_LOAD_FAST);
      } else if (first.opcode === Op.STORE_FAST) {
        if (second.opcode === Op.LOAD_FAST) join(first, second, Op.STORE_FAST_LOAD_FAST);
        else if (second.opcode === Op.STORE_FAST) join(first, second, Op.STORE_FAST_STORE_FAST);
      }
    }
  }
  removeRedundantNops(graph);
}

/** The two opargs share one byte, and a line event between the two must not be lost. */
function join(first: CfgInstruction, second: CfgInstruction, opcode: number): void {
  const firstLine = first.location.lineno;
  const secondLine = second.location.lineno;
  if (firstLine >= 0 && secondLine >= 0 && firstLine !== secondLine) return;
  if (first.oparg >= 16 || second.oparg >= 16) return;
  first.set(opcode, (first.oparg << 4) | second.oparg);
  second.setNop();
}
