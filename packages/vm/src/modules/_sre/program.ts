/**
 * From the program that `re._compiler` wrote to the one the matcher runs: fixed-width instructions, absolute jumps,
 * character sets as objects, and what a search can skip to.
 *
 * The translation also checks: lengths, jump targets, group numbers. A program that passes cannot make the matcher
 * read outside of it.
 */
import type { CharacterSet } from "./characters.ts";
import { type CaseRules, readCharacterSet } from "./characters.ts";
import { InfoFlag, MAXREPEAT, opcodeName } from "./opcodes.ts";

/** Operations of the matcher. An instruction is four numbers: operation, a, b, c. */
export const Op = {
  /** Matched. */
  SUCCESS: 0,
  FAIL: 1,
  /** One character: a = the character. */
  CHARACTER: 2,
  NOT_CHARACTER: 3,
  /** One character, compared in lower case: b = index of the case rules. */
  CHARACTER_IGNORE: 4,
  NOT_CHARACTER_IGNORE: 5,
  /** Any but a newline. */
  ANY: 6,
  ANY_ALL: 7,
  /** a = index of the set. */
  SET: 8,
  /** The same, in lower case: b = case rules. */
  SET_IGNORE: 9,
  /** a = position code (`re._constants.ATCODES`). */
  AT: 10,
  /** Try the next instruction; on failure go on at a. */
  BRANCH: 11,
  JUMP: 12,
  /** a = mark number. */
  MARK: 13,
  /** Repeat the one-character instruction that follows: a = min, b = max, c = 0 greedy, 1 lazy, 2 possessive. */
  REPEAT_ONE: 14,
  /** Enter a loop: a = loop, b = the until instruction. */
  REPEAT: 15,
  /** a = loop, b = first instruction of the body; limits in `loops`. */
  MAX_UNTIL: 16,
  MIN_UNTIL: 17,
  /** a = group, b = case rules or −1. */
  GROUPREF: 18,
  /** Go on if group a matched, else at b. */
  GROUPREF_EXISTS: 19,
  /** Run what follows up to SUB_END on its own: a = where to go on after it, b = how far back, c = 0 must match, 1 must not. */
  ASSERT: 20,
  /** The same, consuming what it matched and never giving it back. */
  ATOMIC: 21,
  SUB_END: 22,
} as const;

export const WIDTH = 4;

/** `b` of the IGNORE operations. */
export const CASE_RULES: readonly CaseRules[] = ["ascii", "locale", "unicode"];

export type Loop = { readonly min: number; readonly max: number };

export type Program = {
  readonly code: Int32Array;
  readonly sets: readonly CharacterSet[];
  readonly loops: readonly Loop[];
  /** Marks used: two for each group. */
  readonly marks: number;
  /** Every match begins with this text (code points). */
  readonly prefix: readonly number[];
  /** The same in UTF-16, for text without characters beyond it. */
  readonly needle: string;
  /** Every match begins with one of these characters. */
  readonly first: CharacterSet | null;
  /** No match is shorter. */
  readonly minWidth: number;
};

/** max of a loop without a limit. */
export const NO_LIMIT = 0x7fffffff;

/** Translate a program for `groups` groups. Throws RangeError when it is malformed. */
export function translate(source: Uint32Array, groups: number): Program {
  const translator = new Translator(source, groups);
  const info = readInfo(source);
  translator.sequence(info.next, source.length);
  const needle = String.fromCodePoint(...info.prefix);
  return { ...translator.finish(), prefix: info.prefix, needle, first: info.first, minWidth: info.minWidth };
}

function readInfo(source: Uint32Array): {
  next: number;
  prefix: number[];
  first: CharacterSet | null;
  minWidth: number;
} {
  if (opcodeName(source[0]!) !== "INFO") return { next: 0, prefix: [], first: null, minWidth: 0 };
  // INFO skip flags min max [prefix length, overlap, prefix…] or [charset…]
  const next = source[1]! + 1;
  const flags = source[2]!;
  const minWidth = source[3]!;
  let prefix: number[] = [];
  let first: CharacterSet | null = null;
  if ((flags & InfoFlag.PREFIX) !== 0) prefix = [...source.subarray(7, 7 + source[5]!)];
  else if ((flags & InfoFlag.CHARSET) !== 0) first = readCharacterSet(source, 5);
  return { next, prefix, first, minWidth };
}

class Translator {
  readonly #source: Uint32Array;
  readonly #groups: number;
  readonly #code: number[] = [];
  readonly #sets: CharacterSet[] = [];
  readonly #loops: Loop[] = [];

  constructor(source: Uint32Array, groups: number) {
    this.#source = source;
    this.#groups = groups;
  }

