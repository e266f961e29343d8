/**
 * Finding one sequence in another in linear time, whatever they hold (Knuth, Morris and Pratt).
 *
 * The engine's own search is faster for short needles and takes time in the product of both lengths for long ones that
 * almost match everywhere. JavaScript strings, bytes and code points are all searched here.
 */

/** Needles from this length on are searched for here. */
export const LONG_NEEDLE = 2000;

export type Units = (index: number) => number;

/** The first index from `start` on at which `needle` stands wholly before `stop`; −1 if there is none. */
export function findLong(
  haystack: Units,
  start: number,
  stop: number,
  needle: Units,
  needleLength: number,
): number {
  const borders = bordersOf(needle, needleLength);
  let matched = 0;
  for (let i = start; i < stop; i++) {
    const unit = haystack(i);
    while (matched > 0 && needle(matched) !== unit) matched = borders[matched - 1]!;
    if (needle(matched) === unit) matched++;
    if (matched === needleLength) return i - needleLength + 1;
  }
  return -1;
}

/** For each prefix of the needle, the length of the longest shorter one that it ends with. */
function bordersOf(needle: Units, length: number): Int32Array {
  const borders = new Int32Array(length);
  let border = 0;
  for (let i = 1; i < length; i++) {
    const unit = needle(i);
    while (border > 0 && needle(border) !== unit) border = borders[border - 1]!;
    if (needle(border) === unit) border++;
    borders[i] = border;
  }
  return borders;
}
