/**
 * `return`, `break` and `continue`.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { SourceLocation } from "../../instructions/location.ts";
import { isFunctionLike } from "../../symtable/scope.ts";
import { constantOf } from "../constants.ts";
import { addOp, addOpJump, addOpLoadConst, locationOf } from "../emit.ts";
import { visitExpr } from "../expressions/expression.ts";
import { unwindForReturn, unwindFrameBlock, unwindToLoop } from "../frame-blocks.ts";
import { compilerError, type Compiler } from "../unit.ts";

export function codegenReturn(c: Compiler, node: ast.Return): void {
  const { value } = node;
  const { ste } = c.unit;
  let location = locationOf(node);
  if (!isFunctionLike(ste)) compilerError(c, location, "'return' outside function");
  if (value !== null && ste.ste_coroutine && ste.ste_generator) {
    compilerError(c, location, "'return' with value in async generator");
  }
  // A constant is loaded after the blocks are left; any other value waits on the stack meanwhile.
  const constant = value !== null && value.nodeType === "Constant" ? value : null;
  const preserveTop = value !== null && constant === null;
  if (preserveTop) {
    visitExpr(c, value);
  } else if (value !== null) {
    location = locationOf(value);
    addOp(c, location, Op.NOP);
  }
  if (value === null || value.lineno !== node.lineno) {
    location = locationOf(node);
    addOp(c, location, Op.NOP);
  }
  location = unwindForReturn(c, location, preserveTop);
  if (!preserveTop) addOpLoadConst(c, location, constant === null ? null : constantOf(constant.value));
  addOp(c, location, Op.RETURN_VALUE);
}

export function codegenBreak(c: Compiler, location: SourceLocation): void {
  addOp(c, location, Op.NOP);
  const { loop, location: after } = unwindToLoop(c, location);
  if (loop === null) compilerError(c, location, "'break' outside loop");
  const end = unwindFrameBlock(c, after, loop, false);
  addOpJump(c, end, Op.JUMP, loop.exit);
}

export function codegenContinue(c: Compiler, location: SourceLocation): void {
  addOp(c, location, Op.NOP);
  const { loop, location: after } = unwindToLoop(c, location);
  if (loop === null) compilerError(c, location, "'continue' not properly in loop");
  addOpJump(c, after, Op.JUMP, loop.block);
}
