import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, test } from "vitest";
import { stackEffect } from "../code/stack-effect.ts";
import { MAGIC_NUMBER } from "../pyc/magic.ts";
import { CACHE_FORMATS } from "./caches.ts";
import {
  BINARY_OPERATIONS,
  COMMON_CONSTANTS,
  COMPARE_OPERATORS,
  INTRINSIC_1,
  INTRINSIC_2,
  SPECIAL_METHODS,
} from "./opargs.ts";
import {
  hasArg,
  hasConst,
  hasFree,
  hasJump,
  hasLocal,
  hasName,
  isBlockPush,
  Op,
  opcodeBase,
  opcodeCaches,
  opcodeNames,
} from "./opcode.ts";
import { HAVE_ARGUMENT, INSTRUCTIONS } from "./table.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await createOracle();
});

function ask<T>(statements: string): T {
  return JSON.parse(oracle.evaluate(`import json\n${statements}\nresult = json.dumps(result)`)) as T;
}

test("numbers and names are CPython's", () => {
  const opcodes = ask<Record<string, number>>(
    "import _opcode_metadata as m\nresult = {**m.opmap, **m._specialized_opmap}",
  );
  expect({ ...Op }).toEqual(opcodes);
  expect(ask("import _opcode_metadata as m\nresult = m.HAVE_ARGUMENT")).toBe(HAVE_ARGUMENT);
  expect(ask("import _imp\nresult = _imp.pyc_magic_number_token & 0xffff")).toBe(MAGIC_NUMBER);
});

test("specialised forms stand for CPython's base opcodes", () => {
  const families = ask<Record<string, string[]>>("import _opcode_metadata as m\nresult = m._specializations");
  for (const [base, forms] of Object.entries(families)) {
    for (const form of forms) {
      const number = Op[form as keyof typeof Op];
      expect([form, opcodeNames[opcodeBase[number]]]).toEqual([form, base]);
    }
  }
});

test("what the oparg means", () => {
  const flags = ask<Record<string, boolean[]>>(
    `import _opcode, opcode
questions = _opcode.has_arg, _opcode.has_const, _opcode.has_name, _opcode.has_jump, _opcode.has_free, _opcode.has_local, _opcode.has_exc
result = {name: [q(number) for q in questions] for name, number in opcode.opmap.items() if number not in range(234, 256)}`,
  );
  for (const [name, expected] of Object.entries(flags)) {
    const number = Op[name as keyof typeof Op];
    const questions = [hasArg, hasConst, hasName, hasJump, hasFree, hasLocal, isBlockPush];
    expect([name, questions.map((question) => question(number))]).toEqual([name, expected]);
  }
});

test("inline caches", () => {
  const formats = ask<Record<string, Record<string, number>>>("import opcode\nresult = opcode._cache_format");
  expect(
    Object.fromEntries(
      Object.entries(CACHE_FORMATS).map(([name, format]) => [name, Object.fromEntries(format)]),
    ),
  ).toEqual(formats);
  for (const [number, name] of INSTRUCTIONS) {
    const size = Object.values(formats[name] ?? {}).reduce((sum, units) => sum + units, 0);
    expect([name, opcodeCaches[number]]).toEqual([name, size]);
  }
});

test("stack effects, for opargs of each kind", () => {
  const effects = ask<[number, number, boolean, number | null][]>(
    `import _opcode, opcode
result = []
for number in opcode.opmap.values():
    for oparg in (0, 1, 2, 3, 7, 255, 256 + 7):
        for jump in (False, True):
            try:
                effect = _opcode.stack_effect(number, oparg if _opcode.has_arg(number) else None, jump=jump)
            except ValueError:
                effect = None
            if number not in range(234, 256):
                result.append((number, oparg, jump, effect))`,
  );
  for (const [number, oparg, jump, expected] of effects) {
    const effect = stackEffect(number, oparg, jump ? "jump" : "next");
    expect([opcodeNames[number], oparg, effect]).toEqual([opcodeNames[number], oparg, expected]);
  }
});

test("lists that opargs choose from", () => {
  const lists = ask<Record<string, unknown>>(
    `import _opcode, opcode
result = dict(
    binary=_opcode.get_nb_ops(), one=_opcode.get_intrinsic1_descs(), two=_opcode.get_intrinsic2_descs(),
    special=_opcode.get_special_method_names(), compare=opcode.cmp_op,
    common=[constant.__name__ for constant in opcode._common_constants])`,
  );
  expect({
    binary: BINARY_OPERATIONS,
    one: INTRINSIC_1,
    two: INTRINSIC_2,
    special: SPECIAL_METHODS,
    compare: COMPARE_OPERATORS,
    common: COMMON_CONSTANTS,
  }).toEqual(lists);
});
