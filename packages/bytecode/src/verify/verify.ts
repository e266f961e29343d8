/**
 * Verification: what must hold of a code object before an interpreter can run it without checking.
 *
 * Proven here, for untrusted .pyc files and marshal data: every opcode is one a compiler may emit, every index
 * is inside its table (instructions.ts, opargs.ts); jumps and handlers start at instructions, and only jumps
 * lead back (tables.ts); each call starts by a RESUME, and makes a generator if its flags say so; on every path
 * the stack has one depth per instruction, between 0 and `co_stacksize`, and every instruction finds the sorts
 * of values it relies on, in the stack, the locals and the closure; control never runs off the end (flow.ts).
 *
 * Not proven, since the instructions look for themselves: what a Python value is where any would be taken
 * (an iterator for FOR_ITER, a bool for POP_JUMP_IF_TRUE); that what is handled (PUSH_EXC_INFO) is also left.
 */

import { CodeObject } from "../code/code-object.ts";
import { FrozenSetConstant, SliceConstant, TupleConstant } from "../code/constants.ts";
import type { Constant } from "../code/constants.ts";
import { CO_VARARGS, CO_VARKEYWORDS, FAST_CELL, FAST_FREE, FAST_LOCAL } from "../code/flags.ts";
import { Op } from "../opcodes/opcode.ts";
import { VerifyError } from "./error.ts";
import { verifyFlow, verifyStart } from "./flow.ts";
import { Instructions, readInstructions } from "./instructions.ts";
import { checkLocationTable, readExceptionTable } from "./tables.ts";

/** The largest `co_stacksize` accepted: a frame allocates this many items. */
const MAX_STACK_SIZE = 1 << 20;

/**
 * Verifies the code object and all those in its constants.
 *
 * @throws VerifyError for the first thing found wrong.
 */
export function verify(code: CodeObject): void {
  const pending: object[] = [code];
  const seen = new Set<object>(pending);
  const add = (constant: Constant): void => {
    // Tuples can hold code objects, and each other in a circle.
    if (typeof constant !== "object" || constant === null || seen.has(constant)) return;
    seen.add(constant);
    pending.push(constant);
  };
  while (pending.length > 0) {
    const next = pending.pop();
    if (next instanceof CodeObject) {
      verifyCode(next);
      next.co_consts.forEach(add);
    } else if (next instanceof TupleConstant || next instanceof FrozenSetConstant) {
      next.items.forEach(add);
    } else if (next instanceof SliceConstant) {
      [next.start, next.stop, next.step].forEach(add);
    }
  }
}

/**
 * Verifies one code object, not those in its constants: for an interpreter that does so when it first runs each.
 *
 * Takes time in proportion to the code, about as much as decoding it.
 *
 * @throws VerifyError for the first thing found wrong.
 */
export function verifyCode(code: CodeObject): void {
  verifyLocals(code);
  readInstructions(code, instructions);
  const entries = readExceptionTable(code, instructions);
  checkLocationTable(code);
  verifyStart(code, instructions);
  verifyBackwardJumps(code);
  verifyFlow(code, instructions, entries);
}

/**
 * The depth of the stack before each instruction that control reaches, by the byte offset of its first prefix.
 *
 * @throws VerifyError if the code cannot be verified.
 */
export function stackDepths(code: CodeObject): ReadonlyMap<number, number> {
  verifyCode(code);
  const depths = new Map<number, number>();
  for (let unit = 0; unit < instructions.units; unit = instructions.ends[unit]) {
    if (instructions.depths[unit] >= 0) depths.set(2 * unit, instructions.depths[unit]);
  }
  return depths;
}

/** Reused, since most of verifying a small code object would be making it. */
const instructions = new Instructions();

function verifyLocals(code: CodeObject): void {
  const { co_localspluskinds: kinds, co_flags: flags } = code;
  const fail = (message: string): VerifyError => new VerifyError(code, -1, message);
  if (code.co_stacksize > MAX_STACK_SIZE) throw fail("co_stacksize is too large");
  if (kinds.length !== code.co_localsplusnames.length)
    throw fail("names and kinds of locals differ in number");
  const { co_argcount, co_posonlyargcount, co_kwonlyargcount } = code;
  if (co_posonlyargcount < 0 || co_posonlyargcount > co_argcount || co_kwonlyargcount < 0) {
    throw fail("parameter counts out of range");
  }
  const parameters =
    co_argcount +
    co_kwonlyargcount +
    ((flags & CO_VARARGS) !== 0 ? 1 : 0) +
    ((flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
  if (parameters > kinds.length) throw fail("a parameter is not a local");
  let isFree = false;
  for (let index = 0; index < kinds.length; index++) {
    const bits = kinds[index];
    if (index < parameters && (bits & FAST_LOCAL) === 0) throw fail("a parameter is not a local");
    if ((bits & FAST_FREE) !== 0) isFree = true;
    if (isFree && (bits & (FAST_FREE | FAST_CELL | FAST_LOCAL)) !== FAST_FREE) {
      throw fail("free variables are not the last of the locals");
    }
  }
}

/**
 * A backward jump that checks for no interrupts must come from somewhere that did: from a RESUME before it, or
 * from straight code (a handler laid out behind the code to which it returns).
 */
function verifyBackwardJumps(code: CodeObject): void {
  const { opcodes, ends, isTarget, units } = instructions;
  for (let unit = 0, before = 0; unit < units; before = opcodes[unit], unit = ends[unit]) {
    if (opcodes[unit] !== Op.JUMP_BACKWARD_NO_INTERRUPT || before !== Op.RESUME) continue;
    if (isTarget[unit] !== 0)
      throw new VerifyError(code, 2 * unit, "jump to a jump back that is not interrupted");
  }
}
