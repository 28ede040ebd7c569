import type { Sample } from "../../core/sample.js";
import { byClass } from "./score-ladder.js";
import { ladderAuc } from "./roc-auc.js";
import { poolSamples, type PooledCounts } from "../pooled-counts.js";

/** How each row of one class lies among the rows of the other, in the order of the rows. */
export interface Placements {
  /** Area under the ROC curve: the mean of either list. */
  readonly auc: number;
  /** For each positive row, the share of negatives with a lower score; a tie counts one half. */
  readonly positives: Float64Array;
  /** For each negative row, the share of positives with a higher score; a tie counts one half. */
  readonly negatives: Float64Array;
}

/**
 * The placement of every row: what it adds to the area under the ROC curve, and so what the variance of
 * that area is made of.
 *
 * @param labels labels, 1 for the positive class, 0 for the other
 * @param scores scores, higher for the positive class
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, or a score is NaN
 * @throws {UndefinedError} when only one class occurs
 * @example placements([0, 0, 1], [1, 2, 2]).positives // Float64Array.of(0.75)
 *
 * O(n log n).
 */
export function placements(labels: Sample, scores: Sample): Placements {
  const { positives, negatives } = byClass(labels, scores);
  const ladder = poolSamples(positives, negatives);
  const { m, n } = ladder;
  const below = sharesPassed(ladder.y, n);
  const above = sharesPassed(ladder.x, m);
  return {
    auc: ladderAuc(ladder),
    positives: positives.map((score) => below[rung(ladder, score)]!),
    negatives: negatives.map((score) => 1 - above[rung(ladder, score)]!),
  };
}

/** For each rung, the share of a class below it, and half of its own. */
function sharesPassed(counts: Float64Array, total: number): Float64Array {
  let doubled = 0; // twice the rows below: halves stay whole numbers
  return counts.map((count) => {
    const middle = doubled + count;
    doubled += 2 * count;
    return middle / (2 * total);
  });
}

/** The rung of a score that is on the ladder, by halving. */
function rung({ values }: PooledCounts, score: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < score) low = middle + 1;
    else high = middle;
  }
  return low;
}
