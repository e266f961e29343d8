/**
 * Predecoding: from `co_code` to the pairs (operation, argument) that the loop runs.
 *
 * Done once per code object, at its first execution. Caches, NOPs and EXTENDED_ARG prefixes go; jump distances become
 * addresses; opcodes whose oparg selects among very different operations are split (`variant`), and frequent sequences
 * become one operation (`fuse`) while the parts stay in place. `offsets` leads from instructions back to bytes of
 * `co_code`, for tracebacks and `f_lasti`.
 */
import {
  BINARY_OPERATIONS,
  COMPARE_TO_BOOL,
  Op,
  decodeExceptionTable,
  opcodeCaches,
} from "@pyvm/bytecode";
import type { Handler, PyCode } from "../objects/code.ts";
import { EMPTY_CACHE } from "../objects/inline-cache.ts";
import { FUSED, Operation, type OperationName } from "./generated/operations.ts";

type Decoded = { readonly op: number; readonly oparg: number; readonly offset: number; readonly end: number };

/** The instructions of a code object, decoded now if they are not yet. */
export function predecode(code: PyCode): Int32Array {
  const decoded = decode(code.source.co_code);
  const indices = indexByOffset(decoded, code.source.co_code.length);
  const instructions = new Int32Array(2 * decoded.length + 2);
  decoded.forEach((instruction, i) => {
    const [operation, argument] = operationOf(instruction, indices);
    instructions[2 * i] = operation;
    instructions[2 * i + 1] = argument;
  });
  instructions[2 * decoded.length] = Operation.RESERVED;
  fuseSequences(instructions, decoded.length);
  code.offsets = Int32Array.from(decoded, (instruction) => instruction.offset);
  code.caches = decoded.map(() => EMPTY_CACHE);
  code.handlers = handlersOf(code, indices);
  code.instructions = instructions;
  return instructions;
}

const DROPPED = new Set<number>([Op.NOP, Op.NOT_TAKEN, Op.CACHE]);

function decode(bytes: Uint8Array): Decoded[] {
  const decoded: Decoded[] = [];
  let extended = 0;
  for (let offset = 0; offset < bytes.length; ) {
    const op = bytes[offset]!;
    const oparg = (extended << 8) | bytes[offset + 1]!;
    const end = offset + 2 + 2 * opcodeCaches[op]!;
    if (op === Op.EXTENDED_ARG) extended = oparg;
    else {
      extended = 0;
      if (!DROPPED.has(op)) decoded.push({ op, oparg, offset, end });
    }
    offset = end;
  }
  return decoded;
}

/** For each code unit, the address of the instruction that is there or follows. */
function indexByOffset(decoded: readonly Decoded[], size: number): Int32Array {
  const indices = new Int32Array(size / 2 + 1).fill(2 * decoded.length);
  let unit = 0;
  decoded.forEach(({ offset }, i) => {
    for (; unit <= offset / 2; unit++) indices[unit] = 2 * i;
  });
  return indices;
}

const COMPARISONS = ["LT", "LE", "EQ", "NE", "GT", "GE"] as const;

/** The variants of BINARY_OP, by oparg; `x += y` runs the same operation, which looks at the oparg if it matters. */
const BINARY_VARIANTS: readonly number[] = BINARY_OPERATIONS.map(([name]) => {
  const stem = name.replace(/^NB_(INPLACE_)?/, "");
  return Operation[`BINARY_OP_${stem}` as OperationName] ?? Operation.BINARY_OP;
});

function operationOf({ op, oparg, end }: Decoded, indices: Int32Array): [operation: number, argument: number] {
  switch (op) {
    case Op.BINARY_OP:
      return [BINARY_VARIANTS[oparg]!, oparg];
    case Op.COMPARE_OP:
      return [Operation[`COMPARE_OP_${COMPARISONS[oparg >> 5]!}`], oparg & COMPARE_TO_BOOL];
    case Op.LOAD_GLOBAL:
      return [(oparg & 1) !== 0 ? Operation.LOAD_GLOBAL_NULL : Operation.LOAD_GLOBAL, oparg >> 1];
    case Op.LOAD_ATTR:
      return [(oparg & 1) !== 0 ? Operation.LOAD_ATTR_METHOD : Operation.LOAD_ATTR, oparg >> 1];
    case Op.LOAD_SUPER_ATTR:
      return [(oparg & 1) !== 0 ? Operation.LOAD_SUPER_ATTR_METHOD : Operation.LOAD_SUPER_ATTR, oparg >> 2];
    case Op.FOR_ITER:
      // Behind the END_FOR there.
      return [op, indices[end / 2 + oparg]! + 2];
    case Op.SEND:
    case Op.JUMP_FORWARD:
    case Op.POP_JUMP_IF_FALSE:
    case Op.POP_JUMP_IF_TRUE:
    case Op.POP_JUMP_IF_NONE:
    case Op.POP_JUMP_IF_NOT_NONE:
      return [op, indices[end / 2 + oparg]!];
    case Op.JUMP_BACKWARD:
    case Op.JUMP_BACKWARD_NO_INTERRUPT:
      return [op, indices[end / 2 - oparg]!];
  }
  return [op, oparg];
}

function fuseSequences(instructions: Int32Array, count: number): void {
  const plain = instructions.slice();
  for (let i = 0; i < count; i++) {
    for (const { parts, operation } of FUSED) {
      if (i + parts.length > count || !parts.every((part, k) => plain[2 * (i + k)] === part)) continue;
      instructions[2 * i] = operation;
      break;
    }
  }
}

function handlersOf(code: PyCode, indices: Int32Array): Handler[] {
  return decodeExceptionTable(code.source.co_exceptiontable).map(({ start, end, target, depth, lasti }) => ({
    start: indices[start / 2]!,
    end: indices[end / 2]!,
    target: indices[target / 2]!,
    depth,
    lasti,
  }));
}

