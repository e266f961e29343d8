/**
 * Warnings about literals used as what they cannot be: `1()`, `[](…)`, `"a"["b"]`, `x is 5`. Most are a
 * missing comma.
 */

import { CodePoints, ELLIPSIS, type ast } from "@pyvm/parser";
import { constantTypeName } from "../constants.ts";
import { compilerWarn, type Compiler } from "../unit.ts";

/** `is` with a literal: identity of equal literals is an accident. */
export function checkCompare(c: Compiler, node: ast.Compare): void {
  let left = node.left;
  for (let index = 0; index < node.ops.length; index++) {
    const right = node.comparators[index];
    const op = node.ops[index];
    if ((op === "Is" || op === "IsNot") && (isLiteral(left) || isLiteral(right))) {
      const type = literalType(isLiteral(left) ? left : right);
      const message =
        op === "Is"
          ? `"is" with '${type}' literal. Did you mean "=="?`
          : `"is not" with '${type}' literal. Did you mean "!="?`;
      compilerWarn(c, node, message);
      return;
    }
    left = right;
  }
}

/** A constant that is not one of the singletons, or a tuple of constants. */
function isLiteral(node: ast.expr): boolean {
  if (node.nodeType === "Tuple") return node.elts.every((element) => element.nodeType === "Constant");
  if (node.nodeType !== "Constant") return false;
  const { value } = node;
  return value !== null && typeof value !== "boolean" && value !== ELLIPSIS;
}

/** A call of a literal. */
export function checkCaller(c: Compiler, node: ast.expr): void {
  switch (node.nodeType) {
    case "Constant":
    case "Tuple":
    case "List":
    case "ListComp":
    case "Dict":
    case "DictComp":
    case "Set":
    case "SetComp":
    case "GeneratorExp":
    case "JoinedStr":
    case "TemplateStr":
    case "FormattedValue":
    case "Interpolation":
      compilerWarn(c, node, `'${literalType(node)}' object is not callable; perhaps you missed a comma?`);
  }
}

/** A subscript of a literal that has no items. */
export function checkSubscripter(c: Compiler, node: ast.expr): void {
  switch (node.nodeType) {
    case "Constant": {
      const { value } = node;
      if (typeof value === "string" || value instanceof CodePoints || value instanceof Uint8Array) return;
      break;
    }
    case "Set":
    case "SetComp":
    case "GeneratorExp":
    case "TemplateStr":
    case "Interpolation":
    case "Lambda":
      break;
    default:
      return;
  }
  compilerWarn(c, node, `'${literalType(node)}' object is not subscriptable; perhaps you missed a comma?`);
}

/** A subscript of a sequence literal that is no index. */
export function checkIndex(c: Compiler, node: ast.expr, slice: ast.expr): void {
  const indexType = literalType(slice);
  if (indexType === null || indexType === "int" || indexType === "bool") return;
  switch (node.nodeType) {
    case "Constant": {
      const { value } = node;
      if (typeof value !== "string" && !(value instanceof CodePoints) && !(value instanceof Uint8Array))
        return;
      break;
    }
    case "Tuple":
    case "List":
    case "ListComp":
    case "JoinedStr":
    case "FormattedValue":
      break;
    default:
      return;
  }
  compilerWarn(
    c,
    node,
    `${literalType(node)} indices must be integers or slices, not ${indexType}; perhaps you missed a comma?`,
  );
}

/** The name of the type that an expression shows by its form, or null. */
function literalType(node: ast.expr): string | null {
  switch (node.nodeType) {
    case "Tuple":
      return "tuple";
    case "List":
    case "ListComp":
      return "list";
    case "Dict":
    case "DictComp":
      return "dict";
    case "Set":
    case "SetComp":
      return "set";
    case "GeneratorExp":
      return "generator";
    case "Lambda":
      return "function";
    case "JoinedStr":
    case "FormattedValue":
      return "str";
    case "TemplateStr":
      return "string.templatelib.Template";
    case "Interpolation":
      return "string.templatelib.Interpolation";
    case "Constant":
      return constantTypeName(node.value);
    default:
      return null;
  }
}
