/**
 * Disassembly as text, the output of `dis.dis` line for line.
 */

import { CodeObject } from "../code/code-object.ts";
import { decodeExceptionTable } from "../tables/exception-table.ts";
import type { ExceptionTableEntry } from "../tables/exception-table.ts";
import { positions } from "../tables/location-table.ts";
import type { SourceRange } from "../tables/location-table.ts";
import { findLabels } from "./decode.ts";
import { findLineStarts, labelledInstructions, numberLabels } from "./instructions.ts";
import type { Instruction } from "./instructions.ts";
import { reprCode } from "./repr.ts";

export interface DisassembleOptions {
  /** How many levels of nested code objects follow. Default: all. */
  readonly depth?: number;
  /** Shows the inline caches. */
  readonly showCaches?: boolean;
  /** Shows the byte offset of each instruction. */
  readonly showOffsets?: boolean;
  /** Shows source ranges instead of line numbers. */
  readonly showPositions?: boolean;
  /** The byte offset of the instruction to mark with an arrow. */
  readonly currentOffset?: number;
}

const OPNAME_WIDTH = 20;
const OPARG_WIDTH = 5;
const NO_LINE = "  --";

/**
 * The code object and those nested in it, disassembled.
 *
 * @returns Lines, each ended by a newline. Code objects show `0x…` for their addresses.
 */
export function disassemble(code: CodeObject, options: DisassembleOptions = {}): string {
  const { depth = Infinity } = options;
  let text = disassembleOne(code, options);
  if (depth <= 0) return text;
  for (const constant of code.co_consts) {
    if (!(constant instanceof CodeObject)) continue;
    text += `\nDisassembly of ${reprCode(constant)}:\n`;
    text += disassemble(constant, { ...options, depth: depth - 1 });
  }
  return text;
}

function disassembleOne(code: CodeObject, options: DisassembleOptions): string {
  const { showCaches = false, showOffsets = false, showPositions = false, currentOffset = -1 } = options;
  const entries = decodeExceptionTable(code.co_exceptiontable);
  const labels = labelsOf(code, entries);
  const layout: Layout = {
    lineWidth: showPositions ? positionsWidth(positions(code)) : lineWidth(findLineStarts(code)),
    labelWidth: 4 + `${labels.size}`.length,
    offsetWidth: showOffsets ? `${Math.max(code.co_code.length - 2, 9999)}`.length : 0,
    showPositions,
  };
  let text = "";
  for (const instruction of labelledInstructions(code, labels)) {
    const { offset, end_offset: end } = instruction;
    if (layout.lineWidth > 0 && instruction.starts_line && offset > 0) text += "\n";
    const isCurrent = offset <= currentOffset && currentOffset <= end - 2;
    text += formatLine(layout, instruction, isCurrent);
    if (showCaches) text += formatCaches(layout, instruction);
  }
  return text + formatExceptionTable(entries, labels);
}

interface Layout {
  /** Width of the line or position column; 0: no such column. */
  readonly lineWidth: number;
  readonly labelWidth: number;
  /** Width of the offset column; 0: no such column. */
  readonly offsetWidth: number;
  readonly showPositions: boolean;
}

/** What a line says of an instruction. */
type Line = Pick<
  Instruction,
  "opname" | "arg" | "argrepr" | "offset" | "label" | "starts_line" | "line_number" | "positions"
>;

function formatLine(layout: Layout, line: Line, isCurrent: boolean): string {
  const { opname, arg, argrepr, offset, label } = line;
  const fields: string[] = [];
  if (layout.lineWidth > 0) fields.push(sourceText(layout, line).padEnd(layout.lineWidth));
  fields.push((label === null ? "" : `L${label}:`).padStart(layout.labelWidth));
  if (layout.offsetWidth > 0) fields.push(`${`${offset}`.padStart(layout.offsetWidth)}  `);
  fields.push(isCurrent ? "-->" : "   ");
  fields.push(opname.padEnd(OPNAME_WIDTH));
  if (arg !== null) {
    const excess = Math.max(0, opname.length - OPNAME_WIDTH);
    fields.push(`${arg}`.padStart(OPARG_WIDTH - excess));
    if (argrepr !== "") fields.push(`(${argrepr})`);
  }
  return `${fields.join(" ").trimEnd()}\n`;
}

/** The first column: where a line starts, or the range of the source. */
function sourceText({ showPositions, lineWidth }: Layout, line: Line): string {
  if (showPositions) return positionText(line.positions);
  if (!line.starts_line) return "";
  return (line.line_number === null ? NO_LINE : `${line.line_number}`).padStart(lineWidth);
}

/** A line for each code unit of an instruction's caches; the first of a cache shows its content. */
function formatCaches(layout: Layout, instruction: Instruction): string {
  let text = "";
  let { offset } = instruction;
  for (const [name, size, data] of instruction.cache_info ?? []) {
    const value = data.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    for (let unit = 0; unit < size; unit++) {
      offset += 2;
      const argrepr = unit === 0 ? `${name}: ${value}` : "";
      const cache = { opname: "CACHE", arg: 0, argrepr, offset, label: null, starts_line: false };
      text += formatLine(layout, { ...instruction, ...cache }, false);
    }
  }
  return text;
}

function formatExceptionTable(
  entries: readonly ExceptionTableEntry[],
  labels: ReadonlyMap<number, number>,
): string {
  if (entries.length === 0) return "";
  const lines = entries.map(({ start, end, target, depth, lasti }) => {
    const range = `L${labels.get(start)} to L${labels.get(end)}`;
    return `  ${range} -> L${labels.get(target)} [${depth}]${lasti ? " lasti" : ""}\n`;
  });
  return `ExceptionTable:\n${lines.join("")}`;
}

/** Labels for jumps and for the exception table. */
function labelsOf(code: CodeObject, entries: readonly ExceptionTableEntry[]): Map<number, number> {
  const offsets = findLabels(code.co_code);
  for (const { start, end, target } of entries) offsets.add(start).add(end).add(target);
  return numberLabels(offsets);
}

function lineWidth(starts: readonly (readonly [number, number | null])[]): number {
  const lines = starts.map(([, line]) => line);
  const last = lines.reduce<number>((most, line) => Math.max(most, line ?? 0), 0);
  if (last === 0) return 0;
  const width = Math.max(3, `${last}`.length);
  return width < NO_LINE.length && lines.includes(null) ? NO_LINE.length : width;
}

function positionsWidth(ranges: readonly SourceRange[]): number {
  let width = 0;
  let hasValue = false;
  for (const range of ranges) {
    const parts = rangeParts(range);
    hasValue ||= parts.some((part) => part !== "?");
    width = Math.max(width, parts.join("").length);
  }
  return hasValue ? 1 + Math.max(NO_LINE.length, 3 + width) : 0;
}

function positionText(range: SourceRange | null): string {
  if (range === null) return "";
  const [line, endLine, column, endColumn] = rangeParts(range);
  if ([line, endLine, column, endColumn].every((part) => part === "?")) return NO_LINE;
  return `${line}:${column}-${endLine}:${endColumn}`;
}

function rangeParts({ lineno, end_lineno, col_offset, end_col_offset }: SourceRange): string[] {
  return [lineno, end_lineno, col_offset, end_col_offset].map((part) => (part < 0 ? "?" : `${part}`));
}
