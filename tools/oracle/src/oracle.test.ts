import { beforeAll, describe, expect, test } from "vitest";
import { createOracle, OracleError, type Oracle } from "./index.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await createOracle();
});

test("it is the Python that pyvm follows", () => {
  expect(oracle.version).toBe("3.14.2");
});

describe("stages", () => {
  test("tokens carry exact types and code point columns", () => {
    expect(oracle.tokens("é = 1 # c\n").split("\n").slice(0, 4)).toEqual([
      "1,0-1,1 NAME 'é'",
      "1,2-1,3 EQUAL '='",
      "1,4-1,5 NUMBER '1'",
      "1,6-1,9 COMMENT '# c'",
    ]);
    expect(oracle.tokens("x # c\n", "parser")).not.toContain("COMMENT");
  });

  test("bytes are decoded as Python decodes a file", () => {
    expect(oracle.ast(Buffer.from("# coding: latin-1\nx = '\xe9'\n", "latin1"))).toContain("value='é'");
  });

  test("symbol tables list scopes and flags", () => {
    expect(oracle.symtable("def f(a):\n    return a\n")).toBe(
      [
        "module top, line 0",
        "  f: LOCAL DEF_LOCAL",
        "    annotation __annotate__, line 1",
        "      .format: LOCAL USE DEF_PARAM",
        "    function f, line 1",
        "      a: LOCAL USE DEF_PARAM",
        "",
      ].join("\n"),
    );
  });

  test("instructions come before optimization, the flow graph after it", () => {
    const source = "x = 1 + 2\n";
    expect(oracle.instructions(source)).toContain("BINARY_OP 0  @1,1,4,9");
    expect(oracle.cfg(source)).toContain("LOAD_SMALL_INT 3  @1,1,4,9");
  });

  test("dis shows nested code without addresses", () => {
    const text = oracle.dis("f = lambda: 0\n", { filename: "a.py" });
    expect(text).toContain('Disassembly of <code object <lambda> at 0x…, file "a.py", line 1>:');
  });

  test("a .pyc is the same each time", () => {
    const pyc = oracle.pyc("x = {1, 'a'}\n");
    expect([...pyc.subarray(0, 8)]).toEqual([43, 14, 13, 10, 1, 0, 0, 0]);
    expect(oracle.pyc("x = {1, 'a'}\n")).toEqual(pyc);
  });

  test("a refused source is an OracleError with the exception's fields", () => {
    expect(() => oracle.ast("x = (\n")).toThrow(OracleError);
    expect(oracle.compileError("x = (\n")).toMatchObject({
      type: "SyntaxError",
      message: "'(' was never closed",
      lineno: 1,
      offset: 5,
    });
    expect(oracle.compileError("x = 1\n")).toBeNull();
  });
});

describe("programs", () => {
  test("run as the python command runs them", async () => {
    const source = "import sys, beside\nprint(sys.argv, __name__, input())\nsys.exit('no')\n";
    const files = { "beside.py": "print(__name__)\n" };
    expect(await oracle.run({ name: "p.py", source, args: ["a", "b c"], stdin: "in\n", files })).toEqual({
      stdout: "beside\n['p.py', 'a', 'b c'] __main__ in\n",
      stderr: "no\n",
      exitCode: 1,
    });
  });

  test("an uncaught exception prints the command's traceback", async () => {
    const source = "import atexit\natexit.register(print, 'bye')\n1 / 0\n";
    expect(await oracle.run({ name: "p.py", source })).toEqual({
      stdout: "bye\n",
      stderr:
        'Traceback (most recent call last):\n  File "p.py", line 3, in <module>\n    1 / 0\n    ~~^~~\n' +
        "ZeroDivisionError: division by zero\n",
      exitCode: 1,
    });
  });
});
