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
  VerifyError,
  decodeExceptionTable,
  opcodeCaches,
  verifyCode,
} from "@pyvm/bytecode";
import { systemError } from "../kernel/raise.ts";
import type { Handler, PyCode } from "../objects/code.ts";
import { EMPTY_CACHE } from "../objects/inline-cache.ts";
import { FUSED, Operation, type OperationName } from "./generated/operations.ts";

/** The instructions of a code object, decoded now if they are not yet. Start-up is made of this: no allocation per item. */
export function predecode(code: PyCode): Int32Array {
  code.unpacked();
  if (!code.isTrusted) requireVerified(code);
  const bytes = code.source.co_code;
  const addresses = addressesOf(bytes);
  const count = addresses[bytes.length / 2]! / 2;
  const instructions = new Int32Array(2 * count + 2);
  const offsets = new Int32Array(count);
  const caches = [];
  let extended = 0;
  let next = 0;
  for (let offset = 0; offset < bytes.length;) {
    const op = bytes[offset]!;
    const oparg = (extended << 8) | bytes[offset + 1]!;
    const end = offset + 2 + 2 * opcodeCaches[op]!;
    extended = op === Op.EXTENDED_ARG ? oparg : 0;
    if (isKept(op)) {
      instructions[2 * next] = isUncounted(op, bytes, offset) ? Op.JUMP_BACKWARD : operationOf(op, oparg);
      instructions[2 * next + 1] = argumentOf(op, oparg, end / 2, addresses);
      offsets[next++] = offset;
      caches.push(EMPTY_CACHE);
    }
    offset = end;
  }
  instructions[2 * count] = Operation.RESERVED;
  fuseSequences(instructions, count);
  code.offsets = offsets;
  code.caches = caches;
  code.handlers = handlersOf(code, addresses);
  code.instructions = instructions;
  return instructions;
}

/** Code that did not come from the compiler is verified when it is about to run. Throws SystemError for what cannot. */
function requireVerified(code: PyCode): void {
  try {
    verifyCode(code.source);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    throw systemError(error.toString());
  }
  code.isTrusted = true;
}

function isKept(op: number): boolean {
  return op !== Op.NOP && op !== Op.NOT_TAKEN && op !== Op.CACHE && op !== Op.EXTENDED_ARG;
}

/** For each code unit, and the end, the address of the instruction that is there or follows. */
function addressesOf(bytes: Uint8Array): Int32Array {
  const addresses = new Int32Array(bytes.length / 2 + 1);
  let address = 0;
  for (let unit = 0; 2 * unit < bytes.length;) {
    const op = bytes[2 * unit]!;
    const end = unit + 1 + opcodeCaches[op]!;
    addresses[unit++] = address;
    if (isKept(op)) address += 2;
    while (unit < end) addresses[unit++] = address;
  }
  addresses[bytes.length / 2] = address;
  return addresses;
}

/** A jump back that does not count, though no RESUME before it did: a loop of such jumps could not be interrupted. */
function isUncounted(op: number, bytes: Uint8Array, offset: number): boolean {
  return op === Op.JUMP_BACKWARD_NO_INTERRUPT && bytes[offset - 2] !== Op.RESUME;
}

const COMPARISONS = ["LT", "LE", "EQ", "NE", "GT", "GE"] as const;

/** The variants of BINARY_OP, by oparg; `x += y` runs the same operation, which looks at the oparg if it matters. */
const BINARY_VARIANTS: readonly number[] = BINARY_OPERATIONS.map(([name]) => {
  const stem = name.replace(/^NB_(INPLACE_)?/, "");
  return Operation[`BINARY_OP_${stem}` as OperationName] ?? Operation.BINARY_OP;
});

const COMPARE_VARIANTS: readonly number[] = COMPARISONS.map((name) => Operation[`COMPARE_OP_${name}`]);

function operationOf(op: number, oparg: number): number {
  switch (op) {
    case Op.BINARY_OP:
      return BINARY_VARIANTS[oparg]!;
    case Op.COMPARE_OP:
      return COMPARE_VARIANTS[oparg >> 5]!;
    case Op.LOAD_GLOBAL:
      return (oparg & 1) !== 0 ? Operation.LOAD_GLOBAL_NULL : Operation.LOAD_GLOBAL;
    case Op.LOAD_ATTR:
      return (oparg & 1) !== 0 ? Operation.LOAD_ATTR_METHOD : Operation.LOAD_ATTR;
    case Op.LOAD_SUPER_ATTR:
      return (oparg & 1) !== 0 ? Operation.LOAD_SUPER_ATTR_METHOD : Operation.LOAD_SUPER_ATTR;
  }
  return op;
}

/** `next` is the code unit behind the instruction and its caches, from where distances are counted. */
function argumentOf(op: number, oparg: number, next: number, addresses: Int32Array): number {
  switch (op) {
    case Op.COMPARE_OP:
      return oparg & COMPARE_TO_BOOL;
    case Op.LOAD_GLOBAL:
    case Op.LOAD_ATTR:
      return oparg >> 1;
    case Op.LOAD_SUPER_ATTR:
      return oparg >> 2;
    case Op.FOR_ITER:
      // Behind the END_FOR there.
      return addresses[next + oparg]! + 2;
    case Op.SEND:
    case Op.JUMP_FORWARD:
    case Op.POP_JUMP_IF_FALSE:
    case Op.POP_JUMP_IF_TRUE:
    case Op.POP_JUMP_IF_NONE:
    case Op.POP_JUMP_IF_NOT_NONE:
      return addresses[next + oparg]!;
    case Op.JUMP_BACKWARD:
    case Op.JUMP_BACKWARD_NO_INTERRUPT:
      return addresses[next - oparg]!;
  }
  return oparg;
}

type Fusion = (typeof FUSED)[number];

/** The sequences that begin with an operation, in the order in which they are tried. */
const FUSED_BY_FIRST: readonly (readonly Fusion[] | undefined)[] = fusedByFirst();

function fusedByFirst(): Fusion[][] {
  const byFirst: Fusion[][] = [];
  for (const fusion of FUSED) (byFirst[fusion.parts[0]!] ??= []).push(fusion);
  return byFirst;
}

export function fuseSequences(instructions: Int32Array, count: number): void {
  // Front to back: what is ahead is not fused yet.
  for (let i = 0; i < count; i++) {
    const candidates = FUSED_BY_FIRST[instructions[2 * i]!];
    if (candidates === undefined) continue;
    for (const { parts, operation } of candidates) {
      if (!isAt(instructions, i, count, parts)) continue;
      instructions[2 * i] = operation;
      break;
    }
  }
}

function isAt(instructions: Int32Array, index: number, count: number, parts: readonly number[]): boolean {
  if (index + parts.length > count) return false;
  for (let k = 1; k < parts.length; k++) if (instructions[2 * (index + k)] !== parts[k]) return false;
  return true;
}

function handlersOf(code: PyCode, addresses: Int32Array): Handler[] {
  return decodeExceptionTable(code.source.co_exceptiontable).map(({ start, end, target, depth, lasti }) => ({
    start: addresses[start / 2]!,
    end: addresses[end / 2]!,
    target: addresses[target / 2]!,
    depth,
    lasti,
  }));
}
