/**
 * Disassembly as text, the output of `dis.dis` line for line.
 */

import { CodeObject } from "../code/code-object.ts";
import { CACHE_FORMATS } from "../opcodes/caches.ts";
import { opcodeBase, opcodeCaches, opcodeNames } from "../opcodes/opcode.ts";
import type { OpcodeName } from "../opcodes/opcode.ts";
import { decodeExceptionTable } from "../tables/exception-table.ts";
import type { ExceptionTableEntry } from "../tables/exception-table.ts";
import { lineRanges, positions } from "../tables/location-table.ts";
import type { SourceRange } from "../tables/location-table.ts";
import { decodeInstructions, describeOparg, findLabels } from "./decode.ts";
import type { DecodedInstruction } from "./decode.ts";
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
  const entries = decodeExceptionTable(code.co_exceptiontable);
  const labels = numberLabels(code.co_code, entries);
  const lines = lineStarts(code);
  const ranges = options.showPositions === true ? positions(code) : [];
  const layout: Layout = {
    lineWidth: options.showPositions === true ? positionsWidth(ranges) : lineWidth(lines),
    labelWidth: 4 + `${labels.size}`.length,
    offsetWidth: options.showOffsets === true ? `${Math.max(code.co_code.length - 2, 9999)}`.length : 0,
  };
  let text = "";
  for (const instruction of decodeInstructions(code.co_code)) {
    const { offset } = instruction;
    const line = lines.get(offset);
    if (layout.lineWidth > 0 && line !== undefined && offset > 0) text += "\n";
    const source =
      options.showPositions === true
        ? positionText(ranges[offset / 2])
        : line === undefined
          ? ""
          : lineText(line, layout.lineWidth);
    const caches = opcodeCaches[opcodeBase[instruction.opcode]];
    const { currentOffset = -1 } = options;
    const isCurrent = offset <= currentOffset && currentOffset <= offset + 2 * caches;
    text += formatLine(layout, {
      source,
      label: labels.get(offset),
      offset,
      isCurrent,
      name: opcodeNames[instruction.opcode],
      oparg: instruction.oparg,
      detail: describeOparg(instruction, code, labels),
    });
    if (options.showCaches === true) {
      const position = options.showPositions === true ? source : "";
      text += formatCaches(layout, instruction, code.co_code, position);
    }
  }
  return text + formatExceptionTable(entries, labels);
}

interface Layout {
  /** Width of the line or position column; 0: no such column. */
  readonly lineWidth: number;
  readonly labelWidth: number;
  /** Width of the offset column; 0: no such column. */
  readonly offsetWidth: number;
}

interface Line {
  readonly source: string;
  readonly label: number | undefined;
  readonly offset: number;
  readonly isCurrent: boolean;
  readonly name: string;
  readonly oparg: number | null;
  readonly detail: string;
}

function formatLine(layout: Layout, line: Line): string {
  const fields: string[] = [];
  if (layout.lineWidth > 0) fields.push(line.source.padEnd(layout.lineWidth));
  fields.push((line.label === undefined ? "" : `L${line.label}:`).padStart(layout.labelWidth));
  if (layout.offsetWidth > 0) fields.push(`${`${line.offset}`.padStart(layout.offsetWidth)}  `);
  fields.push(line.isCurrent ? "-->" : "   ");
  fields.push(line.name.padEnd(OPNAME_WIDTH));
  if (line.oparg !== null) {
    const excess = Math.max(0, line.name.length - OPNAME_WIDTH);
    fields.push(`${line.oparg}`.padStart(OPARG_WIDTH - excess));
    if (line.detail !== "") fields.push(`(${line.detail})`);
  }
  return `${fields.join(" ").trimEnd()}\n`;
}

function formatCaches(
  layout: Layout,
  instruction: DecodedInstruction,
  code: Uint8Array,
  source: string,
): string {
  const format = CACHE_FORMATS[opcodeNames[opcodeBase[instruction.opcode]] as OpcodeName] ?? [];
  let text = "";
  let { offset } = instruction;
  for (const [name, size] of format) {
    let value = 0n;
    for (let byte = size * 2 - 1; byte >= 0; byte--)
      value = (value << 8n) | BigInt(code[offset + 2 + byte] ?? 0);
    for (let unit = 0; unit < size; unit++) {
      offset += 2;
      const detail = unit === 0 ? `${name}: ${value}` : "";
      text += formatLine(layout, {
        source,
        label: undefined,
        offset,
        isCurrent: false,
        name: "CACHE",
        oparg: 0,
        detail,
      });
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

/** The label numbers, from 1 in the order of the offsets. */
function numberLabels(code: Uint8Array, entries: readonly ExceptionTableEntry[]): Map<number, number> {
  const offsets = findLabels(code);
  for (const { start, end, target } of entries) offsets.add(start).add(end).add(target);
  return new Map([...offsets].sort((a, b) => a - b).map((offset, index) => [offset, index + 1]));
}

/** The offsets at which a line starts, with the line; `null`: no line. */
function lineStarts(code: CodeObject): Map<number, number | null> {
  return new Map(lineRanges(code).map(({ start, lineno }) => [start, lineno < 0 ? null : lineno]));
}

function lineWidth(starts: ReadonlyMap<number, number | null>): number {
  const lines = [...starts.values()];
  const numbered = lines.filter((line) => line !== null && line !== 0);
  if (numbered.length === 0) return 0;
  const width = Math.max(3, `${numbered.reduce((a, b) => Math.max(a!, b!))}`.length);
  return width < NO_LINE.length && lines.includes(null) ? NO_LINE.length : width;
}

function lineText(line: number | null, width: number): string {
  return (line === null ? NO_LINE : `${line}`).padStart(width);
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

function positionText(range: SourceRange | undefined): string {
  if (range === undefined) return "";
  const [line, endLine, column, endColumn] = rangeParts(range);
  if ([line, endLine, column, endColumn].every((part) => part === "?")) return NO_LINE;
  return `${line}:${column}-${endLine}:${endColumn}`;
}

function rangeParts({ lineno, end_lineno, col_offset, end_col_offset }: SourceRange): string[] {
  return [lineno, end_lineno, col_offset, end_col_offset].map((part) => (part < 0 ? "?" : `${part}`));
}
