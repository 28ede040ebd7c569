import { UndefinedError } from "../core/errors.js";
import { accuracy } from "../stats/scores/accuracy.js";
import { averagePrecision } from "../stats/scores/average-precision.js";
import { brierScore, multiclassBrierScore } from "../stats/scores/brier-score.js";
import { expectedCalibrationError } from "../stats/scores/calibration-error.js";
import { confusionMatrix } from "../stats/scores/confusion-matrix.js";
import { logLoss, multiclassLogLoss } from "../stats/scores/log-loss.js";
import { oneVsRestAuc } from "../stats/scores/multiclass-auc.js";
import { averagePrecisionRecall, precisionRecall } from "../stats/scores/precision-recall.js";
import { rocAuc } from "../stats/scores/roc-auc.js";

/** The scores of a classifier, in the order in which they are shown. */
export const scoreNames = [
  "f1",
  "accuracy",
  "precision",
  "recall",
  "roc_auc",
  "average_precision",
  "log_loss",
  "brier",
  "ece",
] as const;
export type ScoreName = (typeof scoreNames)[number];

/** Every score; null where the rows do not define it. */
export type Scores = Readonly<Record<ScoreName, number | null>>;

/**
 * The class that probabilities speak for: with two classes the second from `threshold` on, with
 * more the most probable one, the first of equals.
 *
 * @param probabilities [class][row]
 */
export function predictedClasses(
  probabilities: readonly Float64Array[],
  threshold: number,
): Int32Array {
  const [first, second] = probabilities;
  if (probabilities.length === 2) return Int32Array.from(second!, (p) => Number(p >= threshold));
  return Int32Array.from(first!, (_, row) => {
    let best = 0;
    for (let k = 1; k < probabilities.length; k++) {
      if (probabilities[k]![row]! > probabilities[best]![row]!) best = k;
    }
    return best;
  });
}

/**
 * Score probabilities against what came. Two classes: F1, precision and recall are of the positive
 * class (0 where nothing was predicted positive), ECE over 10 bins. More: their plain means over
 * the classes, ROC AUC of each class against the rest, the Brier score over all classes; average
 * precision and ECE are of two classes only.
 *
 * @param labels the class of each row, n ≥ 1
 * @param probabilities [class][row]
 * @param threshold from which probability on a row counts as positive
 */
export function scoresOf(
  labels: Int32Array,
  probabilities: readonly Float64Array[],
  threshold: number,
): Scores {
  const matrix = confusionMatrix([...labels], [...predictedClasses(probabilities, threshold)]);
  if (probabilities.length === 2) {
    const p = probabilities[1]!;
    return {
      ...precisionRecall(matrix, 1),
      accuracy: accuracy(matrix),
      roc_auc: orNull(() => rocAuc(labels, p)),
      average_precision: orNull(() => averagePrecision(labels, p)),
      log_loss: logLoss(labels, p),
      brier: brierScore(labels, p),
      ece: expectedCalibrationError(labels, p),
    };
  }
  const rows = Array.from(labels, (_, row) => probabilities.map((ofClass) => ofClass[row]!));
  return {
    ...averagePrecisionRecall(matrix, "macro"),
    accuracy: accuracy(matrix),
    roc_auc: orNull(() => oneVsRestAuc(labels, rows)),
    average_precision: null,
    log_loss: multiclassLogLoss(labels, rows),
    brier: multiclassBrierScore(labels, rows),
    ece: null,
  };
}

/** A score, or null where the rows at hand do not define it: an AUC of one class. */
function orNull(score: () => number): number | null {
  try {
    return score();
  } catch (error) {
    if (error instanceof UndefinedError) return null;
    throw error;
  }
}
