/**
 * The fast locals of a unit: names and kinds (`compute_localsplus_info`).
 */

import {
  CO_VARARGS,
  CO_VARKEYWORDS,
  FAST_ARG_KW,
  FAST_ARG_POS,
  FAST_ARG_VAR,
  FAST_CELL,
  FAST_FREE,
  FAST_HIDDEN,
  FAST_LOCAL,
} from "@pyvm/bytecode";

import type { UnitMetadata } from "../instructions/unit-metadata.ts";

export interface LocalsPlus {
  /** Parameters and locals, then cells that are not parameters, then free variables. */
  readonly names: string[];
  /** The `FAST_…` bits of each. */
  readonly kinds: Uint8Array;
}

/** @param flags The `CO_…` bits of the unit. */
export function localsPlus(unit: UnitMetadata, flags: number): LocalsPlus {
  const names: string[] = [];
  const kinds: number[] = [];
  const parameters = parameterKinds(unit, flags);
  for (const name of unit.varnames.keys()) {
    let kind = FAST_LOCAL | (parameters[names.length] ?? 0);
    if (unit.fasthidden.has(name)) kind |= FAST_HIDDEN;
    if (unit.cellvars.has(name)) kind |= FAST_CELL;
    names.push(name);
    kinds.push(kind);
  }
  for (const name of byIndex(unit.cellvars)) {
    if (unit.varnames.has(name)) continue;
    names.push(name);
    kinds.push(FAST_CELL);
  }
  for (const name of byIndex(unit.freevars)) {
    names.push(name);
    kinds.push(FAST_FREE);
  }
  return { names, kinds: Uint8Array.from(kinds) };
}

/** The parameter bits of the leading locals. */
function parameterKinds(unit: UnitMetadata, flags: number): number[] {
  return [
    ...new Array<number>(unit.posonlyargcount).fill(FAST_ARG_POS),
    ...new Array<number>(unit.argcount).fill(FAST_ARG_POS | FAST_ARG_KW),
    ...new Array<number>(unit.kwonlyargcount).fill(FAST_ARG_KW),
    ...((flags & CO_VARARGS) !== 0 ? [FAST_ARG_VAR | FAST_ARG_POS] : []),
    ...((flags & CO_VARKEYWORDS) !== 0 ? [FAST_ARG_VAR | FAST_ARG_KW] : []),
  ];
}

function byIndex(table: ReadonlyMap<string, number>): string[] {
  return [...table].sort((a, b) => a[1] - b[1]).map(([name]) => name);
}
