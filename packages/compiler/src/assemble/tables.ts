/**
 * Writes the location table and the exception table (`assemble_location_info`,
 * `assemble_exception_table`).
 */

import { ExceptionTableWriter, isTerminator, LocationTableWriter } from "@pyvm/bytecode";
import type { ExceptionTableEntry } from "@pyvm/bytecode";

import { NEXT_LOCATION, NO_LOCATION, sameLocation } from "../instructions/location.ts";
import type { ExceptionHandlerInfo, Instruction } from "../instructions/sequence.ts";
import { instructionSize } from "./jumps.ts";

/** `co_linetable`: neighbours with the same location share their entries. */
export function emitLocationTable(instructions: readonly Instruction[], firstLine: number): Uint8Array {
  for (let index = instructions.length - 1; index >= 0; index--) {
    const instruction = instructions[index];
    if (!sameLocation(instruction.location, NEXT_LOCATION)) continue;
    instruction.location = isTerminator(instruction.opcode) ? NO_LOCATION : instructions[index + 1].location;
  }
  const table = new LocationTableWriter(firstLine);
  let location = NO_LOCATION;
  let units = 0;
  for (const instruction of instructions) {
    if (!sameLocation(location, instruction.location)) {
      table.add(location, units);
      location = instruction.location;
      units = 0;
    }
    units += instructionSize(instruction);
  }
  table.add(location, units);
  return table.finish();
}

/**
 * `co_exceptiontable`: neighbours with the same handler share an entry.
 *
 * @param offsets The offset of each instruction in code units.
 */
export function emitExceptionTable(instructions: readonly Instruction[], offsets: Int32Array): Uint8Array {
  const table = new ExceptionTableWriter();
  let handler: ExceptionHandlerInfo | null = null;
  let start = 0;
  let end = 0;
  for (const instruction of instructions) {
    const next = instruction.exceptionHandler;
    if (!sameHandler(next, handler)) {
      if (handler !== null) table.add(entryOf(handler, start, end, offsets));
      start = end;
      handler = next;
    }
    end += instructionSize(instruction);
  }
  if (handler !== null) table.add(entryOf(handler, start, end, offsets));
  return table.finish();
}

function sameHandler(a: ExceptionHandlerInfo | null, b: ExceptionHandlerInfo | null): boolean {
  return a === b || (a !== null && b !== null && a.target === b.target);
}

function entryOf(
  handler: ExceptionHandlerInfo,
  start: number,
  end: number,
  offsets: Int32Array,
): ExceptionTableEntry {
  const { preserveLasti: lasti } = handler;
  return {
    start: start * 2,
    end: end * 2,
    target: offsets[handler.target] * 2,
    // The handler's depth counts the exception, and the offset of the raising instruction if it wants it.
    depth: handler.startDepth - 1 - (lasti ? 1 : 0),
    lasti,
  };
}
