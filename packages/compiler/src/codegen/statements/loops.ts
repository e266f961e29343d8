/**
 * `if`, `while`, `for` and `async for`.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { NO_LOCATION } from "../../instructions/location.ts";
import { addOp, addOpJump, addOpLoadConst, locationOf, newLabel, useLabel } from "../emit.ts";
import { jumpIf } from "../expressions/conditions.ts";
import { visitExpr } from "../expressions/expression.ts";
import { popFrameBlock, pushFrameBlock } from "../frame-blocks.ts";
import { addYieldFrom } from "../generators.ts";
import type { Compiler } from "../unit.ts";
import { visitStmts } from "./statement.ts";

export function codegenIf(c: Compiler, node: ast.If): void {
  const end = newLabel(c);
  const next = node.orelse.length > 0 ? newLabel(c) : end;
  jumpIf(c, locationOf(node), node.test, next, false);
  visitStmts(c, node.body);
  if (node.orelse.length > 0) {
    addOpJump(c, NO_LOCATION, Op.JUMP_NO_INTERRUPT, end);
    useLabel(c, next);
    visitStmts(c, node.orelse);
  }
  useLabel(c, end);
}

export function codegenWhile(c: Compiler, node: ast.While): void {
  const location = locationOf(node);
  const loop = newLabel(c);
  const end = newLabel(c);
  const anchor = newLabel(c);

  useLabel(c, loop);
  pushFrameBlock(c, location, "WHILE_LOOP", loop, end);
  jumpIf(c, location, node.test, anchor, false);
  visitStmts(c, node.body);
  addOpJump(c, NO_LOCATION, Op.JUMP, loop);
  popFrameBlock(c);

  useLabel(c, anchor);
  visitStmts(c, node.orelse);
  useLabel(c, end);
}

export function codegenFor(c: Compiler, node: ast.For): void {
  const start = newLabel(c);
  const body = newLabel(c);
  const cleanup = newLabel(c);
  const end = newLabel(c);

  pushFrameBlock(c, locationOf(node), "FOR_LOOP", start, end);
  visitExpr(c, node.iter);
  const location = locationOf(node.iter);
  addOp(c, location, Op.GET_ITER);

  useLabel(c, start);
  addOpJump(c, location, Op.FOR_ITER, cleanup);
  addOp(c, locationOf(node.target), Op.NOP); // a line event for the target, where it is on another line

  useLabel(c, body);
  visitExpr(c, node.target);
  visitStmts(c, node.body);
  addOpJump(c, NO_LOCATION, Op.JUMP, start);

  // A generator that ends jumps to END_FOR, any other iterator past it.
  useLabel(c, cleanup);
  addOp(c, NO_LOCATION, Op.END_FOR);
  addOp(c, NO_LOCATION, Op.POP_ITER);
  popFrameBlock(c);

  visitStmts(c, node.orelse);
  useLabel(c, end);
}

export function codegenAsyncFor(c: Compiler, node: ast.AsyncFor): void {
  const location = locationOf(node);
  const iterLocation = locationOf(node.iter);
  const start = newLabel(c);
  const send = newLabel(c);
  const except = newLabel(c);
  const end = newLabel(c);

  visitExpr(c, node.iter);
  addOp(c, iterLocation, Op.GET_AITER);

  useLabel(c, start);
  pushFrameBlock(c, location, "FOR_LOOP", start, end);
  addOpJump(c, location, Op.SETUP_FINALLY, except); // StopAsyncIteration from __anext__ ends the loop
  addOp(c, location, Op.GET_ANEXT);
  addOpLoadConst(c, location, null);
  useLabel(c, send);
  addYieldFrom(c, location, "await");
  addOp(c, location, Op.POP_BLOCK);
  addOp(c, location, Op.NOT_TAKEN);

  visitExpr(c, node.target);
  visitStmts(c, node.body);
  addOpJump(c, NO_LOCATION, Op.JUMP, start);
  popFrameBlock(c);

  useLabel(c, except);
  addOpJump(c, iterLocation, Op.END_ASYNC_FOR, send);
  visitStmts(c, node.orelse);
  useLabel(c, end);
}
