/**
 * What code generation knows about a code unit besides its instructions.
 *
 * Code generation fills it in; the flow graph and assembly read it. The fields are CPython's
 * `_PyCompile_CodeUnitMetadata` (Include/internal/pycore_compile.h) without the `u_`.
 */

import type { ConstantTable } from "./constant-table.ts";

/** Names with the index each has among its kind, in order of insertion. */
export type NameTable = Map<string, number>;

export interface UnitMetadata {
  name: string;
  qualname: string;
  consts: ConstantTable;
  /** `co_names`. */
  names: NameTable;
  /** Parameters first, then the other fast locals. */
  varnames: NameTable;
  /** Numbered from 0 in name order, as the symbol table sorts them. */
  cellvars: NameTable;
  /** Numbered from `cellvars.size` on. */
  freevars: NameTable;
  /** Locals of inlined comprehensions outside functions; true where the name is a fast local now. */
  fasthidden: Map<string, boolean>;
  /** Positional-or-keyword parameters; unlike `co_argcount`, without the positional-only ones. */
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
  firstlineno: number;
}

/** The index of the name, which is added at the end if it is new. */
export function addName(table: NameTable, name: string): number {
  let index = table.get(name);
  if (index === undefined) table.set(name, (index = table.size));
  return index;
}
