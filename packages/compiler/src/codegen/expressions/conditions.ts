/**
 * Truth: comparisons, `and`, `or`, conditional expressions, and jumping on a condition.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { Label } from "../../instructions/labels.ts";
import { NO_LOCATION, type SourceLocation } from "../../instructions/location.ts";
import { addCompare, addOp, addOpJump, locationOf, newLabel, useLabel } from "../emit.ts";
import type { Compiler } from "../unit.ts";
import { visitExpr } from "./expression.ts";
import { checkCompare } from "./literal-checks.ts";

/** Jump to a label if the truth of an expression is `condition`, else go on. */
export function jumpIf(
  c: Compiler,
  location: SourceLocation,
  node: ast.expr,
  next: Label,
  condition: boolean,
): void {
  switch (node.nodeType) {
    case "UnaryOp":
      if (node.op === "Not") return jumpIf(c, location, node.operand, next, !condition);
      break;
    case "BoolOp":
      return jumpIfBoolOp(c, location, node, next, condition);
    case "IfExp":
      return jumpIfIfExp(c, location, node, next, condition);
    case "Compare":
      if (node.ops.length > 1) return jumpIfChain(c, node, next, condition);
      break;
  }
  visitExpr(c, node);
  const nodeLocation = locationOf(node);
  addOp(c, nodeLocation, Op.TO_BOOL);
  addOpJump(c, nodeLocation, condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, next);
}

function jumpIfBoolOp(
  c: Compiler,
  location: SourceLocation,
  node: ast.BoolOp,
  next: Label,
  condition: boolean,
): void {
  const { values } = node;
  const last = values.length - 1;
  // All but the last operand decide the whole when they are false (`and`) or true (`or`).
  const decisive = node.op === "Or";
  const decided = decisive === condition ? next : newLabel(c);
  for (let index = 0; index < last; index++) jumpIf(c, location, values[index], decided, decisive);
  jumpIf(c, location, values[last], next, condition);
  if (decided !== next) useLabel(c, decided);
}

function jumpIfIfExp(
  c: Compiler,
  location: SourceLocation,
  node: ast.IfExp,
  next: Label,
  condition: boolean,
): void {
  const end = newLabel(c);
  const orelse = newLabel(c);
  jumpIf(c, location, node.test, orelse, false);
  jumpIf(c, location, node.body, next, condition);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);
  useLabel(c, orelse);
  jumpIf(c, location, node.orelse, next, condition);
  useLabel(c, end);
}

/** `a < b < c` as a condition: `b` is evaluated once and dropped if the first comparison fails. */
function jumpIfChain(c: Compiler, node: ast.Compare, next: Label, condition: boolean): void {
  const location = locationOf(node);
  const { ops, comparators } = node;
  const last = ops.length - 1;
  checkCompare(c, node);
  const cleanup = newLabel(c);
  visitExpr(c, node.left);
  for (let index = 0; index < last; index++) {
    visitExpr(c, comparators[index]);
    addOp(c, location, Op.SWAP, 2);
    addOp(c, location, Op.COPY, 2);
    addCompare(c, location, ops[index]);
    addOp(c, location, Op.TO_BOOL);
    addOpJump(c, location, Op.POP_JUMP_IF_FALSE, cleanup);
  }
  visitExpr(c, comparators[last]);
  addCompare(c, location, ops[last]);
  addOp(c, location, Op.TO_BOOL);
  addOpJump(c, location, condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, next);
  const end = newLabel(c);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);
  useLabel(c, cleanup);
  addOp(c, location, Op.POP_TOP);
  if (!condition) addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, next);
  useLabel(c, end);
}

export function codegenCompare(c: Compiler, node: ast.Compare): void {
  const location = locationOf(node);
  const { ops, comparators } = node;
  const last = ops.length - 1;
  checkCompare(c, node);
  visitExpr(c, node.left);
  if (last === 0) {
    visitExpr(c, comparators[0]);
    addCompare(c, location, ops[0]);
    return;
  }
  const cleanup = newLabel(c);
  for (let index = 0; index < last; index++) {
    visitExpr(c, comparators[index]);
    addOp(c, location, Op.SWAP, 2);
    addOp(c, location, Op.COPY, 2);
    addCompare(c, location, ops[index]);
    addOp(c, location, Op.COPY, 1);
    addOp(c, location, Op.TO_BOOL);
    addOpJump(c, location, Op.POP_JUMP_IF_FALSE, cleanup);
    addOp(c, location, Op.POP_TOP);
  }
  visitExpr(c, comparators[last]);
  addCompare(c, location, ops[last]);
  const end = newLabel(c);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);
  useLabel(c, cleanup);
  addOp(c, location, Op.SWAP, 2);
  addOp(c, location, Op.POP_TOP);
  useLabel(c, end);
}

/** `and` and `or` as values. */
export function codegenBoolOp(c: Compiler, node: ast.BoolOp): void {
  const location = locationOf(node);
  const { values } = node;
  const last = values.length - 1;
  const end = newLabel(c);
  for (let index = 0; index < last; index++) {
    visitExpr(c, values[index]);
    addOpJump(c, location, node.op === "And" ? Op.JUMP_IF_FALSE : Op.JUMP_IF_TRUE, end);
    addOp(c, location, Op.POP_TOP);
  }
  visitExpr(c, values[last]);
  useLabel(c, end);
}

export function codegenIfExp(c: Compiler, node: ast.IfExp): void {
  const end = newLabel(c);
  const next = newLabel(c);
  jumpIf(c, locationOf(node), node.test, next, false);
  visitExpr(c, node.body);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);
  useLabel(c, next);
  visitExpr(c, node.orelse);
  useLabel(c, end);
}
