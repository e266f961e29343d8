/**
 * Assignment and augmented assignment. Annotated assignment is with the annotations.
 */

import { BinaryOp, Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { addLoadAttr, addOp, addOpName, locationOf } from "../emit.ts";
import { atAttributeName } from "../expressions/attributes.ts";
import { visitExpr } from "../expressions/expression.ts";
import { addBinaryOp } from "../expressions/operators.ts";
import { isTwoPartSlice, sliceTwoParts } from "../expressions/subscripts.ts";
import { raiseInvalidTarget } from "../invalid-target.ts";
import { nameOp } from "../names.ts";
import type { Compiler } from "../unit.ts";

export function codegenAssign(c: Compiler, node: ast.Assign): void {
  const { targets, value } = node;
  visitExpr(c, value);
  targets.forEach((target, index) => {
    if (index < targets.length - 1) addOp(c, locationOf(node), Op.COPY, 1);
    visitExpr(c, target);
  });
}

export function codegenAugAssign(c: Compiler, node: ast.AugAssign): void {
  const { target } = node;
  const location = locationOf(target);
  switch (target.nodeType) {
    case "Attribute": {
      const attributeLocation = atAttributeName(location, target);
      visitExpr(c, target.value);
      addOp(c, location, Op.COPY, 1);
      addLoadAttr(c, attributeLocation, target.attr);
      addOperand(c, node);
      addOp(c, attributeLocation, Op.SWAP, 2);
      addOpName(c, attributeLocation, Op.STORE_ATTR, target.attr);
      return;
    }
    case "Subscript":
      visitExpr(c, target.value);
      if (isTwoPartSlice(target.slice)) {
        sliceTwoParts(c, target.slice);
        addOp(c, location, Op.COPY, 3);
        addOp(c, location, Op.COPY, 3);
        addOp(c, location, Op.COPY, 3);
        addOp(c, location, Op.BINARY_SLICE);
        addOperand(c, node);
        addOp(c, location, Op.SWAP, 4);
        addOp(c, location, Op.SWAP, 3);
        addOp(c, location, Op.SWAP, 2);
        addOp(c, location, Op.STORE_SLICE);
      } else {
        visitExpr(c, target.slice);
        addOp(c, location, Op.COPY, 2);
        addOp(c, location, Op.COPY, 2);
        addOp(c, location, Op.BINARY_OP, BinaryOp.NB_SUBSCR);
        addOperand(c, node);
        addOp(c, location, Op.SWAP, 3);
        addOp(c, location, Op.SWAP, 2);
        addOp(c, location, Op.STORE_SUBSCR);
      }
      return;
    case "Name":
      nameOp(c, location, target.id, "Load");
      addOperand(c, node);
      nameOp(c, location, target.id, "Store");
      return;
    default:
      raiseInvalidTarget(target, "augmented");
  }
}

function addOperand(c: Compiler, node: ast.AugAssign): void {
  visitExpr(c, node.value);
  addBinaryOp(c, locationOf(node), node.op, "in place");
}
