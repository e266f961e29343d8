/**
 * Timsort: a stable merge sort that finds and uses order already present (Objects/listsort.txt).
 *
 * `less` may raise: it answers undefined, and so does the sort, leaving every item in the array in some order.
 * Items may carry values along (a sort by key): both arrays are permuted alike. The comparisons made, and their
 * order, are CPython's: binary insertion up to minrun, galloping merges, powersort's merge policy.
 */

export type Less<T> = (left: T, right: T) => boolean | undefined;

const MIN_GALLOP = 7;
/** Arrays shorter than this are sorted by binary insertion alone. */
const MAX_MINRUN = 64;

type Run = { base: number; length: number; power: number };

class Sorter<T, V> {
  readonly keys: T[];
  readonly values: V[] | null;
  readonly less: Less<T>;
  readonly runs: Run[] = [];
  minGallop = MIN_GALLOP;
  failed = false;

  constructor(keys: T[], values: V[] | null, less: Less<T>) {
    this.keys = keys;
    this.values = values;
    this.less = less;
  }

  /** `left < right`; once a comparison failed, false, so that loops end. */
  isLess(left: T, right: T): boolean {
    if (this.failed) return false;
    const result = this.less(left, right);
    if (result === undefined) this.failed = true;
    return result === true;
  }
}

/** Sort in place. Answers true, or undefined when `less` did. */
export function timsort<T, V>(keys: T[], values: V[] | null, less: Less<T>): true | undefined {
  const sorter = new Sorter(keys, values, less);
  sortAll(sorter);
  return sorter.failed ? undefined : true;
}

function sortAll<T, V>(s: Sorter<T, V>): void {
  const total = s.keys.length;
  if (total < 2) return;
  const minrun = computeMinrun(total);
  let low = 0;
  while (low < total && !s.failed) {
    let length = countRun(s, low, total);
    if (s.failed) return;
    if (length < minrun) {
      const forced = Math.min(minrun, total - low);
      binaryInsertion(s, low, low + forced, low + length);
      length = forced;
    }
    if (s.failed) return;
    foundRun(s, low, length, total);
    low += length;
  }
  while (s.runs.length > 1 && !s.failed) mergeAt(s, s.runs.length - 2);
}

/** Length to which short runs are extended: n / 2^k rounded up, 32 … 64 (listsort.txt, "Computing minrun"). */
function computeMinrun(n: number): number {
  let anyBit = 0;
  while (n >= MAX_MINRUN) {
    anyBit |= n & 1;
    n >>= 1;
  }
  return n + anyBit;
}

function reverseRange<T>(array: T[] | null, low: number, high: number): void {
  if (array === null) return;
  for (high--; low < high; low++, high--) {
    const item = array[low]!;
    array[low] = array[high]!;
    array[high] = item;
  }
}

function reverse<T, V>(s: Sorter<T, V>, low: number, high: number): void {
  reverseRange(s.keys, low, high);
  reverseRange(s.values, low, high);
}

/** Length of the run at `low`, made ascending. Runs of equal items inside a descending one keep their order. */
function countRun<T, V>(s: Sorter<T, V>, low: number, high: number): number {
  const { keys } = s;
  let n = 1;
  while (low + n < high && !s.isLess(keys[low + n]!, keys[low + n - 1]!)) n++;
  if (s.failed || low + n >= high) return n;
  // keys[low + n] is smaller. If everything before it is equal, this is a descending run; else the run ends here.
  if (n > 1) {
    if (s.isLess(keys[low]!, keys[low + n - 1]!) || s.failed) return n;
    reverse(s, low, low + n);
  }
  n = finishDescending(s, low, high, n + 1);
  while (!s.failed && low + n < high && !s.isLess(keys[low + n]!, keys[low + n - 1]!)) n++;
  return n;
}

/** Extend the descending run of n items at `low` and turn it round; answers its length. */
function finishDescending<T, V>(s: Sorter<T, V>, low: number, high: number, n: number): number {
  const { keys } = s;
  let equal = 0;
  const turnEqualRound = () => {
    if (equal > 0) reverse(s, low + n - equal - 1, low + n);
    equal = 0;
  };
  for (; low + n < high; n++) {
    if (s.isLess(keys[low + n]!, keys[low + n - 1]!)) turnEqualRound();
    else if (s.isLess(keys[low + n - 1]!, keys[low + n]!)) break;
    else equal++;
    if (s.failed) break;
  }
  turnEqualRound();
  reverse(s, low, low + n);
  return n;
}

