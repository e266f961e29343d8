/**
 * Running a code object over kinds instead of values: on every path, what is on the stack and in the locals.
 *
 * Straight code is run once for each state in which it is entered; where paths meet, the states are joined
 * (kinds.ts) until nothing changes. So every instruction is shown to find the depth and the sorts of values it
 * works on: no NULL where a value is expected, a list for LIST_APPEND, a cell for LOAD_DEREF, a closure of
 * the right size for MAKE_FUNCTION's code.
 *
 * Of functions with more than 64 locals, only the first 64 and the cells are known from one block to the
 * next, as in CPython's own analysis (`fast_scan_many_locals` of Python/flowgraph.c), whose product this
 * checks; the others are taken as unbound where a block begins. That keeps the work linear.
 */

import type { CodeObject } from "../code/code-object.ts";
import { CO_VARARGS, CO_VARKEYWORDS, FAST_CELL, FAST_FREE } from "../code/flags.ts";
import { Intrinsic } from "../opcodes/opargs.ts";
import {
  hasError,
  isScopeExit,
  isTerminator,
  isUnconditionalJump,
  numPopped,
  numPushed,
  Op,
  opcodeNames,
} from "../opcodes/opcode.ts";
import type { ExceptionTableEntry } from "../tables/exception-table.ts";
import { VerifyError } from "./error.ts";
import { GENERATOR_FLAGS } from "./opargs.ts";
import type { Instructions } from "./instructions.ts";
import * as kind from "./kinds.ts";

/** As many locals are known from block to block, besides cells. */
const TRACKED_LOCALS = 64;

/** What is known where a block begins: the tracked locals, then the stack. */
interface EntryState {
  readonly kinds: number[];
  /** The block must be run with this state. */
  isPending: boolean;
}

/**
 * Proves that the code can be run.
 *
 * @param instructions Those of the code; the depths among them are filled in.
 * @param entries The exception table, in order.
 * @throws VerifyError for the first instruction that would not find what it needs.
 */
export function verifyFlow(
  code: CodeObject,
  instructions: Instructions,
  entries: readonly ExceptionTableEntry[],
): void {
  new Flow(code, instructions, entries).run();
}

class Flow {
  readonly #code: CodeObject;
  readonly #instructions: Instructions;
  readonly #entries: readonly ExceptionTableEntry[];
  /** Each local's place among the tracked ones; -1: not tracked. */
  readonly #tracked: Int16Array | null;
  readonly #trackedCount: number;
  /** The blocks' states by the unit where they begin. */
  readonly #states = new Map<number, EntryState>();
  readonly #pending: number[] = [];
  readonly #constantKinds: number[] = [];
  /** Tracked locals, then the stack. */
  #slots: number[] = [];
  /** How long `#slots` is: the stack's depth is what is above `#trackedCount`. */
  #top = 0;
  /** For each untracked local, the block in which it was bound. */
  readonly #boundIn: Int32Array;
  #block = 0;
  /** The unit of the instruction that is run. */
  #unit = 0;
  /** The handler of this instruction, and which slots have changed since its state was joined. */
  #handler: ExceptionTableEntry | null = null;
  readonly #changed: number[] = [];
  /** How much may still be done: a safeguard against code made to be slow. */
  #work: number;

  constructor(code: CodeObject, instructions: Instructions, entries: readonly ExceptionTableEntry[]) {
    const locals = code.co_localspluskinds.length;
    this.#code = code;
    this.#instructions = instructions;
    this.#entries = entries;
    this.#tracked = locals > TRACKED_LOCALS ? trackedPlaces(code.co_localspluskinds) : null;
    this.#trackedCount = this.#tracked === null ? locals : Math.max(...this.#tracked) + 1;
    this.#boundIn = new Int32Array(this.#tracked === null ? 0 : locals);
    this.#work = 2_000_000 + 256 * instructions.units;
  }

  run(): void {
    this.#enterFunction();
    while (this.#pending.length > 0) {
      const unit = this.#pending.pop()!;
      const state = this.#states.get(unit)!;
      state.isPending = false;
      this.#slots = state.kinds.slice();
      this.#top = state.kinds.length;
      this.#block++;
      this.#runFrom(unit);
    }
  }

