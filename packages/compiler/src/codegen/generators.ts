/**
 * `yield`, `yield from` and `await`: suspending the frame.
 */

import {
  Intrinsic,
  Op,
  RESUME_AFTER_AWAIT,
  RESUME_AFTER_YIELD,
  RESUME_AFTER_YIELD_FROM,
} from "@pyvm/bytecode";
import { NO_LOCATION, type SourceLocation } from "../instructions/location.ts";
import { addOp, addOpJump, addOpLoadConst, newLabel, useLabel } from "./emit.ts";
import type { Compiler } from "./unit.ts";

/** Yield the value on the stack. */
export function addYield(c: Compiler, location: SourceLocation): void {
  const { ste } = c.unit;
  if (ste.ste_generator && ste.ste_coroutine)
    addOp(c, location, Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_ASYNC_GEN_WRAP);
  addOp(c, location, Op.YIELD_VALUE, 0);
  addOp(c, location, Op.RESUME, RESUME_AFTER_YIELD);
}

/** Delegate to the iterator on the stack until it ends; its result replaces it. */
export function addYieldFrom(c: Compiler, location: SourceLocation, kind: "await" | "yield from"): void {
  const send = newLabel(c);
  const fail = newLabel(c);
  const exit = newLabel(c);

  useLabel(c, send);
  addOpJump(c, location, Op.SEND, exit);
  // A StopIteration thrown in by close() or throw() surfaces at YIELD_VALUE: it ends the delegation.
  addOpJump(c, location, Op.SETUP_FINALLY, fail);
  addOp(c, location, Op.YIELD_VALUE, 1);
  addOp(c, NO_LOCATION, Op.POP_BLOCK);
  addOp(c, location, Op.RESUME, kind === "await" ? RESUME_AFTER_AWAIT : RESUME_AFTER_YIELD_FROM);
  addOpJump(c, location, Op.JUMP_NO_INTERRUPT, send);

  useLabel(c, fail);
  addOp(c, location, Op.CLEANUP_THROW);

  useLabel(c, exit);
  addOp(c, location, Op.END_SEND);
}

/** The body of a generator or coroutine: a StopIteration that leaves it becomes a RuntimeError (PEP 479). */
export function wrapInStopIterationHandler(c: Compiler): void {
  const handler = newLabel(c);
  c.unit.sequence.insert(0, Op.SETUP_CLEANUP, handler, NO_LOCATION);
  addOpLoadConst(c, NO_LOCATION, null);
  addOp(c, NO_LOCATION, Op.RETURN_VALUE);
  useLabel(c, handler);
  addOp(c, NO_LOCATION, Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_STOPITERATION_ERROR);
  addOp(c, NO_LOCATION, Op.RERAISE, 1);
}
