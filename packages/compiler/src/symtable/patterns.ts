/**
 * Names in the patterns of `match`: what they capture, and the classes and values they read.
 */

import type { ast } from "@pyvm/parser";
import { enterRecursiveCall, leaveRecursiveCall } from "../recursion.ts";
import { addDef, checkName, type SymtableBuilder } from "./definitions.ts";
import { visitExpr, visitExprs } from "./expressions.ts";
import { DEF_LOCAL } from "./scope.ts";

export function visitPattern(st: SymtableBuilder, node: ast.pattern): void {
  enterRecursiveCall(st);
  switch (node.nodeType) {
    case "MatchValue":
      visitExpr(st, node.value);
      break;
    case "MatchSingleton":
      break;
    case "MatchSequence":
    case "MatchOr":
      visitPatterns(st, node.patterns);
      break;
    case "MatchStar":
      if (node.name !== null) addDef(st, node.name, DEF_LOCAL, node);
      break;
    case "MatchMapping":
      visitExprs(st, node.keys);
      visitPatterns(st, node.patterns);
      if (node.rest !== null) addDef(st, node.rest, DEF_LOCAL, node);
      break;
    case "MatchClass":
      visitExpr(st, node.cls);
      visitPatterns(st, node.patterns);
      node.kwd_attrs.forEach((attr, index) => checkName(st, attr, node.kwd_patterns[index], "Store"));
      visitPatterns(st, node.kwd_patterns);
      break;
    case "MatchAs":
      if (node.pattern !== null) visitPattern(st, node.pattern);
      if (node.name !== null) addDef(st, node.name, DEF_LOCAL, node);
      break;
  }
  leaveRecursiveCall(st);
}

function visitPatterns(st: SymtableBuilder, patterns: ast.pattern[]): void {
  for (const pattern of patterns) visitPattern(st, pattern);
}
