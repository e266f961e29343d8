/**
 * The instructions of a code object with all that dis tells about each (`dis.get_instructions`), and the
 * questions about lines and jumps that its answers are made of.
 */

import type { CodeObject } from "../code/code-object.ts";
import { CACHE_FORMATS } from "../opcodes/caches.ts";
import { opcodeBase, opcodeCaches, opcodeNames } from "../opcodes/opcode.ts";
import type { OpcodeName } from "../opcodes/opcode.ts";
import { lineRanges, positions } from "../tables/location-table.ts";
import type { Located, SourceRange } from "../tables/location-table.ts";
import { decodeInstructions, describeOparg, findLabels, jumpTarget } from "./decode.ts";

/** An instruction, under the names of Python's `dis.Instruction`. Offsets count bytes of `co_code`. */
export interface Instruction {
  readonly opname: string;
  readonly opcode: number;
  /** The opcode that a specialised form stands for, and its name. */
  readonly baseopname: string;
  readonly baseopcode: number;
  /** The oparg with its prefixes applied; `null` for opcodes without one. */
  readonly arg: number | null;
  /** What the oparg stands for; empty if there is nothing to say. */
  readonly argrepr: string;
  readonly offset: number;
  /** Where its first EXTENDED_ARG prefix is. */
  readonly start_offset: number;
  /** Where its inline caches begin and end. */
  readonly cache_offset: number;
  readonly end_offset: number;
  /** Whether a source line starts here. */
  readonly starts_line: boolean;
  readonly line_number: number | null;
  /** The number of the label here, if there is a jump or a handler's range to it. */
  readonly label: number | null;
  /** Where a jump goes. */
  readonly jump_target: number | null;
  readonly positions: SourceRange | null;
  /** The inline caches: name, size in code units, content. */
  readonly cache_info: readonly (readonly [name: string, size: number, data: Uint8Array])[] | null;
}

export interface InstructionOptions {
  /** The line to report for the first one; the others follow. */
  readonly firstLine?: number;
}

/** All instructions of one code object. Labels are numbered by jump targets alone; see `labelledInstructions`. */
export function getInstructions(code: CodeObject, options: InstructionOptions = {}): Generator<Instruction> {
  const lineOffset = options.firstLine === undefined ? 0 : options.firstLine - code.co_firstlineno;
  return labelledInstructions(code, numberLabels(findLabels(code.co_code)), lineOffset);
}

/** The same with given labels: their numbers by offset. */
export function* labelledInstructions(
  code: CodeObject,
  labels: ReadonlyMap<number, number>,
  lineOffset = 0,
): Generator<Instruction> {
  const lines = new Map(findLineStarts(code));
  const ranges = positions(code);
  let line: number | null = null;
  for (const instruction of decodeInstructions(code.co_code)) {
    const { opcode, oparg, offset, startOffset } = instruction;
    const started = lines.get(offset);
    if (started !== undefined) line = started;
    const baseopcode = opcodeBase[opcode];
    yield {
      opname: opcodeNames[opcode],
      opcode,
      baseopname: opcodeNames[baseopcode],
      baseopcode,
      arg: oparg,
      argrepr: describeOparg(instruction, code, labels),
      offset,
      start_offset: startOffset,
      cache_offset: offset + 2,
      end_offset: offset + 2 + 2 * opcodeCaches[baseopcode],
      starts_line: started !== undefined,
      line_number: line === null ? null : line + lineOffset,
      label: labels.get(offset) ?? null,
      jump_target: jumpTarget(instruction),
      positions: ranges[offset / 2] ?? null,
      cache_info: cachesAt(code.co_code, offset, baseopcode),
    };
  }
}

/** Where source lines start: offset and line, `null` where code without a line starts (`dis.findlinestarts`). */
export function findLineStarts(code: Located): [offset: number, line: number | null][] {
  return lineRanges(code).map(({ start, lineno }) => [start, lineno < 0 ? null : lineno]);
}

/** Label numbers: from 1, in the order of the offsets. */
export function numberLabels(offsets: Iterable<number>): Map<number, number> {
  return new Map([...offsets].sort((a, b) => a - b).map((offset, index) => [offset, index + 1]));
}

function cachesAt(code: Uint8Array, offset: number, opcode: number): Instruction["cache_info"] {
  const format = CACHE_FORMATS[opcodeNames[opcode] as OpcodeName];
  if (format === undefined) return null;
  let start = offset + 2;
  return format.map(([name, size]) => {
    const data = code.subarray(start, start + 2 * size);
    start += 2 * size;
    return [name, size, data] as const;
  });
}
