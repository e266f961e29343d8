/**
 * What the passes know about instructions that load constants.
 */

import { hasConst, MAX_SMALL_INT, Op } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

import type { ConstantTable } from "../../instructions/constant-table.ts";
import { NO_LOCATION } from "../../instructions/location.ts";
import type { BasicBlock, CfgInstruction } from "../block.ts";

/** Whether the instruction pushes a constant. */
export function loadsConstant(opcode: number): boolean {
  return opcode === Op.LOAD_SMALL_INT || hasConst(opcode);
}

/** The constant that LOAD_CONST or LOAD_SMALL_INT pushes. */
export function constantOf(opcode: number, oparg: number, consts: ConstantTable): Constant {
  return opcode === Op.LOAD_SMALL_INT ? oparg : consts.items[oparg];
}

/** Makes the instruction LOAD_SMALL_INT if the constant is an int that fits; otherwise returns false. */
export function makeSmallIntLoad(instruction: CfgInstruction, constant: Constant): boolean {
  if (typeof constant !== "number" || constant < 0 || constant > MAX_SMALL_INT) return false;
  instruction.set(Op.LOAD_SMALL_INT, constant);
  return true;
}

/** Makes the instruction load the constant, which is added to the table if it needs to be there. */
export function makeConstantLoad(
  instruction: CfgInstruction,
  constant: Constant,
  consts: ConstantTable,
): void {
  if (!makeSmallIntLoad(instruction, constant)) instruction.set(Op.LOAD_CONST, consts.add(constant));
}

/**
 * The `count` instructions up to and including index `end` that load constants, NOPs between them skipped;
 * `null` if there are not so many in a row.
 */
export function constantLoadsBefore(block: BasicBlock, end: number, count: number): CfgInstruction[] | null {
  const loads = new Array<CfgInstruction>(count);
  let missing = count;
  for (let index = end; index >= 0 && missing > 0; index--) {
    const instruction = block.instructions[index];
    if (instruction.opcode === Op.NOP) continue;
    if (!loadsConstant(instruction.opcode)) return null;
    loads[--missing] = instruction;
  }
  return missing === 0 ? loads : null;
}

/** Makes the instructions NOPs without location, so that nothing keeps them. */
export function eraseInstructions(instructions: readonly CfgInstruction[]): void {
  for (const instruction of instructions) {
    instruction.setNop();
    instruction.location = NO_LOCATION;
  }
}
