import type { Sample } from "../../core/sample.js";
import type { Alternative } from "../alternative.js";
import { type PooledCounts, poolSamples } from "../pooled-counts.js";
import { mannWhitneyAsymptotic } from "./mann-whitney-asymptotic.js";
import { hasExactRankSum, mannWhitneyExact } from "./mann-whitney-exact.js";
import { rankSum } from "./rank-sum.js";

/** The answer of a rank test, and how its p-value came about. */
export interface MannWhitney {
  /** U of x: pairs with x > y plus half the ties. */
  readonly statistic: number;
  readonly pValue: number;
  readonly method: "exact" | "asymptotic";
}

export interface MannWhitneyOptions {
  readonly alternative?: Alternative;
  /** "auto" is exact wherever that costs little, so always for m + n ≤ 100. */
  readonly method?: "auto" | "exact" | "asymptotic";
}

/**
 * Mann-Whitney U test (Wilcoxon rank sum): does one sample tend to be larger than the other? It
 * sees order alone; ties count half a win for either side.
 *
 *     U = #{x > y} + #{x = y} / 2
 *
 * The p-value is exact, ties included, for m + n ≤ 100 and beyond that while the law is cheap;
 * otherwise normal, with tie and continuity correction.
 *
 * @param x m ≥ 1 values in any order; ±Infinity is allowed
 * @param y n ≥ 1 values in the unit of `x`
 * @throws {InputError} when a sample is empty or holds a NaN, or "exact" is asked for too much
 * @throws {UndefinedError} when "asymptotic" is asked for and all values are equal
 * @example mannWhitney([1, 2, 3], [4, 5, 6]).pValue // 1 / 10
 *
 * O((m + n) log (m + n)), and at most some 50 ms for the exact law.
 * @see Mann, Whitney (1947), "On a test of whether one of two random variables is stochastically
 *   larger than the other", Annals of Mathematical Statistics 18(1), 50–60
 */
export function mannWhitney(x: Sample, y: Sample, options: MannWhitneyOptions = {}): MannWhitney {
  return mannWhitneyOfCounts(poolSamples(x, y), options);
}

/** Mann-Whitney U test from the counts of both samples. See `mannWhitney`. */
export function mannWhitneyOfCounts(
  pooled: PooledCounts,
  { alternative = "two-sided", method = "auto" }: MannWhitneyOptions = {},
): MannWhitney {
  const statistic = rankSum(pooled).uX;
  if (method === "exact" || (method === "auto" && hasExactRankSum(pooled))) {
    return { statistic, pValue: mannWhitneyExact(pooled)[alternative], method: "exact" };
  }
  const { p } = mannWhitneyAsymptotic(pooled)[alternative];
  return { statistic, pValue: p, method: "asymptotic" };
}
