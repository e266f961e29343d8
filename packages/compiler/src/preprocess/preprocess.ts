/**
 * Changes to the syntax tree before compilation (CPython's ast_preprocess.c).
 *
 * `__debug__` becomes a constant, docstrings go at optimisation level 2, `%` formats become f-strings,
 * and the numbers of patterns become constants; on the way, control flow out of `finally` is warned about.
 * Constant folding proper is not here: it works on instructions, in the flow graph.
 *
 * The tree is changed in place.
 */

import { CodePoints, ast } from "@pyvm/parser";
import type { WarningSink } from "../errors.ts";
import { CO_FUTURE_ANNOTATIONS } from "../flags.ts";
import { enterRecursiveCall, leaveRecursiveCall } from "../recursion.ts";
import { checkLoopExit, checkReturn, type ControlFlowContext } from "./control-flow-in-finally.ts";
import { getDocString } from "./docstring.ts";
import { optimizeFormat } from "./format-string.ts";
import { foldPatternValue } from "./match-constants.ts";

export interface PreprocessOptions {
  readonly optimize: 0 | 1 | 2;
  /** `CO_FUTURE_…` and `PyCF_…` bits. */
  readonly features: number;
  /** Only look for warnings, and leave the tree as the parser made it. */
  readonly syntaxCheckOnly: boolean;
  readonly warn: WarningSink;
}

interface Preprocessor extends PreprocessOptions {
  readonly contexts: ControlFlowContext[];
  depth: number;
}

/** Preprocess a module in place. */
export function preprocess(mod: ast.mod, options: PreprocessOptions): void {
  const state: Preprocessor = { ...options, contexts: [], depth: 0 };
  switch (mod.nodeType) {
    case "Module":
      foldBody(state, mod.body);
      break;
    case "Interactive":
      foldStmts(state, mod.body);
      break;
    case "Expression":
      mod.body = foldExpr(state, mod.body);
      break;
    case "FunctionType":
      break;
  }
}

/** A body that may have a docstring. */
function foldBody(state: Preprocessor, stmts: ast.stmt[]): void {
  let hasDocstring = getDocString(stmts) !== null;
  if (hasDocstring && state.optimize >= 2) {
    removeDocstring(stmts);
    hasDocstring = false;
  }
  foldStmts(state, stmts);
  if (hasDocstring || getDocString(stmts) === null) return;
  // What became a str constant only now must not be taken for a docstring.
  const first = stmts[0] as ast.Expr;
  const { lineno, col_offset, end_lineno, end_col_offset } = first;
  first.value = ast.JoinedStr([first.value], lineno, col_offset, end_lineno, end_col_offset);
}

/** A body is never empty: a lone docstring turns into `pass`. */
function removeDocstring(stmts: ast.stmt[]): void {
  if (stmts.length > 1) {
    stmts.shift();
    return;
  }
  const { lineno, col_offset } = stmts[0];
  stmts[0] = ast.Pass(lineno, col_offset, lineno, col_offset + "pass".length);
}

function foldStmts(state: Preprocessor, stmts: ast.stmt[]): void {
  for (const stmt of stmts) foldStmt(state, stmt);
}

function foldStmtsIn(state: Preprocessor, context: ControlFlowContext, stmts: ast.stmt[]): void {
  state.contexts.push(context);
  foldStmts(state, stmts);
  state.contexts.pop();
}

