/**
 * The passes over the flow graph, in CPython's order.
 */

import type { ConstantTable } from "../instructions/constant-table.ts";
import type { InstructionSequence } from "../instructions/sequence.ts";
import type { UnitMetadata } from "../instructions/unit-metadata.ts";
import type { ControlFlowGraph } from "./block.ts";
import { buildCfg } from "./build.ts";
import { linearize } from "./linearize.ts";
import { borrowLoads } from "./passes/borrow.ts";
import { pushColdBlocksToEnd } from "./passes/cold-blocks.ts";
import { labelExceptionTargets } from "./passes/exception-targets.ts";
import { inlineSmallBlocks } from "./passes/inline-small-blocks.ts";
import { resolveLineNumbers } from "./passes/line-numbers.ts";
import { optimizeLoadConst } from "./passes/load-const.ts";
import { normalizeJumps } from "./passes/normalize-jumps.ts";
import { optimizeBlocks } from "./passes/peephole.ts";
import { prepareLocalsPlus } from "./passes/prefix-instructions.ts";
import { convertConditionalJumps, convertPseudoInstructions } from "./passes/pseudo-instructions.ts";
import { removeRedundantNopsAndJumps, removeRedundantNopsAndPairs } from "./passes/redundant-nops.ts";
import { removeUnreachable } from "./passes/remove-unreachable.ts";
import { insertSuperinstructions } from "./passes/superinstructions.ts";
import { resolveTargets } from "./passes/targets.ts";
import { checkUnboundLocals } from "./passes/unbound-locals.ts";
import { removeUnusedConsts } from "./passes/unused-consts.ts";
import { calculateStackDepth } from "./stack-depth.ts";

/**
 * Optimises a freshly built graph (`_PyCfg_OptimizeCodeUnit`).
 *
 * @param consts The unit's constants; folding adds to them, and unused ones are dropped.
 * @param localCount How many fast locals there are, parameters included.
 * @param parameterCount How many of them are parameters.
 */
export function optimizeCfg(
  graph: ControlFlowGraph,
  consts: ConstantTable,
  localCount: number,
  parameterCount: number,
): void {
  resolveTargets(graph);
  labelExceptionTargets(graph);

  inlineSmallBlocks(graph);
  removeUnreachable(graph);
  resolveLineNumbers(graph);
  optimizeLoadConst(graph, consts);
  optimizeBlocks(graph, consts);
  removeRedundantNopsAndPairs(graph);
  removeUnreachable(graph);
  removeRedundantNopsAndJumps(graph);

  removeUnusedConsts(graph, consts);
  checkUnboundLocals(graph, localCount, parameterCount);
  insertSuperinstructions(graph);
  pushColdBlocksToEnd(graph);
  resolveLineNumbers(graph);
}

/** What assembly gets. */
export interface LoweredUnit {
  /** Real instructions but for unconditional jumps; jumps name instruction indices. */
  readonly sequence: InstructionSequence;
  /** The greatest depth of the evaluation stack. */
  readonly stackDepth: number;
}

/**
 * Lowers an optimised graph to the final instructions (`_PyCfg_OptimizedCfgToInstructionSequence`).
 *
 * @param flags The `CO_…` bits of the unit.
 */
export function lowerCfg(graph: ControlFlowGraph, unit: UnitMetadata, flags: number): LoweredUnit {
  convertConditionalJumps(graph);
  const stackDepth = calculateStackDepth(graph);
  prepareLocalsPlus(graph, unit, flags);
  convertPseudoInstructions(graph);
  normalizeJumps(graph);
  // Borrowed references forbid any change of the instructions from here on.
  borrowLoads(graph);
  return { sequence: linearize(graph), stackDepth };
}

/**
 * The optimised instructions of a sequence, for display and tests: CPython's
 * `_testinternalcapi.optimize_cfg`, which takes no local for a parameter and lowers nothing.
 */
export function optimizeSequence(
  sequence: InstructionSequence,
  consts: ConstantTable,
  localCount: number,
): InstructionSequence {
  const graph = buildCfg(sequence);
  optimizeCfg(graph, consts, localCount, 0);
  calculateStackDepth(graph);
  borrowLoads(graph);
  return linearize(graph);
}