/** Sort low … high−1, of which low … start−1 is sorted already. */
function binaryInsertion<T, V>(s: Sorter<T, V>, low: number, high: number, start: number): void {
  const { keys, values } = s;
  for (let i = start === low ? start + 1 : start; i < high && !s.failed; i++) {
    const pivot = keys[i]!;
    let left = low;
    let right = i;
    while (left < right) {
      const middle = (left + right) >>> 1;
      if (s.isLess(pivot, keys[middle]!)) right = middle;
      else left = middle + 1;
      if (s.failed) return;
    }
    keys.copyWithin(left + 1, left, i);
    keys[left] = pivot;
    if (values !== null) {
      const value = values[i]!;
      values.copyWithin(left + 1, left, i);
      values[left] = value;
    }
  }
}

/** Push a run, first merging earlier ones of a higher power than the boundary between it and them. */
function foundRun<T, V>(s: Sorter<T, V>, base: number, length: number, total: number): void {
  const { runs } = s;
  if (runs.length > 0) {
    const previous = runs[runs.length - 1]!;
    const power = powerOf(previous.base, previous.length, length, total);
    while (runs.length > 1 && runs[runs.length - 2]!.power > power) {
      mergeAt(s, runs.length - 2);
      if (s.failed) return;
    }
    runs[runs.length - 1]!.power = power;
  }
  runs.push({ base, length, power: 0 });
}

/** Depth of the boundary between two adjacent runs in a perfectly balanced merge tree (powersort). */
function powerOf(base1: number, length1: number, length2: number, total: number): number {
  let power = 0;
  let a = 2 * base1 + length1;
  let b = a + length1 + length2;
  for (;;) {
    power++;
    if (a >= total) {
      a -= total;
      b -= total;
    } else if (b >= total) return power;
    a *= 2;
    b *= 2;
  }
}

function mergeAt<T, V>(s: Sorter<T, V>, i: number): void {
  const { runs, keys } = s;
  const first = runs[i]!;
  const second = runs[i + 1]!;
  let base1 = first.base;
  let length1 = first.length;
  const base2 = second.base;
  let length2 = second.length;
  first.length = length1 + length2;
  runs.splice(i + 1, 1);
  const skip = gallopRight(s, keys[base2]!, keys, base1, length1, 0);
  if (s.failed) return;
  base1 += skip;
  length1 -= skip;
  if (length1 === 0) return;
  length2 = gallopLeft(s, keys[base1 + length1 - 1]!, keys, base2, length2, length2 - 1);
  if (s.failed || length2 === 0) return;
  if (length1 <= length2) mergeLow(s, base1, length1, base2, length2);
  else mergeHigh(s, base1, length1, base2, length2);
}

/** Where `key` goes among keys[base … base+length−1], in front of equal ones; the search starts at `hint`. */
function gallopLeft<T, V>(
  s: Sorter<T, V>,
  key: T,
  keys: T[],
  base: number,
  length: number,
  hint: number,
): number {
  let last = 0;
  let offset = 1;
  const at = base + hint;
  if (s.isLess(keys[at]!, key)) {
    const max = length - hint;
    while (offset < max && s.isLess(keys[at + offset]!, key)) {
      last = offset;
      offset = offset * 2 + 1;
    }
    offset = Math.min(offset, max);
    last += hint;
    offset += hint;
  } else {
    if (s.failed) return 0;
    const max = hint + 1;
    while (offset < max && !s.isLess(keys[at - offset]!, key)) {
      if (s.failed) return 0;
      last = offset;
      offset = offset * 2 + 1;
    }
    offset = Math.min(offset, max);
    [last, offset] = [hint - offset, hint - last];
  }
  last++;
  while (last < offset && !s.failed) {
    const middle = last + ((offset - last) >>> 1);
    if (s.isLess(keys[base + middle]!, key)) last = middle + 1;
    else offset = middle;
  }
  return offset;
}

/** As gallopLeft, behind equal ones. */
function gallopRight<T, V>(
  s: Sorter<T, V>,
  key: T,
  keys: T[],
  base: number,
  length: number,
  hint: number,
): number {
  let last = 0;
  let offset = 1;
  const at = base + hint;
  if (s.isLess(key, keys[at]!)) {
    const max = hint + 1;
    while (offset < max && s.isLess(key, keys[at - offset]!)) {
      last = offset;
      offset = offset * 2 + 1;
    }
    offset = Math.min(offset, max);
    [last, offset] = [hint - offset, hint - last];
  } else {
    if (s.failed) return 0;
    const max = length - hint;
    while (offset < max && !s.isLess(key, keys[at + offset]!)) {
      if (s.failed) return 0;
      last = offset;
      offset = offset * 2 + 1;
    }
    offset = Math.min(offset, max);
    last += hint;
    offset += hint;
  }
  last++;
  while (last < offset && !s.failed) {
    const middle = last + ((offset - last) >>> 1);
    if (s.isLess(key, keys[base + middle]!)) offset = middle;
    else last = middle + 1;
  }
  return offset;
}

