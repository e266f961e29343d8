/**
 * Expressions of a hand-made tree: contexts fit, lists have the lengths the grammar gives them.
 */

import { FrozenSetConstant, TupleConstant } from "@pyvm/bytecode";
import { CodePoints, Complex, EllipsisType, Float, type ast } from "@pyvm/parser";
import { enterRecursiveCall, leaveRecursiveCall } from "../recursion.ts";
import {
  InvalidConstant,
  invalid,
  invalidType,
  validateName,
  validatePositions,
  type Validator,
} from "./checks.ts";

/** A list of expressions none of which may be missing. */
export function validateExprs(
  v: Validator,
  exprs: readonly (ast.expr | null)[],
  context: ast.expr_context,
): void {
  for (const expr of exprs) {
    if (expr === null) invalid("None disallowed in expression list");
    validateExpr(v, expr, context);
  }
}

/** A list of expressions, in which null has a meaning. */
export function validateExprsOrNull(v: Validator, exprs: readonly (ast.expr | null)[]): void {
  for (const expr of exprs) validateOptionalExpr(v, expr);
}

export function validateOptionalExpr(v: Validator, expr: ast.expr | null): void {
  if (expr !== null) validateExpr(v, expr, "Load");
}

export function validateExpr(v: Validator, node: ast.expr, context: ast.expr_context): void {
  validatePositions(node);
  enterRecursiveCall(v);
  validateContext(node, context);
  switch (node.nodeType) {
    case "BoolOp":
      if (node.values.length < 2) invalid("BoolOp with less than 2 values");
      validateExprs(v, node.values, "Load");
      break;
    case "BinOp":
      validateExpr(v, node.left, "Load");
      validateExpr(v, node.right, "Load");
      break;
    case "UnaryOp":
      validateExpr(v, node.operand, "Load");
      break;
    case "Lambda":
      validateArguments(v, node.args);
      validateExpr(v, node.body, "Load");
      break;
    case "IfExp":
      validateExpr(v, node.test, "Load");
      validateExpr(v, node.body, "Load");
      validateExpr(v, node.orelse, "Load");
      break;
    case "Dict":
      if (node.keys.length !== node.values.length)
        invalid("Dict doesn't have the same number of keys as values");
      validateExprsOrNull(v, node.keys);
      validateExprs(v, node.values, "Load");
      break;
    case "Set":
      validateExprs(v, node.elts, "Load");
      break;
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      validateGenerators(v, node.generators);
      validateExpr(v, node.elt, "Load");
      break;
    case "DictComp":
      validateGenerators(v, node.generators);
      validateExpr(v, node.key, "Load");
      validateExpr(v, node.value, "Load");
      break;
    case "Yield":
      validateOptionalExpr(v, node.value);
      break;
    case "YieldFrom":
    case "Await":
    case "Attribute":
      validateExpr(v, node.value, "Load");
      break;
    case "Compare":
      if (node.comparators.length === 0) invalid("Compare with no comparators");
      if (node.comparators.length !== node.ops.length) {
        invalid("Compare has a different number of comparators and operands");
      }
      validateExprs(v, node.comparators, "Load");
      validateExpr(v, node.left, "Load");
      break;
    case "Call":
      validateExpr(v, node.func, "Load");
      validateExprs(v, node.args, "Load");
      validateKeywords(v, node.keywords);
      break;
    case "Constant":
      validateConstant(node.value);
      break;
    case "JoinedStr":
    case "TemplateStr":
      validateExprs(v, node.values, "Load");
      break;
    case "FormattedValue":
    case "Interpolation":
      validateExpr(v, node.value, "Load");
      validateOptionalExpr(v, node.format_spec);
      break;
    case "Subscript":
      validateExpr(v, node.slice, "Load");
      validateExpr(v, node.value, "Load");
      break;
    case "Starred":
      validateExpr(v, node.value, context);
      break;
    case "Slice":
      validateOptionalExpr(v, node.lower);
      validateOptionalExpr(v, node.upper);
      validateOptionalExpr(v, node.step);
      break;
    case "List":
    case "Tuple":
      validateExprs(v, node.elts, context);
      break;
    case "NamedExpr":
      if (node.target.nodeType !== "Name") invalidType("NamedExpr target must be a Name");
      validateExpr(v, node.value, "Load");
      break;
    case "Name":
      break;
  }
  leaveRecursiveCall(v);
}

function validateContext(node: ast.expr, context: ast.expr_context): void {
  switch (node.nodeType) {
    case "Name":
      validateName(node.id);
      break;
    case "Attribute":
    case "Subscript":
    case "Starred":
    case "List":
    case "Tuple":
      break;
    default:
      if (context !== "Load") invalid(`expression which can't be assigned to in ${context} context`);
      return;
  }
  if (node.ctx !== context) invalid(`expression must have ${context} context but has ${node.ctx} instead`);
}

function validateConstant(value: unknown): void {
  if (value instanceof TupleConstant || value instanceof FrozenSetConstant) {
    value.items.forEach(validateConstant);
    return;
  }
  if (value === null || ["boolean", "number", "bigint", "string"].includes(typeof value)) return;
  const classes = [Float, Complex, CodePoints, EllipsisType, Uint8Array];
  if (!classes.some((valueClass) => value instanceof valueClass)) {
    const typeName = value instanceof InvalidConstant ? value.typeName : typeof value;
    invalidType(`got an invalid type in Constant: ${typeName}`);
  }
}

function validateGenerators(v: Validator, generators: ast.comprehension[]): void {
  if (generators.length === 0) invalid("comprehension with no generators");
  for (const { target, iter, ifs } of generators) {
    validateExpr(v, target, "Store");
    validateExpr(v, iter, "Load");
    validateExprs(v, ifs, "Load");
  }
}

export function validateKeywords(v: Validator, keywords: ast.keyword[]): void {
  for (const keyword of keywords) validateExpr(v, keyword.value, "Load");
}

export function validateArguments(v: Validator, node: ast.arguments_): void {
  validateArgs(v, node.posonlyargs);
  validateArgs(v, node.args);
  if (node.vararg !== null) validateOptionalExpr(v, node.vararg.annotation);
  validateArgs(v, node.kwonlyargs);
  if (node.kwarg !== null) validateOptionalExpr(v, node.kwarg.annotation);
  if (node.defaults.length > node.posonlyargs.length + node.args.length) {
    invalid("more positional defaults than args on arguments");
  }
  if (node.kw_defaults.length !== node.kwonlyargs.length) {
    invalid("length of kwonlyargs is not the same as kw_defaults on arguments");
  }
  validateExprs(v, node.defaults, "Load");
  validateExprsOrNull(v, node.kw_defaults);
}

function validateArgs(v: Validator, args: ast.arg[]): void {
  for (const arg of args) {
    validatePositions(arg);
    validateOptionalExpr(v, arg.annotation);
  }
}
