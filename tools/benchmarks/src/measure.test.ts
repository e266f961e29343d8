import { expect, test } from "vitest";
import { median, run } from "./measure.ts";
import { formatTable } from "./table.ts";

const script = (source: string) => ({ name: "node", command: () => [process.execPath, "-e", source] });

test("the median of an even number of values is between the two in the middle", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("a program's own time counts, and is no part of its result", () => {
  expect(run(script("console.log('a\\nseconds: 1.5')"), "x.py")).toEqual({ seconds: 1.5, result: "a\n" });
  expect(run(script("console.log('a')"), "x.py")).toMatchObject({ result: "a\n" });
});

test("a failing program is an error with its last line", () => {
  expect(() => run(script("console.error('first\\nlast'); process.exit(1)"), "x.py")).toThrow("last");
});

test("tables are aligned", () => {
  expect(formatTable(["a", "ms"], [["name", "1"]])).toBe("a     ms\n----  --\nname   1");
});
