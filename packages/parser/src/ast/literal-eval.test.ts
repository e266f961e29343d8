import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { parse } from "../parse.ts";
import { PySyntaxError } from "../errors/syntax-error.ts";
import type { ConstantValue } from "./constants.ts";
import { literalEval, LiteralTuple, type LiteralValue } from "./literal-eval.ts";
import { reprConstant } from "./repr.ts";

const SOURCES = [
  ..."1|-1|+1|  1|\t1|\n1|1.5|-0.0|1j|-1j|1+2j|-1-2j|1-1j|0-0j|-0.0-0j|1.5+2e3j|True|None|...".split("|"),
  ..."'a' 'b'|b'a'|'\\ud800'|()|(1,)|[1, (2, [3])]|{}|{1: 2, 'a': None}|set()|{1, 1.0, True}".split("|"),
  ..."{1: 2, True: 3, 1.0: 4}|{(1, 2): 3, (1.0, 2+0j): 4}|{(1, 2): 3, (1.0, 2): 4}|{b'a', b'a'}|{0, -0.0, 0j}|{...}".split(
    "|",
  ),
  ..."{'\\ud800', '\\ud800'}|{2**3}|{10000000000000000, 1e16}|9007199254740993|-9007199254740993".split("|"),
  ..."f()|f(1, 2, 3, 4)|x.y.z(b)|set(1)|[1, a]|1+2|1j+2|True+1j|-True|+'a'|not 1|~1|--1".split("|"),
  ..."{1: [2], **x}|{[1]}|{[1]: 2}|{{1}}|{(1, [2])}|{'a': {[]: 1}}|{{}: 1}|f'a'|t'a'|lambda: 1".split("|"),
  ..."1 if 2 else 3|(1+2j)-3j|a\n+|(|1 2|x = 1|[x for x in y]|a[b:c]|print(*a, b=1, **c)".split("|"),
  `${"1".repeat(400)}+1j`,
];

test("texts, against the oracle", async () => {
  const oracle = await loadPyodide();
  oracle.globals.set("sources", JSON.stringify(SOURCES));
  const expected = JSON.parse(
    oracle.runPython(`
import ast, json
def answer(source):
    try:
        return ascii(ast.literal_eval(source))
    except SyntaxError as e:
        return f"SyntaxError: {e.msg}"
    except Exception as e:
        return f"{type(e).__name__}: {e}"
json.dumps([answer(source) for source in json.loads(sources)])`) as string,
  ) as string[];
  expect(SOURCES.map(answer)).toEqual(expected);
});

function answer(source: string): string {
  try {
    return repr(literalEval(source));
  } catch (error) {
    if (error instanceof PySyntaxError) return `${error.type}: ${error.msg}`;
    throw error;
  }
}

function repr(value: LiteralValue): string {
  if (value instanceof LiteralTuple) {
    return `(${value.items.map(repr).join(", ")}${value.items.length === 1 ? "," : ""})`;
  }
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (value instanceof Set) return value.size === 0 ? "set()" : `{${[...value].map(repr).join(", ")}}`;
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${repr(key)}: ${repr(item)}`).join(", ")}}`;
  }
  return reprConstant(value as ConstantValue);
}

test("trees", () => {
  expect(literalEval(parse("[1]", { mode: "eval" }))).toEqual([1]);
  expect(() => literalEval(parse("x", { mode: "eval" }).body)).toThrow();
});

test("what is too deep", () => {
  let deep = parse("()", { mode: "eval" }).body;
  for (let depth = 0; depth < 100_000; depth++) {
    deep = {
      nodeType: "List",
      elts: [deep],
      ctx: "Load",
      lineno: 1,
      col_offset: 0,
      end_lineno: 1,
      end_col_offset: 0,
    };
  }
  expect(() => literalEval(deep)).toThrow(expect.objectContaining({ type: "RecursionError" }));
});