/** Merge two adjacent runs, the left one the shorter: it moves aside, and the array fills from the left. */
function mergeLow<T, V>(
  s: Sorter<T, V>,
  base1: number,
  length1: number,
  base2: number,
  length2: number,
): void {
  const { keys, values } = s;
  const aside = keys.slice(base1, base1 + length1);
  const asideValues = values === null ? null : values.slice(base1, base1 + length1);
  let a = 0;
  let b = base2;
  let to = base1;
  const endB = base2 + length2;
  const takeA = () => {
    keys[to] = aside[a]!;
    if (values !== null) values[to] = asideValues![a]!;
    to++;
    a++;
  };
  const takeB = () => {
    keys[to] = keys[b]!;
    if (values !== null) values[to] = values[b]!;
    to++;
    b++;
  };
  takeB();
  merging: while (a < length1 - 1 && b < endB && !s.failed) {
    let countA = 0;
    let countB = 0;
    for (;;) {
      if (s.isLess(keys[b]!, aside[a]!)) {
        takeB();
        countB++;
        countA = 0;
        if (b === endB) break merging;
        if (countB >= s.minGallop) break;
      } else {
        if (s.failed) break merging;
        takeA();
        countA++;
        countB = 0;
        if (a === length1 - 1) break merging;
        if (countA >= s.minGallop) break;
      }
    }
    s.minGallop++;
    do {
      if (s.minGallop > 1) s.minGallop--;
      countA = gallopRight(s, keys[b]!, aside, a, length1 - a, 0);
      if (s.failed) break merging;
      for (let k = 0; k < countA; k++) takeA();
      if (a >= length1 - 1) break merging;
      takeB();
      if (b === endB) break merging;
      countB = gallopLeft(s, aside[a]!, keys, b, endB - b, 0);
      if (s.failed) break merging;
      for (let k = 0; k < countB; k++) takeB();
      if (b === endB) break merging;
      takeA();
      if (a === length1 - 1) break merging;
    } while (countA >= MIN_GALLOP || countB >= MIN_GALLOP);
    s.minGallop++;
  }
  // The last item set aside belongs behind what is left of the right run, unless we were interrupted.
  if (!s.failed && a === length1 - 1) while (b < endB) takeB();
  while (a < length1) takeA();
}

/** Merge two adjacent runs, the right one the shorter: it moves aside, and the array fills from the right. */
function mergeHigh<T, V>(
  s: Sorter<T, V>,
  base1: number,
  length1: number,
  base2: number,
  length2: number,
): void {
  const { keys, values } = s;
  const aside = keys.slice(base2, base2 + length2);
  const asideValues = values === null ? null : values.slice(base2, base2 + length2);
  let a = base1 + length1 - 1;
  let b = length2 - 1;
  let to = base2 + length2 - 1;
  const takeA = () => {
    keys[to] = keys[a]!;
    if (values !== null) values[to] = values[a]!;
    to--;
    a--;
  };
  const takeB = () => {
    keys[to] = aside[b]!;
    if (values !== null) values[to] = asideValues![b]!;
    to--;
    b--;
  };
  takeA();
  merging: while (b > 0 && a >= base1 && !s.failed) {
    let countA = 0;
    let countB = 0;
    for (;;) {
      if (s.isLess(aside[b]!, keys[a]!)) {
        takeA();
        countA++;
        countB = 0;
        if (a < base1) break merging;
        if (countA >= s.minGallop) break;
      } else {
        if (s.failed) break merging;
        takeB();
        countB++;
        countA = 0;
        if (b === 0) break merging;
        if (countB >= s.minGallop) break;
      }
    }
    s.minGallop++;
    do {
      if (s.minGallop > 1) s.minGallop--;
      const remaining = a - base1 + 1;
      countA = remaining - gallopRight(s, aside[b]!, keys, base1, remaining, remaining - 1);
      if (s.failed) break merging;
      for (let k = 0; k < countA; k++) takeA();
      if (a < base1) break merging;
      takeB();
      if (b === 0) break merging;
      countB = b + 1 - gallopLeft(s, keys[a]!, aside, 0, b + 1, b);
      if (s.failed) break merging;
      for (let k = 0; k < countB; k++) takeB();
      if (b <= 0) break merging;
      takeA();
      if (a < base1) break merging;
    } while (countA >= MIN_GALLOP || countB >= MIN_GALLOP);
    s.minGallop++;
  }
  if (!s.failed && b === 0) while (a >= base1) takeA();
  while (b >= 0) takeB();
}
