import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { countValues, type ValueCounts } from "../pooled-counts.js";
import { nthSmallest } from "./nth-smallest.js";

/**
 * Hodges-Lehmann shift: by how much `x` lies above `y`, as the median of all differences. The
 * estimate that belongs to the Mann-Whitney test, in the unit of the data.
 *
 *     Δ = median of x_i − y_j over the m · n pairs      the mean of the two middle ones if m · n is even
 *
 * @param x m ≥ 1 values in any order
 * @param y n ≥ 1 values in the unit of `x`
 * @returns Δ in the unit of `x`
 * @throws {InputError} when a sample is empty or holds a NaN
 * @throws {UndefinedError} when both hold the same infinity, so that a difference is no number
 * @example hodgesLehmann([0.5, 1.5, 2.5], [1, 2, 3, 4]) // -1
 *
 * O((m + n) log (m + n)): the differences are counted, never listed.
 * @see Hodges, Lehmann (1963), "Estimates of location based on rank tests", Annals of Mathematical
 *   Statistics 34(2), 598–611
 */
export function hodgesLehmann(x: Sample, y: Sample): number {
  return differencesOf(x, y).median();
}

/** All m · n differences x_i − y_j, ready to be asked for any of them by rank. */
export interface Differences {
  /** m · n */
  readonly size: number;
  /** The k-th smallest, k from 1 to `size`. */
  nth(k: number): number;
  median(): number;
}

/**
 * The differences x_i − y_j of two samples in order, without listing them.
 *
 * @throws {InputError} when a sample is empty or holds a NaN
 * @throws {UndefinedError} when both hold the same infinity
 */
export function differencesOf(x: Sample, y: Sample): Differences {
  const [xs, ys] = [countValues("x", x), countValues("y", y)];
  if (xs.values.some((value) => !Number.isFinite(value) && ys.values.includes(value))) {
    throw new UndefinedError("both samples hold the same infinity, and it has no difference", {
      fix: "leave infinite values out",
    });
  }
  const size = x.length * y.length;
  const nth = (k: number) => nthSmallest(k, (limit) => differencesUpTo(limit, xs, ys));
  const median = () => (nth(Math.floor((size + 1) / 2)) + nth(Math.floor(size / 2) + 1)) / 2;
  return { size, nth, median };
}

/** How many differences are ≤ limit. As x falls, more of y are near enough, from the largest down. */
function differencesUpTo(limit: number, x: ValueCounts, y: ValueCounts): number {
  let count = 0;
  let enough = 0;
  let j = y.values.length - 1;
  for (let i = x.values.length - 1; i >= 0; i--) {
    while (j >= 0 && x.values[i]! - y.values[j]! <= limit) enough += y.counts[j--]!;
    count += x.counts[i]! * enough;
  }
  return count;
}
