/**
 * cell: one variable shared between scopes; also one name of a module's namespace (objects/dict).
 */
import { addressOf } from "../kernel/identity.ts";
import { defineType, getset } from "../kernel/define.ts";
import type { HeapObject, PyObject, Result } from "../kernel/object.ts";
import { raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { type PyType, isInstance, typeName } from "../kernel/type.ts";
import { type Comparison, richCompare } from "../protocols/compare.ts";

export class Cell implements HeapObject {
  declare readonly cls: PyType;
  /** undefined: empty. */
  value: PyObject | undefined;
  constructor(value: PyObject | undefined) {
    this.value = value;
  }
}

export const cellType: PyType = defineType("cell", {
  module: "builtins",
  instance: Cell,
  signature: "([contents])",
  doc: `Create a new cell object.

The cell is empty unless contents are given.`,
  final: true,
  slots: {
    __new__: newCell,
    __repr__: reprCell,
    __lt__: compare("__lt__"),
    __le__: compare("__le__"),
    __eq__: compare("__eq__"),
    __ne__: compare("__ne__"),
    __gt__: compare("__gt__"),
    __ge__: compare("__ge__"),
  },
  methods: {
    cell_contents: getset(null, getContents, (self: Cell, value) => {
      self.value = value;
      return None;
    }),
  },
});

function newCell(_type: PyType, args: PyObject[], kwnames: readonly string[] | undefined): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError("cell() takes no keyword arguments"));
  if (args.length > 1) return raise(typeError(`cell expected at most 1 argument, got ${args.length}`));
  return new Cell(args[0]);
}

function getContents(self: Cell): Result {
  return self.value ?? raise(valueError("cell is empty"));
}

function reprCell(self: Cell): Result {
  const content =
    self.value === undefined ? "empty" : `${typeName(self.value)} object at ${addressOf(self.value)}`;
  return `<cell at ${addressOf(self)}: ${content}>`;
}

/** Cells compare by content; an empty one is less than any other (cellobject.c). */
function compare(comparison: Comparison): (self: Cell, other: PyObject) => Result {
  return (self, other) => {
    if (!isInstance(other, cellType)) return NotImplemented;
    const left = self.value;
    const right = (other as Cell).value;
    if (left !== undefined && right !== undefined) return richCompare(left, right, comparison);
    return richCompare(left === undefined ? 0 : 1, right === undefined ? 0 : 1, comparison);
  };
}
