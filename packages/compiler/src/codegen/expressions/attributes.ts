/**
 * Attributes, and `super().attribute`, which needs no super object.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { SourceLocation } from "../../instructions/location.ts";
import { FREE, GLOBAL_IMPLICIT, getScope } from "../../symtable/scope.ts";
import { addLoadAttr, addLoadSuperAttr, addOp, addOpName, locationOf } from "../emit.ts";
import { nameOp, refType } from "../names.ts";
import { maybeAddStaticAttribute, type Compiler } from "../unit.ts";
import { visitExpr, visitExprs } from "./expression.ts";

export function codegenAttribute(c: Compiler, node: ast.Attribute): void {
  const location = atAttributeName(locationOf(node), node);
  if (node.ctx === "Load") {
    const superCall = optimizableSuperCall(c, node);
    if (superCall !== null) {
      loadSuperArguments(c, superCall);
      addLoadSuperAttr(c, locationOf(node), node.attr, superCall.args.length > 0 ? SUPER_WITH_ARGUMENTS : 0);
      addOp(c, location, Op.NOP);
      return;
    }
  }
  maybeAddStaticAttribute(c, node);
  visitExpr(c, node.value);
  switch (node.ctx) {
    case "Load":
      return addLoadAttr(c, location, node.attr);
    case "Store":
      return addOpName(c, location, Op.STORE_ATTR, node.attr);
    case "Del":
      return addOpName(c, location, Op.DELETE_ATTR, node.attr);
  }
}

/** LOAD_SUPER_ATTR: `super` was given its two arguments. */
export const SUPER_WITH_ARGUMENTS = 2;
/** LOAD_SUPER_ATTR: the attribute is called next. */
export const SUPER_METHOD = 1;

/** The call in `super(…).attribute` if `super` is the builtin and its arguments are plain, or null. */
export function optimizableSuperCall(c: Compiler, node: ast.Attribute): ast.Call | null {
  const call = node.value;
  if (call.nodeType !== "Call" || call.func.nodeType !== "Name" || call.func.id !== "super") return null;
  if (node.attr === "__class__" || call.keywords.length > 0) return null;
  // Not if the name is bound anywhere that can be seen from here.
  if (getScope(c.unit.ste, "super") !== GLOBAL_IMPLICIT || getScope(c.symtable.st_top, "super") !== 0)
    return null;
  if (call.args.length === 2) return call.args.some((arg) => arg.nodeType === "Starred") ? null : call;
  if (call.args.length !== 0) return null;
  const { argcount, posonlyargcount } = c.unit.metadata;
  if (argcount === 0 && posonlyargcount === 0) return null;
  return refType(c, "__class__") === FREE ? call : null;
}

/** Push `super`, the class and the object; without arguments, `__class__` and the first parameter. */
export function loadSuperArguments(c: Compiler, call: ast.Call): void {
  nameOp(c, locationOf(call.func), "super", "Load");
  if (call.args.length === 2) {
    visitExprs(c, call.args);
    return;
  }
  const location = locationOf(call);
  nameOp(c, location, "__class__", "Load");
  const [self] = c.unit.metadata.varnames.keys();
  nameOp(c, location, self, "Load");
}

/** In an attribute access over several lines, the place of the attribute's name rather than of the whole. */
export function atAttributeName(location: SourceLocation, node: ast.Attribute): SourceLocation {
  if (location.lineno === node.end_lineno) return location;
  const lineno = node.end_lineno;
  const end_lineno = Math.max(lineno, location.end_lineno);
  const length = codePointCount(node.attr);
  // The name cannot end before it begins, except in a tree that no parser made.
  const isPlausible = length <= node.end_col_offset;
  const col_offset = isPlausible ? node.end_col_offset - length : -1;
  let end_col_offset = isPlausible ? location.end_col_offset : -1;
  if (lineno === end_lineno) end_col_offset = Math.max(col_offset, end_col_offset);
  return { lineno, end_lineno, col_offset, end_col_offset };
}

function codePointCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
