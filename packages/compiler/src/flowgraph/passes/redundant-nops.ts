/**
 * Removes what does nothing: NOPs whose line is not lost with them, jumps to the next instruction, and
 * pairs that push a value only to pop it (`remove_redundant_nops…`, `remove_redundant_jumps`).
 */

import { isUnconditionalJump, Op } from "@pyvm/bytecode";

import { NO_LABEL } from "../../instructions/labels.ts";
import { isJump, nextNonemptyBlock } from "../block.ts";
import type { BasicBlock, CfgInstruction, ControlFlowGraph } from "../block.ts";

/** Removes redundant NOPs; the number removed. */
export function removeRedundantNops(graph: ControlFlowGraph): number {
  let removed = 0;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    removed += removeNopsOfBlock(block);
  }
  return removed;
}

/** Removes redundant NOPs and jumps until there are none: each can make the other redundant. */
export function removeRedundantNopsAndJumps(graph: ControlFlowGraph): void {
  while (removeRedundantNops(graph) + removeRedundantJumps(graph) > 0);
}

/** Removes redundant NOPs, and a constant load or copy whose value is popped at once. */
export function removeRedundantNopsAndPairs(graph: ControlFlowGraph): void {
  let done: boolean;
  do {
    done = true;
    let instruction: CfgInstruction | null = null;
    for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
      removeNopsOfBlock(block);
      // Whoever jumps here brings another predecessor.
      if (block.label !== NO_LABEL) instruction = null;
      for (let index = 0; index < block.used; index++) {
        const previous: CfgInstruction | null = instruction;
        instruction = block.instructions[index];
        if (previous !== null && instruction.opcode === Op.POP_TOP && onlyPushes(previous)) {
          previous.setNop();
          instruction.setNop();
          done = false;
        }
      }
      if ((instruction !== null && isJump(instruction)) || !block.hasFallthrough()) instruction = null;
    }
  } while (!done);
}

function onlyPushes(instruction: CfgInstruction): boolean {
  const { opcode, oparg } = instruction;
  return opcode === Op.LOAD_CONST || opcode === Op.LOAD_SMALL_INT || (opcode === Op.COPY && oparg === 1);
}

/** Turns jumps to where control goes anyway into NOPs; the number changed. */
function removeRedundantJumps(graph: ControlFlowGraph): number {
  let changed = 0;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    const last = block.last();
    if (last === undefined || !isUnconditionalJump(last.opcode)) continue;
    if (nextNonemptyBlock(last.target) === nextNonemptyBlock(block.next)) {
      last.setNop();
      changed++;
    }
  }
  return changed;
}

function removeNopsOfBlock(block: BasicBlock): number {
  const { instructions, used } = block;
  let kept = 0;
  let previousLine = -1;
  for (let index = 0; index < used; index++) {
    const instruction = instructions[index];
    const line = instruction.location.lineno;
    if (instruction.opcode === Op.NOP && isRedundantNop(block, index, previousLine)) continue;
    if (kept !== index) instructions[kept] = instruction;
    kept++;
    previousLine = line;
  }
  block.used = kept;
  return used - kept;
}

/** Whether the line event of the NOP happens without it as well. May hand its line to the next instruction. */
function isRedundantNop(block: BasicBlock, index: number, previousLine: number): boolean {
  const { location } = block.instructions[index];
  const line = location.lineno;
  if (line < 0 || previousLine === line) return true;
  if (index < block.used - 1) {
    const following = block.instructions[index + 1];
    if (following.location.lineno === line) return true;
    if (following.location.lineno < 0) {
      following.location = location;
      return true;
    }
    return false;
  }
  const next = nextNonemptyBlock(block.next);
  return next !== null && firstLine(next) === line;
}

/** The line of the block's first instruction that will not be removed. */
function firstLine(block: BasicBlock): number {
  for (let index = 0; index < block.used; index++) {
    const { opcode, location } = block.instructions[index];
    if (opcode !== Op.NOP || location.lineno >= 0) return location.lineno;
  }
  return -1;
}