  /** Parameters are bound, and nothing else. */
  #enterFunction(): void {
    const { co_flags: flags, co_argcount, co_kwonlyargcount } = this.#code;
    const starred = (flags & CO_VARARGS) !== 0 ? 1 : 0;
    const doubleStarred = (flags & CO_VARKEYWORDS) !== 0 ? 1 : 0;
    const parameters = co_argcount + co_kwonlyargcount + starred + doubleStarred;
    const kinds: number[] = new Array(this.#trackedCount).fill(kind.NULL);
    for (let local = 0; local < parameters; local++) {
      const place = this.#placeOf(local);
      if (place >= 0) kinds[place] = kind.OBJECT;
    }
    this.#states.set(0, { kinds, isPending: true });
    this.#pending.push(0);
  }

  /** Runs from a unit to the end of its block. */
  #runFrom(start: number): void {
    const { opcodes, opargs, ends, isTarget, depths, units } = this.#instructions;
    const entries = this.#entries;
    this.#handler = null;
    let entry = firstEntryBehind(entries, 2 * start);
    for (let unit = start; ;) {
      this.#unit = unit;
      if (entry < entries.length) {
        while (entry < entries.length && entries[entry].end <= 2 * unit) entry++;
        this.#cover(entry < entries.length && entries[entry].start <= 2 * unit ? entries[entry] : null);
      }
      const opcode = opcodes[unit];
      depths[unit] = this.#top - this.#trackedCount;
      this.#execute(opcode, opargs[unit]);
      if (LEAVES[opcode] !== 0) {
        if (this.#instructions.isJump(unit)) this.#enter(this.#instructions.target(unit));
        if (isScopeExit(opcode) || isUnconditionalJump(opcode)) return;
      }
      unit = ends[unit];
      if (unit >= units) throw this.#error("control runs off the end");
      if (isTarget[unit] !== 0) return this.#enter(unit);
    }
  }

  /** The state now is one in which the block at `unit` may begin. */
  #enter(unit: number): void {
    const state = this.#states.get(unit);
    this.#spend(this.#top);
    if (state === undefined) {
      this.#states.set(unit, { kinds: this.#slots.slice(0, this.#top), isPending: true });
      this.#pending.push(unit);
      return;
    }
    const { kinds } = state;
    if (kinds.length !== this.#top) throw this.#depthsDiffer(unit, kinds.length, this.#top);
    for (let slot = 0; slot < kinds.length; slot++) this.#joinInto(state, unit, slot, this.#slots[slot]);
  }

