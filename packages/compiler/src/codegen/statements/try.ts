/**
 * `try`, with `except`, `except*`, `else` and `finally`.
 *
 * `SETUP_FINALLY L … POP_BLOCK` brackets the instructions whose exceptions are handled at L; it costs
 * nothing at run time, because assembly turns the brackets into the exception table. The `finally` body
 * is generated once for each way out of the `try`.
 */

import { Intrinsic, Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { Label } from "../../instructions/labels.ts";
import { NO_LOCATION } from "../../instructions/location.ts";
import { addOp, addOpJump, locationOf, newLabel, useLabel } from "../emit.ts";
import { visitExpr } from "../expressions/expression.ts";
import { popExceptAndReraise, popFrameBlock, pushFrameBlock, unbindExceptionName } from "../frame-blocks.ts";
import { nameOp } from "../names.ts";
import { compilerError, type Compiler } from "../unit.ts";
import { visitStmts } from "./statement.ts";

export function codegenTry(c: Compiler, node: ast.Try): void {
  if (node.finalbody.length > 0) tryFinally(c, node);
  else tryExcept(c, node);
}

export function codegenTryStar(c: Compiler, node: ast.TryStar): void {
  if (node.finalbody.length > 0) tryFinally(c, node);
  else tryStarExcept(c, node);
}

function tryFinally(c: Compiler, node: ast.Try | ast.TryStar): void {
  const location = locationOf(node);
  const body = newLabel(c);
  const end = newLabel(c);
  const exit = newLabel(c);
  const cleanup = newLabel(c);

  addOpJump(c, location, Op.SETUP_FINALLY, end);
  useLabel(c, body);
  pushFrameBlock(c, location, "FINALLY_TRY", body, end, { finalbody: node.finalbody });
  if (node.handlers.length === 0) visitStmts(c, node.body);
  else if (node.nodeType === "Try") tryExcept(c, node);
  else tryStarExcept(c, node);
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  popFrameBlock(c);
  visitStmts(c, node.finalbody);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, exit);

  // Once more, for exceptions.
  useLabel(c, end);
  addOpJump(c, NO_LOCATION, Op.SETUP_CLEANUP, cleanup);
  addOp(c, NO_LOCATION, Op.PUSH_EXC_INFO);
  pushFrameBlock(c, NO_LOCATION, "FINALLY_END", end);
  visitStmts(c, node.finalbody);
  popFrameBlock(c);
  addOp(c, NO_LOCATION, Op.RERAISE, 0);
  useLabel(c, cleanup);
  popExceptAndReraise(c);
  useLabel(c, exit);
}

function tryExcept(c: Compiler, node: ast.Try): void {
  const location = locationOf(node);
  const body = newLabel(c);
  const except = newLabel(c);
  const end = newLabel(c);
  const cleanup = newLabel(c);

  addOpJump(c, location, Op.SETUP_FINALLY, except);
  useLabel(c, body);
  pushFrameBlock(c, location, "TRY_EXCEPT", body);
  visitStmts(c, node.body);
  popFrameBlock(c);
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  visitStmts(c, node.orelse);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);

  useLabel(c, except);
  addOpJump(c, NO_LOCATION, Op.SETUP_CLEANUP, cleanup);
  addOp(c, NO_LOCATION, Op.PUSH_EXC_INFO);
  pushFrameBlock(c, location, "EXCEPTION_HANDLER");
  node.handlers.forEach((handler, index) => {
    if (handler.type === null && index < node.handlers.length - 1) {
      compilerError(c, handler, "default 'except:' must be last");
    }
    exceptClause(c, handler, end);
  });
  popFrameBlock(c);
  addOp(c, NO_LOCATION, Op.RERAISE, 0); // no clause matched
  useLabel(c, cleanup);
  popExceptAndReraise(c);
  useLabel(c, end);
}

/** One `except` clause: falls through to the next if it does not match. */
function exceptClause(c: Compiler, handler: ast.ExceptHandler, end: Label): void {
  const location = locationOf(handler);
  const next = newLabel(c);
  if (handler.type !== null) {
    visitExpr(c, handler.type);
    addOp(c, location, Op.CHECK_EXC_MATCH);
    addOpJump(c, location, Op.POP_JUMP_IF_FALSE, next);
  }
  if (handler.name !== null) {
    // The name is unbound whichever way the body is left.
    const cleanupEnd = newLabel(c);
    const cleanupBody = newLabel(c);
    nameOp(c, location, handler.name, "Store");
    addOpJump(c, location, Op.SETUP_CLEANUP, cleanupEnd);
    useLabel(c, cleanupBody);
    pushFrameBlock(c, location, "HANDLER_CLEANUP", cleanupBody, undefined, { name: handler.name });
    visitStmts(c, handler.body);
    popFrameBlock(c);
    addOp(c, NO_LOCATION, Op.POP_BLOCK);
    addOp(c, NO_LOCATION, Op.POP_BLOCK);
    addOp(c, NO_LOCATION, Op.POP_EXCEPT);
    unbindExceptionName(c, NO_LOCATION, handler.name);
    addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);

    useLabel(c, cleanupEnd);
    unbindExceptionName(c, NO_LOCATION, handler.name);
    addOp(c, NO_LOCATION, Op.RERAISE, 1);
  } else {
    const cleanupBody = newLabel(c);
    addOp(c, location, Op.POP_TOP); // the exception
    useLabel(c, cleanupBody);
    pushFrameBlock(c, location, "HANDLER_CLEANUP", cleanupBody);
    visitStmts(c, handler.body);
    popFrameBlock(c);
    addOp(c, NO_LOCATION, Op.POP_BLOCK);
    addOp(c, NO_LOCATION, Op.POP_EXCEPT);
    addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);
  }
  useLabel(c, next);
}

