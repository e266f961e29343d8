import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readCorpus } from "../../../../tools/corpus/src/read-corpus.ts";
import { CodeObject } from "../code/code-object.ts";
import { stackEffect } from "../code/stack-effect.ts";
import { OPCODE_COUNT } from "../opcodes/opcode.ts";
import { loads } from "../marshal/reader.ts";
import { codeInfo, prettyFlags } from "./code-info.ts";
import { findLabels } from "./decode.ts";
import { disassemble } from "./format.ts";
import { findLineStarts, getInstructions } from "./instructions.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await createOracle();
});

function ask<T>(statements: string): T {
  return JSON.parse(
    oracle.evaluate(`import dis, io, json, marshal, re\n${statements}\nresult = json.dumps(result)`),
  ) as T;
}

/** Addresses, and the order of sets, are not part of the code object. */
const comparable = (text: string): string =>
  text.replace(/ at 0x[0-9a-f…]+, file/g, " at 0x…, file").replace(/frozenset\(\{.*?\}\)/g, "frozenset");

function* nested(code: CodeObject): Generator<CodeObject> {
  yield code;
  for (const constant of code.co_consts) if (constant instanceof CodeObject) yield* nested(constant);
}

const PREPARE = `
def nested(code):
    yield code
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            yield from nested(constant)
def comparable(text):
    return re.sub(r"frozenset\\(\\{.*?\\}\\)", "frozenset", re.sub(" at 0x[0-9a-f]+, file", " at 0x…, file", text))
def load(hex):
    return marshal.loads(bytes.fromhex(hex))
`;

/** The marshalled code of every eighth program. */
const bodies = readCorpus()
  .filter(({ folder }) => existsSync(join(folder, "code.pyc")))
  .filter((_, index) => index % 8 === 0)
  .map((program) => Buffer.from(program.pyc().subarray(16)).toString("hex"));

const codes = (): CodeObject[][] =>
  bodies.map((hex) => [...nested(loads(Uint8Array.from(Buffer.from(hex, "hex"))) as CodeObject)]);

test("get_instructions, for code nested in code too", () => {
  const expected = ask<unknown>(`${PREPARE}
result = [[[[i.opname, i.opcode, i.baseopname, i.baseopcode, i.arg, comparable(i.argrepr), i.offset,
    i.start_offset, i.cache_offset, i.end_offset, i.starts_line, i.line_number, i.label, i.jump_target,
    list(i.positions), i.cache_info and [(name, size, data.hex()) for name, size, data in i.cache_info]]
  for i in dis.get_instructions(code)] for code in nested(load(hex))] for hex in ${JSON.stringify(bodies)}]`);
  const orNull = (value: number): number | null => (value < 0 ? null : value);
  const found = codes().map((units) =>
    units.map((code) =>
      Array.from(getInstructions(code), (i) => [
        ...[i.opname, i.opcode, i.baseopname, i.baseopcode, i.arg, comparable(i.argrepr), i.offset],
        ...[
          i.start_offset,
          i.cache_offset,
          i.end_offset,
          i.starts_line,
          i.line_number,
          i.label,
          i.jump_target,
        ],
        [
          orNull(i.positions!.lineno),
          orNull(i.positions!.end_lineno),
          orNull(i.positions!.col_offset),
          orNull(i.positions!.end_col_offset),
        ],
        i.cache_info?.map(([name, size, data]) => [name, size, Buffer.from(data).toString("hex")]) ?? null,
      ]),
    ),
  );
  expect(found).toEqual(expected);
});

test("findlinestarts, findlabels and code_info", () => {
  const expected = ask<unknown>(`${PREPARE}
result = [[[list(dis.findlinestarts(code)), dis.findlabels(code.co_code), comparable(dis.code_info(code))]
  for code in nested(load(hex))] for hex in ${JSON.stringify(bodies)}]`);
  const found = codes().map((units) =>
    units.map((code) => [findLineStarts(code), [...findLabels(code.co_code)], comparable(codeInfo(code))]),
  );
  expect(found).toEqual(expected);
});

test("the text of dis.dis with every option", () => {
  const options = ["show_caches", "show_offsets", "show_positions"];
  const expected = ask<string[][]>(`${PREPARE}
def text(code, **options):
    out = io.StringIO()
    dis.dis(code, file=out, **options)
    return comparable(out.getvalue())
result = [[text(load(hex), **{name: True}) for name in ${JSON.stringify(options)}] + [text(load(hex), depth=1)]
  for hex in ${JSON.stringify(bodies)}]`);
  const found = codes().map(([code]) => [
    comparable(disassemble(code, { showCaches: true })),
    comparable(disassemble(code, { showOffsets: true })),
    comparable(disassemble(code, { showPositions: true })),
    comparable(disassemble(code, { depth: 1 })),
  ]);
  expect(found).toEqual(expected);
});

test("the first line can be another", () => {
  const [code] = codes()[0];
  const lines = Array.from(getInstructions(code, { firstLine: 101 }), ({ line_number }) => line_number);
  expect(lines).toEqual(
    Array.from(getInstructions(code), ({ line_number }) => (line_number === null ? null : line_number + 100)),
  );
});

test("flags", () => {
  const flags = [0, 1, 3, 67, 0x4000003, 0x8000083, 0x2000000, 0x1003000, 0x400];
  expect(flags.map(prettyFlags)).toEqual(
    ask(`result = [dis.pretty_flags(f) for f in ${JSON.stringify(flags)}]`),
  );
});

test("the stack effect of every opcode, jumping or not", () => {
  const opargs = [0, 1, 2, 3, 4, 5, 8, 255, 256, 0x201];
  const expected = ask<(number | null)[][]>(`
import _opcode
def effect(opcode, oparg, jump):
    try:
        return _opcode.stack_effect(opcode, oparg, jump=jump)
    except ValueError:
        return None
result = [[effect(opcode, oparg, jump) for oparg in ${JSON.stringify(opargs)} for jump in (None, True, False)]
  for opcode in range(${OPCODE_COUNT + 3})]`);
  const found = Array.from({ length: OPCODE_COUNT + 3 }, (_, opcode) =>
    opargs.flatMap((oparg) =>
      (["jump", "jump", "next"] as const).map((flow) => stackEffect(opcode, oparg, flow)),
    ),
  );
  expect(found).toEqual(expected);
});
