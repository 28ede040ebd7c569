import { UndefinedError } from "../../../core/errors.js";
import { sum } from "../../../core/sum.js";
import { smallestDetectablePsi } from "../../../stats/distances/smallest-detectable-psi.js";
import { stabilityLaw } from "../../../stats/distances/stability-law.js";
import { numberOf } from "../question.js";
import type { Answer, Question } from "../statistic.js";

/** What a PSI is worth at its sample sizes: p, threshold, interval, and what would have been seen. */
export function stabilityAnswer(
  question: Question,
  reference: Float64Array,
  current: Float64Array,
): Answer {
  const alpha = numberOf(question, "alpha", 0.05);
  try {
    const law = stabilityLaw(reference, current, { alpha });
    const [m, n] = [sum(reference), sum(current)];
    return {
      p: law.pValue,
      psi_smoothed: law.smoothed,
      psi_debiased: law.debiased,
      "ci_0.95": [law.low, law.high],
      threshold: law.threshold,
      merged_bins: law.bins,
      smallest_detectable: smallestDetectablePsi({ m, n, bins: law.bins, alpha }),
    };
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return {
      p: null,
      psi_smoothed: null,
      psi_debiased: null,
      "ci_0.95": null,
      threshold: null,
      merged_bins: null,
      smallest_detectable: null,
      notes: [`p and interval are null: ${error.message}`],
    };
  }
}
