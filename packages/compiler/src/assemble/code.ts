/**
 * From a unit's instructions to its code object: the flow graph's passes, then assembly.
 */

import { CodeObject } from "@pyvm/bytecode";

import { buildCfg } from "../flowgraph/build.ts";
import { lowerCfg, optimizeCfg } from "../flowgraph/order.ts";
import type { LoweredUnit } from "../flowgraph/order.ts";
import { labelExceptionTargets } from "../flowgraph/passes/exception-targets.ts";
import { resolveTargets } from "../flowgraph/passes/targets.ts";
import type { InstructionSequence } from "../instructions/sequence.ts";
import type { UnitMetadata } from "../instructions/unit-metadata.ts";
import { emitBytecode } from "./bytecode.ts";
import { resolveJumps } from "./jumps.ts";
import { localsPlus } from "./localsplus.ts";
import { emitExceptionTable, emitLocationTable } from "./tables.ts";

/** What the unit's compiler decides outside its instructions. */
export interface UnitOptions {
  /** The `CO_…` bits of the code object. */
  readonly flags: number;
  /** The parameters, `*args` and `**kwargs` included; they lead `varnames`. */
  readonly parameterCount: number;
  readonly filename: string;
}

/**
 * Optimises the unit's instructions and assembles its code object
 * (`_PyCompile_OptimizeAndAssemble` without the implicit return).
 *
 * The sequence and the metadata's constants are consumed: passes rewrite them.
 */
export function optimizeAndAssemble(
  sequence: InstructionSequence,
  unit: UnitMetadata,
  options: UnitOptions,
): CodeObject {
  const graph = buildCfg(sequence);
  optimizeCfg(graph, unit.consts, unit.varnames.size, options.parameterCount);
  return assemble(lowerCfg(graph, unit, options.flags), unit, options);
}

/**
 * The code object of a sequence as it is, for display and tests: CPython's
 * `_testinternalcapi.assemble_code_object`, which optimises nothing and knows no flags.
 */
export function assembleSequence(
  sequence: InstructionSequence,
  unit: UnitMetadata,
  filename: string,
): CodeObject {
  const graph = buildCfg(sequence);
  resolveTargets(graph);
  labelExceptionTargets(graph);
  return assemble(lowerCfg(graph, unit, 0), unit, { flags: 0, parameterCount: 0, filename });
}

/** Makes the code object of a lowered unit (`_PyAssemble_MakeCodeObject`). */
export function assemble(lowered: LoweredUnit, unit: UnitMetadata, options: UnitOptions): CodeObject {
  const { instructions } = lowered.sequence;
  const offsets = resolveJumps(instructions);
  const { names, kinds } = localsPlus(unit, options.flags);
  return new CodeObject({
    co_argcount: unit.posonlyargcount + unit.argcount,
    co_posonlyargcount: unit.posonlyargcount,
    co_kwonlyargcount: unit.kwonlyargcount,
    co_stacksize: lowered.stackDepth,
    co_flags: options.flags,
    co_code: emitBytecode(instructions),
    co_consts: unit.consts.items,
    co_names: [...unit.names.keys()],
    co_localsplusnames: names,
    co_localspluskinds: kinds,
    co_filename: options.filename,
    co_name: unit.name,
    co_qualname: unit.qualname,
    co_firstlineno: unit.firstlineno,
    co_linetable: emitLocationTable(instructions, unit.firstlineno),
    co_exceptiontable: emitExceptionTable(instructions, offsets),
  });
}
