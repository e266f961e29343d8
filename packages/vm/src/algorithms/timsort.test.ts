import { describe, expect, it } from "vitest";
import { timsort } from "./timsort.ts";

/** A deterministic sequence (numerical recipes' LCG), the same that produced the comparison counts in CPython. */
function pseudoRandom(seed: number): () => number {
  let x = seed;
  return () => (x = Number((BigInt(x) * 1103515245n + 12345n) % 2147483648n));
}

describe("timsort", () => {
  it("sorts stably, values along with keys", () => {
    const next = pseudoRandom(1);
    const keys = Array.from({ length: 500 }, () => next() % 10);
    const values = keys.map((key, i) => [key, i] as const);
    expect(timsort(keys, values, (a, b) => a < b)).toBe(true);
    for (let i = 1; i < values.length; i++) {
      const [a, b] = [values[i - 1]!, values[i]!];
      expect(a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])).toBe(true);
    }
    expect(keys).toEqual(values.map((value) => value[0]));
  });

  // [items, numbers skipped, comparisons]: list.sort() of objects with a counting __lt__ in CPython.
  it.each([
    [2, 0, 1],
    [33, 5, 122],
    [64, 9, 301],
    [65, 3, 313],
    [200, 1, 1270],
    [1000, 77, 8386],
    [3000, 2, 27428],
  ])("sorts %i items with as many comparisons as CPython", (length, skip, comparisons) => {
    const next = pseudoRandom(12345);
    for (let i = 0; i < skip; i++) next();
    const keys = Array.from({ length }, () => next() % 50);
    let count = 0;
    timsort(keys, null, (a, b) => {
      count++;
      return a < b;
    });
    expect(count).toBe(comparisons);
  });

  it("keeps every item when a comparison fails", () => {
    const next = pseudoRandom(7);
    const keys = Array.from({ length: 300 }, () => next());
    const before = [...keys].sort((a, b) => a - b);
    let left = 700;
    expect(timsort(keys, null, (a, b) => (left-- > 0 ? a < b : undefined))).toBeUndefined();
    expect([...keys].sort((a, b) => a - b)).toEqual(before);
  });
});
