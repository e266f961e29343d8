/**
 * Verification: what must hold of a code object before an interpreter can run it without checking.
 *
 * Proven here, for untrusted .pyc files and marshal data: every opcode is one a compiler may emit; every
 * index is inside its table; jumps and handlers start at instructions; on every path the stack has one
 * depth per instruction, between 0 and `co_stacksize`; control never runs off the end. The location table
 * needs no proof: its decoder accepts any bytes.
 *
 * Not proven: the kinds of values on the stack (an iterator for FOR_ITER, an exception for RERAISE, NULL
 * where a call expects it). An interpreter must answer those with a Python error or an assertion.
 */

import { CodeObject } from "../code/code-object.ts";
import { FrozenSetConstant, SliceConstant, TupleConstant } from "../code/constants.ts";
import type { Constant } from "../code/constants.ts";
import { CO_VARARGS, CO_VARKEYWORDS, FAST_LOCAL } from "../code/flags.ts";
import { decodeInstructions, jumpTarget } from "../dis/decode.ts";
import type { DecodedInstruction } from "../dis/decode.ts";
import {
  isScopeExit,
  isUnconditionalJump,
  numPopped,
  numPushed,
  Op,
  opcodeCaches,
  opcodeNames,
} from "../opcodes/opcode.ts";
import { decodeExceptionTable } from "../tables/exception-table.ts";
import type { ExceptionTableEntry } from "../tables/exception-table.ts";
import { checkOparg } from "./opargs.ts";

/** The largest `co_stacksize` accepted: a frame allocates this many items. */
const MAX_STACK_SIZE = 1 << 20;

/** Why a code object was refused. A plain object, not a JavaScript `Error`. */
export class VerifyError {
  readonly code: CodeObject;
  /** The byte offset in `co_code`, or -1 if it is not about an instruction. */
  readonly offset: number;
  readonly message: string;

  constructor(code: CodeObject, offset: number, message: string) {
    this.code = code;
    this.offset = offset;
    this.message = message;
  }

  toString(): string {
    const where = this.offset < 0 ? "" : ` at offset ${this.offset}`;
    return `invalid code object ${String(this.code.co_qualname)}${where}: ${this.message}`;
  }
}

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
      verifyOne(next);
      next.co_consts.forEach(add);
    } else if (next instanceof TupleConstant || next instanceof FrozenSetConstant) {
      next.items.forEach(add);
    } else if (next instanceof SliceConstant) {
      [next.start, next.stop, next.step].forEach(add);
    }
  }
}

function verifyOne(code: CodeObject): void {
  verifyLocals(code);
  stackDepths(code);
}

/**
 * The depth of the stack before each instruction that control reaches, by the byte offset of its first prefix.
 *
 * @throws VerifyError if the code does not give each instruction one depth.
 */
export function stackDepths(code: CodeObject): ReadonlyMap<number, number> {
  const instructions = verifyInstructions(code);
  const entries = verifyExceptionTable(code, instructions);
  return verifyStack(code, instructions, entries);
}

