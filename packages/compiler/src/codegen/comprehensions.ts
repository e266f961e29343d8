/**
 * Comprehensions and generator expressions.
 *
 * List, set and dict comprehensions are compiled into the code around them (PEP 709): names that clash
 * with names outside are saved on the stack and restored after, and the symbol table is changed for as
 * long. Generator expressions, and comprehensions in annotation scopes of classes, are functions that are
 * called at once with the outermost iterator.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { NO_LABEL, type Label } from "../instructions/labels.ts";
import { NO_LOCATION, type SourceLocation } from "../instructions/location.ts";
import {
  CELL,
  DEF_LOCAL,
  DEF_NONLOCAL,
  FREE,
  getSymbol,
  isFunctionLike,
  lookupBlock,
  symbolToScope,
  type SymtableEntry,
} from "../symtable/scope.ts";
import { addOp, addOpInTable, addOpJump, addOpLoadConst, locationOf, newLabel, useLabel } from "./emit.ts";
import { jumpIf } from "./expressions/conditions.ts";
import { visitExpr } from "./expressions/expression.ts";
import { popFrameBlock, pushFrameBlock } from "./frame-blocks.ts";
import { makeClosure } from "./functions.ts";
import { addYield, addYieldFrom, wrapInStopIterationHandler } from "./generators.ts";
import { assembleUnit, enterScope, exitScope, type Compiler } from "./unit.ts";

export type Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp;

const FUNCTION_NAME = {
  ListComp: "<listcomp>",
  SetComp: "<setcomp>",
  DictComp: "<dictcomp>",
  GeneratorExp: "<genexpr>",
};

export function codegenComprehension(c: Compiler, node: Comprehension): void {
  const entry = lookupBlock(c.symtable, node);
  if (entry.ste_comp_inlined) inlinedComprehension(c, node, entry);
  else comprehensionFunction(c, node, entry);
}

/** Evaluate the outermost iterable and push its iterator. */
function pushOutermostIterator(c: Compiler, outermost: ast.comprehension): void {
  visitExpr(c, outermost.iter);
  addOp(c, locationOf(outermost.iter), outermost.is_async ? Op.GET_AITER : Op.GET_ITER);
}

function buildResult(c: Compiler, location: SourceLocation, node: Comprehension): void {
  switch (node.nodeType) {
    case "ListComp":
      return addOp(c, location, Op.BUILD_LIST, 0);
    case "SetComp":
      return addOp(c, location, Op.BUILD_SET, 0);
    case "DictComp":
      return addOp(c, location, Op.BUILD_MAP, 0);
    case "GeneratorExp":
      return;
  }
}

function comprehensionFunction(c: Compiler, node: Comprehension, entry: SymtableEntry): void {
  const location = locationOf(node);
  enterScope(c, FUNCTION_NAME[node.nodeType], "comprehension", entry, node.lineno, { argcount: 1 });
  buildResult(c, location, node);
  codegenGenerator(c, location, node, 0, 0, false);
  if (node.nodeType === "GeneratorExp") wrapInStopIterationHandler(c);
  else addOp(c, location, Op.RETURN_VALUE);
  const code = assembleUnit(c, "return None");
  exitScope(c);

  makeClosure(c, location, code, 0);
  pushOutermostIterator(c, node.generators[0]);
  addOp(c, location, Op.CALL, 0);
  if (entry.ste_coroutine && node.nodeType !== "GeneratorExp") {
    addOp(c, location, Op.GET_AWAITABLE, 0);
    addOpLoadConst(c, location, null);
    addYieldFrom(c, location, "await");
  }
}

function inlinedComprehension(c: Compiler, node: Comprehension, entry: SymtableEntry): void {
  const location = locationOf(node);
  pushOutermostIterator(c, node.generators[0]);
  const state = enterInlined(c, location, entry);
  buildResult(c, location, node);
  addOp(c, location, Op.SWAP, 2);
  codegenGenerator(c, location, node, 0, 0, true);
  leaveInlined(c, location, state);
}

/** What an inlined comprehension has changed outside and restores when it ends. */
interface InlinedState {
  /** The names whose values were saved on the stack. */
  readonly pushedLocals: string[];
  /** Where they are restored if an exception is raised. */
  readonly cleanup: Label;
  /** The symbols that had another scope outside. */
  readonly outerSymbols: Map<string, number>;
  /** The names that became fast locals of a module or class. */
  readonly fastHidden: string[];
}

