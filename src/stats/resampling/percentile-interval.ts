import { UndefinedError } from "../../core/errors.js";
import { checkedConfidence } from "../checked-confidence.js";

/** An interval, both ends included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The percentile interval of a bootstrap: what lies between two order statistics of the replicates.
 *
 *     k = ⌊(B + 1) α / 2⌋        low the k-th smallest, high the k-th largest, α = 1 − confidence
 *
 * @param sorted B replicates, ascending
 * @param confidence inside (0, 1)
 * @throws {UndefinedError} when B is too small for this confidence (k = 0)
 * @example percentileInterval(Float64Array.of(1, 2, 3, 4, 5, 6, 7), 0.75) // { low: 1, high: 7 }
 * @see Efron, Tibshirani (1993), "An introduction to the bootstrap", section 12.5
 */
export function percentileInterval(sorted: Float64Array, confidence: number): Interval {
  const alpha = 1 - checkedConfidence(confidence);
  // 1 − 0.9 is a hair below 0.1, and (B + 1) α / 2 may well be meant to be a whole number.
  const k = Math.floor(((sorted.length + 1) * alpha) / 2 + 1e-9);
  if (k === 0) {
    throw new UndefinedError(
      `${sorted.length} replicates are too few for an interval of confidence ${confidence}`,
      { fix: `draw at least ${Math.ceil(2 / alpha - 1e-9) - 1} resamples` },
    );
  }
  return { low: sorted[k - 1]!, high: sorted[sorted.length - k]! };
}

/**
 * The two-sided p-value that goes with `percentileInterval`: p ≤ 1 − confidence exactly where the
 * interval leaves `value` out, ties included.
 *
 *     p = min(1, 2 min(1 + #{d ≤ value}, 1 + #{d ≥ value}) / (B + 1))
 *
 * @param sorted B ≥ 1 replicates
 * @param value what the null hypothesis says of the statistic
 * @returns at least 2 / (B + 1), at most 1
 * @example percentilePValue(Float64Array.of(1, 2, 3, 4, 5, 6, 7), 0) // 0.25
 */
export function percentilePValue(sorted: Float64Array, value = 0): number {
  let [atMost, atLeast] = [0, 0];
  for (const replicate of sorted) {
    if (replicate <= value) atMost += 1;
    if (replicate >= value) atLeast += 1;
  }
  return Math.min(1, (2 * (1 + Math.min(atMost, atLeast))) / (sorted.length + 1));
}
