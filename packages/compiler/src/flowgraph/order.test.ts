/**
 * The passes against CPython's `optimize_cfg`, on small sequences that aim at one pass each and on random
 * ones. Whole programs are compared in assemble/code.test.ts.
 */

import { hasArg, hasTarget, Op, opcodeNames } from "@pyvm/bytecode";
import type { Constant, OpcodeName, PseudoOpcodeName } from "@pyvm/bytecode";
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, describe, expect, test } from "vitest";
import { ConstantTable } from "../instructions/constant-table.ts";
import { InstructionSequence } from "../instructions/sequence.ts";
import { optimizeSequence } from "./order.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await createOracle();
});

/** Name, oparg (an index for jumps), line. */
type Row = readonly [OpcodeName | PseudoOpcodeName, number?, number?];

interface Case {
  readonly rows: readonly Row[];
  readonly consts: readonly Constant[];
  readonly locals: number;
}

const CONSTS = [null, 1, 300, "text", true];

describe("single passes", () => {
  test.each<[string, Row[]]>([
    [
      "jump to jump",
      [
        ["LOAD_FAST", 0],
        ["POP_JUMP_IF_TRUE", 4],
        ["LOAD_CONST", 0],
        ["RETURN_VALUE"],
        ["JUMP", 6, 2],
        ["NOP"],
        ["LOAD_CONST", 2, 3],
        ["RETURN_VALUE"],
      ],
    ],
    ["jump to the next instruction", [["JUMP", 1], ["LOAD_CONST", 0], ["RETURN_VALUE"]]],
    ["a jump that loops to itself", [["JUMP", 0]]],
    ["an unreachable end", [["LOAD_CONST", 3], ["RETURN_VALUE"], ["LOAD_CONST", 0], ["RETURN_VALUE"]]],
    [
      "constant conditions",
      [
        ["LOAD_CONST", 4],
        ["POP_JUMP_IF_FALSE", 4],
        ["LOAD_CONST", 2],
        ["RETURN_VALUE"],
        ["LOAD_CONST", 3],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "is None",
      [
        ["LOAD_FAST", 0],
        ["LOAD_CONST", 0],
        ["IS_OP", 0],
        ["TO_BOOL"],
        ["POP_JUMP_IF_FALSE", 7],
        ["LOAD_CONST", 3],
        ["RETURN_VALUE"],
        ["LOAD_CONST", 0],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "is not None",
      [
        ["LOAD_FAST", 0],
        ["LOAD_CONST", 0],
        ["IS_OP", 1],
        ["POP_JUMP_IF_FALSE", 6],
        ["LOAD_CONST", 3],
        ["RETURN_VALUE"],
        ["LOAD_CONST", 0],
        ["RETURN_VALUE"],
      ],
    ],
    ["not not", [["LOAD_FAST", 0], ["UNARY_NOT"], ["UNARY_NOT"], ["RETURN_VALUE"]]],
    [
      "comparison and test",
      [
        ["LOAD_FAST", 0],
        ["LOAD_FAST", 1],
        ["COMPARE_OP", 72],
        ["TO_BOOL"],
        ["POP_JUMP_IF_TRUE", 7],
        ["LOAD_CONST", 0],
        ["RETURN_VALUE"],
        ["LOAD_CONST", 3],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "and",
      [
        ["LOAD_FAST", 0],
        ["JUMP_IF_FALSE", 4],
        ["POP_TOP"],
        ["LOAD_FAST", 1],
        ["JUMP_IF_TRUE", 7],
        ["POP_TOP"],
        ["LOAD_CONST", 0],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "a tuple",
      [
        ["LOAD_CONST", 1],
        ["LOAD_CONST", 2],
        ["NOP", 0, 2],
        ["LOAD_CONST", 3],
        ["BUILD_TUPLE", 3],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "nested tuples",
      [
        ["LOAD_CONST", 1],
        ["LOAD_CONST", 2],
        ["BUILD_TUPLE", 2],
        ["LOAD_CONST", 3],
        ["BUILD_TUPLE", 2],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "a list of constants",
      [["LOAD_CONST", 1], ["LOAD_CONST", 2], ["LOAD_CONST", 3], ["BUILD_LIST", 3], ["RETURN_VALUE"]],
    ],
    [
      "iterating over a list",
      [["LOAD_CONST", 1], ["LOAD_FAST", 0], ["BUILD_LIST", 2], ["GET_ITER"], ["RETURN_VALUE"]],
    ],
    [
      "searching a list",
      [
        ["LOAD_FAST", 0],
        ["LOAD_CONST", 2],
        ["LOAD_CONST", 3],
        ["BUILD_LIST", 2],
        ["CONTAINS_OP", 0],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "a long tuple",
      [
        ["BUILD_LIST", 0],
        ["LOAD_CONST", 1],
        ["LIST_APPEND", 1],
        ["LOAD_CONST", 2],
        ["LIST_APPEND", 1],
        ["CALL_INTRINSIC_1", 6],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "swapping",
      [
        ["LOAD_FAST", 0],
        ["LOAD_FAST", 1],
        ["BUILD_TUPLE", 2],
        ["UNPACK_SEQUENCE", 2],
        ["STORE_FAST", 0],
        ["STORE_FAST", 1],
        ["LOAD_CONST", 0],
        ["RETURN_VALUE"],
      ],
    ],
    ["unused constants", [["LOAD_CONST", 3], ["RETURN_VALUE"]]],
    ["a pushed and popped constant", [["LOAD_CONST", 3], ["POP_TOP"], ["LOAD_CONST", 0], ["RETURN_VALUE"]]],
    [
      "locals on different lines",
      [
        ["LOAD_FAST", 0, 1],
        ["LOAD_FAST", 1, 2],
        ["STORE_FAST", 2, 2],
        ["STORE_FAST", 3, 2],
        ["LOAD_CONST", 0, 2],
        ["RETURN_VALUE", 0, 2],
      ],
    ],
    [
      "a deleted local",
      [["LOAD_CONST", 3], ["STORE_FAST", 0], ["DELETE_FAST", 0], ["LOAD_FAST", 0], ["RETURN_VALUE"]],
    ],
    [
      "a handler",
      [
        ["SETUP_FINALLY", 4],
        ["LOAD_FAST", 0],
        ["POP_BLOCK"],
        ["RETURN_VALUE"],
        ["PUSH_EXC_INFO"],
        ["POP_TOP"],
        ["POP_EXCEPT"],
        ["LOAD_CONST", 0, 5],
        ["RETURN_VALUE"],
      ],
    ],
    [
      "a shared exit without line",
      [
        ["LOAD_FAST", 0],
        ["POP_JUMP_IF_TRUE", 5, 2],
        ["LOAD_FAST", 1, 3],
        ["POP_JUMP_IF_TRUE", 5, 3],
        ["NOP", 0, 4],
        ["LOAD_CONST", 0, -1],
        ["RETURN_VALUE", 0, -1],
      ],
    ],
  ])("%s", (_, rows) => {
    compare({ rows, consts: CONSTS, locals: 4 });
  });

  test("more than 64 locals", () => {
    const rows: Row[] = [];
    for (const local of [0, 63, 64, 70])
      rows.push(["LOAD_CONST", 3], ["STORE_FAST", local], ["LOAD_FAST", local], ["POP_TOP"]);
    for (const local of [0, 1, 65, 70]) rows.push(["LOAD_FAST", local], ["POP_TOP"], ["DELETE_FAST", local]);
    compare({ rows: [...rows, ["LOAD_FAST", 70], ["RETURN_VALUE"]], consts: CONSTS, locals: 80 });
  });
});

test("random stack shuffles", () => {
  const random = randomNumbers(7);
  for (let round = 0; round < 300; round++) {
    const depth = 2 + random(5);
    const rows: Row[] = Array.from({ length: depth }, () => ["LOAD_NAME", random(3)] as const);
    for (let count = random(6); count > 0; count--) {
      rows.push(random(6) === 0 ? ["NOP", 0, 2] : ["SWAP", 2 + random(depth - 1)]);
    }
    for (let left = depth; left > 1; left--) {
      const line = 1 + Math.floor(random(8) / 7);
      rows.push(random(3) === 0 ? ["POP_TOP", 0, line] : ["STORE_FAST", random(4), line]);
    }
    compare({ rows: [...rows, ["RETURN_VALUE", 0, 3]], consts: CONSTS, locals: 4 });
  }
});

test("random branches", () => {
  const random = randomNumbers(11);
  for (let round = 0; round < 300; round++) {
    const rows: Row[] = [];
    const statements = 3 + random(8);
    // Each statement takes four rows, so that any of them can be jumped to with an empty stack.
    for (let index = 0; index < statements; index++) {
      const line = random(4) === 0 ? -1 : 1 + random(3);
      const target = 4 * random(statements);
      const condition = (["POP_JUMP_IF_TRUE", "POP_JUMP_IF_FALSE", "POP_JUMP_IF_NONE"] as const)[random(3)];
      const load: Row = random(3) === 0 ? ["LOAD_CONST", random(5), line] : ["LOAD_FAST", random(3), line];
      rows.push(load, random(2) === 0 ? ["TO_BOOL", 0, line] : ["NOP", 0, line], [condition, target, line]);
      rows.push(random(3) === 0 ? ["JUMP", 4 * random(statements), line] : ["NOP", 0, line]);
    }
    compare({ rows: [...rows, ["LOAD_CONST", 0, -1], ["RETURN_VALUE", 0, -1]], consts: CONSTS, locals: 3 });
  }
});

function compare({ rows, consts, locals }: Case): void {
  expect(optimized({ rows, consts, locals })).toEqual(askOptimized({ rows, consts, locals }));
}

function optimized({ rows, consts, locals }: Case): unknown {
  const sequence = new InstructionSequence();
  sequence.labelMap = null;
  for (const [name, oparg = 0, lineno = 1] of rows) {
    sequence.add(Op[name], oparg, { lineno, end_lineno: lineno, col_offset: 0, end_col_offset: 1 });
  }
  const table = new ConstantTable();
  for (const constant of consts) table.add(constant);
  const result = optimizeSequence(sequence, table, locals);
  const instructions = result.instructions.map(({ opcode, oparg, location }) => [
    opcodeNames[opcode],
    hasArg(opcode) ? oparg : null,
    location.lineno,
  ]);
  return { instructions, consts: table.items.length };
}

function askOptimized({ rows, consts, locals }: Case): unknown {
  const labels = [...new Set(rows.filter(([name]) => hasTarget(Op[name])).map(([, oparg]) => oparg))];
  const question = JSON.stringify({ rows, consts, locals, labels });
  return JSON.parse(
    oracle.evaluate(`import _testinternalcapi, json, opcode
q = json.loads(${JSON.stringify(question)})
sequence = _testinternalcapi.new_instruction_sequence()
labels = {index: sequence.new_label() for index in q["labels"]}
for index, (name, oparg, line) in enumerate((*row, 0, 1)[:3] if len(row) != 2 else (*row, 1) for row in q["rows"]):
    if index in labels:
        sequence.use_label(labels[index])
    number = opcode.opmap[name]
    target = number in opcode.hasjump or number in opcode.hasexc
    sequence.addop(number, labels[oparg] if target else oparg, line, line, 0, 1)
consts = q["consts"]
optimized = _testinternalcapi.optimize_cfg(sequence, consts, q["locals"]).get_instructions()
result = json.dumps({"instructions": [(opcode.opname[number], oparg, line) for number, oparg, line, *_ in optimized], "consts": len(consts)})`),
  );
}

function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
}