  finish(): Pick<Program, "code" | "sets" | "loops" | "marks"> {
    return {
      code: Int32Array.from(this.#code),
      sets: this.#sets,
      loops: this.#loops,
      marks: this.#groups * 2,
    };
  }

  #emit(op: number, a = 0, b = 0, c = 0): number {
    this.#code.push(op, a, b, c);
    return this.#code.length - WIDTH;
  }

  #patch(at: number, field: 1 | 2 | 3, value: number): void {
    this.#code[at + field] = value;
  }

  get #here(): number {
    return this.#code.length;
  }

  /** Translate [pc, end). */
  sequence(start: number, end: number): void {
    if (end > this.#source.length) throw new RangeError("jump outside of the program");
    let pc = start;
    while (pc < end) pc = this.#instruction(pc);
    if (pc !== end) throw new RangeError("instruction across the end of its block");
  }

  #instruction(pc: number): number {
    const source = this.#source;
    const name = opcodeName(source[pc]!);
    const a = source[pc + 1]!;
    switch (name) {
      case "SUCCESS":
        this.#emit(Op.SUCCESS);
        return pc + 1;
      case "FAILURE":
        this.#emit(Op.FAIL);
        return pc + 1;
      case "AT":
        this.#emit(Op.AT, a);
        return pc + 2;
      case "MARK":
        if (a >= this.#groups * 2) throw new RangeError("mark of no group");
        this.#emit(Op.MARK, a);
        return pc + 2;
      case "JUMP":
        return pc + 1 + a;
      case "INFO":
        return pc + 1 + a;
      case "BRANCH":
        return this.#branch(pc);
      case "REPEAT_ONE":
        return this.#repeatOne(pc, 0);
      case "MIN_REPEAT_ONE":
        return this.#repeatOne(pc, 1);
      case "POSSESSIVE_REPEAT_ONE":
        return this.#repeatOne(pc, 2);
      case "REPEAT":
        return this.#repeat(pc);
      case "POSSESSIVE_REPEAT":
        return this.#possessiveRepeat(pc);
      case "ATOMIC_GROUP":
        return this.#sub(pc, Op.ATOMIC, 0, 0, pc + 2);
      case "ASSERT":
        return this.#sub(pc, Op.ASSERT, source[pc + 2]!, 0, pc + 3);
      case "ASSERT_NOT":
        return this.#sub(pc, Op.ASSERT, source[pc + 2]!, 1, pc + 3);
      case "GROUPREF":
        return this.#groupReference(pc, -1);
      case "GROUPREF_IGNORE":
        return this.#groupReference(pc, 0);
      case "GROUPREF_LOC_IGNORE":
        return this.#groupReference(pc, 1);
      case "GROUPREF_UNI_IGNORE":
        return this.#groupReference(pc, 2);
      case "GROUPREF_EXISTS":
        return this.#conditional(pc);
      default:
        return this.#unit(pc);
    }
  }

  /** Instructions that match one character. */
  #unit(pc: number): number {
    const source = this.#source;
    const name = opcodeName(source[pc]!);
    const a = source[pc + 1]!;
    switch (name) {
      case "ANY":
        this.#emit(Op.ANY);
        return pc + 1;
      case "ANY_ALL":
        this.#emit(Op.ANY_ALL);
        return pc + 1;
      case "LITERAL":
        this.#emit(Op.CHARACTER, a);
        return pc + 2;
      case "NOT_LITERAL":
        this.#emit(Op.NOT_CHARACTER, a);
        return pc + 2;
      case "LITERAL_IGNORE":
      case "LITERAL_LOC_IGNORE":
      case "LITERAL_UNI_IGNORE":
        this.#emit(Op.CHARACTER_IGNORE, a, rulesOf(name));
        return pc + 2;
      case "NOT_LITERAL_IGNORE":
      case "NOT_LITERAL_LOC_IGNORE":
      case "NOT_LITERAL_UNI_IGNORE":
        this.#emit(Op.NOT_CHARACTER_IGNORE, a, rulesOf(name));
        return pc + 2;
      case "IN":
        this.#emit(Op.SET, this.#set(pc + 2));
        return pc + 1 + a;
      case "IN_IGNORE":
      case "IN_LOC_IGNORE":
      case "IN_UNI_IGNORE":
        this.#emit(Op.SET_IGNORE, this.#set(pc + 2), rulesOf(name));
        return pc + 1 + a;
      default:
        throw new RangeError(`unexpected ${name} in a pattern`);
    }
  }

  #set(at: number): number {
    return this.#sets.push(readCharacterSet(this.#source, at)) - 1;
  }

  /** BRANCH (skip alternative JUMP over)… 0 */
  #branch(pc: number): number {
    const source = this.#source;
    const jumps: number[] = [];
    let at = pc + 1;
    while (source[at] !== 0) {
      const skip = source[at]!;
      const end = at + skip;
      if (opcodeName(source[end - 2]!) !== "JUMP") throw new RangeError("alternative without an end");
      const last = source[end] === 0;
      const branch = last ? -1 : this.#emit(Op.BRANCH);
      this.sequence(at + 1, end - 2);
      jumps.push(this.#emit(Op.JUMP));
      if (branch >= 0) this.#patch(branch, 1, this.#here);
      at = end;
    }
    for (const jump of jumps) this.#patch(jump, 1, this.#here);
    return at + 1;
  }

  /** REPEAT_ONE skip min max unit SUCCESS */
  #repeatOne(pc: number, mode: 0 | 1 | 2): number {
    const [skip, min, max] = [this.#source[pc + 1]!, this.#source[pc + 2]!, this.#source[pc + 3]!];
    this.#emit(Op.REPEAT_ONE, limit(min), limit(max), mode);
    const end = this.#unit(pc + 4);
    if (opcodeName(this.#source[end]!) !== "SUCCESS") throw new RangeError("repeated unit without an end");
    return pc + 1 + skip;
  }

  /** REPEAT skip min max body MAX_UNTIL|MIN_UNTIL */
  #repeat(pc: number): number {
    const [skip, min, max] = [this.#source[pc + 1]!, this.#source[pc + 2]!, this.#source[pc + 3]!];
    const until = pc + 1 + skip;
    const name = opcodeName(this.#source[until]!);
    if (name !== "MAX_UNTIL" && name !== "MIN_UNTIL") throw new RangeError("repeat without an end");
    this.#loop(pc + 4, until, min, max, name === "MAX_UNTIL" ? Op.MAX_UNTIL : Op.MIN_UNTIL);
    return until + 1;
  }

  #loop(start: number, end: number, min: number, max: number, until: number): void {
    const loop = this.#loops.push({ min: limit(min), max: limit(max) }) - 1;
    const enter = this.#emit(Op.REPEAT, loop);
    const body = this.#here;
    this.sequence(start, end);
    this.#patch(enter, 2, this.#emit(until, loop, body));
  }

  /** POSSESSIVE_REPEAT skip min max body SUCCESS: a greedy loop that gives nothing back. */
  #possessiveRepeat(pc: number): number {
    const [skip, min, max] = [this.#source[pc + 1]!, this.#source[pc + 2]!, this.#source[pc + 3]!];
    const end = pc + 1 + skip;
    const atomic = this.#emit(Op.ATOMIC);
    this.#loop(pc + 4, end, min, max, Op.MAX_UNTIL);
    this.#emit(Op.SUB_END);
    this.#patch(atomic, 1, this.#here);
    return this.#afterSuccess(end);
  }

  /** A block of its own that ends with SUCCESS. */
  #sub(pc: number, op: number, back: number, negate: number, start: number): number {
    const end = pc + 1 + this.#source[pc + 1]!;
    const enter = this.#emit(op, 0, back, negate);
    this.sequence(start, end - 1);
    if (opcodeName(this.#source[end - 1]!) !== "SUCCESS") throw new RangeError("assertion without an end");
    this.#emit(Op.SUB_END);
    this.#patch(enter, 1, this.#here);
    return end;
  }

  #afterSuccess(pc: number): number {
    return opcodeName(this.#source[pc]!) === "SUCCESS" ? pc + 1 : pc;
  }

  #groupReference(pc: number, rules: number): number {
    const group = this.#source[pc + 1]!;
    if (group >= this.#groups) throw new RangeError("reference to no group");
    this.#emit(Op.GROUPREF, group, rules);
    return pc + 2;
  }

  /** GROUPREF_EXISTS group skip yes [JUMP over no] */
  #conditional(pc: number): number {
    const [group, skip] = [this.#source[pc + 1]!, this.#source[pc + 2]!];
    if (group >= this.#groups) throw new RangeError("reference to no group");
    const test = this.#emit(Op.GROUPREF_EXISTS, group);
    const no = pc + 1 + skip;
    const hasElse = skip >= 3 && opcodeName(this.#source[no - 2]!) === "JUMP" && this.#isElseJump(no);
    if (!hasElse) {
      this.sequence(pc + 3, no);
      this.#patch(test, 2, this.#here);
      return no;
    }
    const over = no - 1 + this.#source[no - 1]!;
    this.sequence(pc + 3, no - 2);
    const jump = this.#emit(Op.JUMP);
    this.#patch(test, 2, this.#here);
    this.sequence(no, over);
    this.#patch(jump, 1, this.#here);
    return over;
  }

  /** Whether the two words before `no` are a jump over the other alternative, and not the end of something else. */
  #isElseJump(no: number): boolean {
    return no - 1 + this.#source[no - 1]! > no && no - 1 + this.#source[no - 1]! <= this.#source.length;
  }
}

function limit(count: number): number {
  return count === MAXREPEAT || count > NO_LIMIT ? NO_LIMIT : count;
}

function rulesOf(name: string): number {
  if (name.includes("_LOC_")) return 1;
  return name.includes("_UNI_") ? 2 : 0;
}
