/**
 * "Did you mean …?": the candidate nearest to a misspelt name, if any is near enough.
 *
 * CPython Python/suggestions.c: Levenshtein distance in which a change of case costs less than one of letter.
 */

const MOVE_COST = 2;
const CASE_COST = 1;
const MAX_CANDIDATES = 750;
const MAX_LENGTH = 40;

/** The best candidate; undefined when none is near enough. */
export function suggestion(candidates: readonly string[], name: string): string | undefined {
  if (candidates.length >= MAX_CANDIDATES) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    let limit = Math.floor(((name.length + candidate.length + 3) * MOVE_COST) / 6);
    limit = Math.min(limit, bestDistance - 1);
    const distance = editDistance(name, candidate, limit);
    if (distance > limit) continue;
    if (best === undefined || distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function substitutionCost(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE_COST : MOVE_COST;
}

/** The distance, or something above `limit` when it is beyond it. */
function editDistance(first: string, second: string, limit: number): number {
  if (first === second) return 0;
  let start = 0;
  while (start < first.length && start < second.length && first[start] === second[start]) start++;
  let firstEnd = first.length;
  let secondEnd = second.length;
  while (firstEnd > start && secondEnd > start && first[firstEnd - 1] === second[secondEnd - 1]) {
    firstEnd--;
    secondEnd--;
  }
  let a = first.slice(start, firstEnd);
  let b = second.slice(start, secondEnd);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE_COST;
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE_COST > limit) return limit + 1;

  const row = Array.from(a, (_, i) => (i + 1) * MOVE_COST);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    let distance = (result = j * MOVE_COST);
    let minimum = Infinity;
    for (let i = 0; i < a.length; i++) {
      const substitute = distance + substitutionCost(b[j]!, a[i]!);
      distance = row[i]!;
      result = Math.min(substitute, Math.min(result, distance) + MOVE_COST);
      row[i] = result;
      minimum = Math.min(minimum, result);
    }
    if (minimum > limit) return limit + 1;
  }
  return result;
}
