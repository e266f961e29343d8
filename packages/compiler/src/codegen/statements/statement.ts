/**
 * Statements: one case each. The long ones have files of their own.
 */

import { COMMON_CONSTANTS, Intrinsic, Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { NO_LOCATION } from "../../instructions/location.ts";
import { codegenAnnAssign } from "../annotations.ts";
import { codegenClass } from "../classes.ts";
import { addOp, locationOf, newLabel, useLabel } from "../emit.ts";
import { jumpIf } from "../expressions/conditions.ts";
import { visitExpr, visitExprs } from "../expressions/expression.ts";
import { codegenFunction } from "../functions.ts";
import { codegenTypeAlias } from "../type-params.ts";
import { compilerError, compilerWarn, isInteractiveTopLevel, type Compiler } from "../unit.ts";
import { codegenAssign, codegenAugAssign } from "./assignment.ts";
import { codegenImport, codegenImportFrom } from "./imports.ts";
import { codegenBreak, codegenContinue, codegenReturn } from "./jumps.ts";
import { codegenAsyncFor, codegenFor, codegenIf, codegenWhile } from "./loops.ts";
import { codegenMatch } from "./match.ts";
import { codegenTry, codegenTryStar } from "./try.ts";
import { codegenAsyncWith, codegenWith } from "./with.ts";

export function visitStmts(c: Compiler, stmts: ast.stmt[]): void {
  for (const stmt of stmts) visitStmt(c, stmt);
}

export function visitStmt(c: Compiler, node: ast.stmt): void {
  switch (node.nodeType) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      return codegenFunction(c, node);
    case "ClassDef":
      return codegenClass(c, node);
    case "TypeAlias":
      return codegenTypeAlias(c, node);
    case "Return":
      return codegenReturn(c, node);
    case "Delete":
      return visitExprs(c, node.targets);
    case "Assign":
      return codegenAssign(c, node);
    case "AugAssign":
      return codegenAugAssign(c, node);
    case "AnnAssign":
      return codegenAnnAssign(c, node);
    case "Raise":
      return codegenRaise(c, node);
    case "Assert":
      return codegenAssert(c, node);
    case "Import":
      return codegenImport(c, node);
    case "ImportFrom":
      return codegenImportFrom(c, node);
    case "Global":
    case "Nonlocal":
      return;
    case "Expr":
      return codegenExprStatement(c, node);
    case "Pass":
      return addOp(c, locationOf(node), Op.NOP);
    case "Break":
      return codegenBreak(c, locationOf(node));
    case "Continue":
      return codegenContinue(c, locationOf(node));
    case "ErrorStmt":
      return compilerError(c, node, "invalid syntax");
    default:
      // What is annotated inside the others is not always reached.
      c.unit.inConditionalBlock++;
      visitCompound(c, node);
      c.unit.inConditionalBlock--;
  }
}

type Compound =
  ast.For | ast.AsyncFor | ast.While | ast.If | ast.Match | ast.Try | ast.TryStar | ast.With | ast.AsyncWith;

function visitCompound(c: Compiler, node: Compound): void {
  switch (node.nodeType) {
    case "For":
      return codegenFor(c, node);
    case "AsyncFor":
      return codegenAsyncFor(c, node);
    case "While":
      return codegenWhile(c, node);
    case "If":
      return codegenIf(c, node);
    case "Match":
      return codegenMatch(c, node);
    case "Try":
      return codegenTry(c, node);
    case "TryStar":
      return codegenTryStar(c, node);
    case "With":
      return codegenWith(c, node);
    case "AsyncWith":
      return codegenAsyncWith(c, node);
  }
}

function codegenExprStatement(c: Compiler, node: ast.Expr): void {
  const { value } = node;
  if (isInteractiveTopLevel(c)) {
    visitExpr(c, value);
    addOp(c, locationOf(node), Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_PRINT);
    addOp(c, NO_LOCATION, Op.POP_TOP);
  } else if (value.nodeType === "Constant") {
    addOp(c, locationOf(node), Op.NOP);
  } else {
    visitExpr(c, value);
    addOp(c, NO_LOCATION, Op.POP_TOP);
  }
}

function codegenRaise(c: Compiler, node: ast.Raise): void {
  let count = 0;
  if (node.exc !== null) {
    visitExpr(c, node.exc);
    count++;
    if (node.cause !== null) {
      visitExpr(c, node.cause);
      count++;
    }
  }
  addOp(c, locationOf(node), Op.RAISE_VARARGS, count);
}

function codegenAssert(c: Compiler, node: ast.Assert): void {
  const location = locationOf(node);
  if (node.test.nodeType === "Tuple" && node.test.elts.length > 0) {
    compilerWarn(c, location, "assertion is always true, perhaps remove parentheses?");
  }
  if (c.optimize > 0) return;
  const end = newLabel(c);
  jumpIf(c, location, node.test, end, true);
  addOp(c, location, Op.LOAD_COMMON_CONSTANT, COMMON_CONSTANTS.indexOf("AssertionError"));
  if (node.msg !== null) {
    visitExpr(c, node.msg);
    addOp(c, location, Op.CALL, 0);
  }
  addOp(c, locationOf(node.test), Op.RAISE_VARARGS, 1);
  useLabel(c, end);
}
