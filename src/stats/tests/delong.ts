import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { checkedConfidence } from "../checked-confidence.js";
import { normalIsf, normalSf } from "../distributions/normal.js";
import { placements, type Placements } from "../scores/placements.js";

/** Below this a variance is rounding: true ones are multiples of 1 / (4 m² n²) or so. */
const ROUNDING = 1e-30;

/** An area under the ROC curve and how well the rows determine it. */
export interface AucEstimate {
  readonly auc: number;
  readonly variance: number;
  /** Normal interval, cut off at 0 and 1. */
  readonly low: number;
  readonly high: number;
}

/** Two areas over the same rows. */
export interface AucComparison {
  readonly a: AucEstimate;
  readonly b: AucEstimate;
  readonly covariance: number;
  /** AUC of a less that of b. */
  readonly difference: number;
  /** The difference in standard errors; absent where the standard error is 0. */
  readonly z?: number;
  /** Two-sided, normal; 1 where nothing differs. */
  readonly pValue: number;
}

/**
 * The area under the ROC curve with DeLong's interval.
 *
 *     variance = S⁺ / m + S⁻ / n        S: variances (divisor count − 1) of the placements
 *
 * @param labels labels: 1 for the m ≥ 2 positive rows, 0 for the n ≥ 2 others
 * @param scores scores, higher for the positive class
 * @param confidence of the interval, inside (0, 1)
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, or a score is NaN
 * @throws {UndefinedError} when a class has fewer than two rows
 * @example delongAuc([0, 0, 1, 1], [1, 2, 2, 3]).variance // 1 / 32
 *
 * O(n log n).
 * @see DeLong, DeLong, Clarke-Pearson (1988), "Comparing the areas under two or more correlated
 *   receiver operating characteristic curves", Biometrics 44(3); Sun, Xu (2014), "Fast implementation
 *   of DeLong's algorithm", IEEE Signal Processing Letters 21(11)
 */
export function delongAuc(labels: Sample, scores: Sample, confidence = 0.95): AucEstimate {
  return estimate(twoOfEach(placements(labels, scores)), confidence);
}

/**
 * DeLong's test: do two scores rank the same rows equally well?
 *
 *     z = (AUC_a − AUC_b) / √var        var = S⁺ / m + S⁻ / n of the differences of the placements
 *
 * The variance is that of differences, so it is 0, and not almost 0, for scores of the same order.
 *
 * @param labels labels: 1 for the m ≥ 2 positive rows, 0 for the n ≥ 2 others
 * @param scoresA scores by the first, higher for the positive class
 * @param scoresB scores by the second, in any unit
 * @param confidence of the intervals of both areas, inside (0, 1)
 * @returns p = 1, and no z, where the variance is 0 and the areas are equal
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, or a score is NaN
 * @throws {UndefinedError} when a class has fewer than two rows, or the areas differ and the variance
 *   is 0
 * @example delongTest([0, 0, 1, 1], [1, 2, 3, 4], [5, 6, 7, 8]).pValue // 1
 *
 * O(n log n).
 * @see as `delongAuc`
 */
export function delongTest(
  labels: Sample,
  scoresA: Sample,
  scoresB: Sample,
  confidence = 0.95,
): AucComparison {
  const a = twoOfEach(placements(labels, scoresA));
  const b = twoOfEach(placements(labels, scoresB));
  const difference = a.auc - b.auc;
  const apart: Placements = {
    auc: difference,
    positives: a.positives.map((value, i) => value - b.positives[i]!),
    negatives: a.negatives.map((value, i) => value - b.negatives[i]!),
  };
  const variance = covariance(apart, apart);
  const common = {
    a: estimate(a, confidence),
    b: estimate(b, confidence),
    covariance: covariance(a, b),
    difference,
  };
  if (variance > ROUNDING) {
    const z = difference / Math.sqrt(variance);
    return { ...common, z, pValue: Math.min(1, 2 * normalSf(Math.abs(z))) };
  }
  if (difference === 0) return { ...common, pValue: 1 };
  throw new UndefinedError("DeLong's test is undefined: the areas differ, with variance 0", {
    fix: "score more rows",
  });
}

function estimate(placed: Placements, confidence: number): AucEstimate {
  const { auc } = placed;
  const variance = covariance(placed, placed);
  const reach = normalIsf((1 - checkedConfidence(confidence)) / 2) * Math.sqrt(variance);
  return { auc, variance, low: Math.max(0, auc - reach), high: Math.min(1, auc + reach) };
}

/** The covariance of two areas over the same rows: that of their placements, class by class. */
function covariance(a: Placements, b: Placements): number {
  const ofClass = (va: Float64Array, vb: Float64Array) => {
    let sum = 0;
    va.forEach((value, i) => (sum += (value - a.auc) * (vb[i]! - b.auc)));
    return sum / (va.length - 1) / va.length;
  };
  return ofClass(a.positives, b.positives) + ofClass(a.negatives, b.negatives);
}

function twoOfEach(placed: Placements): Placements {
  if (placed.positives.length > 1 && placed.negatives.length > 1) return placed;
  throw new UndefinedError("the variance of an AUC is undefined: a class has one row only", {
    fix: "score at least two rows of each class",
  });
}
