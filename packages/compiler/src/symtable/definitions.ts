/**
 * The state of the symbol table's first pass: the block being visited, those around it, and how a
 * name gets into a block.
 *
 * Errors that one block can see by itself are raised here: duplicate arguments and type parameters,
 * assignment to `__debug__`, conflicts between `:=` and iteration variables.
 */

import { raiseSyntaxError } from "../errors.ts";
import type { SourceLocation } from "../instructions/location.ts";
import type { FutureFeatures } from "../preprocess/future.ts";
import { maybeMangle } from "./mangle.ts";
import {
  DEF_COMP_ITER,
  DEF_GLOBAL,
  DEF_IMPORT,
  DEF_LOCAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  DEF_TYPE_PARAM,
  SymtableEntry,
  USE,
  getSymbol,
  isFunctionLike,
  type BlockType,
  type Symtable,
} from "./scope.ts";
import { CO_FUTURE_ANNOTATIONS } from "../flags.ts";

/** What the first pass carries along. */
export interface SymtableBuilder {
  readonly table: Symtable;
  readonly st_future: FutureFeatures;
  /** The block being visited. */
  st_cur: SymtableEntry;
  /** The blocks open, outermost first; the last is `st_cur`. */
  readonly st_stack: SymtableEntry[];
  /** The class whose private names are mangled. */
  st_private: string | null;
  /** Nesting of the node being visited. */
  depth: number;
}

export type NameContext = "Load" | "Store" | "Del";

/** A new block that is not entered yet. `blocks` is the index it is found in by its syntax node. */
export function newBlock(
  st: SymtableBuilder,
  name: string,
  type: BlockType,
  node: object,
  location: SourceLocation,
  blocks: Map<object, SymtableEntry> = st.table.st_blocks,
): SymtableEntry {
  const { st_blocks, st_default_blocks } = st.table;
  const entry = new SymtableEntry(st_blocks.size + st_default_blocks.size, name, type, location);
  const around = st.st_cur as SymtableEntry | undefined;
  if (around !== undefined) {
    entry.ste_nested = around.ste_nested || isFunctionLike(around);
    entry.ste_method = around.ste_type === "ClassBlock" && type === "FunctionBlock";
  }
  blocks.set(node, entry);
  return entry;
}

/** Open a new block for a syntax node. */
export function enterBlock(
  st: SymtableBuilder,
  name: string,
  type: BlockType,
  node: object,
  location: SourceLocation,
  blocks: Map<object, SymtableEntry> = st.table.st_blocks,
): void {
  enterExistingBlock(st, newBlock(st, name, type, node, location, blocks), true);
  if (type === "AnnotationBlock" || type === "TypeVariableBlock" || type === "TypeAliasBlock") {
    // These are compiled to functions of one parameter, the annotation format.
    addDef(st, ".format", DEF_PARAM, location);
    addDef(st, ".format", USE, location);
  }
}

/** Open a block, a second time perhaps: the annotations of a block share one. */
export function enterExistingBlock(st: SymtableBuilder, entry: SymtableEntry, addToChildren: boolean): void {
  const around = st.st_cur as SymtableEntry | undefined;
  st.st_stack.push(entry);
  if (around !== undefined) {
    entry.ste_comp_iter_expr = around.ste_comp_iter_expr;
    if (around.ste_mangled_names !== null && entry.ste_type !== "ClassBlock") {
      entry.ste_mangled_names = around.ste_mangled_names;
    }
  }
  st.st_cur = entry;
  // Under `from __future__ import annotations` annotations are text and have no effect on names.
  if (entry.ste_type === "AnnotationBlock" && (st.st_future.ff_features & CO_FUTURE_ANNOTATIONS) !== 0)
    return;
  if (addToChildren && around !== undefined) around.ste_children.push(entry);
}

export function exitBlock(st: SymtableBuilder): void {
  st.st_stack.pop();
  st.st_cur = st.st_stack[st.st_stack.length - 1];
}

/** The bits of a name in a block as seen from the block being visited. */
export function lookupIn(st: SymtableBuilder, entry: SymtableEntry, name: string): number {
  return getSymbol(entry, maybeMangle(st.st_private, entry, name));
}

/** Note a definition or a use of a name in the block being visited. */
export function addDef(st: SymtableBuilder, name: string, flag: number, location: SourceLocation): void {
  addDefInContext(st, name, flag, location, flag === USE ? "Load" : "Store");
}

export function addDefInContext(
  st: SymtableBuilder,
  name: string,
  flag: number,
  location: SourceLocation,
  context: NameContext,
): void {
  if ((flag & (DEF_PARAM | DEF_LOCAL | DEF_IMPORT)) !== 0) checkName(st, name, location, context);
  if ((flag & DEF_TYPE_PARAM) !== 0) st.st_cur.ste_mangled_names?.add(name);
  addDefTo(st, st.st_cur, name, flag, location);
}

/** Note a definition in any of the open blocks; `:=` in a comprehension binds in a block further out. */
export function addDefTo(
  st: SymtableBuilder,
  entry: SymtableEntry,
  name: string,
  flag: number,
  location: SourceLocation,
): void {
  const mangled = maybeMangle(st.st_private, st.st_cur, name);
  const before = entry.ste_symbols.get(mangled) ?? 0;
  if ((flag & before & DEF_PARAM) !== 0) {
    raise(st, location, `duplicate argument '${name}' in function definition`);
  }
  if ((flag & before & DEF_TYPE_PARAM) !== 0) raise(st, location, `duplicate type parameter '${name}'`);
  let symbol = before | flag;
  if (entry.ste_comp_iter_target) {
    if ((symbol & (DEF_GLOBAL | DEF_NONLOCAL)) !== 0) {
      raise(st, location, `comprehension inner loop cannot rebind assignment expression target '${name}'`);
    }
    symbol |= DEF_COMP_ITER;
  }
  entry.ste_symbols.set(mangled, symbol);

  if ((flag & DEF_PARAM) !== 0) {
    entry.ste_varnames.push(mangled);
  } else if ((flag & DEF_GLOBAL) !== 0) {
    const { ste_symbols } = st.table.st_top;
    ste_symbols.set(mangled, (ste_symbols.get(mangled) ?? 0) | flag);
  }
}

/** `__debug__` is a constant. */
export function checkName(
  st: SymtableBuilder,
  name: string,
  location: SourceLocation,
  context: NameContext,
): void {
  if (name !== "__debug__") return;
  if (context === "Store") raise(st, location, "cannot assign to __debug__");
  if (context === "Del") raise(st, location, "cannot delete __debug__");
}

/** Remember where a name was declared global or nonlocal, for errors of the second pass. */
export function recordDirective(st: SymtableBuilder, name: string, location: SourceLocation): void {
  st.st_cur.ste_directives.push({ name: maybeMangle(st.st_private, st.st_cur, name), location });
}

export function raise(st: SymtableBuilder, location: SourceLocation, message: string): never {
  return raiseSyntaxError(st.table.filename, location, message);
}
