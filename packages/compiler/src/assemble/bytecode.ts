/**
 * Writes the code units (`assemble_emit_instr`).
 */

import { Op, opcodeCaches } from "@pyvm/bytecode";

import type { Instruction } from "../instructions/sequence.ts";
import { instructionSize } from "./jumps.ts";

/** `co_code` of resolved instructions; inline caches are zeros. */
export function emitBytecode(instructions: readonly Instruction[]): Uint8Array {
  let units = 0;
  for (const instruction of instructions) units += instructionSize(instruction);
  const code = new Uint8Array(units * 2);
  let offset = 0;
  for (const { opcode, oparg } of instructions) {
    for (let shift = 24; shift > 0; shift -= 8) {
      if (oparg >>> shift === 0) continue;
      code[offset++] = Op.EXTENDED_ARG;
      code[offset++] = (oparg >>> shift) & 0xff;
    }
    code[offset++] = opcode;
    code[offset++] = oparg & 0xff;
    offset += opcodeCaches[opcode] * 2;
  }
  return code;
}
