/** What a prompt is given line by line: complete, incomplete or wrong, against the oracle. */
import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { parse, PySyntaxError, type Mode } from "./index.ts";

const SOURCES = [
  ...[
    "",
    "x",
    "x =",
    "x y",
    "(",
    "(a,\n b",
    "[1",
    "'abc",
    "'''abc",
    "f'{x",
    "f'''{x",
    "x.",
    "a + \\",
    "\\\n",
    "$",
  ],
  ...[
    "if x:",
    "if x:\n  y",
    "if x:\n  y\nelse:",
    "if x:\n  y\nelse:\n  z",
    "if x:\n y\n  z",
    "if x: y",
    "else:",
  ],
  ...[
    "def f():\n  pass",
    "try:\n  x",
    "@d",
    "@d\ndef f(): pass",
    "while",
    "lambda x",
    "import",
    "from x import (a",
  ],
  ...[
    "match x:",
    "match x:\n case 1:\n  y",
    "{1:",
    "f(a=",
    "x if y",
    "x; y",
    ")",
    "(]",
    "0x",
    "'\\N{foo}'",
    "# c",
  ],
].flatMap((source) => [source, `${source}\n`, `${source}\n\n`]);

const PyCF_DONT_IMPLY_DEDENT = 0x200;
const PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000;

const loading = loadPyodide();

test.each(["exec", "single", "eval"] as const)("mode %s", async (mode) => {
  const oracle = await loading;
  oracle.globals.set("questions", JSON.stringify(SOURCES));
  const expected = JSON.parse(
    oracle.runPython(`
import json, warnings
warnings.simplefilter("ignore")
PyCF_ONLY_AST = 0x400
def answer(source, flags):
    try:
        compile(source, "<test>", "${mode}", flags | PyCF_ONLY_AST)
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset]
json.dumps([[answer(source, flags) for flags in (0x200, 0x4000, 0x4200)] for source in json.loads(questions)])
`) as string,
  ) as unknown[];
  const found = SOURCES.map((source) => [0x200, 0x4000, 0x4200].map((flags) => answer(source, mode, flags)));
  expect(found).toEqual(expected);
});

function answer(source: string, mode: Mode, flags: number): unknown {
  try {
    const allowIncompleteInput = (flags & PyCF_ALLOW_INCOMPLETE_INPUT) !== 0;
    const dontImplyDedent = (flags & PyCF_DONT_IMPLY_DEDENT) !== 0;
    parse(source, { mode, allowIncompleteInput, dontImplyDedent });
    return null;
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    const { type, msg, lineno, offset, text, end_lineno, end_offset } = error;
    return [type, msg, lineno, offset, text, end_lineno, end_offset];
  }
}
