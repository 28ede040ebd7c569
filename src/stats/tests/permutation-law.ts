import type { SidedPValues } from "./sided-p-values.js";

/**
 * How many ways lead to each value of a sum of integer scores, when labels or signs are dealt
 * blindly: `ways[s]` to the sum s, `total` in all.
 */
export interface PermutationLaw {
  readonly ways: Float64Array;
  readonly total: number;
}

/**
 * The law of the sum of k scores drawn without replacement, by the shift algorithm: the exact law
 * of every rank-sum test, ties and all.
 *
 *     f[c][s] = number of c-subsets with sum s;  each score r adds f[c − 1][s − r] to f[c][s]
 *
 * @param scores N integers ≥ 0, ascending
 * @param k size of the subset, 0 to N
 * @returns the ways, indexed by sum from 0 to the sum of the k largest scores
 *
 * O(N k S) time and O(k S) memory, S the largest sum. Counts past 2^53 are rounded, not wrong: all
 * terms are positive, so the relative error stays near N · 2^−53.
 * @see Streitberg, Röhmel (1986), "Exact distributions for permutation and rank tests",
 *   Statistical Software Newsletter 12, 10–17
 */
export function subsetSumLaw(scores: ArrayLike<number>, k: number): PermutationLaw {
  const prefix = new Float64Array(scores.length + 1);
  for (let i = 0; i < scores.length; i++) prefix[i + 1] = prefix[i]! + scores[i]!;
  const width = prefix[scores.length]! - prefix[scores.length - k]! + 1;
  const ways = new Float64Array((k + 1) * width);
  ways[0] = 1;
  for (let i = 1; i <= scores.length; i++) {
    const score = scores[i - 1]!;
    // Smaller subsets can no longer grow to k with the scores that are left.
    const smallest = Math.max(1, k - (scores.length - i));
    for (let c = Math.min(i, k); c >= smallest; c--) {
      const largestSum = prefix[i]! - prefix[i - c]!;
      const to = c * width;
      const from = to - width - score;
      for (let s = prefix[c - 1]! + score; s <= largestSum; s++) ways[to + s]! += ways[from + s]!;
    }
  }
  const last = ways.subarray(k * width);
  return { ways: last, total: last.reduce((sum, count) => sum + count, 0) };
}

/** Additions that a law may cost: some 50 ms, and enough for every rank sum of N ≤ 100 values. */
const MOST_WORK = 4e7;

/** Whether the law of k of N scores costs little enough; `largestSum` is the sum of the k largest. */
export function isSubsetSumLawCheap(size: number, k: number, largestSum: number): boolean {
  return size * k * (largestSum + 1) <= MOST_WORK;
}

/**
 * The law of the sum of the scores whose sign falls positive, each with chance 1/2: the exact law
 * of every signed-rank test. `ways` are chances here, so that no number of scores overflows.
 *
 * @param scores integers ≥ 0
 *
 * O(n S) time, S the sum of the scores.
 */
export function signFlipLaw(scores: ArrayLike<number>): PermutationLaw {
  let reached = 0;
  for (let i = 0; i < scores.length; i++) reached += scores[i]!;
  const ways = new Float64Array(reached + 1);
  ways[0] = 1;
  reached = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    reached += score;
    for (let s = reached; s >= 0; s--) ways[s] = (ways[s]! + (ways[s - score] ?? 0)) / 2;
  }
  return { ways, total: 1 };
}

/**
 * The p-values of an observed sum: each tail is added up from its far end, never taken as 1 − p.
 *
 *     less: P(S ≤ s)    greater: P(S ≥ s)    two-sided: P(|S − E S| ≥ |s − E S|)
 *
 * Ties make the law lopsided, so the two-sided value is not twice a tail.
 *
 * @param observed the index of the observed sum
 * @param mean the expected sum as a fraction of integers, so that distances compare without rounding
 */
export function permutationPValues(
  { ways, total }: PermutationLaw,
  observed: number,
  mean: { readonly numerator: number; readonly denominator: number },
): SidedPValues {
  const { numerator, denominator } = mean;
  const least = Math.abs(denominator * observed - numerator);
  let [below, above, far] = [0, 0, 0];
  for (let s = 0; s <= observed; s++) below += ways[s]!;
  for (let s = ways.length - 1; s >= observed; s--) above += ways[s]!;
  for (let s = 0; numerator - denominator * s >= least && s < ways.length; s++) far += ways[s]!;
  for (let s = ways.length - 1; denominator * s - numerator >= least && s >= 0; s--) {
    far += ways[s]!;
  }
  const share = (count: number) => Math.min(1, count / total);
  // At the mean itself both loops count it: every sum is as far out.
  return { "two-sided": least === 0 ? 1 : share(far), less: share(below), greater: share(above) };
}
