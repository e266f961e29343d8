/**
 * Questions about an opcode number, answered from the tables.
 *
 * `Op` maps every name to its number with literal types; the arrays are indexed by number. Real,
 * specialised, instrumented and pseudo opcodes share one numbering (0–266), so one index serves all.
 */

import { PSEUDO_INSTRUCTIONS } from "./pseudo.ts";
import {
  ARG,
  CONST,
  ERROR,
  ESCAPES,
  EVAL_BREAK,
  FREE,
  INSTRUCTIONS,
  INSTRUMENTED,
  JUMP,
  LOCAL,
  NAME,
  SPECIALIZATIONS,
} from "./table.ts";
import type { StackItems } from "./table.ts";

type InstructionRow = (typeof INSTRUCTIONS)[number];
type SpecializationRow = (typeof SPECIALIZATIONS)[number];
type InstrumentedRow = (typeof INSTRUMENTED)[number];
type PseudoRow = (typeof PSEUDO_INSTRUCTIONS)[number];
type AnyRow = InstructionRow | SpecializationRow | InstrumentedRow | PseudoRow;

/** The name of an opcode a compiler may emit. */
export type OpcodeName = InstructionRow[1];
/** The name of a pseudo-instruction. */
export type PseudoOpcodeName = PseudoRow[1];

/** One more than the largest opcode number. */
export const OPCODE_COUNT = 267;

/** Every opcode's number by its name: `Op.LOAD_CONST === 82`. */
export const Op = Object.fromEntries(
  [...INSTRUCTIONS, ...SPECIALIZATIONS, ...INSTRUMENTED, ...PSEUDO_INSTRUCTIONS].map((row) => [
    row[1],
    row[0],
  ]),
) as { readonly [Row in AnyRow as Row[1]]: Row[0] };

/** `opname` of CPython's opcode module: the name, or `<number>` where there is none. */
export const opcodeNames: readonly string[] = nameEveryNumber();

/** The flags (`ARG`, `CONST`, … of table.ts) by opcode number; 0 for numbers that mean nothing. */
export const opcodeFlags = new Uint16Array(OPCODE_COUNT);

/** How many inline cache entries follow the instruction, in code units. */
export const opcodeCaches = new Uint8Array(OPCODE_COUNT);

/** The opcode a specialised form stands for; every other opcode stands for itself. */
export const opcodeBase = new Uint16Array(OPCODE_COUNT);

/** 1 for the opcodes that a compiled unit may contain (a row of `INSTRUCTIONS`). */
export const opcodeIsInstruction = new Uint8Array(OPCODE_COUNT);

const pops: StackItems[] = new Array(OPCODE_COUNT).fill(-1);
const pushes: StackItems[] = new Array(OPCODE_COUNT).fill(-1);

fillArrays();

/** How many items the instruction takes from the stack; -1 if the opcode has no stack effect on record. */
export function numPopped(opcode: number, oparg: number): number {
  const items = pops[opcode];
  return typeof items === "number" ? items : items(oparg);
}

/** How many items the instruction puts on the stack; -1 if the opcode has no stack effect on record. */
export function numPushed(opcode: number, oparg: number): number {
  const items = pushes[opcode];
  return typeof items === "number" ? items : items(oparg);
}

/** Whether the instruction uses its oparg. */
export function hasArg(opcode: number): boolean {
  return (opcodeFlags[opcode] & ARG) !== 0;
}

/** Whether the oparg is an index into `co_consts`. */
export function hasConst(opcode: number): boolean {
  return (opcodeFlags[opcode] & CONST) !== 0;
}

/** Whether the oparg selects one of `co_names`. */
export function hasName(opcode: number): boolean {
  return (opcodeFlags[opcode] & NAME) !== 0;
}

/** Whether the oparg is a jump distance. */
export function hasJump(opcode: number): boolean {
  return (opcodeFlags[opcode] & JUMP) !== 0;
}

/** Whether the oparg is an index of a cell or free variable. */
export function hasFree(opcode: number): boolean {
  return (opcodeFlags[opcode] & FREE) !== 0;
}

/** Whether the oparg is an index (or two) into the fast locals. */
export function hasLocal(opcode: number): boolean {
  return (opcodeFlags[opcode] & LOCAL) !== 0;
}

