import type { Sample } from "../../core/sample.js";
import type { PooledCounts } from "../pooled-counts.js";
import { scoreLadder } from "./score-ladder.js";

/**
 * Average precision: the precision at each threshold, weighted by the recall that the threshold adds.
 * It judges the top of the ranking, and so says more than the ROC curve where positives are rare.
 *
 *     Σ (Rᵢ − Rᵢ₋₁) Pᵢ        one term for every distinct score, from the highest down
 *
 * A step function, without interpolation.
 *
 * @param labels labels, 1 for the positive class, 0 for the other
 * @param scores scores, higher for the positive class
 * @returns a share in (0, 1]; about the share of positives for scores that know nothing
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, or a score is NaN
 * @throws {UndefinedError} when only one class occurs
 * @example averagePrecision([0, 1, 1], [2, 3, 1]) // 1 / 2 + 1 / 3
 *
 * O(n log n).
 */
export function averagePrecision(labels: Sample, scores: Sample): number {
  let area = 0;
  walkDown(scoreLadder(labels, scores), ({ added, precision }) => {
    area += added * precision;
  });
  return area;
}

/**
 * Area under the precision–recall curve by trapezoids, from recall 0 and precision 1 on. Lines
 * between points of that curve are too optimistic: prefer `averagePrecision`; this is here to compare
 * with tools that draw them.
 *
 * @throws as `averagePrecision` does
 * @example trapezoidPrAuc([0, 1, 1], [2, 3, 1]) // 1 / 2 + (1 / 2 + 2 / 3) / 4
 * @see Davis, Goadrich (2006), "The relationship between precision–recall and ROC curves", ICML
 */
export function trapezoidPrAuc(labels: Sample, scores: Sample): number {
  let [area, before] = [0, 1];
  walkDown(scoreLadder(labels, scores), ({ added, precision }) => {
    area += (added * (before + precision)) / 2;
    before = precision;
  });
  return area;
}

/** Lower the threshold from score to score: the recall that each adds, and the precision then. */
function walkDown(
  { values, x, y, m }: PooledCounts,
  visit: (point: { readonly added: number; readonly precision: number }) => void,
): void {
  let [truePositives, taken] = [0, 0];
  for (let rung = values.length - 1; rung >= 0; rung--) {
    truePositives += x[rung]!;
    taken += x[rung]! + y[rung]!;
    visit({ added: x[rung]! / m, precision: truePositives / taken });
  }
}
