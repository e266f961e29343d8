/**
 * f-strings (PEP 701) and t-strings (PEP 750).
 */

import { FVC_ASCII, FVC_REPR, FVC_STR, Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { InvalidTreeError } from "../../errors.ts";
import { constantOf } from "../constants.ts";
import { addLoadMethod, addOp, addOpLoadConst, locationOf } from "../emit.ts";
import type { Compiler } from "../unit.ts";
import { STACK_USE_GUIDELINE } from "./collections.ts";
import { visitExpr, visitExprs } from "./expression.ts";

export function codegenJoinedStr(c: Compiler, node: ast.JoinedStr): void {
  const location = locationOf(node);
  const { values } = node;
  if (values.length > STACK_USE_GUIDELINE) {
    addOpLoadConst(c, location, "");
    addLoadMethod(c, location, "join");
    addOp(c, location, Op.BUILD_LIST, 0);
    for (const value of values) {
      visitExpr(c, value);
      addOp(c, location, Op.LIST_APPEND, 1);
    }
    addOp(c, location, Op.CALL, 1);
    return;
  }
  visitExprs(c, values);
  if (values.length > 1) addOp(c, location, Op.BUILD_STRING, values.length);
  else if (values.length === 0) addOpLoadConst(c, location, "");
}

export function codegenFormattedValue(c: Compiler, node: ast.FormattedValue): void {
  const location = locationOf(node);
  visitExpr(c, node.value);
  const conversion = conversionOparg(node.conversion);
  if (conversion !== 0) addOp(c, location, Op.CONVERT_VALUE, conversion);
  if (node.format_spec !== null) {
    visitExpr(c, node.format_spec);
    addOp(c, location, Op.FORMAT_WITH_SPEC);
  } else {
    addOp(c, location, Op.FORMAT_SIMPLE);
  }
}

/** A template is made of a tuple of strings and a tuple of interpolations, one fewer. */
export function codegenTemplateStr(c: Compiler, node: ast.TemplateStr): void {
  const location = locationOf(node);
  const interpolations = node.values.filter((value) => value.nodeType === "Interpolation");
  let strings = 0;
  let needsString = true;
  for (const value of node.values) {
    if (value.nodeType !== "Interpolation") {
      visitExpr(c, value);
      strings++;
      needsString = false;
      continue;
    }
    if (needsString) {
      addOpLoadConst(c, location, "");
      strings++;
    }
    needsString = true;
  }
  if (needsString) {
    addOpLoadConst(c, location, "");
    strings++;
  }
  addOp(c, location, Op.BUILD_TUPLE, strings);
  visitExprs(c, interpolations);
  addOp(c, location, Op.BUILD_TUPLE, interpolations.length);
  addOp(c, location, Op.BUILD_TEMPLATE);
}

/** BUILD_INTERPOLATION: bit 1 always, bit 0 a format specification on the stack, above them the conversion. */
export function codegenInterpolation(c: Compiler, node: ast.Interpolation): void {
  const location = locationOf(node);
  visitExpr(c, node.value);
  addOpLoadConst(c, location, constantOf(node.str));
  let oparg = 2;
  if (node.format_spec !== null) {
    oparg |= 1;
    visitExpr(c, node.format_spec);
  }
  addOp(c, location, Op.BUILD_INTERPOLATION, oparg | (conversionOparg(node.conversion) << 2));
}

const CONVERSIONS: Readonly<Record<string, number>> = { s: FVC_STR, r: FVC_REPR, a: FVC_ASCII };

/** The oparg for a conversion character's code; 0 for none. */
function conversionOparg(conversion: number): number {
  if (conversion === -1) return 0;
  const oparg = CONVERSIONS[String.fromCharCode(conversion)];
  if (oparg === undefined) {
    throw new InvalidTreeError(`Unrecognized conversion character ${conversion}`, "SystemError");
  }
  return oparg;
}
