/**
 * The constants of a unit under construction: a list in which equal constants stand once.
 */

import { CodeObject, constantKey, sameCode } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

/**
 * The code objects of one compilation, equal ones once: the first stands for those that come later.
 *
 * Equal code at one place of the source arises where the compiler generates a statement twice (`finally`),
 * and in trees in which one node stands in two places.
 */
export class CodeCache {
  /** By a key that different code objects can share. */
  readonly #codes = new Map<string, CodeObject[]>();

  /** The code object that stands for the given one: itself, or an equal one that came before. */
  merge(code: CodeObject): CodeObject {
    const key = `${constantKey(code)}${hashOf(code.co_linetable)}`;
    let candidates = this.#codes.get(key);
    if (candidates === undefined) this.#codes.set(key, (candidates = []));
    const known = candidates.find((candidate) => sameCode(candidate, code));
    if (known !== undefined) return known;
    candidates.push(code);
    return code;
  }
}

/** Tells apart functions that stand on one line: their columns differ (FNV-1a). */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < bytes.length; index++) hash = Math.imul(hash ^ bytes[index], 0x01000193);
  return hash;
}

export class ConstantTable {
  /** The constants by index; passes of the flow graph may replace the array when they drop unused ones. */
  items: Constant[] = [];
  readonly #indexes = new Map<string | CodeObject, number>();
  readonly #codes: CodeCache;

  /** @param codes Shared by the units of one compilation. */
  constructor(codes = new CodeCache()) {
    this.#codes = codes;
  }

  /** The index of the constant, which is added if no equal one is there (see `constantKey`). */
  add(constant: Constant): number {
    const unique = constant instanceof CodeObject ? this.#codes.merge(constant) : constant;
    const key = unique instanceof CodeObject ? unique : constantKey(unique);
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = this.items.push(unique) - 1;
      this.#indexes.set(key, index);
    }
    return index;
  }
}
