import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { sum } from "../../core/sum.js";
import type { ValueCounts } from "../../core/value-counts.js";
import { checkedProbability } from "../distributions/arguments.js";
import { countWeighted } from "../weighted-counts.js";

/** What a weighted sample has to say of its centre and spread. */
export interface WeightedSummary {
  readonly mean: number;
  /** Σ w (x − mean)² / Σ w. */
  readonly variance: number;
  readonly sumOfWeights: number;
  /** Kish's: how many equal weights would give the mean the same variance. */
  readonly effectiveSize: number;
}

/**
 * Mean, variance and effective size of a weighted sample.
 *
 *     mean = Σ w x / Σ w        variance = Σ w (x − mean)² / Σ w        n_eff = (Σ w)² / Σ w²
 *
 * @param x finite values
 * @param weights one weight ≥ 0 a value; only their ratios count, but in the sum
 * @throws {InputError} when the two do not fit each other, hold a NaN or a negative weight
 * @throws {UndefinedError} when all weights are 0, or a value that counts is infinite
 * @example weightedSummary([1, 5], [3, 1]).mean // 2
 * @example weightedSummary([1, 5], [3, 1]).variance // 3
 * @see Kish (1965), "Survey Sampling", 11.7
 */
export function weightedSummary(x: Sample, weights: Sample): WeightedSummary {
  const { values, counts } = ladderOf(x, weights);
  if (!values.every(Number.isFinite)) {
    throw new UndefinedError("there is no mean with an infinite value", { where: "x" });
  }
  const sumOfWeights = sum(counts);
  const center = values[0]!; // deviations from a value, so that a large mean costs no digits
  let shift = 0;
  values.forEach((value, k) => (shift += (counts[k]! / sumOfWeights) * (value - center)));
  let squares = 0;
  values.forEach((value, k) => (squares += counts[k]! * (value - center - shift) ** 2));
  return {
    mean: center + shift,
    variance: squares / sumOfWeights,
    sumOfWeights,
    effectiveSize: sumOfWeights ** 2 / sum(Float64Array.from(weights, (weight) => weight ** 2)),
  };
}

/**
 * The variance of a sample whose weights are counts: that of the values written out so often.
 *
 *     s² = Σ w (x − mean)² / (Σ w − 1)
 *
 * @throws {InputError} when x and weights do not fit each other, hold a NaN or a negative weight
 * @throws {UndefinedError} when a weight is not whole, or they sum to 1 or less
 * @example frequencyVariance([1, 5], [3, 1]) // 4
 */
export function frequencyVariance(x: Sample, weights: Sample): number {
  if (!Array.from(weights).every(Number.isInteger)) {
    throw new UndefinedError("weights that are not whole are no counts", { where: "weights" });
  }
  const { variance, sumOfWeights } = weightedSummary(x, weights);
  if (sumOfWeights > 1) return variance * (sumOfWeights / (sumOfWeights - 1));
  throw new UndefinedError("one value has no variance", { where: "weights" });
}

/**
 * Weighted quantiles: the inverse of the weighted distribution function, type 1. Values of weight
 * 0 do not count; whole weights act as repeated values.
 *
 *     Q(p) = the smallest x with Σ over values up to x of w ≥ p Σ w
 *
 * @param probabilities shares, 0 to 1
 * @returns one quantile a share, each a value of `x`
 * @throws {InputError} when x and weights do not fit each other, or a share is not in [0, 1]
 * @throws {UndefinedError} when all weights are 0
 * @example weightedQuantiles([1, 5], [3, 1], [0.5, 0.75, 0.8]) // [1, 1, 5]
 */
export function weightedQuantiles(
  x: Sample,
  weights: Sample,
  probabilities: readonly number[],
): number[] {
  const { values, counts } = ladderOf(x, weights);
  let total = 0;
  const upTo = counts.map((weight) => (total += weight));
  // Three weights of 0.1 are to reach 0.3 of ten, whatever way their sums were rounded.
  const fuzz = 4 * Number.EPSILON * total * Math.sqrt(counts.length);
  return probabilities.map((p) => {
    const target = checkedProbability(p) * total - fuzz;
    return values[upTo.findIndex((weight) => weight >= target)]!;
  });
}

function ladderOf(x: Sample, weights: Sample): ValueCounts {
  if (weights.length > 0 && Array.from(weights).every((weight) => weight === 0)) {
    throw new UndefinedError("all weights are 0", { where: "weights" });
  }
  return countWeighted("x", x, weights);
}
