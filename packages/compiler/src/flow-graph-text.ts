/**
 * The optimised flow graph as text: each unit's instructions after the passes of `optimizeCfg`, with borrowed loads.
 *
 * As `_testinternalcapi.optimize_cfg` shows it, which knows nothing of a unit's parameters: loads of them
 * are checked here, unlike in the finished code.
 */

import type { CodeObject } from "@pyvm/bytecode";
import { instructionLines } from "./codegen/text.ts";
import type { CompilerUnit } from "./codegen/unit.ts";
import { buildCfg } from "./flowgraph/build.ts";
import { linearize } from "./flowgraph/linearize.ts";
import { optimizeCfg } from "./flowgraph/order.ts";
import { borrowLoads } from "./flowgraph/passes/borrow.ts";
import { calculateStackDepth } from "./flowgraph/stack-depth.ts";
import { ConstantTable } from "./instructions/constant-table.ts";
import { Instruction, InstructionSequence } from "./instructions/sequence.ts";

/** Text of the flow graphs of everything a compilation generates. */
export function flowGraphText(compile: (onUnit: (unit: CompilerUnit) => void) => CodeObject): string {
  const units = new Map<InstructionSequence, { qualname: string; lines: string[] }>();
  let root: InstructionSequence | undefined;
  compile((unit) => {
    root = unit.sequence;
    units.set(unit.sequence, { qualname: unit.metadata.qualname, lines: optimizedLines(unit) });
  });
  const lines: string[] = [];
  const add = (sequence: InstructionSequence, path: string): void => {
    const unit = units.get(sequence)!;
    lines.push(`unit ${path}: ${unit.qualname}`, ...unit.lines);
    sequence.nested.forEach((nested, index) => add(nested, `${path}.${index}`));
  };
  add(root!, "0");
  return lines.map((line) => `${line}\n`).join("");
}

/** Optimise a copy: the passes rewrite what they are given. */
function optimizedLines(unit: CompilerUnit): string[] {
  const { metadata } = unit;
  const consts = new ConstantTable();
  for (const constant of metadata.consts.items) consts.add(constant);
  const graph = buildCfg(copySequence(unit.sequence));
  optimizeCfg(graph, consts, metadata.varnames.size, 0);
  calculateStackDepth(graph);
  borrowLoads(graph);
  return instructionLines(linearize(graph).instructions);
}

function copySequence(sequence: InstructionSequence): InstructionSequence {
  const copy = new InstructionSequence();
  copy.instructions = sequence.instructions.map(
    ({ opcode, oparg, location }) => new Instruction(opcode, oparg, location),
  );
  copy.labelMap = sequence.labelMap === null ? null : [...sequence.labelMap];
  if (sequence.annotationsCode !== null) copy.annotationsCode = copySequence(sequence.annotationsCode);
  return copy;
}
