/**
 * Iterators over selections: product, combinations, combinations_with_replacement, permutations. Selections come in
 * lexicographic order of positions (CPython Modules/itertoolsmodule.c).
 */
import { type Entry, defineType, method } from "../../kernel/define.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../../kernel/object.ts";
import { overflowError, raise, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { type PyType, createTypeShell, intType, isInstance } from "../../kernel/type.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { listOf } from "../../protocols/iterate.ts";
import { toIndex } from "../../protocols/number.ts";
import { PyIterator, defineIterator } from "./iterator-type.ts";

const sizeOf: Record<string, Entry> = {
  __sizeof__: method("($self, /)", "Returns size in memory, in bytes.", () => 56),
};

/** Steps through vectors of positions in a pool; `advance` makes the next vector, or answers false. */
abstract class PySelection extends PyIterator {
  /** Positions of the next selection; null once there is none. */
  protected indices: number[] | null;
  private first = true;
  constructor(indices: number[] | null) {
    super();
    this.indices = indices;
  }
  next(): PyObject | Exhausted {
    if (this.indices === null) return EXHAUSTED;
    if (this.first) this.first = false;
    else if (!this.advance(this.indices)) {
      this.indices = null;
      return EXHAUSTED;
    }
    return new PyTuple(this.select(this.indices));
  }
  protected abstract advance(indices: number[]): boolean;
  protected abstract select(indices: readonly number[]): PyObject[];
}

class PyProduct extends PySelection {
  private readonly pools: readonly PyObject[][];
  constructor(pools: PyObject[][]) {
    super(pools.some((pool) => pool.length === 0) ? null : pools.map(() => 0));
    this.pools = pools;
  }
  protected advance(indices: number[]): boolean {
    for (let i = indices.length - 1; i >= 0; i--) {
      indices[i]!++;
      if (indices[i]! < this.pools[i]!.length) return true;
      indices[i] = 0;
    }
    return false;
  }
  protected select(indices: readonly number[]): PyObject[] {
    const items: PyObject[] = [];
    for (let i = 0; i < indices.length; i++) items.push(this.pools[i]![indices[i]!]!);
    return items;
  }
}

function repeatArgument(args: readonly PyObject[], given: number, kwnames: KeywordNames): number | undefined {
  if (kwnames === undefined || kwnames.length === 0) return 1;
  if (kwnames.length > 1) {
    return raise(typeError(`product() takes at most 1 keyword argument (${kwnames.length} given)`));
  }
  if (kwnames[0] !== "repeat") {
    return raise(typeError(`product() got an unexpected keyword argument '${kwnames[0]}'`));
  }
  const repeat = toIndex(args[given]!, "OverflowError");
  if (repeat === undefined) return undefined;
  return repeat < 0 ? raise(valueError("repeat argument cannot be negative")) : repeat;
}

const MAX_POOLS = 2 ** 28;

function newProduct(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const given = args.length - (kwnames?.length ?? 0);
  const repeat = repeatArgument(args, given, kwnames);
  if (repeat === undefined) return undefined;
  if (given * repeat > MAX_POOLS) return raise(overflowError("repeat argument too large"));
  const pools: PyObject[][] = [];
  for (let i = 0; i < given; i++) {
    const pool = listOf(args[i]!);
    if (pool === undefined) return undefined;
    pools.push(pool);
  }
  const all: PyObject[][] = [];
  for (let i = 0; i < repeat && given > 0; i++) all.push(...pools);
  return new type.JS(all);
}

export const productType: PyType = defineType("product", {
  shell: createTypeShell("product", { instance: PyProduct }),
  module: "itertools",
  signature: "(*iterables, repeat=1)",
  doc: "The Cartesian product: tuples with one item of each iterable, the last one changing fastest.",
  slots: {
    __new__: newProduct,
    __iter__: (self) => self,
    __next__: (self: PyProduct) => self.next(),
  },
  methods: sizeOf,
});

/** A selection from one pool. */
abstract class PyPoolSelection extends PySelection {
  protected readonly pool: readonly PyObject[];
  constructor(pool: readonly PyObject[], indices: number[] | null) {
    super(indices);
    this.pool = pool;
  }
  protected select(indices: readonly number[]): PyObject[] {
    const items: PyObject[] = [];
    for (let i = 0; i < indices.length; i++) items.push(this.pool[indices[i]!]!);
    return items;
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

class PyCombinations extends PyPoolSelection {
  constructor(pool: readonly PyObject[], r: number) {
    super(pool, r > pool.length ? null : upTo(r));
  }
  protected advance(indices: number[]): boolean {
    const n = this.pool.length;
    const r = indices.length;
    let i = r - 1;
    while (i >= 0 && indices[i] === i + n - r) i--;
    if (i < 0) return false;
    indices[i]!++;
    for (let j = i + 1; j < r; j++) indices[j] = indices[j - 1]! + 1;
    return true;
  }
}

class PyCombinationsWithReplacement extends PyPoolSelection {
  constructor(pool: readonly PyObject[], r: number) {
    super(pool, pool.length === 0 && r > 0 ? null : new Array<number>(r).fill(0));
  }
  protected advance(indices: number[]): boolean {
    const last = this.pool.length - 1;
    let i = indices.length - 1;
    while (i >= 0 && indices[i] === last) i--;
    if (i < 0) return false;
    indices.fill(indices[i]! + 1, i);
    return true;
  }
}

class PyPermutations extends PyPoolSelection {
  private readonly r: number;
  private readonly cycles: number[];
  constructor(pool: readonly PyObject[], r: number) {
    super(pool, r > pool.length ? null : upTo(pool.length));
    this.r = r;
    this.cycles = upTo(Math.min(r, pool.length)).map((i) => pool.length - i);
  }
  protected advance(indices: number[]): boolean {
    const n = this.pool.length;
    for (let i = this.r - 1; i >= 0; i--) {
      this.cycles[i]!--;
      if (this.cycles[i] === 0) {
        // Rotate what is behind position i back into order.
        indices.push(indices.splice(i, 1)[0]!);
        this.cycles[i] = n - i;
        continue;
      }
      const j = n - this.cycles[i]!;
      [indices[i], indices[j]] = [indices[j]!, indices[i]!];
      return true;
    }
    return false;
  }
  protected override select(indices: readonly number[]): PyObject[] {
    return super.select(indices.slice(0, this.r));
  }
}

function makeSelection(type: PyType, iterable: PyObject, length: PyObject): Result {
  const pool = listOf(iterable);
  if (pool === undefined) return undefined;
  const r = toIndex(length, "OverflowError");
  if (r === undefined) return undefined;
  return r < 0 ? raise(valueError("r must be non-negative")) : new type.JS(pool, r);
}

export const combinationsType = defineIterator("combinations", {
  instance: PyCombinations,
  signature: "(iterable, r)",
  doc: "Every selection of r items of iterable, in the order they have there.",
  make: makeSelection,
  methods: sizeOf,
});

export const combinationsWithReplacementType = defineIterator("combinations_with_replacement", {
  instance: PyCombinationsWithReplacement,
  signature: "(iterable, r)",
  doc: "Every selection of r items of iterable, in which items may repeat.",
  make: makeSelection,
  methods: sizeOf,
});

export const permutationsType = defineIterator("permutations", {
  instance: PyPermutations,
  signature: "(iterable, r=None)",
  doc: "Every arrangement of r items of iterable; of all of them without r.",
  make: (type, iterable: PyObject, length: PyObject) => {
    const pool = listOf(iterable);
    if (pool === undefined) return undefined;
    if (length !== None && !isInstance(length, intType)) return raise(typeError("Expected int as r"));
    const r = length === None ? pool.length : toIndex(length, "OverflowError");
    if (r === undefined) return undefined;
    return r < 0 ? raise(valueError("r must be non-negative")) : new type.JS(pool, r);
  },
  methods: sizeOf,
});
