/**
 * The symbol table of a module: first pass, over the syntax tree.
 *
 * This pass opens a block for everything that has names of its own and notes in it what is done with
 * each name; `analyze.ts` then decides where the names live. The statements are here, the expressions
 * in expressions.ts, annotations and type parameters in files of their own.
 *
 * Source: CPython's Python/symtable.c; reference, "Naming and binding".
 */

import type { ast } from "@pyvm/parser";
import { InvalidTreeError } from "../errors.ts";
import { leaveRecursiveCall, enterRecursiveCall } from "../recursion.ts";
import { getDocString } from "../preprocess/docstring.ts";
import type { FutureFeatures } from "../preprocess/future.ts";
import { analyze } from "./analyze.ts";
import { visitAnnotation, visitAnnotations } from "./annotations.ts";
import {
  addDef,
  enterBlock,
  enterExistingBlock,
  exitBlock,
  lookupIn,
  newBlock,
  raise,
  recordDirective,
  type SymtableBuilder,
} from "./definitions.ts";
import {
  allowsTopLevelAwait,
  visitExpr,
  visitExprs,
  visitKeywords,
  visitOptionalExpr,
} from "./expressions.ts";
import { visitPattern } from "./patterns.ts";
import {
  DEF_ANNOT,
  DEF_GLOBAL,
  DEF_IMPORT,
  DEF_LOCAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  Symtable,
  USE,
} from "./scope.ts";
import { enterTypeParamBlock, visitTypeParam } from "./type-params.ts";

/**
 * Build the symbol table of a module and decide the scope of every name.
 *
 * @throws PySyntaxError for what the grammar allows and the rules of naming do not
 */
export function buildSymtable(mod: ast.mod, filename: string, future: FutureFeatures): Symtable {
  const table = new Symtable(filename);
  const st: SymtableBuilder = {
    table,
    st_future: future,
    st_cur: undefined as unknown as SymtableBuilder["st_cur"], // until the module's block is entered
    st_stack: [],
    st_private: null,
    depth: 0,
  };
  enterBlock(st, "top", "ModuleBlock", mod, { lineno: 0, end_lineno: 0, col_offset: 0, end_col_offset: 0 });
  table.st_top = st.st_cur;
  switch (mod.nodeType) {
    case "Module":
      table.st_top.ste_has_docstring = getDocString(mod.body) !== null;
      visitStmts(st, mod.body);
      break;
    case "Interactive":
      visitStmts(st, mod.body);
      break;
    case "Expression":
      visitExpr(st, mod.body);
      break;
    case "FunctionType":
      throw new InvalidTreeError("this compiler does not handle FunctionTypes", "SystemError");
  }
  exitBlock(st);
  analyze(table);
  return table;
}

function visitStmts(st: SymtableBuilder, stmts: ast.stmt[]): void {
  for (const stmt of stmts) visitStmt(st, stmt);
}

function visitStmt(st: SymtableBuilder, node: ast.stmt): void {
  enterRecursiveCall(st);
  switch (node.nodeType) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      visitFunctionDef(st, node);
      break;
    case "ClassDef":
      visitClassDef(st, node);
      break;
    case "TypeAlias":
      visitTypeAlias(st, node);
      break;
    case "Return":
      if (node.value !== null) {
        visitExpr(st, node.value);
        st.st_cur.ste_returns_value = true;
      }
      break;
    case "Delete":
      visitExprs(st, node.targets);
      break;
    case "Assign":
      visitExprs(st, node.targets);
      visitExpr(st, node.value);
      break;
    case "AnnAssign":
      visitAnnAssign(st, node);
      break;
    case "AugAssign":
      visitExpr(st, node.target);
      visitExpr(st, node.value);
      break;
    case "AsyncFor":
      requireCoroutine(st, node, "'async for' outside async function");
      visitFor(st, node);
      break;
    case "For":
      visitFor(st, node);
      break;
    case "While":
    case "If":
      visitExpr(st, node.test);
      visitConditionalBlock(st, node.body, node.orelse);
      break;
    case "Match":
      visitMatch(st, node);
      break;
    case "Raise":
      if (node.exc !== null) {
        visitExpr(st, node.exc);
        visitOptionalExpr(st, node.cause);
      }
      break;
    case "Try":
    case "TryStar":
      visitTry(st, node);
      break;
    case "Assert":
      visitExpr(st, node.test);
      visitOptionalExpr(st, node.msg);
      break;
    case "Import":
      for (const alias of node.names) visitAlias(st, alias);
      break;
    case "ImportFrom":
      for (const alias of node.names) visitAlias(st, alias);
      checkImportFrom(st, node);
      break;
    case "Global":
      visitDirective(st, node, DEF_GLOBAL, "global");
      break;
    case "Nonlocal":
      visitDirective(st, node, DEF_NONLOCAL, "nonlocal");
      break;
    case "Expr":
      visitExpr(st, node.value);
      break;
    case "AsyncWith":
      requireCoroutine(st, node, "'async with' outside async function");
      visitWith(st, node);
      break;
    case "With":
      visitWith(st, node);
      break;
    case "Pass":
    case "Break":
    case "Continue":
      break;
  }
  leaveRecursiveCall(st);
}