  #joinInto(state: EntryState, unit: number, slot: number, value: number): void {
    const before = state.kinds[slot];
    const joined = kind.join(before, value);
    if (joined === before) return;
    state.kinds[slot] = joined;
    if (state.isPending) return;
    state.isPending = true;
    this.#pending.push(unit);
  }

  // ---- Exceptions.

  /** The instruction is covered by a handler: the state before it is one that the handler may find. */
  #cover(handler: ExceptionTableEntry | null): void {
    if (handler === null) {
      this.#handler = null;
      return;
    }
    const unit = handler.target / 2;
    if (handler === this.#handler) {
      if (this.#changed.length === 0) return;
      const state = this.#states.get(unit)!;
      for (const slot of this.#changed) {
        if (slot < this.#trackedCount + handler.depth) this.#joinInto(state, unit, slot, this.#slots[slot]);
      }
    } else {
      this.#enterHandler(handler, unit);
    }
    this.#handler = handler;
    this.#changed.length = 0;
  }

  #enterHandler(handler: ExceptionTableEntry, unit: number): void {
    const kept = this.#trackedCount + handler.depth;
    if (kept > this.#top) throw this.#error("handler expects a deeper stack");
    const kinds = this.#slots.slice(0, kept);
    if (handler.lasti) kinds.push(kind.LASTI);
    kinds.push(kind.EXCEPTION);
    this.#spend(kinds.length);
    const state = this.#states.get(unit);
    if (state === undefined) {
      this.#states.set(unit, { kinds, isPending: true });
      this.#pending.push(unit);
    } else if (state.kinds.length !== kinds.length) {
      throw this.#depthsDiffer(unit, state.kinds.length, kinds.length);
    } else {
      for (let slot = 0; slot < kinds.length; slot++) this.#joinInto(state, unit, slot, kinds[slot]);
    }
  }

  // ---- Instructions.

  #execute(opcode: number, oparg: number): void {
    const depth = this.#top - this.#trackedCount;
    const popped = numPopped(opcode, oparg);
    const after = depth - popped + numPushed(opcode, oparg);
    if (popped > depth) throw this.#error("stack underflow");
    if (after > this.#code.co_stacksize) throw this.#error("stack overflow");
    const handler = this.#handler;
    if (handler !== null && depth - popped < handler.depth && hasError(opcode) && !KEEPS.has(opcode)) {
      throw this.#error("takes what its handler keeps");
    }
    switch (opcode) {
      case Op.NOP:
      case Op.NOT_TAKEN:
      case Op.RESUME:
        return;
      case Op.POP_TOP:
        this.#pop();
        return;
      case Op.PUSH_NULL:
        return this.#push(kind.NULL);
      case Op.COPY:
        return this.#push(this.#peek(oparg));
      case Op.SWAP: {
        const top = this.#peek(1);
        this.#replace(1, this.#peek(oparg));
        return this.#replace(oparg, top);
      }
      case Op.LOAD_CONST:
        return this.#push((this.#constantKinds[oparg] ??= kind.kindOfConstant(this.#code.co_consts[oparg])));
      case Op.LOAD_SMALL_INT:
        return this.#push(kind.OBJECT);
      case Op.LOAD_FAST:
      case Op.LOAD_FAST_BORROW:
        return this.#push(this.#local(oparg));
      case Op.LOAD_FAST_LOAD_FAST:
      case Op.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
        this.#push(this.#local(oparg >> 4));
        return this.#push(this.#local(oparg & 15));
      case Op.LOAD_FAST_CHECK: {
        const bound = this.#local(oparg) & ~kind.NULL;
        this.#setLocal(oparg, bound === 0 ? kind.OBJECT : bound);
        return this.#push(this.#local(oparg));
      }
      case Op.LOAD_FAST_AND_CLEAR:
        this.#push(this.#local(oparg));
        return this.#setLocal(oparg, kind.NULL);
      case Op.STORE_FAST:
        return this.#setLocal(oparg, this.#pop());
      case Op.STORE_FAST_LOAD_FAST:
        this.#setLocal(oparg >> 4, this.#pop());
        return this.#push(this.#local(oparg & 15));
      case Op.STORE_FAST_STORE_FAST:
        this.#setLocal(oparg >> 4, this.#pop());
        return this.#setLocal(oparg & 15, this.#pop());
      case Op.DELETE_FAST:
        return this.#setLocal(oparg, kind.NULL);
      case Op.MAKE_CELL:
        return this.#setLocal(oparg, kind.CELL);
      case Op.COPY_FREE_VARS:
        return this.#copyFreeVariables(oparg);
      case Op.LOAD_DEREF:
      case Op.STORE_DEREF:
      case Op.DELETE_DEREF:
      case Op.LOAD_FROM_DICT_OR_DEREF:
        if (this.#local(oparg) !== kind.CELL) throw this.#expected("a cell");
        break;
      case Op.LOAD_GLOBAL:
        this.#push(kind.OBJECT);
        if ((oparg & 1) !== 0) this.#push(kind.NULL);
        return;
      case Op.LOAD_ATTR:
      case Op.LOAD_SUPER_ATTR:
      case Op.LOAD_SPECIAL:
        this.#popObjects(popped);
        this.#push(kind.OBJECT);
        if (after - depth + popped === 2) this.#push(kind.OBJECT | kind.NULL);
        return;
      case Op.CALL:
        this.#popObjects(oparg);
        return this.#call();
      case Op.CALL_KW:
        this.#popNames(oparg);
        this.#popObjects(oparg);
        return this.#call();
      case Op.CALL_FUNCTION_EX:
        this.#popOnly(kind.DICT | kind.NULL, "a dict or NULL");
        this.#popObjects(1);
        return this.#call();
      case Op.MAKE_FUNCTION: {
        const code = this.#popOnly(kind.CODE, "a code object");
        const free = kind.countOf(code);
        return this.#push(free === 0 ? kind.FUNCTION : kind.counted(kind.UNCLOSED, free));
      }
      case Op.SET_FUNCTION_ATTRIBUTE:
        return this.#setFunctionAttribute(oparg);
      case Op.BUILD_TUPLE:
        return this.#push(this.#popTuple(oparg));
      case Op.BUILD_LIST:
        this.#popObjects(oparg);
        return this.#push(kind.LIST);
      case Op.BUILD_SET:
        this.#popObjects(oparg);
        return this.#push(kind.SET);
      case Op.BUILD_MAP:
        this.#popObjects(popped);
        return this.#push(kind.DICT);
      case Op.BUILD_STRING:
        for (let part = 0; part < oparg; part++) this.#popOnly(kind.STR, "a str");
        return this.#push(kind.STR);
      case Op.FORMAT_WITH_SPEC:
      case Op.FORMAT_SIMPLE:
        this.#popObjects(popped);
        return this.#push(kind.STR);
      case Op.BUILD_TEMPLATE:
        this.#popOnly(kind.TUPLE | kind.NAMES | kind.CELLS, "a tuple");
        this.#popOnly(kind.TUPLE | kind.NAMES | kind.CELLS, "a tuple");
        return this.#push(kind.OBJECT);
      case Op.LIST_APPEND:
      case Op.LIST_EXTEND:
        this.#popObjects(1);
        return this.#expect(oparg, kind.LIST, "a list");
      case Op.SET_ADD:
        return this.#popObjects(1);
      case Op.SET_UPDATE:
        this.#popObjects(1);
        return this.#expect(oparg, kind.SET, "a set");
      case Op.MAP_ADD:
        this.#popObjects(2);
        return this.#expect(oparg, kind.DICT, "a dict");
      case Op.DICT_UPDATE:
        this.#popObjects(1);
        return this.#expect(oparg, kind.DICT, "a dict");
      case Op.DICT_MERGE:
        this.#popObjects(1);
        this.#expectObject(oparg + 3);
        return this.#expect(oparg, kind.DICT, "a dict");
      case Op.PUSH_EXC_INFO:
        this.#popOnly(kind.EXCEPTION, "an exception");
        this.#push(kind.EXCEPTION | kind.NONE);
        return this.#push(kind.EXCEPTION);
      case Op.POP_EXCEPT:
        this.#popOnly(kind.EXCEPTION | kind.NONE, "an exception or None");
        return;
      case Op.CHECK_EXC_MATCH:
        this.#popObjects(1);
        this.#expectObject(1);
        return this.#push(kind.OBJECT);
      case Op.CHECK_EG_MATCH:
        this.#popObjects(1);
        this.#popOnly(kind.EXCEPTION | kind.NONE, "an exception or None");
        this.#push(kind.EXCEPTION | kind.NONE);
        return this.#push(kind.EXCEPTION | kind.NONE);
      case Op.RERAISE:
        this.#popOnly(kind.EXCEPTION | kind.NONE, "an exception or None");
        if (oparg > 0) this.#expect(oparg, kind.LASTI, "an offset");
        return;
      case Op.END_ASYNC_FOR:
        this.#popOnly(kind.EXCEPTION, "an exception");
        return this.#popObjects(1);
      case Op.CLEANUP_THROW:
        this.#popOnly(kind.EXCEPTION, "an exception");
        this.#popObjects(2);
        this.#push(kind.NONE);
        return this.#push(kind.OBJECT);
      case Op.WITH_EXCEPT_START:
        this.#expect(1, kind.EXCEPTION, "an exception");
        this.#expectObject(5);
        this.#expectSelf(4);
        return this.#push(kind.OBJECT);
      case Op.CALL_INTRINSIC_1:
        return this.#push(this.#intrinsic1(oparg));
      case Op.CALL_INTRINSIC_2:
        return this.#push(this.#intrinsic2(oparg));
      case Op.MATCH_KEYS:
        this.#expect(1, kind.TUPLE | kind.NAMES | kind.CELLS, "a tuple");
        this.#expectObject(2);
        return this.#push(kind.OBJECT);
      case Op.MATCH_CLASS:
        this.#popOnly(kind.TUPLE | kind.NAMES | kind.CELLS, "a tuple");
        this.#popObjects(2);
        return this.#push(kind.OBJECT);
      case Op.FOR_ITER:
      case Op.GET_LEN:
      case Op.GET_ANEXT:
      case Op.IMPORT_FROM:
      case Op.MATCH_MAPPING:
      case Op.MATCH_SEQUENCE:
        this.#expectObject(1);
        return this.#push(kind.OBJECT);
      case Op.SEND:
        this.#popObjects(1);
        this.#expectObject(1);
        return this.#push(kind.OBJECT);
      case Op.YIELD_VALUE:
        this.#popObjects(1);
        // What a delegating generator waits for lies on its stack.
        if (oparg === 1) {
          if (depth < 2) throw this.#error("stack underflow");
          this.#expectObject(1);
        }
        return this.#push(kind.OBJECT);
    }
    this.#popObjects(popped);
    this.#spend(after - depth + popped);
    for (let count = after - depth + popped; count > 0; count--) this.#push(kind.OBJECT);
  }

  /** `callable self?` below the arguments. */
  #call(): void {
    this.#expectSelf(1);
    this.#top--;
    this.#popObjects(1);
    this.#push(kind.OBJECT);
  }

  #popNames(most: number): void {
    const names = this.#popOnly(kind.NAMES, "a tuple of names");
    if (kind.countOf(names) > most) throw this.#error("more names than arguments");
  }

  #popTuple(size: number): number {
    let cells = 0;
    for (let item = 1; item <= size; item++) if (this.#peek(item) === kind.CELL) cells++;
    this.#popObjects(size);
    return size > 0 && cells === size ? kind.counted(kind.CELLS, size) : kind.TUPLE;
  }

  #setFunctionAttribute(attribute: number): void {
    let func = this.#popOnly(kind.FUNCTION | kind.UNCLOSED, "a function");
    if (attribute === CLOSURE) {
      const cells = this.#popOnly(kind.CELLS, "a tuple of cells");
      if (kind.countOf(cells) !== kind.countOf(func)) throw this.#error("a closure of another size");
      func = kind.FUNCTION;
    } else {
      this.#popObjects(1);
    }
    this.#push(func);
  }

  #intrinsic1(which: number): number {
    switch (which) {
      case Intrinsic.INTRINSIC_LIST_TO_TUPLE:
        this.#popOnly(kind.LIST, "a list");
        return kind.TUPLE;
      case Intrinsic.INTRINSIC_STOPITERATION_ERROR:
        return this.#popOnly(kind.EXCEPTION, "an exception");
    }
    this.#popObjects(1);
    return kind.OBJECT;
  }

  #intrinsic2(which: number): number {
    if (which === Intrinsic.INTRINSIC_PREP_RERAISE_STAR) {
      this.#popOnly(kind.LIST, "a list");
      this.#popOnly(kind.EXCEPTION | kind.NONE, "an exception");
      return kind.EXCEPTION | kind.NONE;
    }
    this.#popObjects(2);
    return kind.OBJECT;
  }

  #copyFreeVariables(count: number): void {
    const locals = this.#code.co_localspluskinds.length;
    for (let local = locals - count; local < locals; local++) this.#setLocal(local, kind.CELL);
  }

  // ---- The stack.

  #peek(distance: number): number {
    return this.#slots[this.#top - distance];
  }

  #push(value: number): void {
    const slot = this.#top++;
    this.#slots[slot] = value;
    this.#noteChange(slot);
  }

  #replace(distance: number, value: number): void {
    const slot = this.#top - distance;
    this.#slots[slot] = value;
    this.#noteChange(slot);
  }

  #pop(): number {
    return this.#slots[--this.#top];
  }

  #popObjects(count: number): void {
    this.#spend(count);
    for (; count > 0; count--) if (!kind.isObject(this.#pop())) throw this.#expected("a value");
  }

  #popOnly(sorts: number, what: string): number {
    const value = this.#pop();
    if (!kind.isOnly(value, sorts)) throw this.#expected(what);
    return value;
  }

  #expect(distance: number, sorts: number, what: string): void {
    if (!kind.isOnly(this.#peek(distance), sorts)) throw this.#expected(what);
  }

  #expectObject(distance: number): void {
    if (!kind.isObject(this.#peek(distance))) throw this.#expected("a value");
  }

  /** A value or NULL. */
  #expectSelf(distance: number): void {
    if ((this.#peek(distance) & kind.UNCLOSED) !== 0) throw this.#expected("a value or NULL");
  }

  // ---- Fast locals.

  #placeOf(local: number): number {
    return this.#tracked === null ? local : this.#tracked[local];
  }

  #local(local: number): number {
    const place = this.#placeOf(local);
    if (place >= 0) return this.#slots[place];
    return this.#boundIn[local] === this.#block ? kind.OBJECT : kind.OBJECT | kind.NULL;
  }

  #setLocal(local: number, value: number): void {
    if ((value & kind.UNCLOSED) !== 0) throw this.#expected("a value");
    const place = this.#placeOf(local);
    if (place >= 0) {
      this.#slots[place] = kind.stored(value);
      this.#noteChange(place);
    } else {
      this.#boundIn[local] = kind.isObject(value) ? this.#block : -1;
    }
  }

  #noteChange(slot: number): void {
    if (this.#handler !== null && slot < this.#trackedCount + this.#handler.depth) this.#changed.push(slot);
  }

  // ---- What is wrong.

  #spend(work: number): void {
    this.#work -= work;
    if (this.#work < 0) throw this.#error("too complex to verify");
  }

  #expected(what: string): VerifyError {
    return this.#error(`does not find ${what}`);
  }

  #depthsDiffer(unit: number, known: number, other: number): VerifyError {
    const depths = [known, other].map((size) => size - this.#trackedCount);
    return new VerifyError(
      this.#code,
      2 * unit,
      `stack depth ${depths[0]} on one path and ${depths[1]} on another`,
    );
  }

  #error(problem: string): VerifyError {
    const name = opcodeNames[this.#instructions.opcodes[this.#unit]];
    return new VerifyError(this.#code, 2 * this.#unit, `${name}: ${problem}`);
  }
}

