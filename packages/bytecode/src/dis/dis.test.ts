import { createOracle } from "@pyvm/tool-oracle";
import { expect, test } from "vitest";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCorpus } from "../../../../tools/corpus/src/read-corpus.ts";
import type { CodeObject } from "../code/code-object.ts";
import { FloatConstant } from "../code/constants.ts";
import { loads } from "../marshal/reader.ts";
import { readPyc } from "../pyc/header.ts";
import { disassemble } from "./format.ts";
import { reprFloat } from "./repr.ts";

/** The programs that CPython has been asked about. */
const programs = readCorpus().filter(({ folder }) => existsSync(join(folder, "code.pyc")));

/** dis shows a frozenset in the order of its hash table, which is not part of the code object. */
const withoutSetOrder = (text: string): string =>
  text.replace(/frozenset\(\{(.*?)\}\)/g, (_, items: string) => items.split(", ").sort().join());

test.each(programs.map((program) => [program.id, program] as const))("%s", (_, program) => {
  const actual = disassemble(readPyc(program.pyc()).code);
  expect(withoutSetOrder(actual)).toBe(withoutSetOrder(program.golden("dis")));
});

test("offsets, caches, positions and the current instruction", async () => {
  const oracle = await createOracle();
  const source =
    "def f(x, *, y=0):\n    try:\n        return x[y] + (yield x.a)\n    except ValueError:\n        raise\n";
  const variants = [
    ["show_offsets=True", { showOffsets: true }],
    ["show_caches=True", { showCaches: true }],
    ["show_positions=True", { showPositions: true }],
    [
      "show_caches=True, show_offsets=True, show_positions=True",
      { showCaches: true, showOffsets: true, showPositions: true },
    ],
    ["depth=0", { depth: 0 }],
  ] as const;
  const [hex, ...texts] = JSON.parse(
    oracle.evaluate(`import dis, io, json, marshal, re
code = compile(${JSON.stringify(source)}, "f.py", "exec")
result = [marshal.dumps(code).hex()]
for options in (${variants.map(([options]) => `dict(${options})`).join(", ")}):
    out = io.StringIO()
    dis.dis(code, file=out, **options)
    result.append(re.sub("0x[0-9a-f]+", "0x…", out.getvalue()))
result = json.dumps(result)`),
  ) as string[];
  const code = loads(Uint8Array.from(Buffer.from(hex, "hex"))) as CodeObject;
  expect(variants.map(([, options]) => disassemble(code, options))).toEqual(texts);
  expect(disassemble(code, { depth: 0, currentOffset: 0 })).toContain("--> RESUME");
});

test("floats as Python writes them", async () => {
  const oracle = await createOracle();
  const values = [
    0, 1, 0.1, 1e-4, 9.9e-5, 1e15, 1e16, 123456789012345680, 1e22, 5e-324, 1.7976931348623157e308, -2.5,
  ];
  const texts = JSON.parse(
    oracle.evaluate(`import json\nresult = json.dumps([repr(float(v)) for v in ${JSON.stringify(values)}])`),
  ) as string[];
  expect(values.map((value) => reprFloat(new FloatConstant(value).value))).toEqual(texts);
});
