/**
 * The symbol table as text: one line per block, its names in order below it, inner blocks indented.
 *
 * Names of scopes and flags are those of Python's `symtable` module.
 */

import { compareCodePoints } from "../codegen/code-point-order.ts";
import {
  DEF_ANNOT,
  DEF_BOUND,
  DEF_COMP_CELL,
  DEF_COMP_ITER,
  DEF_FREE_CLASS,
  DEF_GLOBAL,
  DEF_IMPORT,
  DEF_LOCAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  DEF_TYPE_PARAM,
  USE,
  symbolToScope,
  type BlockType,
  type Symtable,
  type SymtableEntry,
} from "./scope.ts";

const BLOCK_NAMES: Readonly<Record<BlockType, string>> = {
  ModuleBlock: "module",
  FunctionBlock: "function",
  ClassBlock: "class",
  AnnotationBlock: "annotation",
  TypeAliasBlock: "type alias",
  TypeParametersBlock: "type parameters",
  TypeVariableBlock: "type variable",
};

const SCOPE_NAMES = ["0", "LOCAL", "GLOBAL_EXPLICIT", "GLOBAL_IMPLICIT", "FREE", "CELL"];

/** In the order in which the `symtable` module lists them. */
const FLAG_NAMES: readonly (readonly [string, number])[] = [
  ["USE", USE],
  ["DEF_GLOBAL", DEF_GLOBAL],
  ["DEF_NONLOCAL", DEF_NONLOCAL],
  ["DEF_LOCAL", DEF_LOCAL],
  ["DEF_PARAM", DEF_PARAM],
  ["DEF_TYPE_PARAM", DEF_TYPE_PARAM],
  ["DEF_FREE_CLASS", DEF_FREE_CLASS],
  ["DEF_IMPORT", DEF_IMPORT],
  ["DEF_BOUND", DEF_BOUND],
  ["DEF_ANNOT", DEF_ANNOT],
  ["DEF_COMP_ITER", DEF_COMP_ITER],
  ["DEF_COMP_CELL", DEF_COMP_CELL],
];

export function symtableText(table: Symtable): string {
  const lines: string[] = [];
  addBlock(lines, table.st_top, "");
  return lines.map((line) => `${line}\n`).join("");
}

function addBlock(lines: string[], entry: SymtableEntry, indent: string): void {
  const nested = entry.ste_nested ? " nested" : "";
  lines.push(
    `${indent}${BLOCK_NAMES[entry.ste_type]} ${entry.ste_name}, line ${entry.ste_loc.lineno}${nested}`,
  );
  for (const name of [...entry.ste_symbols.keys()].sort(compareCodePoints)) {
    const symbol = entry.ste_symbols.get(name)!;
    const flags = FLAG_NAMES.filter(([, flag]) => (symbol & flag) === flag).map(([flagName]) => flagName);
    const words = [SCOPE_NAMES[symbolToScope(symbol)], ...flags];
    lines.push(`${indent}  ${name}: ${words.join(" ")}`);
  }
  for (const child of entry.ste_children) addBlock(lines, child, `${indent}    `);
}
