/** Every program of the README runs, and prints what stands in its comments. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as parser from "./index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const programs = [...readme.matchAll(/^## (.*)\n[^]*?^```js\n([^]*?)^```$/gm)].map(([, title, program]) => {
  return { title: title!, program: program! };
});

test.each(programs)("$title", ({ program }) => {
  const printed: string[] = [];
  const console = { log: (...values: unknown[]) => printed.push(values.join(" ")) };
  const body = program.replace(/^import (\{.*\}) from "@pyvm\/parser";$/m, "const $1 = parser;");
  const run = new Function("parser", "console", body) as (...names: unknown[]) => void;
  run(parser, console);
  expect(printed).toEqual(expectedOutput(program));
});

test("there are all of them", () => {
  expect(programs).toHaveLength(6);
});

/** What stands behind `//`, on the line of a `console.log` or on lines of its own below. */
function expectedOutput(program: string): string[] {
  return program.split("\n").flatMap((line) => /(?:console\.log.*; |^)\/\/ (.*)$/.exec(line)?.[1] ?? []);
}
