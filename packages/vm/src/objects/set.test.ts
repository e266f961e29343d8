import { describe, expect, it } from "vitest";
import type { PyObject } from "../kernel/object.ts";
import "../modules/builtins/builtins.ts";
import { hash } from "../protocols/hash.ts";
import { makeFrozenSet, makeSet } from "./set.ts";
import { union } from "./set-operations.ts";
import { makeTuple } from "./tuple.ts";

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

// Every expected order and hash is CPython's.
describe("sets iterate in CPython's order", () => {
  it("after a few insertions", () => {
    expect(makeSet([3, 1, 2, 10, 8, 16, 33]).keysArray()).toEqual([1, 2, 3, 33, 8, 10, 16]);
  });

  it("after removals and pops", () => {
    const set = makeSet([]);
    for (const i of range(100)) set.add((i * i) % 61);
    for (let i = 0; i < 61; i += 2) set.discard(i);
    expect(set.keysArray()).toEqual([1, 3, 5, 9, 13, 15, 19, 25, 27, 39, 41, 45, 47, 49, 57]);
    set.add(500);
    set.add(-7);
    expect(set.keysArray()).toEqual([1, 3, 5, 9, 13, 15, 19, 25, 27, 39, 41, 45, 47, 49, 57, 500, -7]);
    expect(range(4).map(() => set.table!.pop())).toEqual([1, 3, 5, 9]);
  });

  it("after a union, which makes room first", () => {
    const items = [3, 1, 2, 10, 8, 16, 33];
    expect(union(makeSet([]), makeSet(items))!.keysArray()).toEqual([16, 1, 2, 3, 33, 8, 10]);
    expect(union(makeSet(items), makeSet([64, 7]))!.keysArray()).toEqual([64, 1, 2, 3, 33, 7, 8, 10, 16]);
  });
});

describe("hashes", () => {
  const tuples: [PyObject[], number | bigint][] = [
    [[], 5740354900026072187n],
    [[1], -6644214454873602895n],
    [[1, 2], -3550055125485641917n],
    [[-1], 8078679518589016365n],
    [[1, 2, 3], 529344067295497451n],
    [[2n ** 61n], -6644214454873602895n],
    [[0, 0], -8458139203682520985n],
    [[2n ** 100n], -2673695239922186344n],
  ];
  it.each(tuples)("of a tuple %#", (items, expected) => {
    expect(hash(makeTuple(items))).toBe(expected);
  });

  const sets: [number[], number | bigint][] = [
    [[], 133146708735736],
    [[1], -558064481276695278n],
    [[1, 2, 3], -272375401224217160n],
    [range(100), 4411996150312757951n],
    [[-1], 6776983852052281967n],
  ];
  it.each(sets)("of a frozenset %#", (items, expected) => {
    expect(hash(makeFrozenSet(items))).toBe(expected);
  });
});
