/**
 * Classes: the body as a unit of its own, and the call of `__build_class__`.
 */

import { Intrinsic, Op, TupleConstant } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { NO_LOCATION } from "../instructions/location.ts";
import { lookupBlock } from "../symtable/scope.ts";
import { compareCodePoints } from "./code-point-order.ts";
import { addOp, addOpInTable, addOpLoadConst, locationOf } from "./emit.ts";
import { callWithArguments } from "./expressions/calls.ts";
import { applyDecorators, codegenDecorators, makeClosure } from "./functions.ts";
import { codegenBody } from "./module.ts";
import { nameOp } from "./names.ts";
import { codegenTypeParams } from "./type-params.ts";
import { assembleUnit, enterScope, exitScope, type Compiler } from "./unit.ts";

/** `class`. */
export function codegenClass(c: Compiler, node: ast.ClassDef): void {
  const { name, decorator_list: decorators, type_params: typeParams } = node;
  codegenDecorators(c, decorators);
  const firstlineno = decorators.length > 0 ? decorators[0].lineno : node.lineno;
  const location = locationOf(node);
  const isGeneric = typeParams.length > 0;
  if (isGeneric) {
    const entry = lookupBlock(c.symtable, typeParams);
    enterScope(c, `<generic parameters of ${name}>`, "annotations", entry, firstlineno, {}, name);
    codegenTypeParams(c, typeParams);
    nameOp(c, location, ".type_params", "Store");
  }

  classBody(c, node, firstlineno);

  if (isGeneric) {
    nameOp(c, location, ".type_params", "Load");
    addOp(c, location, Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_SUBSCRIPT_GENERIC);
    nameOp(c, location, ".generic_base", "Store");
    callWithArguments(c, location, 2, node.bases, node.keywords, ".generic_base");
    const code = assembleUnit(c, "return value");
    exitScope(c);
    makeClosure(c, location, code, 0);
    addOp(c, location, Op.PUSH_NULL);
    addOp(c, location, Op.CALL, 0);
  } else {
    callWithArguments(c, location, 2, node.bases, node.keywords, null);
  }
  applyDecorators(c, decorators);
  nameOp(c, location, name, "Store");
}

/** Compile the body, and push `__build_class__`, NULL, the body as a function, and the name. */
function classBody(c: Compiler, node: ast.ClassDef, firstlineno: number): void {
  enterScope(c, node.name, "class", lookupBlock(c.symtable, node), firstlineno, {}, node.name);
  const { ste, metadata } = c.unit;
  const start = { lineno: firstlineno, end_lineno: firstlineno, col_offset: 0, end_col_offset: 0 };
  nameOp(c, start, "__name__", "Load");
  nameOp(c, start, "__module__", "Store");
  addOpLoadConst(c, start, metadata.qualname);
  nameOp(c, start, "__qualname__", "Store");
  addOpLoadConst(c, start, metadata.firstlineno);
  nameOp(c, start, "__firstlineno__", "Store");
  if (node.type_params.length > 0) {
    nameOp(c, start, ".type_params", "Load");
    nameOp(c, start, "__type_params__", "Store");
  }
  // These cells are stored directly: by name they would go to the class namespace.
  if (ste.ste_needs_classdict) {
    addOp(c, start, Op.LOAD_LOCALS);
    addOpInTable(c, start, Op.STORE_DEREF, metadata.cellvars, "__classdict__");
  }
  if (ste.ste_has_conditional_annotations) {
    addOp(c, start, Op.BUILD_SET, 0);
    addOpInTable(c, start, Op.STORE_DEREF, metadata.cellvars, "__conditional_annotations__");
  }

  codegenBody(c, start, node.body);

  const attributes = [...c.unit.staticAttributes!].sort(compareCodePoints);
  addOpLoadConst(c, NO_LOCATION, new TupleConstant(attributes));
  nameOp(c, NO_LOCATION, "__static_attributes__", "Store");
  if (ste.ste_needs_classdict) {
    addOpInTable(c, NO_LOCATION, Op.LOAD_CLOSURE, metadata.cellvars, "__classdict__");
    nameOp(c, NO_LOCATION, "__classdictcell__", "Store");
  }
  // The body returns the cell of __class__ if a method reads it: type.__new__ fills it in.
  if (ste.ste_needs_class_closure) {
    addOpInTable(c, NO_LOCATION, Op.LOAD_CLOSURE, metadata.cellvars, "__class__");
    addOp(c, NO_LOCATION, Op.COPY, 1);
    nameOp(c, NO_LOCATION, "__classcell__", "Store");
  } else {
    addOpLoadConst(c, NO_LOCATION, null);
  }
  addOp(c, NO_LOCATION, Op.RETURN_VALUE);
  const code = assembleUnit(c, "return None");
  exitScope(c);

  const location = locationOf(node);
  addOp(c, location, Op.LOAD_BUILD_CLASS);
  addOp(c, location, Op.PUSH_NULL);
  makeClosure(c, location, code, 0);
  addOpLoadConst(c, location, node.name);
}
