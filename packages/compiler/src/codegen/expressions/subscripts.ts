/**
 * Subscripts and slices.
 */

import { BinaryOp, Op, SliceConstant } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { constantOf } from "../constants.ts";
import { addOp, addOpLoadConst, locationOf } from "../emit.ts";
import type { Compiler } from "../unit.ts";
import { visitExpr } from "./expression.ts";
import { checkIndex, checkSubscripter } from "./literal-checks.ts";

export function codegenSubscript(c: Compiler, node: ast.Subscript): void {
  const location = locationOf(node);
  const { ctx, value, slice } = node;
  if (ctx === "Load") {
    checkSubscripter(c, value);
    checkIndex(c, value, slice);
  }
  visitExpr(c, value);
  if (isTwoPartSlice(slice) && ctx !== "Del") {
    sliceTwoParts(c, slice);
    addOp(c, location, ctx === "Load" ? Op.BINARY_SLICE : Op.STORE_SLICE);
    return;
  }
  visitExpr(c, slice);
  switch (ctx) {
    case "Load":
      return addOp(c, location, Op.BINARY_OP, BinaryOp.NB_SUBSCR);
    case "Store":
      return addOp(c, location, Op.STORE_SUBSCR);
    case "Del":
      return addOp(c, location, Op.DELETE_SUBSCR);
  }
}

/** `a[b:c]` needs no slice object; constant slices are constants instead. */
export function isTwoPartSlice(node: ast.expr): node is ast.Slice {
  return node.nodeType === "Slice" && node.step === null && !isConstantSlice(node);
}

/** Push lower and upper bound. */
export function sliceTwoParts(c: Compiler, node: ast.Slice): void {
  for (const bound of [node.lower, node.upper]) {
    if (bound !== null) visitExpr(c, bound);
    else addOpLoadConst(c, locationOf(node), null);
  }
}

export function codegenSlice(c: Compiler, node: ast.Slice): void {
  const location = locationOf(node);
  if (isConstantSlice(node)) {
    const [start, stop, step] = [node.lower, node.upper, node.step].map((bound) =>
      bound === null ? null : constantOf((bound as ast.Constant).value),
    );
    addOpLoadConst(c, location, new SliceConstant(start, stop, step));
    return;
  }
  sliceTwoParts(c, node);
  if (node.step !== null) visitExpr(c, node.step);
  addOp(c, location, Op.BUILD_SLICE, node.step === null ? 2 : 3);
}

function isConstantSlice(node: ast.Slice): boolean {
  return [node.lower, node.upper, node.step].every(
    (bound) => bound === null || bound.nodeType === "Constant",
  );
}
