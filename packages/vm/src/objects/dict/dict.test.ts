import { describe, expect, it } from "vitest";
import "../../modules/builtins/builtins.ts";
import { PyInstance, createTypeShell } from "../../kernel/type.ts";
import { propertiesOf } from "../../kernel/object.ts";
import { makeDict, makeInstanceDict } from "./dict.ts";
import { DictCursor } from "./iterators.ts";

describe("strategies of a dict", () => {
  it("keeps exact strs in a Map, and goes to the table for any other key, in the same order", () => {
    const dict = makeDict();
    dict.setText("a", 1);
    dict.set("b", 2);
    expect(dict.map).toBeDefined();
    expect(dict.lookup(3)).toBeNull();
    expect(dict.map).toBeDefined();
    dict.set(3, 4);
    expect(dict.map).toBeUndefined();
    expect(dict.keysArray()).toEqual(["a", "b", 3]);
    expect(dict.getText("a")).toBe(1);
    expect(dict.lookup(true)).toBeNull();
    dict.clear();
    expect(dict.map).toBeDefined();
  });

  it("closes holes in the table without losing order", () => {
    const dict = makeDict();
    for (let i = 0; i < 1000; i++) dict.set(i, i);
    for (let i = 0; i < 1000; i += 3) expect(dict.delete(i)).toBe(true);
    for (let i = 1000; i < 2000; i++) dict.set(i, i);
    const expected = [...Array(2000).keys()].filter((i) => i >= 1000 || i % 3 !== 0);
    expect(dict.keysArray()).toEqual(expected);
    expect(dict.popLast()).toEqual([1999, 1999]);
    expect(dict.popFirst()).toEqual([1, 1]);
    expect(dict.size).toBe(expected.length - 2);
  });

  it("gives out one cell per name, and orders names by when they got a value", () => {
    const dict = makeDict();
    dict.setText("first", 1);
    const later = dict.cell("later");
    expect(later.value).toBeUndefined();
    expect(dict.size).toBe(1);
    dict.setText("second", 2);
    dict.setText("later", 3);
    expect(later.value).toBe(3);
    expect(dict.keysArray()).toEqual(["first", "second", "later"]);
    dict.deleteText("first");
    later.value = 4;
    expect(dict.entriesArray()).toEqual([
      ["second", 2],
      ["later", 4],
    ]);
    dict.set(5, 6);
    expect(dict.lookup(5)).toBe(6);
    expect(dict.cell("later")).toBe(later);
  });

  it("shows an instance's attributes, until a key is no name", () => {
    class Thing extends PyInstance {}
    const type = createTypeShell("Thing", { instance: Thing });
    type.hasDict = true;
    const thing = new Thing();
    const dict = makeInstanceDict(thing);
    propertiesOf(thing)["$x"] = 1;
    dict.setText("y", 2);
    expect(propertiesOf(thing)["$y"]).toBe(2);
    expect(dict.keysArray()).toEqual(["x", "y"]);
    dict.set(7, 8);
    expect(propertiesOf(thing)["$x"]).toBeUndefined();
    expect(dict.entriesArray()).toEqual([
      ["x", 1],
      ["y", 2],
      [7, 8],
    ]);
  });

  it("walks on where it was when the strategy changes", () => {
    const dict = makeDict();
    dict.setText("a", 1);
    dict.setText("b", 2);
    const cursor = new DictCursor(dict);
    cursor.advance();
    dict.deleteText("b");
    dict.set(9, 3);
    expect(cursor.advance()).toBe(true);
    expect(cursor.key).toBe(9);
    expect(cursor.advance()).toBe(false);
  });
});