/** 1 for the opcodes after which control may be elsewhere than at the next instruction. */
const LEAVES = Uint8Array.from({ length: 256 }, (_, opcode) => (isTerminator(opcode) ? 1 : 0));

/** SET_FUNCTION_ATTRIBUTE's oparg for the closure. */
const CLOSURE = 8;

/** Instructions whose stack picture names items that they leave where they are. */
const KEEPS: ReadonlySet<number> = new Set([
  Op.COPY,
  Op.SWAP,
  Op.LIST_APPEND,
  Op.LIST_EXTEND,
  Op.SET_ADD,
  Op.SET_UPDATE,
  Op.MAP_ADD,
  Op.DICT_UPDATE,
  Op.DICT_MERGE,
  Op.RERAISE,
  Op.WITH_EXCEPT_START,
  Op.FOR_ITER,
  Op.SEND,
  Op.GET_LEN,
  Op.GET_ANEXT,
  Op.IMPORT_FROM,
  Op.MATCH_KEYS,
  Op.MATCH_MAPPING,
  Op.MATCH_SEQUENCE,
  Op.CHECK_EXC_MATCH,
]);

/** The first 64 locals, and the cells behind them. */
function trackedPlaces(kinds: Uint8Array): Int16Array {
  let next = TRACKED_LOCALS;
  return Int16Array.from(kinds, (bits, local) => {
    if (local < TRACKED_LOCALS) return local;
    return (bits & (FAST_CELL | FAST_FREE)) !== 0 ? next++ : -1;
  });
}

