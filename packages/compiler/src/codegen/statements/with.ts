/**
 * `with` and `async with` (PEP 343, PEP 492): one item at a time, the next inside the body of the last.
 */

import { Op, SPECIAL_METHODS } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { Label } from "../../instructions/labels.ts";
import { NO_LOCATION, type SourceLocation } from "../../instructions/location.ts";
import { addOp, addOpJump, addOpLoadConst, locationOf, newLabel, useLabel } from "../emit.ts";
import { visitExpr } from "../expressions/expression.ts";
import { callExitWithNones, popExceptAndReraise, popFrameBlock, pushFrameBlock } from "../frame-blocks.ts";
import { addYieldFrom } from "../generators.ts";
import type { Compiler } from "../unit.ts";
import { visitStmts } from "./statement.ts";

export function codegenWith(c: Compiler, node: ast.With): void {
  withItem(c, node, 0);
}

export function codegenAsyncWith(c: Compiler, node: ast.AsyncWith): void {
  asyncWithItem(c, node, 0);
}

function withItem(c: Compiler, node: ast.With, index: number): void {
  const item = node.items[index];
  const location = locationOf(item.context_expr);
  const block = newLabel(c);
  const final = newLabel(c);
  const exit = newLabel(c);
  const cleanup = newLabel(c);

  visitExpr(c, item.context_expr);
  enterContext(c, location, "__enter__", "__exit__");
  addOpJump(c, location, Op.SETUP_WITH, final);
  useLabel(c, block);
  pushFrameBlock(c, location, "WITH", block, final);
  bindContext(c, location, item);
  if (index + 1 < node.items.length) withItem(c, node, index + 1);
  else visitStmts(c, node.body);
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  popFrameBlock(c);

  callExitWithNones(c, location);
  addOp(c, location, Op.POP_TOP);
  addOpJump(c, location, Op.JUMP, exit);

  useLabel(c, final);
  addOpJump(c, location, Op.SETUP_CLEANUP, cleanup);
  addOp(c, location, Op.PUSH_EXC_INFO);
  addOp(c, location, Op.WITH_EXCEPT_START);
  finishExcept(c, cleanup);
  useLabel(c, exit);
}

function asyncWithItem(c: Compiler, node: ast.AsyncWith, index: number): void {
  const item = node.items[index];
  const location = locationOf(item.context_expr);
  const block = newLabel(c);
  const final = newLabel(c);
  const exit = newLabel(c);
  const cleanup = newLabel(c);

  visitExpr(c, item.context_expr);
  enterContext(c, location, "__aenter__", "__aexit__");
  awaitResult(c, location, AWAIT_AENTER);
  addOpJump(c, location, Op.SETUP_WITH, final);
  useLabel(c, block);
  pushFrameBlock(c, location, "ASYNC_WITH", block, final);
  bindContext(c, location, item);
  if (index + 1 < node.items.length) asyncWithItem(c, node, index + 1);
  else visitStmts(c, node.body);
  popFrameBlock(c);
  addOp(c, location, Op.POP_BLOCK);

  callExitWithNones(c, location);
  awaitResult(c, location, AWAIT_AEXIT);
  addOp(c, location, Op.POP_TOP);
  addOpJump(c, location, Op.JUMP, exit);

  useLabel(c, final);
  addOpJump(c, location, Op.SETUP_CLEANUP, cleanup);
  addOp(c, location, Op.PUSH_EXC_INFO);
  addOp(c, location, Op.WITH_EXCEPT_START);
  awaitResult(c, location, AWAIT_AEXIT);
  finishExcept(c, cleanup);
  useLabel(c, exit);
}

type SpecialMethod = (typeof SPECIAL_METHODS)[number];

/** Push the bound exit method and what the enter method returns. */
function enterContext(
  c: Compiler,
  location: SourceLocation,
  enter: SpecialMethod,
  exit: SpecialMethod,
): void {
  addOp(c, location, Op.COPY, 1);
  addOp(c, location, Op.LOAD_SPECIAL, SPECIAL_METHODS.indexOf(exit));
  addOp(c, location, Op.SWAP, 2);
  addOp(c, location, Op.SWAP, 3);
  addOp(c, location, Op.LOAD_SPECIAL, SPECIAL_METHODS.indexOf(enter));
  addOp(c, location, Op.CALL, 0);
}

/** GET_AWAITABLE: which method's result it is, for the message if it cannot be awaited. */
const AWAIT_AENTER = 1;
const AWAIT_AEXIT = 2;

function awaitResult(c: Compiler, location: SourceLocation, method: number): void {
  addOp(c, location, Op.GET_AWAITABLE, method);
  addOpLoadConst(c, location, null);
  addYieldFrom(c, location, "await");
}

function bindContext(c: Compiler, location: SourceLocation, item: ast.withitem): void {
  if (item.optional_vars !== null) visitExpr(c, item.optional_vars);
  else addOp(c, location, Op.POP_TOP);
}

/** After `__exit__` was given an exception: drop it if the result is true, else go on raising. */
function finishExcept(c: Compiler, cleanup: Label): void {
  const suppress = newLabel(c);
  addOp(c, NO_LOCATION, Op.TO_BOOL);
  addOpJump(c, NO_LOCATION, Op.POP_JUMP_IF_TRUE, suppress);
  addOp(c, NO_LOCATION, Op.RERAISE, 2);
  useLabel(c, suppress);
  addOp(c, NO_LOCATION, Op.POP_TOP); // the exception
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  addOp(c, NO_LOCATION, Op.POP_EXCEPT);
  addOp(c, NO_LOCATION, Op.POP_TOP);
  addOp(c, NO_LOCATION, Op.POP_TOP);
  addOp(c, NO_LOCATION, Op.POP_TOP);
  const exit = newLabel(c);
  addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, exit);
  useLabel(c, cleanup);
  popExceptAndReraise(c);
  useLabel(c, exit);
}
