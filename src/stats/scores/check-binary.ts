import { InputError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";

/**
 * Check rows of a true label and a score.
 *
 * @param labels n ≥ 1 labels: 1 for the positive class, 0 for the other
 * @param scores n numbers, ±Infinity allowed
 * @throws {InputError} when the lengths differ, nothing is there, a label is neither 0 nor 1, or a
 *   score is NaN
 */
export function checkBinary(labels: Sample, scores: Sample): void {
  if (labels.length !== scores.length) {
    throw new InputError(`${labels.length} labels for ${scores.length} scores`, {
      fix: "give one score for each label",
    });
  }
  if (labels.length === 0) {
    throw new InputError("there is no row to score", { fix: "give at least one row" });
  }
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 0 && labels[i] !== 1) {
      throw new InputError(`label ${labels[i]!} is neither 0 nor 1`, {
        where: `labels[${i}]`,
        fix: "mark the positive class with 1 and the other with 0",
      });
    }
    if (Number.isNaN(scores[i])) {
      throw new InputError("a score is NaN", {
        where: `scores[${i}]`,
        fix: "drop rows without a score first",
      });
    }
  }
}

/**
 * Check rows of a true label and a probability of the positive class.
 *
 * @throws {InputError} as `checkBinary` does, and when a probability lies outside [0, 1]
 */
export function checkProbabilities(labels: Sample, probabilities: Sample): void {
  checkBinary(labels, probabilities);
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i]!;
    if (p >= 0 && p <= 1) continue;
    throw new InputError(`probability ${p} lies outside [0, 1]`, {
      where: `probabilities[${i}]`,
      fix: "give probabilities of the positive class, not margins",
    });
  }
}
