import type { Sample } from "../../core/sample.js";
import { poolSamples, type PooledCounts } from "../pooled-counts.js";
import { ecdfGapIntegral } from "./ecdf-gap-integral.js";

/**
 * Energy distance: like Wasserstein-1, but small gaps weigh less, as their squares. It is 0 only
 * where the samples have the same distribution.
 *
 *     E = √(2 ∫ (Fx(t) − Fy(t))² dt)        E² = 2 E|X − Y| − E|X − X′| − E|Y − Y′|
 *
 * This is the root, as scipy has it; others give the name to its square. All pairs count, a value
 * with itself too (the V-statistic), so that E² ≥ 0.
 *
 * @param x m ≥ 1 values in any order and any unit
 * @param y n ≥ 1 values in the unit of `x`
 * @returns E ≥ 0 in the square root of the unit; Infinity when mass differs at an infinite value
 * @throws {InputError} when a sample is empty or holds a NaN
 * @example energyDistance([1], [2]) // Math.SQRT2
 *
 * O((m + n) log (m + n)).
 * @see Székely & Rizzo (2013), "Energy statistics: a class of statistics based on distances",
 *   Journal of Statistical Planning and Inference 143(8), 1249–1272
 */
export function energyDistance(x: Sample, y: Sample): number {
  return Math.sqrt(squaredEnergyOfCounts(poolSamples(x, y)));
}

/** The square of {@link energyDistance}, of samples that are counted already. O(values). */
export function squaredEnergyOfCounts(pooled: PooledCounts): number {
  return 2 * ecdfGapIntegral(pooled, 2);
}
