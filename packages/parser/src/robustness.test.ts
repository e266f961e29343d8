/** Whatever comes in, a tree or a PySyntaxError comes out, in time linear in the size. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fuzz } from "../../../tools/differential/src/fuzz.ts";

const INPUTS = 200_000;

test("random bytes and words, changed programs, programs from the grammar", () => {
  const folder = fileURLToPath(new URL("../../../tools/corpus/", import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py") && !path.includes("node_modules"))
    .sort()
    .map((path) => readFileSync(folder + path, "utf8"));
  const report = fuzz(1, INPUTS, sources);
  expect(report.failures).toEqual([]);
  expect(report.inputs).toBe(INPUTS);
  expect(report.trees).toBeGreaterThan(INPUTS / 20);
});
