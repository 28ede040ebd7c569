import { InputError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import type { Alternative } from "../alternative.js";
import { poolSamples, type PooledCounts } from "../pooled-counts.js";
import { ksAsymptoticP } from "./ks-asymptotic-p.js";
import { ksExactP } from "./ks-exact-p.js";
import { ksGap } from "./ks-gap.js";

/** Up to this m·n, "auto" computes the exact p: 5000 values a side, some 100 ms at the most. */
export const KS_EXACT_LIMIT = 2.5e7;

export interface KsOptions {
  /** "greater": the distribution function of x lies above that of y, so x tends to be smaller. */
  readonly alternative?: Alternative;
  /** "auto": exact where m·n ≤ 2.5e7, asymptotic beyond. */
  readonly method?: "auto" | "exact" | "asymptotic";
}

export interface KsResult {
  /** D, D⁺ ("greater") or D⁻ ("less"), in [0, 1]. */
  readonly statistic: number;
  /** The smallest value at which the gap is attained; undefined where there is none. */
  readonly location: number | undefined;
  /** Which function is higher there: 1 for that of x, −1 for that of y, 0 without a gap. */
  readonly sign: -1 | 0 | 1;
  readonly pValue: number;
  /** How `pValue` was computed. */
  readonly method: "exact" | "asymptotic";
}

/**
 * The two-sample Kolmogorov-Smirnov test: are two samples draws from one distribution? It looks at
 * the largest gap between their empirical distribution functions Fx and Fy, so it sees shifts,
 * spread and shape alike, and depends on the order of the values alone.
 *
 *     D = max |Fx − Fy|    D⁺ = max (Fx − Fy) ("greater")    D⁻ = max (Fy − Fx) ("less")
 *
 * The exact p is conditional on the pooled sample, so that ties count as they are; the asymptotic
 * one is the limit law, without corrections, and with ties too large.
 *
 * @param x m ≥ 1 values in any order; ±Infinity is a value like others
 * @param y n ≥ 1 values in the unit of `x`
 * @throws {InputError} when a sample is empty or holds a NaN
 * @example ksTwoSample([1, 2, 3, 4], [3, 4, 5, 6, 7]).pValue // 4 / 21
 *
 * O((m + n) log (m + n)), and at most m·n steps for an exact p.
 * @see Smirnov (1939), "On the estimation of the discrepancy between empirical curves of
 *   distribution for two independent samples"; Schröer & Trenkler (1995) for ties
 */
export function ksTwoSample(x: Sample, y: Sample, options: KsOptions = {}): KsResult {
  return ksOfCounts(poolSamples(x, y), options);
}

/** {@link ksTwoSample} of two samples that are counted already. O(distinct values) and the p. */
export function ksOfCounts(pooled: PooledCounts, options: KsOptions = {}): KsResult {
  const { alternative = "two-sided", method = "auto" } = options;
  const { m, n } = pooled;
  if (m === 0 || n === 0) {
    const where = m === 0 ? "x" : "y";
    throw new InputError(`sample ${where} is empty`, { where, fix: "give at least one value" });
  }
  const { size, scale, location, sign } = ksGap(pooled, alternative);
  const statistic = size / scale;
  const exact = method === "exact" || (method === "auto" && m * n <= KS_EXACT_LIMIT);
  const pValue = exact
    ? ksExactP(pooled, alternative)
    : ksAsymptoticP(statistic, m, n, alternative);
  return { statistic, location, sign, pValue, method: exact ? "exact" : "asymptotic" };
}
