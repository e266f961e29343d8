/**
 * The constants of a unit under construction: a list in which equal constants stand once.
 */

import { CodeObject, constantKey, sameCode } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

export class ConstantTable {
  /** The constants by index; passes of the flow graph may replace the array when they drop unused ones. */
  items: Constant[] = [];
  readonly #indexes = new Map<string, number>();
  /** The indexes of code objects, by a key that different ones can share. */
  readonly #codeIndexes = new Map<string, number[]>();

  /** The index of the constant, which is added if no equal one is there (see `constantKey`). */
  add(constant: Constant): number {
    const key = constantKey(constant);
    if (constant instanceof CodeObject) return this.#addCode(key, constant);
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = this.items.push(constant) - 1;
      this.#indexes.set(key, index);
    }
    return index;
  }

  #addCode(key: string, code: CodeObject): number {
    let candidates = this.#codeIndexes.get(key);
    if (candidates === undefined) this.#codeIndexes.set(key, (candidates = []));
    const known = candidates.find((index) => sameCode(this.items[index] as CodeObject, code));
    if (known !== undefined) return known;
    const index = this.items.push(code) - 1;
    candidates.push(index);
    return index;
  }
}