function foldStmt(state: Preprocessor, node: ast.stmt): void {
  enterRecursiveCall(state);
  const foldsAnnotations = (state.features & CO_FUTURE_ANNOTATIONS) === 0;
  switch (node.nodeType) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      foldTypeParams(state, node.type_params);
      foldArguments(state, node.args);
      state.contexts.push("function");
      foldBody(state, node.body);
      state.contexts.pop();
      foldExprs(state, node.decorator_list);
      if (foldsAnnotations) node.returns = foldOptional(state, node.returns);
      break;
    case "ClassDef":
      foldTypeParams(state, node.type_params);
      foldExprs(state, node.bases);
      foldKeywords(state, node.keywords);
      foldBody(state, node.body);
      foldExprs(state, node.decorator_list);
      break;
    case "Return":
      checkReturn(state.contexts, node, state.warn);
      node.value = foldOptional(state, node.value);
      break;
    case "Delete":
      foldExprs(state, node.targets);
      break;
    case "Assign":
      foldExprs(state, node.targets);
      node.value = foldExpr(state, node.value);
      break;
    case "AugAssign":
      node.target = foldExpr(state, node.target);
      node.value = foldExpr(state, node.value);
      break;
    case "AnnAssign":
      node.target = foldExpr(state, node.target);
      if (foldsAnnotations) node.annotation = foldExpr(state, node.annotation);
      node.value = foldOptional(state, node.value);
      break;
    case "TypeAlias":
      node.name = foldExpr(state, node.name);
      foldTypeParams(state, node.type_params);
      node.value = foldExpr(state, node.value);
      break;
    case "For":
    case "AsyncFor":
      node.target = foldExpr(state, node.target);
      node.iter = foldExpr(state, node.iter);
      foldStmtsIn(state, "loop", node.body);
      foldStmts(state, node.orelse);
      break;
    case "While":
      node.test = foldExpr(state, node.test);
      foldStmtsIn(state, "loop", node.body);
      foldStmts(state, node.orelse);
      break;
    case "If":
      node.test = foldExpr(state, node.test);
      foldStmts(state, node.body);
      foldStmts(state, node.orelse);
      break;
    case "With":
    case "AsyncWith":
      for (const item of node.items) {
        item.context_expr = foldExpr(state, item.context_expr);
        item.optional_vars = foldOptional(state, item.optional_vars);
      }
      foldStmts(state, node.body);
      break;
    case "Raise":
      node.exc = foldOptional(state, node.exc);
      node.cause = foldOptional(state, node.cause);
      break;
    case "Try":
    case "TryStar":
      foldStmts(state, node.body);
      for (const handler of node.handlers) {
        handler.type = foldOptional(state, handler.type);
        foldStmts(state, handler.body);
      }
      foldStmts(state, node.orelse);
      foldStmtsIn(state, "finally", node.finalbody);
      break;
    case "Assert":
      node.test = foldExpr(state, node.test);
      node.msg = foldOptional(state, node.msg);
      break;
    case "Expr":
      node.value = foldExpr(state, node.value);
      break;
    case "Match":
      node.subject = foldExpr(state, node.subject);
      for (const matchCase of node.cases) {
        foldPattern(state, matchCase.pattern);
        matchCase.guard = foldOptional(state, matchCase.guard);
        foldStmts(state, matchCase.body);
      }
      break;
    case "Break":
    case "Continue":
      checkLoopExit(state.contexts, node, state.warn);
      break;
    case "Import":
    case "ImportFrom":
    case "Global":
    case "Nonlocal":
    case "Pass":
      break;
  }
  leaveRecursiveCall(state);
}

/** Fold an expression; the result takes its place. */
function foldExpr(state: Preprocessor, node: ast.expr): ast.expr {
  enterRecursiveCall(state);
  let result: ast.expr = node;
  switch (node.nodeType) {
    case "BoolOp":
    case "JoinedStr":
    case "TemplateStr":
      foldExprs(state, node.values);
      break;
    case "BinOp":
      node.left = foldExpr(state, node.left);
      node.right = foldExpr(state, node.right);
      result = foldBinOp(state, node);
      break;
    case "UnaryOp":
      node.operand = foldExpr(state, node.operand);
      break;
    case "Lambda":
      foldArguments(state, node.args);
      node.body = foldExpr(state, node.body);
      break;
    case "IfExp":
      node.test = foldExpr(state, node.test);
      node.body = foldExpr(state, node.body);
      node.orelse = foldExpr(state, node.orelse);
      break;
    case "Dict":
      foldOptionals(state, node.keys);
      foldExprs(state, node.values);
      break;
    case "Set":
    case "List":
    case "Tuple":
      foldExprs(state, node.elts);
      break;
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      node.elt = foldExpr(state, node.elt);
      foldGenerators(state, node.generators);
      break;
    case "DictComp":
      node.key = foldExpr(state, node.key);
      node.value = foldExpr(state, node.value);
      foldGenerators(state, node.generators);
      break;
    case "Await":
    case "YieldFrom":
    case "Starred":
    case "NamedExpr":
    case "Attribute":
      node.value = foldExpr(state, node.value);
      break;
    case "Yield":
      node.value = foldOptional(state, node.value);
      break;
    case "Compare":
      node.left = foldExpr(state, node.left);
      foldExprs(state, node.comparators);
      break;
    case "Call":
      node.func = foldExpr(state, node.func);
      foldExprs(state, node.args);
      foldKeywords(state, node.keywords);
      break;
    case "FormattedValue":
    case "Interpolation":
      node.value = foldExpr(state, node.value);
      node.format_spec = foldOptional(state, node.format_spec);
      break;
    case "Subscript":
      node.value = foldExpr(state, node.value);
      node.slice = foldExpr(state, node.slice);
      break;
    case "Slice":
      node.lower = foldOptional(state, node.lower);
      node.upper = foldOptional(state, node.upper);
      node.step = foldOptional(state, node.step);
      break;
    case "Name":
      if (node.id === "__debug__" && node.ctx === "Load" && !state.syntaxCheckOnly) {
        const { lineno, col_offset, end_lineno, end_col_offset } = node;
        result = ast.Constant(state.optimize === 0, null, lineno, col_offset, end_lineno, end_col_offset);
      }
      break;
    case "Constant":
      break;
  }
  leaveRecursiveCall(state);
  return result;
}

