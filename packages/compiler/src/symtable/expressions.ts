/**
 * Names in expressions: uses, targets, and the blocks of lambdas and comprehensions.
 */

import type { ast } from "@pyvm/parser";
import { PyCF_ALLOW_TOP_LEVEL_AWAIT } from "../flags.ts";
import { enterRecursiveCall, leaveRecursiveCall } from "../recursion.ts";
import { visitArguments, visitDefaults } from "./build.ts";
import {
  addDef,
  addDefInContext,
  addDefTo,
  checkName,
  enterBlock,
  exitBlock,
  lookupIn,
  raise,
  recordDirective,
  type SymtableBuilder,
} from "./definitions.ts";
import {
  DEF_COMP_ITER,
  DEF_GLOBAL,
  DEF_LOCAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  USE,
  isFunctionLike,
  type ComprehensionKind,
} from "./scope.ts";

export function visitExprs(st: SymtableBuilder, exprs: ast.expr[]): void {
  for (const expr of exprs) visitExpr(st, expr);
}

export function visitOptionalExpr(st: SymtableBuilder, expr: ast.expr | null): void {
  if (expr !== null) visitExpr(st, expr);
}

export function visitKeywords(st: SymtableBuilder, keywords: ast.keyword[]): void {
  for (const keyword of keywords) {
    if (keyword.arg !== null) checkName(st, keyword.arg, keyword, "Store");
  }
  for (const keyword of keywords) visitExpr(st, keyword.value);
}

export function visitExpr(st: SymtableBuilder, node: ast.expr): void {
  enterRecursiveCall(st);
  switch (node.nodeType) {
    case "NamedExpr":
      forbidInAnnotation(st, "named expression", node);
      visitNamedExpr(st, node);
      break;
    case "BoolOp":
      visitExprs(st, node.values);
      break;
    case "BinOp":
      visitExpr(st, node.left);
      visitExpr(st, node.right);
      break;
    case "UnaryOp":
      visitExpr(st, node.operand);
      break;
    case "Lambda":
      visitDefaults(st, node.args);
      enterBlock(st, "lambda", "FunctionBlock", node, node);
      visitArguments(st, node.args);
      visitExpr(st, node.body);
      exitBlock(st);
      break;
    case "IfExp":
      visitExpr(st, node.test);
      visitExpr(st, node.body);
      visitExpr(st, node.orelse);
      break;
    case "Dict":
      for (const key of node.keys) visitOptionalExpr(st, key);
      visitExprs(st, node.values);
      break;
    case "Set":
    case "List":
    case "Tuple":
      visitExprs(st, node.elts);
      break;
    case "GeneratorExp":
      visitComprehension(st, node, "genexpr", "GeneratorExpression", node.elt, null);
      break;
    case "ListComp":
      visitComprehension(st, node, "listcomp", "ListComprehension", node.elt, null);
      break;
    case "SetComp":
      visitComprehension(st, node, "setcomp", "SetComprehension", node.elt, null);
      break;
    case "DictComp":
      visitComprehension(st, node, "dictcomp", "DictComprehension", node.key, node.value);
      break;
    case "Yield":
    case "YieldFrom":
      forbidInAnnotation(st, "yield expression", node);
      visitOptionalExpr(st, node.value);
      st.st_cur.ste_generator = true;
      if (st.st_cur.ste_comprehension !== null)
        raiseYieldInComprehension(st, st.st_cur.ste_comprehension, node);
      break;
    case "Await":
      visitAwait(st, node);
      break;
    case "Compare":
      visitExpr(st, node.left);
      visitExprs(st, node.comparators);
      break;
    case "Call":
      visitExpr(st, node.func);
      visitExprs(st, node.args);
      visitKeywords(st, node.keywords);
      break;
    case "FormattedValue":
    case "Interpolation":
      visitExpr(st, node.value);
      visitOptionalExpr(st, node.format_spec);
      break;
    case "JoinedStr":
    case "TemplateStr":
      visitExprs(st, node.values);
      break;
    case "Constant":
      break;
    case "Attribute":
      checkName(st, node.attr, node, node.ctx);
      visitExpr(st, node.value);
      break;
    case "Subscript":
      visitExpr(st, node.value);
      visitExpr(st, node.slice);
      break;
    case "Starred":
      visitExpr(st, node.value);
      break;
    case "Slice":
      visitOptionalExpr(st, node.lower);
      visitOptionalExpr(st, node.upper);
      visitOptionalExpr(st, node.step);
      break;
    case "Name":
      visitName(st, node);
      break;
  }
  leaveRecursiveCall(st);
}

function visitName(st: SymtableBuilder, node: ast.Name): void {
  if (st.st_cur.ste_in_unevaluated_annotation) return;
  const isLoad = node.ctx === "Load";
  addDefInContext(st, node.id, isLoad ? USE : DEF_LOCAL, node, node.ctx);
  // super() without arguments reads the cell __class__.
  if (isLoad && node.id === "super" && isFunctionLike(st.st_cur)) addDef(st, "__class__", USE, node);
}

function visitAwait(st: SymtableBuilder, node: ast.Await): void {
  forbidInAnnotation(st, "await expression", node);
  if (!allowsTopLevelAwait(st)) {
    if (!isFunctionLike(st.st_cur)) raise(st, node, "'await' outside function");
    if (!isAsyncDef(st) && st.st_cur.ste_comprehension === null)
      raise(st, node, "'await' outside async function");
  }
  visitExpr(st, node.value);
  st.st_cur.ste_coroutine = true;
}

export function allowsTopLevelAwait(st: SymtableBuilder): boolean {
  return (
    (st.st_future.ff_features & PyCF_ALLOW_TOP_LEVEL_AWAIT) !== 0 && st.st_cur.ste_type === "ModuleBlock"
  );
}