function visitFunctionDef(st: SymtableBuilder, node: ast.FunctionDef | ast.AsyncFunctionDef): void {
  addDef(st, node.name, DEF_LOCAL, node);
  const { args } = node;
  visitDefaults(st, args);
  visitExprs(st, node.decorator_list);
  const isGeneric = node.type_params.length > 0;
  if (isGeneric) {
    const hasKwdefaults = args.kw_defaults.some((value) => value !== null);
    enterTypeParamBlock(st, node, hasKwdefaults);
    for (const param of node.type_params) visitTypeParam(st, param);
  }
  const block = newBlock(st, node.name, "FunctionBlock", node, node);
  block.ste_has_docstring = getDocString(node.body) !== null;
  visitAnnotations(st, node, args, node.returns);
  enterExistingBlock(st, block, true);
  if (node.nodeType === "AsyncFunctionDef") block.ste_coroutine = true;
  visitArguments(st, args);
  visitStmts(st, node.body);
  exitBlock(st);
  if (isGeneric) exitBlock(st);
}

function visitClassDef(st: SymtableBuilder, node: ast.ClassDef): void {
  addDef(st, node.name, DEF_LOCAL, node);
  visitExprs(st, node.decorator_list);
  const outerPrivate = st.st_private;
  const isGeneric = node.type_params.length > 0;
  if (isGeneric) {
    enterTypeParamBlock(st, node, false);
    st.st_private = node.name;
    st.st_cur.ste_mangled_names = new Set();
    for (const param of node.type_params) visitTypeParam(st, param);
  }
  visitExprs(st, node.bases);
  visitKeywords(st, node.keywords);
  enterBlock(st, node.name, "ClassBlock", node, node);
  st.st_private = node.name;
  if (isGeneric) {
    addDef(st, "__type_params__", DEF_LOCAL, node);
    addDef(st, ".type_params", USE, node);
  }
  st.st_cur.ste_has_docstring = getDocString(node.body) !== null;
  visitStmts(st, node.body);
  exitBlock(st);
  if (isGeneric) exitBlock(st);
  st.st_private = outerPrivate;
}

function visitTypeAlias(st: SymtableBuilder, node: ast.TypeAlias): void {
  visitExpr(st, node.name);
  const name = (node.name as ast.Name).id;
  const isInClass = st.st_cur.ste_type === "ClassBlock";
  const isGeneric = node.type_params.length > 0;
  if (isGeneric) {
    enterTypeParamBlock(st, node, false);
    for (const param of node.type_params) visitTypeParam(st, param);
  }
  enterBlock(st, name, "TypeAliasBlock", node, node);
  st.st_cur.ste_can_see_class_scope = isInClass;
  if (isInClass) addDef(st, "__classdict__", USE, node.value);
  visitExpr(st, node.value);
  exitBlock(st);
  if (isGeneric) exitBlock(st);
}

function visitAnnAssign(st: SymtableBuilder, node: ast.AnnAssign): void {
  st.st_cur.ste_annotations_used = true;
  const { target } = node;
  if (target.nodeType === "Name") {
    const symbol = lookupIn(st, st.st_cur, target.id);
    if ((symbol & (DEF_GLOBAL | DEF_NONLOCAL)) !== 0 && st.st_cur !== st.table.st_top && node.simple) {
      const kind = (symbol & DEF_GLOBAL) !== 0 ? "global" : "nonlocal";
      raise(st, node, `annotated name '${target.id}' can't be ${kind}`);
    }
    if (node.simple) addDef(st, target.id, DEF_ANNOT | DEF_LOCAL, target);
    else if (node.value !== null) addDef(st, target.id, DEF_LOCAL, target);
  } else {
    visitExpr(st, target);
  }
  visitAnnotation(st, node.annotation);
  visitOptionalExpr(st, node.value);
}

function visitFor(st: SymtableBuilder, node: ast.For | ast.AsyncFor): void {
  visitExpr(st, node.target);
  visitExpr(st, node.iter);
  visitConditionalBlock(st, node.body, node.orelse);
}

/** Visit statements that may not run: annotations in them are conditional (PEP 649). */
function visitConditionalBlock(st: SymtableBuilder, body: ast.stmt[], orelse: ast.stmt[]): void {
  const block = st.st_cur;
  const outer = block.ste_in_conditional_block;
  block.ste_in_conditional_block = true;
  visitStmts(st, body);
  visitStmts(st, orelse);
  block.ste_in_conditional_block = outer;
}

