import { expect, test } from "vitest";
import { generateUnicodeTables } from "./unicode-tables.ts";

test("runs, maps and names are packed", () => {
  const files = generateUnicodeTables({
    version: "16.0.0",
    records: [["Lu", "L", "Na", 0, 5]],
    runs: [[3, 0]],
    lower: [
      [65, [97]],
      [66, [98]],
      [304, [105, 775]],
    ],
    upper: [],
    title: [],
    fold: [],
    simpleLower: [],
    numeric: [
      [48, 0, 1],
      [49, 1, 1],
      [188, 1, 4],
    ],
    decompositions: [[160, "noBreak", [32]]],
    exclusions: [],
    names: [
      [65, "LATIN A"],
      [66, "LATIN B"],
    ],
    computedNames: [],
    lookups: [["LF", [10]]],
  });
  expect(files.get("properties.ts")).toContain('["Lu", "L", "Na", 0, 5]');
  expect(files.get("properties.ts")).toContain('PROPERTY_RUN_LENGTHS =\n  "D"');
  // From 65, one character, two of them, one apart, 32 on; then 304 with two characters.
  expect(files.get("case.ts")).toContain('lower: "hCBCBgCuHCpDnY"');
  expect(files.get("names.ts")).toContain('NAME_WORDS =\n  "LATIN_ A B LF"');
});
