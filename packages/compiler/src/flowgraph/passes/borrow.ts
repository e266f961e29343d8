/**
 * Lets loads of locals borrow their reference where the local outlives the use (`optimize_load_fast`).
 *
 * A borrowed reference saves CPython the reference counting; we have none, but the bytecode must be the
 * same. The load may borrow if its value is consumed within the block, before the local is overwritten,
 * and is not itself stored into a local. Each block is played on a stack of "which load, of which local".
 */

import {
  hasTarget,
  isBlockPush,
  isScopeExit,
  isUnconditionalJump,
  numPopped,
  numPushed,
  Op,
} from "@pyvm/bytecode";

import { clearVisited } from "../block.ts";
import type { BasicBlock, ControlFlowGraph } from "../block.ts";

/** A value that no load of this block pushed. */
const NO_LOAD = -1;
const NOT_LOCAL = -1;

export function borrowLoads(graph: ControlFlowGraph): void {
  clearVisited(graph);
  const pending: BasicBlock[] = [];
  graph.entry.startDepth = 0;
  graph.entry.visited = true;
  pending.push(graph.entry);
  const references = new ReferenceStack();
  while (pending.length > 0) borrowInBlock(pending.pop()!, pending, references);
}

/** The evaluation stack, as the instruction that pushed each item and the local it came from. */
class ReferenceStack {
  loads = new Int32Array(64);
  locals = new Int32Array(64);
  depth = 0;

  push(load: number, local: number): void {
    if (this.depth === this.loads.length) this.#grow();
    this.loads[this.depth] = load;
    this.locals[this.depth++] = local;
  }

  /** Drops the top item; the instruction that pushed it. */
  pop(): number {
    return this.loads[--this.depth];
  }

  /** The local that the top item came from. */
  topLocal(): number {
    return this.locals[this.depth - 1];
  }

  drop(count: number): void {
    this.depth -= count;
  }

  swapTop(position: number): void {
    swap(this.loads, this.depth - position, this.depth - 1);
    swap(this.locals, this.depth - position, this.depth - 1);
  }

  #grow(): void {
    this.loads = doubled(this.loads);
    this.locals = doubled(this.locals);
  }
}

function swap(items: Int32Array, first: number, second: number): void {
  const item = items[first];
  items[first] = items[second];
  items[second] = item;
}

function doubled(items: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(items.length * 2);
  larger.set(items);
  return larger;
}