function foldBinOp(state: Preprocessor, node: ast.BinOp): ast.expr {
  const { left, right } = node;
  if (state.syntaxCheckOnly || node.op !== "Mod") return node;
  if (left.nodeType !== "Constant" || right.nodeType !== "Tuple") return node;
  const format = left.value;
  if (typeof format !== "string" && !(format instanceof CodePoints)) return node;
  if (right.elts.some((element) => element.nodeType === "Starred")) return node;
  return optimizeFormat(node, format, right.elts) ?? node;
}

function foldExprs(state: Preprocessor, exprs: ast.expr[]): void {
  for (let index = 0; index < exprs.length; index++) exprs[index] = foldExpr(state, exprs[index]);
}

function foldOptional(state: Preprocessor, expr: ast.expr | null): ast.expr | null {
  return expr === null ? null : foldExpr(state, expr);
}

function foldOptionals(state: Preprocessor, exprs: (ast.expr | null)[]): void {
  for (let index = 0; index < exprs.length; index++) exprs[index] = foldOptional(state, exprs[index]);
}

function foldKeywords(state: Preprocessor, keywords: ast.keyword[]): void {
  for (const keyword of keywords) keyword.value = foldExpr(state, keyword.value);
}

function foldGenerators(state: Preprocessor, generators: ast.comprehension[]): void {
  for (const generator of generators) {
    generator.target = foldExpr(state, generator.target);
    generator.iter = foldExpr(state, generator.iter);
    foldExprs(state, generator.ifs);
  }
}

function foldArguments(state: Preprocessor, args: ast.arguments_): void {
  foldArgs(state, args.posonlyargs);
  foldArgs(state, args.args);
  if (args.vararg !== null) foldArgs(state, [args.vararg]);
  foldArgs(state, args.kwonlyargs);
  foldOptionals(state, args.kw_defaults);
  if (args.kwarg !== null) foldArgs(state, [args.kwarg]);
  foldExprs(state, args.defaults);
}

function foldArgs(state: Preprocessor, args: ast.arg[]): void {
  if ((state.features & CO_FUTURE_ANNOTATIONS) !== 0) return;
  for (const arg of args) arg.annotation = foldOptional(state, arg.annotation);
}

function foldTypeParams(state: Preprocessor, params: ast.type_param[]): void {
  for (const param of params) {
    if (param.nodeType === "TypeVar") param.bound = foldOptional(state, param.bound);
    param.default_value = foldOptional(state, param.default_value);
  }
}

function foldPattern(state: Preprocessor, node: ast.pattern): void {
  enterRecursiveCall(state);
  switch (node.nodeType) {
    case "MatchValue":
      if (!state.syntaxCheckOnly) node.value = foldPatternValue(node.value);
      break;
    case "MatchSequence":
    case "MatchOr":
      foldPatterns(state, node.patterns);
      break;
    case "MatchMapping":
      if (!state.syntaxCheckOnly) node.keys = node.keys.map(foldPatternValue);
      foldPatterns(state, node.patterns);
      break;
    case "MatchClass":
      node.cls = foldExpr(state, node.cls);
      foldPatterns(state, node.patterns);
      foldPatterns(state, node.kwd_patterns);
      break;
    case "MatchAs":
      if (node.pattern !== null) foldPattern(state, node.pattern);
      break;
    case "MatchSingleton":
    case "MatchStar":
      break;
  }
  leaveRecursiveCall(state);
}

function foldPatterns(state: Preprocessor, patterns: ast.pattern[]): void {
  for (const pattern of patterns) foldPattern(state, pattern);
}
