/**
 * Drops constants that no instruction loads any more (`remove_unused_consts`).
 *
 * The first constant stays in any case: it may be the docstring.
 */

import { hasConst } from "@pyvm/bytecode";

import type { ConstantTable } from "../../instructions/constant-table.ts";
import type { BasicBlock, CfgInstruction, ControlFlowGraph } from "../block.ts";

export function removeUnusedConsts(graph: ControlFlowGraph, consts: ConstantTable): void {
  const { items } = consts;
  if (items.length === 0) return;
  const isUsed = new Uint8Array(items.length);
  isUsed[0] = 1;
  const loads: CfgInstruction[] = [];
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      if (!hasConst(instruction.opcode)) continue;
      isUsed[instruction.oparg] = 1;
      loads.push(instruction);
    }
  }
  const newIndexes = new Int32Array(items.length);
  let count = 0;
  for (let index = 0; index < items.length; index++) newIndexes[index] = isUsed[index] === 1 ? count++ : -1;
  if (count === items.length) return;
  consts.items = items.filter((_, index) => isUsed[index] === 1);
  for (const load of loads) load.oparg = newIndexes[load.oparg];
}