function isAsyncDef(st: SymtableBuilder): boolean {
  return st.st_cur.ste_type === "FunctionBlock" && st.st_cur.ste_coroutine;
}

/**
 * A comprehension has a block of its own, except for its outermost iterable, which is evaluated around
 * it and passed in as the parameter `.0`.
 */
function visitComprehension(
  st: SymtableBuilder,
  node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
  name: string,
  kind: ComprehensionKind,
  elt: ast.expr,
  value: ast.expr | null,
): void {
  const isGenerator = kind === "GeneratorExpression";
  const outermost = node.generators[0];
  st.st_cur.ste_comp_iter_expr++;
  visitExpr(st, outermost.iter);
  st.st_cur.ste_comp_iter_expr--;

  enterBlock(st, name, "FunctionBlock", node, node);
  const block = st.st_cur;
  block.ste_comprehension = kind;
  if (outermost.is_async) block.ste_coroutine = true;
  addDef(st, ".0", DEF_PARAM, node);
  block.ste_comp_iter_target = true;
  visitExpr(st, outermost.target);
  block.ste_comp_iter_target = false;
  visitExprs(st, outermost.ifs);
  for (const generator of node.generators.slice(1)) visitGenerator(st, generator);
  visitOptionalExpr(st, value);
  visitExpr(st, elt);
  block.ste_generator = isGenerator;
  const isAsync = block.ste_coroutine && !isGenerator;
  exitBlock(st);

  if (!isAsync) return;
  if (!isAsyncDef(st) && st.st_cur.ste_comprehension === null && !allowsTopLevelAwait(st)) {
    raise(st, node, "asynchronous comprehension outside of an asynchronous function");
  }
  st.st_cur.ste_coroutine = true;
}

function visitGenerator(st: SymtableBuilder, node: ast.comprehension): void {
  st.st_cur.ste_comp_iter_target = true;
  visitExpr(st, node.target);
  st.st_cur.ste_comp_iter_target = false;
  st.st_cur.ste_comp_iter_expr++;
  visitExpr(st, node.iter);
  st.st_cur.ste_comp_iter_expr--;
  visitExprs(st, node.ifs);
  if (node.is_async) st.st_cur.ste_coroutine = true;
}

function visitNamedExpr(st: SymtableBuilder, node: ast.NamedExpr): void {
  if (st.st_cur.ste_comp_iter_expr > 0) {
    raise(st, node, "assignment expression cannot be used in a comprehension iterable expression");
  }
  if (st.st_cur.ste_comprehension !== null) bindOutsideComprehension(st, node.target as ast.Name);
  visitExpr(st, node.value);
  visitExpr(st, node.target);
}

/** `:=` in a comprehension binds in the nearest block around all comprehensions (PEP 572). */
function bindOutsideComprehension(st: SymtableBuilder, target: ast.Name): void {
  const name = target.id;
  for (let index = st.st_stack.length - 1; index >= 0; index--) {
    const block = st.st_stack[index];
    if (block.ste_comprehension !== null) {
      const symbol = lookupIn(st, block, name);
      if ((symbol & DEF_COMP_ITER) !== 0 && (symbol & DEF_LOCAL) !== 0) {
        raise(st, target, `assignment expression cannot rebind comprehension iteration variable '${name}'`);
      }
      continue;
    }
    switch (block.ste_type) {
      case "FunctionBlock": {
        const isGlobal = (lookupIn(st, block, name) & DEF_GLOBAL) !== 0;
        addDef(st, name, isGlobal ? DEF_GLOBAL : DEF_NONLOCAL, target);
        recordDirective(st, name, target);
        addDefTo(st, block, name, DEF_LOCAL, target);
        return;
      }
      case "ModuleBlock":
        addDef(st, name, DEF_GLOBAL, target);
        recordDirective(st, name, target);
        addDefTo(st, block, name, DEF_GLOBAL, target);
        return;
      case "ClassBlock":
        return raise(
          st,
          target,
          "assignment expression within a comprehension cannot be used in a class body",
        );
      case "TypeParametersBlock":
        return raise(
          st,
          target,
          "assignment expression within a comprehension cannot be used within the definition of a generic",
        );
      case "TypeAliasBlock":
        return raise(
          st,
          target,
          "assignment expression within a comprehension cannot be used in a type alias",
        );
      case "TypeVariableBlock":
        return raise(
          st,
          target,
          "assignment expression within a comprehension cannot be used in a TypeVar bound",
        );
      case "AnnotationBlock":
        continue;
    }
  }
}

function forbidInAnnotation(st: SymtableBuilder, what: string, node: ast.expr): void {
  switch (st.st_cur.ste_type) {
    case "AnnotationBlock":
      return raise(st, node, `${what} cannot be used within an annotation`);
    case "TypeVariableBlock":
      return raise(st, node, `${what} cannot be used within ${st.st_cur.ste_scope_info}`);
    case "TypeAliasBlock":
      return raise(st, node, `${what} cannot be used within a type alias`);
    case "TypeParametersBlock":
      return raise(st, node, `${what} cannot be used within the definition of a generic`);
  }
}

function raiseYieldInComprehension(st: SymtableBuilder, kind: ComprehensionKind, node: ast.expr): never {
  switch (kind) {
    case "ListComprehension":
      return raise(st, node, "'yield' inside list comprehension");
    case "SetComprehension":
      return raise(st, node, "'yield' inside set comprehension");
    case "DictComprehension":
      return raise(st, node, "'yield' inside dict comprehension");
    case "GeneratorExpression":
      return raise(st, node, "'yield' inside generator expression");
  }
}
