/** Deep syntax is a Python error, whatever kind of syntax it is. */

import { PySyntaxError } from "@pyvm/parser";
import { expect, it } from "vitest";
import { compile } from "./index.ts";

const DEPTH = 50_000;

it.each([
  ["operators", `x = a${" + a".repeat(DEPTH)}`],
  ["attributes", `a${".b".repeat(DEPTH)}`],
  ["calls", `a${"()".repeat(DEPTH)}`],
  ["subscripts", `a${"[0]".repeat(DEPTH)}`],
  ["elif", `if a: b\n${"elif c: d\n".repeat(DEPTH)}`],
  ["clauses", `[x${" for x in y".repeat(DEPTH)}]`],
  ["negations", `${"-".repeat(DEPTH)}a`],
])("%s", (_, source) => {
  let reason: unknown;
  try {
    compile(source);
  } catch (caught) {
    reason = caught;
  }
  expect(reason).toBeInstanceOf(PySyntaxError);
  expect(["RecursionError", "MemoryError"]).toContain((reason as PySyntaxError).type);
});

it("compiles what is long, or deep to a normal degree", () => {
  for (const source of [
    `x = a${" + a".repeat(2_000)}`,
    `x = [${"a, ".repeat(DEPTH)}]`,
    "x = 1\n".repeat(DEPTH),
  ]) {
    expect(() => compile(source)).not.toThrow();
  }
});
