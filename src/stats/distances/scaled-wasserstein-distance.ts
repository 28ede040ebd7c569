import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import type { ValueCounts } from "../../core/value-counts.js";
import { quantileOfCounts } from "../descriptive/quantile.js";
import { momentsOfCounts } from "../descriptive/running-moments.js";
import { poolSamples, type PooledCounts } from "../pooled-counts.js";
import { wassersteinOfCounts } from "./wasserstein-distance.js";

/** What of the reference counts as one: its standard deviation, or its interquartile range. */
export type ReferenceScale = "sd" | "iqr";

/**
 * Wasserstein-1 distance over the spread of the reference: without unit, so that columns can be
 * compared. Over the standard deviation a shift by one sd is 1; the interquartile range is the
 * better scale where a few far values make up the sd.
 *
 *     W / sd         sd of the reference with n − 1
 *     W / iqr        third quartile of the reference less the first, type 7
 *
 * @param reference m ≥ 2 values; their spread is the scale
 * @param current n ≥ 1 values in the unit of `reference`
 * @returns a number ≥ 0
 * @throws {InputError} when a sample is empty or holds a NaN
 * @throws {UndefinedError} when the reference has no spread to measure by
 * @example scaledWassersteinDistance([1, 2, 3, 4, 5], [3, 4, 5, 6, 7], "iqr") // 1
 *
 * O((m + n) log (m + n)).
 */
export function scaledWassersteinDistance(
  reference: Sample,
  current: Sample,
  scale: ReferenceScale,
): number {
  return scaledWassersteinOfCounts(poolSamples(reference, current), scale);
}

/** {@link scaledWassersteinDistance} of samples that are counted already. O(distinct values). */
export function scaledWassersteinOfCounts(pooled: PooledCounts, scale: ReferenceScale): number {
  const reference = referenceOf(pooled);
  // A constant has a spread of 0, which rounding might miss.
  const constant = reference.values.length === 1 && pooled.m > 1;
  const spread = constant ? 0 : spreadOf(reference, scale);
  if (spread > 0 && spread < Infinity) return wassersteinOfCounts(pooled) / spread;
  const name = scale === "sd" ? "standard deviation" : "interquartile range";
  throw new UndefinedError(`the ${name} of the reference is ${spread === 0 ? "0" : "not finite"}`, {
    where: "x",
    fix: "use the plain distance, or a reference that varies",
  });
}

function spreadOf(reference: ValueCounts, scale: ReferenceScale): number {
  if (scale === "sd") return momentsOfCounts(reference).standardDeviation;
  const quantile = quantileOfCounts(reference);
  return quantile(0.75) - quantile(0.25);
}

/** The rungs of the ladder that the reference has. */
function referenceOf({ values, x }: PooledCounts): ValueCounts {
  return { values: values.filter((_, k) => x[k]! > 0), counts: x.filter((count) => count > 0) };
}
