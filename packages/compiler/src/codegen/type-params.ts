/**
 * Type parameters and type aliases (PEP 695, PEP 696). Bounds, defaults and aliased types are functions
 * that are run when someone asks.
 */

import { FUNCTION_DEFAULTS, Intrinsic, Op, TupleConstant } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { SourceLocation } from "../instructions/location.ts";
import { lookupBlock, type SymtableEntry } from "../symtable/scope.ts";
import { setupAnnotationsScope } from "./annotations.ts";
import { addOp, addOpLoadConst, locationOf } from "./emit.ts";
import { visitExpr } from "./expressions/expression.ts";
import { makeClosure } from "./functions.ts";
import { nameOp } from "./names.ts";
import { assembleUnit, compilerError, enterScope, exitScope, type Compiler } from "./unit.ts";

/** The default of the parameter `.format`: `annotationlib.Format.VALUE`. */
const VALUE_DEFAULTS = new TupleConstant([1]);

const MAKE_TYPE_PARAM = {
  TypeVar: Intrinsic.INTRINSIC_TYPEVAR,
  TypeVarTuple: Intrinsic.INTRINSIC_TYPEVARTUPLE,
  ParamSpec: Intrinsic.INTRINSIC_PARAMSPEC,
};

/** Make the type parameters, bind them to their names, and push the tuple of them. */
export function codegenTypeParams(c: Compiler, params: ast.type_param[]): void {
  const { st_blocks, st_default_blocks } = c.symtable;
  let seenDefault = false;
  for (const param of params) {
    const location = locationOf(param);
    addOpLoadConst(c, location, param.name);
    if (param.nodeType === "TypeVar" && param.bound !== null) {
      boundOrDefault(c, param.bound, param.name, st_blocks.get(param)!);
      const hasConstraints = param.bound.nodeType === "Tuple";
      const intrinsic = hasConstraints
        ? Intrinsic.INTRINSIC_TYPEVAR_WITH_CONSTRAINTS
        : Intrinsic.INTRINSIC_TYPEVAR_WITH_BOUND;
      addOp(c, location, Op.CALL_INTRINSIC_2, intrinsic);
    } else {
      addOp(c, location, Op.CALL_INTRINSIC_1, MAKE_TYPE_PARAM[param.nodeType]);
    }
    if (param.default_value !== null) {
      seenDefault = true;
      const blocks = param.nodeType === "TypeVar" ? st_default_blocks : st_blocks;
      boundOrDefault(c, param.default_value, param.name, blocks.get(param)!);
      addOp(c, location, Op.CALL_INTRINSIC_2, Intrinsic.INTRINSIC_SET_TYPEPARAM_DEFAULT);
    } else if (seenDefault) {
      compilerError(c, location, `non-default type parameter '${param.name}' follows default type parameter`);
    }
    addOp(c, location, Op.COPY, 1);
    nameOp(c, location, param.name, "Store");
  }
  addOp(c, locationOf(params[0]), Op.BUILD_TUPLE, params.length);
}

function boundOrDefault(c: Compiler, value: ast.expr, name: string, entry: SymtableEntry): void {
  const location = locationOf(value);
  addOpLoadConst(c, location, VALUE_DEFAULTS);
  setupAnnotationsScope(c, location, entry, name);
  if (value.nodeType === "Starred") {
    // The default of a TypeVarTuple: the only item of `(*default,)`.
    visitExpr(c, value.value);
    addOp(c, location, Op.UNPACK_SEQUENCE, 1);
  } else {
    visitExpr(c, value);
  }
  addOp(c, location, Op.RETURN_VALUE);
  const code = assembleUnit(c, "return None");
  exitScope(c);
  makeClosure(c, location, code, FUNCTION_DEFAULTS);
}

/** `type X[T] = …`. */
export function codegenTypeAlias(c: Compiler, node: ast.TypeAlias): void {
  const location = locationOf(node);
  const name = (node.name as ast.Name).id;
  const { type_params: typeParams } = node;
  const isGeneric = typeParams.length > 0;
  if (isGeneric) {
    const entry = lookupBlock(c.symtable, typeParams);
    enterScope(c, `<generic parameters of ${name}>`, "annotations", entry, location.lineno);
    addOpLoadConst(c, location, name);
    codegenTypeParams(c, typeParams);
  } else {
    addOpLoadConst(c, location, name);
    addOpLoadConst(c, location, null);
  }

  typeAliasBody(c, node, name, location);

  if (isGeneric) {
    const code = assembleUnit(c, "return value");
    exitScope(c);
    makeClosure(c, location, code, 0);
    addOp(c, location, Op.PUSH_NULL);
    addOp(c, location, Op.CALL, 0);
  }
  nameOp(c, location, name, "Store");
}

/** The aliased type as a function, and the alias made of name, type parameters and function. */
function typeAliasBody(c: Compiler, node: ast.TypeAlias, name: string, location: SourceLocation): void {
  addOpLoadConst(c, location, VALUE_DEFAULTS);
  setupAnnotationsScope(c, location, lookupBlock(c.symtable, node), name);
  visitExpr(c, node.value);
  addOp(c, location, Op.RETURN_VALUE);
  const code = assembleUnit(c, "return value");
  exitScope(c);
  makeClosure(c, location, code, FUNCTION_DEFAULTS);
  addOp(c, location, Op.BUILD_TUPLE, 3);
  addOp(c, location, Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_TYPEALIAS);
}
