/**
 * The constants of a unit under construction: a list in which equal constants stand once.
 */

import { CodeObject, constantKey, sameCode } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

export class ConstantTable {
  /** The constants by index; passes of the flow graph may replace the array when they drop unused ones. */
  items: Constant[] = [];
  #indexes = new Map<string, number>();

  /** The index of the constant, which is added if no equal one is there (see `constantKey`). */
  add(constant: Constant): number {
    if (constant instanceof CodeObject) return this.#addCode(constant);
    const key = constantKey(constant);
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = this.items.push(constant) - 1;
      this.#indexes.set(key, index);
    }
    return index;
  }

  #addCode(code: CodeObject): number {
    const index = this.items.findIndex((item) => item instanceof CodeObject && sameCode(item, code));
    return index >= 0 ? index : this.items.push(code) - 1;
  }
}
