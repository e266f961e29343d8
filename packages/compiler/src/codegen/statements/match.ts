/**
 * `match` (PEP 634): the cases in order, each on a copy of the subject.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { NEXT_LOCATION, NO_LOCATION } from "../../instructions/location.ts";
import { addOp, addOpJump, locationOf, newLabel, useLabel } from "../emit.ts";
import { jumpIf } from "../expressions/conditions.ts";
import { visitExpr } from "../expressions/expression.ts";
import { nameOp } from "../names.ts";
import { codegenPattern, emitFailPop, failPopLabel, isWildcard, newPatternContext } from "../patterns.ts";
import type { Compiler } from "../unit.ts";
import { visitStmts } from "./statement.ts";

export function codegenMatch(c: Compiler, node: ast.Match): void {
  const { cases } = node;
  visitExpr(c, node.subject);
  const end = newLabel(c);
  const last = cases[cases.length - 1];
  // A final `case _:` needs neither the subject nor a test.
  const hasDefault = cases.length > 1 && isWildcard(last.pattern);
  const tested = hasDefault ? cases.slice(0, -1) : cases;
  tested.forEach((matchCase, index) => {
    const isLastTested = index === tested.length - 1;
    const location = locationOf(matchCase.pattern);
    if (!isLastTested) addOp(c, location, Op.COPY, 1);
    // Nothing may follow a case that always matches.
    const allowIrrefutable = matchCase.guard !== null || index === cases.length - 1;
    const context = newPatternContext(allowIrrefutable);
    codegenPattern(c, matchCase.pattern, context);
    for (const name of context.stores) nameOp(c, location, name, "Store");
    if (matchCase.guard !== null) {
      jumpIf(c, location, matchCase.guard, failPopLabel(c, context, 0), false);
    }
    if (!isLastTested) addOp(c, NEXT_LOCATION, Op.POP_TOP); // the subject
    visitStmts(c, matchCase.body);
    addOpJump(c, NO_LOCATION, Op.JUMP, end);
    emitFailPop(c, location, context);
  });
  if (hasDefault) {
    const location = locationOf(last.pattern);
    addOp(c, location, Op.NOP); // a line event
    if (last.guard !== null) jumpIf(c, location, last.guard, end, false);
    visitStmts(c, last.body);
  }
  useLabel(c, end);
}
