import type { PooledCounts } from "../pooled-counts.js";

/**
 * The least two-sided exact p-value that any split of these pooled values into these sizes can
 * give: what a rank-sum test could have shown at best. Above the level, the test cannot reject,
 * whatever the data do.
 *
 *     p = #{labelings whose rank sum lies farthest from the mean} / C(m + n, m)
 *
 * which is 2 / C(m + n, m) without ties (1 when m = n = 1). Ties can make it larger, or reach it at
 * one end alone.
 *
 * @returns p in [0, 1]; 0 where it is below the smallest double
 *
 * O(distinct values + m + n).
 */
export function smallestPossibleP({ values, x, y, m, n }: PooledCounts): number {
  const size = m + n;
  const k = Math.min(m, n);
  const ties = Float64Array.from(values, (_, i) => x[i]! + y[i]!);
  const low = extremeSubset(ties, k);
  const high = extremeSubset(ties.toReversed(), k);
  // Doubled midranks counted from either end: far out means small on both sides.
  const gap = low.sum - high.sum;
  const ways = (side: { tie: number; taken: number }) => choiceShare(side, size, k);
  if (low.sum + high.sum === 2 * k * (size + 1)) return 1; // every split has the same rank sum
  if (gap === 0) return Math.min(1, ways(low) + ways(high));
  return ways(gap < 0 ? low : high);
}

/** The k values at one end: their sum of doubled midranks, and the tie that the end cuts through. */
function extremeSubset(ties: Float64Array, k: number) {
  let [before, sum] = [0, 0];
  for (const tie of ties) {
    const taken = Math.min(tie, k - before);
    sum += taken * (2 * before + tie + 1);
    before += tie;
    if (before >= k) return { sum, tie, taken };
  }
  return { sum, tie: 0, taken: 0 };
}

/** C(tie, taken) / C(size, k), by whole numbers while they are exact and by logarithms beyond. */
function choiceShare({ tie, taken }: { tie: number; taken: number }, size: number, k: number) {
  const all = choose(size, k);
  if (all < Number.MAX_SAFE_INTEGER) return choose(tie, taken) / all;
  return Math.exp(logChoose(tie, taken) - logChoose(size, k));
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) product = (product * (n + 1 - i)) / i;
  return product;
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i++) sum += Math.log((n + 1 - i) / i);
  return sum;
}
