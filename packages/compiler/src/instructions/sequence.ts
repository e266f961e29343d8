/**
 * The instruction sequence: what code generation produces for one code unit.
 *
 * A flat list of instructions whose jumps and block openers name labels, plus the sequences of the
 * functions nested inside (for display only: their code objects stand in the constants) and the code
 * that evaluates a module's or class's annotations, spliced in when the flow graph is built. The flow
 * graph (flowgraph/build.ts) reads one; assembly gets a second one, whose labels are gone
 * (assemble/code.ts). Mirrors CPython's Python/instruction_sequence.c.
 */

import { hasTarget } from "@pyvm/bytecode";

import { UNPLACED } from "./labels.ts";
import type { Label } from "./labels.ts";
import type { SourceLocation } from "./location.ts";

/** The handler that covers an instruction; filled in by the flow graph, absent before. */
export interface ExceptionHandlerInfo {
  /** Label before labels are applied, index of the handler's first instruction after. */
  target: number;
  /** Stack depth to unwind to. */
  startDepth: number;
  /** Whether the handler also gets the offset of the instruction that raised. */
  preserveLasti: boolean;
}

/** One instruction. Mutable: passes rewrite it in place. */
export class Instruction {
  opcode: number;
  /** The argument; for `hasTarget` opcodes a label, and after `applyLabelMap` an instruction index. */
  oparg: number;
  location: SourceLocation;
  exceptionHandler: ExceptionHandlerInfo | null = null;

  constructor(opcode: number, oparg: number, location: SourceLocation) {
    this.opcode = opcode;
    this.oparg = oparg;
    this.location = location;
  }
}

export class InstructionSequence {
  instructions: Instruction[] = [];
  /** The instruction index of each label, by label; `null` once the labels have been applied. */
  labelMap: number[] | null = [];
  /** The sequences of nested code units, in the order they were compiled. */
  nested: InstructionSequence[] = [];
  /** Code that sets up the annotations, placed where ANNOTATIONS_PLACEHOLDER stands. */
  annotationsCode: InstructionSequence | null = null;

  #lastLabel = 0;

  /** A fresh label, to be placed later with `useLabel`. */
  newLabel(): Label {
    return ++this.#lastLabel;
  }

  /** Lets the label stand for the next instruction to be added. */
  useLabel(label: Label): void {
    const map = this.labelMap!;
    while (map.length < label) map.push(UNPLACED);
    map[label] = this.instructions.length;
  }

  /**
   * Appends an instruction.
   *
   * @param opcode A real or pseudo opcode (`Op` of @pyvm/bytecode).
   * @param oparg 0 for opcodes without argument; a label for jumps and block openers.
   */
  add(opcode: number, oparg: number, location: SourceLocation): void {
    this.instructions.push(new Instruction(opcode, oparg, location));
  }

  /** Inserts an instruction at an index; labels at or after it move along. */
  insert(index: number, opcode: number, oparg: number, location: SourceLocation): void {
    this.instructions.splice(index, 0, new Instruction(opcode, oparg, location));
    const map = this.labelMap!;
    for (let label = 0; label < map.length; label++) if (map[label] >= index) map[label]++;
  }

  addNested(sequence: InstructionSequence): void {
    this.nested.push(sequence);
  }

  setAnnotationsCode(sequence: InstructionSequence): void {
    this.annotationsCode = sequence;
  }

  /** Replaces labels by instruction indices, once. */
  applyLabelMap(): void {
    const map = this.labelMap;
    if (map === null) return;
    for (const instruction of this.instructions) {
      if (hasTarget(instruction.opcode)) instruction.oparg = map[instruction.oparg];
      const handler = instruction.exceptionHandler;
      if (handler !== null && handler.target >= 0) handler.target = map[handler.target];
    }
    this.labelMap = null;
  }
}
