/**
 * Frame blocks: the loops, handlers and `with` bodies around a statement, and how to leave them.
 *
 * `return`, `break` and `continue` clean up every block they leave, innermost first: the code for that
 * is generated where the statement stands.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { NO_LABEL, type Label } from "../instructions/labels.ts";
import { NO_LOCATION, type SourceLocation } from "../instructions/location.ts";
import { addOp, addOpLoadConst } from "./emit.ts";
import { addYieldFrom } from "./generators.ts";
import { nameOp } from "./names.ts";
import { visitStmts } from "./statements/statement.ts";
import { compilerError, type Compiler } from "./unit.ts";

export type FrameBlockType =
  | "WHILE_LOOP"
  | "FOR_LOOP"
  | "TRY_EXCEPT"
  | "FINALLY_TRY"
  | "FINALLY_END"
  | "WITH"
  | "ASYNC_WITH"
  | "HANDLER_CLEANUP"
  | "POP_VALUE"
  | "EXCEPTION_HANDLER"
  | "EXCEPTION_GROUP_HANDLER"
  | "ASYNC_COMPREHENSION_GENERATOR"
  | "STOP_ITERATION";

export interface FrameBlock {
  readonly type: FrameBlockType;
  /** Where the block starts; where `continue` goes. */
  readonly block: Label;
  readonly location: SourceLocation;
  /** Where `break` goes. */
  readonly exit: Label;
  /** FINALLY_TRY: the statements of `finally`. */
  readonly finalbody: ast.stmt[];
  /** HANDLER_CLEANUP: the name the exception is bound to. */
  readonly name: string | null;
}

/** As deep as blocks may nest in one code object. */
const CO_MAXBLOCKS = 21;

export function pushFrameBlock(
  c: Compiler,
  location: SourceLocation,
  type: FrameBlockType,
  block: Label = NO_LABEL,
  exit: Label = NO_LABEL,
  { finalbody = [], name = null }: { finalbody?: ast.stmt[]; name?: string | null } = {},
): void {
  const { frameBlocks } = c.unit;
  if (frameBlocks.length >= CO_MAXBLOCKS) compilerError(c, location, "too many statically nested blocks");
  frameBlocks.push({ type, block, location, exit, finalbody, name });
}

export function popFrameBlock(c: Compiler): void {
  c.unit.frameBlocks.pop();
}

/** Leave every block of the unit, for `return`. Answers the location that the code after it shall have. */
export function unwindForReturn(c: Compiler, location: SourceLocation, preserveTop: boolean): SourceLocation {
  return unwind(c, location, preserveTop, false).location;
}

/** Leave the blocks inside the nearest loop, for `break` and `continue`; null if there is no loop. */
export function unwindToLoop(
  c: Compiler,
  location: SourceLocation,
): { loop: FrameBlock | null; location: SourceLocation } {
  return unwind(c, location, false, true);
}

function unwind(
  c: Compiler,
  location: SourceLocation,
  preserveTop: boolean,
  stopAtLoop: boolean,
): { loop: FrameBlock | null; location: SourceLocation } {
  const { frameBlocks } = c.unit;
  const left: FrameBlock[] = [];
  let loop: FrameBlock | null = null;
  while (frameBlocks.length > 0) {
    const top = frameBlocks[frameBlocks.length - 1];
    if (top.type === "EXCEPTION_GROUP_HANDLER") {
      compilerError(c, location, "'break', 'continue' and 'return' cannot appear in an except* block");
    }
    if (stopAtLoop && (top.type === "WHILE_LOOP" || top.type === "FOR_LOOP")) {
      loop = top;
      break;
    }
    // The clean-up code runs outside the block: while it is generated, the block is not there.
    frameBlocks.pop();
    left.push(top);
    location = unwindFrameBlock(c, location, top, preserveTop);
  }
  while (left.length > 0) frameBlocks.push(left.pop()!);
  return { loop, location };
}

/**
 * Generate the code that leaves one block, keeping the value on top of the stack if asked to. Answers the
 * location of the code after it: what follows a `finally` body or an `__exit__` is artificial.
 */
export function unwindFrameBlock(
  c: Compiler,
  location: SourceLocation,
  block: FrameBlock,
  preserveTop: boolean,
): SourceLocation {
  switch (block.type) {
    case "WHILE_LOOP":
    case "EXCEPTION_HANDLER":
    case "EXCEPTION_GROUP_HANDLER":
    case "ASYNC_COMPREHENSION_GENERATOR":
    case "STOP_ITERATION":
      return location;

    case "FOR_LOOP": // the iterator
    case "POP_VALUE": // the value of a `return` that another one replaces
      if (preserveTop) addOp(c, location, Op.SWAP, 2);
      addOp(c, location, Op.POP_TOP);
      return location;

    case "TRY_EXCEPT":
      addOp(c, location, Op.POP_BLOCK);
      return location;

    case "FINALLY_TRY":
      addOp(c, location, Op.POP_BLOCK);
      if (preserveTop) pushFrameBlock(c, location, "POP_VALUE");
      visitStmts(c, block.finalbody);
      if (preserveTop) popFrameBlock(c);
      return NO_LOCATION;

    case "FINALLY_END":
      if (preserveTop) addOp(c, location, Op.SWAP, 2);
      addOp(c, location, Op.POP_TOP); // the exception
      if (preserveTop) addOp(c, location, Op.SWAP, 2);
      addOp(c, location, Op.POP_BLOCK);
      addOp(c, location, Op.POP_EXCEPT);
      return location;

    case "WITH":
    case "ASYNC_WITH":
      addOp(c, block.location, Op.POP_BLOCK);
      if (preserveTop) {
        addOp(c, block.location, Op.SWAP, 3);
        addOp(c, block.location, Op.SWAP, 2);
      }
      callExitWithNones(c, block.location);
      if (block.type === "ASYNC_WITH") {
        addOp(c, block.location, Op.GET_AWAITABLE, 2);
        addOpLoadConst(c, block.location, null);
        addYieldFrom(c, block.location, "await");
      }
      addOp(c, block.location, Op.POP_TOP);
      return NO_LOCATION;

    case "HANDLER_CLEANUP":
      if (block.name !== null) addOp(c, location, Op.POP_BLOCK);
      if (preserveTop) addOp(c, location, Op.SWAP, 2);
      addOp(c, location, Op.POP_BLOCK);
      addOp(c, location, Op.POP_EXCEPT);
      if (block.name !== null) unbindExceptionName(c, location, block.name);
      return location;
  }
}

/** `name = None; del name`: the body may have deleted the name. */
export function unbindExceptionName(c: Compiler, location: SourceLocation, name: string): void {
  addOpLoadConst(c, location, null);
  nameOp(c, location, name, "Store");
  nameOp(c, location, name, "Del");
}

/** Call the `__exit__` on the stack with `(None, None, None)`. */
export function callExitWithNones(c: Compiler, location: SourceLocation): void {
  addOpLoadConst(c, location, null);
  addOpLoadConst(c, location, null);
  addOpLoadConst(c, location, null);
  addOp(c, location, Op.CALL, 3);
}

/** End of a handler that was left by an exception: restore the one before it and go on raising. */
export function popExceptAndReraise(c: Compiler): void {
  addOp(c, NO_LOCATION, Op.COPY, 3);
  addOp(c, NO_LOCATION, Op.POP_EXCEPT);
  addOp(c, NO_LOCATION, Op.RERAISE, 1);
}
