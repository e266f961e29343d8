/**
 * The numbers of patterns: `-1`, `2 + 3j` are written as operations and matched as constants.
 */

import { Complex, Float, ast, type ConstantValue } from "@pyvm/parser";

/** The constant a pattern's value expression stands for, or the expression as it is. */
export function foldPatternValue(node: ast.expr): ast.expr {
  if (node.nodeType === "UnaryOp") {
    if (node.op !== "USub" || node.operand.nodeType !== "Constant") return node;
    const value = negative(node.operand.value);
    return value === undefined ? node : constantAt(node, value);
  }
  if (node.nodeType === "BinOp") {
    if ((node.op !== "Add" && node.op !== "Sub") || node.right.nodeType !== "Constant") return node;
    node.left = foldPatternValue(node.left);
    if (node.left.nodeType !== "Constant") return node;
    const value = addComplex(node.left.value, node.op === "Add" ? 1 : -1, node.right.value);
    return value === undefined ? node : constantAt(node, value);
  }
  return node;
}

function constantAt(node: ast.expr, value: ConstantValue): ast.Constant {
  return ast.Constant(value, null, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset);
}

function negative(value: ConstantValue): ConstantValue | undefined {
  if (typeof value === "number") return 0 - value; // never -0
  if (typeof value === "bigint") return -value;
  if (value instanceof Float) return new Float(-value.value);
  if (value instanceof Complex) return new Complex(-value.real, -value.imag);
  return undefined;
}

/** Real plus or minus complex, without turning the real part into a complex first. */
function addComplex(left: ConstantValue, sign: 1 | -1, right: ConstantValue): ConstantValue | undefined {
  const real = realValue(left);
  if (real === undefined || !(right instanceof Complex)) return undefined;
  return sign === 1
    ? new Complex(real + right.real, right.imag)
    : new Complex(real - right.real, -right.imag);
}

/** The float that a number is added as; undefined for an int that no float can hold. */
function realValue(value: ConstantValue): number | undefined {
  if (value instanceof Float) return value.value;
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  const real = Number(value);
  return Number.isFinite(real) ? real : undefined;
}
