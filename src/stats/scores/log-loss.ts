import type { Sample } from "../../core/sample.js";
import { checkProbabilities } from "./check-binary.js";
import { checkClassProbabilities } from "./check-class-probabilities.js";

/** The distance from 0 and 1 at which a probability is taken: one step of a double next to 1. */
export const LOG_LOSS_CLIP = Number.EPSILON;

/**
 * Log-loss (cross-entropy): the mean surprise, in nats, at the true class under the probabilities
 * that were given. A proper score: it is least, on average, for the true probabilities.
 *
 *     −(1/n) Σ ln p(yᵢ)        p taken at [clip, 1 − clip]
 *
 * @param labels n labels, 1 for the positive class, 0 for the other
 * @param probabilities n probabilities of the positive class
 * @param clip what keeps a wrong certainty from costing infinitely much; 2⁻⁵² by default, as in
 *   scikit-learn 1.2 and later, 10⁻¹⁵ before
 * @returns ≥ 0, in nats; ln 2 for constant halves
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, or a probability lies
 *   outside [0, 1]
 * @example logLoss([1, 0], [0.5, 0.75]) // Math.log(8) / 2
 */
export function logLoss(labels: Sample, probabilities: Sample, clip = LOG_LOSS_CLIP): number {
  checkProbabilities(labels, probabilities);
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const p = Math.min(Math.max(probabilities[i]!, clip), 1 - clip);
    sum -= labels[i] === 1 ? Math.log(p) : Math.log1p(-p);
  }
  return sum / labels.length;
}

/**
 * Log-loss over k classes: the mean surprise, in nats, at the true class.
 *
 *     −(1/n) Σ ln p(yᵢ)        each row divided by its sum, p taken at [clip, 1 − clip]
 *
 * @param classes n class numbers, 0 to k − 1
 * @param probabilities n rows of k probabilities
 * @returns ≥ 0, in nats; ln k for equal probabilities
 * @throws {InputError} when the rows are not a class and k probabilities each
 * @example multiclassLogLoss([2], [[0.25, 0.25, 0.5]]) // Math.log(2)
 */
export function multiclassLogLoss(
  classes: Sample,
  probabilities: readonly Sample[],
  clip = LOG_LOSS_CLIP,
): number {
  const k = checkClassProbabilities(classes, probabilities);
  let sum = 0;
  probabilities.forEach((row, i) => {
    let total = 0;
    for (let c = 0; c < k; c++) total += row[c]!;
    sum -= Math.log(Math.min(Math.max(row[classes[i]!]! / total, clip), 1 - clip));
  });
  return sum / probabilities.length;
}
