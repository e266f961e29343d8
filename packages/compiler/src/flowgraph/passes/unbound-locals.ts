/**
 * Makes loads of locals that may be unbound check for it: LOAD_FAST becomes LOAD_FAST_CHECK
 * (`add_checks_for_loads_of_uninitialized_variables`).
 *
 * A forward data-flow analysis with one bit per local, set while the local may be unbound. Only the first
 * 64 locals take part, to keep large functions linear; the others are followed within one block.
 */

import { Op } from "@pyvm/bytecode";

import { clearVisited, isJump } from "../block.ts";
import type { BasicBlock, ControlFlowGraph } from "../block.ts";

const TRACKED_LOCALS = 64;

/**
 * @param localCount How many fast locals there are, parameters included.
 * @param parameterCount How many of them are parameters, which are bound from the start.
 */
export function checkUnboundLocals(
  graph: ControlFlowGraph,
  localCount: number,
  parameterCount: number,
): void {
  if (localCount === 0) return;
  if (localCount > TRACKED_LOCALS) checkLocalsBeyondTracked(graph, localCount);
  clearVisited(graph);
  const pending: BasicBlock[] = [];
  let low = 0;
  let high = 0;
  for (let local = parameterCount; local < Math.min(localCount, TRACKED_LOCALS); local++) {
    if (local < 32) low |= 1 << local;
    else high |= 1 << (local - 32);
  }
  propagate(pending, graph.entry, low, high);
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) scan(pending, block);
  while (pending.length > 0) {
    const block = pending.pop()!;
    block.visited = false;
    scan(pending, block);
  }
}

/** Adds to what may be unbound where the block starts; `visited` marks the blocks on the list. */
function propagate(pending: BasicBlock[], block: BasicBlock, low: number, high: number): void {
  const bothLow = block.unsafeLocalsLow | low;
  const bothHigh = block.unsafeLocalsHigh | high;
  if (bothLow === block.unsafeLocalsLow && bothHigh === block.unsafeLocalsHigh) return;
  block.unsafeLocalsLow = bothLow;
  block.unsafeLocalsHigh = bothHigh;
  if (!block.visited) {
    block.visited = true;
    pending.push(block);
  }
}

function scan(pending: BasicBlock[], block: BasicBlock): void {
  let low = block.unsafeLocalsLow;
  let high = block.unsafeLocalsHigh;
  for (let index = 0; index < block.used; index++) {
    const instruction = block.instructions[index];
    if (instruction.except !== null) propagate(pending, instruction.except, low, high);
    const { opcode, oparg } = instruction;
    if (oparg >= TRACKED_LOCALS) continue;
    const lowBit = oparg < 32 ? 1 << oparg : 0;
    const highBit = oparg < 32 ? 0 : 1 << (oparg - 32);
    switch (opcode) {
      case Op.DELETE_FAST:
      case Op.LOAD_FAST_AND_CLEAR:
      case Op.STORE_FAST_MAYBE_NULL:
        low |= lowBit;
        high |= highBit;
        break;
      case Op.LOAD_FAST:
      case Op.STORE_FAST:
      case Op.LOAD_FAST_CHECK:
        if (opcode === Op.LOAD_FAST && ((low & lowBit) !== 0 || (high & highBit) !== 0)) {
          instruction.opcode = Op.LOAD_FAST_CHECK;
        }
        // After a load that did not raise, the local is bound.
        low &= ~lowBit;
        high &= ~highBit;
        break;
    }
  }
  if (block.next !== null && block.hasFallthrough()) propagate(pending, block.next, low, high);
  const last = block.last();
  if (last !== undefined && isJump(last)) propagate(pending, last.target!, low, high);
}

function checkLocalsBeyondTracked(graph: ControlFlowGraph, localCount: number): void {
  // The number of the block in which the local was last seen bound.
  const boundIn = new Int32Array(localCount - TRACKED_LOCALS);
  let blockNumber = 0;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    blockNumber++;
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      const local = instruction.oparg - TRACKED_LOCALS;
      if (local < 0) continue;
      switch (instruction.opcode) {
        case Op.DELETE_FAST:
        case Op.LOAD_FAST_AND_CLEAR:
        case Op.STORE_FAST_MAYBE_NULL:
          boundIn[local] = blockNumber - 1;
          break;
        case Op.LOAD_FAST:
          if (boundIn[local] !== blockNumber) instruction.opcode = Op.LOAD_FAST_CHECK;
          boundIn[local] = blockNumber;
          break;
        case Op.STORE_FAST:
          boundIn[local] = blockNumber;
          break;
      }
    }
  }
}
