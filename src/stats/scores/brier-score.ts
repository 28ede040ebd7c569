import type { Sample } from "../../core/sample.js";
import { checkProbabilities } from "./check-binary.js";
import { checkClassProbabilities } from "./check-class-probabilities.js";

/**
 * Brier score: the mean squared distance between the probability and what came. A proper score, as
 * the log-loss is, but one that a single wrong certainty cannot sink.
 *
 *     (1/n) Σ (pᵢ − yᵢ)²
 *
 * @param labels n labels, 1 for the positive class, 0 for the other
 * @param probabilities n probabilities of the positive class
 * @returns in [0, 1]; ¼ for constant halves
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, or a probability lies
 *   outside [0, 1]
 * @example brierScore([1, 0], [0.5, 0.75]) // 13 / 32
 * @see Brier (1950), "Verification of forecasts expressed in terms of probability", Monthly Weather
 *   Review 78(1)
 */
export function brierScore(labels: Sample, probabilities: Sample): number {
  checkProbabilities(labels, probabilities);
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum += (probabilities[i]! - labels[i]!) ** 2;
  return sum / labels.length;
}

/**
 * Brier score over k classes, in its first form: the squared distances of all classes added up, so
 * that for two classes it is twice `brierScore`.
 *
 *     (1/n) Σᵢ Σ_c (p_ic − [yᵢ = c])²
 *
 * @param classes n class numbers, 0 to k − 1
 * @param probabilities n rows of k probabilities
 * @returns in [0, 2]
 * @throws {InputError} when the rows are not a class and k probabilities each
 * @example multiclassBrierScore([1], [[0.25, 0.75]]) // 0.125
 */
export function multiclassBrierScore(classes: Sample, probabilities: readonly Sample[]): number {
  const k = checkClassProbabilities(classes, probabilities);
  let sum = 0;
  probabilities.forEach((row, i) => {
    for (let c = 0; c < k; c++) sum += (row[c]! - Number(classes[i] === c)) ** 2;
  });
  return sum / probabilities.length;
}
