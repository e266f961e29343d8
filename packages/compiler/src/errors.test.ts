/** What the compiler refuses or warns about, with CPython's message and position. */

import { PySyntaxError } from "@pyvm/parser";
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, type CompileOptions } from "./index.ts";

let oracle: Oracle;

beforeAll(async () => {
  oracle = await createOracle();
});

const nestedLoops = Array.from({ length: 22 }, (_, depth) => `${" ".repeat(depth)}while x:\n`).join("");

const REFUSED = [
  // Statements where they mean nothing.
  "return 1",
  "class C:\n    return 1",
  "if x:\n    break",
  "continue",
  "def f():\n    for x in y: pass\n    else: continue",
  "async def f():\n    yield 1\n    return 2",
  "yield 1",
  "yield from x",
  "async def f():\n    yield from x",
  "def f():\n    await x",
  "await x",
  "def f():\n    async with x: pass",
  "def f():\n    async for x in y: pass",
  "def f():\n    return [x async for x in y]",
  "def f():\n    return [await x for x in y]",
  "def f():\n    from m import *",
  "x = 1\nfrom __future__ import annotations",
  "from __future__ import braces",
  "from __future__ import nothing",
  "try: pass\nexcept: pass\nexcept E: pass",
  "while x:\n    try: pass\n    except* E: break",
  "def f():\n    try: pass\n    except* E: return",
  `${nestedLoops}${" ".repeat(22)}pass`,
  // Names.
  "global x\nglobal x; x: int = 1\ndef f():\n    global y\n    y: int",
  "def f():\n    x = 1\n    global x",
  "def f():\n    print(x)\n    global x",
  "def f(x):\n    global x",
  "def f():\n    x: int\n    nonlocal x",
  "def f(x):\n    nonlocal x",
  "def f():\n    x = 1\n    def g():\n        x = 2\n        nonlocal x",
  "def f():\n    x = 1\n    def g():\n        x\n        nonlocal x",
  "def f():\n    global x\n    nonlocal x",
  "def f():\n    nonlocal x",
  "nonlocal x",
  "class A[T]:\n    nonlocal T",
  "def f(a, *, a): pass",
  "lambda a, *a: 0",
  "__debug__ = 1",
  "del __debug__",
  "f(__debug__=1)",
  "x.__debug__ = 1",
  "def f(__debug__): pass",
  "import x as __debug__",
  "match x:\n    case C(__debug__=1): pass",
  // Comprehensions and assignment expressions.
  "[x := 1 for x in y]",
  "[i for i in range(5) if (j := 0) for j in range(5)]",
  "[x for x in (y := z)]",
  "class C:\n    [y := x for x in z]",
  "[(yield x) for x in y]",
  "def f(): return {(yield x) for x in y}",
  "def f(): return {(yield x): 1 for x in y}",
  "def f(): return ((yield x) for x in y)",
  // Annotations and type parameters.
  "x: (yield)",
  "x: (y := 1)",
  "async def f():\n    def g(x: (await y)): pass",
  "type X = (yield)",
  "type X = (y := 1)",
  "class C[T: (yield)]: pass",
  "class C[T: (int, (yield))]: pass",
  "class C[T = (yield)]: pass",
  "class C[*T = (yield)]: pass",
  "class C[**T = (yield)]: pass",
  "class C[T](y := B): pass",
  "type X = [(y := x) for x in z]",
  "def f[T: [(y := x) for x in z]](): pass",
  "class C[T]([(y := x) for x in z]): pass",
  "class C[T, T]: pass",
  "class C[__classdict__]: pass",
  "def f[T = int, U](): pass",
  "def f[T = int, *U](): pass",
  "def f[T = int, **U](): pass",
  // Docstrings that UTF-8 cannot hold.
  "'a\\t\\ud800b'",
  "def f(): 'x\\ud800\\udc01\\ud802 \\ud803'",
  // Targets, calls, patterns.
  "*a, *b = c",
  "*a = b",
  "x = *a",
  "for *a in b: pass",
  `${Array.from({ length: 256 }, (_, index) => `a${index}, `).join("")}*b = c`,
  "f(a=1, b=2, a=3)",
  "f(a=1, *b, a=3)",
  "class C(a=1, a=2): pass",
  "match x:\n    case a, a: pass",
  "match x:\n    case [1, a] | [2, b]: pass",
  "match x:\n    case a: pass\n    case b: pass",
  "match x:\n    case _: pass\n    case 1: pass",
  "match x:\n    case _ | 1: pass",
  "match x:\n    case *a, *b: pass",
  "match x:\n    case C(a=1, a=2): pass",
  "match x:\n    case {1: a, 1.0: b}: pass",
  "match x:\n    case {'k': a, 'k': b}: pass",
  'match x:\n    case {f"": a}: pass',
  'match x:\n    case f"": pass',
];

describe("refuses", () => {
  it.each(REFUSED)("%j", (source) => {
    const expected = oracle.compileError(source, { filename: "program.py" });
    expect(expected).not.toBeNull();
    const { type, message, lineno = null, offset = null, end_lineno = null, end_offset = null } = expected!;
    expect(refusal(source)).toEqual({ type, message, lineno, offset, end_lineno, end_offset });
  });
});

function refusal(source: string, options: CompileOptions = {}): object {
  try {
    compile(source, { filename: "program.py", ...options });
  } catch (reason) {
    if (!(reason instanceof PySyntaxError)) throw reason;
    const { type, msg: message, lineno, offset, end_lineno, end_offset } = reason;
    return { type, message, lineno, offset, end_lineno, end_offset };
  }
  return {};
}

const WARNED = [
  "x is 1",
  "x is not 'a'",
  "x is ()",
  "1 is x < 2",
  "if a is 1 < b: pass",
  "assert (x, 'message')",
  "1()",
  "[1, 2](3)",
  "{**x}()",
  "f''()",
  "t''()",
  "(x for x in y)()",
  "None[0]",
  "1.5[0]",
  "{1}[0]",
  "(lambda: 0)[0]",
  "t''[0]",
  "[1]['a']",
  "(1, 2)[1, 2]",
  "'a'[None]",
  "b'a'[1.5]",
  "[1][t'']",
  "def f():\n    try: pass\n    finally:\n        return 1",
  "for x in y:\n    try: pass\n    finally:\n        break",
  "for x in y:\n    try: pass\n    finally:\n        continue",
  "try: pass\nfinally:\n    x is 1",
  "def f():\n    try:\n        return 1\n    finally:\n        x is 1",
  "def f():\n    for x in y:\n        try:\n            if x: break\n            continue\n        finally:\n            1()",
];

/** Answers the warnings of a compilation as JSON, each as its text and line. */
const warningsOf = (source: string): string => `
import json, warnings
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    compile(${JSON.stringify(source)}, "program.py", "exec", dont_inherit=True)
result = json.dumps([[str(warning.message), warning.lineno] for warning in found])
`;

describe("warns", () => {
  it.each(WARNED)("%j", (source) => {
    const expected: unknown = JSON.parse(oracle.evaluate(warningsOf(source)));
    const actual: unknown[] = [];
    compile(source, { onWarning: ({ message, lineno }) => void actual.push([message, lineno]) });
    expect(actual).toEqual(expected);
  });

  it("turns a warning into an error if asked to", () => {
    expect(refusal("x is 1", { onWarning: () => "error" })).toMatchObject({
      type: "SyntaxError",
      message: `"is" with 'int' literal. Did you mean "=="?`,
      offset: 1,
    });
  });
});
