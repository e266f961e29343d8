/**
 * Whether an instruction's oparg means something in its code object.
 */

import type { CodeFields } from "../code/code-object.ts";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_OPTIMIZED,
  FAST_CELL,
  FAST_FREE,
} from "../code/flags.ts";
import {
  BINARY_OPERATIONS,
  COMMON_CONSTANTS,
  COMPARE_OPERATORS,
  INTRINSIC_1,
  INTRINSIC_2,
  SPECIAL_METHODS,
} from "../opcodes/opargs.ts";
import { Op, opcodeFlags, opcodeIsInstruction } from "../opcodes/opcode.ts";
import { CONST, LOCAL, NAME } from "../opcodes/table.ts";

/** 1 for the opcodes that a compiler may write. */
export const isCompiled = opcodeIsInstruction.slice();
for (const opcode of [Op.CACHE, Op.RESERVED, Op.INTERPRETER_EXIT, Op.EXIT_INIT_CHECK]) isCompiled[opcode] = 0;

/** Calling code with one of these flags makes an object that runs it piece by piece. */
export const GENERATOR_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/** The opargs that mean anything, by opcode, where not all from 0 up do. */
const RANGES: readonly (readonly [opcode: number, least: number, most: number])[] = [
  [Op.BINARY_OP, 0, BINARY_OPERATIONS.length - 1],
  [Op.BUILD_INTERPOLATION, 0, 15],
  [Op.BUILD_SLICE, 2, 3],
  [Op.CALL_INTRINSIC_1, 1, INTRINSIC_1.length - 1],
  [Op.CALL_INTRINSIC_2, 1, INTRINSIC_2.length - 1],
  [Op.COMPARE_OP, 0, COMPARE_OPERATORS.length * 32 - 1],
  [Op.CONTAINS_OP, 0, 1],
  [Op.CONVERT_VALUE, 0, 3],
  [Op.GET_AWAITABLE, 0, 2],
  [Op.IS_OP, 0, 1],
  [Op.LOAD_COMMON_CONSTANT, 0, COMMON_CONSTANTS.length - 1],
  [Op.LOAD_SMALL_INT, 0, 255],
  [Op.LOAD_SPECIAL, 0, SPECIAL_METHODS.length - 1],
  [Op.RAISE_VARARGS, 0, 2],
  [Op.RERAISE, 0, 2],
  [Op.RESUME, 0, 7],
  [Op.SET_FUNCTION_ATTRIBUTE, 1, 16],
  [Op.UNPACK_EX, 0, 0xffffff],
  [Op.COPY, 1, 0xffffff],
  [Op.SWAP, 2, 0xffffff],
  // Where the container is that they add to.
  [Op.DICT_MERGE, 1, 0xffffff],
  [Op.DICT_UPDATE, 1, 0xffffff],
  [Op.LIST_APPEND, 1, 0xffffff],
  [Op.LIST_EXTEND, 1, 0xffffff],
  [Op.MAP_ADD, 1, 0xffffff],
  [Op.SET_ADD, 1, 0xffffff],
  [Op.SET_UPDATE, 1, 0xffffff],
];

const least = new Int32Array(256);
const most = new Int32Array(256).fill(0x7fffffff);
for (const [opcode, from, to] of RANGES) {
  least[opcode] = from;
  most[opcode] = to;
}

/**
 * What is wrong with an instruction by itself; `null` if nothing is.
 *
 * @param opcode An opcode of compiled code.
 * @param oparg Its oparg, prefixes applied; 0 when it has none.
 */
export function checkOparg(opcode: number, oparg: number, code: CodeFields): string | null {
  if (oparg < least[opcode] || oparg > most[opcode]) return "oparg out of range";
  const flags = opcodeFlags[opcode];
  if ((flags & CONST) !== 0 && oparg >= code.co_consts.length) return "no such constant";
  if ((flags & NAME) !== 0 && nameIndex(opcode, oparg) >= code.co_names.length) return "no such name";
  if ((flags & LOCAL) !== 0 && !areSlots(opcode, oparg, code)) return "no such local";
  switch (opcode) {
    // A comprehension in an annotation scope may have a variable that is free around it.
    case Op.MAKE_CELL:
    case Op.LOAD_DEREF:
    case Op.STORE_DEREF:
    case Op.DELETE_DEREF:
    case Op.LOAD_FROM_DICT_OR_DEREF:
      return isCellSlot(code, oparg) ? null : "no such cell or free variable";
    case Op.COPY_FREE_VARS: {
      const count = code.co_localspluskinds.filter((kind) => (kind & FAST_FREE) !== 0).length;
      return oparg === count ? null : "not the number of free variables";
    }
    case Op.RETURN_GENERATOR:
    case Op.YIELD_VALUE:
      return (code.co_flags & GENERATOR_FLAGS) !== 0 ? null : "not in a generator";
    case Op.SET_FUNCTION_ATTRIBUTE:
      return (oparg & (oparg - 1)) === 0 ? null : "oparg out of range";
    // They work on the namespace of a module or class body.
    case Op.STORE_NAME:
    case Op.DELETE_NAME:
    case Op.LOAD_LOCALS:
    case Op.SETUP_ANNOTATIONS:
      return (code.co_flags & CO_OPTIMIZED) === 0 ? null : "a function has no namespace";
  }
  return null;
}

function nameIndex(opcode: number, oparg: number): number {
  if (opcode === Op.LOAD_GLOBAL || opcode === Op.LOAD_ATTR) return oparg >> 1;
  return opcode === Op.LOAD_SUPER_ATTR ? oparg >> 2 : oparg;
}

/** The oparg is the index of a fast local, or two of four bits. */
function areSlots(opcode: number, oparg: number, { co_localspluskinds: kinds }: CodeFields): boolean {
  switch (opcode) {
    case Op.LOAD_FAST_LOAD_FAST:
    case Op.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
    case Op.STORE_FAST_LOAD_FAST:
    case Op.STORE_FAST_STORE_FAST:
      return oparg <= 0xff && oparg >> 4 < kinds.length && (oparg & 15) < kinds.length;
  }
  return oparg < kinds.length;
}

function isCellSlot({ co_localspluskinds: kinds }: CodeFields, index: number): boolean {
  return index < kinds.length && (kinds[index] & (FAST_CELL | FAST_FREE)) !== 0;
}
