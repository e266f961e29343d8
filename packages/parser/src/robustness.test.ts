/** Whatever comes in, a tree or a PySyntaxError comes out: random bytes, cut programs, deep nesting. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { dump, parse, PySyntaxError, tokenize, unparse, walk } from "./index.ts";
import { changedByChance } from "../../../tools/differential/src/changed-by-chance.ts";

function outcome(run: () => unknown): string {
  try {
    run();
    return "accepted";
  } catch (error) {
    if (error instanceof PySyntaxError) return error.type;
    throw error;
  }
}

test("changed programs", () => {
  const folder = fileURLToPath(new URL("../../../tools/corpus/", import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py") && !path.includes("node_modules"))
    .sort()
    .map((path) => readFileSync(folder + path, "utf8"));
  for (const source of changedByChance(sources, 3000, 11)) {
    outcome(() => parse(source));
    outcome(() => tokenize(source));
  }
});

test("random bytes", () => {
  let state = 5;
  for (let round = 0; round < 2000; round++) {
    const bytes = Uint8Array.from({ length: round % 40 }, () => {
      state = (state * 48271) % 2147483647;
      return state % 3 === 0 ? state & 0xff : " \n\t()[]{}'\"\\abfrt=:#!0x.".charCodeAt(state % 24);
    });
    outcome(() => parse(bytes));
    outcome(() => tokenize(bytes));
  }
});

const DEEP = 100_000;

test.each([
  ["parentheses", "(".repeat(DEEP)],
  ["brackets that match", "[".repeat(DEEP) + "]".repeat(DEEP)],
  ["unary operators", `${"-".repeat(DEEP)}1`],
  ["not", `${"not ".repeat(DEEP)}1`],
  ["lambda", `${"lambda: ".repeat(DEEP)}1`],
  ["conditionals", `${"1 if 1 else ".repeat(DEEP)}1`],
  ["powers", `${"2**".repeat(DEEP)}1`],
  ["f-strings", 'f"{'.repeat(DEEP)],
  ["indentation", Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}if x:\n`).join("")],
])("deep nesting: %s", (_, source) => {
  expect(outcome(() => parse(source))).not.toBe("accepted");
});

test.each([
  ["attributes", `x${".a".repeat(DEEP)}`],
  ["sums", `1${" + 1".repeat(DEEP)}`],
  ["elif", `if x: pass\n${"elif x: pass\n".repeat(DEEP)}`],
  ["200 parentheses", "(".repeat(200) + "1" + ")".repeat(200)],
  ["unary operators", `${"-".repeat(2000)}1`],
])("long, but not deep: %s", (_, source) => {
  expect(outcome(() => parse(source))).toBe("accepted");
  // Walking takes no stack; the others say so if there is not enough.
  expect([...walk(parse(source))].length).toBeGreaterThan(2);
  outcome(() => dump(parse(source)));
  outcome(() => unparse(parse(source)));
});
