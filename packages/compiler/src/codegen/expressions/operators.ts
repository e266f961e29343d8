/**
 * Arithmetic operators.
 */

import { BinaryOp, IN_PLACE_OFFSET, Intrinsic, Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { SourceLocation } from "../../instructions/location.ts";
import { addOp, locationOf } from "../emit.ts";
import type { Compiler } from "../unit.ts";
import { visitExpr } from "./expression.ts";

const BINARY_OPARG: Readonly<Record<ast.operator, number>> = {
  Add: BinaryOp.NB_ADD,
  Sub: BinaryOp.NB_SUBTRACT,
  Mult: BinaryOp.NB_MULTIPLY,
  MatMult: BinaryOp.NB_MATRIX_MULTIPLY,
  Div: BinaryOp.NB_TRUE_DIVIDE,
  Mod: BinaryOp.NB_REMAINDER,
  Pow: BinaryOp.NB_POWER,
  LShift: BinaryOp.NB_LSHIFT,
  RShift: BinaryOp.NB_RSHIFT,
  BitOr: BinaryOp.NB_OR,
  BitXor: BinaryOp.NB_XOR,
  BitAnd: BinaryOp.NB_AND,
  FloorDiv: BinaryOp.NB_FLOOR_DIVIDE,
};

/** Add a binary operation, as an expression or as the middle of an augmented assignment. */
export function addBinaryOp(
  c: Compiler,
  location: SourceLocation,
  operator: ast.operator,
  form: "new value" | "in place",
): void {
  const oparg = BINARY_OPARG[operator];
  addOp(c, location, Op.BINARY_OP, form === "in place" ? oparg + IN_PLACE_OFFSET : oparg);
}

export function codegenUnaryOp(c: Compiler, node: ast.UnaryOp): void {
  const location = locationOf(node);
  visitExpr(c, node.operand);
  switch (node.op) {
    case "UAdd":
      return addOp(c, location, Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_UNARY_POSITIVE);
    case "Not":
      addOp(c, location, Op.TO_BOOL);
      return addOp(c, location, Op.UNARY_NOT);
    case "Invert":
      return addOp(c, location, Op.UNARY_INVERT);
    case "USub":
      return addOp(c, location, Op.UNARY_NEGATIVE);
  }
}
