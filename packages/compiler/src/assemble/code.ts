/**
 * From a unit's instructions to its code object: the flow graph's passes, then assembly.
 */

import type { CodeObject } from "@pyvm/bytecode";

import type { InstructionSequence } from "../instructions/sequence.ts";
import type { UnitMetadata } from "../instructions/unit-metadata.ts";

/** What the unit's compiler decides outside its instructions. */
export interface UnitOptions {
  /** The `CO_…` bits of the code object. */
  readonly flags: number;
  /** The parameters, `*args` and `**kwargs` included; they lead `varnames`. */
  readonly parameterCount: number;
  readonly filename: string;
}

/**
 * Optimises the unit's instructions and assembles its code object.
 *
 * The sequence and the metadata's constants and cell variables are consumed: passes rewrite them.
 */
export function optimizeAndAssemble(
  sequence: InstructionSequence,
  unit: UnitMetadata,
  options: UnitOptions,
): CodeObject {
  throw new Error(`not assembled: ${unit.name}, ${sequence.instructions.length}, ${options.flags}`);
}
