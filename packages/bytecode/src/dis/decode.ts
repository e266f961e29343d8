/**
 * The instructions of a code object, one by one, as dis sees them (`dis.get_instructions`).
 *
 * EXTENDED_ARG prefixes are instructions of their own and are also applied to the oparg that follows;
 * inline caches belong to their instruction. Works on any bytes: what means nothing is named `<n>`.
 */

import type { CodeFields } from "../code/code-object.ts";
import type { Constant } from "../code/constants.ts";
import {
  COMMON_CONSTANTS,
  COMPARE_OPERATORS,
  FUNCTION_ATTRIBUTES,
  INTRINSIC_1,
  INTRINSIC_2,
  BINARY_OPERATIONS,
  SPECIAL_METHODS,
} from "../opcodes/opargs.ts";
import {
  hasArg,
  hasConst,
  hasFree,
  hasJump,
  hasLocal,
  hasName,
  isBackwardJump,
  Op,
  opcodeBase,
  opcodeCaches,
} from "../opcodes/opcode.ts";
import { plainStr, reprConstant } from "./repr.ts";

/** An instruction with its place in the code. */
export interface DecodedInstruction {
  readonly opcode: number;
  /** The oparg with its prefixes applied; `null` for opcodes without one. */
  readonly oparg: number | null;
  /** The byte offset of the instruction itself. */
  readonly offset: number;
  /** The byte offset of its first EXTENDED_ARG prefix, or of the instruction if it has none. */
  readonly startOffset: number;
}

/** Decodes `co_code`. */
export function* decodeInstructions(code: Uint8Array): Generator<DecodedInstruction> {
  let prefix = 0;
  let prefixes = 0;
  for (let offset = 0; offset + 1 < code.length; offset += 2) {
    const opcode = code[offset];
    const base = opcodeBase[opcode];
    let oparg: number | null = null;
    if (hasArg(base)) {
      oparg = code[offset + 1] | prefix;
      prefix = base === Op.EXTENDED_ARG ? oparg << 8 : 0;
    } else {
      prefix = 0;
    }
    if (base === Op.EXTENDED_ARG) {
      prefixes++;
      yield { opcode, oparg, offset, startOffset: offset };
    } else {
      yield { opcode, oparg, offset, startOffset: offset - prefixes * 2 };
      prefixes = 0;
    }
    offset += opcodeCaches[base] * 2;
  }
}

/** Where a jump goes, as a byte offset; `null` for other instructions. */
export function jumpTarget({ opcode, oparg, offset }: DecodedInstruction): number | null {
  const base = opcodeBase[opcode];
  if (oparg === null || !hasJump(base)) return null;
  // END_ASYNC_FOR names the place where its value came from.
  const distance = isBackwardJump(base) || base === Op.END_ASYNC_FOR ? -oparg : oparg;
  return offset + 2 + opcodeCaches[base] * 2 + distance * 2;
}

/** Every offset that some jump goes to. */
export function findLabels(code: Uint8Array): Set<number> {
  const labels = new Set<number>();
  for (const instruction of decodeInstructions(code)) {
    const target = jumpTarget(instruction);
    if (target !== null) labels.add(target);
  }
  return labels;
}

/**
 * What the oparg stands for, as dis prints it in parentheses; empty if there is nothing to say.
 *
 * @param labels The number of the label at each offset that is a jump target.
 */
export function describeOparg(
  instruction: DecodedInstruction,
  code: CodeFields,
  labels: ReadonlyMap<number, number>,
): string {
  const { oparg } = instruction;
  if (oparg === null) return "";
  const opcode = opcodeBase[instruction.opcode];
  const name = (index: number): string => plainStrOrEmpty(code.co_names[index]);
  const local = (index: number): string => plainStrOrEmpty(code.co_localsplusnames[index]);
  if (hasConst(opcode)) {
    return oparg < code.co_consts.length ? reprConstant(code.co_consts[oparg]) : "";
  }
  if (hasName(opcode)) {
    switch (opcode) {
      case Op.LOAD_GLOBAL:
        return (oparg & 1) !== 0 ? `${name(oparg >> 1)} + NULL` : name(oparg >> 1);
      case Op.LOAD_ATTR:
        return (oparg & 1) !== 0 ? `${name(oparg >> 1)} + NULL|self` : name(oparg >> 1);
      case Op.LOAD_SUPER_ATTR:
        return (oparg & 1) !== 0 ? `${name(oparg >> 2)} + NULL|self` : name(oparg >> 2);
      default:
        return name(oparg);
    }
  }
  const target = jumpTarget(instruction);
  if (target !== null) return `${opcode === Op.END_ASYNC_FOR ? "from" : "to"} L${labels.get(target)}`;
  switch (opcode) {
    case Op.LOAD_FAST_LOAD_FAST:
    case Op.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
    case Op.STORE_FAST_LOAD_FAST:
    case Op.STORE_FAST_STORE_FAST:
      return `${local(oparg >> 4)}, ${local(oparg & 15)}`;
    case Op.COMPARE_OP: {
      const operator = COMPARE_OPERATORS[oparg >> 5] ?? "";
      return (oparg & 16) !== 0 ? `bool(${operator})` : operator;
    }
    case Op.CONVERT_VALUE:
      return ["", "str", "repr", "ascii"][oparg] ?? "";
    case Op.SET_FUNCTION_ATTRIBUTE:
      return FUNCTION_ATTRIBUTES.filter((_, bit) => (oparg & (1 << bit)) !== 0).join(", ");
    case Op.BINARY_OP:
      return BINARY_OPERATIONS[oparg]?.[1] ?? "";
    case Op.CALL_INTRINSIC_1:
      return INTRINSIC_1[oparg] ?? "";
    case Op.CALL_INTRINSIC_2:
      return INTRINSIC_2[oparg] ?? "";
    case Op.LOAD_COMMON_CONSTANT: {
      const constant = COMMON_CONSTANTS[oparg] ?? "";
      return constant === "all" || constant === "any" ? `<built-in function ${constant}>` : constant;
    }
    case Op.LOAD_SPECIAL:
      return SPECIAL_METHODS[oparg] ?? "";
    case Op.IS_OP:
      return oparg !== 0 ? "is not" : "is";
    case Op.CONTAINS_OP:
      return oparg !== 0 ? "not in" : "in";
  }
  return hasLocal(opcode) || hasFree(opcode) ? local(oparg) : "";
}

function plainStrOrEmpty(text: Constant | undefined): string {
  return text === undefined ? "" : plainStr(text as string);
}
