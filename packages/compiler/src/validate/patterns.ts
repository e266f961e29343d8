/**
 * Patterns of a hand-made tree.
 */

import { CodePoints, Complex, Float, type ConstantValue, type ast } from "@pyvm/parser";
import { enterRecursiveCall, leaveRecursiveCall } from "../recursion.ts";
import { invalid, validateName, validatePositions, validatePresent, type Validator } from "./checks.ts";
import { validateExpr } from "./expressions.ts";

/** @param starAllowed whether the pattern is an item of a sequence pattern */
export function validatePattern(v: Validator, node: ast.pattern, starAllowed: boolean): void {
  validatePresent(node, "pattern");
  validatePositions(node);
  enterRecursiveCall(v);
  switch (node.nodeType) {
    case "MatchValue":
      validateMatchValue(v, node.value);
      break;
    case "MatchSingleton":
      if (node.value !== null && typeof node.value !== "boolean") {
        invalid("MatchSingleton can only contain True, False and None");
      }
      break;
    case "MatchSequence":
      for (const pattern of node.patterns) validatePattern(v, pattern, true);
      break;
    case "MatchMapping":
      validateMapping(v, node);
      break;
    case "MatchClass":
      validateClass(v, node);
      break;
    case "MatchStar":
      if (!starAllowed) invalid("can't use MatchStar here");
      if (node.name !== null) validateCapture(node.name);
      break;
    case "MatchAs":
      if (node.name !== null) validateCapture(node.name);
      if (node.pattern === null) break;
      if (node.name === null) invalid("MatchAs must specify a target name if a pattern is given");
      validatePattern(v, node.pattern, false);
      break;
    case "MatchOr":
      if (node.patterns.length < 2) invalid("MatchOr requires at least 2 patterns");
      validatePatterns(v, node.patterns);
      break;
  }
  leaveRecursiveCall(v);
}

function validatePatterns(v: Validator, patterns: ast.pattern[]): void {
  for (const pattern of patterns) validatePattern(v, pattern, false);
}

function validateCapture(name: string): void {
  if (name === "_") invalid("can't capture name '_' in patterns");
  validateName(name);
}

function validateMapping(v: Validator, node: ast.MatchMapping): void {
  if (node.keys.length !== node.patterns.length) {
    invalid("MatchMapping doesn't have the same number of keys as patterns");
  }
  if (node.rest !== null) validateCapture(node.rest);
  for (const key of node.keys) {
    // Singletons are keys, though no values to match.
    const isSingleton = key.nodeType === "Constant" && (key.value === null || typeof key.value === "boolean");
    if (!isSingleton) validateMatchValue(v, key);
  }
  validatePatterns(v, node.patterns);
}

function validateClass(v: Validator, node: ast.MatchClass): void {
  if (node.kwd_attrs.length !== node.kwd_patterns.length) {
    invalid("MatchClass doesn't have the same number of keyword attributes as patterns");
  }
  validateExpr(v, node.cls, "Load");
  let base = node.cls;
  while (base.nodeType === "Attribute") base = base.value;
  if (base.nodeType !== "Name") invalid("MatchClass cls field can only contain Name or Attribute nodes.");
  for (const name of node.kwd_attrs) {
    validatePresent(name, "identifier");
    validateName(name);
  }
  validatePatterns(v, node.patterns);
  validatePatterns(v, node.kwd_patterns);
}

function validateMatchValue(v: Validator, node: ast.expr): void {
  validateExpr(v, node, "Load");
  switch (node.nodeType) {
    case "Constant":
      if (!isMatchable(node.value)) invalid("unexpected constant inside of a literal pattern");
      return;
    case "Attribute":
    case "JoinedStr":
    case "TemplateStr":
      return;
    case "UnaryOp":
      if (isNegative(node, isNumber)) return;
      break;
    case "BinOp":
      if (isComplexLiteral(node)) return;
      break;
  }
  invalid("patterns may only match literals and attribute lookups");
}

function isMatchable(value: ConstantValue): boolean {
  return (
    isNumber(value) || typeof value === "string" || value instanceof CodePoints || value instanceof Uint8Array
  );
}

function isNumber(value: ConstantValue): boolean {
  return isReal(value) || value instanceof Complex;
}

function isReal(value: ConstantValue): boolean {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Float;
}

function isNegative(node: ast.UnaryOp, isAllowed: (value: ConstantValue) => boolean): boolean {
  return node.op === "USub" && node.operand.nodeType === "Constant" && isAllowed(node.operand.value);
}

/** A real number, perhaps negative, plus or minus an imaginary one. */
function isComplexLiteral({ left, op, right }: ast.BinOp): boolean {
  if (op !== "Add" && op !== "Sub") return false;
  const isLeft =
    (left.nodeType === "Constant" && isReal(left.value)) ||
    (left.nodeType === "UnaryOp" && isNegative(left, isReal));
  return isLeft && right.nodeType === "Constant" && right.value instanceof Complex;
}