function enterInlined(c: Compiler, location: SourceLocation, entry: SymtableEntry): InlinedState {
  const { unit } = c;
  const { ste, metadata } = unit;
  const inClassBlock = ste.ste_type === "ClassBlock" && unit.inInlinedComprehension === 0;
  unit.inInlinedComprehension++;

  const outerSymbols = new Map<string, number>();
  const fastHidden: string[] = [];
  for (const [name, symbol] of entry.ste_symbols) {
    const scope = symbolToScope(symbol);
    const outerSymbol = getSymbol(ste, name);
    const outerScope = symbolToScope(outerSymbol);
    // A free name is handled as outside; a cell that is free outside is dereferenced either way.
    const differs = scope !== outerScope && scope !== FREE && !(scope === CELL && outerScope === FREE);
    if (differs || inClassBlock) {
      ste.ste_symbols.set(name, symbol);
      outerSymbols.set(name, outerSymbol);
    }
    if ((isBoundHere(symbol) || inClassBlock) && !isFunctionLike(ste)) {
      if (metadata.fasthidden.get(name) !== true) {
        metadata.fasthidden.set(name, true);
        fastHidden.push(name);
      }
    }
  }

  const pushedLocals = pushInlinedLocals(c, location, entry);
  let cleanup: Label = NO_LABEL;
  if (pushedLocals.length > 0) {
    // The outermost iterator goes back to the top; the locals get back in reverse order when it ends.
    addOp(c, location, Op.SWAP, pushedLocals.length + 1);
    cleanup = newLabel(c);
    addOpJump(c, location, Op.SETUP_FINALLY, cleanup);
  }
  return { pushedLocals, cleanup, outerSymbols, fastHidden };
}

/** Save what the comprehension's own names mean outside. */
function pushInlinedLocals(c: Compiler, location: SourceLocation, entry: SymtableEntry): string[] {
  const { ste, metadata } = c.unit;
  const pushed: string[] = [];
  for (const [name, symbol] of entry.ste_symbols) {
    if (!isBoundHere(symbol)) continue;
    const scope = symbolToScope(symbol);
    const outerScope = symbolToScope(getSymbol(ste, name));
    addOpInTable(c, location, Op.LOAD_FAST_AND_CLEAR, metadata.varnames, name);
    if (scope === CELL) {
      const table = outerScope === FREE ? metadata.freevars : metadata.cellvars;
      addOpInTable(c, location, Op.MAKE_CELL, table, name);
    }
    pushed.push(name);
  }
  return pushed;
}

/** A local of the comprehension; `:=` to a name outside is not. */
function isBoundHere(symbol: number): boolean {
  return (symbol & DEF_LOCAL) !== 0 && (symbol & DEF_NONLOCAL) === 0;
}

function leaveInlined(c: Compiler, location: SourceLocation, state: InlinedState): void {
  if (state.pushedLocals.length > 0) {
    addOp(c, NO_LOCATION, Op.POP_BLOCK);
    const end = newLabel(c);
    addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);
    useLabel(c, state.cleanup);
    addOp(c, NO_LOCATION, Op.SWAP, 2); // drop the unfinished result under the exception
    addOp(c, NO_LOCATION, Op.POP_TOP);
    restoreLocals(c, location, state.pushedLocals);
    addOp(c, NO_LOCATION, Op.RERAISE, 0);
    useLabel(c, end);
    restoreLocals(c, location, state.pushedLocals);
  }
  const { unit } = c;
  unit.inInlinedComprehension--;
  for (const [name, symbol] of state.outerSymbols) unit.ste.ste_symbols.set(name, symbol);
  // False, not absent: assembly marks these names as hidden.
  for (const name of state.fastHidden) unit.metadata.fasthidden.set(name, false);
}

function restoreLocals(c: Compiler, location: SourceLocation, names: string[]): void {
  addOp(c, location, Op.SWAP, names.length + 1);
  for (let index = names.length - 1; index >= 0; index--) {
    addOpInTable(c, location, Op.STORE_FAST_MAYBE_NULL, c.unit.metadata.varnames, names[index]);
  }
}

/**
 * Generate the `for` clause at `index` and all inside it.
 *
 * @param depth items of the clauses around, between the result and the stack's top
 * @param iteratorOnStack whether the iterator is pushed already
 */
function codegenGenerator(
  c: Compiler,
  location: SourceLocation,
  node: Comprehension,
  index: number,
  depth: number,
  iteratorOnStack: boolean,
): void {
  if (node.generators[index].is_async) asyncGenerator(c, location, node, index, depth, iteratorOnStack);
  else syncGenerator(c, location, node, index, depth, iteratorOnStack);
}

