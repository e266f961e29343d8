/**
 * Targets of assignment, `for` and `del`.
 *
 * A target is read as the expression it looks like and then turned into a target in place: what may be assigned
 * to is a subset of the expressions, and which of the two it is shows only behind it.
 */
import * as ast from "../ast/generated/nodes.ts";
import { COMMA, STAR } from "../tokenizer/token-kinds.ts";
import { startsExpression } from "./expressions.ts";
import { primary } from "./primaries.ts";
import { REFUSED, type ParserState } from "./state.ts";

/** `star_targets` in Store context, as after `for`. */
export function forTargets(p: ParserState): ast.expr {
  const start = p.index;
  const first = starTarget(p);
  if (p.kind !== COMMA) return first;
  const elts = [first];
  while (p.accept(COMMA) && (startsExpression(p.kind) || p.kind === STAR)) elts.push(starTarget(p));
  const { linenos, colOffsets } = p.tokens;
  return ast.Tuple(elts, "Store", linenos[start]!, colOffsets[start]!, p.endLineno(), p.endColOffset());
}

/** `star_target` in Store context. */
export function starTarget(p: ParserState): ast.expr {
  if (p.kind !== STAR) {
    const target = primary(p);
    toStore(target);
    return target;
  }
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const value = primary(p);
  toStore(value);
  return ast.Starred(value, "Store", lineno, col, p.endLineno(), p.endColOffset());
}

/** `del_targets` in Del context. */
export function deleteTargets(p: ParserState): ast.expr[] {
  const targets: ast.expr[] = [];
  do {
    const target = primary(p);
    toDelete(target);
    targets.push(target);
  } while (p.accept(COMMA) && startsExpression(p.kind));
  return targets;
}

/** Turns an expression into a target of assignment. */
export function toStore(target: ast.expr): void {
  switch (target.nodeType) {
    case "Name":
    case "Attribute":
    case "Subscript":
      target.ctx = "Store";
      return;
    case "Starred":
      if (target.value.nodeType === "Starred") throw REFUSED;
      target.ctx = "Store";
      toStore(target.value);
      return;
    case "List":
    case "Tuple":
      target.ctx = "Store";
      for (const item of target.elts) toStore(item);
      return;
    default:
      throw REFUSED;
  }
}

/** The same for augmented and annotated assignment, which take one name, attribute or subscript. */
export function toSingleStore(target: ast.expr): void {
  if (target.nodeType !== "Name" && target.nodeType !== "Attribute" && target.nodeType !== "Subscript") {
    throw REFUSED;
  }
  target.ctx = "Store";
}

function toDelete(target: ast.expr): void {
  switch (target.nodeType) {
    case "Name":
    case "Attribute":
    case "Subscript":
      target.ctx = "Del";
      return;
    case "List":
    case "Tuple":
      target.ctx = "Del";
      for (const item of target.elts) toDelete(item);
      return;
    default:
      throw REFUSED;
  }
}
