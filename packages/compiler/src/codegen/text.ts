/**
 * Instructions as text: each unit, then the units nested in it in the order in which they were finished.
 *
 * A line has the instruction's index, `>` if something jumps to it, its name, its argument if it takes one, and
 * after `@`, where it differs from the line above, its place: line, end line, column, end column.
 */

import { hasArg, hasTarget, opcodeNames } from "@pyvm/bytecode";
import type { Instruction, InstructionSequence } from "../instructions/sequence.ts";

/** The sequence and those nested in it. Its labels are applied if they were not yet. */
export function instructionsText(sequence: InstructionSequence): string {
  const lines: string[] = [];
  addSequence(lines, sequence, "0");
  return lines.map((line) => `${line}\n`).join("");
}

function addSequence(lines: string[], sequence: InstructionSequence, path: string): void {
  sequence.applyLabelMap();
  lines.push(`unit ${path}`);
  lines.push(...instructionLines(sequence.instructions));
  sequence.nested.forEach((nested, index) => addSequence(lines, nested, `${path}.${index}`));
}

/** One line per instruction; jumps must name indexes, not labels. */
export function instructionLines(instructions: readonly Instruction[]): string[] {
  const targets = new Set(instructions.filter(({ opcode }) => hasTarget(opcode)).map(({ oparg }) => oparg));
  let previous = "";
  return instructions.map(({ opcode, oparg, location }, index) => {
    let line = `${String(index).padStart(4)}${targets.has(index) ? ">" : " "} ${opcodeNames[opcode]}`;
    if (hasArg(opcode)) line += ` ${oparg}`;
    const { lineno, end_lineno, col_offset, end_col_offset } = location;
    const place = [lineno, end_lineno, col_offset, end_col_offset].join(",");
    if (place !== previous) line += `  @${place}`;
    previous = place;
    return line;
  });
}