function visitMatch(st: SymtableBuilder, node: ast.Match): void {
  visitExpr(st, node.subject);
  const block = st.st_cur;
  const outer = block.ste_in_conditional_block;
  block.ste_in_conditional_block = true;
  for (const { pattern, guard, body } of node.cases) {
    visitPattern(st, pattern);
    visitOptionalExpr(st, guard);
    visitStmts(st, body);
  }
  block.ste_in_conditional_block = outer;
}

function visitTry(st: SymtableBuilder, node: ast.Try | ast.TryStar): void {
  const block = st.st_cur;
  const outer = block.ste_in_conditional_block;
  block.ste_in_conditional_block = true;
  visitStmts(st, node.body);
  for (const handler of node.handlers) {
    visitOptionalExpr(st, handler.type);
    if (handler.name !== null) addDef(st, handler.name, DEF_LOCAL, handler);
    visitStmts(st, handler.body);
  }
  visitStmts(st, node.orelse);
  visitStmts(st, node.finalbody);
  block.ste_in_conditional_block = outer;
}

function visitWith(st: SymtableBuilder, node: ast.With | ast.AsyncWith): void {
  const block = st.st_cur;
  const outer = block.ste_in_conditional_block;
  block.ste_in_conditional_block = true;
  for (const item of node.items) {
    visitExpr(st, item.context_expr);
    visitOptionalExpr(st, item.optional_vars);
  }
  visitStmts(st, node.body);
  block.ste_in_conditional_block = outer;
}

function requireCoroutine(st: SymtableBuilder, node: ast.AsyncFor | ast.AsyncWith, message: string): void {
  if (allowsTopLevelAwait(st)) st.st_cur.ste_coroutine = true;
  if (!st.st_cur.ste_coroutine) raise(st, node, message);
}

/** The defaults of parameters belong to the block around the function. */
export function visitDefaults(st: SymtableBuilder, args: ast.arguments_): void {
  visitExprs(st, args.defaults);
  for (const value of args.kw_defaults) visitOptionalExpr(st, value);
}

/** The parameters of a function, in its own block and in the order of its locals. */
export function visitArguments(st: SymtableBuilder, args: ast.arguments_): void {
  for (const arg of args.posonlyargs) addDef(st, arg.arg, DEF_PARAM, arg);
  for (const arg of args.args) addDef(st, arg.arg, DEF_PARAM, arg);
  for (const arg of args.kwonlyargs) addDef(st, arg.arg, DEF_PARAM, arg);
  if (args.vararg !== null) {
    addDef(st, args.vararg.arg, DEF_PARAM, args.vararg);
    st.st_cur.ste_varargs = true;
  }
  if (args.kwarg !== null) {
    addDef(st, args.kwarg.arg, DEF_PARAM, args.kwarg);
    st.st_cur.ste_varkeywords = true;
  }
}

function visitAlias(st: SymtableBuilder, node: ast.alias): void {
  const name = node.asname ?? node.name;
  if (name === "*") {
    if (st.st_cur.ste_type !== "ModuleBlock") raise(st, node, "import * only allowed at module level");
    return;
  }
  const dot = name.indexOf(".");
  addDef(st, dot === -1 ? name : name.slice(0, dot), DEF_IMPORT, node);
}

function checkImportFrom(st: SymtableBuilder, node: ast.ImportFrom): void {
  if (node.module !== "__future__" || node.level !== 0) return;
  const last = st.st_future.ff_location;
  if (
    node.lineno > last.lineno ||
    (node.lineno === last.end_lineno && node.col_offset > last.end_col_offset)
  ) {
    raise(st, node, "from __future__ imports must occur at the beginning of the file");
  }
}

function visitDirective(
  st: SymtableBuilder,
  node: ast.Global | ast.Nonlocal,
  flag: number,
  keyword: "global" | "nonlocal",
): void {
  for (const name of node.names) {
    const symbol = lookupIn(st, st.st_cur, name);
    if ((symbol & DEF_PARAM) !== 0) raise(st, node, `name '${name}' is parameter and ${keyword}`);
    if ((symbol & USE) !== 0) raise(st, node, `name '${name}' is used prior to ${keyword} declaration`);
    if ((symbol & DEF_ANNOT) !== 0) raise(st, node, `annotated name '${name}' can't be ${keyword}`);
    if ((symbol & DEF_LOCAL) !== 0)
      raise(st, node, `name '${name}' is assigned to before ${keyword} declaration`);
    addDef(st, name, flag, node);
    recordDirective(st, name, node);
  }
}
