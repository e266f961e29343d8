import { CodeObject, Op } from "@pyvm/bytecode";
import { expect, test } from "vitest";
import { PyCode, trust } from "../objects/code.ts";
import { Operation, type OperationName } from "./generated/operations.ts";
import { predecode } from "./predecode.ts";

function code(...units: readonly (readonly [number, number])[]): PyCode {
  return trust(
    new PyCode(
      new CodeObject({
        co_argcount: 0,
        co_posonlyargcount: 0,
        co_kwonlyargcount: 0,
        co_stacksize: 4,
        co_flags: 0,
        co_code: Uint8Array.from(units.flat()),
        co_consts: [],
        co_names: [],
        co_localsplusnames: [],
        co_localspluskinds: new Uint8Array(),
        co_filename: "x.py",
        co_name: "x",
        co_qualname: "x",
        co_firstlineno: 1,
        co_linetable: new Uint8Array(),
        co_exceptiontable: new Uint8Array(),
      }),
    ),
  );
}

const caches = (count: number): [number, number][] => Array.from({ length: count }, () => [0, 0]);

function decoded(code: PyCode): [string, number][] {
  const instructions = predecode(code);
  const names = Object.fromEntries(Object.entries(Operation).map(([name, number]) => [number, name]));
  const result: [string, number][] = [];
  for (let i = 0; i < instructions.length - 2; i += 2)
    result.push([names[instructions[i]!] as OperationName, instructions[i + 1]!]);
  return result;
}

test("caches, NOPs and prefixes go, and the way back to bytes stays", () => {
  const program = code(
    [Op.NOP, 0],
    [Op.EXTENDED_ARG, 1],
    [Op.LOAD_CONST, 2],
    [Op.BINARY_OP, 0],
    ...caches(5),
    [Op.RETURN_VALUE, 0],
  );
  expect(decoded(program)).toEqual([
    ["LOAD_CONST", 0x102],
    ["BINARY_OP_ADD", 0],
    ["RETURN_VALUE", 0],
  ]);
  expect([...program.offsets!]).toEqual([4, 6, 18]);
});

test("jumps become addresses", () => {
  const program = code(
    [Op.FOR_ITER, 2],
    ...caches(1),
    [Op.JUMP_BACKWARD, 4],
    ...caches(1),
    [Op.END_FOR, 0],
    [Op.POP_ITER, 0],
  );
  // FOR_ITER goes behind END_FOR, JUMP_BACKWARD to FOR_ITER.
  expect(decoded(program)).toEqual([
    ["FOR_ITER", 6],
    ["JUMP_BACKWARD", 0],
    ["END_FOR", 0],
    ["POP_ITER", 0],
  ]);
});

test("opcodes whose oparg chooses among operations are split", () => {
  const program = code(
    [Op.LOAD_ATTR, 7],
    ...caches(9),
    [Op.LOAD_ATTR, 6],
    ...caches(9),
    [Op.COMPARE_OP, (5 << 5) | 16],
    ...caches(1),
  );
  expect(decoded(program)).toEqual([
    ["LOAD_ATTR_METHOD", 3],
    ["LOAD_ATTR", 3],
    ["COMPARE_OP_GE", 16],
  ]);
});

test("a frequent sequence becomes one operation in the place of its first", () => {
  const program = code([Op.LOAD_FAST_BORROW, 0], [Op.LOAD_ATTR, 0], ...caches(9), [Op.RETURN_VALUE, 0]);
  expect(decoded(program)).toEqual([
    ["LOAD_FAST_BORROW__LOAD_ATTR", 0],
    ["LOAD_ATTR", 0],
    ["RETURN_VALUE", 0],
  ]);
});
