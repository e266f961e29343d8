/**
 * Is it a tree that the parser could have made? Asked of trees that come from elsewhere, before anything
 * relies on it (CPython's Python/ast.c).
 *
 * Only what types cannot say is checked: lengths of lists, contexts of targets, positions, names.
 */

import type { ast } from "@pyvm/parser";
import { enterRecursiveCall, leaveRecursiveCall } from "../recursion.ts";
import {
  invalid,
  invalidType,
  validateName,
  validateNonempty,
  validatePositions,
  validatePresent,
  type Validator,
} from "./checks.ts";
import {
  validateArguments,
  validateExpr,
  validateExprs,
  validateKeywords,
  validateOptionalExpr,
} from "./expressions.ts";
import { validatePattern } from "./patterns.ts";

/** Raises InvalidTreeError with Python's words if the tree is no program. */
export function validate(mod: ast.mod): void {
  const v: Validator = { depth: 0 };
  switch (mod.nodeType) {
    case "Module":
    case "Interactive":
      return validateStmts(v, mod.body);
    case "Expression":
      return validateExpr(v, mod.body, "Load");
    case "FunctionType":
      validateExprs(v, mod.argtypes, "Load");
      return validateExpr(v, mod.returns, "Load");
  }
}

function validateStmts(v: Validator, stmts: readonly (ast.stmt | null)[]): void {
  for (const stmt of stmts) {
    if (stmt === null) invalid("None disallowed in statement list");
    validateStmt(v, stmt);
  }
}

function validateBody(v: Validator, body: ast.stmt[], owner: string): void {
  validateNonempty(body, "body", owner);
  validateStmts(v, body);
}

function validateStmt(v: Validator, node: ast.stmt): void {
  validatePositions(node);
  enterRecursiveCall(v);
  switch (node.nodeType) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      validateBody(v, node.body, node.nodeType);
      validateName(node.name);
      validateTypeParams(v, node.type_params);
      validateArguments(v, node.args);
      validateExprs(v, node.decorator_list, "Load");
      validateOptionalExpr(v, node.returns);
      break;
    case "ClassDef":
      validateBody(v, node.body, node.nodeType);
      validateName(node.name);
      validateTypeParams(v, node.type_params);
      validateExprs(v, node.bases, "Load");
      validateKeywords(v, node.keywords);
      validateExprs(v, node.decorator_list, "Load");
      break;
    case "Return":
      validateOptionalExpr(v, node.value);
      break;
    case "Delete":
      validateNonempty(node.targets, "targets", node.nodeType);
      validateExprs(v, node.targets, "Del");
      break;
    case "Assign":
      validateNonempty(node.targets, "targets", node.nodeType);
      validateExprs(v, node.targets, "Store");
      validateExpr(v, node.value, "Load");
      break;
    case "AugAssign":
      validateExpr(v, node.target, "Store");
      validateExpr(v, node.value, "Load");
      break;
    case "AnnAssign":
      if (node.target.nodeType !== "Name" && node.simple)
        invalidType("AnnAssign with simple non-Name target");
      validateExpr(v, node.target, "Store");
      validateOptionalExpr(v, node.value);
      validateExpr(v, node.annotation, "Load");
      break;
    case "TypeAlias":
      if (node.name.nodeType !== "Name") invalidType("TypeAlias with non-Name name");
      validateExpr(v, node.name, "Store");
      validateTypeParams(v, node.type_params);
      validateExpr(v, node.value, "Load");
      break;
    case "For":
    case "AsyncFor":
      validateExpr(v, node.target, "Store");
      validateExpr(v, node.iter, "Load");
      validateBody(v, node.body, node.nodeType);
      validateStmts(v, node.orelse);
      break;
    case "While":
    case "If":
      validateExpr(v, node.test, "Load");
      validateBody(v, node.body, node.nodeType);
      validateStmts(v, node.orelse);
      break;
    case "With":
    case "AsyncWith":
      validateNonempty(node.items, "items", node.nodeType);
      for (const item of node.items) {
        validateExpr(v, item.context_expr, "Load");
        if (item.optional_vars !== null) validateExpr(v, item.optional_vars, "Store");
      }
      validateBody(v, node.body, node.nodeType);
      break;
    case "Match":
      validateExpr(v, node.subject, "Load");
      validateNonempty(node.cases, "cases", node.nodeType);
      for (const { pattern, guard, body } of node.cases) {
        validatePattern(v, pattern, false);
        validateOptionalExpr(v, guard);
        validateBody(v, body, "match_case");
      }
      break;
    case "Raise":
      if (node.exc === null && node.cause !== null) invalid("Raise with cause but no exception");
      validateOptionalExpr(v, node.exc);
      validateOptionalExpr(v, node.cause);
      break;
    case "Try":
    case "TryStar":
      validateTry(v, node);
      break;
    case "Assert":
      validateExpr(v, node.test, "Load");
      validateOptionalExpr(v, node.msg);
      break;
    case "ImportFrom":
      if ((node.level ?? 0) < 0) invalid("Negative ImportFrom level");
      validateAliases(node.names, node.nodeType);
      break;
    case "Import":
      validateAliases(node.names, node.nodeType);
      break;
    case "Global":
    case "Nonlocal":
      validateNonempty(node.names, "names", node.nodeType);
      for (const name of node.names) validatePresent(name, "identifier");
      break;
    case "Expr":
      validateExpr(v, node.value, "Load");
      break;
    case "Pass":
    case "Break":
    case "Continue":
      break;
  }
  leaveRecursiveCall(v);
}

function validateTry(v: Validator, node: ast.Try | ast.TryStar): void {
  validateBody(v, node.body, node.nodeType);
  if (node.handlers.length === 0) {
    if (node.finalbody.length === 0) invalid(`${node.nodeType} has neither except handlers nor finalbody`);
    if (node.orelse.length > 0) invalid(`${node.nodeType} has orelse but no except handlers`);
  }
  for (const handler of node.handlers) {
    validatePresent(handler, "except handler");
    if (node.nodeType === "Try") validatePositions(handler);
    validateOptionalExpr(v, handler.type);
    if (node.nodeType === "Try" && handler.name !== null) validateName(handler.name);
    validateBody(v, handler.body, "ExceptHandler");
  }
  validateStmts(v, node.finalbody);
  validateStmts(v, node.orelse);
}

function validateAliases(names: ast.alias[], owner: string): void {
  validateNonempty(names, "names", owner);
  for (const { name, asname } of names) {
    validateName(name);
    if (asname !== null) validateName(asname);
  }
}

function validateTypeParams(v: Validator, params: ast.type_param[]): void {
  for (const param of params) {
    validatePresent(param, "type parameter");
    validatePositions(param);
    validateName(param.name);
    if (param.nodeType === "TypeVar") validateOptionalExpr(v, param.bound);
    validateOptionalExpr(v, param.default_value);
  }
}