function verifyLocals(code: CodeObject): void {
  const { co_localspluskinds: kinds, co_flags: flags } = code;
  const fail = (message: string): VerifyError => new VerifyError(code, -1, message);
  if (code.co_stacksize > MAX_STACK_SIZE) throw fail("co_stacksize is too large");
  if (kinds.length !== code.co_localsplusnames.length)
    throw fail("names and kinds of locals differ in number");
  const parameters =
    code.co_argcount +
    code.co_kwonlyargcount +
    ((flags & CO_VARARGS) !== 0 ? 1 : 0) +
    ((flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
  if (
    code.co_posonlyargcount < 0 ||
    code.co_posonlyargcount > code.co_argcount ||
    code.co_kwonlyargcount < 0
  ) {
    throw fail("parameter counts out of range");
  }
  for (let index = 0; index < parameters; index++) {
    if (((kinds[index] ?? 0) & FAST_LOCAL) === 0) throw fail("a parameter is not a local");
  }
}

/** The instructions by byte offset of their first prefix. */
type InstructionMap = Map<number, DecodedInstruction>;

function verifyInstructions(code: CodeObject): InstructionMap {
  const { co_code } = code;
  if (co_code.length === 0 || co_code.length % 2 !== 0)
    throw new VerifyError(code, -1, "co_code is malformed");
  const instructions: InstructionMap = new Map();
  let prefix: DecodedInstruction | null = null;
  for (const instruction of decodeInstructions(co_code)) {
    const { opcode, offset, startOffset } = instruction;
    if (opcode === Op.EXTENDED_ARG) {
      prefix = instruction;
      continue;
    }
    prefix = null;
    const problem = checkOparg(instruction, code);
    if (problem !== null) throw new VerifyError(code, offset, `${opcodeNames[opcode]}: ${problem}`);
    if (endOf(instruction) > co_code.length) throw new VerifyError(code, offset, "inline caches cut off");
    instructions.set(startOffset, instruction);
  }
  if (prefix !== null) throw new VerifyError(code, prefix.offset, "EXTENDED_ARG at the end");
  for (const instruction of instructions.values()) {
    const target = jumpTarget(instruction);
    if (target === null || instruction.opcode === Op.END_ASYNC_FOR) continue;
    if (!instructions.has(target)) {
      throw new VerifyError(code, instruction.offset, `jump to ${target}, where no instruction starts`);
    }
  }
  return instructions;
}

function verifyExceptionTable(code: CodeObject, instructions: InstructionMap): ExceptionTableEntry[] {
  const fail = (message: string): VerifyError => new VerifyError(code, -1, `exception table: ${message}`);
  const table = code.co_exceptiontable;
  if (table.length > 0 && (table[0] & 0x80) === 0) throw fail("does not start with an entry");
  const entries = decodeExceptionTable(table);
  let previousEnd = 0;
  for (const { start, end, target, depth, lasti } of entries) {
    if (start < previousEnd || end <= start) throw fail("ranges out of order");
    if (end > code.co_code.length) throw fail("range beyond the code");
    if (!instructions.has(start) || !instructions.has(target)) throw fail("no instruction starts there");
    if (depth + (lasti ? 2 : 1) > code.co_stacksize) throw fail("handler exceeds the stack");
    previousEnd = end;
  }
  return entries;
}

function verifyStack(
  code: CodeObject,
  instructions: InstructionMap,
  entries: readonly ExceptionTableEntry[],
): ReadonlyMap<number, number> {
  const depths = new Map<number, number>();
  const pending: number[] = [];
  const enter = (offset: number, depth: number, from: number): void => {
    const known = depths.get(offset);
    if (known === undefined) {
      if (!instructions.has(offset)) throw new VerifyError(code, from, "control runs off the end");
      depths.set(offset, depth);
      pending.push(offset);
    } else if (known !== depth) {
      throw new VerifyError(code, offset, `stack depth ${known} on one path and ${depth} on another`);
    }
  };
  const handlers = handlersByOffset(instructions, entries);
  enter(0, 0, 0);
  while (pending.length > 0) {
    const start = pending.pop()!;
    const instruction = instructions.get(start)!;
    const { opcode, offset } = instruction;
    const oparg = instruction.oparg ?? 0;
    const depth = depths.get(start)!;
    const popped = numPopped(opcode, oparg);
    if (popped > depth) throw new VerifyError(code, offset, "stack underflow");
    const after = depth - popped + numPushed(opcode, oparg);
    if (after > code.co_stacksize) throw new VerifyError(code, offset, "stack overflow");
    const handler = handlers.get(start);
    if (handler !== undefined) {
      if (handler.depth > depth) throw new VerifyError(code, offset, "handler expects a deeper stack");
      enter(handler.target, handler.depth + (handler.lasti ? 2 : 1), offset);
    }
    const target = opcode === Op.END_ASYNC_FOR ? null : jumpTarget(instruction);
    if (target !== null) enter(target, after, offset);
    if (!isScopeExit(opcode) && !isUnconditionalJump(opcode)) enter(endOf(instruction), after, offset);
  }
  return depths;
}

/** The entry that covers each instruction. */
function handlersByOffset(
  instructions: InstructionMap,
  entries: readonly ExceptionTableEntry[],
): Map<number, ExceptionTableEntry> {
  const handlers = new Map<number, ExceptionTableEntry>();
  let index = 0;
  for (const start of instructions.keys()) {
    while (index < entries.length && entries[index].end <= start) index++;
    if (index < entries.length && entries[index].start <= start) handlers.set(start, entries[index]);
  }
  return handlers;
}

/** The byte offset of the instruction after this one. */
function endOf({ opcode, offset }: DecodedInstruction): number {
  return offset + 2 + opcodeCaches[opcode] * 2;
}
