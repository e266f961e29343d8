/**
 * Blocks of generics (PEP 695, PEP 696): the type parameters of a function, class or alias, and the
 * bound or default of each.
 */

import type { ast } from "@pyvm/parser";
import { enterRecursiveCall, leaveRecursiveCall } from "../recursion.ts";
import { addDef, enterBlock, exitBlock, raise, type SymtableBuilder } from "./definitions.ts";
import { visitExpr } from "./expressions.ts";
import { DEF_LOCAL, DEF_PARAM, DEF_TYPE_PARAM, USE, type SymtableEntry } from "./scope.ts";

/**
 * Open the block of a definition's type parameters. It is compiled to a function that receives the
 * defaults of the generic function, because those are evaluated outside.
 */
export function enterTypeParamBlock(
  st: SymtableBuilder,
  node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.TypeAlias,
  hasKwdefaults: boolean,
): void {
  const isInClass = st.st_cur.ste_type === "ClassBlock";
  const name = node.nodeType === "TypeAlias" ? (node.name as ast.Name).id : node.name;
  enterBlock(st, name, "TypeParametersBlock", node.type_params, node);
  if (isInClass) {
    st.st_cur.ste_can_see_class_scope = true;
    addDef(st, "__classdict__", USE, node);
  }
  if (node.nodeType === "ClassDef") {
    addDef(st, ".type_params", DEF_LOCAL, node);
    addDef(st, ".type_params", USE, node);
    addDef(st, ".generic_base", DEF_LOCAL, node);
    addDef(st, ".generic_base", USE, node);
  }
  // CPython asks whether there is a list of defaults, not whether anything is in it: there always is.
  const isFunction = node.nodeType === "FunctionDef" || node.nodeType === "AsyncFunctionDef";
  if (isFunction) addDef(st, ".defaults", DEF_PARAM, node);
  if (hasKwdefaults) addDef(st, ".kwdefaults", DEF_PARAM, node);
}

export function visitTypeParam(st: SymtableBuilder, node: ast.type_param): void {
  enterRecursiveCall(st);
  addDef(st, node.name, DEF_TYPE_PARAM | DEF_LOCAL, node);
  const { st_blocks, st_default_blocks } = st.table;
  switch (node.nodeType) {
    case "TypeVar": {
      const boundInfo = node.bound?.nodeType === "Tuple" ? "a TypeVar constraint" : "a TypeVar bound";
      visitBoundOrDefault(st, node.bound, node, st_blocks, boundInfo);
      visitBoundOrDefault(st, node.default_value, node, st_default_blocks, "a TypeVar default");
      break;
    }
    case "TypeVarTuple":
      visitBoundOrDefault(st, node.default_value, node, st_blocks, "a TypeVarTuple default");
      break;
    case "ParamSpec":
      visitBoundOrDefault(st, node.default_value, node, st_blocks, "a ParamSpec default");
      break;
  }
  leaveRecursiveCall(st);
}

function visitBoundOrDefault(
  st: SymtableBuilder,
  value: ast.expr | null,
  param: ast.type_param,
  blocks: Map<object, SymtableEntry>,
  info: string,
): void {
  if (param.name === "__classdict__") {
    raise(st, param, "reserved name '__classdict__' cannot be used for type parameter");
  }
  if (value === null) return;
  const isInClass = st.st_cur.ste_can_see_class_scope;
  enterBlock(st, param.name, "TypeVariableBlock", param, value, blocks);
  st.st_cur.ste_can_see_class_scope = isInClass;
  if (isInClass) addDef(st, "__classdict__", USE, value);
  st.st_cur.ste_scope_info = info;
  visitExpr(st, value);
  exitBlock(st);
}
