/**
 * How an opcode is defined: its stack picture, and what it does as a function of its operands and the tier `t`.
 *
 *     instruction("FOR_ITER", {
 *       stack: "iter -- iter item",
 *       run: ({ iter }, t) => { … return item === EXHAUSTED ? t.jump() : item; },
 *     });
 *
 * tools/generate/src/dispatch-loop.ts reads these definitions as syntax and writes interpreter/generated/: `t.x` become
 * registers of the loop, `return` becomes a push, a jump, a switch of frames or a raise. Nothing here runs but the
 * bookkeeping that the tests read.
 *
 * The picture: operands the instruction takes, `--`, what it leaves, deepest first. `args[oparg]` is an array of
 * that many; `self?` may be NULL (`undefined`). Words with which both sides begin stay where they are; the other words
 * on the right are the outputs. What `run` answers: the output; an object of several; an array for an output
 * `items[…]` that is the only one (beside others it stays as it is); nothing when there is none. `undefined` from an instruction that can raise (bytecode's table says which
 * can) is unwinding.
 */
import type { OpcodeName } from "@pyvm/bytecode";
import type { AttributeName } from "../kernel/attribute-name.ts";
import type { PyObject } from "../kernel/object.ts";
import type { Runtime } from "../kernel/state.ts";
import type { PyFrame } from "../objects/frame.ts";
import type { InlineCache } from "../objects/inline-cache.ts";

declare const control: unique symbol;
/** Where control goes instead of to the next instruction. */
export type Control = { readonly [control]: true };

/** What an instruction sees of the tier that runs it. */
export type Tier<Outputs> = {
  readonly oparg: number;
  readonly frame: PyFrame;
  readonly runtime: Runtime;
  /** The frame's fast locals, with the operands behind them. */
  readonly locals: (PyObject | undefined)[];
  /** How many items `locals` has now: the operands end there. */
  readonly depth: number;
  /** The inline cache of this instruction. */
  readonly cache: InlineCache;
  /** `co_consts[oparg]` */
  readonly constant: PyObject;
  /** `co_names[oparg]` */
  readonly name: AttributeName;
  /** Go on at the instruction that the oparg addresses, with the output or without any. */
  jump(output?: Outputs): Control;
  /** In `fast`: these operands are for `run`. */
  slow(): Control;
  /** Leave the loop, which goes on at an address, else behind this instruction, in better code if V8 has some by now. */
  rest(next?: number): Control;
  /** Run another frame (undefined: unwinding); what it returns is this instruction's output. */
  enter(frame: PyFrame | undefined): Control;
  /** End this frame with a return value. */
  leave(value: PyObject): Control;
  /** Suspend this frame, the frame of a generator, and answer its caller with a value. */
  suspend(value: PyObject): Control;
};

// ---- The stack picture as types.

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}`
  ? [First, ...Words<Rest>]
  : Text extends ""
    ? []
    : [Text];
type Before<Picture extends string> = Picture extends `${infer Inputs} --${string}` ? Words<Inputs> : [];
type After<Picture extends string> = Picture extends `${string}-- ${infer Outputs}` ? Words<Outputs> : [];
/** The words on the right that do not merely stay. */
type Fresh<Left extends string[], Right extends string[]> = Left extends [
  infer First,
  ...infer LeftRest extends string[],
]
  ? Right extends [First, ...infer RightRest extends string[]]
    ? Fresh<LeftRest, RightRest>
    : Right
  : Right;
type NameOf<Word> = Word extends `${infer Name}[${string}]`
  ? Name
  : Word extends `${infer Name}?`
    ? Name
    : Word;
type ValueOf<Word> = Word extends `${string}[${string}]`
  ? (PyObject | undefined)[]
  : Word extends `${string}?`
    ? PyObject | undefined
    : PyObject;
type InputsOf<Picture extends string> = {
  [Word in Before<Picture>[number] as NameOf<Word> & string]: ValueOf<Word> extends (PyObject | undefined)[]
    ? PyObject[]
    : ValueOf<Word>;
};
type OutputsOf<Picture extends string> = Outcome<Fresh<Before<Picture>, After<Picture>>>;
type Outcome<Words extends string[]> = Words extends []
  ? unknown
  : Words extends [infer Only]
    ? ValueOf<Only>
    : { [Word in Words[number] as Word extends `${string}]` ? never : NameOf<Word> & string]: ValueOf<Word> };

export type Definition<Picture extends string> = {
  readonly stack: Picture;
  readonly run: (
    operands: InputsOf<Picture>,
    t: Tier<OutputsOf<Picture>>,
  ) => OutputsOf<Picture> | Control | undefined | void;
  /**
   * What the loop itself does of a `cold` instruction: the frequent operands, without a call. V8 takes what it has not
   * seen for impossible and compiles the loop again when it happens; so whatever is not frequent goes the one way that
   * all cold instructions go.
   */
  readonly fast?: Definition<Picture>["run"];
  /** A function of its own outside the loop, which must stay small; it cannot leave or suspend a frame, nor rest. */
  readonly cold?: true;
};

export type Registered = { readonly stack: string; readonly opcode: OpcodeName };

/** What is defined, for the tests. */
export const registered = new Map<string, Registered>();

/** Define what an opcode of a code object does. */
export function instruction<const Picture extends string>(
  name: OpcodeName,
  definition: Definition<Picture>,
): void {
  registered.set(name, { stack: definition.stack, opcode: name });
}

/** Define a special case of an opcode, which interpreter/predecode.ts chooses by its oparg. */
export function variant<const Picture extends string>(
  name: string,
  opcode: OpcodeName,
  definition: Definition<Picture>,
): void {
  registered.set(name, { stack: definition.stack, opcode });
}

/** Instructions that follow one another so often that one dispatch runs them all. */
export function fuse(...names: string[]): void {
  void names;
}
