/**
 * Basic blocks: the nodes of the control flow graph.
 *
 * A block is a run of instructions entered only at its start and left only at its end; its last
 * instruction may jump, and `next` is the block that follows it in the code. Blocks are linked by `next`
 * in the order in which they will be assembled. Mirrors the structures of CPython's Python/flowgraph.c.
 */

import { hasJump, isScopeExit, isUnconditionalJump, Op, opcodeFlags } from "@pyvm/bytecode";

import type { Label } from "../instructions/labels.ts";
import { NO_LABEL } from "../instructions/labels.ts";
import type { SourceLocation } from "../instructions/location.ts";
import type { ExceptionHandlerInfo } from "../instructions/sequence.ts";

/** One instruction of a block. Mutable: passes rewrite it in place. */
export class CfgInstruction {
  opcode: number;
  oparg: number;
  location: SourceLocation;
  /** The block a jump goes to, or the handler a block opener sets up. */
  target: BasicBlock | null = null;
  /** The handler that gets an exception raised here. */
  except: BasicBlock | null = null;

  constructor(opcode: number, oparg: number, location: SourceLocation) {
    this.opcode = opcode;
    this.oparg = oparg;
    this.location = location;
  }

  /** Turns this into another instruction; the location and the target stay. */
  set(opcode: number, oparg: number): void {
    this.opcode = opcode;
    this.oparg = oparg;
  }

  /** Makes this do nothing; a later pass removes it unless its line would be lost. */
  setNop(): void {
    this.opcode = Op.NOP;
    this.oparg = 0;
  }

  copy(): CfgInstruction {
    const copy = new CfgInstruction(this.opcode, this.oparg, this.location);
    copy.target = this.target;
    copy.except = this.except;
    return copy;
  }
}

export class BasicBlock {
  label: Label = NO_LABEL;
  /**
   * The instructions are the first `used` items. What lies beyond are leftovers of removed instructions: a
   * later `add` in such a place takes over the leftover's handler, as it does in CPython, whose exception
   * tables show it.
   */
  instructions: CfgInstruction[] = [];
  used = 0;
  /** The block that follows in the code, reached by falling through unless the last instruction leaves. */
  next: BasicBlock | null = null;
  /** The handlers in force where the block starts, outermost first; only while they are being labelled. */
  exceptStack: BasicBlock[] | null = null;
  /** One bit for each of the first 64 locals that may be unbound here; passes/unbound-locals.ts. */
  unsafeLocalsLow = 0;
  unsafeLocalsHigh = 0;
  /** How many jumps, block openers and fallthroughs lead here. */
  predecessors = 0;
  /** Depth of the evaluation stack on entry; negative before it is computed. */
  startDepth = -1;
  /** The index of its first instruction in the sequence that the graph became (linearize.ts). */
  start = -1;
  /** What that sequence knows of this block as a handler. */
  handlerInfo: ExceptionHandlerInfo | null = null;
  /** The handler wants the offset of the raising instruction. */
  preserveLasti = false;
  /** A mark for traversals. */
  visited = false;
  isExceptHandler = false;
  /** Reached only through handlers; such blocks go to the end. */
  cold = false;
  /** Reached without an exception. */
  warm = false;

  /** The last instruction, or `undefined` in an empty block. */
  last(): CfgInstruction | undefined {
    return this.used > 0 ? this.instructions[this.used - 1] : undefined;
  }

  add(opcode: number, oparg: number, location: SourceLocation): CfgInstruction {
    const instruction = new CfgInstruction(opcode, oparg, location);
    const leftover = this.instructions[this.used];
    if (leftover !== undefined) instruction.except = leftover.except;
    this.instructions[this.used++] = instruction;
    return instruction;
  }

  addJump(opcode: number, target: BasicBlock, location: SourceLocation): CfgInstruction {
    const jump = this.add(opcode, target.label, location);
    jump.target = target;
    return jump;
  }

  insert(index: number, instruction: CfgInstruction): void {
    const { instructions } = this;
    for (let at = this.used; at > index; at--) instructions[at] = instructions[at - 1];
    instructions[index] = instruction;
    this.used++;
  }

  /** Appends copies of all instructions of another block. */
  append(other: BasicBlock): void {
    const { instructions, used } = other;
    for (let index = 0; index < used; index++) this.instructions[this.used++] = instructions[index].copy();
  }

  /** Whether control can run past the end into the next block. */
  hasFallthrough(): boolean {
    const last = this.last();
    return last === undefined || !(isScopeExit(last.opcode) || isUnconditionalJump(last.opcode));
  }

  /** Whether the block ends by leaving the code unit. */
  exitsScope(): boolean {
    const last = this.last();
    return last !== undefined && isScopeExit(last.opcode);
  }

  hasFlag(flag: number): boolean {
    for (let index = 0; index < this.used; index++) {
      if ((opcodeFlags[this.instructions[index].opcode] & flag) !== 0) return true;
    }
    return false;
  }

  hasNoLineNumbers(): boolean {
    for (let index = 0; index < this.used; index++) {
      if (this.instructions[index].location.lineno >= 0) return false;
    }
    return true;
  }
}

/** The control flow graph of one code unit: the chain of blocks that starts at `entry`. */
export interface ControlFlowGraph {
  readonly entry: BasicBlock;
}

/** The block itself or the first one after it that has instructions; `null` if there is none. */
export function nextNonemptyBlock(block: BasicBlock | null): BasicBlock | null {
  let candidate = block;
  while (candidate !== null && candidate.used === 0) candidate = candidate.next;
  return candidate;
}

/** Clears the marks of a traversal. */
export function clearVisited(graph: ControlFlowGraph): void {
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) block.visited = false;
}

/** The largest label in the graph, -1 if there is none. */
export function maxLabel(graph: ControlFlowGraph): Label {
  let max = -1;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    if (block.label > max) max = block.label;
  }
  return max;
}

/** Whether the instruction is a jump (block openers are not). */
export function isJump(instruction: CfgInstruction): boolean {
  return hasJump(instruction.opcode);
}