function syncGenerator(
  c: Compiler,
  location: SourceLocation,
  node: Comprehension,
  index: number,
  depth: number,
  iteratorOnStack: boolean,
): void {
  const start = newLabel(c);
  const ifCleanup = newLabel(c);
  const anchor = newLabel(c);
  const generator = node.generators[index];
  let isLoop = true;
  if (!iteratorOnStack) {
    if (index === 0) {
      addOp(c, location, Op.LOAD_FAST, 0);
    } else {
      const only = onlyItem(generator.iter);
      if (only !== null) {
        visitExpr(c, only);
        isLoop = false;
      } else {
        visitExpr(c, generator.iter);
        addOp(c, locationOf(generator.iter), Op.GET_ITER);
      }
    }
  }
  if (isLoop) {
    depth++;
    useLabel(c, start);
    addOpJump(c, locationOf(generator.iter), Op.FOR_ITER, anchor);
  }
  visitExpr(c, generator.target);
  for (const condition of generator.ifs) jumpIf(c, location, condition, ifCleanup, false);

  const elementLocation = codegenInner(c, location, node, index, depth);

  useLabel(c, ifCleanup);
  if (isLoop) {
    addOpJump(c, elementLocation, Op.JUMP, start);
    useLabel(c, anchor);
    addOp(c, NO_LOCATION, Op.END_FOR);
    addOp(c, NO_LOCATION, Op.POP_ITER);
  }
}

/** `for y in [f(x)]` is an assignment: the only item of a list or tuple, if it has exactly one. */
function onlyItem(iter: ast.expr): ast.expr | null {
  if (iter.nodeType !== "List" && iter.nodeType !== "Tuple") return null;
  if (iter.elts.length !== 1 || iter.elts[0].nodeType === "Starred") return null;
  return iter.elts[0];
}

function asyncGenerator(
  c: Compiler,
  location: SourceLocation,
  node: Comprehension,
  index: number,
  depth: number,
  iteratorOnStack: boolean,
): void {
  const start = newLabel(c);
  const send = newLabel(c);
  const except = newLabel(c);
  const ifCleanup = newLabel(c);
  const generator = node.generators[index];
  if (!iteratorOnStack) {
    if (index === 0) {
      addOp(c, location, Op.LOAD_FAST, 0);
    } else {
      visitExpr(c, generator.iter);
      addOp(c, locationOf(generator.iter), Op.GET_AITER);
    }
  }
  useLabel(c, start);
  pushFrameBlock(c, location, "ASYNC_COMPREHENSION_GENERATOR", start);
  addOpJump(c, location, Op.SETUP_FINALLY, except);
  addOp(c, location, Op.GET_ANEXT);
  addOpLoadConst(c, location, null);
  useLabel(c, send);
  addYieldFrom(c, location, "await");
  addOp(c, location, Op.POP_BLOCK);
  visitExpr(c, generator.target);
  for (const condition of generator.ifs) jumpIf(c, location, condition, ifCleanup, false);

  const elementLocation = codegenInner(c, location, node, index, depth + 1);

  useLabel(c, ifCleanup);
  addOpJump(c, elementLocation, Op.JUMP, start);
  popFrameBlock(c);
  useLabel(c, except);
  addOpJump(c, location, Op.END_ASYNC_FOR, send);
}

/** The next clause, or after the last one the element. Answers where the element stands. */
function codegenInner(
  c: Compiler,
  location: SourceLocation,
  node: Comprehension,
  index: number,
  depth: number,
): SourceLocation {
  const elementLocation = locationOf(node.nodeType === "DictComp" ? node.key : node.elt);
  if (index + 1 < node.generators.length) {
    codegenGenerator(c, location, node, index + 1, depth, false);
    return elementLocation;
  }
  switch (node.nodeType) {
    case "GeneratorExp":
      visitExpr(c, node.elt);
      addYield(c, elementLocation);
      addOp(c, elementLocation, Op.POP_TOP);
      return elementLocation;
    case "ListComp":
      visitExpr(c, node.elt);
      addOp(c, elementLocation, Op.LIST_APPEND, depth + 1);
      return elementLocation;
    case "SetComp":
      visitExpr(c, node.elt);
      addOp(c, elementLocation, Op.SET_ADD, depth + 1);
      return elementLocation;
    case "DictComp": {
      visitExpr(c, node.key);
      visitExpr(c, node.value);
      const pairLocation = {
        lineno: node.key.lineno,
        end_lineno: node.value.end_lineno,
        col_offset: node.key.col_offset,
        end_col_offset: node.value.end_col_offset,
      };
      addOp(c, pairLocation, Op.MAP_ADD, depth + 1);
      return pairLocation;
    }
  }
}
