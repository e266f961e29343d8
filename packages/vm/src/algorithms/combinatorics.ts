/**
 * Factorials, permutations and combinations of integers.
 */

/** from · (from + 1) · … · to, by halves so that factors stay of like size; 1 when empty. */
function product(from: bigint, to: bigint): bigint {
  if (from > to) return 1n;
  if (to - from < 8n) {
    let result = from;
    for (let i = from + 1n; i <= to; i++) result *= i;
    return result;
  }
  const middle = (from + to) >> 1n;
  return product(from, middle) * product(middle + 1n, to);
}

/** n! */
export function factorial(n: number): bigint {
  return product(2n, BigInt(n));
}

/** n! / (n − k)! for 0 ≤ k ≤ n. */
export function permutations(n: bigint, k: bigint): bigint {
  return product(n - k + 1n, n);
}

/** n! / (k! (n − k)!) for 0 ≤ k ≤ n. */
export function combinations(n: bigint, k: bigint): bigint {
  if (k > n - k) k = n - k;
  return product(n - k + 1n, n) / product(2n, k);
}
