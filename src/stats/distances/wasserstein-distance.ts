import type { Sample } from "../../core/sample.js";
import { poolSamples, type PooledCounts } from "../pooled-counts.js";
import { ecdfGapIntegral } from "./ecdf-gap-integral.js";

/**
 * Wasserstein-1 distance, or earth mover's: how far the mass of one sample has to travel, on
 * average, to become the other. It is in the unit of the data: a shift by 3 euros is 3 euros.
 *
 *     W = ∫ |Fx(t) − Fy(t)| dt        of the empirical distributions, on the line
 *
 * @param x m ≥ 1 values in any order and any unit
 * @param y n ≥ 1 values in the unit of `x`
 * @returns W ≥ 0 in the unit of `x`; Infinity when mass has to travel to or from an infinite value
 * @throws {InputError} when a sample is empty or holds a NaN
 * @example wassersteinDistance([0, 1, 3], [5, 6, 8]) // 5
 *
 * O((m + n) log (m + n)).
 * @see Vallender (1974), "Calculation of the Wasserstein distance between probability
 *   distributions on the line", Theory of Probability and its Applications 18(4), 784–786
 */
export function wassersteinDistance(x: Sample, y: Sample): number {
  return wassersteinOfCounts(poolSamples(x, y));
}

/** {@link wassersteinDistance} of samples that are counted already, or weighted. O(values). */
export function wassersteinOfCounts(pooled: PooledCounts): number {
  return ecdfGapIntegral(pooled, 1);
}