function borrowInBlock(block: BasicBlock, pending: BasicBlock[], stack: ReferenceStack): void {
  const { instructions, used } = block;
  // 1 for the instructions whose value must be owned.
  const mustOwn = new Uint8Array(used);

  const killLocal = (local: number): void => {
    for (let position = 0; position < stack.depth; position++) {
      if (stack.locals[position] === local) mustOwn[stack.loads[position]] = 1;
    }
  };
  const storeLocal = (local: number): void => {
    const load = stack.pop();
    killLocal(local);
    if (load !== NO_LOAD) mustOwn[load] = 1;
  };
  const visit = (target: BasicBlock): void => {
    if (target.visited) return;
    target.visited = true;
    pending.push(target);
  };

  stack.depth = 0;
  for (let count = 0; count < block.startDepth; count++) stack.push(NO_LOAD, NOT_LOCAL);
  for (let index = 0; index < used; index++) {
    const { opcode, oparg, target } = instructions[index];
    switch (opcode) {
      case Op.DELETE_FAST:
        killLocal(oparg);
        break;
      case Op.LOAD_FAST:
        stack.push(index, oparg);
        break;
      case Op.LOAD_FAST_AND_CLEAR:
        killLocal(oparg);
        stack.push(index, oparg);
        break;
      case Op.LOAD_FAST_LOAD_FAST:
        stack.push(index, oparg >> 4);
        stack.push(index, oparg & 15);
        break;
      case Op.STORE_FAST:
        storeLocal(oparg);
        break;
      case Op.STORE_FAST_LOAD_FAST:
        storeLocal(oparg >> 4);
        stack.push(index, oparg & 15);
        break;
      case Op.STORE_FAST_STORE_FAST:
        storeLocal(oparg >> 4);
        storeLocal(oparg & 15);
        break;
      case Op.COPY: {
        const position = stack.depth - oparg;
        stack.push(stack.loads[position], stack.locals[position]);
        break;
      }
      case Op.SWAP:
        stack.swapTop(oparg);
        break;

      // These leave their operands where they are.
      case Op.FORMAT_SIMPLE:
      case Op.GET_ANEXT:
      case Op.GET_LEN:
      case Op.GET_YIELD_FROM_ITER:
      case Op.IMPORT_FROM:
      case Op.MATCH_KEYS:
      case Op.MATCH_MAPPING:
      case Op.MATCH_SEQUENCE:
      case Op.WITH_EXCEPT_START: {
        const pushed = numPushed(opcode, oparg) - numPopped(opcode, oparg);
        // CPython numbers these values 0, 1, … instead of by instruction: an oversight that shows in the
        // bytecode, since the block's first instructions then count as unconsumed.
        for (let count = 0; count < pushed; count++) stack.push(count, NOT_LOCAL);
        break;
      }

      // These consume some operands and leave the rest.
      case Op.DICT_MERGE:
      case Op.DICT_UPDATE:
      case Op.LIST_APPEND:
      case Op.LIST_EXTEND:
      case Op.MAP_ADD:
      case Op.RERAISE:
      case Op.SET_ADD:
      case Op.SET_UPDATE:
        stack.drop(numPopped(opcode, oparg) - numPushed(opcode, oparg));
        break;
      case Op.END_SEND:
      case Op.SET_FUNCTION_ATTRIBUTE: {
        const local = stack.topLocal();
        const load = stack.pop();
        stack.pop();
        stack.push(load, local);
        break;
      }
      case Op.CHECK_EXC_MATCH:
        stack.pop();
        stack.push(index, NOT_LOCAL);
        break;
      case Op.FOR_ITER:
        visit(target!);
        stack.push(index, NOT_LOCAL);
        break;
      case Op.LOAD_ATTR:
      case Op.LOAD_SUPER_ATTR: {
        const local = stack.topLocal();
        const load = stack.pop();
        if (opcode === Op.LOAD_SUPER_ATTR) stack.drop(2);
        stack.push(index, NOT_LOCAL);
        // For a method call, the object may stay on the stack as `self`.
        if ((oparg & 1) !== 0) stack.push(load, local);
        break;
      }
      case Op.LOAD_SPECIAL:
      case Op.PUSH_EXC_INFO: {
        const local = stack.topLocal();
        const load = stack.pop();
        stack.push(index, NOT_LOCAL);
        stack.push(load, local);
        break;
      }
      case Op.SEND:
        visit(target!);
        stack.pop();
        stack.push(index, NOT_LOCAL);
        break;

      default:
        if (hasTarget(opcode)) visit(target!);
        // A block opener pushes for its handler only.
        if (!isBlockPush(opcode)) {
          stack.drop(numPopped(opcode, oparg));
          const pushed = numPushed(opcode, oparg);
          for (let count = 0; count < pushed; count++) stack.push(index, NOT_LOCAL);
        }
    }
  }

  const last = block.last();
  const next = block.next;
  if (last !== undefined && next !== null && !isUnconditionalJump(last.opcode) && !isScopeExit(last.opcode)) {
    visit(next);
  }
  // What is left on the stack may outlive its local.
  for (let position = 0; position < stack.depth; position++) {
    const load = stack.loads[position];
    if (load !== NO_LOAD) mustOwn[load] = 1;
  }
  for (let index = 0; index < used; index++) {
    if (mustOwn[index] === 1) continue;
    const instruction = instructions[index];
    if (instruction.opcode === Op.LOAD_FAST) instruction.opcode = Op.LOAD_FAST_BORROW;
    else if (instruction.opcode === Op.LOAD_FAST_LOAD_FAST) {
      instruction.opcode = Op.LOAD_FAST_BORROW_LOAD_FAST_BORROW;
    }
  }
}
