/**
 * Stepping several iterators at once, as zip() and map() do, and what `strict` demands of them (PEP 618).
 *
 * Hot: nextOfEach.
 */
import { EXHAUSTED, type Exhausted, type KeywordNames, type PyObject } from "../kernel/object.ts";
import { raise, typeError, valueError } from "../kernel/raise.ts";
import { isTrue } from "../kernel/truth.ts";
import { typeOf } from "../kernel/type.ts";
import { iter } from "../protocols/iterate.ts";

/** The iterators of some iterables; undefined: unwinding. */
export function iteratorsOf(iterables: readonly PyObject[]): PyObject[] | undefined {
  const iterators: PyObject[] = [];
  for (const iterable of iterables) {
    const iterator = iter(iterable);
    if (iterator === undefined) return undefined;
    iterators.push(iterator);
  }
  return iterators;
}

/** One item of each; EXHAUSTED as soon as one iterator is, which under `strict` all must be. */
export function nextOfEach(
  name: string,
  iterators: readonly PyObject[],
  strict: boolean,
): PyObject[] | Exhausted | undefined {
  const items: PyObject[] = [];
  for (let i = 0; i < iterators.length; i++) {
    const iterator = iterators[i]!;
    const item = typeOf(iterator).slots.__next__!(iterator);
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) return strict ? checkAllExhausted(name, iterators, i) : EXHAUSTED;
    items.push(item as PyObject);
  }
  return items;
}

/** Iterator `first` is exhausted: those before it gave one item more, those behind it must not have any. */
function checkAllExhausted(
  name: string,
  iterators: readonly PyObject[],
  first: number,
): Exhausted | undefined {
  if (first > 0) {
    const others = first === 1 ? " 1" : `s 1-${first}`;
    return raise(valueError(`${name}() argument ${first + 1} is shorter than argument${others}`));
  }
  for (let i = 1; i < iterators.length; i++) {
    const item = typeOf(iterators[i]!).slots.__next__!(iterators[i]!);
    if (item === undefined) return undefined;
    if (item === EXHAUSTED) continue;
    const others = i === 1 ? " 1" : `s 1-${i}`;
    return raise(valueError(`${name}() argument ${i + 1} is longer than argument${others}`));
  }
  return EXHAUSTED;
}

/** The truth of the keyword `strict`, the only one that zip() and map() take; undefined: unwinding. */
export function strictFlag(
  name: string,
  args: readonly PyObject[],
  kwnames: KeywordNames,
): boolean | undefined {
  let strict: boolean | undefined = false;
  const keywords = kwnames ?? [];
  for (let i = 0; i < keywords.length && strict !== undefined; i++) {
    if (keywords[i] !== "strict") {
      return raise(typeError(`${name}() got an unexpected keyword argument '${keywords[i]}'`));
    }
    strict = isTrue(args[args.length - keywords.length + i]!);
  }
  return strict;
}
