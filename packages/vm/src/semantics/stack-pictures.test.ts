import { INSTRUCTIONS, Op, stackEffect } from "@pyvm/bytecode";
import { expect, test } from "vitest";
import { parsePicture, sizeFor } from "../../../../tools/generate/src/dispatch-loop/picture.ts";
import "../interpreter/generated/cold.ts";
import "../interpreter/generated/loop.ts";
import "./attributes.ts";
import "./control-flow.ts";
import "./fused.ts";
import "./iteration.ts";
import { registered } from "./instruction.ts";
import "./stack.ts";

/** Decoded away before anything runs, or never in a code object. */
const WITHOUT_MEANING = ["CACHE", "EXTENDED_ARG", "NOT_TAKEN", "RESERVED", "INTERPRETER_EXIT"];

/** Opargs with which an opcode stands for the variant; the others take any. */
const OPARGS: Record<string, readonly number[]> = {
  LOAD_ATTR: [0, 6],
  LOAD_ATTR_METHOD: [1, 7],
  LOAD_GLOBAL: [0, 6],
  LOAD_GLOBAL_NULL: [1, 7],
  LOAD_SUPER_ATTR: [2, 4],
  LOAD_SUPER_ATTR_METHOD: [3, 5],
  BUILD_SLICE: [2, 3],
  COPY: [1, 2, 3],
  SWAP: [2, 3],
  RAISE_VARARGS: [0, 1, 2],
  RERAISE: [0, 1, 2],
};

test("every opcode of a code object is defined", () => {
  const opcodes = new Set([...registered.values()].map(({ opcode }) => opcode as string));
  const missing = INSTRUCTIONS.map(([, name]) => name).filter(
    (name) => !opcodes.has(name) && !WITHOUT_MEANING.includes(name),
  );
  expect(missing).toEqual([]);
});

test.for([...registered])(
  "the stack picture of %s agrees with its stack effect",
  ([name, { stack, opcode }]) => {
    const { pushed, popped } = parsePicture(stack);
    for (const oparg of OPARGS[name] ?? [1, 2, 3, 0x102]) {
      const effect = sizeFor(pushed, oparg) - sizeFor(popped, oparg);
      expect(effect, `oparg ${oparg}`).toBe(stackEffect(Op[opcode], oparg, "next"));
    }
  },
);
