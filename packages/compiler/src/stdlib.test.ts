/** Every code object of the standard library is CPython's, in every field. */

import { loads, type CodeObject } from "@pyvm/bytecode";
import { createOracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, it } from "vitest";
import { compile } from "./index.ts";
import { compareCode, type Comparison } from "./testing/code-differences.ts";

/** Answers the library's files as JSON: name to source and to marshalled code at each optimisation level. */
const LIBRARY = `
import base64, json, marshal, sys, warnings, zipfile
warnings.simplefilter("ignore")
archive = zipfile.ZipFile(next(path for path in sys.path if path.endswith(".zip")))
text = lambda data: base64.b64encode(data).decode()
result = {}
for name in archive.namelist():
    if name.endswith(".py"):
        source = archive.read(name)
        codes = [compile(source, name, "exec", dont_inherit=True, optimize=level) for level in range(3)]
        result[name] = [text(source), *(text(marshal.dumps(code)) for code in codes)]
result = json.dumps(result)
`;

/** What the comparison gave last; it may only rise. */
const EQUAL = { 0: 18_159, 1: 18_151, 2: 18_151 };

let library: [name: string, texts: string[]][] = [];

beforeAll(async () => {
  const oracle = await createOracle();
  library = Object.entries(JSON.parse(oracle.evaluate(LIBRARY)) as Record<string, string[]>);
});

it.each([0, 1, 2] as const)("at optimisation level %d", (optimize) => {
  const comparison: Comparison = { compared: 0, equal: 0, differences: [] };
  for (const [filename, [source, ...codes]] of library) {
    const expected = loads(Buffer.from(codes[optimize], "base64")) as CodeObject;
    const actual = compile(Buffer.from(source, "base64"), { filename, optimize });
    compareCode(expected, actual, comparison);
  }
  expect(comparison.differences).toEqual([]);
  expect(comparison.equal).toBeGreaterThanOrEqual(EQUAL[optimize]);
});
