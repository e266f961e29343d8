/**
 * Shortens stack shuffles: runs of SWAPs (`swaptimize`), and SWAPs whose stores can change places instead
 * (`apply_static_swaps`).
 */

import { Op } from "@pyvm/bytecode";

import type { BasicBlock, CfgInstruction } from "../block.ts";

const DONE = -1;

/**
 * Replaces a run of SWAPs and NOPs by the fewest SWAPs with the same effect.
 *
 * Plays the run on a stack of numbers and resolves the resulting permutation cycle by cycle; every cycle
 * must be led through the top, the only place that can be swapped from. Written from the end of the run,
 * since the moves that would undo the permutation come out in reverse.
 *
 * @param start The index of a SWAP.
 * @returns The index of the last instruction of the run.
 */
export function shortenSwaps(block: BasicBlock, start: number): number {
  const { instructions } = block;
  let depth = instructions[start].oparg;
  let end = start + 1;
  let hasMore = false;
  for (; end < block.used; end++) {
    const { opcode, oparg } = instructions[end];
    if (opcode === Op.SWAP) {
      depth = Math.max(depth, oparg);
      hasMore = true;
    } else if (opcode !== Op.NOP) {
      break;
    }
  }
  if (!hasMore) return start;

  const stack = Array.from({ length: depth }, (_, position) => position);
  for (let index = start; index < end; index++) {
    const { opcode, oparg } = instructions[index];
    if (opcode !== Op.SWAP) continue;
    const top = stack[0];
    stack[0] = stack[oparg - 1];
    stack[oparg - 1] = top;
  }

  let current = end - 1;
  for (let position = 0; position < depth; position++) {
    if (stack[position] === DONE || stack[position] === position) continue;
    let at = position;
    for (;;) {
      if (at !== 0) instructions[current--].set(Op.SWAP, at + 1);
      if (stack[at] === DONE) break;
      const following = stack[at];
      stack[at] = DONE;
      at = following;
    }
  }
  while (current >= start) instructions[current--].setNop();
  return end - 1;
}

/**
 * Applies SWAPs up to index `end` by exchanging the instructions that consume the swapped items:
 * SWAP 2, POP_TOP, STORE_FAST x becomes STORE_FAST x, POP_TOP.
 */
export function applyStaticSwaps(block: BasicBlock, end: number): void {
  const { instructions } = block;
  for (let index = end; index >= 0; index--) {
    const swap = instructions[index];
    if (swap.opcode !== Op.SWAP) {
      if (swap.opcode === Op.NOP || isSwappable(swap.opcode)) continue;
      return;
    }
    const first = nextSwappable(block, index, -1);
    if (first < 0) return;
    const line = instructions[first].location.lineno;
    let second = first;
    for (let count = swap.oparg - 1; count > 0; count--) {
      second = nextSwappable(block, second, line);
      if (second < 0) return;
    }
    if (!canExchange(block, first, second)) return;
    swap.setNop();
    const exchanged = instructions[first];
    instructions[first] = instructions[second];
    instructions[second] = exchanged;
  }
}

/** Instructions that only consume the top of the stack, without running code or jumping. */
function isSwappable(opcode: number): boolean {
  return opcode === Op.STORE_FAST || opcode === Op.STORE_FAST_MAYBE_NULL || opcode === Op.POP_TOP;
}

/** The next swappable instruction, on the given line if it is not negative; -1 if something else comes. */
function nextSwappable(block: BasicBlock, after: number, line: number): number {
  for (let index = after + 1; index < block.used; index++) {
    const { opcode, location } = block.instructions[index];
    // A change of line is an event at which a debugger could see the names bound in another order.
    if (line >= 0 && location.lineno !== line) return -1;
    if (opcode === Op.NOP) continue;
    return isSwappable(opcode) ? index : -1;
  }
  return -1;
}

/** Whether no name is stored twice between the two, which would make their order count. */
function canExchange(block: BasicBlock, first: number, second: number): boolean {
  const firstLocal = storedLocal(block.instructions[first]);
  const secondLocal = storedLocal(block.instructions[second]);
  if (firstLocal < 0 && secondLocal < 0) return true;
  if (firstLocal === secondLocal) return false;
  for (let index = first + 1; index < second; index++) {
    const local = storedLocal(block.instructions[index]);
    if (local >= 0 && (local === firstLocal || local === secondLocal)) return false;
  }
  return true;
}

function storedLocal(instruction: CfgInstruction): number {
  const { opcode, oparg } = instruction;
  return opcode === Op.STORE_FAST || opcode === Op.STORE_FAST_MAYBE_NULL ? oparg : -1;
}