/**
 * `except*` (PEP 654). Every clause is tried on what the ones before it left of the group; what they
 * raise is collected in a list. On the stack: the original group, that list, the rest of the group.
 */
function tryStarExcept(c: Compiler, node: ast.TryStar): void {
  const location = locationOf(node);
  const body = newLabel(c);
  const except = newLabel(c);
  const orelse = newLabel(c);
  const end = newLabel(c);
  const cleanup = newLabel(c);
  const reraiseStar = newLabel(c);

  addOpJump(c, location, Op.SETUP_FINALLY, except);
  useLabel(c, body);
  pushFrameBlock(c, location, "TRY_EXCEPT", body);
  visitStmts(c, node.body);
  popFrameBlock(c);
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, orelse);

  useLabel(c, except);
  addOpJump(c, NO_LOCATION, Op.SETUP_CLEANUP, cleanup);
  addOp(c, NO_LOCATION, Op.PUSH_EXC_INFO);
  pushFrameBlock(c, location, "EXCEPTION_GROUP_HANDLER");
  node.handlers.forEach((handler, index) => {
    const isLast = index === node.handlers.length - 1;
    exceptStarClause(c, handler, index === 0, isLast ? reraiseStar : null);
  });
  popFrameBlock(c);

  const reraise = newLabel(c);
  useLabel(c, reraiseStar);
  addOp(c, NO_LOCATION, Op.CALL_INTRINSIC_2, Intrinsic.INTRINSIC_PREP_RERAISE_STAR);
  addOp(c, NO_LOCATION, Op.COPY, 1);
  addOpJump(c, NO_LOCATION, Op.POP_JUMP_IF_NOT_NONE, reraise);
  addOp(c, NO_LOCATION, Op.POP_TOP);
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  addOp(c, NO_LOCATION, Op.POP_EXCEPT);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);

  useLabel(c, reraise);
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  addOp(c, NO_LOCATION, Op.SWAP, 2);
  addOp(c, NO_LOCATION, Op.POP_EXCEPT);
  addOp(c, NO_LOCATION, Op.RERAISE, 0);
  useLabel(c, cleanup);
  popExceptAndReraise(c);

  useLabel(c, orelse);
  visitStmts(c, node.orelse);
  useLabel(c, end);
}

/** One `except*` clause. After the last one (`reraiseStar` given), what nothing matched joins the list. */
function exceptStarClause(
  c: Compiler,
  handler: ast.ExceptHandler,
  isFirst: boolean,
  reraiseStar: Label | null,
): void {
  const location = locationOf(handler);
  const next = newLabel(c);
  const nextWithError = newLabel(c);
  const noMatch = newLabel(c);
  if (isFirst) {
    addOp(c, location, Op.BUILD_LIST, 0);
    addOp(c, location, Op.COPY, 2);
  }
  if (handler.type !== null) {
    visitExpr(c, handler.type);
    addOp(c, location, Op.CHECK_EG_MATCH);
    addOp(c, location, Op.COPY, 1);
    addOpJump(c, location, Op.POP_JUMP_IF_NONE, noMatch);
  }
  const cleanupEnd = newLabel(c);
  const cleanupBody = newLabel(c);
  if (handler.name !== null) nameOp(c, location, handler.name, "Store");
  else addOp(c, location, Op.POP_TOP);
  addOpJump(c, location, Op.SETUP_CLEANUP, cleanupEnd);
  useLabel(c, cleanupBody);
  pushFrameBlock(c, location, "HANDLER_CLEANUP", cleanupBody, undefined, { name: handler.name });
  visitStmts(c, handler.body);
  popFrameBlock(c);
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  if (handler.name !== null) unbindExceptionName(c, NO_LOCATION, handler.name);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, next);

  useLabel(c, cleanupEnd);
  if (handler.name !== null) unbindExceptionName(c, NO_LOCATION, handler.name);
  addOp(c, NO_LOCATION, Op.LIST_APPEND, 3); // what the body raised
  addOp(c, NO_LOCATION, Op.POP_TOP); // the offset it was raised at
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, nextWithError);

  useLabel(c, next);
  addOp(c, NO_LOCATION, Op.NOP); // holds the location of the body's end
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, nextWithError);
  useLabel(c, noMatch);
  addOp(c, location, Op.POP_TOP);
  useLabel(c, nextWithError);
  if (reraiseStar !== null) {
    addOp(c, NO_LOCATION, Op.LIST_APPEND, 1);
    addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, reraiseStar);
  }
}
