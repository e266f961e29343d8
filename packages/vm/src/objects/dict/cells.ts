/**
 * The strategy of module namespaces: each value stands in a Cell of its own, so that code that uses a global can
 * keep the cell instead of looking the name up (VM-DESIGN Q4).
 *
 * A cell that is given out before its name is set is empty. Whoever holds a cell may read it, change a value that
 * is there, and even fill or empty it: `settle` finds that out before anyone asks for size or order. Filling
 * through the dict puts the name at the end of the order at that moment.
 */
import type { PyObject } from "../../kernel/object.ts";
import { Cell } from "../cell.ts";

export class CellTable {
  /** Cells with a value, in insertion order. */
  readonly live = new Map<string, Cell>();
  /** Cells that were given out and are empty. */
  readonly empty = new Map<string, Cell>();

  get(text: string): PyObject | undefined {
    return (this.live.get(text) ?? this.empty.get(text))?.value;
  }

  set(text: string, value: PyObject): void {
    let cell = this.live.get(text);
    if (cell === undefined || cell.value === undefined) {
      cell = this.cell(text);
      this.empty.delete(text);
      this.live.delete(text);
      this.live.set(text, cell);
    }
    cell.value = value;
  }

  delete(text: string): boolean {
    this.settle();
    const cell = this.live.get(text);
    if (cell === undefined) return false;
    cell.value = undefined;
    this.live.delete(text);
    this.empty.set(text, cell);
    return true;
  }

  /** The one cell of a name, made when it is first asked for. */
  cell(text: string): Cell {
    let cell = this.live.get(text) ?? this.empty.get(text);
    if (cell === undefined) {
      cell = new Cell(undefined);
      this.empty.set(text, cell);
    }
    return cell;
  }

  clear(): void {
    for (const text of [...this.live.keys()]) this.delete(text);
  }

  /** Sort the cells by whether they have a value now. */
  settle(): Map<string, Cell> {
    for (const [text, cell] of this.empty) {
      if (cell.value === undefined) continue;
      this.empty.delete(text);
      this.live.set(text, cell);
    }
    for (const [text, cell] of this.live) {
      if (cell.value !== undefined) continue;
      this.live.delete(text);
      this.empty.set(text, cell);
    }
    return this.live;
  }
}
