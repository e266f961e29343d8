/** Tokens of texts with every kind of line and blank: against the oracle, and put together again. */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { beforeAll, expect, test } from "vitest";
import { changedByChance } from "../../../../tools/differential/src/changed-by-chance.ts";
import { tokenize } from "./tokenize.ts";

const SOURCES = [
  "",
  "\n",
  "x",
  "x\n",
  "# only a comment",
  "x # one\n\n  # two\ny\n",
  "if x:\n\ty\n\t# deep\n# not deep\nz",
  "if x:\r\n  y = '''a\r\n b'''\r\n\r\n",
  "x = 1 \\\n  + 2\n\n",
  "\f\nif x:\n \f y\n",
  "f = f'a{{b{x!r:>{w}}}}' t't{ x = }'\n",
  "f'''{\nx # why\n}'''\nrf'\\{x}'\n",
  "é = 'ü', 𝒳\n",
  "x = (1,\n  # inside\n 2\n)\n",
  "if a:\n  if b:\n    c\n  # between\nd\n\n# end\n",
  "   \n  x\n",
];

let ask: (source: string, extraTokens: boolean) => unknown;

beforeAll(async () => {
  const oracle = await loadPyodide();
  oracle.runPython(`
import _tokenize, io, json, tokenize
def answer(source, extra):
    read = io.StringIO(source, newline="").readline
    rows = tokenize.generate_tokens(read) if extra else _tokenize.TokenizerIter(read, extra_tokens=False)
    try:
        return json.dumps([list(row) for row in rows])
    except SyntaxError as e:
        return json.dumps(e.msg)
`);
  const answer = oracle.globals.get("answer") as (source: string, extraTokens: boolean) => string;
  ask = (source, extraTokens) => JSON.parse(answer(source, extraTokens)) as unknown;
});

test.each(SOURCES)("as CPython has them: %j", (source) => {
  for (const exact of [false, true]) {
    const rows = tokenize(source, { exact }).map((token) => {
      return [token.type, token.string, token.start, token.end, token.line];
    });
    expect(rows).toEqual(ask(source, !exact));
  }
});

function join(source: string | Uint8Array, options: { exact?: boolean; recover?: boolean }): string {
  let end = 0;
  return tokenize(source, { ...options, trivia: true })
    .map(({ leading, text, offset }) => {
      if (offset !== end + leading.length) throw new Error(`${text} is not at ${offset}`);
      end = offset + text.length;
      return leading + text;
    })
    .join("");
}

test.each([...SOURCES, "a\rb\r\nc\n\rd\\\r\ne = '''\r\r\n'''\r"])("put together again: %j", (source) => {
  expect(join(source, { recover: true })).toBe(source);
  expect(join(source, { recover: true, exact: true })).toBe(source);
  for (const newline of ["\r\n", "\r"]) {
    const other = source.replace(/\r?\n/g, newline);
    expect(join(other, { recover: true })).toBe(other);
  }
});

test("the byte order mark belongs to the ENCODING token", () => {
  const [encoding, name] = tokenize(Buffer.from("\ufeffx\n"), { trivia: true });
  expect(encoding).toMatchObject({ name: "ENCODING", string: "utf-8", text: "\ufeff" });
  expect(name).toMatchObject({ string: "x", start: [1, 0] });
});

test("what cannot be tokenized, put together again", () => {
  const sources = readFileSync(new URL("../diagnosis/refused.txt", import.meta.url), "utf8").split("\n---\n");
  for (const source of [...sources, ...changedByChance(sources, 2000, 23)]) {
    expect(join(source, { recover: true })).toBe(source);
    expect(join(source, { recover: true, exact: true })).toBe(source);
  }
});
