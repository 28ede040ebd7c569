import type { Sample } from "../../core/sample.js";
import { type PooledCounts, poolSamples } from "../pooled-counts.js";
import { dominanceOfCounts } from "./dominance.js";

/**
 * Cliff's delta: how often a value of `x` beats a value of `y`, minus how often it loses, over all
 * pairs. It sees order alone, so it asks for no particular distribution, and an outlier weighs no
 * more than its rank.
 *
 *     δ = (#{x > y} − #{x < y}) / (m · n)        a tie counts for neither side
 *
 * @param x m ≥ 1 values in any order and any unit; ±Infinity is allowed
 * @param y n ≥ 1 values in the unit of `x`
 * @returns δ in [−1, 1], without unit; 1 when every x lies above every y
 * @throws {InputError} when a sample is empty or holds a NaN
 * @example cliffsDelta([3, 4, 5], [1, 2, 3]) // 8 / 9
 *
 * O((m + n) log (m + n)) time, O(m + n) memory. The count is exact while m · n < 2^53.
 * @see Cliff (1993), "Dominance statistics: ordinal analyses to answer ordinal questions",
 *   Psychological Bulletin 114(3), 494–509
 */
export function cliffsDelta(x: Sample, y: Sample): number {
  return cliffsDeltaOfCounts(poolSamples(x, y));
}

/** Cliff's delta from the counts of both samples. See `cliffsDelta`. */
export function cliffsDeltaOfCounts(pooled: PooledCounts): number {
  const { greater, less } = dominanceOfCounts(pooled);
  return (greater - less) / (pooled.m * pooled.n);
}
