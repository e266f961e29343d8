/**
 * From the instruction sequence to basic blocks (`_PyCfg_FromInstructionSequence`).
 *
 * A block starts at every jump target and after every instruction that must end a block. The code for
 * annotations is spliced in where ANNOTATIONS_PLACEHOLDER stands.
 */

import { hasTarget, isTerminator, Op } from "@pyvm/bytecode";

import { NO_LABEL } from "../instructions/labels.ts";
import type { Label } from "../instructions/labels.ts";
import type { Instruction, InstructionSequence } from "../instructions/sequence.ts";
import { BasicBlock } from "./block.ts";
import type { ControlFlowGraph } from "./block.ts";

/** Builds the graph; labels are applied to the sequence, which stays otherwise as it is. */
export function buildCfg(sequence: InstructionSequence): ControlFlowGraph {
  sequence.applyLabelMap();
  const { instructions } = sequence;
  const isTarget = new Uint8Array(instructions.length + 1);
  for (const { opcode, oparg } of instructions) if (hasTarget(opcode)) isTarget[oparg] = 1;

  const builder = new CfgBuilder();
  // How much the spliced annotations shift the indices that serve as labels.
  let shift = 0;
  for (let index = 0; index < instructions.length; index++) {
    const { opcode, oparg, location } = instructions[index];
    if (opcode === Op.ANNOTATIONS_PLACEHOLDER) {
      const annotations = annotationInstructions(sequence);
      for (const spliced of annotations) builder.add(spliced.opcode, spliced.oparg, spliced.location);
      shift += annotations.length - 1;
      continue;
    }
    if (isTarget[index] === 1) builder.useLabel(index + shift);
    builder.add(opcode, hasTarget(opcode) ? oparg + shift : oparg, location);
  }
  return { entry: builder.entry };
}

function annotationInstructions(sequence: InstructionSequence): readonly Instruction[] {
  return sequence.annotationsCode === null ? [] : sequence.annotationsCode.instructions;
}

class CfgBuilder {
  readonly entry = new BasicBlock();
  #current = this.entry;
  /** The label of the next instruction. */
  #pending: Label = NO_LABEL;

  useLabel(label: Label): void {
    this.#pending = label;
    this.#maybeStartBlock();
  }

  add(opcode: number, oparg: number, location: Instruction["location"]): void {
    this.#maybeStartBlock();
    this.#current.add(opcode, oparg, location);
  }

  #maybeStartBlock(): void {
    if (!this.#currentIsTerminated()) return;
    const block = new BasicBlock();
    block.label = this.#pending;
    this.#pending = NO_LABEL;
    this.#current.next = block;
    this.#current = block;
  }

  #currentIsTerminated(): boolean {
    const last = this.#current.last();
    if (last !== undefined && isTerminator(last.opcode)) return true;
    if (this.#pending === NO_LABEL) return false;
    if (last !== undefined || this.#current.label !== NO_LABEL) return true;
    this.#current.label = this.#pending;
    this.#pending = NO_LABEL;
    return false;
  }
}
