/**
 * Gives line numbers to instructions that have none (`resolve_line_numbers`).
 *
 * PEP 626 wants the line of a frame right when it ends. So every exit, and every place that checks for
 * interrupts, needs a line: shared exits without one are duplicated until each has one predecessor, and
 * take its line. The remaining gaps are filled from the instruction before, which also makes the location
 * table smaller.
 */

import { EVAL_BREAK } from "@pyvm/bytecode";

import { NO_LOCATION } from "../../instructions/location.ts";
import { BasicBlock, isJump, maxLabel, nextNonemptyBlock } from "../block.ts";
import type { ControlFlowGraph } from "../block.ts";

export function resolveLineNumbers(graph: ControlFlowGraph): void {
  duplicateExitsWithoutLine(graph);
  propagateLines(graph);
}

function duplicateExitsWithoutLine(graph: ControlFlowGraph): void {
  let nextLabel = maxLabel(graph) + 1;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    const last = block.last();
    if (last === undefined || !isJump(last)) continue;
    const target = nextNonemptyBlock(last.target)!;
    if (!needsLine(target) || target.predecessors <= 1) continue;
    const copy = new BasicBlock();
    copy.append(target);
    copy.instructions[0].location = last.location;
    last.target = copy;
    target.predecessors--;
    copy.predecessors = 1;
    copy.next = target.next;
    copy.label = nextLabel++;
    target.next = copy;
  }
  // What is left is reached by falling through only, from a single predecessor.
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    if (block.next !== null && block.used > 0 && block.hasFallthrough() && needsLine(block.next)) {
      block.next.instructions[0].location = block.last()!.location;
    }
  }
}

function needsLine(block: BasicBlock): boolean {
  return (block.exitsScope() || block.hasFlag(EVAL_BREAK)) && block.hasNoLineNumbers();
}

function propagateLines(graph: ControlFlowGraph): void {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    const last = block.last();
    if (last === undefined) continue;
    let location = NO_LOCATION;
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      if (instruction.location.lineno === NO_LOCATION.lineno) instruction.location = location;
      else location = instruction.location;
    }
    if (block.hasFallthrough() && block.next!.predecessors === 1 && block.next!.used > 0) {
      const first = block.next!.instructions[0];
      if (first.location.lineno === NO_LOCATION.lineno) first.location = location;
    }
    if (isJump(last) && last.target!.predecessors === 1) {
      const first = last.target!.instructions[0];
      if (first.location.lineno === NO_LOCATION.lineno) first.location = location;
    }
  }
}
