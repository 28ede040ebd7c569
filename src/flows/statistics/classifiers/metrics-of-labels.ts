import { accuracy, balancedAccuracy } from "../../../stats/scores/accuracy.js";
import { cohensKappa } from "../../../stats/scores/cohens-kappa.js";
import {
  confusionMatrix,
  type ConfusionMatrix,
  type Label,
} from "../../../stats/scores/confusion-matrix.js";
import { matthewsCorrelation } from "../../../stats/scores/matthews-correlation.js";
import {
  averagePrecisionRecall,
  precisionRecall,
  type ZeroDivision,
} from "../../../stats/scores/precision-recall.js";
import { definedOrNull } from "../defined-or-null.js";
import { positiveOf } from "./labelled-rows.js";
import type { Answer, Question } from "../statistic.js";

/** The part of `stat metrics` that true and predicted classes decide. */
export function labelMetrics(
  question: Question,
  truth: readonly Label[],
  predictions: readonly Label[],
  notes: string[],
): Answer {
  const matrix = confusionMatrix(truth, predictions);
  const positive = positiveOf(question, matrix.labels);
  return {
    labels: matrix.labels,
    confusion_matrix: matrix.counts.map((row) => [...row]),
    accuracy: accuracy(matrix),
    balanced_accuracy: balancedAccuracy(matrix),
    mcc: matthewsCorrelation(matrix),
    kappa: definedOrNull(notes, "kappa", () => cohensKappa(matrix)),
    zero_division_0: shares(matrix, positive, 0),
    zero_division_1: shares(matrix, positive, 1),
  };
}

function shares(
  matrix: ConfusionMatrix,
  positive: Label | undefined,
  zeroDivision: ZeroDivision,
): Answer {
  const perClass = matrix.labels.map((label) => precisionRecall(matrix, label, zeroDivision));
  return {
    macro: averagePrecisionRecall(matrix, "macro", zeroDivision),
    weighted: averagePrecisionRecall(matrix, "weighted", zeroDivision),
    micro: averagePrecisionRecall(matrix, "micro", zeroDivision),
    per_class: {
      precision: perClass.map(({ precision }) => precision),
      recall: perClass.map(({ recall }) => recall),
      f1: perClass.map(({ f1 }) => f1),
      support: [...matrix.support],
    },
    ...(positive === undefined ? {} : { binary: precisionRecall(matrix, positive, zeroDivision) }),
  };
}