function firstEntryBehind(entries: readonly ExceptionTableEntry[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How a code object begins: with what sets up its frame, up to a RESUME, and nothing leads back there.
 *
 * So each call runs RETURN_GENERATOR once or never, as its flags say, and passes a RESUME before anything else.
 */
export function verifyStart(code: CodeObject, { opcodes, ends, isTarget, units }: Instructions): void {
  const isGenerator = (code.co_flags & GENERATOR_FLAGS) !== 0;
  let generators = 0;
  let unit = 0;
  for (; unit < units && STARTING.has(opcodes[unit]); unit = ends[unit]) {
    if (opcodes[unit] === Op.RETURN_GENERATOR) generators++;
    if (isTarget[unit] !== 0) throw new VerifyError(code, 2 * unit, "control returns to the start");
  }
  if (opcodes[unit] !== Op.RESUME) throw new VerifyError(code, 2 * unit, "does not start with RESUME");
  if (generators !== (isGenerator ? 1 : 0)) {
    throw new VerifyError(code, 0, isGenerator ? "makes no generator" : "makes a generator");
  }
  for (unit = ends[unit]; unit < units; unit = ends[unit]) {
    if (opcodes[unit] === Op.RETURN_GENERATOR) {
      throw new VerifyError(code, 2 * unit, "RETURN_GENERATOR: not at the start");
    }
  }
}

const STARTING: ReadonlySet<number> = new Set([
  Op.NOP,
  Op.MAKE_CELL,
  Op.COPY_FREE_VARS,
  Op.RETURN_GENERATOR,
  Op.POP_TOP,
]);