/** Whether the instruction checks for pending work, such as signals. */
export function hasEvalBreak(opcode: number): boolean {
  return (opcodeFlags[opcode] & EVAL_BREAK) !== 0;
}

/** Whether the instruction can raise. */
export function hasError(opcode: number): boolean {
  return (opcodeFlags[opcode] & ERROR) !== 0;
}

/** Whether the instruction can run arbitrary code. */
export function hasEscapes(opcode: number): boolean {
  return (opcodeFlags[opcode] & ESCAPES) !== 0;
}

/** Whether the opcode opens an exception handler's range (`hasexc` of CPython's opcode module). */
export function isBlockPush(opcode: number): boolean {
  return opcode === Op.SETUP_FINALLY || opcode === Op.SETUP_WITH || opcode === Op.SETUP_CLEANUP;
}

/** Whether the oparg names another place in the code: a jump or the start of a handler. */
export function hasTarget(opcode: number): boolean {
  return hasJump(opcode) || isBlockPush(opcode);
}

/** Whether control never continues past the instruction, and leaves the code unit. */
export function isScopeExit(opcode: number): boolean {
  return opcode === Op.RETURN_VALUE || opcode === Op.RAISE_VARARGS || opcode === Op.RERAISE;
}

/** Whether the jump is always taken. */
export function isUnconditionalJump(opcode: number): boolean {
  return (
    opcode === Op.JUMP ||
    opcode === Op.JUMP_NO_INTERRUPT ||
    opcode === Op.JUMP_FORWARD ||
    opcode === Op.JUMP_BACKWARD ||
    opcode === Op.JUMP_BACKWARD_NO_INTERRUPT
  );
}

/** Whether the opcode is one of the four `POP_JUMP_IF_…`. */
export function isConditionalJump(opcode: number): boolean {
  return (
    opcode === Op.POP_JUMP_IF_FALSE ||
    opcode === Op.POP_JUMP_IF_TRUE ||
    opcode === Op.POP_JUMP_IF_NONE ||
    opcode === Op.POP_JUMP_IF_NOT_NONE
  );
}

/** Whether the jump distance is subtracted from, rather than added to, the place after the instruction. */
export function isBackwardJump(opcode: number): boolean {
  return opcode === Op.JUMP_BACKWARD || opcode === Op.JUMP_BACKWARD_NO_INTERRUPT;
}

/** Whether the instruction must be the last of its basic block. */
export function isTerminator(opcode: number): boolean {
  return hasJump(opcode) || isScopeExit(opcode);
}

function nameEveryNumber(): string[] {
  const names = Array.from({ length: OPCODE_COUNT }, (_, number) => `<${number}>`);
  for (const [name, number] of Object.entries(Op)) names[number] = name;
  return names;
}

function fillArrays(): void {
  for (let opcode = 0; opcode < OPCODE_COUNT; opcode++) opcodeBase[opcode] = opcode;
  for (const [number, , popped, pushed, caches, flags] of INSTRUCTIONS) {
    opcodeFlags[number] = flags;
    opcodeCaches[number] = caches;
    opcodeIsInstruction[number] = 1;
    pops[number] = popped;
    pushes[number] = pushed;
  }
  for (const [number, , baseName] of SPECIALIZATIONS) {
    const base = Op[baseName];
    opcodeBase[number] = base;
    opcodeFlags[number] = opcodeFlags[base];
    opcodeCaches[number] = opcodeCaches[base];
  }
  for (const [number, name, flags] of INSTRUMENTED) {
    opcodeFlags[number] = flags;
    const base = (Op as Record<string, number>)[name.replace("INSTRUMENTED_", "")];
    if (base !== undefined && base !== number) {
      opcodeCaches[number] = opcodeCaches[base];
      pops[number] = pops[base];
      pushes[number] = pushes[base];
    } else {
      pops[number] = pushes[number] = 0;
    }
  }
  for (const [number, , popped, pushed, flags] of PSEUDO_INSTRUCTIONS) {
    opcodeFlags[number] = flags;
    pops[number] = popped;
    pushes[number] = pushed;
  }
}
