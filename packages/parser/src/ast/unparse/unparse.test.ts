/** `unparse` of every corpus program, and of literals that need care, against the oracle. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { parse } from "../../index.ts";
import { unparse } from "./unparse.ts";

const corpus = fileURLToPath(new URL("../../../../../tools/corpus/", import.meta.url));

const literals = String.raw`
'\n' "it's" '"' '\'"' '''a
b''' r'\d' '\x00\t\ud800é' b'\xff\'"' u'x' 1e400 -1e400j 0.1 1e16 1e-5 10**20 12345678901234567890 (1).real 1 .real True.real
f'{a}' f'{a!r:>{w}}' f"{'x'}" f'{a["b"]}' f'{{}}' f'{ {1: 2} }' f'\n{a}' f'''{a}
"'"''' f"{a:\n{b}'}" f'{a:{b!r}{{}}' f"{a}'{b}" f'\\{a}' f'{(lambda: 1)}' f'{yield_}' f'a' 'b' f'{x=}' f''
t'{a}' t'{a =!s:x}' t"{f'{a}'}" t'{a}' t'{"'"}'
not (a and b) (a, b) = c
x[1, 2] x[1,] x[()] x[*a] x[a:b, ::c] (yield) a if b else (c if d else e) (a if b else c) if d else e
(-1) ** 2 -1 ** 2 (a ** b) ** c a ** b ** c (await_ ** 2) not a == b (not a) == b a < (b < c) lambda: (yield) (lambda *a, b=1, **c: 0)
(a := 1) [a := 1] f(a := 1) {**a, 'b': c} {*a} set() {1} (*a, b) [*a] *a, b
`
  .trim()
  .split("\n");

test("corpus programs", async () => {
  const sources = readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("ast.txt") && !path.includes("node_modules"))
    .sort()
    .map((path) => readFileSync(`${corpus}${path.slice(0, -"/ast.txt".length)}.py`, "utf8"));
  // Each piece that is a program by itself.
  const pieces = literals.flatMap((line) => [line, ...line.split(" ")]).filter(isProgram);
  sources.push(...pieces);
  const oracle = await loadPyodide();
  oracle.globals.set("sources", JSON.stringify(sources));
  const expected = JSON.parse(
    oracle.runPython(
      "import ast, json\njson.dumps([ast.unparse(ast.parse(s)) for s in json.loads(sources)])",
    ) as string,
  ) as string[];
  expect(sources.map((source) => unparse(parse(source)))).toEqual(expected);
  expect(pieces.length).toBeGreaterThan(40);
});

function isProgram(source: string): boolean {
  try {
    parse(source);
    return true;
  } catch {
    return false;
  }
}
