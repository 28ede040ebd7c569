import { InputError } from "../../core/errors.js";
import type { PooledCounts } from "../pooled-counts.js";
import { isSubsetSumLawCheap, permutationPValues, subsetSumLaw } from "./permutation-law.js";
import type { SidedPValues } from "./sided-p-values.js";

/**
 * Exact p-values of the Mann-Whitney test, ties included: the permutation law of U given the pooled
 * values, every one of the C(m + n, m) labelings equally likely.
 *
 *     two-sided: P(|U − m n / 2| ≥ |u − m n / 2|)    less: P(U ≤ u)    greater: P(U ≥ u)
 *
 * Without ties this is the classical exact test. With ties the law is lopsided and the two-sided p is not
 * twice a tail (R's coin does the same; doubling is the other common convention).
 *
 * @throws {InputError} when the law is too large to compute; see `hasExactRankSum`
 */
export function mannWhitneyExact(pooled: PooledCounts): SidedPValues {
  if (!hasExactRankSum(pooled)) {
    throw new InputError(`the exact law of ${pooled.m} and ${pooled.n} values is too large`, {
      fix: "use the asymptotic test",
    });
  }
  // One value alone: whatever the labels, U is what it is.
  if (pooled.values.length === 1) return { "two-sided": 1, less: 1, greater: 1 };
  const { scores, k, observed } = drawnScores(pooled);
  const sum = scores.reduce((total, score) => total + score, 0);
  const law = subsetSumLaw(scores, k);
  const mean = { numerator: k * sum, denominator: scores.length };
  const pValues = permutationPValues(law, observed, mean);
  return pooled.m <= pooled.n
    ? pValues
    : { ...pValues, less: pValues.greater, greater: pValues.less };
}

/** Whether the exact law costs little enough: always for m + n ≤ 100, further the more ties there are. */
export function hasExactRankSum(pooled: PooledCounts): boolean {
  if (pooled.values.length === 1) return true;
  const size = pooled.m + pooled.n;
  const k = Math.min(pooled.m, pooled.n);
  if (!isSubsetSumLawCheap(size, k, 0)) return false;
  const { scores } = drawnScores(pooled);
  const largestSum = scores.subarray(size - k).reduce((total, score) => total + score, 0);
  return isSubsetSumLawCheap(size, k, largestSum);
}

/**
 * The midranks as small integers (doubled, counted from the least, divided by their common factor),
 * and the smaller sample as the one drawn from them: both only make the law shorter.
 */
function drawnScores({ values, x, y, m, n }: PooledCounts) {
  const drawn = m <= n ? x : y;
  const scores = new Float64Array(m + n);
  let [before, factor] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const t = x[i]! + y[i]!;
    const score = 2 * before + t - (x[0]! + y[0]!);
    scores.fill(score, before, before + t);
    factor = greatestCommonDivisor(factor, score);
    before += t;
  }
  let [observed, position] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    observed += (drawn[i]! * scores[position]!) / factor;
    position += x[i]! + y[i]!;
  }
  return { scores: scores.map((score) => score / factor), k: Math.min(m, n), observed };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
