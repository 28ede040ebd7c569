import type { Sample } from "../../core/sample.js";
import { countValues } from "../pooled-counts.js";

/** The ranks of a sample, and how often its values are tied. */
export interface Ranks {
  /** The rank of each value in its place, from 1; tied values share the average of theirs. */
  readonly ranks: Float64Array;
  /** How often each distinct value occurs, ascending by value: 1 where it is not tied. */
  readonly tieCounts: Float64Array;
}

/**
 * The average ranks of a sample, as rank tests and Spearman's correlation take them.
 *
 *     rank of v = #{x < v} + (#{x = v} + 1) / 2
 *
 * @param x n ≥ 1 values; ±Infinity is allowed
 * @returns ranks that sum to n (n + 1) / 2, and the sizes of the ties
 * @throws {InputError} when the sample is empty or holds a NaN
 * @example Array.from(averageRanks([30, 10, 20, 10]).ranks) // [4, 1.5, 3, 1.5]
 *
 * O(n log n) time.
 */
export function averageRanks(x: Sample): Ranks {
  const { values, counts } = countValues("x", x);
  const rankOf = new Float64Array(values.length);
  let below = 0;
  counts.forEach((count, k) => {
    rankOf[k] = below + (count + 1) / 2;
    below += count;
  });
  const ranks = Float64Array.from(x, (value) => rankOf[placeOf(values, value)]!);
  return { ranks, tieCounts: counts };
}

/** Where a value lies on a ladder that has it. */
function placeOf(ladder: Float64Array, value: number): number {
  let low = 0;
  for (let high = ladder.length - 1; low < high;) {
    const middle = (low + high) >> 1;
    if (ladder[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
