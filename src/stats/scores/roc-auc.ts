import type { Sample } from "../../core/sample.js";
import type { PooledCounts } from "../pooled-counts.js";
import { scoreLadder } from "./score-ladder.js";

/**
 * Area under the ROC curve: how likely a positive row has a higher score than a negative one. It
 * judges the ranking alone, whatever the threshold and the share of positives.
 *
 *     (#{s⁺ > s⁻} + ½ #{s⁺ = s⁻}) / (m n)        over all pairs of a positive and a negative
 *
 * @param labels labels, 1 for the positive class, 0 for the other
 * @param scores scores, higher for the positive class, in any unit
 * @returns a share in [0, 1]; ½ for scores that know nothing
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, or a score is NaN
 * @throws {UndefinedError} when only one class occurs
 * @example rocAuc([0, 0, 1, 1], [1, 3, 2, 3]) // 5 / 8
 *
 * O(n log n). The count is exact while 2 m n < 2⁵³.
 * @see Hanley, McNeil (1982), "The meaning and use of the area under a ROC curve", Radiology 143(1)
 */
export function rocAuc(labels: Sample, scores: Sample): number {
  return ladderAuc(scoreLadder(labels, scores));
}

/** The area under the ROC curve of counted scores: positives in `x`, negatives in `y`. */
export function ladderAuc({ x, y, m, n }: PooledCounts): number {
  let [doubled, below] = [0, 0];
  x.forEach((positives, i) => {
    doubled += positives * (2 * below + y[i]!);
    below += y[i]!;
  });
  return doubled / (2 * m * n);
}

/** Points of the ROC curve, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** Share of the negatives with a score of at least the threshold. */
  readonly falsePositiveRate: Float64Array;
  /** Share of the positives with a score of at least the threshold. */
  readonly truePositiveRate: Float64Array;
  /** Thresholds, descending; the first, Infinity, lets nothing through. */
  readonly thresholds: Float64Array;
}

/**
 * The ROC curve: one point for every distinct score as the threshold, and the start. None is left
 * out, be it on a straight line or not.
 *
 * @throws as `rocAuc` does
 * @example rocCurve([0, 1, 1], [1, 2, 3]).truePositiveRate // Float64Array.of(0, 0.5, 1, 1)
 */
export function rocCurve(labels: Sample, scores: Sample): RocCurve {
  const { values, x, y, m, n } = scoreLadder(labels, scores);
  const size = values.length + 1;
  const falsePositiveRate = new Float64Array(size);
  const truePositiveRate = new Float64Array(size);
  const thresholds = new Float64Array(size).fill(Infinity);
  let [truePositives, falsePositives] = [0, 0];
  for (let point = 1; point < size; point++) {
    const rung = values.length - point;
    truePositives += x[rung]!;
    falsePositives += y[rung]!;
    truePositiveRate[point] = truePositives / m;
    falsePositiveRate[point] = falsePositives / n;
    thresholds[point] = values[rung]!;
  }
  return { falsePositiveRate, truePositiveRate, thresholds };
}
