/**
 * Expressions: one case each. The long ones have files of their own.
 *
 * Nesting is not checked here: the symbol table has walked the same tree.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { isFunctionLike } from "../../symtable/scope.ts";
import { codegenComprehension } from "../comprehensions.ts";
import { constantOf } from "../constants.ts";
import { addOp, addOpLoadConst, locationOf } from "../emit.ts";
import { codegenLambda } from "../functions.ts";
import { addYield, addYieldFrom } from "../generators.ts";
import { nameOp } from "../names.ts";
import { compilerError, type Compiler } from "../unit.ts";
import { codegenAttribute } from "./attributes.ts";
import { codegenCall } from "./calls.ts";
import { codegenDict, codegenList, codegenSet, codegenTuple } from "./collections.ts";
import { codegenBoolOp, codegenCompare, codegenIfExp } from "./conditions.ts";
import { addBinaryOp, codegenUnaryOp } from "./operators.ts";
import {
  codegenFormattedValue,
  codegenInterpolation,
  codegenJoinedStr,
  codegenTemplateStr,
} from "./strings.ts";
import { codegenSlice, codegenSubscript } from "./subscripts.ts";

export function visitExprs(c: Compiler, exprs: ast.expr[]): void {
  for (const expr of exprs) visitExpr(c, expr);
}

/** Generate an expression; as a target, what stores to it or deletes it. */
export function visitExpr(c: Compiler, node: ast.expr): void {
  switch (node.nodeType) {
    case "Name":
      return nameOp(c, locationOf(node), node.id, node.ctx);
    case "Constant":
      return addOpLoadConst(c, locationOf(node), constantOf(node.value));
    case "Attribute":
      return codegenAttribute(c, node);
    case "Call":
      return codegenCall(c, node);
    case "Subscript":
      return codegenSubscript(c, node);
    case "BinOp":
      visitExpr(c, node.left);
      visitExpr(c, node.right);
      return addBinaryOp(c, locationOf(node), node.op, "new value");
    case "UnaryOp":
      return codegenUnaryOp(c, node);
    case "BoolOp":
      return codegenBoolOp(c, node);
    case "Compare":
      return codegenCompare(c, node);
    case "IfExp":
      return codegenIfExp(c, node);
    case "NamedExpr":
      visitExpr(c, node.value);
      addOp(c, locationOf(node), Op.COPY, 1);
      return visitExpr(c, node.target);
    case "Lambda":
      return codegenLambda(c, node);
    case "List":
      return codegenList(c, node);
    case "Tuple":
      return codegenTuple(c, node);
    case "Dict":
      return codegenDict(c, node);
    case "Set":
      return codegenSet(c, node);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return codegenComprehension(c, node);
    case "Yield":
      return codegenYield(c, node);
    case "YieldFrom":
      return codegenYieldFrom(c, node);
    case "Await":
      return codegenAwait(c, node);
    case "JoinedStr":
      return codegenJoinedStr(c, node);
    case "FormattedValue":
      return codegenFormattedValue(c, node);
    case "TemplateStr":
      return codegenTemplateStr(c, node);
    case "Interpolation":
      return codegenInterpolation(c, node);
    case "Slice":
      return codegenSlice(c, node);
    case "Starred":
      // Where a starred expression may stand, its parent has taken it apart.
      return compilerError(
        c,
        node,
        node.ctx === "Store"
          ? "starred assignment target must be in a list or tuple"
          : "can't use starred expression here",
      );
    case "ErrorExpr":
      return compilerError(c, node, "invalid syntax");
  }
}

function codegenYield(c: Compiler, node: ast.Yield): void {
  const location = locationOf(node);
  if (!isFunctionLike(c.unit.ste)) compilerError(c, location, "'yield' outside function");
  if (node.value !== null) visitExpr(c, node.value);
  else addOpLoadConst(c, location, null);
  addYield(c, location);
}

function codegenYieldFrom(c: Compiler, node: ast.YieldFrom): void {
  const location = locationOf(node);
  if (!isFunctionLike(c.unit.ste)) compilerError(c, location, "'yield from' outside function");
  if (c.unit.scopeType === "async function") compilerError(c, location, "'yield from' inside async function");
  visitExpr(c, node.value);
  addOp(c, location, Op.GET_YIELD_FROM_ITER);
  addOpLoadConst(c, location, null);
  addYieldFrom(c, location, "yield from");
}

function codegenAwait(c: Compiler, node: ast.Await): void {
  const location = locationOf(node);
  visitExpr(c, node.value);
  addOp(c, location, Op.GET_AWAITABLE, 0);
  addOpLoadConst(c, location, null);
  addYieldFrom(c, location, "await");
}
