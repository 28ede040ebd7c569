import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
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
  const spread = scale === "sd" ? standardDeviation(pooled) : interquartileRange(pooled);
  if (spread > 0 && spread < Infinity) return wassersteinOfCounts(pooled) / spread;
  const name = scale === "sd" ? "standard deviation" : "interquartile range";
  const state = spread === 0 ? "0" : "not defined";
  throw new UndefinedError(`the ${name} of the reference is ${state}`, {
    where: "x",
    fix: "use the plain distance, or a reference that varies",
  });
}

/** With n − 1; NaN for one value. In two passes, so that a large mean costs no digits. */
function standardDeviation({ values, x, m }: PooledCounts): number {
  const origin = values[x.findIndex((count) => count > 0)]!;
  let mean = 0; // from the smallest value: a constant sample has a spread of exactly 0
  for (let k = 0; k < values.length; k++) {
    if (x[k]! > 0) mean += (values[k]! - origin) * (x[k]! / m);
  }
  let squares = 0;
  for (let k = 0; k < values.length; k++) {
    if (x[k]! > 0) squares += x[k]! * (values[k]! - origin - mean) ** 2;
  }
  return Math.sqrt(squares / (m - 1));
}

function interquartileRange(pooled: PooledCounts): number {
  return quantile(pooled, 0.75) - quantile(pooled, 0.25);
}

/** Type 7: linear between the values at the ranks around (m − 1) p. */
function quantile(pooled: PooledCounts, p: number): number {
  const rank = (pooled.m - 1) * p;
  const below = Math.floor(rank);
  const low = valueAt(pooled, below);
  const high = valueAt(pooled, Math.ceil(rank));
  return low === high ? low : low + (rank - below) * (high - low);
}

/** The value of the reference at a rank that counts from 0. */
function valueAt({ values, x }: PooledCounts, rank: number): number {
  let k = 0;
  for (let seen = x[0]!; seen <= rank; seen += x[k]!) k += 1;
  return values[k]!;
}
