/** `compile()` with each of its arguments, against the builtin. */

import { loads, type CodeObject } from "@pyvm/bytecode";
import { parse } from "@pyvm/parser";
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, describe, expect, it } from "vitest";
import {
  CO_FUTURE_ANNOTATIONS,
  CO_FUTURE_BARRY_AS_BDFL,
  PyCF_ALLOW_TOP_LEVEL_AWAIT,
  PyCF_IGNORE_COOKIE,
  PyCF_ONLY_AST,
  PyCF_OPTIMIZED_AST,
  compile,
  compileToTree,
  type CompileMode,
} from "./index.ts";
import { differences } from "./testing/code-differences.ts";

let oracle: Oracle;

beforeAll(async () => {
  oracle = await createOracle();
});

const CASES: [source: string, mode: CompileMode, optimize: 0 | 1 | 2, flags: number][] = [
  ["1 + x", "eval", 0, 0],
  ["[x for x in y]", "eval", 0, 0],
  ["(await x for x in y)", "eval", 0, 0],
  ["1 + x", "single", 0, 0],
  ["'text'", "single", 0, 0],
  ["x; y; z = 1", "single", 0, 0],
  ["def f():\n    'doc'\n    x\n", "single", 0, 0],
  ["", "exec", 0, 0],
  ["# nothing\n", "exec", 0, 0],
  ["'doc'", "exec", 0, 0],
  ["'doc'", "exec", 2, 0],
  ["def f():\n    'doc'\n", "exec", 2, 0],
  ["class C:\n    'doc'\n    'second'\n", "exec", 2, 0],
  ["assert x, y\nif __debug__: z", "exec", 0, 0],
  ["assert x, y\nif __debug__: z", "exec", 1, 0],
  ["x: int = 1\nclass C:\n    y: list[x]\ndef f(a: int) -> str: pass", "exec", 0, 0],
  ["x: int = 1\nclass C:\n    y: list[x]\ndef f(a: int) -> str: pass", "exec", 0, CO_FUTURE_ANNOTATIONS],
  ["await x", "exec", 0, PyCF_ALLOW_TOP_LEVEL_AWAIT],
  [
    "async with x as y: pass\nasync for z in x: pass\n[await a for a in b]",
    "exec",
    0,
    PyCF_ALLOW_TOP_LEVEL_AWAIT,
  ],
  ["await x", "eval", 0, PyCF_ALLOW_TOP_LEVEL_AWAIT],
  ["await x", "single", 0, PyCF_ALLOW_TOP_LEVEL_AWAIT],
];

it.each(CASES)("%j in mode %s, optimize=%d, flags=%d", (source, mode, optimize, flags) => {
  const marshalled = oracle.evaluate(`
import base64, marshal
code = compile(${JSON.stringify(source)}, "<string>", ${JSON.stringify(mode)}, ${flags}, True, ${optimize})
result = base64.b64encode(marshal.dumps(code)).decode()
`);
  const expected = loads(Buffer.from(marshalled, "base64")) as CodeObject;
  expect(differences(expected, compile(source, { mode, optimize, flags }))).toEqual([]);
  const tree = parse(source, { mode });
  expect(differences(expected, compile(tree, { optimize, flags }))).toEqual([]);
});

it("takes <> for != from Barry", () => {
  const code = compile("a <> b", { flags: CO_FUTURE_BARRY_AS_BDFL });
  expect(differences(compile("a != b"), code)).toEqual(["<module>: co_flags"]);
});

it("reads bytes as UTF-8 if it ignores their cookie", () => {
  const source = new TextEncoder().encode("# coding: latin-1\nx = 'é'");
  expect(compile(source).co_consts).toContain("Ã©");
  expect(compile(source, { flags: PyCF_IGNORE_COOKIE }).co_consts).toContain("é");
});

describe("future features", () => {
  const source = "x: int";

  it("are inherited from the caller", () => {
    const code = compile(source, { inheritedFlags: CO_FUTURE_ANNOTATIONS });
    expect(code.co_flags & CO_FUTURE_ANNOTATIONS).not.toBe(0);
  });

  it("are not if the caller says so", () => {
    const code = compile(source, { inheritedFlags: CO_FUTURE_ANNOTATIONS, dontInherit: true });
    expect(code.co_flags & CO_FUTURE_ANNOTATIONS).toBe(0);
  });
});

describe("compileToTree", () => {
  const source = "if __debug__: x = '%s' % (y,)";

  it("answers what the parser made", () => {
    expect(compileToTree(source, { flags: PyCF_ONLY_AST })).toEqual(parse(source));
  });

  it("answers the tree as it is compiled", () => {
    const tree = JSON.stringify(compileToTree(source, { flags: PyCF_OPTIMIZED_AST }));
    expect(tree).toContain('"JoinedStr"');
    expect(tree).not.toContain("__debug__");
  });
});
