/**
 * Resolves jumps: their direction, then their distance (`resolve_unconditional_jumps`,
 * `resolve_jump_offsets`).
 */

import { hasJump, Op, opcodeCaches } from "@pyvm/bytecode";

import type { Instruction } from "../instructions/sequence.ts";

/** How far END_SEND is from the SEND that END_ASYNC_FOR's target names, in code units. */
const END_SEND_OFFSET = 5;

/** The size of the instruction in code units, EXTENDED_ARG prefixes and caches included. */
export function instructionSize({ opcode, oparg }: Instruction): number {
  const prefixes = (oparg > 0xff ? 1 : 0) + (oparg > 0xffff ? 1 : 0) + (oparg > 0xffffff ? 1 : 0);
  return prefixes + 1 + opcodeCaches[opcode];
}

/**
 * Gives every jump its direction and its distance.
 *
 * @param instructions Their jumps name instruction indices, which distances replace.
 * @returns The offset of each instruction in code units.
 */
export function resolveJumps(instructions: readonly Instruction[]): Int32Array {
  resolveDirections(instructions);
  return resolveDistances(instructions);
}

function resolveDirections(instructions: readonly Instruction[]): void {
  instructions.forEach((instruction, index) => {
    const isForward = instruction.oparg > index;
    if (instruction.opcode === Op.JUMP) {
      instruction.opcode = isForward ? Op.JUMP_FORWARD : Op.JUMP_BACKWARD;
    } else if (instruction.opcode === Op.JUMP_NO_INTERRUPT) {
      instruction.opcode = isForward ? Op.JUMP_FORWARD : Op.JUMP_BACKWARD_NO_INTERRUPT;
    }
  });
}

function resolveDistances(instructions: readonly Instruction[]): Int32Array {
  const count = instructions.length;
  const targets = new Int32Array(count);
  for (let index = 0; index < count; index++) targets[index] = instructions[index].oparg;
  const offsets = new Int32Array(count);
  // A distance above 255 needs an EXTENDED_ARG, which moves what follows: repeat until nothing grows.
  let resized: boolean;
  do {
    resized = false;
    let total = 0;
    for (let index = 0; index < count; index++) {
      offsets[index] = total;
      total += instructionSize(instructions[index]);
    }
    let end = 0;
    for (let index = 0; index < count; index++) {
      const instruction = instructions[index];
      const size = instructionSize(instruction);
      end += size;
      if (!hasJump(instruction.opcode)) continue;
      const target = offsets[targets[index]];
      if (instruction.opcode === Op.END_ASYNC_FOR) instruction.oparg = end - target - END_SEND_OFFSET;
      else instruction.oparg = Math.abs(target - end);
      if (instructionSize(instruction) !== size) resized = true;
    }
  } while (resized);
  return offsets;
}
