/**
 * Whether an instruction's oparg means something in its code object.
 */

import type { CodeFields } from "../code/code-object.ts";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_ITERABLE_COROUTINE,
  FAST_CELL,
  FAST_FREE,
} from "../code/flags.ts";
import type { DecodedInstruction } from "../dis/decode.ts";
import {
  BINARY_OPERATIONS,
  COMMON_CONSTANTS,
  COMPARE_OPERATORS,
  INTRINSIC_1,
  INTRINSIC_2,
  SPECIAL_METHODS,
} from "../opcodes/opargs.ts";
import { hasConst, hasLocal, hasName, Op, opcodeIsInstruction } from "../opcodes/opcode.ts";

/** What is wrong with the instruction; `null` if nothing is. */
export function checkOparg(instruction: DecodedInstruction, code: CodeFields): string | null {
  const { opcode } = instruction;
  if (opcodeIsInstruction[opcode] === 0 || NEVER_EMITTED.has(opcode))
    return "not an instruction of compiled code";
  const oparg = instruction.oparg ?? 0;
  if (oparg < 0) return "oparg out of range";
  if (hasConst(opcode)) return oparg < code.co_consts.length ? null : "no such constant";
  if (hasName(opcode)) return nameIndex(opcode, oparg) < code.co_names.length ? null : "no such name";
  switch (opcode) {
    case Op.LOAD_FAST_LOAD_FAST:
    case Op.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
    case Op.STORE_FAST_LOAD_FAST:
    case Op.STORE_FAST_STORE_FAST:
      return oparg <= 0xff && isSlot(code, oparg >> 4) && isSlot(code, oparg & 15) ? null : "no such local";
    case Op.MAKE_CELL:
      return isSlotOf(code, oparg, FAST_CELL) ? null : "no such cell variable";
    case Op.LOAD_DEREF:
    case Op.STORE_DEREF:
    case Op.DELETE_DEREF:
    case Op.LOAD_FROM_DICT_OR_DEREF:
      return isSlotOf(code, oparg, FAST_CELL | FAST_FREE) ? null : "no such cell or free variable";
    case Op.COPY_FREE_VARS: {
      const count = code.co_localspluskinds.filter((kind) => (kind & FAST_FREE) !== 0).length;
      return oparg === count ? null : "not the number of free variables";
    }
    case Op.RETURN_GENERATOR:
    case Op.YIELD_VALUE:
      return (code.co_flags & GENERATOR_FLAGS) !== 0 ? null : "not in a generator";
    case Op.COPY:
      return oparg >= 1 ? null : "oparg out of range";
    case Op.SWAP:
      return oparg >= 2 ? null : "oparg out of range";
    case Op.BUILD_SLICE:
      return oparg === 2 || oparg === 3 ? null : "oparg out of range";
    case Op.BUILD_INTERPOLATION:
      return oparg >> 2 <= 3 ? null : "oparg out of range";
    case Op.COMPARE_OP:
      return oparg >> 5 < COMPARE_OPERATORS.length ? null : "oparg out of range";
    case Op.DICT_UPDATE:
    case Op.DICT_MERGE:
    case Op.LIST_APPEND:
    case Op.LIST_EXTEND:
    case Op.SET_ADD:
    case Op.SET_UPDATE:
    case Op.MAP_ADD:
      return oparg >= 1 ? null : "oparg out of range";
    case Op.SET_FUNCTION_ATTRIBUTE:
      return FUNCTION_ATTRIBUTE_BITS.has(oparg) ? null : "oparg out of range";
    case Op.UNPACK_EX:
      return oparg <= 0xffffff ? null : "oparg out of range";
    case Op.CALL_INTRINSIC_1:
    case Op.CALL_INTRINSIC_2:
      return oparg >= 1 && oparg <= LIMITS.get(opcode)! ? null : "oparg out of range";
  }
  if (hasLocal(opcode)) return isSlot(code, oparg) ? null : "no such local";
  const limit = LIMITS.get(opcode);
  return limit === undefined || oparg <= limit ? null : "oparg out of range";
}

const NEVER_EMITTED: ReadonlySet<number> = new Set([Op.CACHE, Op.RESERVED, Op.INTERPRETER_EXIT]);

const GENERATOR_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ITERABLE_COROUTINE | CO_ASYNC_GENERATOR;

const FUNCTION_ATTRIBUTE_BITS: ReadonlySet<number> = new Set([1, 2, 4, 8, 16]);

/** The largest oparg of the opcodes that choose from a list. */
const LIMITS: ReadonlyMap<number, number> = new Map([
  [Op.BINARY_OP, BINARY_OPERATIONS.length - 1],
  [Op.CALL_INTRINSIC_1, INTRINSIC_1.length - 1],
  [Op.CALL_INTRINSIC_2, INTRINSIC_2.length - 1],
  [Op.CONTAINS_OP, 1],
  [Op.CONVERT_VALUE, 3],
  [Op.GET_AWAITABLE, 2],
  [Op.IS_OP, 1],
  [Op.LOAD_COMMON_CONSTANT, COMMON_CONSTANTS.length - 1],
  [Op.LOAD_SMALL_INT, 255],
  [Op.LOAD_SPECIAL, SPECIAL_METHODS.length - 1],
  [Op.RAISE_VARARGS, 2],
  [Op.RERAISE, 2],
  [Op.RESUME, 7],
]);

function nameIndex(opcode: number, oparg: number): number {
  if (opcode === Op.LOAD_GLOBAL || opcode === Op.LOAD_ATTR) return oparg >> 1;
  return opcode === Op.LOAD_SUPER_ATTR ? oparg >> 2 : oparg;
}

function isSlot(code: CodeFields, index: number): boolean {
  return index < code.co_localspluskinds.length;
}

function isSlotOf(code: CodeFields, index: number, kinds: number): boolean {
  return isSlot(code, index) && (code.co_localspluskinds[index] & kinds) !== 0;
}
