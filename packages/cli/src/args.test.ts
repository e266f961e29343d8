import { expect, test } from "vitest";
import { parseArguments } from "./args.ts";
import { dedent } from "./main.ts";

test("options end at the program", () => {
  const request = parseArguments(["-OO", "-Werror", "-X", "a=b", "-Bc", "code", "-V", "x"]);
  if (request.kind !== "run") throw new Error(request.kind);
  expect(request.arguments).toMatchObject({
    optimize: 2,
    dontWriteBytecode: true,
    warnOptions: ["error"],
    rest: ["-V", "x"],
  });
  expect(request.arguments.program).toEqual({ kind: "command", source: "code" });
  expect([...request.arguments.xoptions]).toEqual([["a", "b"]]);
});

test("misuse is said in CPython's words", () => {
  expect(parseArguments(["-c"])).toEqual({
    kind: "misuse",
    message: "Argument expected for the -c option\n",
  });
  expect(parseArguments(["--nope"])).toEqual({ kind: "misuse", message: "Unknown option: --nope\n" });
});

test("code is dedented by what all its lines have in common", () => {
  expect(dedent("  a\n    b\n \n  c")).toBe("a\n  b\n\nc");
  expect(dedent("\ta\n  b")).toBe("\ta\n  b");
});
