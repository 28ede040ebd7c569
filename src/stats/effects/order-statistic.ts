/**
 * Which order statistics bound a confidence interval, from the law of the rank statistic that the
 * interval inverts.
 *
 *     k = the least with P(S ≤ k) ≥ α / 2, at least 1        confidence = 1 − 2 P(S ≤ k − 1)
 *
 * @param ways how many ways lead to each value of S, from 0
 * @param level the confidence asked for, between 0 and 1
 */
export function orderStatisticOf(ways: Float64Array, total: number, level: number) {
  // 1 − 0.95 is a little over 0.05: a tail of just 0.025 must count as reached (R does the same).
  const enough = ((1 - level) / 2 - 10 * Number.EPSILON) * total;
  let below = ways[0]!;
  let k = 0;
  while (below < enough) below += ways[++k]!;
  // P(S ≤ k − 1); where k was 0 it becomes 1, and P(S ≤ 0) is left out.
  const left = k === 0 ? ways[0]! : below - ways[k]!;
  return { k: Math.max(1, k), confidence: Math.max(0, 1 - (2 * left) / total) };
}
