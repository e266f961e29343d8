/**
 * The instructions of a code object in arrays by code unit, each checked alone: opcode, oparg, caches, targets.
 *
 * One pass and no object per instruction: verification stands between a .pyc file and its first run. The
 * arrays are reused from one code object to the next.
 */

import type { CodeObject } from "../code/code-object.ts";
import { hasArg, hasJump, isBackwardJump, Op, opcodeCaches, opcodeNames } from "../opcodes/opcode.ts";
import { VerifyError } from "./error.ts";
import { checkOparg, isCompiled } from "./opargs.ts";

/** By code unit; an instruction is where its first EXTENDED_ARG prefix is. */
export class Instructions {
  /** How many code units there are. */
  units = 0;
  /** The opcode of the instruction that starts here; 0 where none starts. */
  opcodes = new Uint8Array(256);
  /** Its oparg, prefixes applied. */
  opargs = new Int32Array(256);
  /** The unit behind it and its caches. */
  ends = new Int32Array(256);
  /** 1 where control comes from elsewhere than the instruction before. */
  isTarget = new Uint8Array(256);
  /** How deep the stack is before it; -1 where control never comes (flow.ts finds out). */
  depths = new Int32Array(256);

  clear(units: number): void {
    this.units = units;
    if (units <= this.opcodes.length) {
      this.opcodes.fill(0, 0, units);
      this.isTarget.fill(0, 0, units);
      this.depths.fill(-1, 0, units);
      return;
    }
    const size = 2 * units;
    this.opcodes = new Uint8Array(size);
    this.opargs = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.isTarget = new Uint8Array(size);
    this.depths = new Int32Array(size).fill(-1);
  }

  /** Whether an instruction starts at the unit. */
  startsAt(unit: number): boolean {
    return unit >= 0 && unit < this.units && this.opcodes[unit] !== 0;
  }

  /** Whether the instruction may jump. (END_ASYNC_FOR's oparg names the place where its value came from.) */
  isJump(unit: number): boolean {
    const opcode = this.opcodes[unit];
    return hasJump(opcode) && opcode !== Op.END_ASYNC_FOR;
  }

  /** The unit to which a jump goes. */
  target(unit: number): number {
    const opcode = this.opcodes[unit];
    const distance = this.opargs[unit];
    return this.ends[unit] + (isBackwardJump(opcode) ? -distance : distance);
  }
}

/**
 * Fills `instructions` with those of the code object.
 *
 * @throws VerifyError for the first that cannot be one.
 */
export function readInstructions(code: CodeObject, instructions: Instructions): void {
  const bytes = code.co_code;
  const units = bytes.length >> 1;
  if (units === 0 || bytes.length % 2 !== 0) throw new VerifyError(code, -1, "co_code is malformed");
  instructions.clear(units);
  const { opcodes, opargs, ends } = instructions;
  for (let unit = 0; unit < units;) {
    const start = unit;
    let opcode = bytes[2 * unit];
    let oparg = bytes[2 * unit + 1];
    while (opcode === Op.EXTENDED_ARG) {
      if (++unit === units) throw new VerifyError(code, 2 * start, "EXTENDED_ARG at the end");
      opcode = bytes[2 * unit];
      oparg = (oparg << 8) | bytes[2 * unit + 1];
    }
    if (isCompiled[opcode] === 0) {
      const name = opcodeNames[opcode];
      const problem = name.startsWith("<") ? `unknown opcode ${opcode}` : `${name}: not for compiled code`;
      throw new VerifyError(code, 2 * unit, problem);
    }
    if (!hasArg(opcode)) oparg = 0;
    const problem = checkOparg(opcode, oparg, code);
    if (problem !== null) throw new VerifyError(code, 2 * unit, `${opcodeNames[opcode]}: ${problem}`);
    const end = unit + 1 + opcodeCaches[opcode];
    if (end > units) throw new VerifyError(code, 2 * unit, "inline caches cut off");
    opcodes[start] = opcode;
    opargs[start] = oparg;
    ends[start] = end;
    unit = end;
  }
  for (let unit = 0; unit < units; unit = ends[unit]) checkTarget(code, instructions, unit);
}

function checkTarget(code: CodeObject, instructions: Instructions, unit: number): void {
  if (!instructions.isJump(unit)) return;
  const target = instructions.target(unit);
  if (!instructions.startsAt(target)) {
    throw new VerifyError(code, 2 * unit, `jump to ${2 * target}, where no instruction starts`);
  }
  // A loop over an iterator that ends leaves out the END_FOR.
  if (instructions.opcodes[unit] === Op.FOR_ITER && instructions.opcodes[target] !== Op.END_FOR) {
    throw new VerifyError(code, 2 * unit, "FOR_ITER does not lead to END_FOR");
  }
  instructions.isTarget[target] = 1;
}
